/*
 * Seeing: a struct bdl_seen made by hand, as if a PDF had been looked at: a small bundle that keeps every rule, in which a
 * test then breaks one thing. Pages are A4; heights are counted from the top here, as people do.
 */
#ifndef TESTS_CHECK_SEEING_H
#define TESTS_CHECK_SEEING_H

#include "check/check.h"

struct seeing {
	struct bdl_seen seen;
	struct bdl_bundle table;
	bool with_table;
	const char *recipient;
	bool has_core;
	struct bdl_verdicts verdicts; /* of the last judging */
};

/* A file of so many empty A4 pages. */
void seeing_init(struct seeing *s, unsigned pages);
void seeing_release(struct seeing *s);

/* Words of 12 points, the first at x, y points below the top edge. */
void see(struct seeing *s, unsigned page, double x, double y, const char *words);
/* The same, larger: a title. */
void see_title(struct seeing *s, unsigned page, double y, const char *words);
/* Words that end at x. */
void see_to(struct seeing *s, unsigned page, double x, double y, const char *words);
/* The numbers 1, 2, 3 ... at the bottom right of all pages, behind the prefix. */
void see_numbers(struct seeing *s, const char *prefix);

/* A link around what stands there, to a page; 0: dead. */
struct bdl_seen_link *see_link(struct seeing *s, unsigned page, double left, double y, double right, unsigned to);
void see_bookmark(struct seeing *s, unsigned depth, const char *title, unsigned to);

/* A row of an index at y, as the bundle draws it, with its link; link 0: none. number 0: the row of a section. */
void see_row(struct seeing *s, unsigned page, double y, unsigned number, const char *title, const char *date,
	const char *label, unsigned link);

/*
 * Nine pages: cover, index, chronology, section A (4) with documents 1 (5 to 6) and 2 (7), section B (8) with document 3 (9),
 * with bookmarks, links, chronology and, where asked for, the table. Keeps every rule of this room that can be judged.
 */
void see_bundle(struct seeing *s, bool with_table);

/* What the rule says; the file is judged afresh. */
const struct bdl_rule_found *seeing_judge(struct seeing *s, const char *id);

/* The same of the PDF that would be seen so: written down, looked at and judged. See made_seen.c. */
const struct bdl_rule_found *seeing_judge_made(struct seeing *s, const char *id);
/* That PDF, open for reading. */
int seeing_file(const struct seeing *s);

/* Expects the verdict of both, and tells rule and sentence if it is another. */
#define expect_verdict(seeing, rule, wanted)                                                               \
	do {                                                                                                   \
		const struct bdl_rule_found *made_;                                                               \
                                                                                                        \
		expect_verdict_by_hand(seeing, rule, wanted);                                                     \
		made_ = seeing_judge_made(seeing, rule);                                                          \
		cr_expect_eq(made_->verdict, wanted, "%s of the PDF: verdict %d: %s", made_->id, (int)made_->verdict, \
			made_->text);                                                                                 \
	} while (0)

/* Of what was made by hand alone: for what that PDF does not show. */
#define expect_verdict_by_hand(seeing, rule, wanted)                                                                      \
	do {                                                                                                   \
		const struct bdl_rule_found *found_ = seeing_judge(seeing, rule);                                     \
		cr_expect_eq(found_->verdict, wanted, "%s: verdict %d: %s", found_->id, (int)found_->verdict,       \
			found_->text);                                                                                \
	} while (0)

#endif
