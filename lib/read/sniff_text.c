/* What is text underneath: mail, markup, records of banks, phones and calendars, tables; else plain
 * text. */
#include "read/sniff.h"

#include "base/datefind.h"
#include "base/file.h"
#include "base/text.h"
#include "read/lines.h"
#include "read/table.h"

#include <stdio.h>
#include <string.h>

#define DAYS_WITHIN ((size_t)4096)

/* ---- mail ---- */

/* Header fields that people do not type: one of them makes a mail. */
static const char *const strong_fields[] = {"Received", "Message-ID", "MIME-Version", "Return-Path",
	"Delivered-To", "X-Mailer", "X-Original-To", "DKIM-Signature", "Authentication-Results",
	"References", "In-Reply-To", "Content-Transfer-Encoding", "X-MimeOLE", "Thread-Topic",
	"Thread-Index", "Envelope-To", "ARC-Seal", "Path", "Newsgroups", "X-Gmail-Labels",
	"X-GM-THRID", "Status", "User-Agent", "Resent-From"};

/* Fields that stand in copied text as well. */
static const char *const weak_fields[] = {"From", "To", "Cc", "Bcc", "Date", "Subject", "Sender",
	"Reply-To", "Content-Type", "Organization", "Errors-To", "Precedence", "Lines",
	"Mailing-List", "Priority"};

#define IN_LIST(s, n, list) in_list(s, n, list, sizeof(list) / sizeof(*(list)))

static bool in_list(const char *s, size_t length, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (bdl_bytes_equal(s, length, list[i]))
			return true;
	return false;
}

/* The length of the field's name if the line is "Name: ..."; 0 if it is not. */
static size_t field_name(const struct bdl_line *l)
{
	size_t n = 0;

	while (n < l->length && l->text[n] > ' ' && l->text[n] < 0x7F && l->text[n] != ':')
		n++;
	return n < l->length && l->text[n] == ':' ? n : 0;
}

/* The line in front of a header. */
enum lead {
	LEAD_NONE,
	LEAD_DATED, /* "From name date", by which a mailbox parts its mails, or Mozilla's "From -"
		     */
	LEAD_FROM, /* "From name", which some programs leave on a single mail */
	LEAD_COUNT /* Apple Mail: the length of the mail that follows */
};

struct header_view {
	unsigned strong, weak, other;
	bool from, date;
	bool parts; /* Content-Type: multipart/... */
	bool whole; /* ended by an empty line, or the text ended */
};

/* Reads header lines from `next` until the empty line, or until a line that belongs to none. */
static void see_header(const char *text, size_t length, size_t next, struct header_view *v)
{
	struct bdl_line l;

	while (bdl_line_next(text, length, &next, &l)) {
		size_t n = field_name(&l);

		if (l.length == 0) {
			v->whole = true;
			return;
		}
		if (l.text[0] == ' ' || l.text[0] == '\t')
			continue;
		if (n == 0)
			return;
		v->from |= bdl_bytes_equal(l.text, n, "From");
		v->date |= bdl_bytes_equal(l.text, n, "Date");
		v->parts |= bdl_bytes_equal(l.text, n, "Content-Type") &&
			    bdl_bytes_find(l.text, l.length, "multipart/");
		if (IN_LIST(l.text, n, strong_fields) || bdl_bytes_start(l.text, n, "X-"))
			v->strong++;
		else if (IN_LIST(l.text, n, weak_fields))
			v->weak++;
		else
			v->other++;
	}
	v->whole = true;
}

/* "From someone@example.org Tue Jan 17 14:26:31 2023", by which a mailbox parts its mails. */
static bool is_mailbox_line(const struct bdl_line *l)
{
	size_t colons = 0, digits = 0;

	if (!bdl_text_starts(l->text, "From ") || l->length < 24)
		return false;
	for (size_t i = l->length - 15; i < l->length; i++) {
		colons += l->text[i] == ':';
		digits += bdl_is_digit((unsigned char)l->text[i]);
	}
	return colons >= 1 && digits >= 6;
}

/* An Apple Mail file begins with the length of the mail that follows. */
static bool is_count_line(const struct bdl_line *l)
{
	size_t n = 0;

	while (n < l->length && bdl_is_digit((unsigned char)l->text[n]))
		n++;
	while (n < l->length && l->text[n] == ' ')
		n++;
	return n == l->length && n > 1 && n <= 20 && bdl_is_digit((unsigned char)l->text[0]);
}

static enum lead lead_of(const struct bdl_line *l)
{
	if (is_mailbox_line(l) || bdl_bytes_equal(l->text, l->length, "From -") ||
		bdl_bytes_equal(l->text, l->length, "From - "))
		return LEAD_DATED;
	if (bdl_text_starts(l->text, "From "))
		return LEAD_FROM;
	return is_count_line(l) ? LEAD_COUNT : LEAD_NONE;
}

/* Enough of a header to be one? */
static bool is_header(const struct header_view *v, bool named)
{
	unsigned known = v->strong + v->weak;

	if (known < 2 && !((named || (v->parts && v->whole)) && known == 1))
		return false;
	if (v->strong == 0 && !named && !(v->parts && v->whole) &&
		!(v->from && v->date && v->whole && v->weak >= 4 && v->other == 0))
		return false;
	return v->other <= 2 * known;
}

bool bdl_sniff_mail(const char *text, size_t length, const char *name, struct bdl_sniffed *out)
{
	const char *extension = bdl_path_extension(name);
	bool named = bdl_text_casecmp(extension, "eml") == 0,
	     box = bdl_text_casecmp(extension, "mbox") == 0;
	struct header_view v = {0};
	size_t next = 0, from = 0;
	struct bdl_line first;
	enum lead lead;
	char what[64];

	do {
		from = next;
		if (!bdl_line_next(text, length, &next, &first))
			return false;
	} while (first.length == 0 && from < 8);
	lead = lead_of(&first);
	see_header(text, length, lead == LEAD_NONE ? from : next, &v);
	if (lead == LEAD_DATED && !named && (box || v.strong + v.weak >= 2))
		return bdl_sniff_found(
			out, "mbox", "application/mbox", "\"From \" line and mail header");
	if (!is_header(&v, named) || (lead == LEAD_FROM && v.strong == 0))
		return false;
	if (lead == LEAD_FROM && !named && bdl_bytes_find(name, strlen(name), "mbox"))
		return bdl_sniff_found(
			out, "mbox", "application/mbox", "\"From \" line and mail header");
	snprintf(what, sizeof(what), "%u mail header fields", v.strong + v.weak);
	return bdl_sniff_found(out, "rfc822", "message/rfc822", what);
}

/* ---- plain text ---- */

static bool looks_like_json(const char *text, size_t length, const char *name)
{
	size_t i = 0;

	while (i < length && bdl_is_space((unsigned char)text[i]))
		i++;
	return i < length && (text[i] == '{' || text[i] == '[') &&
	       bdl_text_casecmp(bdl_path_extension(name), "json") == 0;
}

/*
 * Tabs under a name that says "text": a table of records has days in it; lists without any are laid
 * out by their writer.
 */
static bool is_laid_out(
	const struct bdl_table_shape *shape, const char *text, size_t length, const char *name)
{
	struct bdl_found_date found;

	return shape->delimiter == '\t' && bdl_text_casecmp(bdl_path_extension(name), "txt") == 0 &&
	       !bdl_find_date(text, length < DAYS_WITHIN ? length : DAYS_WITHIN, 0, &found);
}

static bool has_extension(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (bdl_text_casecmp(bdl_path_extension(name), *list) == 0)
			return true;
	return false;
}

/* "<p", "</b", "<!--": a tag at any place. */
static bool has_tag(const char *text, size_t length)
{
	for (size_t i = 0; i + 1 < length; i++)
		if (text[i] == '<' && (bdl_is_alpha((unsigned char)text[i + 1]) ||
					      text[i + 1] == '/' || text[i + 1] == '!'))
			return true;
	return false;
}

/* Where the words leave it open, the name decides: a page that begins with its words, a table of
 * one column. Their readers show as text what turns out to be nothing else. */
static bool find_by_name(const char *text, size_t length, const char *name, struct bdl_sniffed *out)
{
	static const char *const pages[] = {"html", "htm", "xhtml", NULL};
	static const char *const tables[] = {"csv", "tsv", NULL};

	if (has_extension(name, pages) && has_tag(text, length))
		return bdl_sniff_found(
			out, "html", "text/html", "HTML tags, under the name of a page");
	if (has_extension(name, tables))
		return bdl_sniff_found(out, "csv", "text/csv", "text, under the name of a table");
	return false;
}

static bool find_rtf(const char *text, size_t length, struct bdl_sniffed *out)
{
	size_t i = 0;

	while (i < length && bdl_is_space((unsigned char)text[i]))
		i++;
	if (!bdl_bytes_start(text + i, length - i, "{\\rtf"))
		return false;
	return bdl_sniff_found(out, "rtf", "text/rtf", "{\\rtf behind white space");
}

bool bdl_sniff_text(const char *text, size_t length, const char *name, struct bdl_sniffed *out)
{
	struct bdl_table_shape shape;
	char what[64];

	if (bdl_sniff_markup(text, length, out) || bdl_sniff_records(text, length, name, out) ||
		bdl_sniff_mail(text, length, name, out) || find_rtf(text, length, out))
		return true;
	if (bdl_sniff_chat(text, length, out))
		return true;
	if (looks_like_json(text, length, name))
		return bdl_sniff_found(out, "text", "application/json", "JSON");
	if (bdl_table_guess(text, length, name, &shape) &&
		!is_laid_out(&shape, text, length, name)) {
		snprintf(what, sizeof(what), "%zu columns parted by %s in %zu of %zu rows",
			shape.columns,
			shape.delimiter == '\t' ? "tabs"
						: (char[]){'"', shape.delimiter, '"', '\0'},
			shape.matching, shape.records);
		return bdl_sniff_found(out, "csv", "text/csv", what);
	}
	if (find_by_name(text, length, name, out))
		return true;
	return bdl_sniff_found(out, "text", "text/plain", "text");
}
