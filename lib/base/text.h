/*
 * Text: UTF-8 as it comes from strangers. Nothing here depends on the locale.
 */
#ifndef BDL_BASE_TEXT_H
#define BDL_BASE_TEXT_H

#include "base/buffer.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BDL_REPLACEMENT 0xFFFDu

/*
 * Reads one code point from s[0..length), stores it and returns how many bytes it took. Overlong
 * forms, surrogates, values above U+10FFFF and stray bytes yield U+FFFD and 1. length 0 yields 0.
 */
size_t bdl_utf8_next(const char *s, size_t length, uint32_t *code);

/* Writes code as UTF-8 to out (room for 4) and returns how many bytes; U+FFFD for what is no code point. */
size_t bdl_utf8_put(uint32_t code, char out[4]);

bool bdl_utf8_valid(const char *s, size_t length);

/* Appends s with every byte that is not UTF-8 replaced by U+FFFD. */
int bdl_utf8_clean(struct bdl_buffer *out, const char *s, size_t length);

/*
 * Appends s made safe for a terminal or a one-line message: control characters (C0, C1, DEL), line and
 * paragraph separators and bidirectional overrides as \xNN or \uNNNN, bytes that are not UTF-8 as \xNN.
 */
int bdl_text_escape(struct bdl_buffer *out, const char *s, size_t length);

/* ASCII only, whatever the locale. */
static inline bool bdl_is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static inline bool bdl_is_alpha(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool bdl_is_space(int c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline int bdl_lower(int c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

/* Compares ignoring ASCII case. */
int bdl_text_casecmp(const char *a, const char *b);
bool bdl_text_starts(const char *s, const char *prefix);
bool bdl_text_ends(const char *s, const char *suffix);

/*
 * The order in which a person reads names: runs of digits by value, letters without ASCII case, then
 * by bytes, so that the order is total: "2 May" < "10 May", "a" < "B". Never 0 for different strings.
 */
int bdl_text_natural(const char *a, const char *b);

#endif
