/*
 * Mailbox (mbox): its own pages list the messages; each message is handed out as a document of its
 * own, as it was before it was put into the mailbox. A mailbox of one message is shown as that
 * message.
 */
#include "base/text.h"
#include "read/ledger.h"
#include "read/lines.h"
#include "read/mail_gmime.h"

#include <stdio.h>
#include <string.h>

#define BOX_FILE_MAX ((uint64_t)512 * 1024 * 1024)

struct message {
	size_t at, length; /* behind the line that begins it */
};

struct box {
	struct bdl_reading *r;
	const char *text;
	size_t length;
	size_t next; /* where to look for the next message */
	size_t count; /* messages so far */
	struct bdl_ledger ledger;
	struct bdl_sheet sheet;
	struct bdl_buffer plain; /* the message at hand, unquoted */
	struct bdl_buffer listed; /* for the facts */
	struct bdl_candidate earliest, latest;
};

/* ---- where messages begin ---- */

static bool ends_in_time(const struct bdl_line *l)
{
	size_t colons = 0, digits = 0;

	if (l->length < 20)
		return false;
	for (size_t i = l->length > 31 ? l->length - 31 : 0; i < l->length; i++) {
		colons += l->text[i] == ':';
		digits += bdl_is_digit((unsigned char)l->text[i]);
	}
	return colons >= 1 && digits >= 6;
}

/* "Name: ..." */
static bool is_field(const struct bdl_line *l)
{
	size_t n = 0;

	while (n < l->length && l->text[n] > ' ' && l->text[n] < 0x7F && l->text[n] != ':')
		n++;
	return n > 0 && n < l->length && l->text[n] == ':';
}

/* "From name": nobody begins a sentence and ends the line so soon. */
static bool is_one_name(const struct bdl_line *l)
{
	size_t end = l->length;

	while (end > 5 && bdl_is_space((unsigned char)l->text[end - 1]))
		end--;
	return !memchr(l->text + 5, ' ', end - 5);
}

/*
 * Does the line begin a message? It ends in a time and stands at the beginning, below an empty line
 * or above a header. Where some programs leave the time out, it stands below an empty line and
 * above a header.
 */
static bool begins_message(const struct box *b, const struct bdl_line *l, bool below_empty)
{
	size_t next = l->at + l->length + 1;
	struct bdl_line after;
	bool field;

	if (l->length < 5 || memcmp(l->text, "From ", 5) != 0)
		return false;
	field = bdl_line_next(b->text, b->length, &next, &after) &&
		(is_field(&after) || bdl_bytes_start(after.text, after.length, ">From "));
	below_empty |= l->at == 0;
	if (ends_in_time(l))
		return field || below_empty;
	return field && is_one_name(l) && (below_empty || l->text[5] == '-');
}

static bool is_empty(const struct bdl_line *l)
{
	return l->length == 0 || (l->length == 1 && l->text[0] == '\r');
}

/* The next message; false at the end. */
static bool next_message(struct box *b, struct message *out)
{
	struct bdl_line l;
	size_t next = b->next;
	bool begun = false, below_empty = true;

	*out = (struct message){.at = next};
	while (bdl_line_next(b->text, b->length, &next, &l)) {
		if (begins_message(b, &l, below_empty)) {
			if (begun) {
				out->length = l.at - out->at;
				b->next = l.at;
				return true;
			}
			out->at = next;
			begun = true;
		} else if (!is_empty(&l) && !begun) {
			/* words before the first "From " are a message too */
			out->at = l.at;
			begun = true;
		}
		below_empty = is_empty(&l);
	}
	b->next = b->length;
	out->length = b->length > out->at ? b->length - out->at : 0;
	return begun && out->length > 0;
}

/* ">From " was "From " before; the empty line at the end parts the messages. */
static void unquote(struct box *b, const struct message *m)
{
	size_t next = 0;
	struct bdl_line l;

	bdl_buffer_clear(&b->plain);
	while (bdl_line_next(b->text + m->at, m->length, &next, &l)) {
		size_t marks = 0;

		while (marks < l.length && l.text[marks] == '>')
			marks++;
		marks = marks && bdl_bytes_start(l.text + marks, l.length - marks, "From ") ? 1 : 0;
		bdl_buffer_add(&b->plain, l.text + marks, l.length - marks);
		if (next > l.at + l.length)
			bdl_buffer_byte(&b->plain, '\n');
	}
	if (b->plain.length > 1 && bdl_text_ends(bdl_buffer_string(&b->plain), "\n\n"))
		b->plain.length--;
	else if (b->plain.length > 3 && bdl_text_ends(bdl_buffer_string(&b->plain), "\n\r\n"))
		b->plain.length -= 2;
}

/* ---- the list ---- */

static const struct bdl_ledger_column columns[] = {
	{.head = "No.", .x = 94, .width = 24, .right = true},
	{.head = "Sent", .x = 106, .width = 110}, {.head = "From", .x = 226, .width = 140},
	{.head = "Subject", .x = 376, .width = 171}};

static void note_day(struct box *b, struct bdl_day day, const char *raw, unsigned page)
{
	const struct bdl_candidate c = {.day = day,
		.precision = BDL_TO_DAY,
		.source = BDL_FROM_TEXT,
		.label = BDL_LABEL_ROW,
		.page = page,
		.offset = b->count,
		.raw = raw};

	if (!b->earliest.raw || bdl_day_compare(day, b->earliest.day) < 0)
		b->earliest = c;
	if (!b->latest.raw || bdl_day_compare(day, b->latest.day) > 0)
		b->latest = c;
}

/* "10 February 2023, 14:05" */
static const char *date_of(struct box *b, const struct bdl_mail_summary *s, struct bdl_day *day)
{
	char text[BDL_MAIL_DATE_TEXT];
	const char *space;

	if (!s->dated || !bdl_mail_day(s->zoned, s->epoch, day, text))
		return NULL;
	space = strchr(text, ' ');
	return bdl_arena_string(b->r->arena, space ? space + 1 : text);
}

static int list_message(struct box *b, const struct bdl_mail_summary *s)
{
	struct bdl_day day = {0};
	const char *date = date_of(b, s, &day);
	char number[16];
	unsigned page;

	snprintf(number, sizeof(number), "%zu", b->count);
	page = bdl_ledger_row(&b->ledger,
		(const char *const[]){number, date ? date : "not stated",
			s->from ? s->from : "not stated", s->subject ? s->subject : "none"},
		false, 0);
	if (date)
		note_day(b, day, date, page);
	if (b->listed.length < BDL_FACTS_TEXT_MAX)
		bdl_buffer_printf(&b->listed, "%zu %s %s %s\n", b->count, date ? date : "",
			s->from ? s->from : "", s->subject ? s->subject : "");
	return b->listed.failed ? -1 : 0;
}

static int hand_out(struct box *b, const struct bdl_mail_summary *s, struct bdl_error *err)
{
	const char *subject =
		s->subject ? bdl_reading_line(b->r, s->subject, strlen(s->subject), 100) : "";
	const char *name = subject ? bdl_arena_printf(b->r->arena, "%04zu%s%s.eml", b->count,
					     *subject ? " " : "", subject)
				   : NULL;

	if (!name)
		return bdl_fail_memory(err);
	return bdl_reading_inner(b->r, name, bdl_buffer_string(&b->plain), b->plain.length, err);
}

static int take_message(struct box *b, const struct message *m, struct bdl_error *err)
{
	struct bdl_mail_summary s;

	unquote(b, m);
	if (b->plain.failed)
		return bdl_fail_memory(err);
	b->count++;
	if (bdl_mail_summarise(b->r, bdl_buffer_string(&b->plain), b->plain.length, &s, err) < 0 ||
		hand_out(b, &s, err) < 0)
		return -1;
	return list_message(b, &s) < 0 ? bdl_fail_memory(err) : 0;
}

/* ---- the file ---- */

static size_t count_messages(struct box *b)
{
	struct message m;
	size_t count = 0;

	b->next = 0;
	while (next_message(b, &m))
		count++;
	b->next = 0;
	return count;
}

static int open_list(struct box *b, size_t count, struct bdl_error *err)
{
	const char *label = bdl_reading_label(b->r),
		   *name = bdl_reading_line(b->r, b->r->name, strlen(b->r->name), BDL_TITLE_MAX);
	const char *provenance;

	if (!label || !name)
		return bdl_fail_memory(err);
	provenance = bdl_arena_printf(b->r->arena,
		"Drawn from the file \xE2\x80\x9C%s\xE2\x80\x9D, a mailbox. It holds %zu e-mails; "
		"each is "
		"a document of its own. Times are UK time, 24-hour clock.",
		name, count);
	if (!provenance)
		return bdl_fail_memory(err);
	if (bdl_sheet_open(&b->sheet, false, *label ? label : "Mailbox", provenance, err) < 0)
		return -1;
	b->sheet.y += 6;
	bdl_ledger_begin(&b->ledger, &b->sheet, columns, sizeof(columns) / sizeof(*columns));
	return 0;
}

static int note_facts(struct box *b, struct bdl_error *err)
{
	const struct bdl_candidate *ends[] = {&b->earliest, &b->latest};

	for (size_t i = 0; i < 2; i++)
		if (ends[i]->raw &&
			bdl_reading_candidate(b->r, ends[i], strlen(ends[i]->raw), err) < 0)
			return -1;
	return bdl_reading_opening(b->r, bdl_buffer_string(&b->listed), b->listed.length, err);
}

static int read_many(struct box *b, size_t count, struct bdl_error *err)
{
	struct message m;

	if (open_list(b, count, err) < 0)
		return -1;
	while (next_message(b, &m))
		if (take_message(b, &m, err) < 0) {
			bdl_sheet_abort(&b->sheet);
			return -1;
		}
	bdl_ledger_end(&b->ledger);
	if (bdl_sheet_close(&b->sheet, b->r, err) < 0)
		return -1;
	return note_facts(b, err);
}

static int read_one(struct box *b, struct bdl_error *err)
{
	struct message m;
	struct bdl_mail mail;

	if (!next_message(b, &m))
		m = (struct message){.at = 0, .length = b->length};
	unquote(b, &m);
	if (b->plain.failed)
		return bdl_fail_memory(err);
	if (bdl_mail_parse(b->r, bdl_buffer_string(&b->plain), b->plain.length, &mail, err) < 0) {
		bdl_buffer_release(&mail.body);
		return -1;
	}
	return bdl_mail_show(b->r, &mail, err);
}

int bdl_read_mailbox(struct bdl_reading *r, struct bdl_error *err)
{
	struct box b = {.r = r};
	struct bdl_mapping file;
	size_t count;
	int rc;

	if (r->size > BOX_FILE_MAX)
		return bdl_not_shown(r, BDL_REASON_TOO_BIG, NULL);
	if (bdl_reading_map(r, &file, err) < 0)
		return -1;
	b.text = (const char *)file.bytes;
	b.length = file.length;
	if (b.length >= 3 && memcmp(b.text, "\xEF\xBB\xBF", 3) == 0) {
		b.text += 3;
		b.length -= 3;
	}
	count = count_messages(&b);
	rc = count > 1 ? read_many(&b, count, err) : read_one(&b, err);
	bdl_buffer_release(&b.plain);
	bdl_buffer_release(&b.listed);
	bdl_reading_unmap(&file);
	return rc;
}
