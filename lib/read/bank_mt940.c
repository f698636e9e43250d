/*
 * MT940 (and MT942): fields ":61:..." that begin a line; what follows without such a beginning
 * belongs to the field before. Each
 * ":20:" begins a statement. Banks take liberties with it, so a payment that cannot be taken apart
 * is shown as it stands.
 */
#include "read/bank_mt940.h"

#include "base/text.h"
#include "read/bank.h"
#include "read/lines.h"

#include <string.h>

static bool is(const struct bdl_mt940_field *f, const char *name)
{
	return strcmp(f->name, name) == 0;
}

/* ---- the file ---- */

struct reading {
	struct bdl_bank b;
	struct bdl_bank_row *row; /* that a ":86:" belongs to, or NULL */
	struct bdl_buffer shown;
	bool begun; /* a statement has begun */
};

static const struct bdl_money_style comma = {.comma = true};

static struct bdl_bank_account *account(struct reading *g)
{
	struct bdl_bank *b = &g->b;

	if (!g->begun) {
		g->begun = true;
		return bdl_bank_account(b);
	}
	return b->account_count > 0 ? &b->accounts[b->account_count - 1] : NULL;
}

/* "C230210EUR1234,56"; some leave out the currency. */
static void read_balance(struct reading *g, const struct bdl_mt940_field *f,
	struct bdl_bank_money *out, struct bdl_day *day, const char **currency)
{
	const char *s = f->text;
	size_t length = f->length, at = 7;

	if (length < 8 || (s[0] != 'C' && s[0] != 'D') || !bdl_mt940_day(s + 1, length - 1, day)) {
		*day = (struct bdl_day){0};
		*out = (struct bdl_bank_money){.raw = bdl_bank_line(&g->b, s, length)};
		return;
	}
	if (length > 10 && bdl_is_alpha((unsigned char)s[7]) && bdl_is_alpha((unsigned char)s[8]) &&
		bdl_is_alpha((unsigned char)s[9])) {
		*currency = bdl_bank_line(&g->b, s + 7, 3);
		at = 10;
	}
	if (at < length && s[at] == 'M')
		at++;
	*out = bdl_bank_sum(&g->b, comma, s + at, length - at);
	if (out->read && s[0] == 'D')
		out->pence = -out->pence;
}

/* ---- payments ---- */

static void end_row(struct reading *g)
{
	if (!g->row)
		return;
	g->row->shown = bdl_arena_string(g->b.r->arena, bdl_buffer_string(&g->shown));
	g->b.failed |= !g->row->shown || g->shown.failed;
	g->row = NULL;
}

/* "NTRFNONREF//B4E07" and a line below: the reference, the bank's own, further words. */
static void describe(struct reading *g, const struct bdl_mt940_payment *p)
{
	const char *s = p->rest;
	size_t length = p->rest_length, line = 0;

	while (line < length && s[line] != '\n')
		line++;
	if (line >= 4 && bdl_is_alpha((unsigned char)s[0])) {
		s += 4;
		line -= 4;
		length -= 4;
	}
	while (length > 0) {
		const char *slash = NULL, *words;
		size_t n = line;

		for (size_t i = 0; i + 1 < line && !slash; i++)
			if (s[i] == '/' && s[i + 1] == '/')
				slash = s + i;
		if (slash)
			n = (size_t)(slash - s);
		words = bdl_bank_line(&g->b, s, n);
		if (words && strcmp(words, "NONREF") != 0)
			bdl_bank_detail(&g->shown, NULL, words);
		if (slash)
			bdl_bank_detail(
				&g->shown, NULL, bdl_bank_line(&g->b, slash + 2, line - n - 2));
		s += line + (line < length);
		length -= line + (line < length);
		line = 0;
		while (line < length && s[line] != '\n')
			line++;
	}
}

static void read_payment(struct reading *g, const struct bdl_mt940_field *f)
{
	char day[BDL_DAY_TEXT];
	struct bdl_mt940_payment p;

	end_row(g);
	if (!account(g) || !(g->row = bdl_bank_row(&g->b)))
		return;
	bdl_buffer_clear(&g->shown);
	if (!bdl_mt940_take_apart(f->text, f->length, &p)) {
		g->row->amount.raw = bdl_bank_line(&g->b, f->text, f->length);
		return;
	}
	g->row->dated = p.entered || p.dated;
	g->row->date = bdl_bank_line(&g->b, f->text, 6);
	g->row->when.day = p.entered ? p.entry : p.value;
	g->row->amount = bdl_bank_sum(&g->b, comma, p.sum, p.sum_length);
	if (g->row->amount.read && p.debit)
		g->row->amount.pence = -g->row->amount.pence;
	describe(g, &p);
	if (p.entered && p.dated && bdl_day_compare(p.entry, p.value) != 0) {
		bdl_day_long(p.value, day);
		bdl_bank_detail(&g->shown, "Value date", bdl_arena_string(g->b.r->arena, day));
	}
}

/* ---- words about a payment ---- */

/* "?20", "?32": what German banks put before each piece. */
static bool is_piece(const char *s, size_t length)
{
	return length >= 3 && s[0] == '?' && bdl_is_digit((unsigned char)s[1]) &&
	       bdl_is_digit((unsigned char)s[2]);
}

struct pieces {
	struct bdl_buffer posting, purpose, name, account, other;
};

static struct bdl_buffer *piece_of(struct pieces *p, unsigned code)
{
	if (code == 0)
		return &p->posting;
	if ((code >= 20 && code <= 29) || (code >= 60 && code <= 63))
		return &p->purpose;
	if (code == 32 || code == 33)
		return &p->name;
	return code == 31 || code == 38 ? &p->account : &p->other;
}

/* Line ends between pieces are where the line was full: they mean nothing. */
static void take_pieces(const char *s, size_t length, struct pieces *p)
{
	struct bdl_buffer *now = &p->other;

	for (size_t i = 0; i < length;) {
		if (is_piece(s + i, length - i)) {
			now = piece_of(p, (unsigned)((s[i + 1] - '0') * 10 + (s[i + 2] - '0')));
			if (now == &p->other || now == &p->account)
				bdl_buffer_byte(now, ' ');
			i += 3;
			continue;
		}
		if (s[i] != '\n')
			bdl_buffer_byte(now, s[i]);
		i++;
	}
}

static const char *line_of(struct reading *g, struct bdl_buffer *b)
{
	const char *line = bdl_bank_line(&g->b, bdl_buffer_string(b), b->length);

	g->b.failed |= b->failed;
	bdl_buffer_release(b);
	return line;
}

static void read_pieces(struct reading *g, const struct bdl_mt940_field *f)
{
	struct pieces p = {.posting = BDL_BUFFER_INIT};
	const char *name, *posting, *purpose, *number, *other;

	take_pieces(f->text, f->length, &p);
	name = line_of(g, &p.name);
	posting = line_of(g, &p.posting);
	purpose = line_of(g, &p.purpose);
	number = line_of(g, &p.account);
	other = line_of(g, &p.other);
	g->row->party = name;
	g->row->text = purpose ? purpose : posting;
	bdl_bank_detail(&g->shown, NULL, name);
	bdl_bank_detail(&g->shown, NULL, purpose);
	bdl_bank_detail(&g->shown, NULL, posting);
	if (number && *bdl_bank_ending(&g->b, number))
		number = bdl_arena_printf(
			g->b.r->arena, "ending %s", bdl_bank_ending(&g->b, number));
	bdl_bank_detail(&g->shown, "Other account", number);
	bdl_bank_detail(&g->shown, "Codes", other);
}

static void read_words(struct reading *g, const struct bdl_mt940_field *f)
{
	struct bdl_line l;
	bool pieces = false;

	if (f->length == 0)
		return;
	if (!g->row) {
		bdl_bank_note(&g->b, bdl_bank_line(&g->b, f->text, f->length));
		return;
	}
	for (size_t i = 0; i + 2 < f->length && !pieces; i++)
		pieces = is_piece(f->text + i, f->length - i);
	if (pieces) {
		read_pieces(g, f);
		return;
	}
	if (!g->row->text)
		g->row->text = bdl_bank_line(&g->b, f->text, f->length);
	for (size_t next = 0; bdl_line_next(f->text, f->length, &next, &l);)
		bdl_bank_detail(&g->shown, NULL, bdl_bank_line(&g->b, l.text, l.length));
}

/* ---- a statement ---- */

/* "1291.99.348EUR": the currency behind the number is none of it. */
static const char *number_of(struct reading *g, const struct bdl_mt940_field *f)
{
	size_t n = f->length, letters = 0;

	while (letters < n && f->text[n - 1 - letters] >= 'A' && f->text[n - 1 - letters] <= 'Z')
		letters++;
	if (letters == 3 && n > 3)
		n -= 3;
	while (n > 0 && f->text[n - 1] == '/')
		n--;
	return bdl_bank_line(&g->b, f->text, n);
}

static void note_balance(struct reading *g, const struct bdl_mt940_field *f)
{
	struct bdl_bank_money m = {0};
	const char *currency = NULL;
	struct bdl_day day = {0};
	char text[BDL_MONEY_TEXT], name[BDL_DAY_TEXT];

	read_balance(g, f, &m, &day, &currency);
	if (!m.raw)
		return;
	bdl_day_long(day, name);
	bdl_bank_note(&g->b,
		bdl_arena_printf(g->b.r->arena, "Balance available%s%s: %s.", day.year ? ", " : "",
			name, m.read ? bdl_money_text(m.pence, text) : m.raw));
}

static void set_number(struct reading *g, const struct bdl_mt940_field *f)
{
	struct bdl_bank_account *a = account(g);

	if (a)
		a->number = number_of(g, f);
}

static void set_name(struct reading *g, const struct bdl_mt940_field *f)
{
	struct bdl_bank_account *a = account(g);
	const char *number = bdl_bank_line(&g->b, f->text, f->length);

	if (a && number)
		a->name = bdl_arena_printf(g->b.r->arena, "Statement %s", number);
}

/* The first opening balance and the last closing one. */
static void set_balance(struct reading *g, const struct bdl_mt940_field *f)
{
	struct bdl_bank_account *a = account(g);

	if (!a)
		return;
	if (f->name[1] == '2')
		read_balance(g, f, &a->closing, &a->closing_day, &a->currency);
	else if (!a->opening.raw)
		read_balance(g, f, &a->opening, &a->opening_day, &a->currency);
}

static void read_field(struct reading *g, const struct bdl_mt940_field *f)
{
	if (is(f, "61")) {
		read_payment(g, f);
		return;
	}
	if (is(f, "86") || (is(f, "NS") && g->row)) {
		read_words(g, f);
		return;
	}
	end_row(g);
	if (is(f, "20"))
		g->begun = false;
	else if (is(f, "25") || is(f, "25P"))
		set_number(g, f);
	else if (is(f, "28") || is(f, "28C"))
		set_name(g, f);
	else if (strncmp(f->name, "60", 2) == 0 || strncmp(f->name, "62", 2) == 0)
		set_balance(g, f);
	else if (is(f, "64") || is(f, "65"))
		note_balance(g, f);
	else if (!is(f, "21") && !is(f, "940") && f->length > 0)
		bdl_bank_note(&g->b, bdl_bank_line(&g->b, f->text, f->length));
}

/* From the opening to the closing balance is what each statement covers. */
static void set_periods(struct bdl_bank *b)
{
	for (size_t i = 0; i < b->account_count; i++) {
		struct bdl_bank_account *a = &b->accounts[i];

		if (a->opening_day.year && a->closing_day.year &&
			bdl_day_compare(a->opening_day, a->closing_day) <= 0) {
			a->from = a->opening_day;
			a->until = a->closing_day;
		}
	}
}

int bdl_read_mt940(struct bdl_reading *r, struct bdl_error *err)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct reading g = {.begun = false};
	struct bdl_mt940_field f;
	int rc = -1;

	if (r->size > BDL_TEXT_FILE_MAX)
		return bdl_not_shown(r, BDL_REASON_TOO_BIG, NULL);
	bdl_bank_begin(&g.b, r);
	if (bdl_bank_text(r, false, &text, err) < 0)
		goto out;
	for (size_t next = 0; !g.b.failed && bdl_mt940_next(&text, &next, &f);)
		read_field(&g, &f);
	end_row(&g);
	if (g.b.failed) {
		bdl_fail_memory(err);
		goto out;
	}
	if (g.b.account_count == 0) {
		rc = bdl_bank_as_text(r, "No account is found in it; it is shown as text.", err);
		goto out;
	}
	set_periods(&g.b);
	g.b.layout = "MT940";
	g.b.written = "It is a bank\xE2\x80\x99s statement for programs (MT940).";
	rc = bdl_bank_show(&g.b, err);
out:
	bdl_buffer_release(&text);
	bdl_buffer_release(&g.shown);
	return rc;
}
