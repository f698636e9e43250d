/* See found_json.h. */
#include "model/found_json.h"

#define ROWS_MOST ((size_t)2000000)

static json_t *row_json(const struct bdl_bundle *b, const struct bdl_private_found *f)
{
	const struct bdl_exhibit *x = f->row == BDL_NONE ? NULL : &b->exhibits[f->row];
	json_t *o = json_object();
	int rc = 0;

	if (x && x->duplicate_of != BDL_NONE)
		x = &b->exhibits[x->duplicate_of];
	rc |= json_object_set_new(
		o, "exhibit", x && x->number ? json_integer(x->number) : json_null());
	rc |= json_object_set_new(o, "exhibit_page", f->page ? json_integer(f->page) : json_null());
	rc |= json_object_set_new(o, "page",
		x && f->page && x->first_page ? json_integer(x->first_page + f->page - 1)
					      : json_null());
	rc |= json_object_set_new(o, "kind", json_string(bdl_private_token(f->kind)));
	rc |= json_object_set_new(o, "count", json_integer(f->count));
	if (rc == 0)
		return o;
	json_decref(o);
	return NULL;
}

/* -1: out of memory. */
static int add_rows(json_t *list, const struct bdl_bundle *b, size_t exhibit)
{
	size_t count;
	const struct bdl_private_found *f = bdl_bundle_found_of(b, exhibit, &count);

	for (size_t i = 0; i < count; i++) {
		json_t *row = row_json(b, &f[i]);

		if (!row || json_array_append_new(list, row) < 0)
			return -1;
	}
	return 0;
}

json_t *bdl_found_json(const struct bdl_bundle *b)
{
	json_t *list = json_array();
	int rc = list ? 0 : -1;

	for (size_t i = 0; rc == 0 && i < b->order_count; i++)
		rc = add_rows(list, b, b->order[i]);
	for (size_t i = 0; rc == 0 && i < b->exhibit_count; i++)
		if (b->exhibits[i].duplicate_of != BDL_NONE)
			rc = add_rows(list, b, i);
	if (rc == 0)
		rc = add_rows(list, b, BDL_NONE);
	if (rc == 0)
		return list;
	json_decref(list);
	return NULL;
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
