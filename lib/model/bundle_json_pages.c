/*
 * Page numbers of bundle.json as they are read back: each leads to a page that there is. A document
 * counts its own pages; its first stands on a page of the PDF that it is in, which is the one PDF
 * or a volume.
 */
#include "model/bundle_json_fields.h"

/* True if `count` pages from `first` on, one at least, are pages of a PDF that has so many. */
static bool are_there(unsigned first, unsigned count, unsigned pages)
{
	return first >= 1 && count >= 1 && first <= pages && count <= pages - first + 1;
}

static void check_front(struct bdl_fields *r, const struct bdl_front *front, unsigned pages)
{
	for (size_t i = 0; i < BDL_FRONT_PARTS; i++) {
		if (front->part[i] > pages) {
			bdl_field_broken(r, "front");
			return;
		}
		pages -= front->part[i];
	}
}

/* No page: nothing is paginated. */
static void check_sections(
	struct bdl_fields *r, const struct bdl_section *s, size_t count, unsigned pages)
{
	for (size_t i = 0; i < count; i++)
		if (s[i].page && !are_there(s[i].page, s[i].sheets, pages))
			bdl_field_broken(r, "sections");
}

/* Of the PDF that the exhibit is in. */
static unsigned pages_around(const struct bdl_bundle *b, const struct bdl_exhibit *x)
{
	return x->volume ? b->volumes[x->volume - 1].pages : b->pages;
}

static void check_document(struct bdl_fields *r, const struct bdl_exhibit *x)
{
	unsigned pages = pages_around(r->b, x);

	if (!are_there(1, x->pages, pages))
		bdl_field_broken(r, "pages");
	else if (x->first_page && !are_there(x->first_page, x->pages, pages))
		bdl_field_broken(r, "first_page");
}

static void check_exhibits(struct bdl_fields *r)
{
	const struct bdl_bundle *b = r->b;

	for (size_t i = 0; i < b->exhibit_count && !r->broken; i++) {
		const struct bdl_exhibit *x = &b->exhibits[i], *shown = bdl_exhibit_of_row(b, i);

		if (shown == x)
			check_document(r, x);
		else if (x->pages)
			bdl_field_broken(r, "pages");
		else if (x->first_page)
			bdl_field_broken(r, "first_page");
		if (x->date.page > shown->pages)
			bdl_field_broken(r, "date");
	}
}

/* They make up the whole, each with a front and sections of its own; a section of the whole stands
 * where it begins. */
static void check_volumes(struct bdl_fields *r)
{
	const struct bdl_bundle *b = r->b;
	unsigned left = b->pages;

	for (size_t i = 0; i < b->volume_count && !r->broken; i++) {
		const struct bdl_volume *v = &b->volumes[i];

		if (v->pages > left) {
			bdl_field_broken(r, "pages");
			return;
		}
		left -= v->pages;
		check_front(r, &v->front, v->pages);
		check_sections(r, v->sections, v->section_count, v->pages);
	}
	if (left)
		bdl_field_broken(r, "pages");
	for (size_t i = 0; i < b->section_count; i++)
		check_sections(r, &b->sections[i], 1,
			pages_around(b, &b->exhibits[b->order[b->sections[i].first]]));
}

void bdl_pages_check(struct bdl_fields *r)
{
	const struct bdl_bundle *b = r->b;

	check_front(r, &b->front, b->pages);
	if (b->volume_count)
		check_volumes(r);
	else
		check_sections(r, b->sections, b->section_count, b->pages);
	if (!r->broken)
		check_exhibits(r);
}
