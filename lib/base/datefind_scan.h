/*
 * What the forms of dates are read with. Internal to datefind*.c: others include base/datefind.h.
 * Positions are bytes from the start of the text; reading past its end yields nothing.
 */
#ifndef BDL_BASE_DATEFIND_SCAN_H
#define BDL_BASE_DATEFIND_SCAN_H

#include "base/datefind.h"
#include <stdint.h>

struct bdl_scan {
	const char *text;
	size_t length;
	bool name; /* a file's name: '_' is a space, and more is taken for a date */
};

enum bdl_form {
	BDL_FORM_NONE,
	BDL_FORM_DATE, /* found: *out is filled */
	BDL_FORM_REFUSED /* looks like a date but is none (31 June): out->length bytes are to be
			    passed over */
};

/* The forms that begin with a number or a month's name at `at`; out->at is `at`, or the start of
 * the date itself. */
enum bdl_form bdl_form_words(const struct bdl_scan *s, size_t at, struct bdl_found_date *out);
/* Those that are all figures. */
enum bdl_form bdl_form_figures(const struct bdl_scan *s, size_t at, struct bdl_found_date *out);

/* The code point that ends before, begins at; 0 at either end of the text. */
uint32_t bdl_scan_before(const struct bdl_scan *s, size_t at);
uint32_t bdl_scan_at(const struct bdl_scan *s, size_t at);
bool bdl_scan_is_letter(uint32_t code);
bool bdl_scan_is_digit_at(const struct bdl_scan *s, size_t at);

/* A run of digits: how many; their value if they are at most nine, else UINT32_MAX. */
size_t bdl_scan_digits(const struct bdl_scan *s, size_t at, uint32_t *value);
/* A run of ASCII letters. */
size_t bdl_scan_letters(const struct bdl_scan *s, size_t at);
/* At most four spaces of any kind; with `lines`, one line's end among them. Their bytes. */
size_t bdl_scan_spaces(const struct bdl_scan *s, size_t at, bool lines);
/* '.', '/', '-' (for dashes of any kind), '_' (in names) and the bytes that it takes; 0 for all
 * else. */
char bdl_scan_mark(const struct bdl_scan *s, size_t at, size_t *taken);
/* True if one of `words` (lower case, NULL-ended) stands before `at`, with nothing but " :.#"
 * between. */
bool bdl_scan_follows(const struct bdl_scan *s, size_t at, const char *const *words);

/* "23" is 2023, "96" is 1996. */
int16_t bdl_scan_century(uint32_t year);
bool bdl_scan_is_year(uint32_t year);
/* The day if it exists, else all 0. */
struct bdl_day bdl_scan_day(uint32_t year, uint32_t month, uint32_t day);

#endif
