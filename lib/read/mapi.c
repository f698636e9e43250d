/* See mapi.h. */
#include "read/mapi.h"

#include "base/text.h"
#include "base/uktime.h"
#include "read/html_text.h"
#include "read/mail_text.h"
#include "read/outlook_rtf.h"
#include "read/sniff_inside.h"

#include <stdio.h>
#include <string.h>

#define ADDRESSES_MAX ((size_t)64 * 1024) /* bytes of a list of people */

int bdl_mapi_add(struct bdl_arena *a, struct bdl_mapi_object *o, const struct bdl_mapi_property *p,
	struct bdl_error *err)
{
	size_t count = o->count;
	struct bdl_mapi_property *larger;

	if (count == BDL_MAPI_PROPERTIES_MAX)
		return 0;
	/* the list has room for a power of two */
	if ((count & (count - 1)) == 0) {
		larger = bdl_arena_alloc(a, (count ? count * 2 : 1) * sizeof(*larger));
		if (!larger)
			return bdl_fail_memory(err);
		if (count)
			memcpy(larger, o->list, count * sizeof(*larger));
		o->list = larger;
	}
	o->list[o->count++] = *p;
	return 0;
}

const struct bdl_mapi_property *bdl_mapi_find(const struct bdl_mapi_object *o, unsigned id)
{
	for (size_t i = 0; i < o->count; i++)
		if (o->list[i].id == id && o->list[i].length > 0)
			return &o->list[i];
	return NULL;
}

bool bdl_mapi_number(const struct bdl_mapi_object *o, unsigned id, uint32_t *out)
{
	const struct bdl_mapi_property *p = bdl_mapi_find(o, id);

	if (!p || p->length < 4)
		return false;
	*out = bdl_little32(p->bytes);
	return true;
}

void bdl_mapi_charset(uint32_t codepage, char name[16])
{
	static const struct {
		uint32_t codepage;
		const char *name;
	} names[] = {{65001, "utf-8"}, {20127, "us-ascii"}, {28591, "iso-8859-1"},
		{28592, "iso-8859-2"}, {28595, "iso-8859-5"}, {28605, "iso-8859-15"},
		{20866, "koi8-r"}, {50220, "iso-2022-jp"}, {50221, "iso-2022-jp"},
		{51932, "euc-jp"}, {51949, "euc-kr"}, {54936, "gb18030"}};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (names[i].codepage == codepage) {
			snprintf(name, 16, "%s", names[i].name);
			return;
		}
	if (codepage > 0 && codepage < 20000)
		snprintf(name, 16, "CP%u", (unsigned)codepage);
	else
		name[0] = '\0';
}

static void put_words(
	const struct bdl_mapi_property *p, const char *charset, struct bdl_buffer *out)
{
	size_t length = p->length;

	if (p->type == BDL_MAPI_UNICODE) {
		while (length >= 2 && p->bytes[length - 1] == 0 && p->bytes[length - 2] == 0)
			length -= 2;
		bdl_mail_decode("utf-16le", p->bytes, length - length % 2, out);
		return;
	}
	while (length > 0 && p->bytes[length - 1] == 0)
		length--;
	bdl_mail_decode(charset, p->bytes, length, out);
}

const char *bdl_mapi_line(
	struct bdl_reading *r, const struct bdl_mapi_object *o, unsigned id, const char *charset)
{
	const struct bdl_mapi_property *p = bdl_mapi_find(o, id);
	struct bdl_buffer text = BDL_BUFFER_INIT;
	const char *line = NULL;

	if (!p || p->length > ADDRESSES_MAX)
		return NULL;
	put_words(p, charset, &text);
	if (!text.failed)
		line = bdl_reading_line(r, bdl_buffer_string(&text), text.length, ADDRESSES_MAX);
	bdl_buffer_release(&text);
	return line && *line ? line : NULL;
}

/* ---- people ---- */

/* An address that a person could write to: not the path of an entry in a company's directory. */
static bool is_address(const char *s)
{
	return s && s[0] != '/' && strchr(s, '@');
}

static const char *person(struct bdl_reading *r, const char *name, const char *a, const char *b)
{
	const char *address = is_address(a) ? a : is_address(b) ? b : NULL;

	if (!name || !address || bdl_text_casecmp(name, address) == 0)
		return name ? name : address;
	return bdl_arena_printf(r->arena, "%s <%s>", name, address);
}

static void note_sender(struct bdl_reading *r, const struct bdl_mapi_object *o, const char *charset,
	struct bdl_mail *m)
{
	m->from = person(r, bdl_mapi_line(r, o, BDL_MAPI_FOR_NAME, charset),
		bdl_mapi_line(r, o, BDL_MAPI_FOR_SMTP, charset),
		bdl_mapi_line(r, o, BDL_MAPI_FOR_ADDRESS, charset));
	if (!m->from)
		m->from = person(r, bdl_mapi_line(r, o, BDL_MAPI_SENDER_NAME, charset),
			bdl_mapi_line(r, o, BDL_MAPI_SENDER_SMTP, charset),
			bdl_mapi_line(r, o, BDL_MAPI_SENDER_ADDRESS, charset));
	m->sender = m->from;
}

/* All recipients of a kind (1: to, 2: copy, 3: blind copy), or how Outlook lists them. */
static const char *recipients_of(struct bdl_reading *r, const struct bdl_mapi_object *list,
	size_t count, uint32_t kind, const char *charset, const char *shown)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	const char *line = NULL;
	uint32_t type;

	for (size_t i = 0; i < count && out.length < ADDRESSES_MAX; i++) {
		const char *one;

		if (!bdl_mapi_number(&list[i], BDL_MAPI_RECIPIENT_TYPE, &type))
			type = 1;
		if ((type & 15) != kind)
			continue;
		one = person(r, bdl_mapi_line(r, &list[i], BDL_MAPI_SHOWN_NAME, charset),
			bdl_mapi_line(r, &list[i], BDL_MAPI_SMTP_ADDRESS, charset),
			bdl_mapi_line(r, &list[i], BDL_MAPI_ADDRESS, charset));
		if (one)
			bdl_buffer_printf(&out, "%s%s", out.length ? ", " : "", one);
	}
	if (out.length && !out.failed)
		line = bdl_arena_string(r->arena, bdl_buffer_string(&out));
	bdl_buffer_release(&out);
	return line ? line : shown;
}

/* ---- time ---- */

/* Tenths of microseconds since 1601. */
static bool read_time(const struct bdl_mapi_object *o, unsigned id, int64_t *epoch)
{
	const struct bdl_mapi_property *p = bdl_mapi_find(o, id);
	uint64_t ticks;
	int64_t seconds;

	if (!p || p->length < 8)
		return false;
	ticks = (uint64_t)bdl_little32(p->bytes + 4) << 32 | bdl_little32(p->bytes);
	seconds = (int64_t)(ticks / 10000000) - INT64_C(11644473600);
	/* 1980 to 2150: anything else is no time */
	if (seconds < INT64_C(315532800) || seconds > INT64_C(5680281600))
		return false;
	*epoch = seconds;
	return true;
}

static int note_time(struct bdl_reading *r, const struct bdl_mapi_object *o, struct bdl_mail *m,
	struct bdl_error *err)
{
	const struct bdl_mapi_property *headers = bdl_mapi_find(o, BDL_MAPI_HEADERS);
	struct bdl_mail_summary s = {0};
	struct bdl_buffer text = BDL_BUFFER_INIT;
	char raw[BDL_MAIL_DATE_TEXT];
	struct bdl_day day;
	int rc = 0;

	m->zoned = true;
	if (headers) {
		put_words(headers, NULL, &text);
		rc = bdl_mail_summarise(r, bdl_buffer_string(&text), text.length, &s, err);
		bdl_buffer_release(&text);
	}
	if (s.dated && !s.received) {
		m->dated = true;
		m->zoned = s.zoned;
		m->epoch = s.epoch;
		m->date_raw = s.date_raw;
		return rc;
	}
	m->dated = read_time(o, BDL_MAPI_SUBMITTED, &m->epoch);
	if (!m->dated)
		m->dated = m->received = read_time(o, BDL_MAPI_DELIVERED, &m->epoch);
	if (m->dated && bdl_mail_day(true, m->epoch, &day, raw))
		m->date_raw = bdl_arena_string(r->arena, raw);
	return rc;
}

/* ---- words ---- */

static void put_html(const char *charset, const void *bytes, size_t length, struct bdl_buffer *out)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	char named[40];

	if (!charset || !*charset) {
		bdl_html_charset(bytes, length, named, sizeof(named));
		charset = named;
	}
	bdl_mail_decode(charset, bytes, length, &text);
	bdl_html_text(bdl_buffer_string(&text), text.length, NULL, out, NULL);
	out->failed |= text.failed;
	bdl_buffer_release(&text);
}

static void put_rtf(const struct bdl_mapi_property *p, struct bdl_buffer *out)
{
	struct bdl_buffer rtf = BDL_BUFFER_INIT, words = BDL_BUFFER_INIT;
	bool html = false;

	if (!bdl_rtf_expand(p->bytes, p->length, &rtf))
		bdl_buffer_add(&rtf, p->bytes, p->length);
	bdl_rtf_words(bdl_buffer_string(&rtf), rtf.length, &words, &html);
	if (html)
		bdl_html_text(bdl_buffer_string(&words), words.length, NULL, out, NULL);
	else
		bdl_mail_trim(bdl_buffer_string(&words), words.length, out);
	out->failed |= rtf.failed || words.failed;
	bdl_buffer_release(&rtf);
	bdl_buffer_release(&words);
}

static void note_words(const struct bdl_mapi_object *o, const char *charset, struct bdl_mail *m)
{
	const struct bdl_mapi_property *p = bdl_mapi_find(o, BDL_MAPI_BODY);
	struct bdl_buffer plain = BDL_BUFFER_INIT, html = BDL_BUFFER_INIT;
	char html_charset[16] = "";
	uint32_t codepage;

	if (p)
		put_words(p, charset, &plain);
	bdl_mail_trim(bdl_buffer_string(&plain), plain.length, &m->body);
	m->body.failed |= plain.failed;
	bdl_buffer_release(&plain);
	if (m->body.length)
		return;
	if (bdl_mapi_number(o, BDL_MAPI_HTML_CODEPAGE, &codepage))
		bdl_mapi_charset(codepage, html_charset);
	p = bdl_mapi_find(o, BDL_MAPI_HTML);
	if (p && p->type == BDL_MAPI_UNICODE) {
		put_words(p, NULL, &html);
		put_html("utf-8", bdl_buffer_string(&html), html.length, &m->body);
	} else if (p) {
		put_html(html_charset, p->bytes, p->length, &m->body);
	}
	bdl_buffer_release(&html);
	p = bdl_mapi_find(o, BDL_MAPI_RTF);
	if (p && m->body.length == 0)
		put_rtf(p, &m->body);
}

/* What is no e-mail says what it is. */
static void note_class(const char *class, struct bdl_mail *m)
{
	static const struct {
		const char *begins, *note;
	} classes[] = {{"IPM.Appointment", "This is an entry of an Outlook calendar."},
		{"IPM.Schedule", "This e-mail is about a meeting in an Outlook calendar."},
		{"IPM.Contact", "This is a contact of an Outlook address book."},
		{"IPM.Task", "This is a task of an Outlook task list."},
		{"IPM.StickyNote", "This is an Outlook note."},
		{"IPM.Note.SMIME.MultipartSigned", "This e-mail is signed. The signature can be "
						   "checked on the original, which is in "
						   "the archive."},
		{"IPM.Note.SMIME", "This e-mail is encrypted or signed. What it holds is in the "
				   "attached file."}};

	for (size_t i = 0; class && i < sizeof(classes) / sizeof(*classes); i++)
		if (bdl_text_starts(class, classes[i].begins)) {
			bdl_mail_note(m, classes[i].note);
			return;
		}
}

int bdl_mapi_mail(struct bdl_reading *r, const struct bdl_mapi_object *message,
	const struct bdl_mapi_object *recipients, size_t recipient_count, struct bdl_mail *m,
	struct bdl_error *err)
{
	char named[16] = "";
	const char *charset = named, *id;
	uint32_t codepage;
	size_t length;

	if (bdl_mapi_number(message, BDL_MAPI_CODEPAGE, &codepage))
		bdl_mapi_charset(codepage, named);
	m->subject = bdl_mapi_line(r, message, BDL_MAPI_SUBJECT, charset);
	note_sender(r, message, charset, m);
	m->to = recipients_of(r, recipients, recipient_count, 1, charset,
		bdl_mapi_line(r, message, BDL_MAPI_SHOWN_TO, charset));
	m->copy = recipients_of(r, recipients, recipient_count, 2, charset,
		bdl_mapi_line(r, message, BDL_MAPI_SHOWN_COPY, charset));
	m->blind = recipients_of(r, recipients, recipient_count, 3, charset,
		bdl_mapi_line(r, message, BDL_MAPI_SHOWN_BLIND, charset));
	id = bdl_mapi_line(r, message, BDL_MAPI_MESSAGE_ID, charset);
	length = id ? strlen(id) : 0;
	if (length > 2 && id[0] == '<' && id[length - 1] == '>')
		id = bdl_arena_bytes(r->arena, id + 1, length - 2);
	m->message_id = id;
	note_class(bdl_mapi_line(r, message, BDL_MAPI_CLASS, charset), m);
	note_words(message, charset, m);
	return note_time(r, message, m, err) < 0 || m->body.failed ? bdl_fail_memory(err) : 0;
}
