/* What a page of calls and messages is called, and where it says that it comes from. See phone.h.
 */
#include "read/phone.h"

#include <string.h>

/* The party of all, or NULL. */
static const char *only_party(const struct bdl_phone *p)
{
	for (size_t i = 1; i < p->count; i++)
		if (!p->items[i].key || strcmp(p->items[i].key, p->items[0].key) != 0)
			return NULL;
	return p->count ? p->items[0].party : NULL;
}

/* A chat names those that write in it. */
static const char *chat_title(struct bdl_phone *p)
{
	struct bdl_arena *a = p->r->arena;
	const char *first = NULL, *second = NULL;

	for (size_t i = 0; i < p->count; i++) {
		const char *who = p->items[i].author;

		if (who && !first)
			first = who;
		else if (who && !second && strcmp(who, first) != 0)
			second = who;
	}
	if (p->authors > 2)
		return bdl_arena_printf(a, "Messages between %zu people", p->authors);
	if (second)
		return bdl_arena_printf(a, "Messages between %s and %s", first, second);
	return first ? bdl_arena_printf(a, "Messages from %s", first) : "Messages";
}

const char *bdl_phone_title(struct bdl_phone *p)
{
	struct bdl_arena *a = p->r->arena;
	const char *party;

	bool log = strcmp(p->r->facts->format, "calls-xml") == 0;

	if (!p->chat && p->messages == 0 && (p->calls > 0 || log))
		return "Call log";
	if (p->chat)
		return chat_title(p);
	party = only_party(p);
	if (p->calls > 0)
		return "Calls and messages";
	if (party)
		return bdl_arena_printf(a, "Messages with %s", party);
	return p->parties > 1 ? bdl_arena_printf(a, "Messages with %zu contacts", p->parties)
			      : "Messages";
}

/* "It holds 23 calls; all 23 are shown." */
static void say_holds(struct bdl_buffer *out, const struct bdl_phone *p)
{
	size_t all = p->calls + p->messages;

	if (all == 0) {
		bdl_buffer_text(out, p->truncated ? "No call or message could be read in it."
						  : "It holds no calls or messages.");
		return;
	}
	bdl_buffer_text(out, "It holds ");
	if (p->messages > 0)
		bdl_phone_say_count(out, p->messages, "message");
	if (p->messages > 0 && p->calls > 0)
		bdl_buffer_text(out, " and ");
	if (p->calls > 0)
		bdl_phone_say_count(out, p->calls, "call");
	if (all == 1) {
		bdl_buffer_text(out, ", shown here.");
	} else {
		bdl_buffer_text(out, "; all ");
		bdl_phone_say_number(out, all);
		bdl_buffer_text(out, " are shown.");
	}
}

const char *bdl_phone_index_title(struct bdl_phone *p, const char *title)
{
	const char *party = only_party(p), *line;
	struct bdl_buffer b = BDL_BUFFER_INIT;

	if (p->calls == 0 || p->chat)
		return bdl_reading_line(p->r, title, strlen(title), BDL_TITLE_MAX);
	bdl_buffer_text(&b, "Call log: ");
	bdl_phone_say_number(&b, p->calls);
	bdl_buffer_text(&b, p->calls == 1 ? " call" : " calls");
	if (p->messages > 0) {
		bdl_buffer_text(&b, " and ");
		bdl_phone_say_number(&b, p->messages);
		bdl_buffer_text(&b, p->messages == 1 ? " message" : " messages");
	}
	if (party)
		bdl_buffer_printf(&b, " with %s", party);
	line = b.failed ? NULL : bdl_reading_line(p->r, b.data, b.length, BDL_TITLE_MAX);
	bdl_buffer_release(&b);
	return line;
}

static bool has_times(const struct bdl_phone *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->items[i].when.zone != BDL_ZONE_NONE)
			return true;
	return false;
}

const char *bdl_phone_provenance(struct bdl_phone *p)
{
	const char *name = bdl_reading_line(p->r, p->r->name, strlen(p->r->name), BDL_TITLE_MAX);
	struct bdl_buffer b = BDL_BUFFER_INIT;
	const char *copy;

	if (!name)
		return NULL;
	bdl_buffer_printf(
		&b, "Drawn from the file \xE2\x80\x9C%s\xE2\x80\x9D%s. ", name, p->origin);
	say_holds(&b, p);
	if (p->truncated)
		bdl_buffer_text(
			&b, " The file breaks off before its end. What could be read is shown.");
	if (has_times(p))
		bdl_buffer_text(&b, p->zone == BDL_ZONE_LONDON
					    ? " Times are UK time, 24-hour clock."
					    : " Times are as the phone wrote them; it does not say "
					      "in which time zone.");
	if (p->ambiguous)
		bdl_buffer_text(
			&b, " Dates are read day first; the file does not say whether they are.");
	if (p->messages > 0)
		bdl_buffer_text(&b, " Words are exactly as written.");
	copy = b.failed ? NULL : bdl_arena_string(p->r->arena, bdl_buffer_string(&b));
	bdl_buffer_release(&b);
	return copy;
}
