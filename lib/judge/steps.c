/*
 * Steps: what a document shows that was done about the case, by the rules of schemas/steps.yaml.
 * One step a document: the kind that stands first in that file and one of whose rules holds. See
 * reckon.h.
 */
#include "judge/reckon.h"

#include "judge/letter.h"
#include "judge/step_rows.h"
#include "judge/words.h"
#include <assert.h>
#include <string.h>

/* One document, folded once for all rules. */
struct document {
	const struct bdl_exhibit *x;
	struct bdl_letter letter;
	struct bdl_buffer sender, path;
};

#define DOCUMENT_INIT(x)                                                                           \
	{                                                                                          \
		(x), BDL_LETTER_INIT, BDL_BUFFER_INIT, BDL_BUFFER_INIT                             \
	}

static bool has_one(const struct bdl_buffer *text, const char **words, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (bdl_words_stand_in(bdl_buffer_string(text), words[i]))
			return true;
	return false;
}

static bool has_all(const struct bdl_buffer *text, const char **words, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (!bdl_words_stand_in(bdl_buffer_string(text), words[i]))
			return false;
	return true;
}

static bool is_kind(const struct document *d, const struct bdl_step_rule *r)
{
	for (unsigned i = 0; i < r->kinds_count; i++)
		if (strcmp(r->kinds[i], d->x->kind) == 0)
			return true;
	return r->kinds_count == 0;
}

static const char *text_of(const struct document *d, enum bdl_step_part part)
{
	switch (part) {
	case BDL_STEP_TO:
		return bdl_buffer_string(&d->letter.to);
	case BDL_STEP_HEADING:
		return bdl_buffer_string(&d->letter.heading);
	case BDL_STEP_OPENING:
	case BDL_STEP_UNLESS:
		return bdl_buffer_string(&d->letter.opening);
	case BDL_STEP_SAYS:
	case BDL_STEP_PARTS:
		break;
	}
	return bdl_buffer_string(&d->letter.own);
}

static bool matches(
	const struct document *d, const struct bdl_step_rule *r, enum bdl_step_part part)
{
	return bdl_step_rule_matches(r, part, text_of(d, part), NULL, NULL);
}

/* The cheap conditions first: most rules fail at the kind. */
static bool rule_holds(const struct document *d, const struct bdl_step_rule *r)
{
	if (!is_kind(d, r) ||
		(r->sender_count && !has_one(&d->sender, r->sender, r->sender_count)) ||
		has_one(&d->sender, r->not_sender, r->not_sender_count))
		return false;
	if ((r->any_count && !has_one(&d->letter.own, r->any, r->any_count)) ||
		!has_all(&d->letter.own, r->all, r->all_count) ||
		has_one(&d->letter.own, r->none, r->none_count))
		return false;
	if ((r->to && !matches(d, r, BDL_STEP_TO)) ||
		(r->heading && !matches(d, r, BDL_STEP_HEADING)) ||
		(r->opening && !matches(d, r, BDL_STEP_OPENING)) ||
		(r->says && !matches(d, r, BDL_STEP_SAYS)))
		return false;
	return !r->unless || !matches(d, r, BDL_STEP_UNLESS);
}

/* A draft, a form to be filled in, a specimen is nothing that was done. */
static bool is_blank(const struct document *d, const struct bdl_step_kinds *kinds)
{
	return has_one(&d->path, kinds->names, kinds->names_count) ||
	       bdl_step_is_blank(kinds, bdl_buffer_string(&d->letter.to)) ||
	       bdl_step_is_blank(kinds, bdl_buffer_string(&d->letter.opening));
}

static const struct bdl_step_kind *judge(const struct document *d,
	const struct bdl_step_kinds *kinds, const struct bdl_step_rule **because)
{
	for (unsigned i = 0; i < kinds->kinds_count; i++)
		for (unsigned n = 0; n < kinds->kinds[i].rules_count; n++)
			if (rule_holds(d, &kinds->kinds[i].rules[n])) {
				*because = &kinds->kinds[i].rules[n];
				return &kinds->kinds[i];
			}
	return NULL;
}

/* ---- the basis ---- */

static void quote(struct bdl_buffer *out, unsigned *count, const char *words, size_t length)
{
	while (length > 0 && strchr(" .,;:", *words)) {
		words++;
		length--;
	}
	while (length > 0 && strchr(" .,;:", words[length - 1]))
		length--;
	if (length > 0)
		bdl_buffer_printf(out, "%s \u201c%.*s\u201d",
			(*count)++ ? "," : "; words:", (int)length, words);
}

/* "kind: final response; words: "our final response"" */
static const char *basis(
	struct bdl_bundle *b, const struct document *d, const struct bdl_step_rule *r)
{
	static const enum bdl_step_part quoted[] = {
		BDL_STEP_HEADING, BDL_STEP_OPENING, BDL_STEP_SAYS};
	struct bdl_buffer out = BDL_BUFFER_INIT;
	const char *text, *word;
	unsigned count = 0;
	size_t length;

	bdl_buffer_text(&out, "kind: ");
	for (const char *k = d->x->kind; *k; k++)
		bdl_buffer_byte(&out, *k == '-' ? ' ' : *k);
	for (size_t i = 0; i < sizeof(quoted) / sizeof(*quoted); i++)
		if (bdl_step_rule_matches(r, quoted[i], text_of(d, quoted[i]), &word, &length))
			quote(&out, &count, word, length);
	for (unsigned i = 0; i < r->any_count; i++)
		if (bdl_words_stand_in(bdl_buffer_string(&d->letter.own), r->any[i])) {
			quote(&out, &count, r->any[i], strlen(r->any[i]));
			break;
		}
	for (unsigned i = 0; i < r->all_count; i++)
		quote(&out, &count, r->all[i], strlen(r->all[i]));
	text = out.failed ? NULL : bdl_arena_string(&b->arena, bdl_buffer_string(&out));
	bdl_buffer_release(&out);
	return text;
}

/* ---- all of it ---- */

static int fold(struct document *d, const struct bdl_facts *f)
{
	if (bdl_letter_init(&d->letter, f) < 0)
		return -1;
	if (f->sender && bdl_words_fold(&d->sender, f->sender, false) < 0)
		return -1;
	return bdl_words_fold(&d->path, d->x->name ? d->x->name : d->x->path, true);
}

static void release(struct document *d)
{
	bdl_letter_release(&d->letter);
	bdl_buffer_release(&d->sender);
	bdl_buffer_release(&d->path);
}

/*
 * The facts give the opening words only, and not where their pages end, so a step stands on the
 * first page of its document.
 */
static int take(struct bdl_bundle *b, size_t row, const struct document *d,
	const struct bdl_step_kind *kind, const struct bdl_step_rule *r, struct bdl_error *err)
{
	const struct bdl_date *date = &b->exhibits[row].date;
	struct bdl_step step = {.type = bdl_arena_string(&b->arena, kind->id),
		.day = date->day,
		.exhibit = row,
		.page = 1,
		.basis = basis(b, d, r),
		.answers = BDL_NO_STEP,
		.inferred = !bdl_date_is_stated(date)};

	if (!step.type || !step.basis)
		return bdl_fail_memory(err);
	return bdl_add_step(b, &step, err);
}

int bdl_take_steps(struct bdl_bundle *b, size_t row, const struct bdl_facts *f,
	const struct bdl_step_kinds *kinds, struct bdl_error *err)
{
	struct document d = DOCUMENT_INIT(&b->exhibits[row]);
	const struct bdl_step_kind *kind = NULL;
	const struct bdl_step_rule *because = NULL;
	int rc;

	assert(d.x->duplicate_of == BDL_NONE && d.x->kind);
	if (!f->text || !*f->text)
		return 0;
	rc = fold(&d, f) < 0 ? bdl_fail_memory(err) : 0;
	if (rc == 0 && !is_blank(&d, kinds))
		kind = judge(&d, kinds, &because);
	if (kind)
		rc = take(b, row, &d, kind, because, err);
	release(&d);
	return rc;
}
