/*
 * Bank columns: is this table a bank's, and which of its columns holds what. By heads and by what
 * the cells hold, never by the file's name. Pure.
 */
#ifndef BDL_READ_BANK_COLUMNS_H
#define BDL_READ_BANK_COLUMNS_H

#include "read/bank_date.h"
#include "read/bank_layout.h"
#include "read/money.h"
#include "read/table.h"

#define BDL_BANK_COLUMNS 64

struct bdl_bank_columns {
	size_t count; /* columns with a head, at most BDL_BANK_COLUMNS */
	struct bdl_bank_head heads[BDL_BANK_COLUMNS];
	enum bdl_bank_role roles[BDL_BANK_COLUMNS];
	size_t at[BDL_BANK_ROLES]; /* the column meant for each role; SIZE_MAX: none */
	size_t other_date; /* taken where the first date is empty; SIZE_MAX: none */
	const struct bdl_bank_layout *layout; /* or NULL */
	struct bdl_money_style style;
	bool month_first, open_order; /* of dates in figures */
	bool out_is_negative; /* what is paid out has a minus already */
};

/* false: it is no bank's table. */
bool bdl_bank_columns_find(const struct bdl_table *t, struct bdl_bank_columns *out);

bool bdl_bank_cell_is_blank(struct bdl_cell c);

#endif
