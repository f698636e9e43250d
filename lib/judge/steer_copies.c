/*
 * Rows of index.csv about exact copies: a copy is not bound, so what is said of it is said of the
 * one that is. See steer.h.
 */
#include "judge/steer.h"

#include "base/text.h"
#include <string.h>

struct merging {
	struct bdl_bundle *b;
	struct bdl_steer *into;
	const struct bdl_steer *from;
	const struct bdl_exhibit *original, *copy;
	struct bdl_error *err;
};

/*
 * Where the file does not tell which cells were edited, what stands beside a copy may be what the
 * program wrote there; the one that is bound decides.
 */
static int contradict(const struct merging *m, const char *column)
{
	if (!m->b->steering->noted)
		return 0;
	bdl_fail(m->err, BDL_EFORMAT, BDL_STEER_FILE,
		"lines %u and %u give one document another %s: \"%.100s\" is an exact copy of "
		"\"%.100s\"",
		m->into->line, m->from->line, column, m->copy->name, m->original->name);
	return bdl_hint(m->err, "say it in one of them, or the same in both");
}

static int merge_text(
	const struct merging *m, const char *column, const char **into, const char *from)
{
	if (!from || (*into && strcmp(*into, from) == 0))
		return 0;
	if (*into)
		return contradict(m, column);
	*into = from;
	return 0;
}

static int merge_date(const struct merging *m)
{
	struct bdl_steer *a = m->into;
	const struct bdl_steer *b = m->from;

	if (!b->has_date && !b->undated)
		return 0;
	if (a->has_date || a->undated)
		return a->undated == b->undated && bdl_day_compare(a->day, b->day) == 0 &&
				       bdl_day_compare(a->until, b->until) == 0
			       ? 0
			       : contradict(m, "date");
	a->has_date = b->has_date;
	a->undated = b->undated;
	a->confirmed = b->confirmed;
	a->day = b->day;
	a->until = b->until;
	return 0;
}

static int merge_order(const struct merging *m)
{
	if (m->from->order <= 0)
		return 0;
	if (m->into->order > 0)
		return m->into->order < m->from->order || m->into->order > m->from->order
			       ? contradict(m, "order")
			       : 0;
	m->into->order = m->from->order;
	return 0;
}

static size_t count_of(const char **list)
{
	size_t count = 0;

	while (list && list[count])
		count++;
	return count;
}

/* Both documents' headings; bdl_tag_allegations() takes each once. */
static int merge_allegations(const struct merging *m)
{
	size_t a = count_of(m->into->allegations), b = count_of(m->from->allegations);
	const char **list;

	if (b == 0)
		return 0;
	list = bdl_arena_alloc(&m->b->arena, (a + b + 1) * sizeof(*list));
	if (!list)
		return bdl_fail_memory(m->err);
	if (a)
		memcpy(list, m->into->allegations, a * sizeof(*list));
	memcpy(list + a, m->from->allegations, b * sizeof(*list));
	m->into->allegations = list;
	return 0;
}

static int merge(const struct merging *m)
{
	struct bdl_steer *into = m->into;
	const struct bdl_steer *from = m->from;

	if (merge_text(m, "title", &into->title, from->title) < 0 ||
		merge_text(m, "kind", &into->kind, from->kind) < 0 ||
		merge_text(m, "section", &into->section, from->section) < 0 ||
		merge_text(m, "event", &into->event, from->event) < 0 ||
		merge_text(m, "received", &into->received, from->received) < 0)
		return -1;
	return merge_date(m) < 0 || merge_order(m) < 0 ? -1 : merge_allegations(m);
}

int bdl_steer_copies(struct bdl_bundle *b, struct bdl_error *err)
{
	for (size_t i = 0; i < b->exhibit_count; i++) {
		const struct bdl_exhibit *copy = &b->exhibits[i];
		struct bdl_exhibit *original;
		struct merging m = {.b = b, .from = copy->steer, .copy = copy, .err = err};

		if (copy->duplicate_of == BDL_NONE || !copy->steer)
			continue;
		original = &b->exhibits[copy->duplicate_of];
		if (!original->steer) {
			original->steer = copy->steer;
			continue;
		}
		m.into = bdl_steer_of(b, original);
		m.original = original;
		if (m.into != m.from && merge(&m) < 0)
			return -1;
	}
	return 0;
}
