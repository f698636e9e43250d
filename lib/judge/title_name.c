/*
 * A title from a file's name: the date out of it, separators turned into spaces, and where a phone,
 * camera or scanner gave the name, the kind in front of it.
 */
#include "judge/title.h"

#include "base/datefind.h"
#include "base/file.h"
#include "base/text.h"
#include "judge/words.h"
#include <string.h>

/* ---- small tools ---- */

static bool is_word_byte(char c)
{
	return bdl_is_alpha((unsigned char)c) || bdl_is_digit((unsigned char)c) ||
	       (unsigned char)c >= 0x80;
}

/* Invisible characters that would turn the direction of what is drawn or printed after them. */
static bool is_dropped(uint32_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
	       c == 0x200F || c == 0x200B || c == 0xFEFF;
}

/* Appends s on one line: white space and control characters become one space, none at either end.
 */
int bdl_title_add_line(struct bdl_buffer *out, const char *s, size_t length)
{
	bool space = false;

	for (size_t i = 0, n; i < length; i += n) {
		uint32_t code;
		char bytes[4];

		n = bdl_utf8_next(s + i, length - i, &code);
		if (is_dropped(code))
			continue;
		if (code <= 0x20 || (code >= 0x7F && code <= 0xA0) || code == 0x2028 ||
			code == 0x2029) {
			space = out->length > 0;
			continue;
		}
		if (space && bdl_buffer_byte(out, ' ') < 0)
			return -1;
		space = false;
		if (bdl_buffer_add(out, bytes, bdl_utf8_put(code, bytes)) < 0)
			return -1;
	}
	return 0;
}

size_t bdl_title_letters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += bdl_is_alpha((unsigned char)*s) || ((unsigned char)*s & 0xC0) == 0xC0;
	return n;
}

/* ---- the parts of a name ---- */

/* The length of the base name without its extension; ".23" in "letter 10.02.23" is none. */
static size_t stem_length(const char *base)
{
	const char *dot = strrchr(base, '.');
	size_t n = dot ? strlen(dot + 1) : 0;
	bool letter = false;

	if (!dot || dot == base || n == 0 || n > 5)
		return strlen(base);
	for (size_t i = 1; i <= n; i++) {
		if (!bdl_is_alpha((unsigned char)dot[i]) && !bdl_is_digit((unsigned char)dot[i]))
			return strlen(base);
		letter = letter || bdl_is_alpha((unsigned char)dot[i]);
	}
	return letter ? (size_t)(dot - base) : strlen(base);
}

static bool is_gap(char c)
{
	return c == ' ' || c == '_' || c == '-' || c == '.' || c == ',';
}

/* Six figures that are a time of day, from the figures of s, "171155" or "10.11.12". */
static bool is_clock(const char *figures)
{
	return figures[0] <= '2' && (figures[0] < '2' || figures[1] <= '3') && figures[2] <= '5' &&
	       figures[4] <= '5';
}

/* The time behind a date in a name, "_171155", "-141626", " at 10.11.12", milliseconds too; 0 if
 * there is none. */
static size_t clock_length(const char *s)
{
	size_t at = strspn(s, " _-T"), n = 0;
	char figures[10];

	if (at == 0)
		return 0;
	if (bdl_text_starts(s + at, "at "))
		at += 3;
	for (;; at++) {
		if (bdl_is_digit((unsigned char)s[at]) && n < sizeof(figures))
			figures[n++] = s[at];
		else if (!n || !strchr(".-:", s[at]) || !s[at] ||
			 !bdl_is_digit((unsigned char)s[at + 1]))
			break;
	}
	return (n == 6 || n == 9) && !is_word_byte(s[at]) && is_clock(figures) ? at : 0;
}

/* Takes the one full date out of the name; where there are two, both stay: they say what it covers.
 */
static void cut_date(char *name)
{
	struct bdl_found_date found, again;
	size_t from, to;

	if (!bdl_find_date_in_name(name, &found) || found.day.day == 0)
		return;
	from = found.at;
	to = found.at + found.length;
	to += clock_length(name + to);
	if (bdl_find_date_in_name(name + to, &again) && again.day.day)
		return;
	while (from > 0 && is_gap(name[from - 1]))
		from--;
	while (name[to] && is_gap(name[to]))
		to++;
	if (from > 0 && name[from - 1] == '(' && name[to] == ')') {
		from--;
		to++;
	}
	while (from > 0 && is_gap(name[from - 1]))
		from--;
	while (name[to] && is_gap(name[to]))
		to++;
	if (from > 0 && name[to] && name[from - 1] != '(')
		name[from++] = ' ';
	memmove(name + from, name + to, strlen(name + to) + 1);
}

/* "letter of", "dated", "(" and ")" that a date left behind. */
static void cut_rest(char *name)
{
	static const char *const left[] = {
		" dated", " of", " from", " on", " -", " (", " ()", "()", " date"};
	size_t n = strlen(name);
	bool more = true;

	while (more) {
		more = false;
		while (n > 0 && (name[n - 1] == ' ' || name[n - 1] == '_' || name[n - 1] == '-' ||
					name[n - 1] == ','))
			name[--n] = '\0';
		for (size_t i = 0; !more && i < sizeof(left) / sizeof(*left); i++) {
			if (bdl_text_ends(name, left[i])) {
				n -= strlen(left[i]);
				name[n] = '\0';
				more = true;
			}
		}
	}
	n = strspn(name, " _-,");
	memmove(name, name + n, strlen(name + n) + 1);
}

/* What parts words becomes one space: "_", "%20", "+"; and "-" where a name has neither spaces nor
 * "_". */
static void space_words(char *name)
{
	bool spaced = strchr(name, ' ') || strchr(name, '_') || strstr(name, "%20");
	const char *hyphen = strchr(name, '-');
	bool hyphens = !spaced && hyphen && strchr(hyphen + 1, '-');
	bool plus = !spaced && !hyphens && strchr(name, '+');
	char *out = name;

	for (const char *s = name; *s; s++) {
		char c = *s;

		if (strncmp(s, "%20", 3) == 0) {
			c = ' ';
			s += 2;
		}
		if (c == '_' || (hyphens && c == '-') || (plus && c == '+'))
			c = ' ';
		if (c != ' ' || (out > name && out[-1] != ' '))
			*out++ = c;
	}
	*out = '\0';
}

/* Words that a phone, camera or scanner puts into every name. */
static bool is_machine_word(const char *word, size_t length)
{
	static const char *const words[] = {"img", "image", "images", "photo", "picture", "pic",
		"dsc", "dscn", "dscf", "dcim", "pxl", "vid", "video", "mov", "mvimg", "screenshot",
		"screen", "shot", "scan", "scans", "scanned", "scanner", "doc", "document", "file",
		"wa", "whatsapp", "at", "pano", "burst", "copy", "untitled", "new", "page", "p",
		"capture", "download", "unnamed", "attachment", "rec", "recording", "voice", "aud",
		"audio", "ptt", "mms", "cam", "camera", "snapchat", "received", "fb",
		"fullsizerender", "output", "print", "pdf", "signal", "edited"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t k = 0;

		while (k < length && words[i][k] &&
			bdl_lower((unsigned char)word[k]) == words[i][k])
			k++;
		if (k == length && !words[i][k])
			return true;
	}
	return false;
}

/* Appends the words of the name that a person chose; letters and figures are parted: "scan0007" is
 * "scan". */
static int add_chosen_words(struct bdl_buffer *out, const char *name)
{
	int rc = 0;

	while (*name && rc == 0) {
		size_t n = 0;

		while (bdl_is_alpha((unsigned char)name[n]) || (unsigned char)name[n] >= 0x80)
			n++;
		if (n > 1 && !is_machine_word(name, n)) {
			if (out->length)
				rc = bdl_buffer_byte(out, ' ');
			rc |= bdl_buffer_add(out, name, n);
		}
		name += n ? n : 1;
	}
	return rc;
}

/* "letter" is written "Letter"; "iPhone backup" stays. */
static void raise_first(char *name)
{
	size_t n = 0;

	while (bdl_is_alpha((unsigned char)name[n]) && !(name[n] >= 'A' && name[n] <= 'Z'))
		n++;
	if (n > 0 && !(name[n] >= 'A' && name[n] <= 'Z') && !bdl_is_digit((unsigned char)name[n]))
		name[0] = (char)(name[0] - 'a' + 'A');
}

/* "Photograph IMG_0412"; "Screenshot, Messages"; the name alone where it begins with its kind. */
static int add_machine_name(
	struct bdl_buffer *out, const struct bdl_kind *kind, const char *stem, const char *chosen)
{
	struct bdl_buffer folded = BDL_BUFFER_INIT;
	bool says_kind;
	int rc = bdl_words_fold(&folded, stem, true);

	says_kind = rc == 0 && bdl_words_stand_in(bdl_buffer_string(&folded), kind->label);
	bdl_buffer_release(&folded);
	if (*chosen)
		rc |= bdl_buffer_printf(out, "%s, %s", kind->label, chosen);
	else if (says_kind)
		rc |= bdl_buffer_text(out, stem);
	else
		rc |= bdl_buffer_printf(out, "%s%s%s", kind->label, *stem ? " " : "", stem);
	return rc;
}

static bool has_machine_word(const char *name)
{
	for (size_t n = 0; *name; name += n ? n : 1) {
		n = 0;
		while (bdl_is_alpha((unsigned char)name[n]))
			n++;
		if (n && is_machine_word(name, n))
			return true;
	}
	return false;
}

/* A name that ends in figures after a machine's word, or that holds nothing else, was given by a
 * machine. */
static bool is_by_machine(const struct bdl_kind *kind, const char *cleaned, const char *chosen)
{
	if (!*chosen || bdl_title_letters(chosen) < 2)
		return true;
	return strcmp(kind->label, "Screenshot") == 0 && has_machine_word(cleaned);
}

bool bdl_title_is_machine_name(const struct bdl_exhibit *x)
{
	const char *base = bdl_path_base(x->name ? x->name : x->path);
	struct bdl_buffer stem = BDL_BUFFER_INIT, chosen = BDL_BUFFER_INIT;
	bool is = bdl_title_add_line(&stem, base, stem_length(base)) == 0 &&
		  add_chosen_words(&chosen, bdl_buffer_string(&stem)) == 0 &&
		  bdl_title_letters(bdl_buffer_string(&chosen)) < 2;

	bdl_buffer_release(&stem);
	bdl_buffer_release(&chosen);
	return is;
}

int bdl_title_from_name(
	struct bdl_buffer *out, const struct bdl_exhibit *x, const struct bdl_kind *kind)
{
	struct bdl_buffer stem = BDL_BUFFER_INIT, cleaned = BDL_BUFFER_INIT,
			  chosen = BDL_BUFFER_INIT;
	const char *base = bdl_path_base(x->name ? x->name : x->path);
	int rc = -1;

	if (bdl_title_add_line(&stem, base, stem_length(base)) < 0 ||
		bdl_buffer_text(&cleaned, bdl_buffer_string(&stem)) < 0)
		goto out;
	if (cleaned.data) {
		cut_date(cleaned.data);
		cut_rest(cleaned.data);
		space_words(cleaned.data);
		raise_first(cleaned.data);
	}
	if (add_chosen_words(&chosen, bdl_buffer_string(&cleaned)) < 0)
		goto out;
	if (is_by_machine(kind, bdl_buffer_string(&cleaned), bdl_buffer_string(&chosen)))
		rc = add_machine_name(
			out, kind, bdl_buffer_string(&stem), bdl_buffer_string(&chosen));
	else
		rc = bdl_title_add_line(
			out, bdl_buffer_string(&cleaned), strlen(bdl_buffer_string(&cleaned)));
out:
	bdl_buffer_release(&stem);
	bdl_buffer_release(&cleaned);
	bdl_buffer_release(&chosen);
	return rc;
}
