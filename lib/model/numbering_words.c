/* Numbering in words: see numbering_words.h. */
#include "model/numbering_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SIDES 3

/* In the order of the sides, the foot first. */
const char *const bdl_number_places[] = {"bottom-right", "bottom-centre", "bottom-left",
	"top-right", "top-centre", "top-left", NULL};
const char *const bdl_number_colours[] = {"black", "blue", "red", NULL};

static int find(const char *word, const char *const *list)
{
	for (int i = 0; list[i]; i++)
		if (strcmp(word, list[i]) == 0)
			return i;
	return -1;
}

const char *bdl_number_place_word(const struct bdl_numbering *n)
{
	return bdl_number_places[(n->top ? SIDES : 0) + (int)n->side];
}

const char *bdl_number_colour_word(const struct bdl_numbering *n)
{
	return bdl_number_colours[n->colour];
}

bool bdl_number_place_from(const char *word, struct bdl_numbering *n)
{
	int i = find(word, bdl_number_places);

	if (i < 0)
		return false;
	n->top = i >= SIDES;
	n->side = (enum bdl_number_side)(i % SIDES);
	return true;
}

bool bdl_number_colour_from(const char *word, struct bdl_numbering *n)
{
	int i = find(word, bdl_number_colours);

	if (i < 0)
		return false;
	n->colour = (enum bdl_number_colour)i;
	return true;
}

bool bdl_number_size_from(const char *word, struct bdl_numbering *n)
{
	unsigned tenths = 0, digits = 0;
	double size;

	for (; *word >= '0' && *word <= '9' && digits < 3; word++, digits++)
		tenths = tenths * 10 + (unsigned)(*word - '0');
	tenths *= 10;
	if (word[0] == '.' && word[1] >= '0' && word[1] <= '9') {
		tenths += (unsigned)(word[1] - '0');
		word += 2;
	}
	size = tenths / 10.0;
	if (!digits || *word || size < BDL_NUMBER_SIZE_LEAST || size > BDL_NUMBER_SIZE_MOST)
		return false;
	n->size = size;
	return true;
}

void bdl_number_size_word(const struct bdl_numbering *n, char out[BDL_NUMBER_SIZE_TEXT])
{
	unsigned tenths = (unsigned)(n->size * 10 + 0.5) % 10000;

	if (tenths % 10)
		snprintf(out, BDL_NUMBER_SIZE_TEXT, "%u.%u", tenths / 10, tenths % 10);
	else
		snprintf(out, BDL_NUMBER_SIZE_TEXT, "%u", tenths / 10);
}

void bdl_numbering_apply(struct bdl_numbering *n, const struct bdl_numbering_wish *wish)
{
	if (wish->at) {
		n->side = wish->as.side;
		n->top = wish->as.top;
	}
	if (wish->size)
		n->size = wish->as.size;
	if (wish->prefix)
		n->prefix = wish->as.prefix;
	if (wish->of_total)
		n->of_total = wish->as.of_total;
	if (wish->colour)
		n->colour = wish->as.colour;
	if (wish->by_section)
		n->by_section = wish->as.by_section;
}

bool bdl_labels_are_special(const struct bdl_numbering *n)
{
	return n->by_section || (n->prefix && n->prefix[0]);
}

bool bdl_numbering_is_special(const struct bdl_numbering *n)
{
	const struct bdl_numbering usual = BDL_NUMBERING_INIT;

	return bdl_labels_are_special(n) || n->of_total || n->top || n->side != usual.side ||
	       n->colour != usual.colour || (n->size > 0 && fabs(n->size - usual.size) > 0.01);
}
