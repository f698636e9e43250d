/*
 * Copying pages: a dictionary with everything of its own, and its row in the part's table. See
 * model/part.h for what bind expects of a page.
 */
#include "read/pdf/page.h"
#include "read/pdf/attached.h"
#include "read/pdf/hidden.h"
#include "read/pdf/mention.h"
#include "read/pdf/redact.h"

#include <stdlib.h>
#include <string.h>

#define ANNOTS_MOST 20000u

static void write_box(struct pdf_copy *c, const char *key, const double box[4])
{
	bdl_part_text(c->writer, key);
	bdl_part_text(c->writer, "[");
	for (size_t i = 0; i < 4; i++)
		bdl_copy_number(c, box[i]);
	bdl_part_text(c->writer, "]\n");
}

static void write_entries(struct pdf_copy *c, size_t index, const struct pdf_value *dict)
{
	const struct pdf_page *p = &c->pages.pages[index];
	const struct pdf_value *group = bdl_value_find(dict, "/Group");
	const struct pdf_value *tabs = bdl_value_find(dict, "/Tabs");

	bdl_part_text(c->writer, "<</Type/Page/Parent ");
	bdl_part_ref(c->writer, BDL_RELOC_PARENT, (uint32_t)index);
	bdl_part_text(c->writer, "\n/Annots ");
	bdl_part_ref(c->writer, BDL_RELOC_ANNOTS, (uint32_t)index);
	bdl_part_text(c->writer, "\n");
	write_box(c, "/MediaBox", p->media);
	write_box(c, "/CropBox", p->box);
	if (p->rotate)
		bdl_part_printf(c->writer, "/Rotate %d\n", p->rotate);
	if (p->user_unit < 1 || p->user_unit > 1) {
		bdl_part_text(c->writer, "/UserUnit ");
		bdl_copy_number(c, p->user_unit);
	}
	if (bdl_value_is_name(tabs, "/R") || bdl_value_is_name(tabs, "/C"))
		bdl_copy_member(c, tabs);
	if (group->type == PDF_DICT || group->type == PDF_REF)
		bdl_copy_member(c, group);
}

static void write_page(struct pdf_copy *c, size_t index, const struct pdf_value *dict)
{
	const struct pdf_page *p = &c->pages.pages[index];
	const struct pdf_balance *b = &p->balance;
	bool framed = b->starved || bdl_content_needs_frame(c, p, dict);
	bool untouched = !(b->stray || b->cut || framed || p->streams.broken || p->lost);
	/* content that is drawn as a form closes what it opened within the form */
	const struct pdf_balance closed = {0}, *open = framed && !p->lost ? &closed : b;
	struct pdf_forms forms = {0};
	uint32_t prefix = bdl_content_prefix(c, p), suffix = bdl_content_suffix(c, open);
	uint32_t tidied = untouched || p->lost ? 0 : bdl_content_tidied(c, p, dict, &forms);
	uint32_t resources = bdl_resources_object(c, p, dict, &forms);
	uint32_t hidden = bdl_hidden_page(c, index), mentions = bdl_mention_stream(c, index);

	bdl_part_begin(c->writer, p->object);
	write_entries(c, index, dict);
	bdl_part_text(c->writer, "/Resources ");
	bdl_part_ref(c->writer, BDL_RELOC_OBJECT, resources);
	bdl_part_text(c->writer, "\n/Contents[");
	bdl_part_ref(c->writer, BDL_RELOC_OBJECT, prefix);
	bdl_part_text(c->writer, "\n");
	if (untouched)
		bdl_content_refs(c, dict);
	else if (tidied)
		bdl_part_ref(c->writer, BDL_RELOC_OBJECT, tidied);
	bdl_part_text(c->writer, "\n");
	bdl_part_ref(c->writer, BDL_RELOC_OBJECT, suffix);
	bdl_part_text(c->writer, "\n");
	if (hidden) {
		bdl_part_ref(c->writer, BDL_RELOC_OBJECT, hidden);
		bdl_part_text(c->writer, "\n");
	}
	if (mentions) {
		bdl_part_ref(c->writer, BDL_RELOC_OBJECT, mentions);
		bdl_part_text(c->writer, "\n");
	}
	bdl_part_ref(c->writer, BDL_RELOC_STAMP, (uint32_t)index);
	bdl_part_text(c->writer, "]>>");
	bdl_part_end(c->writer);
}

static void write_element(struct pdf_copy *c, uint32_t object)
{
	if (!object)
		return;
	bdl_part_ref(c->writer, BDL_RELOC_OBJECT, object);
	bdl_part_text(c->writer, "\n");
}

/* Nothing of the source's own page: a picture, its words, our mentions. */
static void write_anew(struct pdf_copy *c, size_t index)
{
	static const struct pdf_balance closed = {0};
	const struct pdf_page *p = &c->pages.pages[index];
	uint32_t picture = bdl_redact_picture(c, index);
	const uint32_t content[] = {bdl_content_prefix(c, p),
		picture ? bdl_redact_content(c, index) : 0, bdl_content_suffix(c, &closed),
		bdl_hidden_page(c, index), bdl_mention_stream(c, index)};
	uint32_t resources = bdl_resources_anew(c, picture);

	bdl_part_begin(c->writer, p->object);
	write_entries(c, index, &bdl_value_null);
	bdl_part_text(c->writer, "/Resources ");
	bdl_part_ref(c->writer, BDL_RELOC_OBJECT, resources);
	bdl_part_text(c->writer, "\n/Contents[");
	for (size_t i = 0; i < sizeof(content) / sizeof(*content); i++)
		write_element(c, content[i]);
	bdl_part_ref(c->writer, BDL_RELOC_STAMP, (uint32_t)index);
	bdl_part_text(c->writer, "]>>");
	bdl_part_end(c->writer);
}

static void add_row(struct pdf_copy *c, size_t index, const struct pdf_value *dict)
{
	const struct pdf_page *p = &c->pages.pages[index];
	struct bdl_part_page row = {.object = p->object,
		.user_unit = p->user_unit,
		.scale = p->scale,
		.rotate = p->rotate};
	uint32_t *annots = malloc(ANNOTS_MOST * sizeof(*annots)), count;

	if (!annots) {
		c->failed = true;
		return;
	}
	memcpy(row.box, p->box, sizeof(row.box));
	if (c->options->drawn && c->options->furnished)
		row.flags |= BDL_PAGE_DRAWN;
	if (p->scale < 1)
		row.flags |= BDL_PAGE_SCALED;
	count = (bdl_redact_is_anew(c, index) ? bdl_annots_links : bdl_annots_list)(
		c, index, dict, annots, ANNOTS_MOST);
	count += bdl_mention_links(c, index, annots + count, ANNOTS_MOST - count);
	bdl_part_add_page(c->writer, &row, annots, count);
	free(annots);
}

void bdl_copy_page(struct pdf_copy *c, size_t index)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *dict = bdl_page_dict(c->source, &a, &c->pages.pages[index]);

	bdl_attached_note_all(c->source, bdl_value_find(dict, "/AF"));
	add_row(c, index, dict);
	if (bdl_redact_is_anew(c, index))
		write_anew(c, index);
	else
		write_page(c, index, dict);
	bdl_arena_release(&a);
}
