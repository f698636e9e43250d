/* Lines: see lines.h. */
#include "check/lines.h"

#include "base/datefind.h"
#include "base/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- words to lines ---- */

static double middle(const struct bdl_seen_word *w)
{
	return (w->bottom + w->top) / 2;
}

static int by_height(const void *a, const void *b)
{
	const struct bdl_seen_word *x = *(const struct bdl_seen_word *const *)a;
	const struct bdl_seen_word *y = *(const struct bdl_seen_word *const *)b;

	if (middle(x) != middle(y))
		return middle(x) > middle(y) ? -1 : 1;
	return (x->left > y->left) - (x->left < y->left);
}

static int by_left(const void *a, const void *b)
{
	const struct bdl_seen_word *x = *(const struct bdl_seen_word *const *)a;
	const struct bdl_seen_word *y = *(const struct bdl_seen_word *const *)b;

	if (x->left != y->left)
		return x->left < y->left ? -1 : 1;
	return (x > y) - (x < y);
}

/* A word belongs to the line while its middle is not below the lower two fifths of the word that
 * began it. */
static bool goes_on(const struct bdl_seen_word *first, const struct bdl_seen_word *w)
{
	return middle(w) > middle(first) - 0.4 * (first->top - first->bottom);
}

static int finish(struct bdl_line *line, struct bdl_arena *a)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;

	qsort(line->words, line->count, sizeof(*line->words), by_left);
	for (size_t i = 0; i < line->count; i++) {
		const struct bdl_seen_word *w = line->words[i];

		if (i == 0) {
			line->left = w->left;
			line->right = w->right;
			line->bottom = w->bottom;
			line->top = w->top;
		}
		line->right = w->right > line->right ? w->right : line->right;
		line->bottom = w->bottom < line->bottom ? w->bottom : line->bottom;
		line->top = w->top > line->top ? w->top : line->top;
		if (i)
			bdl_buffer_byte(&text, ' ');
		bdl_buffer_text(&text, w->text);
	}
	line->text = text.failed ? NULL : bdl_arena_string(a, bdl_buffer_string(&text));
	bdl_buffer_release(&text);
	return line->text ? 0 : -1;
}

int bdl_lines_of(const struct bdl_seen_page *page, struct bdl_arena *a, struct bdl_lines *out)
{
	const struct bdl_seen_word **words =
		bdl_arena_alloc(a, (page->word_count + 1) * sizeof(*words));

	*out = (struct bdl_lines){.count = 0};
	if (!words)
		return -1;
	for (size_t i = 0; i < page->word_count; i++)
		words[i] = &page->words[i];
	if (page->word_count)
		qsort(words, page->word_count, sizeof(*words), by_height);
	for (size_t first = 0, end; first < page->word_count; first = end) {
		struct bdl_line *list = bdl_arena_grow(a, out->list, out->count, sizeof(*list));

		if (!list)
			return -1;
		for (end = first + 1; end < page->word_count && goes_on(words[first], words[end]);)
			end++;
		list[out->count] = (struct bdl_line){.words = words + first, .count = end - first};
		if (finish(&list[out->count], a) < 0)
			return -1;
		out->list = list;
		out->count++;
	}
	return 0;
}

/* ---- comparing ---- */

/* Marks and white space beyond ASCII that fonts, programs and people write in several ways. */
static bool is_dropped(uint32_t code)
{
	return code == 0xA0 || code == 0xAD || (code >= 0x2000 && code <= 0x206F) ||
	       code == 0x202F || code == 0x3000 || code == 0xFEFF || code == 0x2212;
}

/* Letters that were joined by a font: their two or three letters; NULL for all others. */
static const char *unjoined(uint32_t code)
{
	static const char *const joined[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

	return code >= 0xFB00 && code <= 0xFB06 ? joined[code - 0xFB00] : NULL;
}

const char *bdl_squeeze(struct bdl_arena *a, const char *text)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	size_t length = strlen(text);
	const char *copy;

	for (size_t at = 0; at < length;) {
		uint32_t code;
		char utf8[4];

		at += bdl_utf8_next(text + at, length - at, &code);
		if (code < 0x80) {
			if (bdl_is_alpha((int)code) || bdl_is_digit((int)code))
				bdl_buffer_byte(&out, (char)bdl_lower((int)code));
		} else if (unjoined(code)) {
			bdl_buffer_text(&out, unjoined(code));
		} else if (!is_dropped(code)) {
			bdl_buffer_add(&out, utf8, bdl_utf8_put(code, utf8));
		}
	}
	copy = out.failed ? NULL : bdl_arena_string(a, bdl_buffer_string(&out));
	bdl_buffer_release(&out);
	return copy;
}

static bool is_ascii(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s >= 0x80)
			return false;
	return true;
}

bool bdl_squeezed_holds(const char *whole, const char *part)
{
	if (strstr(whole, part))
		return true;
	if (is_ascii(part))
		return false;
	for (; *part; part++) {
		if ((unsigned char)*part >= 0x80)
			continue;
		while (*whole && *whole != *part)
			whole++;
		if (!*whole++)
			return false;
	}
	return true;
}

static bool is_letter_or_figure(char c)
{
	return bdl_is_alpha((unsigned char)c) || bdl_is_digit((unsigned char)c);
}

bool bdl_text_has_word(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = text; *at; at++) {
		size_t i = 0;

		if (at > text && is_letter_or_figure(at[-1]))
			continue;
		while (i < n && at[i] &&
			bdl_lower((unsigned char)at[i]) == bdl_lower((unsigned char)word[i]))
			i++;
		if (i == n && !is_letter_or_figure(at[n]))
			return true;
	}
	return false;
}

/* ---- pages at the end of lines ---- */

/* "31", "A12", "AA3", "2/12", "B2/12", "2/A12", "xiv" is none: "31" of "p.31". The rest behind it
 * must be empty. */
static const char *skip_label(const char *s)
{
	size_t letters = 0, figures = 0;

	while (letters < 3 && s[letters] >= 'A' && s[letters] <= 'Z')
		letters++;
	s += letters;
	while (figures < 7 && bdl_is_digit((unsigned char)s[figures]))
		figures++;
	if (figures == 0)
		return NULL;
	s += figures;
	if (*s == '/') {
		letters = 1;
		while (letters < 3 && s[letters] >= 'A' && s[letters] <= 'Z')
			letters++;
		for (figures = 0; figures < 7 && bdl_is_digit((unsigned char)s[letters + figures]);)
			figures++;
		if (figures > 0)
			s += letters + figures;
	}
	return s;
}

/* "page S1" whose blank was dropped, which are no "pages 1". */
static bool names_s(const char *s)
{
	return s[3] == 'e' && s[4] == 'S';
}

static const char *skip_words(const char *s)
{
	static const char *const in_front[] = {"pages", "page", "pp.", "pg.", "p.", "[", "("};

	for (size_t i = 0; i < sizeof(in_front) / sizeof(*in_front); i++) {
		size_t n = strlen(in_front[i]), same = 0;

		while (same < n && bdl_lower((unsigned char)s[same]) == in_front[i][same])
			same++;
		if (same == n && !(i == 0 && names_s(s)))
			return skip_words(s + n);
	}
	return s;
}

static const char *skip_dash(const char *s)
{
	static const char *const dashes[] = {
		"-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212", "to"};

	for (size_t i = 0; i < sizeof(dashes) / sizeof(*dashes); i++)
		if (bdl_text_starts(s, dashes[i]))
			return s + strlen(dashes[i]);
	return NULL;
}

static bool copy_label(char out[32], const char *from, const char *end)
{
	size_t n = (size_t)(end - from);

	if (n == 0 || n >= 32)
		return false;
	memcpy(out, from, n);
	out[n] = '\0';
	return true;
}

static size_t letters_of(const char *label)
{
	return strspn(label, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

/* One page or a range, and nothing behind it. */
static bool read_pages(const char *s, char from[32], char to[32])
{
	const char *end, *dash;

	s = skip_words(s);
	end = skip_label(s);
	to[0] = '\0';
	if (!end || !copy_label(from, s, end))
		return false;
	dash = skip_dash(end);
	if (dash) {
		const char *second = skip_label(dash);

		/* "AB1-1" is a page of an exhibit, not a range that ends on page 1 */
		if (!second || !copy_label(to, dash, second) ||
			(letters_of(from) > 1 && letters_of(to) == 0))
			return false;
		end = second;
	}
	return *end == '\0' || ((*end == ']' || *end == ')') && end[1] == '\0');
}

static void drop_spaces(char *s)
{
	char *to = s;

	for (; *s; s++)
		if (*s != ' ' && !((unsigned char)s[0] == 0xC2 && (unsigned char)s[1] == 0xA0))
			*to++ = *s;
		else if ((unsigned char)*s == 0xC2)
			s++;
	*to = '\0';
}

/* The last n words, without spaces; false where they are longer than any page's name. */
static bool join_last(const struct bdl_line *line, size_t n, char out[96])
{
	size_t length = 0;

	out[0] = '\0';
	for (size_t i = line->count - n; i < line->count; i++) {
		size_t more = strlen(line->words[i]->text);

		if (length + more >= 96)
			return false;
		memcpy(out + length, line->words[i]->text, more + 1);
		length += more;
	}
	drop_spaces(out);
	return true;
}

/* True where the word stands as near to the next one as words of one column do. */
static bool is_near(const struct bdl_seen_word *w, const struct bdl_seen_word *next)
{
	return next->left - w->right < 0.7 * (w->top - w->bottom);
}

size_t bdl_line_page(const struct bdl_line *line, char from[32], char to[32])
{
	size_t best = 0;
	char words[96], one[32], other[32];

	from[0] = to[0] = '\0';
	for (size_t n = 1; n <= 4 && n <= line->count; n++) {
		const struct bdl_seen_word *const *first = line->words + (line->count - n);

		if ((n > 1 && !is_near(first[0], first[1])) || !join_last(line, n, words))
			break;
		/* a longer reading counts where it adds a range or the word "page", not where the
		 * words merely touch */
		if (!read_pages(words, one, other) ||
			(best && !other[0] && skip_words(words) == words))
			continue;
		memcpy(from, one, sizeof(one));
		memcpy(to, other, sizeof(other));
		best = n;
	}
	return best;
}

/* Only "to" or a dash stands between them: one date is the first day of a span, the other its last.
 */
static bool is_span(const char *between, size_t length)
{
	static const char *const words[] = {"to", "-", "\u2013", "\u2014"};

	while (length && (between[0] == ' ' || between[0] == '[')) {
		between++;
		length--;
	}
	while (length && between[length - 1] == ' ')
		length--;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (length == strlen(words[i]) && memcmp(between, words[i], length) == 0)
			return true;
	return false;
}

bool bdl_last_date(const char *text, struct bdl_day *out)
{
	size_t length = strlen(text), from = 0;
	struct bdl_found_date found;
	bool any = false;

	while (bdl_find_date(text, length, from, &found)) {
		if (!any || !is_span(text + from, found.at - from))
			*out = found.day;
		any = true;
		from = found.at + found.length;
	}
	return any;
}
