/*
 * Judge: the passes with judgement in them. Pure: they look at the table and at facts, touch no file, no clock, no
 * environment. Same input, same answer; their tests are tables.
 */
#ifndef BDL_JUDGE_JUDGE_H
#define BDL_JUDGE_JUDGE_H

#include "model/bundle.h"
#include "model/facts.h"
#include "model/kind.h"

/*
 * What kind of evidence x is, why, and a title for it: writes kind, basis, title; strings into b's arena.
 * One exhibit at a time, so that facts need not all be in memory.
 */
int bdl_classify(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_facts *f,
	const struct bdl_kinds *kinds, struct bdl_error *err) BDL_MUST_CHECK;

/* The exhibit's date from candidates and file name: writes date. Never the file's time; never a day after made_on. */
int bdl_date_exhibit(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_facts *f, struct bdl_error *err)
	BDL_MUST_CHECK;

/*
 * Mail that came more than once, in other bytes (a copy sent, a copy received): each later one gets a note that names the
 * first of the same Message-ID (RFC 5322, 3.6.4). Nothing is left out for it.
 */
int bdl_note_same_mail(struct bdl_bundle *b, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * As soon as files are listed and hashed: what bundle.yaml says about witness statements, before hours are spent on
 * reading: initials and marks are filled in, every path is somebody's, none is in two exhibits. BDL_EFORMAT, BDL_EPATH.
 */
int bdl_check_exhibits(struct bdl_bundle *b, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * At the same time: every path that bundle.yaml names for an event, a payment, a loss or an allegation is that of a file, or of
 * something that may come out of one. BDL_EFORMAT with line and column, and the nearest name.
 */
int bdl_check_told_paths(const struct bdl_bundle *b, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Sections, order, exhibit numbers; duplicates follow the row they repeat. Writes the arrange columns.
 * Exhibits to witness statements come first, each a section with a mark, letters earliest first (PD 32, 12.1); then the
 * sections of what is in none of them. Errors of bdl_check_exhibits(); BDL_EFORMAT for essential pages that there are not.
 */
int bdl_arrange(struct bdl_bundle *b, const struct bdl_kinds *kinds, struct bdl_error *err) BDL_MUST_CHECK;

/* Takes the calls, messages and transactions of one exhibit (a row that is bound) into b's events. */
int bdl_take_records(struct bdl_bundle *b, size_t row, const struct bdl_facts *f, struct bdl_error *err)
	BDL_MUST_CHECK;

/*
 * The events, each dated exhibit among them, by time; and the rows of the chronology: one for each dated exhibit, and
 * one for each run of calls or messages (LOOK.md section 7). Transactions have no row: the statement has.
 */
int bdl_chronicle(struct bdl_bundle *b, struct bdl_error *err) BDL_MUST_CHECK;

/* First pages of sections and exhibits, and the whole count, from b->front and the exhibits' pages. All is one PDF. */
int bdl_paginate(struct bdl_bundle *b, const struct bdl_front *front, struct bdl_error *err) BDL_MUST_CHECK;

/* The same within volume `number` of a bundle that has volumes; each counts from 1. */
int bdl_paginate_volume(
	struct bdl_bundle *b, unsigned number, const struct bdl_front *front, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Once every volume is paginated: b->pages is the sum of theirs, b->front is empty (each has its own), and a section has
 * the page of its first sheet in the volume of its first document.
 */
int bdl_paginate_whole(struct bdl_bundle *b, struct bdl_error *err) BDL_MUST_CHECK;

/* The first page of the index, of the chronology; 0 if the chronology is empty. */
unsigned bdl_index_page(const struct bdl_bundle *b);
unsigned bdl_chronology_page(const struct bdl_bundle *b);

#endif
