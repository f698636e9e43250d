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

/* clang-format off */
/* One row; NULL or 0 where a cell says nothing new: it is empty, or has what the program itself wrote there. */
struct bdl_steer {
	unsigned line;           /* of the file, from 1 */
	const char *path;        /* exact; NULL: the row has none */
	uint8_t sha256[BDL_SHA256_SIZE];
	bool has_sha256;
	const char *title, *kind, *section; /* section: id or title */
	struct bdl_day day;      /* as far as given: 2023, 2023-02 or 2023-02-10 */
	bool has_date, undated;  /* undated: the author says that it has no date */
	double order;            /* place within its section, ascending, rows with none behind by date; 0: not said */
	bool left_out;           /* include: no */
	const char *event;       /* type of step, or "none" */
	const char *received;    /* ISO date on which it came; or NULL */
	const char **allegations;/* headings, NULL-ended; or NULL */
};

struct bdl_steering {
	struct bdl_steer *rows; size_t row_count;
};
/* clang-format on */

#endif
