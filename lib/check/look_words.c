/*
 * Look, words: what pdftotext finds on each page and where, some pages at a time, so that a page
 * which keeps it busy for ever costs the words of few. See look.h; lines of pdftotext -bbox-layout
 * are <page>, <line>, <word xMin="" ...>text</word>.
 */
#include "check/look.h"

#include "base/text.h"
#include "read/pdf/lex.h"
#include "read/pdf/poppler.h"

#include <stdlib.h>
#include <string.h>

#define PAGES_AT_ONCE 100u
#define LINE_MOST ((size_t)64 * 1024)
#define WORDS_MOST 60000u /* of one page */

struct words {
	struct look *look;
	struct bdl_arena arena; /* of the words of one page */
	struct bdl_buffer line;
	unsigned row, next, end; /* the page being read, the one behind it, the one behind the last
				    of this time */
	bool in_page;
	struct bdl_seen_word *list;
	size_t count;
};

static double attribute(const char *line, const char *name)
{
	const char *at = strstr(line, name);

	if (!at)
		return 0;
	at += strlen(name);
	return bdl_lex_number(at, strcspn(at, "\""));
}

/* The text with its entities resolved. */
static const char *plain(struct words *w, const char *text, size_t length)
{
	static const struct {
		const char *entity;
		char character;
	} entities[] = {
		{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};

	char *out = bdl_arena_bytes(&w->look->seen->arena, text, length);
	size_t n = 0;

	if (!out) {
		w->look->failed = true;
		return "";
	}
	for (size_t i = 0; i < length;) {
		size_t step = 1;
		char byte = text[i];

		for (size_t k = 0; byte == '&' && k < sizeof(entities) / sizeof(*entities); k++)
			if (bdl_text_starts(text + i, entities[k].entity)) {
				byte = entities[k].character;
				step = strlen(entities[k].entity);
			}
		out[n++] = byte;
		i += step;
	}
	out[n] = '\0';
	return out;
}

static void word(struct words *w, const char *line)
{
	const char *text = strchr(line, '>'), *end = text ? strstr(text, "</word>") : NULL;
	struct bdl_seen_page *page = &w->look->seen->pages[w->row];
	double unit = page->unit;
	struct bdl_seen_word *list;

	if (!end || !w->in_page)
		return;
	if (w->count == WORDS_MOST) {
		page->broken = true;
		return;
	}
	list = look_more(w->look, &w->arena, w->list, &w->count, sizeof(*list));
	if (!list)
		return;
	w->list = list;
	list += w->count - 1;
	list->left = attribute(line, "xMin=\"") * unit;
	list->right = attribute(line, "xMax=\"") * unit;
	list->top = page->height - attribute(line, "yMin=\"") * unit;
	list->bottom = page->height - attribute(line, "yMax=\"") * unit;
	list->text = plain(w, text + 1, (size_t)(end - text - 1));
}

static void end_line(struct words *w)
{
	if (w->count)
		w->list[w->count - 1].ends_line = true;
}

static void begin_page(struct words *w)
{
	w->in_page = w->next < w->end;
	w->row = w->next;
	w->next += w->in_page;
}

static void end_page(struct words *w)
{
	struct bdl_seen_page *page = &w->look->seen->pages[w->row];

	if (w->in_page && w->count) {
		page->words =
			bdl_arena_alloc(&w->look->seen->arena, w->count * sizeof(*page->words));
		w->look->failed |= !page->words;
		if (page->words) {
			memcpy(page->words, w->list, w->count * sizeof(*page->words));
			page->word_count = w->count;
		}
	}
	w->in_page = false;
	w->list = NULL;
	w->count = 0;
	bdl_arena_release(&w->arena);
}

static void element(struct words *w)
{
	const char *line = bdl_buffer_string(&w->line);

	while (*line == ' ')
		line++;
	if (bdl_text_starts(line, "<word "))
		word(w, line);
	else if (bdl_text_starts(line, "</line>") || bdl_text_starts(line, "</block>"))
		end_line(w);
	else if (bdl_text_starts(line, "<page "))
		begin_page(w);
	else if (bdl_text_starts(line, "</page>"))
		end_page(w);
}

static void take(struct words *w, const char *bytes, size_t length)
{
	while (length) {
		const char *newline = memchr(bytes, '\n', length);
		size_t n = newline ? (size_t)(newline - bytes) : length;
		size_t room = LINE_MOST - w->line.length;

		bdl_buffer_add(&w->line, bytes, n < room ? n : room);
		if (newline) {
			element(w);
			bdl_buffer_clear(&w->line);
			n++;
		}
		bytes += n;
		length -= n;
	}
}

/* The words of pages from row `first`; the row behind the last that it told all of. */
static unsigned read_some(struct words *w, unsigned first)
{
	struct poppler_child child;
	char piece[65536];
	size_t n;

	w->next = first;
	if (bdl_poppler_words_of(&child, w->look->fd, first + 1, w->end, NULL) < 0)
		return first;
	while (!w->look->failed && (n = bdl_poppler_read(&child, piece, sizeof(piece))) > 0)
		take(w, piece, n);
	(void)bdl_poppler_end(&child);
	if (w->in_page) { /* it broke off there */
		w->next = w->row;
		w->list = NULL;
		w->count = 0;
		w->in_page = false;
	}
	bdl_buffer_clear(&w->line);
	return w->next;
}

void look_words(struct look *l)
{
	struct words w = {.look = l};
	unsigned row = 0;

	while (row < l->page_count && !l->failed) {
		unsigned first = row;

		w.end = first + PAGES_AT_ONCE < l->page_count ? first + PAGES_AT_ONCE
							      : l->page_count;
		row = read_some(&w, first);
		if (row < w.end) /* the page that it could not do */
			l->seen->pages[row++].broken = true;
		l->failed |= w.line.failed;
	}
	bdl_arena_release(&w.arena);
	bdl_buffer_release(&w.line);
}
