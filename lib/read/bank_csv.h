/*
 * Bank CSV: what the two halves of the reader of banks' tables share: bank_csv.c makes rows of it,
 * bank_csv_head.c what stands above them. Lines are of the arena; failures set b->failed.
 */
#ifndef BDL_READ_BANK_CSV_H
#define BDL_READ_BANK_CSV_H

#include "read/bank.h"
#include "read/bank_columns.h"

struct bdl_bank_csv {
	struct bdl_bank *b;
	const struct bdl_table *t;
	struct bdl_bank_columns c;
	bool same[BDL_BANK_COLUMNS]; /* the column holds one value throughout */
	bool own[BDL_BANK_COLUMNS]; /* it is shown in a place of its own */
};

/* The cell as one line; NULL: blank, or no such column. */
const char *bdl_bank_csv_cell(struct bdl_bank_csv *g, size_t row, size_t column);
/* The same, of an account's number only its end. */
const char *bdl_bank_csv_value(struct bdl_bank_csv *g, size_t row, size_t column);
/* The head over a column, as the file has it; or NULL. */
const char *bdl_bank_csv_head(struct bdl_bank_csv *g, size_t column);
bool bdl_bank_csv_is_blank(const struct bdl_table *t, size_t row);
/* The first row of the body that is not blank, or the number of rows. */
size_t bdl_bank_csv_first_row(const struct bdl_bank_csv *g);
/* At least four figures: an account's number rather than its name. s may be NULL. */
bool bdl_bank_csv_is_number(const char *s);
/* Appends the cells of a row. */
void bdl_bank_csv_join(
	struct bdl_bank_csv *g, size_t row, const char *between, struct bdl_buffer *out);

/* Fills `same` and notes what these columns hold. */
void bdl_bank_csv_note_same(struct bdl_bank_csv *g);
/* Notes the lines above the heads, account numbers but for their end left out; their dates become
 * candidates. */
int bdl_bank_csv_preamble(struct bdl_bank_csv *g, struct bdl_error *err) BDL_MUST_CHECK;

#endif
