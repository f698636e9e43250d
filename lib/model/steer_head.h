/*
 * The head of index.csv: what parts its cells, and which column is where, in any order. Internal to model/steer_*.c.
 */
#ifndef BDL_MODEL_STEER_HEAD_H
#define BDL_MODEL_STEER_HEAD_H

#include "model/csv.h"
#include "model/steer_columns.h"
#include <stdint.h>

#define BDL_STEER_NOWHERE SIZE_MAX

/*
 * Begins csv with the comma that makes the most of the head, and reads that; column gets where each column is, or
 * BDL_STEER_NOWHERE. False: it is the head of another table. csv is the caller's to release in any case.
 */
bool bdl_steer_find_head(struct bdl_csv *csv, const char *text, size_t length, size_t column[BDL_STEER_COLUMNS]);

/* The column of a cell of the head; BDL_STEER_COLUMNS: none that is read. */
enum bdl_steer_column bdl_steer_column_of(const char *cell);

/* Bytes of s without the white space at its ends; *start is where they begin. */
size_t bdl_steer_trimmed(const char *s, const char **start);
bool bdl_steer_is_blank(const char *text, size_t length);

#endif
