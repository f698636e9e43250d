/* See mail_text.h; and the encodings of mail. */
#include "read/mail_text.h"

#include "base/text.h"
#include "read/charset.h"
#include "read/lines.h"
#include "read/mail.h"
#include "read/sniff_inside.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#define QUOTES_MAX 8u
#define FULL_LINE 55 /* characters: no line that ends before was broken to be sent */
#define WIDEST 82 /* nor was a longer one */

/* ---- encodings ---- */

static bool is_named(const char *charset, const char *name)
{
	return bdl_text_casecmp(charset, name) == 0;
}

static void put_lines(struct bdl_buffer *out, const char *text, size_t length)
{
	const struct bdl_charset utf8 = {.kind = BDL_CHARSET_UTF8};

	/* for its line ends alone */
	bdl_charset_decode(&utf8, (const unsigned char *)text, length, out);
}

/* Through iconv; what it cannot read becomes U+FFFD. false: it does not know the encoding. */
static bool convert(const char *charset, const char *bytes, size_t length, struct bdl_buffer *out)
{
	iconv_t converter = iconv_open("UTF-8", charset);
	char *in = (char *)(uintptr_t)bytes;
	char piece[4096];
	size_t left = length;

	if (converter == (iconv_t)-1)
		return false;
	while (left > 0) {
		char *to = piece;
		size_t room = sizeof(piece);
		size_t rc = iconv(converter, &in, &left, &to, &room);

		bdl_buffer_add(out, piece, sizeof(piece) - room);
		if (rc == (size_t)-1 && errno != E2BIG && left > 0) {
			bdl_buffer_text(out, "\xEF\xBF\xBD");
			in++;
			left--;
		}
	}
	iconv_close(converter);
	return true;
}

static bool is_ascii(const unsigned char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (bytes[i] >= 0x80)
			return false;
	return true;
}

/* A label that says nothing, or that programs set without looking. */
static bool is_vague(const char *charset)
{
	return !charset || !*charset || is_named(charset, "us-ascii") ||
	       is_named(charset, "ascii") || is_named(charset, "utf-8") ||
	       is_named(charset, "utf8") || is_named(charset, "unknown-8bit") ||
	       is_named(charset, "x-unknown") || is_named(charset, "default");
}

static bool is_western(const char *charset)
{
	return is_named(charset, "iso-8859-1") || is_named(charset, "latin1") ||
	       is_named(charset, "windows-1252") || is_named(charset, "iso-8859-15");
}

void bdl_mail_decode(const char *charset, const void *bytes, size_t length, struct bdl_buffer *out)
{
	struct bdl_charset guess = {.kind = BDL_CHARSET_1252};
	struct bdl_buffer converted = BDL_BUFFER_INIT;
	bool vague = is_vague(charset);

	/* valid UTF-8 by chance is next to impossible in another encoding */
	vague |= !vague && is_western(charset) && !is_ascii(bytes, length) &&
		 bdl_utf8_valid(bytes, length);
	if (!vague && bdl_charset_named(charset, strlen(charset), &guess)) {
		bdl_charset_decode(&guess, bytes, length, out);
		return;
	}
	if (!vague && convert(charset, bytes, length, &converted)) {
		put_lines(out, bdl_buffer_string(&converted), converted.length);
		out->failed |= converted.failed;
	} else {
		if (!bdl_charset_guess(bytes, length, &guess))
			guess = (struct bdl_charset){.kind = BDL_CHARSET_1252};
		bdl_charset_decode(&guess, (const unsigned char *)bytes + guess.mark,
			length - guess.mark, out);
	}
	bdl_buffer_release(&converted);
}

/* ---- quotes and lines ---- */

unsigned bdl_mail_quotes(const char *line, size_t length, size_t *at)
{
	unsigned quotes = 0;
	size_t i = 0;

	*at = 0;
	while (i < length && quotes < QUOTES_MAX) {
		size_t mark = i;

		while (mark < length && mark < i + 2 && line[mark] == ' ' && quotes > 0)
			mark++;
		if (mark == length || line[mark] != '>')
			break;
		quotes++;
		i = mark + 1;
		*at = i;
	}
	if (quotes && *at < length && line[*at] == ' ')
		(*at)++;
	return quotes;
}

static void put_quotes(struct bdl_buffer *out, unsigned quotes)
{
	for (unsigned i = 0; i < quotes; i++)
		bdl_buffer_text(out, i + 1 < quotes ? ">" : "> ");
}

void bdl_mail_unflow(const char *text, size_t length, bool delsp, struct bdl_buffer *out)
{
	size_t next = 0;
	struct bdl_line l;
	bool open = false; /* the line before goes on */
	unsigned quotes_before = 0;

	while (bdl_line_next(text, length, &next, &l)) {
		unsigned quotes = 0;
		size_t at = 0, n;
		bool flows, signature;

		while (at < l.length && l.text[at] == '>')
			at++;
		quotes = at < QUOTES_MAX ? (unsigned)at : QUOTES_MAX;
		at += at < l.length && l.text[at] == ' '; /* stuffed */
		n = l.length - at;
		signature = n == 3 && memcmp(l.text + at, "-- ", 3) == 0;
		if (l.at > 0 && !(open && quotes == quotes_before && !signature))
			bdl_buffer_byte(out, '\n');
		if (l.at == 0 || !(open && quotes == quotes_before && !signature))
			put_quotes(out, quotes);
		flows = n > 0 && l.text[at + n - 1] == ' ' && !signature;
		bdl_buffer_add(out, l.text + at, n - (flows && delsp ? 1 : 0));
		open = flows;
		quotes_before = quotes;
	}
}

static size_t characters(const char *s, size_t length)
{
	size_t n = 0;

	for (size_t i = 0; i < length; i++)
		n += ((unsigned char)s[i] & 0xC0) != 0x80;
	return n;
}

/* A line of running words: no gaps, no tabs, no drawing. */
static bool is_prose(const char *s, size_t length)
{
	if (length == 0 || s[0] == ' ' || memchr(s, '\t', length) || memchr(s, '|', length))
		return false;
	return !bdl_find_bytes((const unsigned char *)s, length, "   ", 3);
}

/* "- ", "* ", "1. ", "(a)", "Label:" and the like stay at the beginning of a line. */
static bool begins_anew(const char *s, size_t length)
{
	size_t i = 0;

	if (!bdl_is_alpha((unsigned char)s[0]) && !bdl_is_digit((unsigned char)s[0]) &&
		(unsigned char)s[0] < 0x80 && !strchr("\"'(\xC2", s[0]))
		return true;
	while (i < length && (bdl_is_digit((unsigned char)s[i]) || (i > 0 && s[i] == '.')))
		i++;
	if (i > 0 && i < length && i < 5 && (s[i] == ')' || (s[i] == ' ' && s[i - 1] == '.')))
		return true;
	while (i < length && i < 20 && s[i] != ' ' && s[i] != ':')
		i++;
	return i < length && s[i] == ':' && i + 1 < length && s[i + 1] == ' ';
}

/* Was the line end between the two put there because the next word had no room? */
static bool was_broken(const char *a, size_t a_length, const char *b, size_t b_length)
{
	const char *space = b_length ? memchr(b, ' ', b_length) : NULL;
	size_t word = space ? (size_t)(space - b) : b_length, before = characters(a, a_length);

	if (before < FULL_LINE || before > WIDEST || !is_prose(a, a_length) ||
		!is_prose(b, b_length) || begins_anew(b, b_length))
		return false;
	return before + 1 + characters(b, word) > 66;
}

void bdl_mail_rejoin(const char *text, size_t length, struct bdl_buffer *out)
{
	size_t next = 0, at, before_at = 0;
	struct bdl_line l, before = {0};
	unsigned quotes, quotes_before = 0;

	while (bdl_line_next(text, length, &next, &l)) {
		quotes = bdl_mail_quotes(l.text, l.length, &at);
		if (l.at > 0 && quotes == quotes_before &&
			was_broken(before.text + before_at, before.length - before_at, l.text + at,
				l.length - at)) {
			if (before.text[before.length - 1] != ' ')
				bdl_buffer_byte(out, ' ');
			bdl_buffer_add(out, l.text + at, l.length - at);
		} else {
			if (l.at > 0)
				bdl_buffer_byte(out, '\n');
			bdl_buffer_add(out, l.text, l.length);
		}
		before = l;
		before_at = at;
		quotes_before = quotes;
	}
}

bool bdl_mail_says_nothing(const char *text, size_t length)
{
	static const char *const hints[] = {"view in html", "html version", "in html format",
		"html-enabled", "html compatible", "html capable",
		"view this email in your browser", "does not support html",
		"view the message, please use an html", "html email viewer"};
	size_t words = 0;

	for (size_t i = 0; i < length && words <= 400; i++)
		words += !bdl_is_space((unsigned char)text[i]);
	if (words == 0)
		return true;
	if (words > 400)
		return false;
	for (size_t i = 0; i < sizeof(hints) / sizeof(*hints); i++)
		if (bdl_bytes_find(text, length, hints[i]))
			return true;
	return false;
}

void bdl_mail_trim(const char *text, size_t length, struct bdl_buffer *out)
{
	size_t from = 0;

	while (length > 0 && bdl_is_space((unsigned char)text[length - 1]))
		length--;
	for (size_t i = 0; i < length && bdl_is_space((unsigned char)text[i]); i++)
		if (text[i] == '\n')
			from = i + 1;
	if (length > from)
		bdl_buffer_add(out, text + from, length - from);
}
