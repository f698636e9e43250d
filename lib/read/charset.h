/*
 * Charset: is it text, in which encoding, and the text as UTF-8 with '\n' for every kind of line end.
 * A byte order mark decides; else UTF-8 where it is valid; else Windows-1252, unless the letters speak for
 * Windows-1250 (Polish and its neighbours) or Windows-1251 (Russian and its neighbours).
 */
#ifndef BDL_READ_CHARSET_H
#define BDL_READ_CHARSET_H

#include "base/buffer.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum bdl_charset_kind {
	BDL_CHARSET_UTF8, /* stray bytes are read as Windows-1252 */
	BDL_CHARSET_UTF16LE,
	BDL_CHARSET_UTF16BE,
	BDL_CHARSET_UTF32LE,
	BDL_CHARSET_UTF32BE,
	BDL_CHARSET_1252,
	BDL_CHARSET_1250,
	BDL_CHARSET_1251
};

struct bdl_charset {
	enum bdl_charset_kind kind;
	size_t mark;  /* bytes of the byte order mark */
	bool guessed; /* neither a mark nor valid UTF-8 says so */
};

/* false: these bytes are no text. They may break off inside a character. */
bool bdl_charset_guess(const unsigned char *bytes, size_t length, struct bdl_charset *out);

/* The encoding that a mail or a page names ("iso-8859-1", "utf-8"); false where it is none of ours. */
bool bdl_charset_named(const char *name, size_t length, struct bdl_charset *out);

const char *bdl_charset_name(enum bdl_charset_kind kind);

/* Appends bytes (without the mark) as UTF-8; what cannot be decoded becomes U+FFFD. out->failed tells. */
void bdl_charset_decode(const struct bdl_charset *c, const unsigned char *bytes, size_t length,
	struct bdl_buffer *out);

#endif
