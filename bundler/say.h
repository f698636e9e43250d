/*
 * Say: the only place that writes to the terminal. stdout is the result, stderr is conversation. Whatever comes from
 * evidence is escaped before a terminal sees it.
 */
#ifndef BUNDLER_SAY_H
#define BUNDLER_SAY_H

#include "base/error.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Exit statuses: part of the interface, printed by --help. */
enum {
	EXIT_DONE = 0,      /* done, or intact */
	EXIT_ATTENTION = 1, /* finished, but something needs attention */
	EXIT_USAGE = 2,
	EXIT_UNFINISHED = 3 /* could not finish; nothing was written */
};

/* Words of ours and of evidence: %s arguments must be ours or escaped; use say_name() for names. */
void say(const char *format, ...) BDL_PRINTF(1, 2);         /* stdout */
void say_name(FILE *to, const char *name);                 /* escaped */
void say_digest(const char *indent, const uint8_t digest[32]); /* groups of 4, two lines, stdout */

/* "bundle: PATH: message" and the hint on its own line, to stderr. */
void complain(const struct bdl_error *err);
void complain_text(const char *format, ...) BDL_PRINTF(1, 2);
/* A hint on its own line, indented by 2, to stderr. */
void advise(const char *format, ...) BDL_PRINTF(1, 2);

/* Colour repeats what a word says; empty strings where there is none. */
enum paint { PAINT_NONE, PAINT_BOLD, PAINT_GOOD, PAINT_BAD, PAINT_VERDICT_GOOD, PAINT_VERDICT_BAD };
const char *paint_on(enum paint p);
const char *paint_off(enum paint p);

/* 184,220 */
const char *with_commas(uint64_t n, char out[32]);
/* "18.2 MB", "920 bytes" */
const char *as_size(uint64_t bytes, char out[32]);

/* Flushes stdout; false if it could not all be written. */
bool say_finish(void);

#endif
