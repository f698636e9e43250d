/* The options that say how pages are numbered: see numbering_options.h. */
#include "numbering_options.h"

#include "base/nearest.h"
#include "say.h"
#include <string.h>

/* One line, and the right word that is nearest; where none is near, all of them. */
static bool refuse(const char *option, const char *word, const char *why, const char *const *list)
{
	const char *near = list ? bdl_nearest(word, list) : NULL;
	char all[160] = "";
	size_t length = 0;

	fprintf(stderr, "bundle: --%s ", option);
	say_name(stderr, word);
	fprintf(stderr, ": %s\n", why);
	for (size_t i = 0; list && list[i]; i++)
		length += (size_t)snprintf(all + length, sizeof(all) - length, "%s%s",
			i == 0        ? ""
			: list[i + 1] ? ", "
				      : " or ",
			list[i]);
	if (near)
		advise("did you mean %s?", near);
	else if (list)
		advise("use %s", all);
	return false;
}

bool numbering_options_check(struct bdl_build_options *o, const struct numbering_options *n)
{
	struct bdl_numbering_wish *wish = &o->numbering;

	if (n->at && !bdl_number_place_from(n->at, &wish->as))
		return refuse("number-at", n->at, "is no place on a page", bdl_number_places);
	if (n->size && !bdl_number_size_from(n->size, &wish->as))
		return refuse(
			"number-size", n->size, "must be a number of points from 9 to 24", NULL);
	if (n->colour && !bdl_number_colour_from(n->colour, &wish->as))
		return refuse("number-colour", n->colour, "is none that a number can have",
			bdl_number_colours);
	if (n->prefix && !bdl_prefix_is_usable(n->prefix))
		return refuse("number-prefix", n->prefix,
			"must be plain letters and signs, 16 at most, and no figure at its end",
			NULL);
	wish->at = n->at != NULL;
	wish->size = n->size != NULL;
	wish->colour = n->colour != NULL;
	wish->prefix = n->prefix != NULL;
	wish->as.prefix = n->prefix;
	wish->of_total = wish->as.of_total = n->of_total;
	wish->by_section = wish->as.by_section = n->by_section;
	return true;
}
