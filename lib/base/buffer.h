/*
 * Buffer: bytes that grow. A failed append leaves the buffer as it was and sets `failed`, which
 * stays set: a writer may append many times and look once, at the end.
 * Invariant: data[length] is NUL whenever data is not NULL, so a text buffer is a C string.
 */
#ifndef BDL_BASE_BUFFER_H
#define BDL_BASE_BUFFER_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>

struct bdl_buffer {
	char *data;
	size_t length, space;
	bool failed; /* an append ran out of memory */
};

#define BDL_BUFFER_INIT { 0 }

int bdl_buffer_add(struct bdl_buffer *b, const void *bytes, size_t length);
int bdl_buffer_text(struct bdl_buffer *b, const char *text);
int bdl_buffer_byte(struct bdl_buffer *b, char byte);
int bdl_buffer_printf(struct bdl_buffer *b, const char *format, ...) BDL_PRINTF(2, 3);

/* The text so far, never NULL ("" when empty); lent until the next append. */
const char *bdl_buffer_string(const struct bdl_buffer *b);

/* Back to empty, the memory kept. */
void bdl_buffer_clear(struct bdl_buffer *b);

/* Hands the memory over (free() it); the buffer is empty afterwards. NULL if nothing was added. */
char *bdl_buffer_take(struct bdl_buffer *b);

void bdl_buffer_release(struct bdl_buffer *b);

#endif
