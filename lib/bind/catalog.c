/* Catalog: see catalog.h. */
#include "bind/catalog.h"
#include "bind/labels.h"
#include "bind/link_part.h"
#include "bind/pdf_text.h"

#include <string.h>

void bdl_gathered_release(struct bdl_gathered *g)
{
	bdl_buffer_release(&g->fields);
	bdl_buffer_release(&g->layers);
	bdl_buffer_release(&g->hidden_layers);
}

static void ref(struct bdl_buffer *out, uint32_t object)
{
	bdl_pdf_ref(out, object);
	bdl_buffer_byte(out, ' ');
}

void bdl_gather(struct bdl_out *o, const struct bdl_plan *plan, size_t row,
	const struct bdl_part *part, struct bdl_gathered *g)
{
	const struct bdl_linked_part *p = &plan->parts[row];
	struct bdl_buffer body = BDL_BUFFER_INIT;

	for (uint32_t i = 0; i < part->layer_count; i++) {
		ref(&g->layers, p->base + part->layers[i].object);
		if (part->layers[i].flags & BDL_LAYER_OFF)
			ref(&g->hidden_layers, p->base + part->layers[i].object);
	}
	if (p->field) {
		bdl_buffer_printf(
			&body, "<< /T (part %zu) /Kids [", row - BDL_FIRST_EXHIBIT_PART + 1);
		for (uint32_t i = 0; i < part->field_count; i++)
			ref(&body, p->base + part->fields[i]);
		bdl_buffer_text(&body, "] >>");
		bdl_out_object(o, p->field, &body);
		ref(&g->fields, p->field);
	}
	bdl_buffer_release(&body);
}

/* One node over `count` of `below`: pages on the lowest level, else nodes. */
static void write_node(struct bdl_out *o, uint32_t node, uint32_t parent, const uint32_t *kids,
	unsigned kid_count, unsigned leaves, struct bdl_buffer *body)
{
	bdl_buffer_clear(body);
	bdl_buffer_text(body, "<< /Type /Pages");
	if (parent) {
		bdl_buffer_text(body, " /Parent ");
		bdl_pdf_ref(body, parent);
	}
	bdl_buffer_printf(body, " /Count %u /Kids [", leaves);
	for (unsigned i = 0; i < kid_count; i++)
		ref(body, kids[i]);
	bdl_buffer_text(body, "] >>");
	bdl_out_object(o, node, body);
}

/* Level by level: `span` pages lie below each node of the level. */
void bdl_write_tree(struct bdl_out *o, const struct bdl_plan *plan)
{
	struct bdl_buffer body = BDL_BUFFER_INIT;
	uint32_t node = plan->first_node, below = 0;
	unsigned below_count = plan->page_count;

	for (uint64_t span = BDL_TREE_FAN_OUT; below_count > 1 || node == plan->first_node;
		span *= BDL_TREE_FAN_OUT) {
		unsigned count = (below_count + BDL_TREE_FAN_OUT - 1) / BDL_TREE_FAN_OUT;

		for (unsigned i = 0; i < count; i++) {
			uint64_t first = i * span, leaves = plan->page_count - first;
			uint32_t kids[BDL_TREE_FAN_OUT];
			unsigned n = 0;

			for (; n < BDL_TREE_FAN_OUT && i * BDL_TREE_FAN_OUT + n < below_count; n++)
				kids[n] = below ? below + i * BDL_TREE_FAN_OUT + n
						: plan->pages[i * BDL_TREE_FAN_OUT + n].object;
			write_node(o, node + i, count > 1 ? node + count + i / BDL_TREE_FAN_OUT : 0,
				kids, n, (unsigned)(leaves < span ? leaves : span), &body);
		}
		below = node;
		below_count = count;
		node += count;
	}
	bdl_buffer_release(&body);
}

static void item_ref(
	struct bdl_buffer *out, const struct bdl_plan *plan, const char *key, uint32_t row)
{
	if (row == BDL_NO_ITEM)
		return;
	bdl_buffer_text(out, key);
	bdl_pdf_ref(out, plan->first_item + row);
}

static void write_item(
	struct bdl_out *o, const struct bdl_plan *plan, uint32_t row, struct bdl_buffer *body)
{
	const struct bdl_outline_item *item = &plan->outline.items[row];

	bdl_buffer_clear(body);
	bdl_buffer_text(body, "<< /Title ");
	bdl_pdf_string(body, plan->outline.titles.data + item->title, item->title_length);
	bdl_buffer_text(body, " /Parent ");
	bdl_pdf_ref(body, item->depth ? plan->first_item + item->parent : plan->outlines);
	item_ref(body, plan, " /Prev ", item->previous);
	item_ref(body, plan, " /Next ", item->next);
	item_ref(body, plan, " /First ", item->first);
	item_ref(body, plan, " /Last ", item->last);
	if (item->visible)
		bdl_buffer_printf(
			body, " /Count %s%u", item->open ? "" : "-", (unsigned)item->visible);
	bdl_buffer_text(body, " /Dest ");
	bdl_dest(body, &plan->pages[item->page - 1], item->left, item->top);
	bdl_buffer_text(body, " >>");
	bdl_out_object(o, plan->first_item + row, body);
}

void bdl_write_outline(struct bdl_out *o, const struct bdl_plan *plan)
{
	struct bdl_buffer body = BDL_BUFFER_INIT;

	bdl_buffer_text(&body, "<< /Type /Outlines");
	item_ref(&body, plan, " /First ", plan->outline.first);
	item_ref(&body, plan, " /Last ", plan->outline.last);
	bdl_buffer_printf(&body, " /Count %u >>", (unsigned)plan->outline.visible);
	bdl_out_object(o, plan->outlines, &body);
	for (uint32_t i = 0; i < plan->outline.count; i++)
		write_item(o, plan, i, &body);
	bdl_buffer_release(&body);
}

/*
 * The sources' fields bring their own type; these defaults are for those that named a font of a
 * form now gone.
 */
static void add_form(
	struct bdl_buffer *body, const struct bdl_plan *plan, const struct bdl_buffer *fields)
{
	static const char *const names[] = {"/BdlN ", " /Helv ", " /BdlB "};
	const uint32_t fonts[] = {plan->fonts[0], plan->fonts[0], plan->fonts[1]};

	if (!fields->length)
		return;
	bdl_buffer_text(body, "\n/AcroForm << /Fields [");
	bdl_buffer_add(body, fields->data, fields->length);
	bdl_buffer_text(body, "] /DA (/Helv 0 Tf 0 g) /DR << /Font << ");
	for (size_t i = 0; i < 3; i++) {
		bdl_buffer_text(body, names[i]);
		bdl_pdf_ref(body, fonts[i]);
	}
	bdl_buffer_text(body, " >> >> >>");
}

static void add_layers(struct bdl_buffer *body, const struct bdl_gathered *g)
{
	if (!g->layers.length)
		return;
	bdl_buffer_printf(body, "\n/OCProperties << /OCGs [%s] /D << /Order [%s] /OFF [%s] >> >>",
		bdl_buffer_string(&g->layers), bdl_buffer_string(&g->layers),
		bdl_buffer_string(&g->hidden_layers));
}

void bdl_write_catalog(struct bdl_out *o, const struct bdl_plan *plan, const struct bdl_gathered *g)
{
	struct bdl_buffer body = BDL_BUFFER_INIT;

	body.failed = g->fields.failed || g->layers.failed || g->hidden_layers.failed;
	bdl_buffer_printf(&body,
		"<< /Type /Catalog /Pages %u 0 R /Outlines %u 0 R /PageMode /UseOutlines /Lang "
		"(en-GB)",
		(unsigned)bdl_tree_root(plan), (unsigned)plan->outlines);
	bdl_buffer_text(
		&body, "\n/ViewerPreferences << /DisplayDocTitle true >>\n/PageLabels ");
	bdl_pdf_labels(&body, plan->in->bundle);
	bdl_buffer_text(&body, "\n/OpenAction [");
	bdl_pdf_ref(&body, plan->pages[0].object);
	bdl_buffer_text(&body, " /XYZ null null 1]");
	add_form(&body, plan, &g->fields);
	add_layers(&body, g);
	bdl_buffer_text(&body, " >>");
	bdl_out_object(o, plan->catalog, &body);
	bdl_buffer_release(&body);
}

void bdl_write_info(struct bdl_out *o, const struct bdl_plan *plan)
{
	const struct bdl_day day = plan->in->bundle->made_on;
	const char *title = plan->in->title ? plan->in->title : "";
	struct bdl_buffer body = BDL_BUFFER_INIT;

	bdl_buffer_text(&body, "<< /Title ");
	bdl_pdf_string(&body, title, strlen(title));
	bdl_buffer_text(&body, " /Producer (bundle " BDL_VERSION ")");
	for (int i = 0; i < 2 && bdl_day_exists(day); i++)
		bdl_buffer_printf(&body, " /%s (D:%04d%02d%02d000000Z)",
			i ? "ModDate" : "CreationDate", day.year, day.month, day.day);
	bdl_buffer_text(&body, " >>");
	bdl_out_object(o, plan->info, &body);
	bdl_buffer_clear(&body);
	bdl_buffer_text(&body, "null");
	bdl_out_object(o, plan->nothing, &body);
	bdl_buffer_release(&body);
}
