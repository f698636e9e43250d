/*
 * Steer: what a person wrote into index.csv wins over every judgement: which document each row is about, and what of it is
 * applied where. A cell that says what is judged anyway is cleared: it is no news. Pure.
 */
#ifndef BDL_JUDGE_STEER_H
#define BDL_JUDGE_STEER_H

#include "model/bundle.h"
#include "model/kind.h"

/*
 * As soon as index.csv is read: kinds, sections and events become ids (a section of the person's own keeps its name, in its
 * first spelling). BDL_EFORMAT with the line and the nearest right word.
 */
int bdl_steer_words(struct bdl_bundle *b, const struct bdl_kinds *kinds, const struct bdl_step_kinds *steps,
	struct bdl_error *err) BDL_MUST_CHECK;

/*
 * After intake, before anything of the earlier bundle is taken away: rows find their files, by path, else by SHA-256; files
 * that are left out leave the table for `excluded`. BDL_EPATH for a row that can be about no file and about nothing inside
 * one, for two rows about one, and where nothing is left. keep: rows that are about nothing stay unmatched instead.
 */
int bdl_steer_files(struct bdl_bundle *b, bool keep, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Once all is read: the same for what came out of files; then what a row says of a copy is said of what it is a copy of.
 */
int bdl_steer_inner(struct bdl_bundle *b, bool keep, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * What the steering says of x, for the passes that judge it; NULL: nothing. May be changed: a pass clears what is no news.
 */
struct bdl_steer *bdl_steer_of(const struct bdl_bundle *b, const struct bdl_exhibit *x);

/* The kind of x, `judged` being what it looks like; its basis is written. NULL with err. */
const struct bdl_kind *bdl_steer_kind(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_kind *judged,
	const struct bdl_kinds *kinds);

/* x->title is judged: the steered one takes its place where it is news. */
void bdl_steer_title(struct bdl_bundle *b, struct bdl_exhibit *x);

/* x->date is judged, with the notes that were made on the way; `notes` are those from before. */
int bdl_steer_date_of(struct bdl_bundle *b, struct bdl_exhibit *x, const char **notes, struct bdl_error *err) BDL_MUST_CHECK;

/* ---- shared by steer*.c ---- */

/* Rows that are left out, and all that came out of them, leave the table for `excluded`; a copy takes their place. */
int bdl_steer_leave_out(struct bdl_bundle *b, struct bdl_error *err) BDL_MUST_CHECK;

/* What rows of copies say is added to what is said of the one that is bound. BDL_EFORMAT where they contradict. */
int bdl_steer_copies(struct bdl_bundle *b, struct bdl_error *err) BDL_MUST_CHECK;

#endif
