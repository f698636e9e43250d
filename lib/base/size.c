/* Sizes: see size.h. */
#include "base/size.h"

#include "base/text.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define DECIMALS_MOST 6

/* The unit's bytes, or 0. */
static uint64_t unit_of(const char *text)
{
	static const char letters[] = "kmg";
	const char *letter;
	uint64_t base = 1000, unit = 1;
	char low[4] = "";
	size_t n = strlen(text), at = 0;

	if (n >= sizeof(low))
		return 0;
	for (size_t i = 0; i < n; i++)
		low[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 'a' - 'A' : text[i]);
	letter = low[0] ? strchr(letters, low[0]) : NULL;
	if (letter) {
		at = 1;
		if (low[at] == 'i') {
			base = 1024;
			at++;
		}
		for (const char *l = letters; l <= letter; l++)
			unit *= base;
	}
	if (low[at] == 'b')
		at++;
	return low[at] ? 0 : unit;
}

int bdl_size_parse(const char *text, uint64_t *out)
{
	uint64_t whole = 0, part = 0, scale = 1, unit;
	const char *p = text;
	int decimals = 0;

	if (!bdl_is_digit((unsigned char)*p))
		return -1;
	for (; bdl_is_digit((unsigned char)*p); p++) {
		if (whole > (uint64_t)INT64_MAX / 10 - 1)
			return -1;
		whole = whole * 10 + (uint64_t)(*p - '0');
	}
	if (*p == '.') {
		for (p++; bdl_is_digit((unsigned char)*p); p++, decimals++) {
			if (decimals == DECIMALS_MOST)
				return -1;
			part = part * 10 + (uint64_t)(*p - '0');
			scale *= 10;
		}
		if (decimals == 0)
			return -1;
	}
	if (*p == ' ')
		p++;
	unit = unit_of(p);
	if (!unit || (decimals && unit == 1) || (p[0] == '\0' && p > text && p[-1] == ' '))
		return -1;
	if (whole > (uint64_t)INT64_MAX / unit - 1)
		return -1;
	*out = whole * unit + part * unit / scale;
	return *out ? 0 : -1;
}

const char *bdl_size_words(uint64_t bytes, char out[BDL_SIZE_TEXT])
{
	static const struct {
		uint64_t below, tenth;
		const char *name;
	} units[] = {{999950, 100, "kB"}, {UINT64_C(9999950000), 100000, "MB"},
		{UINT64_MAX, 100000000, "GB"}};

	size_t unit = 0;
	uint64_t tenths;

	if (bytes < 10000) {
		if (bytes < 1000)
			snprintf(out, BDL_SIZE_TEXT, "%" PRIu64 " bytes", bytes);
		else
			snprintf(out, BDL_SIZE_TEXT, "%" PRIu64 ",%03" PRIu64 " bytes",
				bytes / 1000, bytes % 1000);
		return out;
	}
	while (unit < 2 && bytes >= units[unit].below)
		unit++;
	tenths = bytes / units[unit].tenth + (bytes % units[unit].tenth >= units[unit].tenth / 2);
	snprintf(out, BDL_SIZE_TEXT, "%" PRIu64 ".%" PRIu64 " %s", tenths / 10, tenths % 10,
		units[unit].name);
	return out;
}
