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

/* "letters_Emma-Example.pdf": in names of files words are joined by what is no letter. */
static void name(struct redact *r, const char **text)
{
	const char *before = *text;
	char *loose;

	line(r, text);
	if (r->failed || *text != before || !before)
		return;
	loose = bdl_arena_string(&r->b->arena, before);
	if (!loose) {
		bdl_fail_memory(r->err);
		r->failed = true;
		return;
	}
	for (char *p = loose; *p; p++)
		if (*p == '_' || *p == '+' || *p == '.')
			*p = ' ';
	*text = loose;
	line(r, text);
	if (*text == loose)
		*text = before; /* as it was */
}

static void exhibits(struct redact *r)
{
	for (size_t i = 0; i < r->b->exhibit_count; i++) {
		struct bdl_exhibit *x = &r->b->exhibits[i];

		name(r, &x->name);
		line(r, &x->title);
		line(r, &x->basis);
		line(r, &x->detail);
		line(r, &x->account);
		line(r, &x->message_id);
		line(r, &x->date.raw);
		lines(r, &x->warnings);
		note(r, i);
	}
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
		note(r, b->entries[i].exhibit);
	}
	for (size_t i = 0; i < b->step_count; i++) {
		line(r, &b->steps[i].basis);
		line(r, &b->steps[i].text);
		line(r, &b->steps[i].by);
		note(r, b->steps[i].exhibit);
	}
	for (size_t i = 0; i < b->section_count; i++)
		line(r, &b->sections[i].title);
	for (size_t i = 0; i < b->excluded_count; i++)
		name(r, &b->excluded[i].name);
	for (size_t i = 0; i < b->held_count; i++)
		name(r, &b->held[i].name);
	note(r, BDL_NONE);
}

/* ---- the case ---- */

static void court(struct redact *r, struct bdl_court *c)
{
	lines(r, &c->heading);
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

static void told(struct redact *r, struct bdl_told *t)
{
	line(r, &t->remedy);
	for (size_t i = 0; i < t->event_count; i++) {
		line(r, &t->events[i].text);
		line(r, &t->events[i].by);
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

int bdl_redact_table(struct bdl_bundle *b, const struct bdl_private_list *l, struct bdl_error *err)
{
	struct redact r = {.b = b, .list = l, .err = err};
	struct bdl_case *about = &b->about;

	exhibits(&r);
	rows(&r);
	line(&r, &about->title);
	line(&r, &about->summary);
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
