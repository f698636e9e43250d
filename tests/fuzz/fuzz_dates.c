/*
 * Fuzz dates: the input is a text, and a file's name. A date that is found is a real day of the
 * years 1900 to 2099, lies inside the text, and each begins behind the one before; it is the same
 * whatever stands far behind it.
 */
#include "base/datefind.h"

#include "fault.h"
#include "mutate.h"
#include <stdlib.h>
#include <string.h>

static void check_day(struct bdl_day d, bool whole)
{
	struct bdl_day day = d;
	char iso[BDL_DAY_TEXT];

	if (!whole && d.day == 0)
		day.day = 1;
	if (!whole && d.month == 0)
		day.month = 1;
	if (!bdl_day_exists(day) || d.year < 1900 || d.year > 2099 || (d.month == 0 && d.day != 0))
		fault("%d-%d-%d is no day", d.year, d.month, d.day);
	if (!whole)
		return;
	bdl_day_iso(d, iso);
	if (bdl_day_parse_iso(iso, &day) < 0 || bdl_day_compare(day, d) != 0 ||
		bdl_day_compare(bdl_day_from_number(bdl_day_number(d)), d) != 0)
		fault("%s is another day when it is read back", iso);
}

static void check_text(const char *text, size_t length)
{
	struct bdl_found_date found;
	size_t from = 0;

	while (bdl_find_date(text, length, from, &found)) {
		if (found.at < from || found.length == 0 || found.at > length ||
			found.length > length - found.at)
			fault("a date at %zu, %zu bytes long, of %zu, sought from %zu", found.at,
				found.length, length, from);
		check_day(found.day, found.day.day != 0);
		from = found.at + found.length;
	}
}

static void check_name(const char *path)
{
	struct bdl_found_date found;
	size_t length = strlen(path);

	if (!bdl_find_date_in_name(path, &found))
		return;
	if (found.length == 0 || found.at > length || found.length > length - found.at)
		fault("a date at %zu, %zu bytes long, of a name of %zu", found.at, found.length,
			length);
	check_day(found.day, found.day.day != 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	/* in memory of its own, without a NUL behind it, so that one byte too far is seen */
	char *text = malloc(length ? length : 1), *name = calloc(1, length + 1);

	if (!text || !name)
		fault("no memory");
	memcpy(text, bytes, length);
	memcpy(name, bytes, length);
	check_text(text, length);
	check_name(name);
	free(text);
	free(name);
	return 0;
}
