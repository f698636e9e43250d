/* Cover as seen: see cover_seen.h. */
#include "check/cover_seen.h"

#include "base/text.h"
#include "check/index_seen.h"
#include <stdlib.h>
#include <string.h>

enum { COVER_MOST = 3 };

static unsigned cover_pages(struct bdl_judging *j)
{
	struct bdl_seen_list index;
	unsigned pages = 1;

	if (j->table && j->table->front.cover)
		pages = j->table->front.cover;
	else if (bdl_find_index(j, &index) == 0 && index.first > 1)
		pages = index.first - 1;
	pages = pages > COVER_MOST ? COVER_MOST : pages;
	return pages > j->seen->page_count ? j->seen->page_count : pages;
}

bool bdl_find_cover(struct bdl_judging *j, struct bdl_cover *out)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	const char *copy;

	*out = (struct bdl_cover){.pages = cover_pages(j), .text = "", .squeezed = ""};
	for (unsigned p = 0; p < out->pages; p++) {
		struct bdl_lines lines;

		if (bdl_lines_of(&j->seen->pages[p], &j->out->arena, &lines) < 0)
			j->failed = true;
		for (size_t i = 0; !j->failed && i < lines.count; i++)
			bdl_buffer_printf(&text, "%s\n", lines.list[i].text);
	}
	copy = text.failed ? NULL : bdl_arena_string(&j->out->arena, bdl_buffer_string(&text));
	out->squeezed = copy ? bdl_squeeze(&j->out->arena, copy) : NULL;
	j->failed |= !copy || !out->squeezed;
	bdl_buffer_release(&text);
	out->text = copy;
	return !j->failed;
}

/* A space between figures: an ordinary one, or the no-break kind. */
static size_t space_at(const char *s)
{
	if (*s == ' ')
		return 1;
	return (unsigned char)s[0] == 0xC2 && (unsigned char)s[1] == 0xA0 ? 2 : 0;
}

bool bdl_find_figures(const char *text, const char *start, size_t count, char out[32])
{
	for (const char *at = text; *at; at++) {
		const char *s = at;
		size_t n = 0;

		if (!bdl_is_digit((unsigned char)*at) ||
			(at > text && (bdl_is_digit((unsigned char)at[-1]) ||
					      bdl_is_alpha((unsigned char)at[-1]))))
			continue;
		while (n < 31) {
			if (bdl_is_digit((unsigned char)*s))
				out[n++] = *s++;
			else if (n && space_at(s) && bdl_is_digit((unsigned char)s[space_at(s)]))
				s += space_at(s);
			else
				break;
			if (n == count)
				break;
		}
		out[n] = '\0';
		if (n == count && strncmp(out, start, strlen(start)) == 0 &&
			!bdl_is_digit((unsigned char)*s) &&
			!(space_at(s) && bdl_is_digit((unsigned char)s[space_at(s)])))
			return true;
	}
	return false;
}

static bool is_given_out(char a, char b, bool example)
{
	static const char *const never[] = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};

	if (a == 'Q' && b == 'Q')
		return example;
	if (strchr("DFIQUV", a) || strchr("DFIOQUV", b))
		return false;
	for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++)
		if (never[i][0] == a && never[i][1] == b)
			return false;
	return true;
}

/* How long the number is that begins here; 0: none does. */
static size_t insurance_at(const char *s, bool example)
{
	size_t at = 0;
	char letters[2];

	for (int i = 0; i < 2; i++) {
		if (s[at] < 'A' || s[at] > 'Z')
			return 0;
		letters[i] = s[at++];
		if (i == 1)
			at += space_at(s + at);
	}
	if (!is_given_out(letters[0], letters[1], example))
		return 0;
	for (int i = 0; i < 6; i++) {
		if (!bdl_is_digit((unsigned char)s[at]))
			return 0;
		at++;
		if (i % 2 == 1)
			at += space_at(s + at);
	}
	if (s[at] < 'A' || s[at] > 'D' || bdl_is_alpha((unsigned char)s[at + 1]) ||
		bdl_is_digit((unsigned char)s[at + 1]))
		return 0;
	return at + 1;
}

bool bdl_find_insurance(const char *text, size_t *at, bool example)
{
	for (size_t i = *at; text[i]; i++) {
		size_t n = 0;

		if (i == 0 || !(bdl_is_alpha((unsigned char)text[i - 1]) ||
				      bdl_is_digit((unsigned char)text[i - 1])))
			n = insurance_at(text + i, example);
		if (n) {
			*at = i + n;
			return true;
		}
	}
	return false;
}
