/*
 * Columns of index.csv: their names, which of them are read, and what the program notes of the cells that it wrote, so that a
 * cell which nobody edited is told from one that somebody did. Internal to model/steer_*.c.
 */
#ifndef BDL_MODEL_STEER_COLUMNS_H
#define BDL_MODEL_STEER_COLUMNS_H

#include "base/arena.h"
#include "base/buffer.h"
#include <stdbool.h>
#include <stdint.h>

enum bdl_steer_column {
	BDL_STEER_PATH,
	BDL_STEER_TITLE,
	BDL_STEER_DATE,
	BDL_STEER_KIND,
	BDL_STEER_SECTION,
	BDL_STEER_ORDER,
	BDL_STEER_INCLUDE,
	BDL_STEER_EVENT,
	BDL_STEER_RECEIVED,
	BDL_STEER_ALLEGATIONS,
	BDL_STEER_DATE_SOURCE,
	BDL_STEER_SHA256,
	BDL_STEER_UNEDITED,
	BDL_STEER_COLUMNS
};

#define BDL_STEER_ARCHIVED "precision" /* a column that only the index.csv of an archive has */

/* Its head: "title". */
const char *bdl_steer_column_name(enum bdl_steer_column c);

/* The column with that head, case aside; BDL_STEER_COLUMNS: none that is read. */
enum bdl_steer_column bdl_steer_column_find(const char *head);

/* True for a column that this program writes for people, or into archives, and does not read. */
bool bdl_steer_column_is_ours(const char *head);

/*
 * A cell as one line: no white space at either end, one blank for each run of it, control characters escaped; from the arena.
 * NULL when out of memory.
 */
const char *bdl_steer_line(struct bdl_arena *a, const char *text);

/*
 * Appends what is noted of a cell that the program wrote from its own judgement: " t:5f3a91c2". Only title, date, kind, section,
 * event and allegations are noted; nothing is for an empty text. Of dates that are the author's it is noted how the program
 * wrote them, as a spreadsheet may turn them: under BDL_STEER_DATE_SOURCE what stands in the cell of the date, under
 * BDL_STEER_RECEIVED what stands there.
 */
void bdl_steer_note(struct bdl_buffer *out, enum bdl_steer_column c, const char *text);

/* True if `notes` (a cell of the column unedited) says that the program wrote this text there. */
bool bdl_steer_is_noted(const char *notes, enum bdl_steer_column c, const char *text);

#endif
