/* What the rules of kinds.yaml look at, and whether one holds. */
#ifndef BDL_JUDGE_SUBJECT_H
#define BDL_JUDGE_SUBJECT_H

#include "judge/picture.h"
#include "judge/words.h"

/* One file, folded once for all rules. */
struct bdl_subject {
	const struct bdl_kinds *kinds;
	const struct bdl_facts *facts;
	const char *format;
	struct bdl_buffer text, path, heads, sender, layout; /* heads: one line for each column */
	struct bdl_buffer beginning; /* of text: what regexes are held against */
	struct bdl_trigrams trigrams; /* of text */
	unsigned records; /* a bit for each type (enum bdl_event_type) that the reader took records of */
	enum bdl_nature nature; /* of a picture */
	struct bdl_buffer looks; /* why it has that nature; empty for what is no picture */
};

/* Fills s, whose facts, format and kinds are set, from x and its facts; -1 without memory. Release in either case. */
int bdl_subject_init(struct bdl_subject *s, const struct bdl_exhibit *x) BDL_MUST_CHECK;
void bdl_subject_release(struct bdl_subject *s);

bool bdl_rule_holds(const struct bdl_subject *s, const struct bdl_kind_rule *r);

/* The first of the words that stands in the folded text, or NULL. */
const char *bdl_first_of(const struct bdl_buffer *folded, const char **words, unsigned count);
/* The same for the subject's text, quicker. */
const char *bdl_first_in_text(const struct bdl_subject *s, const char **words, unsigned count);

/* The reasons of the rules that hold for the kind, and for the one that it is a special case of; into b's arena, NULL
 * without memory. */
const char *bdl_basis(struct bdl_bundle *b, const struct bdl_subject *s, const struct bdl_kind *kind);

#endif
