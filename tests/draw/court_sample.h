/*
 * Court sample: the case of sample.h as a claim for judicial review: two exhibits to a witness statement, an essential
 * reading list, a section that is no exhibit.
 */
#ifndef BDL_TESTS_DRAW_COURT_SAMPLE_H
#define BDL_TESTS_DRAW_COURT_SAMPLE_H

#include "sample.h"

struct court_sample {
	struct sample s;
	struct bdl_court court;
	struct bdl_statement statement;
	struct bdl_exhibited exhibited[2];
	struct bdl_essential essential[2];
};

static const char *const court_lines[] = {
	"In the High Court of Justice", "King’s Bench Division", "Administrative Court", NULL};
static const char *const court_heading[] = {"The King on the application of Ms A", "Claimant", "and",
	"Secretary of State for Work and Pensions", "First Defendant", "and", "Mr C",
	"Interested Party", NULL};

/* Sections 1 and 2 of the sample become exhibits AB1 and AB2. */
static inline void court_sample_mark(struct court_sample *c)
{
	static char marks[2][4] = {"AB1", "AB2"};

	c->statement = (struct bdl_statement){.witness = "Ms Anna Brown",
		.initials = "AB",
		.capacity = "solicitor for the Claimant",
		.on_behalf_of = "Claimant",
		.number = 2,
		.date = {2023, 6, 2},
		.exhibits = c->exhibited,
		.exhibit_count = 2};
	c->essential[0] = (struct bdl_essential){
		.file = "x", .from = 2, .to = 3, .note = "paragraphs 3 to 9", .exhibit = 0};
	c->essential[1] = (struct bdl_essential){.file = "y", .exhibit = 1};
	c->court = (struct bdl_court){.court = (const char **)(uintptr_t)court_lines,
		.claim_number = "AC-2023-LON-000123",
		.heading = (const char **)(uintptr_t)court_heading,
		.statements = &c->statement,
		.statement_count = 1,
		.essential = c->essential,
		.essential_count = 2,
		.reading_minutes = 95};
	for (size_t i = 0; i < 2 && i < c->s.b.section_count; i++) {
		c->exhibited[i].mark = marks[i];
		c->s.sections[i].mark = marks[i];
		c->s.sections[i].statement = &c->statement;
	}
	c->s.sections[0].correspondence = BDL_LETTERS;
	c->s.b.about.court = &c->court;
}

/* Measures and paginates until both agree, as the pipeline does, and draws. 0 or -1. */
static inline int court_sample_draw(struct court_sample *c, struct bdl_drawn *d, struct bdl_error *err)
{
	struct bdl_front front, again;

	c->s.b.stage = BDL_STAGE_CHRONICLED;
	if (bdl_draw_measure(&c->s.b, &front, err) < 0)
		return -1;
	for (int round = 0; round < 5; round++) {
		sample_paginate(&c->s, &front);
		if (bdl_draw_measure(&c->s.b, &again, err) < 0)
			return -1;
		if (memcmp(&front, &again, sizeof front) == 0)
			return bdl_draw(&c->s.b, d, err);
		front = again;
	}
	return -1;
}

#endif
