/* The mappings `numbering` and `volumes` of bundle.yaml: see case_numbering.h. */
#include "model/case_numbering.h"

#include "base/size.h"
#include "model/bundle.h"
#include "model/numbering_words.h"
#include <string.h>

#define PAGES_MOST 1000000

static int take_place(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_numbering_wish *wish = into;
	int i = bdl_take_word(y, n, "place for numbers", bdl_number_places);

	if (i < 0)
		return -1;
	wish->at = bdl_number_place_from(bdl_number_places[i], &wish->as);
	return 0;
}

static int take_colour(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_numbering_wish *wish = into;
	int i = bdl_take_word(y, n, "colour of numbers", bdl_number_colours);

	if (i < 0)
		return -1;
	wish->colour = bdl_number_colour_from(bdl_number_colours[i], &wish->as);
	return 0;
}

static int take_size(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_numbering_wish *wish = into;
	const char *text = bdl_node_text(y, n);

	if (!text)
		return -1;
	wish->size = bdl_number_size_from(text, &wish->as);
	if (wish->size)
		return 0;
	bdl_node_wrong(y, n, "\"%.40s\" is not a size of numbers", text);
	return bdl_hint(y->err, "use a number of points from 9 to 24");
}

/* As it stands: the space at the end of "App " parts it from the number. */
static int take_prefix(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_numbering_wish *wish = into;
	const char *text = bdl_node_text(y, n);

	if (!text)
		return -1;
	if (!bdl_prefix_is_usable(text)) {
		bdl_node_wrong(y, n, "\"%.40s\" cannot stand before page numbers", text);
		return bdl_hint(
			y->err, "plain letters and signs, 16 at most, and no figure at its end");
	}
	wish->prefix = true;
	wish->as.prefix = text;
	return 0;
}

static int take_total(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_numbering_wish *wish = into;

	wish->of_total = true;
	return bdl_take_truth(y, n, &wish->as.of_total);
}

static int take_by_section(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_numbering_wish *wish = into;

	wish->by_section = true;
	return bdl_take_truth(y, n, &wish->as.by_section);
}

int bdl_case_numbering(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {
		{"at", take_place, 0},
		{"size", take_size, 0},
		{"prefix", take_prefix, 0},
		{"of_total", take_total, 0},
		{"colour", take_colour, 0},
		{"by_section", take_by_section, 0},
		BDL_KEY_END,
	};

	return bdl_take_mapping(y, n, keys, into);
}

static int take_max_size(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const char *text = bdl_node_text(y, n);

	if (!text)
		return -1;
	if (bdl_size_parse(text, into) == 0)
		return 0;
	bdl_node_wrong(y, n, "\"%.60s\" is not a size", text);
	return bdl_hint(
		y->err, "write it as 25MB (25,000,000 bytes), 25MiB (26,214,400) or in bytes");
}

static int take_max_pages(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	return bdl_take_count(y, n, 1, PAGES_MOST, into);
}

int bdl_case_volumes(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {
		BDL_KEY("max_size", struct bdl_case, max_size, take_max_size),
		BDL_KEY("max_pages", struct bdl_case, max_pages, take_max_pages),
		BDL_KEY_END,
	};

	return bdl_take_mapping(y, n, keys, into);
}
