/* Lines of UTF-8 text, one after the other, and words in them. For sniffers and readers of records. */
#ifndef BDL_READ_LINES_H
#define BDL_READ_LINES_H

#include <stdbool.h>
#include <stddef.h>

struct bdl_line {
	const char *text; /* without its '\n' */
	size_t length;
	size_t at;        /* where it begins */
};

/* The line that begins at *next, which moves on; false at the end. Begin with *next == 0. */
bool bdl_line_next(const char *text, size_t length, size_t *next, struct bdl_line *out);

/* ASCII only, ignoring case. */
bool bdl_bytes_start(const char *s, size_t length, const char *prefix);
bool bdl_bytes_equal(const char *s, size_t length, const char *word);
/* The first place of `what` (lower case) in s, or NULL. */
const char *bdl_bytes_find(const char *s, size_t length, const char *what);

/* Digits at s, at most `most`; how many there are, their value in *value. */
size_t bdl_bytes_number(const char *s, size_t length, size_t most, unsigned *value);

#endif
