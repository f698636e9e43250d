/*
 * CSV: cells of tables that a spreadsheet opens, written (RFC 4180), and read however a spreadsheet saved them. Who needs the
 * bytes of evidence taken apart does it in read/.
 */
#ifndef BDL_MODEL_CSV_H
#define BDL_MODEL_CSV_H

#include "base/buffer.h"
#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>

/*
 * Appends one cell, quoted where needed. What a spreadsheet would take for a formula, titles and names of files coming from
 * strangers, gets an apostrophe in front; so does what begins with apostrophes and goes on like a formula, so that
 * bdl_csv_unguard() takes away what was put there and nothing else.
 */
void bdl_csv_put(struct bdl_buffer *out, const char *text);

/* The text of a cell without the apostrophe that bdl_csv_put() put there; lends. */
const char *bdl_csv_unguard(const char *cell);

/* clang-format off */
/* A reader of records; text must be UTF-8 without NUL and stay. */
struct bdl_csv {
	const char *text;
	size_t length, at;
	char comma;              /* what parts cells: ',', ';' or tab */
	unsigned next_line;      /* line of the text at which `at` stands, from 1 */
	unsigned line;           /* of the record */
	struct bdl_buffer cells; /* of the record, each with a NUL behind it */
	size_t *starts; size_t count, space;
};
/* clang-format on */

#define BDL_CSV_CELL_MOST ((size_t)2 * 1024 * 1024) /* bytes of one cell: more than any list that index.csv has to hold */
#define BDL_CSV_CELLS_MOST 4096u

/* Skips a line "sep=;", which Excel reads and writes. */
void bdl_csv_begin(struct bdl_csv *r, const char *text, size_t length, char comma);
void bdl_csv_release(struct bdl_csv *r);

/*
 * The next record: 1; 0 at the end; -1 with err (BDL_EFORMAT: a quotation mark that is never closed; BDL_ELIMIT). Lines end in
 * LF, CR LF or CR. A quotation mark counts only at the beginning of a cell, blanks aside. `path` is for messages.
 */
int bdl_csv_next(struct bdl_csv *r, const char *path, struct bdl_error *err) BDL_MUST_CHECK;

/* Cell `column` of the record; "" where it has none. Lent until the next record. */
const char *bdl_csv_at(const struct bdl_csv *r, size_t column);

#endif
