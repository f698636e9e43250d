/* Reading the exhibits of bundle.json back, hostile as it may be. See bundle_json_fields.h. */
#include "base/text.h"
#include "model/bundle_json_fields.h"

#include <stdlib.h>
#include <string.h>

static void exhibit(struct bdl_fields *r, const json_t *o, struct bdl_exhibit *x)
{
	int64_t size = 0;

	x->number = bdl_field_count(r, o, "number");
	x->path = bdl_field_path(r, o);
	x->name = bdl_field_text(r, o, "name");
	if (!x->name)
		x->name = x->path;
	x->archive_path = bdl_field_text(r, o, "archive_path");
	bdl_field_digest(r, o, "sha256", x->sha256);
	if (!bdl_field_whole(r, o, "size", &size) || size < 0)
		bdl_field_broken(r, "size");
	x->size = size < 0 ? 0 : (uint64_t)size;
	x->format = bdl_field_token_text(r, o, "format");
	x->media_type = bdl_field_needed(r, o, "media_type");
	x->kind = bdl_field_token_text(r, o, "kind");
	x->basis = bdl_field_text(r, o, "basis");
	x->title = bdl_field_needed(r, o, "title");
	x->date = bdl_field_date(r, json_object_get(o, "date"));
	x->pages = bdl_field_count(r, o, "pages");
	x->first_page = bdl_field_count(r, o, "first_page");
	x->volume = bdl_field_count(r, o, "volume");
	x->shown = bdl_field_truth(r, o, "shown");
	x->reason = (enum bdl_reason)bdl_field_token(r, o, "reason_code", bdl_reason_from_token);
	x->detail = bdl_field_text(r, o, "detail");
	x->warnings = bdl_field_strings(r, json_object_get(o, "warnings"), "warnings");
	x->layout = bdl_field_text(r, o, "layout");
	x->account = bdl_field_text(r, o, "account");
	x->message_id = bdl_field_text(r, o, "message_id");
	x->scanned = bdl_field_count(r, o, "scanned");
	x->recognised = bdl_field_truth(r, o, "recognised");
	x->is_signed = bdl_field_truth(r, o, "signed");
	x->withheld = bdl_field_truth(r, o, "withheld");
	x->duplicate_of = BDL_NONE;
	x->section = BDL_NONE;
}

/* ---- what came out of which, and what is a copy of which ---- */

/*
 * Documents that are no copies, by their path as the file writes it, so that 100,000 rows find
 * theirs quickly. Two paths that are not UTF-8 may be written alike; then the bytes tell which one
 * a copy repeats.
 */
struct original {
	const char *path;
	uint8_t sha256[BDL_SHA256_SIZE];
	size_t row;
};

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct original *)a)->path, ((const struct original *)b)->path);
}

static int by_path_and_bytes(const void *a, const void *b)
{
	const struct original *x = a, *y = b;
	int order = by_path(a, b);

	return order ? order : memcmp(x->sha256, y->sha256, sizeof(x->sha256));
}

/* The path that stands there; NULL: none. */
static const char *path_at(struct bdl_fields *r, const json_t *list, size_t row, const char *key)
{
	const json_t *path = json_object_get(json_array_get(list, row), key);

	if (path && !json_is_null(path) && !json_is_string(path))
		bdl_field_broken(r, key);
	return json_string_value(path);
}

/* The order is that of the file, without the copies. */
static struct original *originals(struct bdl_fields *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;
	struct original *sorted = bdl_arena_alloc(&b->arena, b->exhibit_count * sizeof(*sorted));

	if (!sorted) {
		r->memory = true;
		return NULL;
	}
	for (size_t i = 0; i < b->exhibit_count; i++) {
		struct original *o = &sorted[b->order_count];

		if (path_at(r, list, i, "duplicate_of"))
			continue;
		*o = (struct original){.path = path_at(r, list, i, "path"), .row = i};
		memcpy(o->sha256, b->exhibits[i].sha256, sizeof(o->sha256));
		b->order[b->order_count++] = i;
	}
	qsort(sorted, b->order_count, sizeof(*sorted), by_path_and_bytes);
	return sorted;
}

/* A copy has the bytes of a document that is none itself. */
static void copies(struct bdl_fields *r, const json_t *list, const struct original *sorted)
{
	struct bdl_bundle *b = r->b;

	for (size_t i = 0; i < b->exhibit_count; i++) {
		struct original wanted = {.path = path_at(r, list, i, "duplicate_of")};
		const struct original *found;

		if (!wanted.path)
			continue;
		memcpy(wanted.sha256, b->exhibits[i].sha256, sizeof(wanted.sha256));
		found = bsearch(
			&wanted, sorted, b->order_count, sizeof(*sorted), by_path_and_bytes);
		if (found)
			b->exhibits[i].duplicate_of = found->row;
		else
			bdl_field_broken(r, "duplicate_of");
	}
}

/* What lies inside a document gets the row of that document. */
static void parents(struct bdl_fields *r, const json_t *list, const struct original *sorted)
{
	struct bdl_bundle *b = r->b;

	for (size_t i = 0; i < b->exhibit_count; i++) {
		const struct original wanted = {.path = path_at(r, list, i, "parent")}, *found;
		struct bdl_inside *inside;

		if (!wanted.path)
			continue;
		found = bsearch(&wanted, sorted, b->order_count, sizeof(*sorted), by_path);
		if (!found) {
			bdl_field_broken(r, "parent");
			return;
		}
		inside = bdl_arena_alloc(&b->arena, sizeof(*inside));
		if (!inside) {
			r->memory = true;
			return;
		}
		inside->parent = found->row;
		b->exhibits[i].inside = inside;
	}
}

/*
 * Whoever follows parents must come to a file of the folder. Each row is walked over once: a walk
 * ends where an earlier one went, and where it meets itself there is a ring.
 */
static void no_rings(struct bdl_fields *r)
{
	const struct bdl_exhibit *x = r->b->exhibits;
	size_t n = r->b->exhibit_count, *walk = bdl_arena_alloc(&r->b->arena, n * sizeof(*walk));

	if (!walk) {
		r->memory = true;
		return;
	}
	for (size_t i = 0; i < n; i++) {
		size_t at = i;

		while (x[at].inside && walk[at] == 0) {
			walk[at] = i + 1;
			at = x[at].inside->parent;
		}
		if (walk[at] == i + 1)
			bdl_field_broken(r, "parent");
	}
}

static void relations(struct bdl_fields *r, const json_t *list)
{
	const struct original *sorted = originals(r, list);

	if (!sorted || r->broken)
		return;
	copies(r, list, sorted);
	parents(r, list, sorted);
	if (!r->broken && !r->memory)
		no_rings(r);
}

/* "same-words" or "quoted"; -1: neither. */
static int likeness_from_token(const char *token)
{
	if (strcmp(token, "quoted") == 0)
		return BDL_LIKE_QUOTED;
	return strcmp(token, "same-words") == 0 ? BDL_LIKE_SAME_WORDS : -1;
}

static void likenesses(struct bdl_fields *r, const json_t *list, struct bdl_exhibit *x)
{
	if (!list)
		return;
	x->like = bdl_field_rows(r, list, "like", SIZE_MAX, sizeof(*x->like), &x->like_count);
	for (size_t i = 0; i < x->like_count && !bdl_field_over(r); i++) {
		const json_t *o = json_array_get(list, i);

		x->like[i].row = bdl_field_needed_row(r, bdl_field_count(r, o, "number"), "like");
		x->like[i].how =
			(enum bdl_likeness_kind)bdl_field_token(r, o, "how", likeness_from_token);
		if (!json_is_string(json_object_get(o, "how")))
			bdl_field_broken(r, "how");
	}
}

/* Documents are numbered in their order, without a gap, a supplement's from the earlier bundle's
 * last on; copies have no number. */
static void numbers(struct bdl_fields *r)
{
	const struct bdl_bundle *b = r->b;
	unsigned next = (b->earlier ? b->earlier->documents : 0) + 1;

	for (size_t i = 0; i < b->exhibit_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[i];

		if (x->number != (x->duplicate_of == BDL_NONE ? next++ : 0))
			bdl_field_broken(r, "number");
	}
}

void bdl_exhibits_read(struct bdl_fields *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;
	size_t n = json_array_size(list);

	if (!json_is_array(list)) {
		bdl_field_broken(r, "exhibits");
		return;
	}
	b->exhibits = bdl_arena_alloc(&b->arena, n * sizeof(*b->exhibits));
	b->order = bdl_arena_alloc(&b->arena, n * sizeof(*b->order));
	if (!b->exhibits || !b->order) {
		r->memory = true;
		return;
	}
	b->exhibit_count = n;
	for (size_t i = 0; i < n && !r->memory; i++)
		exhibit(r, json_array_get(list, i), &b->exhibits[i]);
	if (n && !r->memory && !r->broken) {
		relations(r, list);
		numbers(r);
		for (size_t i = 0; i < n && !r->broken && !r->memory; i++)
			likenesses(r, json_object_get(json_array_get(list, i), "like"),
				&b->exhibits[i]);
	}
}
