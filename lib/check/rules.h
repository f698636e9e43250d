/*
 * Rules: what the rule files of this room share. A rule is a pure function over what was seen, what was asked and the
 * table, and says exactly one sentence about itself. check.c calls them in order. Inside this room.
 */
#ifndef BDL_CHECK_RULES_H
#define BDL_CHECK_RULES_H

#include "check/check.h"
#include "model/recipient.h"

/* clang-format off */
struct bdl_judging {
	const struct bdl_seen *seen;
	const struct bdl_bundle *table;          /* NULL: there is only the PDF */
	const struct bdl_recipient *recipient;   /* NULL: nobody in particular */
	bool has_core;                           /* a core bundle goes with it */
	struct bdl_verdicts *out;                /* has room for BDL_RULES_MAX */
	const char *id;                          /* of the rule that is being judged */
	const struct bdl_numbers *numbers;       /* through bdl_numbers_of() alone */
	const struct bdl_seen_list *index, *chronology; /* through index_seen.h alone */
	bool failed;                             /* out of memory */
};

/* Pages where something was found: in any order, each once. Lives in the arena of the verdicts. */
struct bdl_pages {
	unsigned *list; size_t count;
	size_t more;                             /* that did not fit into BDL_VERDICT_PAGES_MAX */
};
/* clang-format on */

void bdl_pages_add(struct bdl_judging *j, struct bdl_pages *p, unsigned page);
/* With those that did not fit. */
size_t bdl_pages_total(const struct bdl_pages *p);

/*
 * The verdict of the rule that is being judged; pages, which are copied, may be NULL. The sentence is made one line; what comes from the
 * PDF should be given as %s through bdl_quote(). Called exactly once by each rule.
 */
void bdl_rule_says(struct bdl_judging *j, enum bdl_verdict verdict, const struct bdl_pages *pages, const char *format, ...)
	BDL_PRINTF(4, 5);

/* Words of the PDF in a sentence: one line, at most `most` characters, "..." behind what was cut. From the arena; never NULL. */
const char *bdl_quote(struct bdl_judging *j, const char *text, size_t most);
/* "page 3", "pages 3, 4 and 9", "pages 3, 4, 5 and 12 more". From the arena; never NULL. */
const char *bdl_pages_words(struct bdl_judging *j, const struct bdl_pages *p);
/* A formatted string from the arena; never NULL. */
const char *bdl_rule_text(struct bdl_judging *j, const char *format, ...) BDL_PRINTF(2, 3);

/* The number that is printed on a page, wherever it stands there. */
struct bdl_printed {
	const char *text;        /* alone: "12", "2/12", "A12", "App 12"; NULL: the page carries none */
	unsigned tail;           /* its last run of figures */
	double left, bottom, right, top; /* of all its words: "Page 12 of 165" */
	double size;             /* of the type; 0: not known */
	double red, green, blue; /* 0 to 1; -1: not known */
	bool as_picture;         /* recognised in a picture, not text that is shown: it does not count */
};

struct bdl_numbers {
	bool found;              /* the file is numbered: most pages carry a number in the same place, counting on */
	bool lettered;           /* with a section's letter in front: A1, A2, B1 */
	const char *place;       /* "at the bottom right" */
	const struct bdl_printed *pages; /* one for each page of seen */
};

/* Found once for each file, from its pages alone. Lives in the arena of the verdicts; never NULL. */
const struct bdl_numbers *bdl_numbers_of(struct bdl_judging *j);

/* True where there are pages to be judged; gives not-applicable where there are none. */
bool bdl_rule_has_pages(struct bdl_judging *j);

/* Nothing is drawn on the page but perhaps its ground, no picture, no note. Words are not looked at. */
bool bdl_page_is_bare(const struct bdl_seen_page *page);

typedef void bdl_rule_function(struct bdl_judging *j);

/* One for each of R1 to R47; a file of rules holds what belongs together. */
bdl_rule_function bdl_rule_r1, bdl_rule_r2, bdl_rule_r3, bdl_rule_r4, bdl_rule_r5, bdl_rule_r6, bdl_rule_r7;
bdl_rule_function bdl_rule_r8, bdl_rule_r9, bdl_rule_r10, bdl_rule_r11, bdl_rule_r12, bdl_rule_r13;
bdl_rule_function bdl_rule_r14, bdl_rule_r15, bdl_rule_r16, bdl_rule_r17, bdl_rule_r18, bdl_rule_r19, bdl_rule_r20;
bdl_rule_function bdl_rule_r21, bdl_rule_r22, bdl_rule_r23, bdl_rule_r24, bdl_rule_r25, bdl_rule_r26, bdl_rule_r27;
bdl_rule_function bdl_rule_r28, bdl_rule_r29, bdl_rule_r30, bdl_rule_r31, bdl_rule_r32, bdl_rule_r33, bdl_rule_r34;
bdl_rule_function bdl_rule_r35, bdl_rule_r36, bdl_rule_r37, bdl_rule_r38, bdl_rule_r39, bdl_rule_r40, bdl_rule_r41;
bdl_rule_function bdl_rule_r42, bdl_rule_r43, bdl_rule_r44, bdl_rule_r45, bdl_rule_r46, bdl_rule_r47;

#endif
