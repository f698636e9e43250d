/*
 * Rank: what a date's source, label and place say for it. A document with many dates that stand
 * alone is a table or a list: which of them is its own, nobody can say.
 */
#include "judge/date_rank.h"

#include <string.h>

enum { LIST_LEAST = 4 };

bool bdl_is_kind(const struct bdl_exhibit *x, const char *kind)
{
	return x->kind && strcmp(x->kind, kind) == 0;
}

/* How many different days stand at the place, without a label. */
static unsigned count_days(
	const struct bdl_facts *f, const struct bdl_standing *s, enum bdl_place place)
{
	unsigned days = 0;

	for (size_t i = 0; i < s->count; i++) {
		const struct bdl_candidate *c = &f->dates[i];
		bool seen = c->source != BDL_FROM_TEXT || c->label != BDL_LABEL_NONE ||
			    c->precision != BDL_TO_DAY || s->places[i] != place;

		for (size_t k = 0; !seen && k < i; k++)
			seen = s->places[k] == place &&
			       bdl_day_compare(f->dates[k].day, c->day) == 0;
		days += !seen;
	}
	return days;
}

void bdl_rank_survey(const struct bdl_facts *f, struct bdl_standing *out)
{
	const char *text = f->text ? f->text : "";

	*out = (struct bdl_standing){
		.count = f->date_count < BDL_FACTS_DATES_MAX ? f->date_count : BDL_FACTS_DATES_MAX};
	out->salutation = text[bdl_place_salutation(text)] != '\0';
	for (size_t i = 0; i < out->count; i++)
		out->places[i] = bdl_place_of(f, &f->dates[i]);
	out->alone = count_days(f, out, BDL_PLACE_ALONE);
	out->heads = count_days(f, out, BDL_PLACE_HEAD);
}

static enum bdl_rank rank_text(
	const struct bdl_candidate *c, const struct bdl_standing *s, size_t i)
{
	enum bdl_place place = i < s->count ? s->places[i] : BDL_PLACE_DEEP;
	bool list = !s->salutation && s->heads >= LIST_LEAST;

	if (c->precision != BDL_TO_DAY)
		return place == BDL_PLACE_HEAD ? BDL_RANK_MONTH : BDL_RANK_NEVER;
	switch (place) {
	case BDL_PLACE_HEAD:
		if (c->label == BDL_LABEL_DATE)
			return BDL_RANK_LABELLED;
		return list ? BDL_RANK_NEVER : BDL_RANK_HEAD;
	case BDL_PLACE_ALONE:
		return s->alone == 1 ? BDL_RANK_ALONE : BDL_RANK_NEVER;
	case BDL_PLACE_MENTIONED:
		return BDL_RANK_NEVER;
	case BDL_PLACE_DEEP:
		return c->label == BDL_LABEL_DATE ? BDL_RANK_ALONE : BDL_RANK_NEVER;
	}
	return BDL_RANK_NEVER;
}

/* What stands on a screen, or on a thing in a photograph, was there on that day; it is seldom the
 * day of the picture. */
static enum bdl_rank rank_seen(enum bdl_rank rank)
{
	return rank < BDL_RANK_ALONE ? BDL_RANK_ALONE : rank;
}

enum bdl_rank bdl_rank_of(const struct bdl_exhibit *x, const struct bdl_candidate *c,
	const struct bdl_standing *standing, size_t i)
{
	bool picture = bdl_is_kind(x, "photograph") || bdl_is_kind(x, "screenshot") ||
		       bdl_is_kind(x, "account-screenshot") ||
		       bdl_is_kind(x, "messages-screenshot");

	if (c->label != BDL_LABEL_NONE && c->label != BDL_LABEL_DATE)
		return BDL_RANK_NEVER;
	switch (c->source) {
	case BDL_FROM_HEADER:
		return c->precision == BDL_TO_DAY ? BDL_RANK_HEADER : BDL_RANK_NEVER;
	case BDL_FROM_TEXT:
		return picture ? rank_seen(rank_text(c, standing, i)) : rank_text(c, standing, i);
	case BDL_FROM_EXIF:
		return picture ? BDL_RANK_PICTURE : BDL_RANK_EXIF;
	case BDL_FROM_METADATA:
		/* a PDF's own data tell when it was scanned or downloaded */
		return x->format && strcmp(x->format, "pdf") == 0 ? BDL_RANK_NEVER
								  : BDL_RANK_METADATA;
	case BDL_FROM_FILE_NAME:
	case BDL_FROM_AUTHOR:
	case BDL_FROM_NOWHERE:
		return BDL_RANK_NEVER;
	}
	return BDL_RANK_NEVER;
}
