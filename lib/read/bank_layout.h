/* Bank layout: what a column of a bank's table holds, told by its head; and which bank writes a
 * table with these heads. Pure. */
#ifndef BDL_READ_BANK_LAYOUT_H
#define BDL_READ_BANK_LAYOUT_H

#include "read/table.h"

#define BDL_BANK_HEAD 64 /* bytes of a head as it is compared */

enum bdl_bank_role {
	BDL_BANK_OTHER,
	BDL_BANK_DATE,
	BDL_BANK_TIME,
	BDL_BANK_DESCRIPTION,
	BDL_BANK_PARTY,
	BDL_BANK_TYPE, /* a short code: DEB, FPI */
	BDL_BANK_AMOUNT, /* with its sign */
	BDL_BANK_OUT,
	BDL_BANK_IN,
	BDL_BANK_BALANCE,
	BDL_BANK_CURRENCY,
	BDL_BANK_FLAG, /* D or C */
	BDL_BANK_FEE,
	BDL_BANK_ACCOUNT, /* number of the account itself */
	BDL_BANK_SORT_CODE,
	BDL_BANK_THEIRS, /* number of the other party's account */
	BDL_BANK_CALL, /* a telephone's table: length of a call, number called */
	BDL_BANK_ROLES
};

struct bdl_bank_head {
	char text[BDL_BANK_HEAD]; /* lower case, words parted by one space, currency taken off */
	char currency[4]; /* "GBP" of "Amount (GBP)"; or "" */
};

void bdl_bank_head_read(struct bdl_cell c, struct bdl_bank_head *out);

/* What a column with this head holds; of several columns with one role that with the lowest rank is
 * meant. */
enum bdl_bank_role bdl_bank_head_role(const struct bdl_bank_head *h, unsigned *rank);

struct bdl_bank_layout {
	const char *name; /* of the bank or banks */
	bool day_first; /* dates in figures are known to be */
	const char *heads; /* that the table must have, parted by '|' */
};

/* The most exact layout that these heads fit; NULL: none. */
const struct bdl_bank_layout *bdl_bank_layout_find(const struct bdl_bank_head *heads, size_t count);

/* HSBC writes no heads: date, description, amount. */
extern const struct bdl_bank_layout bdl_bank_headless;

#endif
