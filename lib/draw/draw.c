/* Draw: the order of the bundle's own pages, and what is handed on about them. See draw.h. */
#include "draw/draw.h"
#include "draw/pages.h"
#include "model/recipient.h"
#include <assert.h>
#include <string.h>

static int check(const struct bdl_draft *d, struct bdl_error *err)
{
	if (d->failure.code != BDL_OK)
		return bdl_fail(err, d->failure.code, NULL, "%s", d->failure.message);
	return bdl_canvas_check(d->c, err);
}

/* Of an exhibit to a witness statement they list its documents, and may be several. */
static void measure_sheets(struct bdl_draft *d)
{
	for (size_t i = 0; i < d->b->section_count; i++) {
		struct bdl_section *s = &d->b->sections[i];

		s->sheets = s->mark ? bdl_exhibit_front(d, s, 1) : 1;
	}
}

/* All parts of the front, one behind the other; how many pages each took. */
static void draw_parts(struct bdl_draft *d, struct bdl_front *taken)
{
	static unsigned (*const parts[BDL_FRONT_PARTS])(struct bdl_draft *, unsigned) = {
		[BDL_FRONT_COVER] = bdl_cover,
		[BDL_FRONT_SUMMARY] = bdl_summary,
		[BDL_FRONT_INDEX] = bdl_index,
		[BDL_FRONT_ESSENTIAL] = bdl_essential,
		[BDL_FRONT_CHRONOLOGY] = bdl_chronology,
		[BDL_FRONT_DELAYS] = bdl_delays,
		[BDL_FRONT_ARREARS] = bdl_arrears,
		[BDL_FRONT_ALLEGATIONS] = bdl_allegations,
	};

	*taken = (struct bdl_front){.cover = 0};
	for (size_t i = 0; i < BDL_FRONT_PARTS; i++)
		taken->part[i] = parts[i](d, bdl_front_page(taken, (enum bdl_front_part)i));
}

int bdl_draw_measure(const struct bdl_bundle *b, struct bdl_front *out, struct bdl_error *err)
{
	struct bdl_draft d;
	int rc;

	assert(b->stage >= BDL_STAGE_CHRONICLED);
	if (bdl_draft_init(&d, b, err) < 0)
		return -1;
	draw_parts(&d, out);
	measure_sheets(&d);
	rc = check(&d, err);
	bdl_draft_release(&d);
	return rc;
}

/* Each part must take the pages that were given to it. */
static void draw_front(struct bdl_draft *d)
{
	const struct bdl_front *front = &d->b->front;
	struct bdl_front taken;

	bdl_draft_restart(d, true);
	/* for the places that the cover names */
	bdl_index(d, bdl_front_page(front, BDL_FRONT_INDEX));
	bdl_draft_restart(d, false);
	draw_parts(d, &taken);
	for (size_t i = 0; i < BDL_FRONT_PARTS; i++)
		if (taken.part[i] != front->part[i])
			bdl_fail(&d->failure, BDL_EINTERNAL, NULL,
				"part %zu of the front took %u pages instead of %u", i,
				taken.part[i], front->part[i]);
}

/* What stands in front of a section. */
static void draw_section_front(struct bdl_draft *d, const struct bdl_section *s)
{
	unsigned taken = 1;

	if (s->mark)
		taken = bdl_exhibit_front(d, s, s->page);
	else
		bdl_section_sheet(d, s);
	if (s->sheets != taken && (s->mark || s->sheets > 1))
		bdl_fail(&d->failure, BDL_EINTERNAL, NULL,
			"the front of section %s took %u pages instead of %u", s->letter, taken,
			s->sheets);
}

static void draw_sheets(struct bdl_draft *d)
{
	const struct bdl_bundle *b = d->b;

	for (size_t i = 0; i < b->section_count; i++) {
		const struct bdl_section *s = &b->sections[i];

		draw_section_front(d, s);
		for (size_t at = s->first; at < s->first + s->count; at++) {
			if (!b->exhibits[b->order[at]].shown)
				bdl_exhibit_sheet(d, b->order[at]);
		}
	}
	for (size_t at = 0; b->section_count == 0 && at < b->order_count; at++)
		if (!b->exhibits[b->order[at]].shown)
			bdl_exhibit_sheet(d, b->order[at]);
}

static unsigned missing_in(struct bdl_draft *d, const char *text)
{
	struct bdl_buffer spelled = BDL_BUFFER_INIT;
	unsigned missing = 0;

	if (text)
		bdl_canvas_spell(d->c, BDL_SANS, text, strlen(text), &spelled, &missing);
	bdl_buffer_release(&spelled);
	return missing;
}

static void count_words(struct bdl_draft *d, const char *text, void *missing)
{
	*(unsigned *)missing += missing_in(d, text);
}

/* False for what stands in another volume; a copy is named beside its original. */
static bool is_here(const struct bdl_bundle *b, const struct bdl_exhibit *x)
{
	if (x->duplicate_of < b->exhibit_count)
		x = &b->exhibits[x->duplicate_of];
	return x->volume == b->volume;
}

/*
 * Characters that signs stand for, in everything that the pages say in others' words; each text
 * once, in the first volume what stands in all.
 */
static unsigned count_missing(struct bdl_draft *d)
{
	const struct bdl_bundle *b = d->b;
	const struct bdl_case *about = &b->about;
	const struct bdl_person *who = about->told && b->recipient ? &about->told->applicant : NULL;
	const char *const words[] = {about->title ? about->title : b->name, about->summary,
		about->recipient, about->from, about->about, about->reference,
		about->national_insurance, about->version, who ? who->name : NULL,
		who ? who->address : NULL, who ? who->phone : NULL, who ? who->email : NULL,
		bdl_has_summary(b) ? b->recipient->summary_asks : NULL,
		about->told ? about->told->constituency : NULL,
		about->told ? about->told->complaint_reference : NULL};
	unsigned missing = 0;

	for (size_t i = 0; b->volume <= 1 && i < sizeof words / sizeof *words; i++)
		missing += missing_in(d, words[i]);
	for (size_t i = 0; i < b->exhibit_count; i++) {
		bool copied = b->exhibits[i].duplicate_of != BDL_NONE;
		if (!is_here(b, &b->exhibits[i]))
			continue;
		missing += missing_in(d, copied ? b->exhibits[i].name : b->exhibits[i].title);
		if (!copied && !b->exhibits[i].shown)
			missing += missing_in(d, b->exhibits[i].archive_path);
	}
	for (size_t i = 0; b->volume <= 1 && i < b->excluded_count; i++)
		missing += missing_in(d, b->excluded[i].name);
	for (size_t i = 0; i < b->entry_count; i++)
		missing += missing_in(d, b->entries[i].text);
	for (size_t i = 0; i < b->section_count; i++)
		missing += missing_in(d, b->sections[i].title);
	bdl_arrears_words(d, count_words, &missing);
	for (size_t i = 0; bdl_has_allegations(b) && i < about->told->allegation_count; i++)
		missing += missing_in(d, about->told->allegations[i].heading) +
			   missing_in(d, about->told->allegations[i].text);
	return missing;
}

static void *copy(
	struct bdl_drawn *out, const void *data, size_t count, size_t size, struct bdl_error *err)
{
	void *kept = bdl_arena_alloc(&out->arena, (count + 1) * size);

	if (!kept)
		bdl_fail_memory(err);
	else if (count > 0)
		memcpy(kept, data, count * size);
	return kept;
}

static void hand_over(struct bdl_draft *d, struct bdl_drawn *out)
{
	out->pages = copy(out, d->pages, d->page_count, sizeof *d->pages, &d->failure);
	out->page_count = (unsigned)d->page_count;
	out->links = copy(out, d->links, d->link_count, sizeof *d->links, &d->failure);
	out->link_count = d->link_count;
	out->missing = count_missing(d);
	for (size_t i = 1; i < d->page_count; i++) {
		if (d->pages[i] <= d->pages[i - 1])
			bdl_fail(&d->failure, BDL_EINTERNAL, NULL, "page %u is drawn after page %u",
				d->pages[i], d->pages[i - 1]);
	}
}

int bdl_draw(const struct bdl_bundle *b, struct bdl_drawn *out, struct bdl_error *err)
{
	struct bdl_draft d;
	int rc = -1;

	assert(b->stage >= BDL_STAGE_PAGINATED);
	if (bdl_draft_init(&d, b, err) < 0)
		return -1;
	if (b->front.cover > 0)
		draw_front(&d);
	draw_sheets(&d);
	bdl_stamps(&d, out);
	hand_over(&d, out);
	if (check(&d, err) < 0)
		goto out;
	rc = bdl_canvas_close(d.c, out->page_count > 0 ? &out->pdf : NULL, err);
	d.c = NULL;
	if (rc == 0)
		rc = bdl_canvas_furniture(&out->furniture, err);
out:
	bdl_draft_release(&d);
	return rc;
}
