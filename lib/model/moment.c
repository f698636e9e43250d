/* Moments: a day and perhaps a time of day, as ISO 8601 and back; and the tokens of events. See
 * bundle.h. */
#include "model/bundle.h"

#include "base/text.h"
#include <stdio.h>
#include <string.h>

static const char *const types[] = {
	[BDL_EVENT_DOCUMENT] = "document",
	[BDL_EVENT_CALL] = "call",
	[BDL_EVENT_MESSAGE] = "message",
	[BDL_EVENT_TRANSACTION] = "transaction",
	[BDL_EVENT_STATED] = "stated",
};

const char *bdl_event_type_token(enum bdl_event_type t)
{
	return types[t];
}

int bdl_event_type_from_token(const char *token)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(types[i], token) == 0)
			return (int)i;
	return -1;
}

const char *bdl_direction_token(enum bdl_direction d)
{
	switch (d) {
	case BDL_DIRECTION_UNKNOWN:
		return NULL;
	case BDL_DIRECTION_IN:
		return "in";
	case BDL_DIRECTION_OUT:
		return "out";
	}
	return NULL;
}

int bdl_direction_from_token(const char *token)
{
	if (strcmp(token, "in") == 0)
		return BDL_DIRECTION_IN;
	return strcmp(token, "out") == 0 ? BDL_DIRECTION_OUT : -1;
}

const char *bdl_zone_name(enum bdl_zone z)
{
	switch (z) {
	case BDL_ZONE_NONE:
		return NULL;
	case BDL_ZONE_UNKNOWN:
		return "unknown";
	case BDL_ZONE_LONDON:
		return "Europe/London";
	}
	return NULL;
}

void bdl_moment_iso(struct bdl_moment m, char out[BDL_MOMENT_TEXT])
{
	char day[BDL_DAY_TEXT];
	unsigned s = m.seconds % 86400u;
	int n;

	bdl_day_iso(m.day, day);
	n = snprintf(out, BDL_MOMENT_TEXT, "%.10s", day);
	if (m.zone == BDL_ZONE_NONE || !bdl_day_exists(m.day))
		return;
	n += snprintf(out + n, BDL_MOMENT_TEXT - (size_t)n, "T%02u:%02u:%02u", s / 3600,
		s / 60 % 60, s % 60);
	if (m.zone == BDL_ZONE_LONDON)
		snprintf(out + n, BDL_MOMENT_TEXT - (size_t)n, "+%02d:%02d", m.offset / 60 % 24,
			m.offset % 60);
}

/* Two digits at s, up to `most`; -1 if they are none. */
static int two(const char *s, int most)
{
	int n;

	if (!bdl_is_digit((unsigned char)s[0]) || !bdl_is_digit((unsigned char)s[1]))
		return -1;
	n = (s[0] - '0') * 10 + (s[1] - '0');
	return n <= most ? n : -1;
}

static int parse_time(const char *s, struct bdl_moment *out)
{
	int hours, minutes, seconds;

	if (strlen(s) < 9 || s[0] != 'T' || s[3] != ':' || s[6] != ':')
		return -1;
	hours = two(s + 1, 23);
	minutes = two(s + 4, 59);
	seconds = two(s + 7, 59);
	if (hours < 0 || minutes < 0 || seconds < 0)
		return -1;
	out->seconds = (uint32_t)(hours * 3600 + minutes * 60 + seconds);
	return 0;
}

int bdl_moment_parse(const char *iso, const char *zone, struct bdl_moment *out)
{
	char day[11] = "", again[BDL_MOMENT_TEXT];

	*out = (struct bdl_moment){.zone = BDL_ZONE_NONE};
	snprintf(day, sizeof(day), "%.10s", iso);
	if (bdl_day_parse_iso(day, &out->day) < 0)
		return -1;
	if (zone) {
		out->zone = strcmp(zone, "unknown") == 0         ? BDL_ZONE_UNKNOWN
			    : strcmp(zone, "Europe/London") == 0 ? BDL_ZONE_LONDON
								 : BDL_ZONE_NONE;
		if (out->zone == BDL_ZONE_NONE || parse_time(iso + 10, out) < 0)
			return -1;
		out->offset =
			out->zone == BDL_ZONE_LONDON && strcmp(iso + 19, "+01:00") == 0 ? 60 : 0;
	}
	bdl_moment_iso(*out, again);
	return strcmp(iso, again) == 0 ? 0 : -1;
}

int bdl_moment_compare(struct bdl_moment a, struct bdl_moment b)
{
	int order = bdl_day_compare(a.day, b.day);

	if (order == 0 && (a.zone == BDL_ZONE_NONE) != (b.zone == BDL_ZONE_NONE))
		return a.zone == BDL_ZONE_NONE ? -1 : 1;
	if (order == 0)
		order = (a.seconds > b.seconds) - (a.seconds < b.seconds);
	return order;
}
