/* Records: what a phone's or a bank's file says happened becomes events of the table. Nothing is
 * judged here. */
#include "judge/judge.h"
#include "judge/runs.h"

#include <assert.h>
#include <string.h>

/* Neighbours have the same party more often than not; its name is stored once. */
static const char *share(struct bdl_bundle *b, const char *name, const char *before)
{
	if (!name)
		return NULL;
	if (before && strcmp(before, name) == 0)
		return before;
	return bdl_arena_string(&b->arena, name);
}

int bdl_make_room_for_events(struct bdl_bundle *b, size_t more, struct bdl_error *err)
{
	size_t space = b->event_space ? b->event_space : 64;
	struct bdl_event *larger;

	if (more <= b->event_space - b->event_count)
		return 0;
	while (space - b->event_count < more)
		space *= 2;
	larger = bdl_arena_alloc(&b->arena, space * sizeof(*larger));
	if (!larger)
		return bdl_fail_memory(err);
	if (b->event_count)
		memcpy(larger, b->events, b->event_count * sizeof(*larger));
	b->events = larger;
	b->event_space = space;
	return 0;
}

int bdl_take_records(
	struct bdl_bundle *b, size_t row, const struct bdl_facts *f, struct bdl_error *err)
{
	const struct bdl_event *before = NULL;

	assert(b->exhibits[row].duplicate_of == BDL_NONE);
	if (f->record_count == 0)
		return 0;
	if (bdl_make_room_for_events(b, f->record_count, err) < 0)
		return -1;
	for (size_t i = 0; i < f->record_count; i++) {
		const struct bdl_record *r = &f->records[i];
		struct bdl_event *e = &b->events[b->event_count];

		*e = (struct bdl_event){.record = *r, .exhibit = row};
		e->record.party = share(b, r->party, before ? before->record.party : NULL);
		e->record.text = share(b, r->text, NULL);
		if ((r->party && !e->record.party) || (r->text && !e->record.text))
			return bdl_fail_memory(err);
		b->event_count++;
		before = e;
	}
	return 0;
}
