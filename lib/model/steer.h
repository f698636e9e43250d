/*
 * Steering: index.csv as a person edited it: what it says wins over every judgement. A row is matched by its exact path, else by
 * its SHA-256 (the file was renamed), never by part of a name.
 */
#ifndef BDL_MODEL_STEER_H
#define BDL_MODEL_STEER_H

#include "base/arena.h"
#include "base/calendar.h"
#include "base/digest.h"
#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>

#define BDL_STEER_FILE "index.csv" /* beside the evidence, at the top of the folder */
#define BDL_LEFT_OUT "left out in index.csv" /* the reason of an excluded row */
#define BDL_STEER_MOST ((size_t)64 * 1024 * 1024) /* bytes of the file */
#define BDL_STEER_HEAD ((size_t)4096) /* bytes that tell whether it is one */

/* clang-format off */
/* One row; NULL or 0 where a cell says nothing new: it is empty, or has what the program itself wrote there. */
struct bdl_steer {
	unsigned line;           /* of the file, from 1 */
	const char *path;        /* exact; NULL: the row has none */
	uint8_t sha256[BDL_SHA256_SIZE];
	bool has_sha256;
	const char *title, *kind, *section; /* section: id or title */
	struct bdl_day day;      /* as far as given: 2023, 2023-02 or 2023-02-10 */
	struct bdl_day until;    /* last day of a span; else all 0 */
	bool has_date, undated;  /* undated: the author says that it has no date */
	bool confirmed;          /* date_source says author: the date is the author's even where it is the judged one */
	double order;            /* place within its section, ascending, rows with none behind by date; 0: not said */
	bool left_out;           /* include: no */
	const char *event;       /* type of step, or "none" */
	const char *received;    /* ISO date on which it came; or NULL */
	const char **allegations;/* headings, NULL-ended; or NULL */

	bool matched;            /* judge: it is about a document that there is */
	bool changed;            /* judge: the file of its path has other bytes than when the row was written */
	const char *usual;       /* judge: id of the section where its kind belongs as judged; lent by the rules; NULL: not judged yet */
	bool carried;            /* judge: inside of something that is left out: it goes with that */
	const char **own;        /* cells of the person's own columns, one for each of bdl_steering.own; or NULL */
};

struct bdl_steering {
	struct bdl_steer *rows; size_t row_count;
	bool noted;              /* it has the column that tells which cells nobody edited */
	bool first_days;         /* it is an archive's own (docs/format.md): of a span of days it has the first */
	const char **own; size_t own_count; /* heads ("": it has none) of columns that are not read, but kept when the file is written anew */
};
/* clang-format on */

/* True for an index.csv of this program, or one with its columns: path or sha256, and one that can be edited. bytes: its
 * beginning, of which BDL_STEER_HEAD count. An empty file is one: the shell makes it so before `bundle list --csv > index.csv`.
 */
bool bdl_steer_is_index(const void *bytes, size_t length);
/* The same of an open file: 1 or 0, -1 with errno where it cannot be read. A disk may give its beginning in pieces. */
int bdl_steer_file_is_index(int fd);

/*
 * Reads index.csv, however a spreadsheet saved it: commas, semicolons or tabs; UTF-8, UTF-16 or Windows-1252; dates day first.
 * *out and its strings live in the arena; words are not looked up yet (judge/steer.h). BDL_EFORMAT with the line for a date, an
 * order, an include or an SHA-256 that is none, a row that names no file; BDL_ELIMIT for what is too large.
 */
int bdl_steer_read(struct bdl_arena *a, const void *bytes, size_t length, struct bdl_steering **out, struct bdl_error *err)
	BDL_MUST_CHECK;

struct bdl_bundle;
struct bdl_buffer;

/*
 * index.csv of a bundle that is arranged, to be edited: what is judged, and what was steered so far. -1: out of memory; look at
 * out->failed too.
 */
int bdl_steer_write(const struct bdl_bundle *b, struct bdl_buffer *out) BDL_MUST_CHECK;

/* The next row at or behind `from` that is about no document; row_count: there is none. */
size_t bdl_steer_unmatched(const struct bdl_steering *s, size_t from);

#endif
