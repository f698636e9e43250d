/* Finding dates: from left to right through a text, and through the parts of a file's path. */
#include "base/datefind.h"

#include "base/datefind_scan.h"
#include "base/text.h"
#include <string.h>

/* Longer parts of a path cannot exist on the file systems that this runs on; what is beyond is not
 * looked at. */
enum { NAME_PART_MAX = 1024 };

static enum bdl_form form_at(const struct bdl_scan *s, size_t at, struct bdl_found_date *out)
{
	enum bdl_form form = BDL_FORM_NONE;

	if (bdl_scan_is_digit_at(s, at))
		form = bdl_form_figures(s, at, out);
	return form != BDL_FORM_NONE ? form : bdl_form_words(s, at, out);
}

static bool find(const struct bdl_scan *s, size_t from, struct bdl_found_date *out)
{
	size_t at = from;

	while (at < s->length) {
		uint32_t value;
		size_t run = bdl_scan_digits(s, at, &value);

		if (run == 0)
			run = bdl_scan_letters(s, at);
		if (run == 0) {
			at++;
			continue;
		}
		switch (form_at(s, at, out)) {
		case BDL_FORM_DATE:
			return true;
		case BDL_FORM_REFUSED:
			at = out->at + out->length;
			break;
		case BDL_FORM_NONE:
			at += run;
			break;
		}
	}
	return false;
}

bool bdl_find_date(const char *text, size_t length, size_t from, struct bdl_found_date *out)
{
	struct bdl_scan s = {.text = text, .length = length};

	return find(&s, from, out);
}

/* The first full date in one part of a path, or else the first month. */
static bool find_in_part(const char *part, size_t length, struct bdl_found_date *out)
{
	char readable[NAME_PART_MAX];
	struct bdl_scan s = {.text = readable, .name = true};
	struct bdl_found_date found;
	bool any = false;

	s.length = length < sizeof(readable) ? length : sizeof(readable);
	memcpy(readable, part, s.length);
	for (size_t i = 0; i + 2 < s.length; i++)
		if (memcmp(readable + i, "%20", 3) == 0)
			memcpy(readable + i, "   ", 3);
	for (size_t from = 0; find(&s, from, &found); from = found.at + found.length) {
		if (!any || found.day.day)
			*out = found;
		any = true;
		if (found.day.day)
			break;
	}
	return any;
}

bool bdl_find_date_in_name(const char *path, struct bdl_found_date *out)
{
	size_t end = strlen(path);

	for (;;) {
		size_t start = end;

		while (start > 0 && path[start - 1] != '/')
			start--;
		if (find_in_part(path + start, end - start, out)) {
			out->at += start;
			return true;
		}
		if (start == 0)
			return false;
		end = start - 1;
	}
}
