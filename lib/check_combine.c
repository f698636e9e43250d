/*
 * What comes of several PDFs and of their archive together: of each rule the worst. Pure; see
 * check_bundle.h.
 */
#include "check_bundle.h"

#include <string.h>

static struct bdl_rule_found *rule_of(struct bdl_verdicts *v, const char *id)
{
	for (size_t i = 0; i < v->count; i++)
		if (strcmp(v->rules[i].id, id) == 0)
			return &v->rules[i];
	return NULL;
}

static void set_verdict(
	struct bdl_verdicts *v, const char *id, enum bdl_verdict verdict, const char *text)
{
	struct bdl_rule_found *r = rule_of(v, id);

	if (r && text)
		*r = (struct bdl_rule_found){.id = r->id, .verdict = verdict, .text = text};
}

/* R38: the originals are what their fingerprints say. R42: the archive is what it lists. */
static int judge_report(struct bdl_checked *c, struct bdl_error *err)
{
	const struct bdl_report *r = &c->report;
	struct bdl_arena *a = &c->verdicts.arena;
	size_t differing = r->files - r->same, rest = 0;
	const char *text;

	for (size_t i = 0; i < r->count; i++)
		rest += r->findings[i].tag || r->findings[i].kind == BDL_FINDING_EXTRA ||
			r->findings[i].kind == BDL_FINDING_BROKEN;
	if (differing) {
		text = bdl_arena_printf(a,
			"%zu of %zu originals in the archive %s not as %s sealed: see bundle "
			"verify.",
			differing, r->files, differing == 1 ? "is" : "are",
			differing == 1 ? "it was" : "they were");
		set_verdict(&c->verdicts, "R38", BDL_FAIL, text);
		if (!text)
			return bdl_fail_memory(err);
	}
	if (c->table_fault)
		text = bdl_arena_printf(a,
			"The archive's own table, bundle.json, cannot be read: %s; see bundle "
			"verify.",
			c->table_fault);
	else if (rest || differing)
		text = bdl_arena_printf(a,
			"The archive does not hold what it lists: %zu finding%s, see bundle "
			"verify.",
			r->count, r->count == 1 ? "" : "s");
	else
		text = bdl_arena_printf(a,
			"The archive holds exactly what it lists: %zu original%s, all as they were "
			"sealed.",
			r->files, r->files == 1 ? "" : "s");
	if (!text)
		return bdl_fail_memory(err);
	set_verdict(&c->verdicts, "R42", c->table_fault || rest || differing ? BDL_FAIL : BDL_PASS,
		text);
	return 0;
}

static int weight(enum bdl_verdict v)
{
	switch (v) {
	case BDL_FAIL:
		return 3;
	case BDL_WARN:
		return 2;
	case BDL_PASS:
		return 1;
	case BDL_NOT_APPLICABLE:
		break;
	}
	return 0;
}

static int copy_rule(struct bdl_checked *c, const struct bdl_checked_pdf *pdf,
	const struct bdl_rule_found *from, struct bdl_rule_found *to)
{
	struct bdl_arena *a = &c->verdicts.arena;
	unsigned *pages = bdl_arena_alloc(a, (from->page_count + 1) * sizeof(*pages));

	to->id = bdl_arena_string(a, from->id);
	to->text = c->pdf_count == 1 ? bdl_arena_string(a, from->text)
				     : bdl_arena_printf(a, "%s: %s", pdf->file, from->text);
	if (!pages || !to->id || !to->text)
		return -1;
	if (from->page_count)
		memcpy(pages, from->pages, from->page_count * sizeof(*pages));
	to->pages = pages;
	to->page_count = from->page_count;
	to->verdict = from->verdict;
	return 0;
}

/* For each rule the worst of them, of equals the first; with the name of the PDF where there are
 * several. */
static int combine(struct bdl_checked *c, struct bdl_error *err)
{
	struct bdl_verdicts *all = &c->verdicts;
	const struct bdl_verdicts *first = &c->pdfs[0].verdicts;

	all->rules = bdl_arena_alloc(&all->arena, (first->count + 1) * sizeof(*all->rules));
	if (!all->rules)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < first->count; i++) {
		const struct bdl_checked_pdf *worst = &c->pdfs[0];
		const struct bdl_rule_found *rule = &first->rules[i];

		for (size_t k = 1; k < c->pdf_count; k++) {
			const struct bdl_rule_found *other =
				rule_of(&c->pdfs[k].verdicts, first->rules[i].id);

			if (other && weight(other->verdict) > weight(rule->verdict)) {
				worst = &c->pdfs[k];
				rule = other;
			}
		}
		if (copy_rule(c, worst, rule, &all->rules[i]) < 0)
			return bdl_fail_memory(err);
		all->count = i + 1;
	}
	return 0;
}

int bdl_check_combine(struct bdl_checked *c, struct bdl_error *err)
{
	if (combine(c, err) < 0)
		return -1;
	return c->has_report ? judge_report(c, err) : 0;
}
