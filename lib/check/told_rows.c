/* See told_rows.h. The columns are those under the heads Date, Event, Source. */
#include "check/told_rows.h"

#include "base/text.h"
#include <string.h>

/* clang-format off */
struct columns {
	double event, source;    /* their left edges; 0: the page has no such heads */
	struct bdl_buffer text[3]; /* date, event, source: all words of the page, from the top down */
};

/* clang-format on */

static double left_of(const struct bdl_line *line, const char *head)
{
	for (size_t i = 0; i < line->count; i++)
		if (bdl_text_casecmp(line->words[i]->text, head) == 0)
			return line->words[i]->left;
	return 0;
}

static void find_heads(const struct bdl_lines *lines, struct columns *k)
{
	for (size_t i = 0; i < lines->count && !k->source; i++) {
		const struct bdl_line *line = &lines->list[i];

		if (!left_of(line, "Date") || !left_of(line, "Event"))
			continue;
		k->event = left_of(line, "Event");
		k->source = left_of(line, "Source");
	}
}

static void take_words(const struct bdl_lines *lines, struct columns *k)
{
	for (size_t i = 0; i < lines->count; i++)
		for (size_t n = 0; n < lines->list[i].count; n++) {
			const struct bdl_seen_word *w = lines->list[i].words[n];
			size_t at = w->left > k->source - 1 ? 2 : w->left > k->event - 1 ? 1 : 0;

			bdl_buffer_text(&k->text[at], w->text);
			bdl_buffer_byte(&k->text[at], ' ');
		}
}

static bool holds(struct bdl_judging *j, const struct bdl_buffer *column, const char *text)
{
	const char *whole = bdl_squeeze(&j->out->arena, bdl_buffer_string(column));
	const char *part = bdl_squeeze(&j->out->arena, text);

	j->failed |= !whole || !part;
	return whole && part && bdl_squeezed_holds(whole, part);
}

static bool stands_on(struct bdl_judging *j, unsigned page, const struct bdl_entry *e)
{
	const char *by = bdl_arena_printf(&j->out->arena, "%s says", e->by ? e->by : "the author");
	struct columns k = {.event = 0};
	struct bdl_lines lines;
	char day[BDL_DAY_TEXT];
	bool stands;

	if (!by || bdl_lines_of(&j->seen->pages[page - 1], &j->out->arena, &lines) < 0) {
		j->failed = true;
		return false;
	}
	bdl_day_long(e->date.day, day);
	find_heads(&lines, &k);
	take_words(&lines, &k);
	stands = k.source > k.event && holds(j, &k.text[1], e->text) && holds(j, &k.text[0], day) &&
		 holds(j, &k.text[2], by);
	for (size_t i = 0; i < 3; i++) {
		j->failed |= k.text[i].failed;
		bdl_buffer_release(&k.text[i]);
	}
	return stands;
}

bool bdl_told_row_stands(
	struct bdl_judging *j, const struct bdl_seen_list *c, const struct bdl_entry *e)
{
	for (unsigned page = c->first; page <= c->last && !j->failed; page++)
		if (stands_on(j, page, e))
			return true;
	return false;
}
