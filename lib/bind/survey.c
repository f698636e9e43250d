/*
 * Survey: the first look into each part: how many objects it has, where its pages' corners are, its
 * bookmarks.
 */
#include "base/file.h"
#include "bind/link_part.h"
#include "bind/mention.h"
#include "bind/plan.h"

#include <math.h>
#include <stdio.h>

int bdl_plan_load(const struct bdl_plan *plan, size_t row, struct bdl_part *part, int *fd,
	struct bdl_error *err)
{
	const struct bdl_linked_part *p = &plan->parts[row];
	const struct bdl_bind_input *in = plan->in;

	if (row == BDL_DRAWN_PART && p->page_count == 0) {
		*part = (struct bdl_part){.page_count = 0}; /* nothing is drawn */
		*fd = -1;
		return 0;
	}
	if (row == BDL_DRAWN_PART)
		*fd = in->drawn_part;
	else if (row == BDL_FURNITURE_PART)
		*fd = in->furniture_part;
	else
		*fd = bdl_open_regular(in->parts, in->bundle->exhibits[p->exhibit].part, err);
	if (*fd < 0)
		return bdl_fail(err, BDL_EINTERNAL, p->name, "has no converted pages");
	if (bdl_part_load(part, *fd, p->name, err) < 0)
		goto fail;
	if (part->page_count != p->page_count) {
		bdl_fail(err, BDL_EFORMAT, p->name, "has %u converted pages instead of %u",
			(unsigned)part->page_count, p->page_count);
		bdl_hint(err, "delete the work folder and build again");
		goto fail;
	}
	return 0;
fail:
	bdl_plan_shut(plan, row, part, *fd);
	*fd = -1;
	return -1;
}

void bdl_plan_shut(const struct bdl_plan *plan, size_t row, struct bdl_part *part, int fd)
{
	(void)plan;
	bdl_part_release(part);
	if (row >= BDL_FIRST_EXHIBIT_PART)
		bdl_close_quietly(fd);
}

static void note_pages(struct bdl_plan *plan, size_t row, const struct bdl_part *part)
{
	for (uint32_t i = 0; i < part->page_count; i++) {
		struct bdl_linked_page *page = &plan->pages[bdl_bound_as(plan, row, i) - 1];
		const struct bdl_part_page *from = &part->pages[i];

		for (int side = 0; side < 4; side++)
			page->place.box[side] = from->box[side];
		page->place.unit = from->user_unit;
		page->place.rotate = from->rotate;
		page->flags = from->flags;
		page->object = from->object;
		page->own_annots = from->annot_count;
	}
}

static int note_fonts(struct bdl_plan *plan, const struct bdl_part *part, struct bdl_error *err)
{
	if (part->export_count < 2)
		return bdl_fail(
			err, BDL_EINTERNAL, NULL, "the fonts of the page numbers are missing");
	plan->fonts[0] = part->exports[0];
	plan->fonts[1] = part->exports[1];
	return 0;
}

static int note_bookmarks(struct bdl_plan *plan, size_t row, const struct bdl_part *part,
	uint32_t depth, struct bdl_error *err)
{
	for (uint32_t i = 0; i < part->bookmark_count; i++) {
		const struct bdl_part_bookmark *b = &part->bookmarks[i];
		const struct bdl_outline_item item = {.depth = depth + b->depth,
			.page = bdl_bound_as(plan, row, b->page),
			.left = b->left,
			.top = b->top};

		if (bdl_outline_add(&plan->outline, &item, part->strings + b->title,
			    b->title_length, err) < 0)
			return -1;
	}
	return 0;
}

/* Its bookmarks go below an item of depth - 1; depth 0: it has none. */
static int survey_part(struct bdl_plan *plan, size_t row, uint32_t depth, struct bdl_error *err)
{
	struct bdl_linked_part *p = &plan->parts[row];
	struct bdl_part part;
	int fd, rc = 0;

	if (bdl_plan_load(plan, row, &part, &fd, err) < 0)
		return -1;
	p->body_length = part.body_length;
	p->object_count = part.object_count;
	p->has_fields = part.field_count > 0;
	if (row == BDL_FURNITURE_PART)
		rc = note_fonts(plan, &part, err);
	else
		note_pages(plan, row, &part);
	if (depth && rc == 0)
		rc = note_bookmarks(plan, row, &part, depth, err);
	if (row >= BDL_FIRST_EXHIBIT_PART && rc == 0)
		rc = bdl_mentions_survey(plan, row, &part, err);
	bdl_plan_shut(plan, row, &part, fd);
	return rc;
}

static int add_bookmark(struct bdl_plan *plan, uint32_t depth, bool open, unsigned page,
	const struct bdl_buffer *title, struct bdl_error *err)
{
	const struct bdl_outline_item item = {.depth = depth,
		.page = page,
		.open = open,
		.left = (double)NAN,
		.top = (double)NAN};

	if (title->failed)
		return bdl_fail_memory(err);
	if (page < 1 || page > plan->page_count)
		return bdl_fail(err, BDL_EINTERNAL, NULL, "a bookmark leads to page %u of %u", page,
			plan->page_count);
	return bdl_outline_add(&plan->outline, &item, bdl_buffer_string(title), title->length, err);
}

/* " [p.31]": a bookmark says the page (general guidance on electronic bundles, 3; R15). */
static void add_page(struct bdl_buffer *title, const struct bdl_bundle *b, unsigned page)
{
	char label[BDL_LABEL_TEXT];

	bdl_page_label(b, page, label);
	bdl_buffer_printf(title, " [p.%s]", label);
}

static int survey_front(struct bdl_plan *plan, struct bdl_buffer *title, struct bdl_error *err)
{
	static const char *const names[BDL_FRONT_PARTS] = {"Cover", "Summary", "Index",
		"Essential reading", "Chronology", "Deadlines and delays", "Arrears and losses",
		"Allegations"};
	const unsigned *counts = plan->in->bundle->front.part;
	unsigned page = 1;

	for (size_t i = 0; i < BDL_FRONT_PARTS; i++) {
		bdl_buffer_clear(title);
		bdl_buffer_text(title, names[i]);
		add_page(title, plan->in->bundle, page);
		if (counts[i] && add_bookmark(plan, 0, false, page, title, err) < 0)
			return -1;
		page += counts[i];
	}
	return 0;
}

/* "12. Letter from CMS, 10 Feb 2023 [p.31]" */
static void exhibit_title(
	struct bdl_buffer *title, const struct bdl_bundle *b, const struct bdl_exhibit *x)
{
	char day[BDL_DAY_TEXT] = "", label[BDL_LABEL_TEXT], mark[BDL_LABEL_TEXT];

	if (x->date.precision != BDL_UNDATED)
		bdl_day_short(x->date.day, day);
	bdl_page_label(b, x->first_page, label);
	bdl_buffer_clear(title);
	bdl_page_mark(b, x->first_page, mark);
	bdl_buffer_printf(title, "%u. %s%s%s [p.%s%s%s]", x->number, x->title ? x->title : x->name,
		day[0] ? ", " : "", day, label, mark[0] ? ", " : "", mark);
}

/* "B  Letters from the CMS", "B  Exhibit AB1: Letters from the CMS" */
static void section_title(struct bdl_buffer *title, const struct bdl_section *s)
{
	if (s->mark)
		bdl_buffer_printf(title, "%s  Exhibit %s: %s", s->letter, s->mark, s->title);
	else
		bdl_buffer_printf(title, "%s  %s", s->letter, s->title);
}

static const struct bdl_section *section_from(const struct bdl_bundle *b, size_t row)
{
	for (size_t i = 0; i < b->section_count; i++)
		if (b->sections[i].first == row && b->sections[i].count)
			return &b->sections[i];
	return NULL;
}

static int survey_exhibits(struct bdl_plan *plan, struct bdl_buffer *title, struct bdl_error *err)
{
	const struct bdl_bundle *b = plan->in->bundle;
	size_t part = BDL_FIRST_EXHIBIT_PART;
	uint32_t depth = 0;

	for (size_t i = 0; i < b->order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];
		const struct bdl_section *s = section_from(b, i);

		if (s) {
			bdl_buffer_clear(title);
			section_title(title, s);
			add_page(title, b, s->page);
			if (add_bookmark(plan, 0, true, s->page, title, err) < 0)
				return -1;
			depth = 1;
		}
		exhibit_title(title, b, x);
		if (add_bookmark(plan, depth, false, x->first_page, title, err) < 0)
			return -1;
		if (x->shown && survey_part(plan, part++, depth + 1, err) < 0)
			return -1;
	}
	return 0;
}

int bdl_plan_survey(struct bdl_plan *plan, struct bdl_error *err)
{
	struct bdl_buffer title = BDL_BUFFER_INIT;
	int rc = -1;

	if (survey_part(plan, BDL_DRAWN_PART, 0, err) < 0 ||
		survey_part(plan, BDL_FURNITURE_PART, 0, err) < 0)
		goto out;
	if (survey_front(plan, &title, err) < 0 || survey_exhibits(plan, &title, err) < 0)
		goto out;
	rc = bdl_outline_join(&plan->outline, err);
out:
	bdl_buffer_release(&title);
	return rc;
}
