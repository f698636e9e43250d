/*
 * Claims: what prove is to find in bundle.pdf, one claim a line, numbers in decimal:
 *
 *   bundle-claims 1
 *   pages COUNT
 *   title WORDS
 *   page PAGE NUMBER LEFT BOTTOM RIGHT TOP ROTATE UNIT ANNOTATIONS
 *   words PAGE HEX
 *   link PAGE LEFT BOTTOM RIGHT TOP TARGET HEIGHT
 *   bookmark DEPTH PAGE open|closed TITLE
 *
 * Of a page: the number as printed, the visible box in user space, how many annotations it has.
 * Words are the other words of its stamp, in order, in WinAnsi. Links are in seen points; HEIGHT
 * "-" is the target's top. Pages come in order, each followed by its words and links; then the
 * bookmarks in order.
 */
#include "bind/pdf_text.h"
#include "bind/plan.h"

#include <math.h>

static void claim_page(struct bdl_buffer *out, const struct bdl_plan *plan, unsigned page)
{
	const struct bdl_linked_page *p = &plan->pages[page - 1];

	bdl_buffer_printf(out, "page %u %u ", page, page);
	bdl_pdf_reals(out, p->place.box, 4, 6);
	bdl_buffer_printf(out, " %d ", p->place.rotate);
	bdl_pdf_real(out, p->place.unit, 6);
	bdl_buffer_printf(out, " %lu\n", (unsigned long)p->own_annots + p->link_count);
}

static void claim_words(struct bdl_buffer *out, unsigned page, const char *words)
{
	if (!words || !words[0])
		return;
	bdl_buffer_printf(out, "words %u ", page);
	for (const char *p = words; *p; p++)
		bdl_buffer_printf(out, "%02x", (unsigned)(unsigned char)*p);
	bdl_buffer_byte(out, '\n');
}

static void claim_links(struct bdl_buffer *out, const struct bdl_plan *plan, unsigned page)
{
	struct bdl_link l;

	for (size_t i = 0; bdl_plan_link(plan, page, i, &l); i++) {
		bdl_buffer_printf(out, "link %u ", page);
		bdl_pdf_reals(out, (const double[]){l.left, l.bottom, l.right, l.top}, 4, 4);
		bdl_buffer_printf(out, " %u ", l.target);
		if (isnan(l.target_top))
			bdl_buffer_byte(out, '-');
		else
			bdl_pdf_real(out, l.target_top, 4);
		bdl_buffer_byte(out, '\n');
	}
}

static void claim_all(struct bdl_buffer *out, const struct bdl_plan *plan)
{
	bdl_buffer_printf(out, "bundle-claims 1\npages %u\ntitle ", plan->page_count);
	for (const char *c = plan->in->title ? plan->in->title : ""; *c; c++)
		bdl_buffer_byte(out, *c >= 0 && *c < ' ' ? ' ' : *c);
	bdl_buffer_byte(out, '\n');
	for (unsigned page = 1; page <= plan->page_count; page++) {
		const struct bdl_stamp *s = bdl_plan_furniture(plan, page);

		claim_page(out, plan, page);
		if (s) {
			claim_words(out, page, s->header_left);
			claim_words(out, page, s->header_right);
			claim_words(out, page, s->foot);
			claim_words(out, page, s->foot_link);
		}
		claim_links(out, plan, page);
	}
	for (size_t i = 0; i < plan->outline.count; i++) {
		const struct bdl_outline_item *item = &plan->outline.items[i];

		bdl_buffer_printf(out, "bookmark %u %u %s ", (unsigned)item->depth,
			(unsigned)item->page, item->open ? "open" : "closed");
		bdl_buffer_add(out, plan->outline.titles.data + item->title, item->title_length);
		bdl_buffer_byte(out, '\n');
	}
}

int bdl_bind_claims(const struct bdl_bind_input *in, struct bdl_buffer *out, struct bdl_error *err)
{
	struct bdl_plan plan;
	int rc = -1;

	if (bdl_plan_make(&plan, in, err) < 0)
		goto out;
	claim_all(out, &plan);
	rc = out->failed ? bdl_fail_memory(err) : 0;
out:
	bdl_plan_release(&plan);
	return rc;
}
