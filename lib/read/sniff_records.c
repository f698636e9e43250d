/* Markup by its root element; records of banks, phones and calendars by the lines that only they
 * have. */
#include "read/sniff.h"

#include "base/file.h"
#include "base/text.h"
#include "read/chat_stamp.h"
#include "read/lines.h"

#include <string.h>

/* ---- markup ---- */

static size_t skip_space(const char *text, size_t length, size_t i)
{
	while (i < length && bdl_is_space((unsigned char)text[i]))
		i++;
	return i;
}

/* Behind the prologue (declaration, comments, document type, instructions): where the first element
 * begins. */
static size_t find_root(const char *text, size_t length)
{
	size_t i = skip_space(text, length, 0);

	while (i + 1 < length && text[i] == '<' && (text[i + 1] == '?' || text[i + 1] == '!')) {
		bool comment = bdl_bytes_start(text + i, length - i, "<!--");
		const char *end = bdl_bytes_find(text + i, length - i, comment ? "-->" : ">");

		if (!end)
			return length;
		i = skip_space(text, length, (size_t)(end - text) + (comment ? 3 : 1));
	}
	return i;
}

static bool is_html_start(const char *text, size_t length)
{
	static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body", "<title",
		"<table", "<div", "<p>", "<h1", "<meta", "<font", "<center", "<script", "<style",
		"<span", "<br"};

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (bdl_bytes_start(text, length, starts[i]))
			return true;
	return false;
}

/* clang-format off */
static const struct root {
	const char *name;      /* of the root element */
	const char *needs;     /* what the beginning of the file must hold as well, in lower case; or NULL */
	const char *format, *media_type, *what;
} roots[] = {
	{ "smses",    NULL,             "sms-xml",   "application/xml",   "root element <smses>" },
	{ "calls",    NULL,             "calls-xml", "application/xml",   "root element <calls>" },
	{ "allsms",   "<sms ",          "sms-xml",   "application/xml",   "root element <allsms>" },
	{ "alllogs",  "<log ",          "calls-xml", "application/xml",   "root element <alllogs>" },
	{ "Document", "camt.05",        "camt",      "application/xml",   "namespace camt.05x" },
	{ "Document", "<bktocstmr",     "camt",      "application/xml",   "element <BkToCstmr...>" },
	{ "OFX",      NULL,             "ofx",       "application/x-ofx", "root element <OFX>" },
	{ "html",     NULL,             "html",      "text/html",         "root element <html>" },
	{ "svg",      NULL,             "svg",       "image/svg+xml",     "root element <svg>" },
};

/* clang-format on */

bool bdl_sniff_markup(const char *text, size_t length, struct bdl_sniffed *out)
{
	size_t start = skip_space(text, length, 0), at, n = 0;
	const char *name;

	if (start == length || text[start] != '<')
		return false;
	at = find_root(text, length);
	name = text + at + 1;
	while (at + 1 + n < length &&
		(bdl_is_alpha((unsigned char)name[n]) || bdl_is_digit((unsigned char)name[n]) ||
			name[n] == ':' || name[n] == '_' || name[n] == '-'))
		n++;
	if (n > 0 && memchr(name, ':', n)) {
		const char *local = (const char *)memchr(name, ':', n) + 1;

		n -= (size_t)(local - name);
		name = local;
	}
	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++) {
		size_t seen = length < 4096 ? length : 4096;

		if (bdl_bytes_equal(name, n, roots[i].name) &&
			(!roots[i].needs || bdl_bytes_find(text, seen, roots[i].needs)))
			return bdl_sniff_found(
				out, roots[i].format, roots[i].media_type, roots[i].what);
	}
	if (bdl_bytes_start(text + start, length - start, "<?ofx"))
		return bdl_sniff_found(out, "ofx", "application/x-ofx", "<?OFX");
	if (is_html_start(text + start, length - start) || is_html_start(text + at, length - at))
		return bdl_sniff_found(out, "html", "text/html", "HTML element");
	if (bdl_bytes_start(text + start, length - start, "<?xml"))
		return bdl_sniff_found(out, "text", "application/xml", "XML declaration");
	return false;
}

/* ---- records ---- */

/* A message of a WhatsApp export: stamp, then " - " or "]", then a name and a colon. */
static bool is_chat_message(const struct bdl_line *l, const struct bdl_chat_stamp *stamp)
{
	return stamp->shape != BDL_CHAT_BARE &&
	       memchr(l->text + stamp->length, ':', l->length - stamp->length) != NULL;
}

static bool find_chat(const char *text, size_t length, struct bdl_sniffed *out)
{
	size_t next = 0, messages = 0, lines = 0;
	struct bdl_chat_stamp stamp;
	struct bdl_line l;

	while ((lines < 60 || messages == 1) && bdl_line_next(text, length, &next, &l)) {
		bool stamped = bdl_chat_stamp(l.text, l.length, &stamp);

		if (lines == 0 && (!stamped || stamp.shape == BDL_CHAT_BARE))
			return false;
		lines += l.length > 0;
		messages += stamped && is_chat_message(&l, &stamp);
	}
	if (messages < 2 && !(messages == 1 && lines <= 2))
		return false;
	return bdl_sniff_found(out, "whatsapp", "text/plain", "lines of a WhatsApp export");
}

/* ":61:", ":60F:" at the start. */
static bool is_field(const char *s, size_t length)
{
	if (length < 5 || s[0] != ':' || !bdl_is_digit((unsigned char)s[1]) ||
		!bdl_is_digit((unsigned char)s[2]))
		return false;
	return s[3] == ':' || (bdl_is_alpha((unsigned char)s[3]) && s[4] == ':');
}

/* :20: reference, :25: account, :60F: or :60M: opening balance, each at the start of a line. */
static bool find_mt940(const char *text, size_t length, const char *name, struct bdl_sniffed *out)
{
	bool reference = false, account = false, balance = false;
	bool named = bdl_text_casecmp(bdl_path_extension(name), "sta") == 0 ||
		     bdl_text_casecmp(bdl_path_extension(name), "mt940") == 0 ||
		     bdl_text_casecmp(bdl_path_extension(name), "940") == 0;
	size_t next = 0;
	struct bdl_line l;

	if (named && is_field(text, length))
		return bdl_sniff_found(
			out, "mt940", "application/x-mt940", "fields of an account statement");
	for (int i = 0; i < 60 && bdl_line_next(text, length, &next, &l); i++) {
		const char *tag = l.length && l.text[0] == '{'
					  ? bdl_bytes_find(l.text, l.length, ":20:")
					  : l.text;

		reference |= tag && bdl_bytes_start(tag, l.length - (size_t)(tag - l.text), ":20:");
		account |= bdl_bytes_start(l.text, l.length, ":25:") ||
			   bdl_bytes_start(l.text, l.length, ":25P:");
		balance |= bdl_bytes_start(l.text, l.length, ":60F:") ||
			   bdl_bytes_start(l.text, l.length, ":60M:");
	}
	if (!reference || (!account && !balance))
		return false;
	return bdl_sniff_found(
		out, "mt940", "application/x-mt940", "fields :20: and :25: or :60F:");
}

/* clang-format off */
static const struct first_words {
	const char *words, *format, *media_type, *what;
} first_words[] = {
	{ "BEGIN:VCARD",     "vcard", "text/vcard",        "BEGIN:VCARD" },
	{ "BEGIN:VCALENDAR", "ics",   "text/calendar",     "BEGIN:VCALENDAR" },
	{ "OFXHEADER:",      "ofx",   "application/x-ofx", "OFXHEADER" },
	{ "!Type:",          "qif",   "application/x-qif", "!Type:" },
	{ "!Account",        "qif",   "application/x-qif", "!Account" },
	{ "!Option:",        "qif",   "application/x-qif", "!Option:" },
};

/* clang-format on */

bool bdl_sniff_records(const char *text, size_t length, const char *name, struct bdl_sniffed *out)
{
	size_t at = skip_space(text, length, 0);

	for (size_t i = 0; i < sizeof(first_words) / sizeof(*first_words); i++)
		if (bdl_bytes_start(text + at, length - at, first_words[i].words))
			return bdl_sniff_found(out, first_words[i].format,
				first_words[i].media_type, first_words[i].what);
	return find_mt940(text + at, length - at, name, out) ||
	       find_chat(text + at, length - at, out);
}
