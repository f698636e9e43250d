/*
 * Ledger: a ruled table of records (calls, transactions, the contents of an archive) on a sheet, as look/LOOK.md section 4
 * has rows: cells wrap at spaces, all columns from the same first baseline, nothing is cut; column heads are repeated
 * on every page; a row is not split unless it is taller than a page.
 */
#ifndef BDL_READ_LEDGER_H
#define BDL_READ_LEDGER_H

#include "read/sheet.h"

#define BDL_LEDGER_COLUMNS 8

struct bdl_ledger_column {
	const char *head;
	double x;     /* left edge; of a right-aligned column, where it ends */
	double width; /* words wrap in it */
	bool right;
};

struct bdl_ledger {
	struct bdl_sheet *sheet;
	const struct bdl_ledger_column *columns;
	size_t count;
	const char *carried; /* first cell of a row that begins each further page: "Balance brought forward"; or NULL */
	const char *carried_value; /* its last cell */
	bool any;            /* a row stands on this page */
};

/* Draws the heads at the sheet's y. columns: at most BDL_LEDGER_COLUMNS; they, and what is lent below, outlive the ledger. */
void bdl_ledger_begin(struct bdl_ledger *l, struct bdl_sheet *s, const struct bdl_ledger_column *columns, size_t count);

/*
 * Draws a row of `count` cells (NULL: empty), bold where strong, and returns the page, from 1, on which it begins. `keep`:
 * the height of what must stand below it on the same page (a total that stays with its rows); 0 for none.
 */
unsigned bdl_ledger_row(struct bdl_ledger *l, const char *const *cells, bool strong, double keep);

/* A heading inside the table, bold, over a thin line: a day, a month. It stays with the row below it. */
void bdl_ledger_group(struct bdl_ledger *l, const char *name);

/* The line at the end of the table. */
void bdl_ledger_end(struct bdl_ledger *l);

#endif
