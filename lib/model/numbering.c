/* Numbering: see numbering.h. */
#include "model/numbering.h"

#include "model/bundle.h"
#include "model/core.h"
#include <stdio.h>
#include <string.h>

#define ROMAN_MOST 3999

void bdl_roman(unsigned n, char out[BDL_LABEL_TEXT])
{
	static const struct {
		unsigned value;
		const char *letters;
	} steps[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"},
		{50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};

	size_t at = 0;

	if (n > ROMAN_MOST) {
		snprintf(out, BDL_LABEL_TEXT, "%u", n);
		return;
	}
	out[0] = '\0';
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		for (; n >= steps[i].value; n -= steps[i].value)
			at += (size_t)snprintf(
				out + at, BDL_LABEL_TEXT - at, "%s", steps[i].letters);
}

/* The section on whose pages `page` is, or NULL in front of the first. */
static const struct bdl_section *section_at(const struct bdl_bundle *b, unsigned page)
{
	size_t low = 0, high = b->section_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (b->sections[middle].page <= page)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? &b->sections[low - 1] : NULL;
}

void bdl_page_label(const struct bdl_bundle *b, unsigned page, char out[BDL_LABEL_TEXT])
{
	const struct bdl_section *s;
	char volume[16] = "", count[BDL_LABEL_TEXT];

	if (b->volume > 0)
		snprintf(volume, sizeof(volume), "%u/", b->volume);
	snprintf(count, sizeof(count), "%u", page);
	if (b->numbering.by_section) {
		s = section_at(b, page);
		if (s)
			snprintf(count, sizeof(count), "%.8s%u", s->letter, page - s->page + 1);
		else
			bdl_roman(page, count);
	}
	snprintf(out, BDL_LABEL_TEXT, "%.*s%s%.40s", BDL_PREFIX_MAX,
		b->numbering.prefix ? b->numbering.prefix : "", volume, count);
}

void bdl_exhibit_label(const struct bdl_bundle *b, const struct bdl_exhibit *x, unsigned page,
	char out[BDL_LABEL_TEXT])
{
	struct bdl_bundle there;

	if (x->volume > 0 && x->volume != b->volume && x->volume <= b->volume_count) {
		bdl_volume_view(b, x->volume, &there);
		b = &there;
	}
	bdl_page_label(b, x->first_page + page - 1, out);
}

void bdl_page_number(const struct bdl_bundle *b, unsigned page, char out[BDL_LABEL_TEXT])
{
	char label[BDL_LABEL_TEXT];

	bdl_page_label(b, page, label);
	if (b->numbering.of_total)
		snprintf(out, BDL_LABEL_TEXT, "Page %.60s of %u", label, b->pages);
	else
		memcpy(out, label, BDL_LABEL_TEXT);
}

void bdl_volume_words(const struct bdl_bundle *b, char out[BDL_LABEL_TEXT])
{
	out[0] = '\0';
	if (b->volume > 0)
		snprintf(out, BDL_LABEL_TEXT, "Volume %u of %zu", b->volume, b->volume_count);
}

void bdl_page_mark(const struct bdl_bundle *b, unsigned page, char out[BDL_LABEL_TEXT])
{
	const struct bdl_section *s = section_at(b, page);

	out[0] = '\0';
	if (b->main && page > 0 && page <= b->pages)
		bdl_core_mark(b, page, out);
	else if (s && s->mark && page >= s->page + s->sheets)
		snprintf(out, BDL_LABEL_TEXT, "%.40s-%u", s->mark,
			page - s->page - s->sheets + 1 + s->before);
}

void bdl_page_words(const struct bdl_bundle *b, unsigned page, struct bdl_page_words *out)
{
	char label[BDL_LABEL_TEXT];

	*out = (struct bdl_page_words){.main = ""};
	bdl_page_number(b, page, out->number);
	bdl_volume_words(b, out->volume);
	bdl_page_mark(b, page, out->mark);
	bdl_main_label(b, page, label);
	if (label[0])
		snprintf(out->main, sizeof(out->main), "Main bundle page %.50s", label);
}

bool bdl_prefix_is_usable(const char *prefix)
{
	size_t length = strlen(prefix);

	for (size_t i = 0; i < length; i++)
		if (prefix[i] < ' ' || prefix[i] > '~')
			return false;
	return length <= BDL_PREFIX_MAX &&
	       !(length > 0 && prefix[length - 1] >= '0' && prefix[length - 1] <= '9');
}

bool bdl_numbering_is_usable(const struct bdl_numbering *n)
{
	return (!n->prefix || bdl_prefix_is_usable(n->prefix)) &&
	       n->size >= BDL_NUMBER_SIZE_LEAST && n->size <= BDL_NUMBER_SIZE_MOST;
}
