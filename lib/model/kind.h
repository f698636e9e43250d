/*
 * Kinds: what evidence can be (schemas/kinds.yaml, compiled in) and how one tells. Rules are data; the
 * judging is in judge/classify.c.
 */
#ifndef BDL_MODEL_KIND_H
#define BDL_MODEL_KIND_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>

struct bdl_pattern;

/*
 * One rule: all the conditions that it names must hold; then `weight` is added to its kind. Words are
 * compared ignoring case, runs of white space and the shapes of quotes and dashes; they match whole words.
 * A rule that names no nature never holds for a screenshot or a photograph of things.
 */
struct bdl_kind_rule {
	const char **formats;   /* one of these format tokens */       unsigned formats_count;
	const char **any;       /* at least one of these in the text */ unsigned any_count;
	const char **all;       /* all of these in the text */          unsigned all_count;
	const char **none;      /* none of these in the text */         unsigned none_count;
	const char **name;      /* at least one of these in the path */ unsigned name_count;
	const char **columns;   /* each of these in one of a table's column heads */ unsigned columns_count;
	const char **layout;    /* the reader recognised one of these */ unsigned layout_count;
	const char **sender;    /* at least one of these in the sender of mail */ unsigned sender_count;
	const char *regex;      /* POSIX extended, found in the folded text, which is in small letters; NULL: none */
	const char *records;    /* the reader took records of this type: "call", "message", "transaction"; NULL: any or none */
	const char *nature;     /* of a picture: "screen", "photo" or "paper"; NULL: see above */
	int weight;             /* 1 to 100 */
	struct bdl_pattern *pattern; /* of regex; judge it with bdl_kind_matches() */
};

struct bdl_kind {
	const char *id;         /* "bank-statement" */
	const char *label;      /* "Bank statement" */
	const char *section;    /* id of a section */
	const char *of;         /* id of the kind, itself of none, that this is a special case of; or NULL */
	const char *heading;    /* stands before a title that does not say it: "Bank statement"; NULL: never */
	struct bdl_kind_rule *rules; unsigned rules_count;
};

struct bdl_section_rule {
	const char *id;
	const char *title;      /* "Payments and bank" */
};

struct bdl_kinds {
	int enough;             /* the weight that a kind must reach; below it is "other" */
	unsigned (*screens)[2]; unsigned screens_count; /* pixels of phones, tablets and computers, either way round */
	struct bdl_section_rule *sections; unsigned sections_count; /* in the order they are bound */
	struct bdl_kind *kinds; unsigned kinds_count;
};

/*
 * Reads the YAML text (NULL: the one compiled in, whose regexes are taken as right). *out is freed with bdl_kinds_release();
 * not for two threads at once, since regexes are compiled when first asked.
 */
int bdl_kinds_load(struct bdl_kinds **out, const char *yaml, size_t length, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_kinds_release(struct bdl_kinds *k);
/*
 * True if the rule's regex, which it must have, is found in the text. word and length, unless NULL, get what stands there
 * for the regex's first group, which says what was looked for; it may be empty.
 */
bool bdl_kind_matches(const struct bdl_kind_rule *r, const char *folded, const char **word, size_t *length);
/* Whether a rule was ever answered with no because there was no memory to try it. */
bool bdl_kinds_ran_short(const struct bdl_kinds *k);
/* Lends; NULL if absent. */
const struct bdl_kind *bdl_kinds_find(const struct bdl_kinds *k, const char *id);

#endif
