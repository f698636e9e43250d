/*
 * A text as the finder of private matter looks at it: one cell for each letter, figure or mark, without case and accents, that
 * knows which bytes it stands for. Internal to private*.c.
 */
#ifndef BDL_BASE_PRIVATE_FOLD_H
#define BDL_BASE_PRIVATE_FOLD_H

#include "base/private.h"
#include <stdint.h>

/* clang-format off */
struct bdl_fold_cell {
	uint32_t code;           /* folded: small letters without marks; ' ' for any space, '\n' for a new line, '-' for any dash */
	size_t at, end;          /* bytes of the text that it stands for */
};

struct bdl_fold {
	const char *text;
	size_t length;
	struct bdl_fold_cell *cells; size_t count;
	size_t space;
};
/* clang-format on */

/* -1: out of memory; release in any case. What cannot be seen (soft hyphens, zero-width characters) has no cell. */
int bdl_fold(struct bdl_fold *f, const char *text, size_t length);
void bdl_fold_release(struct bdl_fold *f);

/* Code of cell i; 0 outside. */
uint32_t bdl_fold_at(const struct bdl_fold *f, size_t i);
bool bdl_fold_is_figure(uint32_t code);
bool bdl_fold_is_letter(uint32_t code); /* ASCII after folding, or any other letter or number above */
bool bdl_fold_joins(uint32_t code);     /* letter or figure */

/* True where the words (small letters, single spaces) stand in cells [from, to) as whole words. */
bool bdl_fold_has(const struct bdl_fold *f, size_t from, size_t to, const char *words);

/* Appends cells [from, to) as a span. -1: out of memory. */
int bdl_private_span_add(struct bdl_private_spans *s, const struct bdl_fold *f, size_t from, size_t to, enum bdl_private_kind kind);

/* The first letter or figure at or behind `at`; f->count: none. */
size_t bdl_fold_next_joining(const struct bdl_fold *f, size_t at);
/* The end of the pattern's words where they begin at cell `at`; 0: they do not. */
size_t bdl_private_begins(const struct bdl_fold *f, size_t at, const struct bdl_fold *pattern);

/* What is listed (NULL-ended, or NULL). Appends spans in any order. */
int bdl_private_listed(const struct bdl_fold *f, const char **list, enum bdl_private_kind kind, struct bdl_private_spans *out);

/* What looks like a number of a person, an account, a card; like an address. Each appends spans in any order. */
int bdl_private_numbers(const struct bdl_fold *f, struct bdl_private_spans *out);
int bdl_private_addresses(const struct bdl_fold *f, struct bdl_private_spans *out);

#endif
