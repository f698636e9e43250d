/*
 * Classify: which kind of evidence a file is, by the rules of schemas/kinds.yaml. The kinds that
 * stand alone are weighed first; of the one that wins, its special cases then.
 */
#include "judge/judge.h"

#include "judge/steer.h"
#include "judge/subject.h"
#include "judge/title.h"
#include <assert.h>
#include <string.h>

static int score(const struct bdl_subject *s, const struct bdl_kind *kind)
{
	int sum = 0;

	for (unsigned i = 0; i < kind->rules_count; i++)
		if (bdl_rule_holds(s, &kind->rules[i]))
			sum += kind->rules[i].weight;
	return sum;
}

/* The heaviest of the kinds that are a special case of `of` (NULL: of none), or NULL if none weighs
 * enough. */
static const struct bdl_kind *heaviest(const struct bdl_subject *s, const char *of)
{
	const struct bdl_kind *best = NULL;
	int most = s->kinds->enough - 1;

	for (unsigned i = 0; i < s->kinds->kinds_count; i++) {
		const struct bdl_kind *kind = &s->kinds->kinds[i];
		int sum;

		if (of ? !kind->of || strcmp(kind->of, of) != 0 : kind->of != NULL)
			continue;
		sum = score(s, kind);
		if (sum > most) {
			most = sum;
			best = kind;
		}
	}
	return best;
}

static const struct bdl_kind *judge(const struct bdl_subject *s)
{
	const struct bdl_kind *kind = heaviest(s, NULL);
	const struct bdl_kind *special = kind ? heaviest(s, kind->id) : NULL;

	return special ? special : kind;
}

/* Kind and title, and what index.csv says of them. */
static int name(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_facts *f,
	const struct bdl_kind *judged, const struct bdl_kinds *kinds, struct bdl_error *err)
{
	const struct bdl_kind *kind = bdl_steer_kind(b, x, judged, kinds);

	x->kind = bdl_arena_string(&b->arena, kind->id);
	if (!x->basis || !x->kind)
		return bdl_fail_memory(err);
	if (bdl_title(b, x, f, judged, err) < 0)
		return -1;
	bdl_steer_title(b, x);
	if (kind == judged || (x->steer && x->steer->title))
		return 0;
	return bdl_title(b, x, f, kind, err);
}

int bdl_classify(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_facts *f,
	const struct bdl_kinds *kinds, struct bdl_error *err)
{
	static const struct bdl_facts nothing;
	struct bdl_subject s = {.kinds = kinds, .facts = f ? f : &nothing, .format = "unknown"};
	const struct bdl_kind *kind;
	int rc = -1;

	assert(b->stage >= BDL_STAGE_TAKEN_IN && b->stage < BDL_STAGE_ARRANGED);
	if (s.facts->format)
		s.format = s.facts->format;
	else if (x->format)
		s.format = x->format;
	if (bdl_subject_init(&s, x) < 0) {
		bdl_fail_memory(err);
		goto out;
	}
	kind = judge(&s);
	x->basis = kind ? bdl_basis(b, &s, kind) : "no mark of any other kind was found";
	if (!kind)
		kind = bdl_kinds_find(kinds, "other");
	rc = name(b, x, s.facts, kind, kinds, err);
out:
	bdl_subject_release(&s);
	return rc;
}
