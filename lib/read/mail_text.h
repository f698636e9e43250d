/* Mail text: what is done to the words of a message before they go on a page. Pure. */
#ifndef BDL_READ_MAIL_TEXT_H
#define BDL_READ_MAIL_TEXT_H

#include "base/buffer.h"
#include <stdbool.h>
#include <stddef.h>

/* format=flowed (RFC 3676): joins the lines that were broken to be sent. delsp: the space at the
 * break was put there for it. */
void bdl_mail_unflow(const char *text, size_t length, bool delsp, struct bdl_buffer *out);

/*
 * Joins the lines of paragraphs that were broken at about 70 characters when they were sent, so
 * that they wrap as every other paragraph. Lines that end early, lists, and what is aligned with
 * spaces stay.
 */
void bdl_mail_rejoin(const char *text, size_t length, struct bdl_buffer *out);

/* How many '>' a line begins with, spaces between them allowed; *at is where its words begin. */
unsigned bdl_mail_quotes(const char *line, size_t length, size_t *at);

/* A plain part that only says that the message is to be read as HTML, or nothing at all. */
bool bdl_mail_says_nothing(const char *text, size_t length);

/* Appends to out the text without its blank lines at the beginning and the end. */
void bdl_mail_trim(const char *text, size_t length, struct bdl_buffer *out);

#endif
