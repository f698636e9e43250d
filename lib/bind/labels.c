/*
 * Labels: see labels.h. A range says what its first label is made of, a prefix and a count, and
 * goes on for as long as counting gives the labels of the pages behind it.
 */
#include "bind/labels.h"

#include "bind/pdf_text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIGURES_MOST 9u
#define ROMAN_LONGEST 15u /* mmmdccclxxxviii */
#define ROMAN_MOST 3999u

struct range {
	unsigned from; /* page */
	char label[BDL_LABEL_TEXT]; /* of that page */
	size_t prefix; /* bytes of it */
	bool roman;
	unsigned start;
};

/* Where the figures at the end begin; they do not begin with 0. */
static size_t figures_at(const char *label, size_t length)
{
	size_t at = length;

	while (at > 0 && label[at - 1] >= '0' && label[at - 1] <= '9' && length - at < FIGURES_MOST)
		at--;
	while (at < length && label[at] == '0')
		at++;
	return at;
}

static unsigned roman_value(const char *letters)
{
	static const char units[] = "ivxlcdm";
	static const unsigned values[] = {1, 5, 10, 50, 100, 500, 1000};
	unsigned value = 0, last = 0;

	for (size_t i = strlen(letters); i-- > 0;) {
		const char *unit = strchr(units, letters[i]);
		unsigned v = unit ? values[unit - units] : 0;

		value = v < last ? value - v : value + v;
		last = v;
	}
	return value;
}

/* Where the longest Roman numeral at the end begins; length: there is none. */
static size_t roman_at(const char *label, size_t length)
{
	for (size_t at = length > ROMAN_LONGEST ? length - ROMAN_LONGEST : 0; at < length; at++) {
		char again[BDL_LABEL_TEXT];
		unsigned value;

		if (strspn(label + at, "ivxlcdm") != length - at)
			continue;
		value = roman_value(label + at);
		if (value < 1 || value > ROMAN_MOST)
			continue;
		bdl_roman(value, again);
		if (strcmp(again, label + at) == 0)
			return at;
	}
	return length;
}

static void begin(struct range *r, unsigned page)
{
	size_t length = strlen(r->label);

	r->from = page;
	r->prefix = figures_at(r->label, length);
	r->roman = r->prefix == length;
	if (r->roman)
		r->prefix = roman_at(r->label, length);
	r->start = r->roman ? roman_value(r->label + r->prefix)
			    : (unsigned)strtoul(r->label + r->prefix, NULL, 10);
}

/* What the range says of a page. */
static void count_on(const struct range *r, unsigned page, char out[BDL_LABEL_TEXT])
{
	char count[BDL_LABEL_TEXT];

	if (r->roman)
		bdl_roman(r->start + page - r->from, count);
	else
		snprintf(count, sizeof(count), "%u", r->start + page - r->from);
	snprintf(out, BDL_LABEL_TEXT, "%.*s%.20s", (int)(r->prefix < 50 ? r->prefix : 50), r->label,
		count);
}

static bool goes_on(const struct range *r, unsigned page, const char *label)
{
	char counted[BDL_LABEL_TEXT];

	if (r->roman && r->start + page - r->from > ROMAN_MOST)
		return false;
	count_on(r, page, counted);
	return strcmp(counted, label) == 0;
}

static void write_range(struct bdl_buffer *out, const struct range *r)
{
	bdl_buffer_printf(out, "%s%u <<", r->from > 1 ? " " : "", r->from - 1);
	if (r->prefix) {
		bdl_buffer_text(out, " /P ");
		bdl_pdf_string(out, r->label, r->prefix);
	}
	if (r->start)
		bdl_buffer_text(out, r->roman ? " /S /r" : " /S /D");
	if (r->start > 1)
		bdl_buffer_printf(out, " /St %u", r->start);
	bdl_buffer_text(out, " >>");
}

void bdl_pdf_labels(struct bdl_buffer *out, const struct bdl_bundle *b)
{
	struct range r = {.from = 0};
	char label[BDL_LABEL_TEXT];

	bdl_buffer_text(out, "<< /Nums [");
	for (unsigned page = 1; page <= b->pages; page++) {
		bdl_page_label(b, page, label);
		if (r.from && goes_on(&r, page, label))
			continue;
		memcpy(r.label, label, sizeof(label));
		begin(&r, page);
		write_range(out, &r);
	}
	bdl_buffer_text(out, "] >>");
}
