/*
 * Bank: a statement in memory, whatever file it came from, and what is done with it: its pages, its
 * transactions as records, its dates, the check of its balances. Readers of one format each fill
 * it: bank_csv.c, bank_ofx.c, bank_qif.c, bank_mt940.c, bank_camt.c. Strings live in the reading's
 * arena.
 */
#ifndef BDL_READ_BANK_H
#define BDL_READ_BANK_H

#include "read/money.h"
#include "read/reading.h"

#define BDL_BANK_NOTES 24

struct bdl_bank_money {
	const char *raw; /* as written, one line; NULL: none is given */
	bool read; /* pence holds it; else it is shown as written */
	int64_t pence; /* negative: paid out, overdrawn; -1 if it is not read and stood among what
			  is paid out */
};

struct bdl_bank_row {
	struct bdl_moment when;
	bool dated; /* when holds its date */
	const char *date; /* as written; NULL: none */
	const char *shown; /* the description for the page; lines end in '\n' */
	const char *text; /* what the bank calls it, or NULL */
	const char *party; /* whom it was paid to or came from, or NULL */
	struct bdl_bank_money amount, balance;
	int64_t fee; /* pence beside the amount, either sign; 0: none */
	unsigned page; /* filled when drawn */
};

/* Rows of one account, one behind the other. */
struct bdl_bank_account {
	const char *number; /* as in the file; only its end is ever shown; or NULL */
	const char *name; /* "Savings"; or NULL */
	const char *currency; /* "GBP"; NULL: not said */
	bool mixed; /* rows are in different currencies: no sums */
	struct bdl_bank_money opening, closing;
	struct bdl_day opening_day, closing_day; /* year 0: not said */
	struct bdl_day from, until; /* what the file says it covers; year 0: not said */
	size_t first, count; /* rows */
};

struct bdl_bank {
	struct bdl_reading *r;
	const char *title; /* on the page */
	const char *layout; /* "Monzo", "OFX"; or NULL */
	const char *written; /* a sentence: "It is laid out as Monzo writes it."; or NULL */
	const char *notes[BDL_BANK_NOTES]; /* sentences and lines for the head of the page */
	size_t note_count;
	struct bdl_bank_row *rows;
	size_t row_count, row_space;
	struct bdl_bank_account *accounts;
	size_t account_count, account_space;
	bool open_order; /* day or month first is not decided by any date in it */
	bool failed; /* memory ran out; looked at once, by bdl_bank_show() */
};

void bdl_bank_begin(struct bdl_bank *b, struct bdl_reading *r);

/* Adds an account; the rows added from now on are its own. NULL: out of memory (b->failed). */
struct bdl_bank_account *bdl_bank_account(struct bdl_bank *b);
/* Adds a row to the newest account (one is made if there is none). NULL: out of memory. */
struct bdl_bank_row *bdl_bank_row(struct bdl_bank *b);
/* Adds a sentence above the table; more than BDL_BANK_NOTES are put together in the last. */
void bdl_bank_note(struct bdl_bank *b, const char *text);

/* A sum as written; `negative` turns it round. */
struct bdl_bank_money bdl_bank_sum(
	struct bdl_bank *b, struct bdl_money_style style, const char *text, size_t length);

/* One line of the arena, "" never: NULL where there is nothing but space, or memory is out
 * (b->failed). */
const char *bdl_bank_line(struct bdl_bank *b, const char *text, size_t length);

/* The last four figures or letters of an account's number ("4471"). "" of a number that has fewer.
 */
const char *bdl_bank_ending(struct bdl_bank *b, const char *number);

/* Adds a line to a description, "label: value" or the value alone, unless a line of it says the
 * same already. */
void bdl_bank_detail(struct bdl_buffer *shown, const char *label, const char *value);

/* True of a row that is a payment: it has an amount, readable or not. */
bool bdl_bank_is_payment(const struct bdl_bank_row *row);

/* The rows of the account stand newest first. */
bool bdl_bank_newest_first(const struct bdl_bank *b, const struct bdl_bank_account *a);

/* Warns where a balance does not follow from the one before it (bank_check.c). */
int bdl_bank_check(struct bdl_bank *b, struct bdl_error *err) BDL_MUST_CHECK;

/* Pages (bank_draw.c): fills shown and pages of the facts, and page of each row. */
int bdl_bank_draw(struct bdl_bank *b, struct bdl_error *err) BDL_MUST_CHECK;

/* Everything: pages, records, dates, warnings, facts. The statement must hold a row or an account.
 */
int bdl_bank_show(struct bdl_bank *b, struct bdl_error *err) BDL_MUST_CHECK;

/* What is no statement after all: shown as plain text, with a warning that says why. */
int bdl_bank_as_text(struct bdl_reading *r, const char *why, struct bdl_error *err) BDL_MUST_CHECK;

/* A table that is a bank's (bank_csv.c). */
struct bdl_table;
int bdl_bank_table(
	struct bdl_reading *r, const struct bdl_table *t, struct bdl_error *err) BDL_MUST_CHECK;

/* Readers. A file in which nothing is found is shown as text, with a warning that says so. */
int bdl_read_ofx(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK;
int bdl_read_qif(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK;
int bdl_read_mt940(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK;
int bdl_read_camt(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * The whole file as UTF-8 with '\n' line ends, fit for a page; sets the opening text. What is no
 * text is U+FFFD or a sign in brackets. Unless the format itself says how its letters are encoded,
 * warnings tell of what was guessed and replaced.
 */
int bdl_bank_text(struct bdl_reading *r, bool says_encoding, struct bdl_buffer *out,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
