/*
 * Bind: the order of things. First a plan, made from every part's tables; then everything is
 * written once, front to back.
 */
#include "bind/bind.h"
#include "bind/catalog.h"
#include "bind/link_part.h"
#include "bind/pdf_out.h"
#include "bind/plan.h"

#include <assert.h>
#include <string.h>

/* The same bundle has the same identifier, another one has another. */
static int identify(const struct bdl_bundle *b, uint8_t id[BDL_SHA256_SIZE], struct bdl_error *err)
{
	struct bdl_digest *d = bdl_digest_open();

	if (!d)
		return bdl_fail_memory(err);
	bdl_digest_add(d, b->fingerprint, sizeof(b->fingerprint));
	if (b->name)
		bdl_digest_add(d, b->name, strlen(b->name));
	return bdl_digest_close(d, id, err);
}

/* The plan was made from this very file; were it replaced since, its numbers would be wrong. */
static bool is_as_planned(const struct bdl_plan *plan, size_t row, const struct bdl_part *part)
{
	const struct bdl_linked_part *planned = &plan->parts[row];

	if (part->body_length != planned->body_length ||
		part->object_count != planned->object_count ||
		(part->field_count > 0) != planned->has_fields)
		return false;
	for (uint32_t i = 0; row != BDL_FURNITURE_PART && i < part->page_count; i++) {
		const struct bdl_linked_page *page = &plan->pages[bdl_bound_as(plan, row, i) - 1];

		if (page->object != planned->base + part->pages[i].object ||
			page->own_annots != part->pages[i].annot_count)
			return false;
	}
	return true;
}

static int write_part(struct bdl_out *o, const struct bdl_plan *plan, size_t row,
	struct bdl_gathered *g, struct bdl_error *err)
{
	struct bdl_part part;
	int fd, rc = -1;

	if (bdl_plan_load(plan, row, &part, &fd, err) < 0)
		return -1;
	if (!is_as_planned(plan, row, &part)) {
		bdl_fail(err, BDL_ECHANGED, plan->parts[row].name,
			"its converted pages changed while they were bound");
		goto out;
	}
	if (bdl_copy_body(o, plan, row, &part, fd, err) < 0)
		goto out;
	if (row != BDL_FURNITURE_PART)
		bdl_write_pages(o, plan, row, &part);
	bdl_gather(o, plan, row, &part, g);
	rc = o->failed ? -1 : 0;
out:
	bdl_plan_shut(plan, row, &part, fd);
	return rc;
}

static int write_parts(struct bdl_out *o, const struct bdl_plan *plan, struct bdl_gathered *g,
	struct bdl_error *err)
{
	const struct bdl_bind_input *in = plan->in;

	for (size_t row = 0; row < plan->part_count; row++) {
		if (in->progress && row >= BDL_FIRST_EXHIBIT_PART)
			in->progress(in->progress_data, row - BDL_FIRST_EXHIBIT_PART,
				plan->part_count - BDL_FIRST_EXHIBIT_PART);
		if (write_part(o, plan, row, g, err) < 0)
			return -1;
	}
	if (in->progress)
		in->progress(in->progress_data, plan->part_count - BDL_FIRST_EXHIBIT_PART,
			plan->part_count - BDL_FIRST_EXHIBIT_PART);
	return 0;
}

static int write_all(struct bdl_out *o, const struct bdl_plan *plan, struct bdl_error *err)
{
	struct bdl_gathered g = {.fields = BDL_BUFFER_INIT};
	uint8_t id[BDL_SHA256_SIZE];
	int rc = -1;

	if (identify(plan->in->bundle, id, err) < 0 || write_parts(o, plan, &g, err) < 0)
		goto out;
	bdl_write_tree(o, plan);
	bdl_write_outline(o, plan);
	bdl_write_catalog(o, plan, &g);
	bdl_write_info(o, plan);
	rc = bdl_out_finish(o, plan->catalog, plan->info, id);
out:
	bdl_gathered_release(&g);
	return rc;
}

int bdl_bind(const struct bdl_bind_input *in, int fd, struct bdl_error *err)
{
	return bdl_bind_and_claim(in, fd, -1, err);
}

int bdl_bind_and_claim(const struct bdl_bind_input *in, int fd, int claims, struct bdl_error *err)
{
	struct bdl_plan plan;
	struct bdl_out out = {.fd = -1};
	int rc = -1;

	assert(in->bundle->stage >= BDL_STAGE_PAGINATED);
	if (bdl_plan_make(&plan, in, err) < 0)
		goto out;
	if (bdl_out_open(&out, fd, plan.object_count, err) < 0)
		goto out;
	rc = write_all(&out, &plan, err);
	if (rc == 0 && claims >= 0)
		rc = bdl_plan_claims(&plan, claims, err);
out:
	bdl_out_release(&out);
	bdl_plan_release(&plan);
	return rc;
}
