/* See redact.h. */
#include "judge/redact.h"

#include "model/hide.h"
#include <string.h>

struct redact {
	struct bdl_bundle *b;
	const struct bdl_private_list *list;
	unsigned counts[BDL_PRIVATE_KINDS];
	struct bdl_error *err;
	bool failed;
};

static void line(struct redact *r, const char **text)
{
	const char *clean;

	if (!*text || r->failed)
		return;
	clean = bdl_hide_line(&r->b->arena, *text, r->list, r->counts, r->err);
	if (clean)
		*text = clean;
	else
		r->failed = true;
}

/* The list may be shared with who made it: a copy of it is gone through. */
static void lines(struct redact *r, const char ***list)
{
	const char **copy;
	size_t count = 0;

	while (*list && (*list)[count])
		count++;
	if (!count || r->failed)
		return;
	copy = bdl_arena_alloc(&r->b->arena, (count + 1) * sizeof(*copy));
	if (!copy) {
		bdl_fail_memory(r->err);
		r->failed = true;
		return;
	}
	for (size_t i = 0; i < count; i++) {
		copy[i] = (*list)[i];
		line(r, &copy[i]);
	}
	*list = copy;
}

/* What has been counted since the last time is of this row. */
static void note(struct redact *r, size_t row)
{
	for (int kind = 0; kind < BDL_PRIVATE_KINDS && !r->failed; kind++) {
		const struct bdl_private_found found = {
			.row = row, .kind = (enum bdl_private_kind)kind, .count = r->counts[kind]};

		if (found.count && bdl_bundle_found(r->b, &found, r->err) < 0)
			r->failed = true;
	}
	memset(r->counts, 0, sizeof(r->counts));
}

/* ---- the rows ---- */

/* Also of what an exhibit is called. */
static void name(struct redact *r, const char **text)
{
	const char *clean;

	if (!*text || r->failed)
		return;
	clean = bdl_hide_name(&r->b->arena, *text, r->list, r->counts, r->err);
	if (clean)
		*text = clean;
	else
		r->failed = true;
}

static void exhibits(struct redact *r)
{
	for (size_t i = 0; i < r->b->exhibit_count; i++) {
		struct bdl_exhibit *x = &r->b->exhibits[i];

		name(r, &x->name);
		line(r, &x->title);
		line(r, &x->basis);
		line(r, &x->detail);
		line(r, &x->layout);
		line(r, &x->account);
		line(r, &x->message_id);
		line(r, &x->date.raw);
		lines(r, &x->warnings);
		note(r, i);
	}
}

static void step(struct redact *r, struct bdl_step *s)
{
	line(r, &s->basis);
	line(r, &s->text);
	line(r, &s->by);
	note(r, s->exhibit);
}

static void rows(struct redact *r)
{
	struct bdl_bundle *b = r->b;

	for (size_t i = 0; i < b->event_count; i++) {
		line(r, &b->events[i].record.party);
		line(r, &b->events[i].record.text);
		note(r, b->events[i].exhibit);
	}
	for (size_t i = 0; i < b->entry_count; i++) {
		line(r, &b->entries[i].text);
		line(r, &b->entries[i].date.raw);
		line(r, &b->entries[i].by);
		note(r, b->entries[i].exhibit);
	}
	for (size_t i = 0; i < b->step_count; i++)
		step(r, &b->steps[i]);
	for (size_t i = 0; i < b->undated_step_count; i++)
		step(r, &b->undated_steps[i]);
	for (size_t i = 0; i < b->section_count; i++)
		line(r, &b->sections[i].title);
	for (size_t i = 0; i < b->excluded_count; i++)
		name(r, &b->excluded[i].name);
	for (size_t i = 0; i < b->held_count; i++)
		name(r, &b->held[i].name);
	note(r, BDL_NONE);
}

/* What was reckoned has taken over words of the case: they are hidden, and not counted twice. */
static void reckoned(struct redact *r)
{
	struct bdl_reckoning *reckoning = r->b->reckoning;
	struct bdl_losses *losses = r->b->losses;

	for (size_t i = 0; reckoning && i < reckoning->sums.payment_count; i++)
		line(r, &reckoning->payments[i].by);
	for (size_t i = 0; reckoning && i < reckoning->near_count; i++)
		line(r, &reckoning->near[i].what.by);
	for (size_t i = 0; losses && i < losses->count; i++)
		line(r, &losses->rows[i].what);
	if (losses)
		line(r, &losses->remedy);
	memset(r->counts, 0, sizeof(r->counts));
}

/* ---- the case ---- */

static void court(struct redact *r, struct bdl_court *c)
{
	lines(r, &c->court);
	lines(r, &c->heading);
	line(r, &c->claim_number);
	for (size_t i = 0; i < c->statement_count; i++) {
		struct bdl_statement *s = &c->statements[i];

		line(r, &s->witness);
		line(r, &s->capacity);
		line(r, &s->on_behalf_of);
		for (size_t k = 0; k < s->exhibit_count; k++)
			line(r, &s->exhibits[k].title);
	}
	for (size_t i = 0; i < c->essential_count; i++)
		line(r, &c->essential[i].note);
}

/* Address, telephone and e-mail stand on the cover alone, and only where its recipient asks for
 * them. */
static void person(struct redact *r, struct bdl_person *p)
{
	line(r, &p->name);
	line(r, &p->address);
	line(r, &p->phone);
	line(r, &p->email);
}

static void told(struct redact *r, struct bdl_told *t)
{
	person(r, &t->applicant);
	person(r, &t->representative);
	line(r, &t->constituency);
	line(r, &t->mp);
	line(r, &t->complaint_reference);
	line(r, &t->remedy);
	for (size_t i = 0; i < t->event_count; i++) {
		line(r, &t->events[i].text);
		line(r, &t->events[i].by);
		line(r, &t->events[i].said_by);
		line(r, &t->events[i].sentence);
	}
	for (size_t i = 0; i < t->payment_rule_count; i++) {
		line(r, &t->payment_rules[i].payer);
		line(r, &t->payment_rules[i].reference);
	}
	for (size_t i = 0; i < t->payment_count; i++)
		line(r, &t->payments[i].by);
	for (size_t i = 0; i < t->loss_count; i++)
		line(r, &t->losses[i].what);
	for (size_t i = 0; i < t->allegation_count; i++) {
		line(r, &t->allegations[i].heading);
		line(r, &t->allegations[i].text);
	}
	t->private = (struct bdl_private){.children = NULL};
}

/* The table that it came from is another's. */
static void earlier(struct redact *r)
{
	struct bdl_earlier *copy;

	if (!r->b->earlier || r->failed)
		return;
	copy = bdl_arena_alloc(&r->b->arena, sizeof(*copy));
	if (!copy) {
		bdl_fail_memory(r->err);
		r->failed = true;
		return;
	}
	*copy = *r->b->earlier;
	name(r, &copy->name);
	r->b->earlier = copy;
}

int bdl_redact_table(struct bdl_bundle *b, const struct bdl_private_list *l, struct bdl_error *err)
{
	struct redact r = {.b = b, .list = l, .err = err};
	struct bdl_case *about = &b->about;

	exhibits(&r);
	rows(&r);
	reckoned(&r);
	earlier(&r);
	line(&r, &about->title);
	line(&r, &about->summary);
	line(&r, &about->recipient);
	line(&r, &about->version);
	line(&r, &about->from);
	line(&r, &about->about);
	line(&r, &about->reference);
	line(&r, &about->national_insurance); /* kept, unless its recipient is not to see it */
	if (about->court)
		court(&r, about->court);
	if (about->told)
		told(&r, about->told);
	note(&r, BDL_NONE);
	if (r.failed)
		return -1;
	bdl_bundle_sort_found(b);
	b->redacted = true;
	return 0;
}
