/* The dates of an index.csv: see steer_dates.h. */
#include "model/steer_dates.h"

#include "base/text.h"
#include "model/steer_date.h"
#include <string.h>

static const char file[] = BDL_STEER_FILE;

/* How a cell stands to what the program wrote there. */
enum match {
	NEW, /* somebody else wrote it */
	SAME, /* as it was, whatever form it has now */
	TURNED /* as it was, if a spreadsheet exchanged day and month */
};

/* A date in figures that is another one if the month comes first. */
struct bdl_doubtful_date {
	struct bdl_steer_date_cell cell;
	size_t at; /* the row */
	struct bdl_day day, turned; /* turned: as it was noted, where it was */
	enum match match;
	bool theirs;
};

/* ---- what the program wrote ---- */

static bool is_noted(const struct bdl_steer_date_cell *cell, enum bdl_steer_column c,
	struct bdl_day day, struct bdl_day until)
{
	char text[BDL_STEER_DATE_TEXT];

	bdl_steer_date_text(day, until, text);
	return bdl_steer_is_noted(cell->notes, c, text);
}

/* The day, or, unless somebody means that very day, the month that a spreadsheet rewrote as its
 * first: then *day is that month. */
static bool find_noted(const struct bdl_steer_date_cell *cell, enum bdl_steer_column c,
	struct bdl_day *day, struct bdl_day until, bool meant)
{
	struct bdl_day month = {.year = day->year, .month = day->month};

	if (day->year == 0)
		return false;
	if (is_noted(cell, c, *day, until))
		return true;
	if (day->day != 1 || until.year || meant || !is_noted(cell, c, month, until))
		return false;
	*day = month;
	return true;
}

/* *theirs: what the cell has is the author's date, not one that was judged. */
static enum match match(
	const struct bdl_steer_date_cell *cell, struct bdl_steer_date *d, bool *theirs)
{
	enum bdl_steer_column noted[2] = {cell->column};

	size_t count = 1;

	if (cell->column == BDL_STEER_DATE)
		noted[count++] = BDL_STEER_DATE_SOURCE;
	for (size_t i = 0; i < count; i++) {
		bool judged = noted[i] == BDL_STEER_DATE;
		/* what the author gave is confirmed in any case, a month too */
		bool meant = d->iso || (judged && cell->confirmed);

		*theirs = cell->confirmed || !judged;
		if (find_noted(cell, noted[i], &d->day, d->until, meant))
			return SAME;
		if (d->until.year == 0 && find_noted(cell, noted[i], &d->turned, d->until, false))
			return TURNED;
	}
	*theirs = true;
	return NEW;
}

/* ---- taking ---- */

static int refuse(
	const struct bdl_steer_date_cell *cell, struct bdl_day turned, struct bdl_error *err)
{
	char iso[BDL_DAY_TEXT];

	bdl_fail(err, BDL_EFORMAT, file, "line %u: %s: \"%.100s\" is not a date", cell->line,
		bdl_steer_column_name(cell->column), cell->text);
	if (turned.year == 0)
		return bdl_hint(err,
			"write it as 2023-02-10, 10/02/2023 (day first) or 10 February 2023; "
			"or 2023-02, 2023, undated");
	bdl_day_iso(turned, iso);
	return bdl_hint(err, "dates are read day first: write it as %s", iso);
}

static int put(const struct bdl_steer_dates *d, enum bdl_steer_column c,
	const struct bdl_steer_date *date, struct bdl_steer *row, struct bdl_error *err)
{
	char iso[BDL_DAY_TEXT];

	if (c == BDL_STEER_DATE) {
		row->undated = date->undated;
		row->has_date = !date->undated;
		row->day = date->day;
		row->until = date->until;
		return 0;
	}
	bdl_day_iso(date->day, iso);
	row->received = bdl_arena_string(d->arena, iso);
	return row->received ? 0 : bdl_fail_memory(err);
}

static int note_doubtful(
	struct bdl_steer_dates *d, const struct bdl_doubtful_date *new, struct bdl_error *err)
{
	struct bdl_doubtful_date *list =
		bdl_arena_grow(d->arena, d->doubtful, d->doubtful_count, sizeof(*list));

	if (!list)
		return bdl_fail_memory(err);
	d->doubtful = list;
	list[d->doubtful_count++] = *new;
	return 0;
}

static void prove(unsigned *proof, unsigned line)
{
	if (*proof == 0)
		*proof = line;
}

/* Only a day can be above 12: this is how the spreadsheet wrote a date that it did not make up. */
static void look_for_proof(struct bdl_steer_dates *d, const struct bdl_steer_date_cell *cell,
	const struct bdl_steer_date *date, enum match how)
{
	if (how == TURNED && date->day.year == 0)
		prove(&d->month_first, cell->line);
	if (how == SAME && date->figures && date->day.day > 12)
		prove(&d->day_first, cell->line);
}

int bdl_steer_dates_take(struct bdl_steer_dates *d, const struct bdl_steer_date_cell *cell,
	struct bdl_steer *row, size_t at, struct bdl_error *err)
{
	struct bdl_steer_date date;
	struct bdl_doubtful_date new = {.cell = *cell, .at = at};
	bool good;

	if (!cell->confirmed && bdl_steer_is_noted(cell->notes, BDL_STEER_DATE, cell->text) &&
		cell->column == BDL_STEER_DATE)
		return 0; /* whatever it is: years are judged that nobody may write */
	good = bdl_steer_date(cell->text, &date);
	new.match = match(cell, &date, &new.theirs);
	if (!good && new.match != TURNED)
		return refuse(cell, date.turned, err);
	if (good && cell->column == BDL_STEER_RECEIVED &&
		(!bdl_day_exists(date.day) || date.until.year))
		return refuse(cell, date.turned, err);
	look_for_proof(d, cell, &date, new.match);
	if (good && date.turned.year) {
		new.day = date.day;
		new.turned = date.turned;
		new.cell.notes = NULL;
		if (note_doubtful(d, &new, err) < 0)
			return -1;
		if (new.match == TURNED)
			return 0;
	}
	if (!good)
		date.day = date.turned;
	return new.theirs ? put(d, cell->column, &date, row, err) : 0;
}

/* ---- settling ---- */

static int either(
	const struct bdl_steer_dates *d, const struct bdl_doubtful_date *x, struct bdl_error *err)
{
	char day[BDL_DAY_TEXT], turned[BDL_DAY_TEXT];

	bdl_day_long(x->day, day);
	bdl_day_long(x->turned, turned);
	if (d->month_first)
		bdl_fail(err, BDL_EFORMAT, file,
			"line %u: %s: \"%.60s\" could be %s or %s: line %u shows that the "
			"spreadsheet writes the month first",
			x->cell.line, bdl_steer_column_name(x->cell.column), x->cell.text, day,
			turned, d->month_first);
	else
		bdl_fail(err, BDL_EFORMAT, file,
			"line %u: %s: \"%.60s\" could be %s, or %s as it was, turned by a "
			"spreadsheet",
			x->cell.line, bdl_steer_column_name(x->cell.column), x->cell.text, day,
			turned);
	return bdl_hint(err,
		"write the month as a word, for instance %s; as text where the spreadsheet "
		"rewrites it",
		d->month_first ? turned : day);
}

int bdl_steer_dates_settle(
	const struct bdl_steer_dates *d, struct bdl_steer *rows, struct bdl_error *err)
{
	bool one_way = !d->day_first != !d->month_first;

	for (size_t i = 0; i < d->doubtful_count; i++) {
		const struct bdl_doubtful_date *x = &d->doubtful[i];
		struct bdl_steer_date date = {.day = d->month_first ? x->turned : x->day};

		if (x->match == TURNED ? !one_way : d->month_first > 0)
			return either(d, x, err);
		if (x->match == TURNED && (d->day_first || x->theirs) &&
			put(d, x->cell.column, &date, &rows[x->at], err) < 0)
			return -1;
	}
	return 0;
}
