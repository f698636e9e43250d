/*
 * Money as it is written in statements, in whole hundredths of its currency (pence). Strict: what
 * is not wholly a sum of money is not one. Whether a comma or a point parts pounds from pence is
 * decided over a whole file, not by one value. Pure.
 */
#ifndef BDL_READ_MONEY_H
#define BDL_READ_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BDL_MONEY_TEXT 32 /* room for any text of bdl_money_text() */

/* How many values can only be read with a point, or only with a comma, before the pence. */
struct bdl_money_votes {
	size_t point, comma;
};

void bdl_money_vote(struct bdl_money_votes *v, const char *text, size_t length);
bool bdl_money_comma(const struct bdl_money_votes *v);

enum bdl_money_read { BDL_MONEY_NONE, BDL_MONEY_READ, BDL_MONEY_UNREADABLE };

struct bdl_money_style {
	bool comma; /* "1.234,56" */
};

/*
 * "£1,234.56", "-3.50", "(12.00)", "12.00-", "12.00 DR", "+12", "GBP 4". NONE: there is nothing but
 * space. UNREADABLE: something else, or more exact than hundredths, or 10^13 or more. *pence only
 * when READ. D, DR and OD make it negative; with CR or C a sum with a minus is unreadable.
 */
enum bdl_money_read bdl_money_read(
	struct bdl_money_style style, const char *text, size_t length, int64_t *pence);

/* a + b; a sum beyond all money stays at the end of what there is. */
int64_t bdl_money_add(int64_t a, int64_t b);

/* "1,234.56", negative with U+2212. */
const char *bdl_money_text(int64_t pence, char out[BDL_MONEY_TEXT]);

#endif
