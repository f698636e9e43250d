/*
 * Summary: which rows of the chronology and of the delays stand on its page, where it does not hold them all. Inside this room.
 */
#ifndef BDL_DRAW_SUMMARY_H
#define BDL_DRAW_SUMMARY_H

#include "draw/draft.h"

/* Rows, in the bundle's order; from the draft's arena. */
struct bdl_summary_rows {
	size_t *rows; /* NULL where there are none */
	size_t count;
	size_t left_out;
};

/* A row's height, points. */
typedef double bdl_row_height(void *data, size_t row);

/*
 * Entries of the chronology that are steps, as many as `room` points hold. Those go in first that the recipient asks to find in the
 * bundle, or that a last day counts from; then those that something late was asked with or answered by; then those that were asked
 * or answered; of equals the newest.
 */
struct bdl_summary_rows bdl_summary_steps(struct bdl_draft *d, double room, bdl_row_height *height, void *data);

/* Delays that are over the time that is set: those first whose time is sure, of these what is over it by most. */
struct bdl_summary_rows bdl_summary_late(struct bdl_draft *d, double room, bdl_row_height *height, void *data);

#endif
