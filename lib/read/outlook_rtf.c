/* See outlook_rtf.h. */
#include "read/outlook_rtf.h"

#include "base/text.h"
#include "read/lines.h"
#include "read/mail.h"
#include "read/sniff_inside.h"

#include <stdio.h>
#include <string.h>

/* ---- compression ---- */

#define WINDOW 4096u
#define EXPANDED_MAX ((size_t)32 * 1024 * 1024)

/* What every window begins with, so that short messages shrink too. */
static const char preset[] =
	"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
	"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
	"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

struct window {
	char bytes[WINDOW];
	unsigned at;
};

static void put(struct window *w, char c, struct bdl_buffer *out)
{
	w->bytes[w->at] = c;
	w->at = (w->at + 1) % WINDOW;
	bdl_buffer_byte(out, c);
}

/* Runs of eight tokens behind a byte that says which are letters and which refer to what was
 * before. */
static void expand(const unsigned char *p, size_t length, struct bdl_buffer *out)
{
	struct window w = {.at = sizeof(preset) - 1};
	size_t i = 0;

	memcpy(w.bytes, preset, sizeof(preset) - 1);
	while (i < length && out->length < EXPANDED_MAX) {
		unsigned control = p[i++];

		for (unsigned bit = 0; bit < 8 && i < length; bit++) {
			unsigned from, count;

			if (!(control >> bit & 1)) {
				put(&w, (char)p[i++], out);
				continue;
			}
			if (length - i < 2)
				return;
			from = (unsigned)p[i] << 4 | p[i + 1] >> 4;
			count = (p[i + 1] & 15u) + 2;
			i += 2;
			if (from == w.at)
				return;
			for (; count > 0; count--, from = (from + 1) % WINDOW)
				put(&w, w.bytes[from % WINDOW], out);
		}
	}
}

bool bdl_rtf_expand(const unsigned char *bytes, size_t length, struct bdl_buffer *out)
{
	uint32_t size;

	if (length < 16)
		return false;
	size = bdl_little32(bytes);
	if (size >= 12 && size - 12 < length - 16)
		length = size - 12 + 16;
	if (memcmp(bytes + 8, "LZFu", 4) == 0)
		expand(bytes + 16, length - 16, out);
	else if (memcmp(bytes + 8, "MELA", 4) == 0)
		bdl_buffer_add(out, bytes + 16, length - 16);
	else
		return false;
	return true;
}

/* ---- words ---- */

#define GROUPS_MAX 200

struct group {
	bool skipped; /* a table of fonts, a picture, ... */
	bool tag; /* a piece of wrapped HTML */
	bool rtf_only; /* between \htmlrtf and \htmlrtf0 */
	unsigned unicode; /* characters that stand for a \u on machines that cannot show it */
};

struct rtf {
	const char *text;
	size_t length, at;
	struct bdl_buffer *out;
	struct bdl_buffer bytes; /* letters in the encoding of the document, not decoded yet */
	struct group groups[GROUPS_MAX];
	unsigned depth, too_deep;
	unsigned to_skip; /* characters that stand for a \u */
	bool html;
	bool starred; /* "\*" stands before the next word */
	char charset[16];
};

static struct group *now(struct rtf *p)
{
	return &p->groups[p->depth];
}

static bool is_seen(const struct rtf *p)
{
	const struct group *g = &p->groups[p->depth];

	return !g->skipped && p->too_deep == 0 && (g->tag || !(p->html && g->rtf_only));
}

static void flush(struct rtf *p)
{
	if (p->bytes.length)
		bdl_mail_decode(p->charset, bdl_buffer_string(&p->bytes), p->bytes.length, p->out);
	p->out->failed |= p->bytes.failed;
	bdl_buffer_clear(&p->bytes);
}

static void put_text(struct rtf *p, const char *utf8)
{
	if (!is_seen(p))
		return;
	flush(p);
	bdl_buffer_text(p->out, utf8);
}

static void put_letter(struct rtf *p, char c)
{
	if (p->to_skip > 0)
		p->to_skip--;
	else if (is_seen(p))
		bdl_buffer_byte(&p->bytes, c);
}

static void put_code(struct rtf *p, uint32_t code)
{
	char utf8[4];

	if (!is_seen(p))
		return;
	flush(p);
	bdl_buffer_add(p->out, utf8, bdl_utf8_put(code, utf8));
}

static void open_group(struct rtf *p)
{
	p->starred = false;
	if (p->depth + 1 == GROUPS_MAX) {
		p->too_deep++;
		return;
	}
	p->groups[p->depth + 1] = p->groups[p->depth];
	p->depth++;
}

static void close_group(struct rtf *p)
{
	p->to_skip = 0;
	if (p->too_deep)
		p->too_deep--;
	else if (p->depth)
		p->depth--;
}

static bool is_word(const char *word, size_t length, const char *name)
{
	return strlen(name) == length && memcmp(word, name, length) == 0;
}

/* Groups that hold no words of the message. */
static bool is_apart(const char *word, size_t length)
{
	static const char *const names[] = {"fonttbl", "colortbl", "stylesheet", "info", "pict",
		"object", "header", "footer", "headerl", "headerr", "footerl", "footerr",
		"mhtmltag", "themedata", "colorschememapping", "latentstyles", "datastore",
		"listtable", "listoverridetable", "generator", "xmlnstbl", "rsidtbl", "fldinst",
		"bkmkstart", "bkmkend", "pntext"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (is_word(word, length, names[i]))
			return true;
	return false;
}

static const char *text_of(const char *word, size_t length, bool html)
{
	static const struct {
		const char *word, *text;
	} texts[] = {{"par", "\n"}, {"line", "\n"}, {"sect", "\n"}, {"page", "\n"}, {"row", "\n"},
		{"tab", "\t"}, {"cell", " | "}, {"lquote", "\xE2\x80\x98"},
		{"rquote", "\xE2\x80\x99"}, {"ldblquote", "\xE2\x80\x9C"},
		{"rdblquote", "\xE2\x80\x9D"}, {"bullet", "\xE2\x80\xA2"},
		{"endash", "\xE2\x80\x93"}, {"emdash", "\xE2\x80\x94"}, {"enspace", " "},
		{"emspace", " "}};

	if (html && is_word(word, length, "cell"))
		return NULL;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (is_word(word, length, texts[i].word))
			return texts[i].text;
	return NULL;
}

static void set_codepage(struct rtf *p, long number)
{
	if (number == 65001)
		snprintf(p->charset, sizeof(p->charset), "utf-8");
	else if (number > 0 && number < 60000)
		snprintf(p->charset, sizeof(p->charset), "CP%ld", number);
}

static void obey(struct rtf *p, const char *word, size_t length, bool has_number, long number)
{
	const char *text = text_of(word, length, p->html);
	struct group *g = now(p);

	if (p->too_deep)
		return;
	if (text) {
		put_text(p, text);
	} else if (is_word(word, length, "u") && has_number) {
		put_code(p, (uint32_t)(number < 0 ? number + 65536 : number));
		p->to_skip = g->unicode;
	} else if (is_word(word, length, "uc")) {
		g->unicode = number >= 0 && number < 10 ? (unsigned)number : 1;
	} else if (is_word(word, length, "ansicpg")) {
		set_codepage(p, number);
	} else if (is_word(word, length, "fromhtml")) {
		p->html = true;
	} else if (is_word(word, length, "htmlrtf")) {
		g->rtf_only = !has_number || number != 0;
	} else if (is_word(word, length, "htmltag")) {
		g->tag = true;
		g->skipped = !p->html;
	} else if (is_word(word, length, "bin") && number > 0) {
		p->at += (size_t)number < p->length - p->at ? (size_t)number : p->length - p->at;
	} else if (p->starred || is_apart(word, length)) {
		g->skipped = true;
	}
	p->starred = false;
}

/* Behind a backslash: a letter's code, a sign, or a word with a number. */
static void read_control(struct rtf *p)
{
	size_t from = p->at, word;
	bool minus = false, has_number = false;
	long number = 0;
	char c = p->text[p->at];
	unsigned code = 0;

	if (!bdl_is_alpha((unsigned char)c)) {
		p->at++;
		if (c == '\'' && p->length - p->at >= 2) {
			if (sscanf((const char[]){p->text[p->at], p->text[p->at + 1], '\0'}, "%2x",
				    &code) == 1)
				put_letter(p, (char)code);
			p->at += 2;
		} else if (c == '*') {
			p->starred = true;
		} else if (c == '~') {
			put_text(p, "\xC2\xA0");
		} else if (c == '_') {
			put_text(p, "-");
		} else if (c == '\\' || c == '{' || c == '}') {
			put_letter(p, c);
		} else if (c == '\n' || c == '\r') {
			put_text(p, "\n");
		}
		return;
	}
	while (p->at < p->length && bdl_is_alpha((unsigned char)p->text[p->at]))
		p->at++;
	word = p->at - from;
	if (p->at < p->length && p->text[p->at] == '-') {
		minus = true;
		p->at++;
	}
	for (; p->at < p->length && bdl_is_digit((unsigned char)p->text[p->at]); p->at++) {
		has_number = true;
		if (number < 100000000)
			number = number * 10 + (p->text[p->at] - '0');
	}
	if (p->at < p->length && p->text[p->at] == ' ')
		p->at++;
	obey(p, p->text + from, word, has_number, minus ? -number : number);
}

void bdl_rtf_words(const char *rtf, size_t length, struct bdl_buffer *out, bool *html)
{
	struct rtf p = {.text = rtf, .length = length, .out = out, .charset = "CP1252"};

	p.groups[0].unicode = 1;
	while (p.at < p.length) {
		char c = p.text[p.at++];

		if (c == '{')
			open_group(&p);
		else if (c == '}')
			close_group(&p);
		else if (c == '\\' && p.at == p.length)
			break;
		else if (c == '\\')
			read_control(&p);
		else if (c != '\r' && c != '\n' && c != '\0')
			put_letter(&p, c);
	}
	flush(&p);
	bdl_buffer_release(&p.bytes);
	*html = p.html;
}
