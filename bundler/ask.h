/*
 * Asking: one question at a time to a person at a terminal. Questions go to stderr; nothing that is typed can drive the terminal.
 */
#ifndef BUNDLER_ASK_H
#define BUNDLER_ASK_H

#include <stdbool.h>
#include <stddef.h>

#define ASK_MOST 500 /* bytes of an answer, as of a text in bundle.yaml */

/* Somebody is there to be asked: stdin and stderr are a terminal. */
bool ask_is_possible(void);

enum ask_end {
	ASK_ANSWERED,
	ASK_SKIPPED,    /* only Enter */
	ASK_NO_MORE,    /* the input is at its end (Ctrl-D): ask no further */
	ASK_STOPPED     /* Ctrl-C */
};

/*
 * Prints the question and reads a line into out, without white space around it. What is no text (not UTF-8, control characters) or is too
 * long is asked for again.
 */
enum ask_end ask(const char *question, char out[ASK_MOST + 1]);

/*
 * The same for what nobody should read over a shoulder: nothing is shown while it is typed, and the line is taken as it is, an
 * empty one too. The terminal is as it was afterwards, after Ctrl-C too; Ctrl-Z and Ctrl-\ do nothing meanwhile. More than
 * `space` bytes with the NUL is asked for again. ASK_NO_MORE also where the terminal does not stop showing.
 */
enum ask_end ask_secret(const char *question, char *out, size_t space);

#endif
