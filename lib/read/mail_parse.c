/* RFC 822 mail, taken apart by gmime; headers first, mail_parts.c walks the parts of the body. */
#include "read/mail.h"

#include "base/text.h"
#include "read/lines.h"
#include "read/mail_gmime.h"
#include "read/mail_header.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static GMimeParserOptions *options_new(void)
{
	static const char *fallback[] = {"utf-8", "windows-1252", NULL};
	GMimeParserOptions *o = g_mime_parser_options_new();

	g_mime_parser_options_set_fallback_charsets(o, fallback);
	return o;
}

/*
 * What stands before the header of a single message: the line by which a mailbox parts its mails,
 * or the length that Apple Mail writes, behind which more than the mail follows. *length is cut to
 * it.
 */
static size_t lead_length(const char *text, size_t *length)
{
	size_t next = 0, digits = 0, count = 0;
	struct bdl_line l;

	while (next < *length && (text[next] == '\n' || text[next] == '\r'))
		next++;
	if (*length - next >= 3 && memcmp(text + next, "\xEF\xBB\xBF", 3) == 0)
		next += 3;
	if (!bdl_line_next(text, *length, &next, &l))
		return 0;
	if (l.length >= 5 && memcmp(l.text, "From ", 5) == 0)
		return next;
	while (digits < l.length && digits < 12 && bdl_is_digit((unsigned char)l.text[digits]))
		count = count * 10 + (size_t)(l.text[digits++] - '0');
	for (size_t i = digits; i < l.length; i++)
		if (!bdl_is_space((unsigned char)l.text[i]))
			return l.at;
	if (digits == 0)
		return l.at;
	if (count > 0 && count < *length - next)
		*length = next + count;
	return next;
}

GMimeMessage *bdl_gmime_message(const void *bytes, size_t length)
{
	size_t lead = lead_length(bytes, &length);
	GMimeParserOptions *options;
	GMimeMessage *message;
	GMimeParser *parser;
	GMimeStream *stream;

	g_mime_init();
	options = options_new();
	stream = g_mime_stream_mem_new_with_buffer((const char *)bytes + lead, length - lead);
	parser = g_mime_parser_new_with_stream(stream);
	g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE);
	message = g_mime_parser_construct_message(parser, options);
	g_mime_parser_options_free(options);
	g_object_unref(parser);
	g_object_unref(stream);
	return message;
}

/* ---- headers ---- */

static const char *line_of(struct bdl_reading *r, const char *text)
{
	const char *line =
		text ? bdl_reading_line(r, text, strlen(text), BDL_FACTS_STRING_MAX) : NULL;

	return line && *line ? line : NULL;
}

/* Encoded words by our own reader, which keeps what gmime drops around a broken one. NULL: they are
 * not all known to it. */
static const char *own_words(struct bdl_reading *r, const char *raw)
{
	struct bdl_buffer words = BDL_BUFFER_INIT;
	const char *line = NULL;

	if (!strstr(raw, "=?") ||
		g_mime_utils_text_is_8bit((const unsigned char *)raw, strlen(raw)))
		return NULL;
	bdl_mail_words(raw, strlen(raw), &words);
	if (!words.failed && !strstr(bdl_buffer_string(&words), "=?"))
		line = line_of(r, bdl_buffer_string(&words));
	bdl_buffer_release(&words);
	return line;
}

/* A header that is no list of addresses, its encoded words decoded. */
static const char *header_text(struct bdl_reading *r, GMimeMessage *message, const char *name)
{
	GMimeHeader *header = g_mime_header_list_get_header(
		g_mime_object_get_header_list(GMIME_OBJECT(message)), name);
	const char *raw = header ? g_mime_header_get_raw_value(header) : NULL;
	GMimeParserOptions *options;
	const char *line;
	char *text;

	if (!raw)
		return NULL;
	line = own_words(r, raw);
	if (line)
		return line;
	options = options_new();
	text = g_mime_utils_header_decode_text(options, raw);
	line = line_of(r, text);
	g_free(text);
	g_mime_parser_options_free(options);
	return line;
}

static void put_mailbox(struct bdl_buffer *out, InternetAddress *address)
{
	const char *name = internet_address_get_name(address);
	const char *at = INTERNET_ADDRESS_IS_MAILBOX(address)
				 ? INTERNET_ADDRESS_MAILBOX(address)->addr
				 : NULL;

	if (name && *name && at && strcmp(name, at) != 0)
		bdl_buffer_printf(out, "%s <%s>", name, at);
	else
		bdl_buffer_text(out, at && *at ? at : name ? name : "");
}

/* Names and addresses, groups taken apart. */
static void put_addresses(struct bdl_buffer *out, InternetAddressList *list, unsigned depth)
{
	int count = internet_address_list_length(list);

	for (int i = 0; i < count; i++) {
		InternetAddress *address = internet_address_list_get_address(list, i);

		if (i > 0)
			bdl_buffer_text(out, ", ");
		if (!INTERNET_ADDRESS_IS_GROUP(address)) {
			put_mailbox(out, address);
			continue;
		}
		bdl_buffer_printf(out, "%s: ",
			internet_address_get_name(address) ? internet_address_get_name(address)
							   : "");
		if (depth < 4)
			put_addresses(out, INTERNET_ADDRESS_GROUP(address)->members, depth + 1);
	}
}

/* Long lists of people are kept whole: they go on the page, not into the facts. */
static const char *addresses(struct bdl_reading *r, GMimeMessage *message, const char *name,
	GMimeAddressType type, unsigned first_only)
{
	InternetAddressList *list = g_mime_message_get_addresses(message, type);
	struct bdl_buffer out = BDL_BUFFER_INIT;
	const char *line = NULL;

	if (!list || internet_address_list_length(list) == 0)
		return header_text(r, message, name);
	if (first_only)
		put_mailbox(&out, internet_address_list_get_address(list, 0));
	else
		put_addresses(&out, list, 0);
	if (!out.failed)
		line = bdl_reading_line(r, bdl_buffer_string(&out), out.length, 64 * 1024);
	bdl_buffer_release(&out);
	return line && *line ? line : NULL;
}

/* Does the date as written end in a zone: "+0100", "GMT", "EST", "(BST)"? */
static bool names_zone(const char *raw)
{
	const char *colon = strrchr(raw, ':');

	if (!colon)
		return false;
	for (const char *p = colon; *p; p++)
		if (*p == '+' || *p == '-' || (*p == 'Z' && !bdl_is_alpha((unsigned char)p[1])))
			return true;
	for (const char *p = colon; *p; p++) {
		size_t letters = 0;

		while (bdl_is_alpha((unsigned char)p[letters]))
			letters++;
		if (letters >= 2 && bdl_text_casecmp(p, "AM") != 0 &&
			bdl_text_casecmp(p, "PM") != 0)
			return true;
		p += letters ? letters - 1 : 0;
	}
	return false;
}

static bool read_date(const char *raw, int64_t *epoch, bool *zoned)
{
	GDateTime *date = raw && *raw ? g_mime_utils_header_decode_date(raw) : NULL;

	if (!date)
		return false;
	*epoch = g_date_time_to_unix(date);
	*zoned = names_zone(raw);
	g_date_time_unref(date);
	return true;
}

static const char *raw_header(struct bdl_reading *r, GMimeMessage *message, const char *name)
{
	return line_of(r, g_mime_object_get_header(GMIME_OBJECT(message), name));
}

/* When the first machine on the way took it: the last "Received" header, behind its semicolon. */
static const char *first_received(struct bdl_reading *r, GMimeMessage *message)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(GMIME_OBJECT(message));
	const char *found = NULL;

	for (int i = g_mime_header_list_get_count(list) - 1; i >= 0 && !found; i--) {
		GMimeHeader *header = g_mime_header_list_get_header_at(list, i);
		const char *value, *semicolon;

		if (bdl_text_casecmp(g_mime_header_get_name(header), "Received") != 0)
			continue;
		value = g_mime_header_get_raw_value(header);
		semicolon = value ? strrchr(value, ';') : NULL;
		found = semicolon ? line_of(r, semicolon + 1) : NULL;
	}
	return found;
}

static void note_date(struct bdl_reading *r, GMimeMessage *message, struct bdl_mail *m)
{
	static const char *const names[] = {"Date", "Resent-Date", "Delivery-Date"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && !m->dated; i++) {
		const char *raw = raw_header(r, message, names[i]);

		m->dated = read_date(raw, &m->epoch, &m->zoned);
		if (raw && (m->dated || !m->date_raw))
			m->date_raw = raw;
		m->received = i > 0;
	}
	if (!m->dated) {
		const char *raw = first_received(r, message);

		m->dated = read_date(raw, &m->epoch, &m->zoned);
		m->date_raw = m->dated ? raw : m->date_raw;
		m->received = m->dated;
	}
}

static void note_headers(struct bdl_reading *r, GMimeMessage *message, struct bdl_mail *m)
{
	const char *id = g_mime_message_get_message_id(message);

	m->subject = header_text(r, message, "Subject");
	m->from = addresses(r, message, "From", GMIME_ADDRESS_TYPE_FROM, false);
	if (!m->from)
		m->from = addresses(r, message, "Sender", GMIME_ADDRESS_TYPE_SENDER, false);
	m->sender = addresses(r, message, "From", GMIME_ADDRESS_TYPE_FROM, true);
	if (!m->sender)
		m->sender = m->from;
	m->to = addresses(r, message, "To", GMIME_ADDRESS_TYPE_TO, false);
	m->copy = addresses(r, message, "Cc", GMIME_ADDRESS_TYPE_CC, false);
	m->blind = addresses(r, message, "Bcc", GMIME_ADDRESS_TYPE_BCC, false);
	m->message_id = line_of(r, id);
	note_date(r, message, m);
}

int bdl_mail_parse(struct bdl_reading *r, const void *bytes, size_t length, struct bdl_mail *m,
	struct bdl_error *err)
{
	GMimeMessage *message = bdl_gmime_message(bytes, length);
	int rc;

	*m = (struct bdl_mail){0};
	if (!message) {
		/* no header at all: all of it is body */
		bdl_mail_decode(NULL, bytes, length, &m->body);
		return m->body.failed ? bdl_fail_memory(err) : 0;
	}
	note_headers(r, message, m);
	rc = bdl_gmime_body(r, message, m, err);
	g_object_unref(message);
	return rc;
}

int bdl_mail_summarise(struct bdl_reading *r, const void *bytes, size_t length,
	struct bdl_mail_summary *out, struct bdl_error *err)
{
	struct bdl_mail m = {0};
	GMimeMessage *message = bdl_gmime_message(bytes, length);

	(void)err;
	*out = (struct bdl_mail_summary){0};
	if (!message)
		return 0;
	note_headers(r, message, &m);
	*out = (struct bdl_mail_summary){.subject = m.subject,
		.from = m.sender,
		.dated = m.dated,
		.zoned = m.zoned,
		.received = m.received,
		.date_raw = m.date_raw,
		.epoch = m.epoch};
	g_object_unref(message);
	return 0;
}

/* ---- the file ---- */

int bdl_read_mail(struct bdl_reading *r, struct bdl_error *err)
{
	struct bdl_mapping file;
	struct bdl_mail m;
	int rc;

	if (r->size > BDL_MAIL_FILE_MAX)
		return bdl_not_shown(r, BDL_REASON_TOO_BIG, NULL);
	if (bdl_reading_map(r, &file, err) < 0)
		return -1;
	rc = bdl_mail_parse(r, file.bytes, file.length, &m, err);
	bdl_reading_unmap(&file);
	if (rc < 0)
		bdl_buffer_release(&m.body);
	else
		rc = bdl_mail_show(r, &m, err);
	return rc;
}
