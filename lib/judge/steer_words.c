/* Words of index.csv, kinds and sections and events, looked up: see steer.h. */
#include "judge/steer.h"

#include "base/text.h"
#include "judge/nearest.h"
#include <string.h>

enum { OWN_MOST = 200 };

/* What a word may have been meant to be. */
struct near {
	const char *word;
	size_t distance;
};

static void consider(struct near *n, const char *asked, const char *word)
{
	size_t far = bdl_distance(asked, word);

	if (far <= strlen(asked) / 2 && (!n->word || far < n->distance))
		*n = (struct near){.word = word, .distance = far};
}

static int unknown(const struct bdl_steer *row, const char *column, const char *asked,
	const struct near *n, struct bdl_error *err)
{
	bdl_fail(err, BDL_EFORMAT, BDL_STEER_FILE, "line %u: %s: \"%.100s\" is not known",
		row->line, column, asked);
	if (n->word)
		return bdl_hint(err, "the nearest is \"%s\"", n->word);
	return bdl_hint(err, "docs/index-csv.md lists them; empty it to have it judged again");
}

/* The word as it is known, which must outlive the rules. */
static int keep(struct bdl_arena *a, const char **word, const char *known, struct bdl_error *err)
{
	*word = bdl_arena_string(a, known);
	return *word ? 0 : bdl_fail_memory(err);
}

static int settle_kind(struct bdl_steer *row, const struct bdl_kinds *kinds, struct bdl_arena *a,
	struct bdl_error *err)
{
	struct near near = {.word = NULL};

	for (unsigned i = 0; row->kind && i < kinds->kinds_count; i++) {
		const struct bdl_kind *kind = &kinds->kinds[i];

		if (bdl_text_casecmp(row->kind, kind->id) == 0 ||
			bdl_text_casecmp(row->kind, kind->label) == 0)
			return keep(a, &row->kind, kind->id, err);
		consider(&near, row->kind, kind->id);
		consider(&near, row->kind, kind->label);
	}
	return row->kind ? unknown(row, "kind", row->kind, &near, err) : 0;
}

static int settle_event(struct bdl_steer *row, const struct bdl_step_kinds *steps,
	struct bdl_arena *a, struct bdl_error *err)
{
	struct near near = {.word = NULL};

	if (!row->event)
		return 0;
	if (bdl_text_casecmp(row->event, BDL_STEP_NONE) == 0) {
		row->event = BDL_STEP_NONE;
		return 0;
	}
	consider(&near, row->event, BDL_STEP_NONE);
	for (unsigned i = 0; i < steps->kinds_count; i++) {
		const struct bdl_step_kind *kind = &steps->kinds[i];

		if (bdl_text_casecmp(row->event, kind->id) == 0 ||
			bdl_text_casecmp(row->event, kind->label) == 0)
			return keep(a, &row->event, kind->id, err);
		consider(&near, row->event, kind->id);
		consider(&near, row->event, kind->label);
	}
	return unknown(row, "event", row->event, &near, err);
}

static int slip(
	const struct bdl_steer *row, const char *name, const char *other, struct bdl_error *err)
{
	bdl_fail(err, BDL_EFORMAT, BDL_STEER_FILE,
		"line %u: section: \"%.100s\" is nearly \"%.100s\"", row->line, name, other);
	return bdl_hint(
		err, "write it the same; a section of your own needs a name that is less like it");
}

/* Sections that a person named, each once, as first spelled. */
struct own_sections {
	const char *names[OWN_MOST];
	size_t count;
};

/* The name of a section of the person's own, spelled as in the first row that has it. */
static int settle_own(struct bdl_steer *row, struct own_sections *own, struct bdl_error *err)
{
	for (size_t i = 0; i < own->count; i++)
		if (bdl_text_casecmp(row->section, own->names[i]) == 0) {
			row->section = own->names[i];
			return 0;
		}
	for (size_t i = 0; i < own->count; i++)
		if (bdl_is_slip(row->section, own->names[i]))
			return slip(row, row->section, own->names[i], err);
	if (own->count == OWN_MOST)
		return bdl_fail(err, BDL_ELIMIT, BDL_STEER_FILE,
			"line %u: there are more than %d sections of your own", row->line,
			OWN_MOST);
	own->names[own->count++] = row->section;
	return 0;
}

/* Id of the section, or one of the person's own. */
static int settle_section(struct bdl_steer *row, const struct bdl_kinds *kinds,
	struct own_sections *own, struct bdl_arena *a, struct bdl_error *err)
{
	if (!row->section)
		return 0;
	for (unsigned i = 0; i < kinds->sections_count; i++)
		if (bdl_text_casecmp(row->section, kinds->sections[i].id) == 0 ||
			bdl_text_casecmp(row->section, kinds->sections[i].title) == 0)
			return keep(a, &row->section, kinds->sections[i].id, err);
	for (unsigned i = 0; i < kinds->sections_count; i++)
		if (bdl_is_slip(row->section, kinds->sections[i].id) ||
			bdl_is_slip(row->section, kinds->sections[i].title))
			return slip(row, row->section, kinds->sections[i].title, err);
	return settle_own(row, own, err);
}

int bdl_steer_words(struct bdl_bundle *b, const struct bdl_kinds *kinds,
	const struct bdl_step_kinds *steps, struct bdl_error *err)
{
	const struct bdl_steering *s = b->steering;
	struct own_sections own = {.count = 0};

	for (size_t i = 0; s && i < s->row_count; i++)
		if (settle_kind(&s->rows[i], kinds, &b->arena, err) < 0 ||
			settle_event(&s->rows[i], steps, &b->arena, err) < 0 ||
			settle_section(&s->rows[i], kinds, &own, &b->arena, err) < 0)
			return -1;
	return 0;
}
