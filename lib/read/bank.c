/* A statement in memory, and what of it goes into the facts: records, dates, warnings. Pages are
 * drawn in bank_draw.c. */
#include "read/bank.h"

#include "base/text.h"
#include "read/charset.h"
#include "read/sheet.h"

#include <stdlib.h>
#include <string.h>

#define ENDING 4 /* figures of an account's number that are shown */

void bdl_bank_begin(struct bdl_bank *b, struct bdl_reading *r)
{
	*b = (struct bdl_bank){.r = r, .title = "Bank transactions"};
}

/* A larger copy in the arena; the smaller one stays there until the end. */
static void *grow(struct bdl_bank *b, void *list, size_t count, size_t *space, size_t size)
{
	size_t more = *space ? *space * 2 : 64;
	void *larger;

	if (count < *space)
		return list;
	larger = more > SIZE_MAX / size ? NULL : bdl_arena_alloc(b->r->arena, more * size);
	if (!larger) {
		b->failed = true;
		return NULL;
	}
	if (count > 0)
		memcpy(larger, list, count * size);
	*space = more;
	return larger;
}

struct bdl_bank_account *bdl_bank_account(struct bdl_bank *b)
{
	struct bdl_bank_account *list =
		grow(b, b->accounts, b->account_count, &b->account_space, sizeof(*b->accounts));

	if (!list)
		return NULL;
	b->accounts = list;
	list[b->account_count] = (struct bdl_bank_account){.first = b->row_count};
	return &list[b->account_count++];
}

struct bdl_bank_row *bdl_bank_row(struct bdl_bank *b)
{
	struct bdl_bank_row *list;

	if (b->account_count == 0 && !bdl_bank_account(b))
		return NULL;
	list = grow(b, b->rows, b->row_count, &b->row_space, sizeof(*b->rows));
	if (!list)
		return NULL;
	b->rows = list;
	list[b->row_count] = (struct bdl_bank_row){0};
	b->accounts[b->account_count - 1].count++;
	return &list[b->row_count++];
}

void bdl_bank_note(struct bdl_bank *b, const char *text)
{
	if (!text) {
		b->failed = true;
		return;
	}
	if (b->note_count < BDL_BANK_NOTES) {
		b->notes[b->note_count++] = text;
		return;
	}
	b->notes[BDL_BANK_NOTES - 1] =
		bdl_arena_printf(b->r->arena, "%s\n%s", b->notes[BDL_BANK_NOTES - 1], text);
	b->failed |= !b->notes[BDL_BANK_NOTES - 1];
}

const char *bdl_bank_line(struct bdl_bank *b, const char *text, size_t length)
{
	/* room for every byte, even if each is replaced by U+FFFD: nothing is cut short */
	const char *line = bdl_reading_line(b->r, text, length, 3 * length + 4);

	b->failed |= !line;
	return line && *line ? line : NULL;
}

struct bdl_bank_money bdl_bank_sum(
	struct bdl_bank *b, struct bdl_money_style style, const char *text, size_t length)
{
	struct bdl_bank_money m = {0};

	switch (bdl_money_read(style, text, length, &m.pence)) {
	case BDL_MONEY_NONE:
		return m;
	case BDL_MONEY_READ:
		m.read = true;
		break;
	case BDL_MONEY_UNREADABLE:
		break;
	}
	m.raw = bdl_bank_line(b, text, length);
	return m;
}

const char *bdl_bank_ending(struct bdl_bank *b, const char *number)
{
	char end[ENDING + 1] = "";
	size_t n = 0, digits = 0;
	char *copy;

	for (const char *p = number + strlen(number); p > number && n < ENDING; p--)
		if (bdl_is_digit((unsigned char)p[-1]) || bdl_is_alpha((unsigned char)p[-1]))
			end[ENDING - 1 - n++] = p[-1];
	for (size_t i = 0; i < ENDING; i++)
		digits += bdl_is_digit((unsigned char)end[i]);
	if (n < ENDING || digits + 1 < ENDING)
		return "";
	copy = bdl_arena_string(b->r->arena, end);
	b->failed |= !copy;
	return copy ? copy : "";
}

/* A line of `shown` holds the words. */
static bool says(const struct bdl_buffer *shown, const char *words)
{
	const char *at = bdl_buffer_string(shown), *end;
	size_t length = strlen(words);

	for (; *at; at = *end ? end + 1 : end) {
		end = strchr(at, '\n');
		if (!end)
			end = at + strlen(at);
		if ((size_t)(end - at) == length && memcmp(at, words, length) == 0)
			return true;
	}
	return false;
}

void bdl_bank_detail(struct bdl_buffer *shown, const char *label, const char *value)
{
	if (!value || !*value || says(shown, value))
		return;
	if (shown->length > 0)
		bdl_buffer_byte(shown, '\n');
	if (label && *label) {
		bdl_buffer_text(shown, label);
		bdl_buffer_text(shown, ": ");
	}
	bdl_buffer_text(shown, value);
}

bool bdl_bank_is_payment(const struct bdl_bank_row *row)
{
	return row->amount.raw != NULL;
}

/* ---- order ---- */

static bool earlier(const struct bdl_bank_row *a, const struct bdl_bank_row *b)
{
	return bdl_day_compare(a->when.day, b->when.day) < 0;
}

bool bdl_bank_newest_first(const struct bdl_bank *b, const struct bdl_bank_account *a)
{
	const struct bdl_bank_row *before = NULL;
	size_t up = 0, down = 0;

	for (size_t i = a->first; i < a->first + a->count; i++) {
		const struct bdl_bank_row *row = &b->rows[i];

		if (!row->dated)
			continue;
		if (before) {
			up += earlier(before, row);
			down += earlier(row, before);
		}
		before = row;
	}
	return down > up;
}

/* ---- records ---- */

static int add_record(struct bdl_bank *b, const struct bdl_bank_row *row, struct bdl_error *err)
{
	struct bdl_record record = {.type = BDL_EVENT_TRANSACTION,
		.party = row->party,
		.text = row->text,
		.page = b->r->facts->shown ? row->page : 0};

	if (row->dated)
		record.when = row->when;
	if (row->amount.read) {
		record.has_pence = true;
		record.pence = row->amount.pence;
		if (record.pence != 0)
			record.direction = record.pence < 0 ? BDL_DIRECTION_OUT : BDL_DIRECTION_IN;
	}
	record.has_balance = row->balance.read;
	record.balance = row->balance.read ? row->balance.pence : 0;
	return bdl_reading_record(b->r, &record, err);
}

static int add_records(struct bdl_bank *b, struct bdl_error *err)
{
	for (size_t i = 0; i < b->row_count; i++)
		if (bdl_bank_is_payment(&b->rows[i]) && add_record(b, &b->rows[i], err) < 0)
			return -1;
	return 0;
}

/* ---- dates ---- */

struct edge {
	struct bdl_day day;
	const char *raw;
	enum bdl_date_label label;
	unsigned page;
};

static int add_edge(struct bdl_bank *b, const struct edge *e, struct bdl_error *err)
{
	char iso[BDL_DAY_TEXT];
	const char *raw = e->raw;

	if (!bdl_day_exists(e->day))
		return 0;
	if (!raw) {
		bdl_day_iso(e->day, iso);
		raw = iso;
	}
	return bdl_reading_candidate(b->r,
		&(struct bdl_candidate){.day = e->day,
			.precision = BDL_TO_DAY,
			.source = BDL_FROM_TEXT,
			.label = e->label,
			.ambiguous = b->open_order && e->label == BDL_LABEL_ROW,
			.page = b->r->facts->shown ? e->page : 0,
			.raw = raw},
		strlen(raw), err);
}

/* What the file says it covers; the earliest start and the latest end of all its accounts. */
static int add_period(struct bdl_bank *b, struct bdl_error *err)
{
	struct edge from = {.label = BDL_LABEL_PERIOD_START, .page = 1},
		    until = {.label = BDL_LABEL_PERIOD_END, .page = 1};

	for (size_t i = 0; i < b->account_count; i++) {
		const struct bdl_bank_account *a = &b->accounts[i];

		if (a->from.year && (!from.day.year || bdl_day_compare(a->from, from.day) < 0))
			from.day = a->from;
		if (a->until.year && (!until.day.year || bdl_day_compare(a->until, until.day) > 0))
			until.day = a->until;
	}
	if (!from.day.year || !until.day.year || bdl_day_compare(from.day, until.day) > 0)
		return 0;
	return add_edge(b, &from, err) < 0 ? -1 : add_edge(b, &until, err);
}

/* The earliest and the latest row stand for all. */
static int add_rows(struct bdl_bank *b, struct bdl_error *err)
{
	const struct bdl_bank_row *first = NULL, *last = NULL;

	for (size_t i = 0; i < b->row_count; i++) {
		const struct bdl_bank_row *row = &b->rows[i];

		if (!row->dated)
			continue;
		if (!first || earlier(row, first))
			first = row;
		if (!last || earlier(last, row))
			last = row;
	}
	if (!first)
		return 0;
	if (add_edge(b, &(struct edge){first->when.day, first->date, BDL_LABEL_ROW, first->page},
		    err) < 0)
		return -1;
	if (last == first)
		return 0;
	return add_edge(
		b, &(struct edge){last->when.day, last->date, BDL_LABEL_ROW, last->page}, err);
}

/* ---- warnings ---- */

static int warn_of_rows(struct bdl_bank *b)
{
	size_t sums = 0, balances = 0, days = 0, undated = 0;
	int rc = 0;

	for (size_t i = 0; i < b->row_count; i++) {
		const struct bdl_bank_row *row = &b->rows[i];

		sums += row->amount.raw && !row->amount.read;
		balances += row->balance.raw && !row->balance.read;
		days += row->date && !row->dated;
		undated += !row->date && bdl_bank_is_payment(row);
	}
	if (sums > 0)
		rc |= bdl_reading_warn(b->r,
			"%zu row%s an amount that could not be read; %s shown as %s.", sums,
			sums == 1 ? " has" : "s have", sums == 1 ? "it is" : "they are",
			sums == 1 ? "it stands" : "they stand");
	if (balances > 0)
		rc |= bdl_reading_warn(b->r,
			"%zu row%s a balance that could not be read; %s shown as %s.", balances,
			balances == 1 ? " has" : "s have", balances == 1 ? "it is" : "they are",
			balances == 1 ? "it stands" : "they stand");
	if (days > 0)
		rc |= bdl_reading_warn(b->r,
			"%zu row%s a date that could not be read; %s shown as %s.", days,
			days == 1 ? " has" : "s have", days == 1 ? "it is" : "they are",
			days == 1 ? "it stands" : "they stand");
	if (undated > 0)
		rc |= bdl_reading_warn(
			b->r, "%zu row%s no date.", undated, undated == 1 ? " has" : "s have");
	if (b->open_order)
		rc |= bdl_reading_warn(b->r, "Its dates are written in figures, and none of them "
					     "says whether the day or "
					     "the month stands first; they were read day first.");
	return rc;
}

/* ---- all of it ---- */

static int fill_facts(struct bdl_bank *b)
{
	struct bdl_facts *f = b->r->facts;
	struct bdl_buffer numbers = BDL_BUFFER_INIT;

	f->rows = 0;
	for (size_t i = 0; i < b->row_count; i++)
		f->rows += bdl_bank_is_payment(&b->rows[i]);
	f->layout = b->layout;
	for (size_t i = 0; i < b->account_count && numbers.length < BDL_TITLE_MAX; i++) {
		const char *end =
			b->accounts[i].number ? bdl_bank_ending(b, b->accounts[i].number) : "";

		if (!*end || strstr(bdl_buffer_string(&numbers), end))
			continue;
		bdl_buffer_printf(&numbers, "%s%s", numbers.length ? ", " : "", end);
	}
	if (numbers.length > 0)
		f->account = bdl_arena_string(b->r->arena, bdl_buffer_string(&numbers));
	b->failed |= numbers.failed || (numbers.length > 0 && !f->account);
	bdl_buffer_release(&numbers);
	return b->failed ? -1 : 0;
}

int bdl_bank_show(struct bdl_bank *b, struct bdl_error *err)
{
	if (b->failed || fill_facts(b) < 0 || warn_of_rows(b) < 0)
		return bdl_fail_memory(err);
	if (bdl_bank_check(b, err) < 0 || bdl_bank_draw(b, err) < 0)
		return -1;
	if (add_period(b, err) < 0 || add_rows(b, err) < 0)
		return -1;
	return add_records(b, err);
}

static int warn_of_text(struct bdl_reading *r, const struct bdl_charset *charset, size_t replaced)
{
	int rc = 0;

	if (charset->guessed)
		rc |= bdl_reading_warn(r,
			"The file does not say how its letters are encoded; they were read as %s.",
			bdl_charset_name(charset->kind));
	if (replaced > 0)
		rc |= bdl_reading_warn(r,
			"%zu control character%s shown as a sign in square brackets.", replaced,
			replaced == 1 ? " is" : "s are");
	return rc;
}

int bdl_bank_as_text(struct bdl_reading *r, const char *why, struct bdl_error *err)
{
	return bdl_reading_warn(r, "%s", why) < 0 ? bdl_fail_memory(err) : bdl_read_text(r, err);
}

int bdl_bank_text(
	struct bdl_reading *r, bool says_encoding, struct bdl_buffer *out, struct bdl_error *err)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_mapping file = {0};
	struct bdl_charset charset;
	size_t replaced;
	int rc = -1;

	if (bdl_reading_map(r, &file, err) < 0)
		return -1;
	(void)bdl_charset_guess(file.bytes, file.length, &charset);
	bdl_charset_decode(&charset, file.bytes + charset.mark, file.length - charset.mark, &text);
	replaced = bdl_sheet_plain(out, bdl_buffer_string(&text), text.length);
	if (text.failed || out->failed ||
		(!says_encoding && warn_of_text(r, &charset, replaced) < 0))
		bdl_fail_memory(err);
	else
		rc = bdl_reading_opening(r, bdl_buffer_string(&text), text.length, err);
	bdl_buffer_release(&text);
	bdl_reading_unmap(&file);
	return rc;
}
