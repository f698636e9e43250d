/*
 * A message on pages: title, where it comes from, who wrote to whom and when, its words. Quoted
 * words stand behind a bar for each time they were quoted. See mail.h.
 */
#include "read/mail.h"

#include "base/text.h"
#include "base/uktime.h"
#include "read/mail_body.h"
#include "read/mail_text.h"
#include "read/sheet.h"
#include "read/text_form.h"

#include <stdio.h>
#include <string.h>

#define VALUE_X 164.0
#define LABEL_LEADING 15.0
#define ROW_AIR 3.5
#define MENTION_GAP 12.0 /* between the name of a file and its page */
#define MENTION_WIDTH 72.0 /* "page 12345"; longer ones run on into the margin */
#define NO_SUBJECT "E-mail without a subject"

/* ---- for the readers of mail ---- */

void bdl_mail_note(struct bdl_mail *m, const char *sentence)
{
	for (size_t i = 0; i < m->note_count; i++)
		if (strcmp(m->notes[i], sentence) == 0)
			return;
	if (m->note_count < BDL_MAIL_NOTES)
		m->notes[m->note_count++] = sentence;
}

int bdl_mail_attach(struct bdl_reading *r, struct bdl_mail *m, const char *name, const void *bytes,
	size_t length, struct bdl_error *err)
{
	size_t before = r->facts->inner_count, count = m->file_count;
	const char **larger;

	if (bdl_reading_inner(r, name, bytes, length, err) < 0)
		return -1;
	if (r->facts->inner_count == before)
		return 0;
	/* the list has room for a power of two */
	if ((count & (count - 1)) == 0) {
		larger = bdl_arena_alloc(r->arena, (count ? count * 2 : 1) * sizeof(*larger));
		if (!larger)
			return bdl_fail_memory(err);
		for (size_t i = 0; i < count; i++)
			larger[i] = m->files[i];
		m->files = larger;
	}
	m->files[m->file_count++] = r->facts->inner[before].name;
	return 0;
}

bool bdl_mail_day(bool zoned, int64_t epoch, struct bdl_day *day, char text[BDL_MAIL_DATE_TEXT])
{
	struct bdl_uk_time t;
	char name[BDL_DAY_TEXT];

	if (!bdl_uk_time(epoch, &t))
		return false;
	if (!zoned && t.offset != 0 && !bdl_uk_time(epoch - t.offset * 60, &t))
		return false;
	if (!zoned) {
		/* the clock it was written by, whatever the season here */
		int64_t days = epoch / 86400 - (epoch % 86400 < 0);

		t.day = bdl_day_from_number((int32_t)days);
		t.seconds = (uint32_t)(epoch - days * 86400);
	}
	*day = t.day;
	bdl_day_long(t.day, name);
	snprintf(text, BDL_MAIL_DATE_TEXT, "%s %s, %02u:%02u", bdl_day_weekday(t.day), name,
		(unsigned)(t.seconds / 3600), (unsigned)(t.seconds / 60 % 60));
	return true;
}

/* ---- header ---- */

static void draw_row(struct bdl_sheet *s, const char *label, const char *value, bool strong)
{
	const struct bdl_font font = {strong ? BDL_SANS_BOLD : BDL_SANS, 12};

	if (!value || !*value)
		return;
	bdl_sheet_need(s, LABEL_LEADING + ROW_AIR);
	if (s->full)
		return;
	bdl_canvas_text(s->canvas, bdl_sheet_text, BDL_BLACK, BDL_LEFT_EDGE, s->y + 12, label,
		strlen(label));
	bdl_sheet_lines(s, font, LABEL_LEADING, VALUE_X, s->right - VALUE_X, value, strlen(value));
	s->y += ROW_AIR;
}

/* Where the last line of a name ends that draw_row() has set. */
static double end_of(struct bdl_sheet *s, const char *name)
{
	size_t length = strlen(name), at = 0, next = 0, n = 0;

	for (size_t from = 0; from < length; from += next) {
		at = from;
		n = bdl_canvas_break(s->canvas, bdl_sheet_text, s->right - VALUE_X, name + from,
			length - from, &next);
	}
	return VALUE_X + bdl_canvas_width(s->canvas, bdl_sheet_text, name + at, n);
}

/* Behind the name of a file, the page on which it begins; on a line of its own where there is no
 * room. */
static int mention(struct bdl_sheet *s, struct bdl_reading *r, const char *name, size_t inner,
	struct bdl_error *err)
{
	struct bdl_mentioned m = {.width = MENTION_WIDTH, .inner = (uint32_t)inner};

	if (s->full)
		return 0;
	m.x = end_of(s, name) + MENTION_GAP;
	m.y = s->y - ROW_AIR - LABEL_LEADING + 12;
	if (m.x + MENTION_WIDTH > s->right) {
		bdl_sheet_need(s, LABEL_LEADING + ROW_AIR);
		if (s->full)
			return 0;
		m.x = VALUE_X;
		m.y = s->y + 12;
		s->y += LABEL_LEADING + ROW_AIR;
	}
	m.page = s->pages - 1;
	return bdl_reading_mention(r, &m, err);
}

/* Names are those of the documents handed out, in their order. */
static int draw_files(
	struct bdl_sheet *s, struct bdl_reading *r, const struct bdl_mail *m, struct bdl_error *err)
{
	size_t inner = 0;

	for (size_t i = 0; i < m->file_count; i++) {
		draw_row(s,
			i > 0               ? ""
			: m->file_count > 1 ? "Attachments"
					    : "Attachment",
			m->files[i], false);
		while (inner < r->facts->inner_count && r->facts->inner[inner].name != m->files[i])
			inner++;
		if (inner < r->facts->inner_count && mention(s, r, m->files[i], inner, err) < 0)
			return -1;
	}
	return 0;
}

static const char *sent_text(struct bdl_reading *r, const struct bdl_mail *m)
{
	char text[BDL_MAIL_DATE_TEXT];
	struct bdl_day day;

	if (!m->dated || !bdl_mail_day(m->zoned, m->epoch, &day, text))
		return m->date_raw && !m->received
			       ? bdl_arena_printf(r->arena, "%s (as written)", m->date_raw)
			       : "not stated";
	if (!strchr(m->date_raw, ':'))
		return bdl_arena_bytes(r->arena, text, strcspn(text, ","));
	return bdl_arena_printf(r->arena, "%s (%s)", text,
		m->zoned ? "UK time" : "by the sender\xE2\x80\x99s clock");
}

/* What came along with a message that was sent another way says nothing of itself. */
static bool is_bare(const struct bdl_mail *m)
{
	return !m->subject && !m->from && !m->to && !m->copy && !m->date_raw && !m->message_id;
}

static void draw_people(
	struct bdl_sheet *s, const struct bdl_mail *m, const char *sent, const char *subject)
{
	draw_row(s, "From", m->from ? m->from : "not stated", false);
	draw_row(s, "To", m->to, false);
	draw_row(s, "Copy to", m->copy, false);
	draw_row(s, "Blind copy to", m->blind, false);
	draw_row(s, m->received && m->dated ? "Received" : "Sent", sent, false);
	draw_row(s, "Subject", subject, true);
}

static int draw_header(struct bdl_sheet *s, struct bdl_reading *r, const struct bdl_mail *m,
	const char *sent, struct bdl_error *err)
{
	if (is_bare(m) && m->file_count == 0)
		return 0;
	s->y += 4;
	bdl_canvas_rule(s->canvas, BDL_LEFT_EDGE, s->right, s->y, 1, 0);
	s->y += 5;
	if (!is_bare(m))
		draw_people(s, m, sent, m->subject ? m->subject : "none");
	if (draw_files(s, r, m, err) < 0)
		return -1;
	s->y += 1;
	bdl_canvas_rule(s->canvas, BDL_LEFT_EDGE, s->right, s->y, 1, 0);
	s->y += 12;
	return 0;
}

/* ---- notes ---- */

static void draw_notes(struct bdl_sheet *s, const struct bdl_mail *m, bool words)
{
	for (size_t i = 0; i < m->note_count; i++) {
		bdl_sheet_lines(s, bdl_sheet_text, 16, BDL_LEFT_EDGE, s->right - BDL_LEFT_EDGE,
			m->notes[i], strlen(m->notes[i]));
		s->y += 8;
	}
	if (!words && m->note_count == 0) {
		static const char none[] = "It has no words of its own.";

		bdl_sheet_lines(s, bdl_sheet_text, 16, BDL_LEFT_EDGE, s->right - BDL_LEFT_EDGE,
			none, sizeof(none) - 1);
	}
}

/* ---- facts ---- */

static int note_day(struct bdl_reading *r, const struct bdl_mail *m, struct bdl_error *err)
{
	char text[BDL_MAIL_DATE_TEXT];
	struct bdl_candidate c = {.precision = BDL_TO_DAY, .source = BDL_FROM_HEADER};

	if (!m->dated || !bdl_mail_day(m->zoned, m->epoch, &c.day, text))
		return 0;
	c.raw = m->date_raw;
	return bdl_reading_candidate(r, &c, strlen(m->date_raw), err);
}

static void put_field(struct bdl_buffer *out, const char *name, const char *value)
{
	if (value)
		bdl_buffer_printf(out, "%s: %.1000s\n", name, value);
}

static int note_facts(
	struct bdl_reading *r, const struct bdl_mail *m, const char *sent, struct bdl_error *err)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_facts *f = r->facts;
	int rc;

	f->title = m->subject ? bdl_reading_line(r, m->subject, strlen(m->subject), BDL_TITLE_MAX)
			      : NULL;
	f->message_id = m->message_id;
	f->sender =
		m->sender ? bdl_reading_line(r, m->sender, strlen(m->sender), BDL_FACTS_STRING_MAX)
			  : NULL;
	put_field(&text, "From", m->from);
	put_field(&text, "To", m->to);
	put_field(&text, "Cc", m->copy);
	put_field(&text, m->received && m->dated ? "Received" : "Sent", sent);
	put_field(&text, "Subject", m->subject);
	for (size_t i = 0; i < m->file_count && i < 20; i++)
		put_field(&text, "Attachment", m->files[i]);
	bdl_buffer_byte(&text, '\n');
	bdl_buffer_add(&text, bdl_buffer_string(&m->body), m->body.length);
	rc = text.failed ? bdl_fail_memory(err)
			 : bdl_reading_opening(r, bdl_buffer_string(&text), text.length, err);
	bdl_buffer_release(&text);
	return rc < 0 ? rc : note_day(r, m, err);
}

/* Dates in the words count only where the message has none. */
static int find_dates(struct bdl_reading *r, const struct bdl_buffer *body,
	const struct bdl_sheet *s, struct bdl_error *err)
{
	const char *text = bdl_buffer_string(body);

	if (r->facts->date_count > 0)
		return 0;
	for (unsigned i = 0; i < s->pages; i++) {
		size_t from = s->begins[i], to = i + 1 < s->pages ? s->begins[i + 1] : body->length;

		if (to > from && bdl_reading_dates(r, text + from, to - from, i + 1, err) < 0)
			return -1;
	}
	return 0;
}

/* ---- pages ---- */

static int draw(struct bdl_reading *r, const struct bdl_mail *m, const struct bdl_buffer *body,
	const char *sent, struct bdl_error *err)
{
	const char *subject = m->subject   ? m->subject
			      : is_bare(m) ? bdl_reading_label(r)
					   : NO_SUBJECT;
	const char *name = bdl_reading_line(r, r->name, strlen(r->name), BDL_TITLE_MAX);
	size_t *begins = bdl_arena_alloc(r->arena, BDL_DRAWN_PAGES_MAX * sizeof(*begins));
	const char *provenance = name ? bdl_arena_printf(r->arena,
						"Drawn from the file \xE2\x80\x9C%s\xE2\x80\x9D. "
						"The original, with its full "
						"headers, is in the archive.",
						name)
				      : NULL;
	struct bdl_sheet s;
	struct bdl_text_form form = bdl_text_form(bdl_buffer_string(body), body->length);

	if (!begins || !provenance || !subject)
		return bdl_fail_memory(err);
	if (bdl_sheet_open(&s, form.landscape, subject, provenance, err) < 0)
		return -1;
	s.begins = begins;
	s.cursor = 0;
	if (draw_header(&s, r, m, sent, err) < 0) {
		bdl_sheet_abort(&s);
		return -1;
	}
	draw_notes(&s, m, body->length > 0);
	bdl_mail_draw_body(&s, &form, bdl_buffer_string(body), body->length);
	if (bdl_sheet_close(&s, r, err) < 0)
		return -1;
	return r->facts->shown ? find_dates(r, body, &s, err) : 0;
}

int bdl_mail_show(struct bdl_reading *r, struct bdl_mail *m, struct bdl_error *err)
{
	struct bdl_buffer plain = BDL_BUFFER_INIT, body = BDL_BUFFER_INIT;
	const char *sent = sent_text(r, m);
	size_t length = m->body.length;
	int rc = -1;

	if (length > BDL_MAIL_BODY_MAX) {
		length = BDL_MAIL_BODY_MAX;
		if (bdl_reading_warn(r,
			    "It is very long: only its first %zu million characters are "
			    "shown.",
			    BDL_MAIL_BODY_MAX / 1000000) < 0)
			goto memory;
	}
	bdl_sheet_plain(&plain, bdl_buffer_string(&m->body), length);
	bdl_mail_rejoin(bdl_buffer_string(&plain), plain.length, &body);
	if (!sent || plain.failed || body.failed)
		goto memory;
	if (note_facts(r, m, sent, err) == 0)
		rc = draw(r, m, &body, sent, err);
	goto out;
memory:
	bdl_fail_memory(err);
out:
	bdl_buffer_release(&plain);
	bdl_buffer_release(&body);
	bdl_buffer_release(&m->body);
	return rc;
}
