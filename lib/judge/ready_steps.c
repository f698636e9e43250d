/*
 * Ready: which steps each document shows. They are listed by document once: every question about
 * papers asks it of every document, and there may be as many steps as documents. See ready.h.
 */
#include "judge/ready.h"

#include "judge/paths.h"
#include <string.h>

static size_t all_steps(const struct bdl_bundle *b)
{
	return b->step_count + b->undated_step_count;
}

/* Those of unknown day stand behind those of a known one. */
static const struct bdl_step *step_at(const struct bdl_bundle *b, size_t n)
{
	return n < b->step_count ? &b->steps[n] : &b->undated_steps[n - b->step_count];
}

/* From the last one on, so that each document's come out in their order. */
static void list_steps(struct bdl_readying *m)
{
	struct bdl_ready_steps *s = &m->steps;

	for (size_t i = 0; i < m->b->exhibit_count; i++)
		s->first[i] = BDL_NO_STEP;
	for (size_t n = all_steps(m->b); n-- > 0;) {
		size_t row = step_at(m->b, n)->exhibit;

		if (row >= m->b->exhibit_count)
			continue;
		row = bdl_row_shown_for(m->b, row);
		s->next[n] = s->first[row];
		s->first[row] = n;
	}
}

/* Of a letter and its scan one has the step; it is what the other shows, too. */
static void list_copies(struct bdl_readying *m)
{
	struct bdl_ready_steps *s = &m->steps;

	for (size_t i = 0; i < m->b->exhibit_count; i++)
		s->copy_of[i] = i;
	for (size_t i = 0; i < m->b->exhibit_count; i++) {
		const struct bdl_exhibit *x = &m->b->exhibits[i];

		for (size_t k = 0; k < x->like_count; k++) {
			size_t other = x->like[k].row;

			if (x->like[k].how != BDL_LIKE_SAME_WORDS || other >= m->b->exhibit_count)
				continue;
			if (s->first[i] == BDL_NO_STEP && s->first[other] != BDL_NO_STEP)
				s->copy_of[i] = other;
			if (s->first[other] == BDL_NO_STEP && s->first[i] != BDL_NO_STEP)
				s->copy_of[other] = i;
		}
	}
}

/* Documents that a person said are no step, whatever they look like. */
static void list_none(struct bdl_readying *m)
{
	const struct bdl_bundle *b = m->b;

	for (size_t i = 0; i < b->exhibit_count; i++) {
		const struct bdl_steer *w = b->exhibits[i].steer;

		if (w && w->event && strcmp(w->event, BDL_STEP_NONE) == 0)
			m->steps.none[bdl_row_shown_for(b, i)] = true;
	}
	for (size_t n = 0; n < m->told->event_count; n++) {
		const struct bdl_told_event *e = &m->told->events[n];

		if (!e->type || !e->file || strcmp(e->type, BDL_STEP_NONE) != 0)
			continue;
		for (size_t i = 0; i < b->exhibit_count; i++)
			if (bdl_path_matches(e->file, b->exhibits[i].name))
				m->steps.none[bdl_row_shown_for(b, i)] = true;
	}
}

void bdl_ready_list_steps(struct bdl_readying *m)
{
	struct bdl_ready_steps *s = &m->steps;
	size_t rows = m->b->exhibit_count;

	s->first = bdl_arena_alloc(m->arena, (rows + 1) * sizeof(*s->first));
	s->next = bdl_arena_alloc(m->arena, (all_steps(m->b) + 1) * sizeof(*s->next));
	s->copy_of = bdl_arena_alloc(m->arena, (rows + 1) * sizeof(*s->copy_of));
	s->none = bdl_arena_alloc(m->arena, (rows + 1) * sizeof(*s->none));
	if (!s->first || !s->next || !s->copy_of || !s->none) {
		m->failed = bdl_fail_memory(m->err) < 0;
		return;
	}
	list_steps(m);
	list_copies(m);
	list_none(m);
}

size_t bdl_ready_step_of(const struct bdl_readying *m, size_t row, const char **types)
{
	size_t found = BDL_NO_STEP;

	for (size_t n = m->steps.first[row]; n != BDL_NO_STEP; n = m->steps.next[n]) {
		if (!bdl_ready_is_listed(types, step_at(m->b, n)->type))
			continue;
		/* of several the newest; by day they are in order, and one without a day is last */
		if (found == BDL_NO_STEP || n < m->b->step_count)
			found = n;
	}
	return found;
}

const char *bdl_ready_step_shown(const struct bdl_readying *m, size_t row)
{
	size_t n = m->steps.first[m->steps.copy_of[row]];

	if (n != BDL_NO_STEP)
		return step_at(m->b, n)->type;
	return m->steps.none[row] ? BDL_STEP_NONE : NULL;
}
