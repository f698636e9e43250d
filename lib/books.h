/* Books: the rules of the world that the passes interpret, loaded once and held together. */
#ifndef BDL_BOOKS_H
#define BDL_BOOKS_H

#include "base/error.h"
#include "judge/reckon.h"

struct bdl_books {
	struct bdl_recipients *recipients;
	struct bdl_step_kinds *steps;
	struct bdl_holidays *holidays;
};

/* NULL: they cannot be read, or memory has run out. */
struct bdl_books *bdl_books_open(struct bdl_error *err) BDL_MUST_CHECK;
void bdl_books_close(struct bdl_books *b); /* NULL is fine */

/* Lent, to the passes that reckon. */
struct bdl_rules bdl_books_rules(const struct bdl_books *b);

#endif
