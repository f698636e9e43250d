/*
 * Value: one PDF object as a tree, parsed from the text that libqpdf writes of it. The tree lives
 * in an arena and borrows the text. Looking up what is not there lends a null, so that chains of
 * look-ups need no tests in between.
 */
#ifndef BDL_READ_PDF_VALUE_H
#define BDL_READ_PDF_VALUE_H

#include "base/arena.h"
#include "base/buffer.h"
#include <stdbool.h>
#include <stddef.h>

enum pdf_type {
	PDF_NULL,
	PDF_BOOL,
	PDF_NUMBER,
	PDF_STRING,
	PDF_NAME,
	PDF_ARRAY,
	PDF_DICT,
	PDF_REF
};

struct pdf_value {
	enum pdf_type type;
	int id, generation; /* PDF_REF */
	double number; /* PDF_NUMBER */
	const char *text; /* of a scalar, as written: "(a)", "/Name", "0.5" */
	size_t length;
	const char *key; /* of a member of a dictionary, with its slash */
	size_t key_length;
	const struct pdf_value *first; /* member of an array or dictionary */
	const struct pdf_value *next; /* sibling */
};

/* NULL only when out of memory; nonsense is a null, and nesting deeper than 100 is cut off. */
const struct pdf_value *bdl_value_parse(struct bdl_arena *a, const char *text, size_t length);

/*
 * Never NULL: null where v is no dictionary or has no such key ("/Key"). Does not follow
 * references.
 */
const struct pdf_value *bdl_value_find(const struct pdf_value *v, const char *key);
/* The same by a name that is not NUL-terminated. */
const struct pdf_value *bdl_value_find_name(
	const struct pdf_value *v, const char *key, size_t length);

extern const struct pdf_value bdl_value_null;

bool bdl_value_is_name(const struct pdf_value *v, const char *name); /* "/Name" */
bool bdl_value_is_key(const struct pdf_value *member, const char *key);
size_t bdl_value_count(const struct pdf_value *v); /* members of an array or dictionary */

/* Appends the bytes that a string stands for; nothing when v is no string. */
void bdl_value_bytes(const struct pdf_value *v, struct bdl_buffer *out);
/* Appends a text string (UTF-16, UTF-8 or PDFDocEncoding) as UTF-8. */
void bdl_value_utf8(const struct pdf_value *v, struct bdl_buffer *out);

#endif
