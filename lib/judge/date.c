/*
 * Date: which of the dates found is the exhibit's own. What the document states beats what its
 * file's name says; what could be anybody's date is nobody's: better undated than wrong.
 */
#include "judge/judge.h"

#include "base/datefind.h"
#include "base/text.h"
#include "judge/date_rank.h"
#include "judge/steer.h"
#include <assert.h>
#include <string.h>

enum {
	RAW_MAX = 80,
	FIRST_YEAR = 1950,
	SPAN_MAX = 800, /* days that a statement's period may last */
	SHORT_MAX = 2000 /* characters of a document whose only dates may be a period */
};

struct verdict {
	struct bdl_date date;
	enum bdl_rank rank;
	struct bdl_day rival; /* another day with as good a claim; zero: none */
};

/* ---- which dates count at all ---- */

static bool is_ignored(const struct bdl_case *about, struct bdl_day day)
{
	char iso[BDL_DAY_TEXT];

	bdl_day_iso(day, iso);
	for (const char **ignored = about->ignore_dates; ignored && *ignored; ignored++)
		if (strcmp(*ignored, iso) == 0)
			return true;
	return false;
}

/* A document is no younger than the bundle it is in. */
static bool is_possible(const struct bdl_bundle *b, struct bdl_day day)
{
	if (day.year < FIRST_YEAR || is_ignored(&b->about, day))
		return false;
	return b->made_on.year == 0 || bdl_day_compare(day, b->made_on) <= 0;
}

/* ---- making a date of it ---- */

/* As written, on one line, cut between characters. */
static const char *keep_raw(struct bdl_bundle *b, const char *raw, size_t length)
{
	char line[RAW_MAX + 1];
	size_t n = 0;

	for (size_t i = 0, took; i < length; i += took) {
		uint32_t code;
		char bytes[4];
		size_t put;

		took = bdl_utf8_next(raw + i, length - i, &code);
		if (code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
			code == 0x2029)
			code = ' ';
		put = bdl_utf8_put(code, bytes);
		if (n + put > RAW_MAX)
			break;
		memcpy(line + n, bytes, put);
		n += put;
	}
	return bdl_arena_bytes(&b->arena, line, n);
}

static int take_candidate(struct bdl_bundle *b, const struct bdl_candidate *c, enum bdl_rank rank,
	struct verdict *v, struct bdl_error *err)
{
	v->rank = rank;
	v->rival = (struct bdl_day){0};
	v->date = (struct bdl_date){.day = c->day,
		.precision = c->precision,
		.source = c->source,
		.raw = keep_raw(b, c->raw, strlen(c->raw)),
		.page = c->page,
		.ambiguous = c->ambiguous};
	return v->date.raw ? 0 : bdl_fail_memory(err);
}

/* Another day that stands as well as the one taken; the first such is kept. */
static bool is_rival(const struct bdl_candidate *c, enum bdl_rank rank, const struct verdict *v)
{
	return (rank == BDL_RANK_LABELLED || rank == BDL_RANK_HEAD) && v->rival.year == 0 &&
	       c->precision == BDL_TO_DAY && bdl_day_compare(c->day, v->date.day) != 0;
}

static int judge_candidates(struct bdl_bundle *b, const struct bdl_exhibit *x,
	const struct bdl_facts *f, struct verdict *v, struct bdl_error *err)
{
	struct bdl_standing standing;

	bdl_rank_survey(f, &standing);
	for (size_t i = 0; i < f->date_count; i++) {
		const struct bdl_candidate *c = &f->dates[i];
		enum bdl_rank rank;

		if (!is_possible(b, c->day))
			continue;
		rank = bdl_rank_of(x, c, &standing, i);
		if (rank < v->rank && take_candidate(b, c, rank, v, err) < 0)
			return -1;
		if (rank == v->rank && is_rival(c, rank, v))
			v->rival = c->day;
	}
	return 0;
}

/* The rows of a table: from the earliest to the latest. */
static int judge_rows(
	struct bdl_bundle *b, const struct bdl_facts *f, struct verdict *v, struct bdl_error *err)
{
	const struct bdl_candidate *first = NULL, *last = NULL;

	for (size_t i = 0; i < f->date_count; i++) {
		const struct bdl_candidate *c = &f->dates[i];

		if (c->label != BDL_LABEL_ROW || c->precision != BDL_TO_DAY ||
			!is_possible(b, c->day))
			continue;
		if (!first || bdl_day_compare(c->day, first->day) < 0)
			first = c;
		if (!last || bdl_day_compare(c->day, last->day) > 0)
			last = c;
	}
	if (!first || v->rank <= BDL_RANK_ROWS)
		return 0;
	if (take_candidate(b, first, BDL_RANK_ROWS, v, err) < 0)
		return -1;
	v->date.ambiguous = first->ambiguous || last->ambiguous;
	if (bdl_day_compare(first->day, last->day) != 0)
		v->date.until = last->day;
	return 0;
}

/* True if candidates i and i + 1 are the two ends of a period on page 1. */
static bool is_period(const struct bdl_bundle *b, const struct bdl_facts *f, size_t i)
{
	const struct bdl_candidate *from = &f->dates[i], *to = &f->dates[i + 1];
	int32_t days;

	if (from->label != BDL_LABEL_PERIOD_START || to->label != BDL_LABEL_PERIOD_END ||
		from->page > 1 || to->page != from->page || !is_possible(b, from->day) ||
		!is_possible(b, to->day) || !bdl_day_exists(from->day) || !bdl_day_exists(to->day))
		return false;
	days = bdl_day_number(to->day) - bdl_day_number(from->day);
	return days >= 1 && days <= SPAN_MAX;
}

/*
 * "Statement period 1 March 2023 to 31 March 2023", on page 1 of a bank statement; and the period
 * of any other document that names one at its head and no other date at all.
 */
static int judge_period(struct bdl_bundle *b, const struct bdl_exhibit *x,
	const struct bdl_facts *f, struct verdict *v, struct bdl_error *err)
{
	bool statement = bdl_is_kind(x, "bank-statement");
	enum bdl_rank rank = statement ? BDL_RANK_PERIOD : BDL_RANK_SPAN;

	if (v->rank <= rank ||
		(!statement && (f->date_count != 2 || f->text_characters > SHORT_MAX)))
		return 0;
	for (size_t i = 0; i + 1 < f->date_count; i++) {
		const struct bdl_candidate *from = &f->dates[i], *to = &f->dates[i + 1];

		if (!is_period(b, f, i))
			continue;
		if (take_candidate(b, from, rank, v, err) < 0)
			return -1;
		v->date.until = to->day;
		v->date.ambiguous = from->ambiguous || to->ambiguous;
		return 0;
	}
	return 0;
}

static int judge_name(struct bdl_bundle *b, const struct bdl_exhibit *x, bool found,
	const struct bdl_found_date *name, struct verdict *v, struct bdl_error *err)
{
	enum bdl_rank rank = name->day.day ? BDL_RANK_NAME : BDL_RANK_MONTH;

	if (!found || v->rank <= rank)
		return 0;
	v->rank = rank;
	v->rival = (struct bdl_day){0};
	v->date = (struct bdl_date){.day = name->day,
		.precision = name->day.day ? BDL_TO_DAY : BDL_TO_MONTH,
		.source = BDL_FROM_FILE_NAME,
		.raw = keep_raw(b, x->path + name->at, name->length),
		.ambiguous = name->ambiguous};
	return v->date.raw ? 0 : bdl_fail_memory(err);
}

/* ---- what else is to be said ---- */

static int warn(
	struct bdl_bundle *b, struct bdl_exhibit *x, const char *sentence, struct bdl_error *err)
{
	return sentence ? bdl_exhibit_warn(b, x, sentence, err) : bdl_fail_memory(err);
}

/* How a date in figures shows the order that its writer keeps: +1 day first, -1 month first, 0
 * neither. */
static int order_shown(const struct bdl_candidate *c)
{
	unsigned value[2] = {0, 0};
	const char *s = c->raw;

	if (c->source != BDL_FROM_TEXT || c->ambiguous || strspn(s, "0123456789./- ") != strlen(s))
		return 0;
	for (int i = 0; i < 2; i++) {
		size_t n = strspn(s, "0123456789");

		if (n < 1 || n > 2)
			return 0;
		for (size_t k = 0; k < n; k++)
			value[i] = value[i] * 10 + (unsigned)(s[k] - '0');
		s += n + (s[n] != '\0');
	}
	if (value[0] == value[1])
		return 0;
	return value[0] > 12 ? 1 : value[1] > 12 ? -1 : 0;
}

/* Read month first, the day would lie behind the bundle's own: then it cannot be month first. */
static bool must_be_day_first(const struct bdl_bundle *b, const struct bdl_date *d)
{
	struct bdl_day other = {.year = d->day.year, .month = d->day.day, .day = d->day.month};

	return d->day.day <= 12 && bdl_day_exists(other) && !is_possible(b, other);
}

/* Looks for what settles the order of day and month: other dates of the same document. */
static int settle(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_facts *f,
	struct bdl_date *d, struct bdl_error *err)
{
	const struct bdl_candidate *american = NULL;
	bool british = false;

	if (!d->ambiguous)
		return 0;
	for (size_t i = 0; d->source == BDL_FROM_TEXT && i < f->date_count; i++) {
		int order = order_shown(&f->dates[i]);

		british = british || order > 0;
		if (order < 0 && !american)
			american = &f->dates[i];
	}
	if (american)
		return warn(b, x,
			bdl_arena_printf(&b->arena,
				"The date %s could be month first, as %.40s in the same file is.",
				d->raw, american->raw),
			err);
	if (british || must_be_day_first(b, d))
		d->ambiguous = false;
	return 0;
}

/*
 * The file's name says which of several days that stand equally well is the right one, and which
 * way round day and month are.
 */
static int ask_name(struct bdl_bundle *b, const struct bdl_exhibit *x, const struct bdl_facts *f,
	struct bdl_day named, struct verdict *v, struct bdl_error *err)
{
	struct bdl_standing standing;

	if (named.day == 0 || v->date.source == BDL_FROM_FILE_NAME || v->date.until.year)
		return 0;
	if (bdl_day_compare(v->date.day, named) == 0) {
		v->date.ambiguous = false;
		v->rival = (struct bdl_day){0};
		return 0;
	}
	if (v->rival.year == 0)
		return 0;
	bdl_rank_survey(f, &standing);
	for (size_t i = 0; i < f->date_count; i++)
		if (bdl_day_compare(f->dates[i].day, named) == 0 &&
			bdl_rank_of(x, &f->dates[i], &standing, i) == v->rank) {
			if (take_candidate(b, &f->dates[i], v->rank, v, err) < 0)
				return -1;
			v->date.ambiguous = false;
			return 0;
		}
	return 0;
}

/* What it could be instead: day and month the other way round, or another day with as good a claim.
 */
static int name_the_other(
	struct bdl_bundle *b, struct bdl_exhibit *x, struct verdict *v, struct bdl_error *err)
{
	struct bdl_date *d = &v->date;
	struct bdl_day turned = {.year = d->day.year, .month = d->day.day, .day = d->day.month};
	char taken[BDL_DAY_TEXT], rival[BDL_DAY_TEXT];

	if (d->ambiguous && d->precision == BDL_TO_DAY && d->until.year == 0 &&
		bdl_day_exists(turned) && is_possible(b, turned) &&
		bdl_day_compare(turned, d->day) != 0) {
		d->other = turned;
		return 0;
	}
	if (v->rival.year == 0)
		return 0;
	d->ambiguous = true;
	d->other = v->rival;
	bdl_day_long(d->day, taken);
	bdl_day_long(v->rival, rival);
	return warn(b, x,
		bdl_arena_printf(&b->arena,
			"Two dates could be its own: %s, which is shown, and %s. If it is the "
			"other, put it "
			"into the name of the file.",
			taken, rival),
		err);
}

/* True if the two cannot both be right. */
static bool disagrees(const struct bdl_date *d, const struct bdl_found_date *name)
{
	struct bdl_day last = d->until.year ? d->until : d->day, turned = name->day;

	if (name->day.day == 0 || d->precision != BDL_TO_DAY)
		return name->day.year != d->day.year ||
		       (d->day.month && name->day.month != d->day.month);
	if (bdl_day_compare(name->day, d->day) >= 0 && bdl_day_compare(name->day, last) <= 0)
		return false;
	turned.day = name->day.month;
	turned.month = name->day.day;
	return !name->ambiguous || bdl_day_compare(turned, d->day) < 0 ||
	       bdl_day_compare(turned, last) > 0;
}

static int compare_with_name(struct bdl_bundle *b, struct bdl_exhibit *x,
	const struct bdl_found_date *name, struct bdl_error *err)
{
	const struct bdl_date *d = &x->date;
	char there[BDL_DAY_TEXT], here[BDL_DAY_TEXT];

	if (d->source == BDL_FROM_FILE_NAME || d->precision == BDL_UNDATED || !disagrees(d, name))
		return 0;
	bdl_day_long(name->day, there);
	bdl_day_long(d->day, here);
	return warn(b, x,
		bdl_arena_printf(&b->arena, "The file name says %s; %s %s.", there,
			bdl_date_is_stated(d) ? "the document says" : "its own data say", here),
		err);
}

static int judge_date(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_facts *f,
	struct bdl_error *err)
{
	static const struct bdl_facts nothing;
	struct bdl_found_date name = {.length = 0};
	struct verdict v = {.rank = BDL_RANK_NEVER};
	bool named;

	assert(b->stage >= BDL_STAGE_TAKEN_IN && b->stage < BDL_STAGE_ARRANGED);
	if (!f)
		f = &nothing;
	x->date = v.date;
	named = bdl_find_date_in_name(x->path, &name) && is_possible(b, name.day);
	if (judge_candidates(b, x, f, &v, err) < 0 || judge_rows(b, f, &v, err) < 0 ||
		judge_period(b, x, f, &v, err) < 0 || judge_name(b, x, named, &name, &v, err) < 0)
		return -1;
	if (named && !name.ambiguous && ask_name(b, x, f, name.day, &v, err) < 0)
		return -1;
	if (v.date.page > x->pages)
		v.date.page = 0;
	if (settle(b, x, f, &v.date, err) < 0 || name_the_other(b, x, &v, err) < 0)
		return -1;
	x->date = v.date;
	/* the name of a table or statement tells when it was exported */
	if (!named || v.rank == BDL_RANK_ROWS || v.rank == BDL_RANK_PERIOD)
		return 0;
	return compare_with_name(b, x, &name, err);
}

int bdl_date_exhibit(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_facts *f,
	struct bdl_error *err)
{
	const char **notes = x->warnings;

	return judge_date(b, x, f, err) < 0 ? -1 : bdl_steer_date_of(b, x, notes, err);
}
