/* The mapping `numbering` of bundle.yaml: see case_numbering.h. Values are texts that are read
 * here, never guessed at. */
#include "model/case_numbering.h"

#include <string.h>

#define TEXT_MOST 100

#define TEXT(key, member)                                                                          \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,                      \
		struct bdl_written_numbering, member, 0, TEXT_MOST)

const cyaml_schema_field_t bdl_case_numbering_fields[] = {
	TEXT("at", at),
	TEXT("size", size),
	TEXT("prefix", prefix),
	TEXT("of_total", of_total),
	TEXT("colour", colour),
	TEXT("by_section", by_section),
	CYAML_FIELD_END,
};

static int refuse(struct bdl_error *err, const char *path, const char *key, const char *value,
	const char *hint)
{
	bdl_fail(err, BDL_EFORMAT, path, "numbering: %s: \"%.40s\" is not understood", key, value);
	return bdl_hint(err, "%s", hint);
}

static bool truth(const char *word, bool *out)
{
	static const char *const words[] = {"yes", "true", "no", "false"};

	for (int i = 0; i < 4; i++)
		if (strcmp(word, words[i]) == 0) {
			*out = i < 2;
			return true;
		}
	return false;
}

static int take_prefix(struct bdl_numbering_wish *wish, struct bdl_arena *a, const char *prefix,
	const char *path, struct bdl_error *err)
{
	if (!bdl_prefix_is_usable(prefix))
		return refuse(err, path, "prefix", prefix,
			"plain letters and signs, 16 at most, and no figure at its end");
	wish->prefix = true;
	wish->as.prefix = bdl_arena_string(a, prefix);
	return wish->as.prefix ? 0 : bdl_fail_memory(err);
}

int bdl_case_numbering(struct bdl_numbering_wish *wish, struct bdl_arena *a,
	const struct bdl_written_numbering *w, const char *path, struct bdl_error *err)
{
	static const char yes_or_no[] = "write yes or no";

	if (!w)
		return 0;
	wish->at = w->at != NULL;
	wish->size = w->size != NULL;
	wish->colour = w->colour != NULL;
	wish->of_total = w->of_total != NULL;
	wish->by_section = w->by_section != NULL;
	if (w->at && !bdl_number_place_from(w->at, &wish->as))
		return refuse(err, path, "at", w->at,
			"use bottom-right, bottom-centre, bottom-left, top-right, top-centre or "
			"top-left");
	if (w->size && !bdl_number_size_from(w->size, &wish->as))
		return refuse(err, path, "size", w->size, "use a number of points from 9 to 24");
	if (w->colour && !bdl_number_colour_from(w->colour, &wish->as))
		return refuse(err, path, "colour", w->colour, "use black, blue or red");
	if (w->of_total && !truth(w->of_total, &wish->as.of_total))
		return refuse(err, path, "of_total", w->of_total, yes_or_no);
	if (w->by_section && !truth(w->by_section, &wish->as.by_section))
		return refuse(err, path, "by_section", w->by_section, yes_or_no);
	return w->prefix ? take_prefix(wish, a, w->prefix, path, err) : 0;
}
