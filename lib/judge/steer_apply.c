/* What index.csv says of a document, put in the place of what is judged: see steer.h. */
#include "judge/steer.h"

#include "base/text.h"
#include "model/steer_columns.h"
#include <stdio.h>
#include <string.h>

#define BASIS "given in " BDL_STEER_FILE

struct bdl_steer *bdl_steer_of(const struct bdl_bundle *b, const struct bdl_exhibit *x)
{
	return x->steer ? &b->steering->rows[x->steer - b->steering->rows] : NULL;
}

/* Where the document that x came out of would stand, and x with it, if nothing were said of it;
 * NULL: that is not judged. */
static const char *usual_of_file(
	const struct bdl_bundle *b, const struct bdl_exhibit *x, const struct bdl_kinds *kinds)
{
	const struct bdl_kind *kind;

	while (x->inside)
		x = &b->exhibits[x->inside->parent];
	if (x->steer && x->steer->usual)
		return x->steer->usual;
	kind = x->kind ? bdl_kinds_find(kinds, x->kind) : NULL;
	return kind ? kind->section : NULL;
}

/*
 * True for a section in which x stands anyway. What came out of a file stands with that, wherever
 * that is put, so only a table that does not tell which cells were edited can say it without
 * meaning it.
 */
static bool is_no_news(const struct bdl_bundle *b, const struct bdl_exhibit *x,
	const struct bdl_kind *kind, const struct bdl_kinds *kinds)
{
	const char *usual = kind->section;

	if (x->inside)
		usual = b->steering->noted ? NULL : usual_of_file(b, x, kinds);
	return usual && strcmp(x->steer->section, usual) == 0;
}

const struct bdl_kind *bdl_steer_kind(struct bdl_bundle *b, struct bdl_exhibit *x,
	const struct bdl_kind *judged, const struct bdl_kinds *kinds)
{
	struct bdl_steer *s = bdl_steer_of(b, x);
	const struct bdl_kind *kind = judged;

	if (!s)
		return judged;
	s->usual = judged->section;
	if (s->kind && strcmp(s->kind, judged->id) == 0)
		s->kind = NULL;
	if (s->kind) {
		x->basis = BASIS;
		kind = bdl_kinds_find(kinds, s->kind);
	}
	if (s->section && is_no_news(b, x, kind, kinds))
		s->section = NULL;
	return kind;
}

/* Characters that a spreadsheet's plain CSV has no room for come back as question marks. */
static bool same_words(const char *cell, const char *judged)
{
	while (*cell && *judged) {
		uint32_t code;
		size_t n = bdl_utf8_next(judged, strlen(judged), &code);

		if (*cell == '?' && code > 0x7F) {
			cell += code > 0xFFFF && cell[1] == '?' ? 2 : 1;
			judged += n;
			continue;
		}
		if (*cell++ != *judged++)
			return false;
	}
	return *cell == *judged;
}

void bdl_steer_title(struct bdl_bundle *b, struct bdl_exhibit *x)
{
	struct bdl_steer *s = bdl_steer_of(b, x);
	struct bdl_arena scratch = BDL_ARENA_INIT;
	const char *judged;

	if (!s || !s->title)
		return;
	judged = bdl_steer_line(&scratch, x->title);
	if (judged && same_words(s->title, judged))
		s->title = NULL;
	else
		x->title = s->title;
	bdl_arena_release(&scratch);
}

/* A span of which the first day alone is left was narrowed to that, unless the table has no room
 * for more. */
static bool same_days(
	const struct bdl_steering *all, const struct bdl_steer *s, const struct bdl_date *d)
{
	return bdl_day_compare(s->day, d->day) == 0 &&
	       ((all->first_days && s->until.year == 0) ||
		       bdl_day_compare(s->until, d->until) == 0);
}

static enum bdl_precision precision_of(struct bdl_day day)
{
	return day.day ? BDL_TO_DAY : day.month ? BDL_TO_MONTH : BDL_TO_YEAR;
}

static int after_the_bundle(
	const struct bdl_bundle *b, const struct bdl_steer *s, struct bdl_error *err)
{
	char day[BDL_DAY_TEXT], made[BDL_DAY_TEXT];

	bdl_day_long(s->day, day);
	bdl_day_long(b->made_on, made);
	bdl_fail(err, BDL_EFORMAT, BDL_STEER_FILE,
		"line %u: date: %s is after the date of this bundle, %s", s->line, day, made);
	return bdl_hint(
		err, "a document is no younger than the bundle that it is in; --date sets that");
}

int bdl_steer_date_of(
	struct bdl_bundle *b, struct bdl_exhibit *x, const char **notes, struct bdl_error *err)
{
	struct bdl_steer *s = bdl_steer_of(b, x);
	char iso[BDL_DAY_TEXT];

	if (!s || (!s->has_date && !s->undated))
		return 0;
	if (s->undated && x->date.precision == BDL_UNDATED)
		s->undated = false;
	if (s->has_date && !s->confirmed && same_days(b->steering, s, &x->date))
		s->has_date = false;
	if (!s->has_date && !s->undated)
		return 0;
	/* what was in doubt is no longer */
	x->warnings = notes;
	x->date = (struct bdl_date){.source = BDL_FROM_AUTHOR};
	if (s->undated)
		return 0;
	if (b->made_on.year && bdl_day_compare(s->day, b->made_on) > 0)
		return after_the_bundle(b, s, err);
	bdl_day_iso(s->day, iso);
	x->date.day = s->day;
	x->date.until = s->until;
	x->date.precision = precision_of(s->day);
	x->date.raw = bdl_arena_string(&b->arena, iso);
	return x->date.raw ? 0 : bdl_fail_memory(err);
}
