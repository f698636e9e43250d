/* See found_json.h. */
#include "model/found_json.h"

#include "model/json_set.h"

#define ROWS_MOST ((size_t)2000000)

static json_t *row_json(const struct bdl_bundle *b, const struct bdl_private_found *f, bool *failed)
{
	const struct bdl_exhibit *x = bdl_exhibit_of_row(b, f->row);
	bool placed = x && f->page && x->first_page;
	json_t *o = json_object();

	bdl_json_set(o, "exhibit", bdl_json_count_or_null(x ? x->number : 0), failed);
	bdl_json_set(o, "exhibit_page", bdl_json_count_or_null(f->page), failed);
	bdl_json_set(o, "page", bdl_json_count_or_null(placed ? x->first_page + f->page - 1 : 0),
		failed);
	bdl_json_set(o, "kind", json_string(bdl_private_token(f->kind)), failed);
	bdl_json_set(o, "count", json_integer(f->count), failed);
	return o;
}

static void add_rows(json_t *list, const struct bdl_bundle *b, size_t exhibit, bool *failed)
{
	size_t count;
	const struct bdl_private_found *f = bdl_bundle_found_of(b, exhibit, &count);

	for (size_t i = 0; i < count; i++)
		bdl_json_append(list, row_json(b, &f[i], failed), failed);
}

json_t *bdl_found_json(const struct bdl_bundle *b, bool *failed)
{
	json_t *list = json_array();

	for (size_t i = 0; i < b->order_count; i++)
		add_rows(list, b, b->order[i], failed);
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (b->exhibits[i].duplicate_of != BDL_NONE)
			add_rows(list, b, i, failed);
	add_rows(list, b, BDL_NONE, failed);
	return list;
}

void bdl_found_from_json(struct bdl_fields *r, const json_t *list)
{
	size_t count = json_array_size(list);

	if (!list)
		return;
	r->b->redacted = true;
	if (!json_is_array(list) || count > ROWS_MOST)
		bdl_field_broken(r, "redactions");
	for (size_t i = 0; i < count && !r->broken && !r->memory; i++) {
		const json_t *o = json_array_get(list, i);
		int kind = bdl_private_from_token(bdl_field_needed(r, o, "kind"));
		struct bdl_private_found found = {.count = bdl_field_count(r, o, "count")};

		found.row = bdl_field_place(r, o, &found.page);
		if (kind < 0) {
			bdl_field_broken(r, "redactions");
			return;
		}
		found.kind = (enum bdl_private_kind)kind;
		if (bdl_bundle_found(r->b, &found, NULL) < 0)
			r->memory = true;
	}
	bdl_bundle_sort_found(r->b);
}
