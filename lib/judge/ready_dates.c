/* Ready: documents whose date is not known, not certain, or not their own. See ready.h. */
#include "judge/ready.h"

typedef bool question(const struct bdl_exhibit *x);

static bool is_undated(const struct bdl_exhibit *x)
{
	/* the author has looked, and there is none */
	if (x->steer && x->steer->undated)
		return false;
	return x->date.precision == BDL_UNDATED;
}

static bool is_ambiguous(const struct bdl_exhibit *x)
{
	return x->date.precision != BDL_UNDATED && x->date.ambiguous &&
	       x->date.source != BDL_FROM_AUTHOR;
}

static bool is_inferred(const struct bdl_exhibit *x)
{
	return x->date.precision != BDL_UNDATED && !x->date.ambiguous &&
	       x->date.source != BDL_FROM_AUTHOR && !bdl_date_is_stated(&x->date);
}

/* The rows, in the bundle's order, of which the answer is yes; from the arena. */
static size_t *collect(struct bdl_readying *m, question *is, size_t *count)
{
	const struct bdl_bundle *b = m->b;
	size_t *rows = bdl_arena_alloc(m->arena, (b->order_count + 1) * sizeof(*rows));

	*count = 0;
	if (!rows)
		m->failed = bdl_fail_memory(m->err) < 0;
	for (size_t i = 0; rows && i < b->order_count; i++)
		if (is(&b->exhibits[b->order[i]]))
			rows[(*count)++] = b->order[i];
	return rows;
}

static void say(struct bdl_readying *m, question *is, const char *id, const char *one,
	const char *many, const char *todo)
{
	size_t count, *rows = collect(m, is, &count);
	struct bdl_ready_finding *f;

	if (!count)
		return;
	f = bdl_ready_find(m, BDL_READY_LOOK, id, "%s: %s", bdl_ready_counted(m, count, one, many),
		bdl_ready_numbers(m, rows, count));
	bdl_ready_why(m, f, "The chronology stands on the dates; a reader checks those first.");
	bdl_ready_todo(m, f, "%s", todo);
	for (size_t i = 0; i < count; i++)
		bdl_ready_about(m, f, rows[i]);
}

void bdl_ready_dates(struct bdl_readying *m)
{
	say(m, is_undated, "undated", "document has no date", "documents have no date",
		"Put their dates into index.csv, or the word undated.");
	say(m, is_ambiguous, "ambiguous-dates", "date can be read in two ways",
		"dates can be read in two ways", "Put the right ones into index.csv.");
	say(m, is_inferred, "inferred-dates", "date is not stated in the document",
		"dates are not stated in the document",
		"Put the right ones into index.csv, or leave them marked.");
}
