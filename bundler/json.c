/* The results as data: build and list print the table (bundle.json), build with what was written in
 * front. */
#include "json.h"
#include "json_parts.h"

#include "base/text.h"
#include "model/bundle_json.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static json_t *table(const struct bdl_bundle *b, struct bdl_error *err)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	json_t *o = NULL;

	if (bdl_bundle_to_json(b, false, &json, err) == 0) {
		o = json_loadb(bdl_buffer_string(&json), json.length, 0, NULL);
		if (!o)
			bdl_fail_memory(err);
	}
	bdl_buffer_release(&json);
	return o;
}

int json_list(const struct bdl_bundle *b, struct bdl_error *err)
{
	json_t *o = table(b, err);

	return o ? json_print(o, err) : -1;
}

static json_t *pdfs(const struct bdl_build_result *r)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < r->pdf_count; i++) {
		const struct bdl_pdf_result *p = &r->pdfs[i];

		if (json_array_append_new(
			    list, json_pack("{s:o, s:i, s:I}", "file", json_text(p->file), "pages",
					  (int)p->pages, "size", (json_int_t)p->size)) < 0) {
			json_decref(list);
			list = NULL;
		}
	}
	return list;
}

static json_t *names(const char *const *list, size_t count)
{
	json_t *o = json_array();

	for (size_t i = 0; o && i < count; i++)
		if (json_array_append_new(o, json_text(list[i])) < 0) {
			json_decref(o);
			o = NULL;
		}
	return o;
}

/* What an earlier build left, where there is any. */
static int add_earlier(json_t *o, const struct bdl_build_result *r)
{
	if (r->removed_count &&
		json_object_set_new(o, "removed", names(r->removed, r->removed_count)) < 0)
		return -1;
	if (r->stranger_count &&
		json_object_set_new(o, "strangers", names(r->strangers, r->stranger_count)) < 0)
		return -1;
	return 0;
}

int json_build(const struct bdl_bundle *b, const struct bdl_build_result *r, struct bdl_error *err)
{
	json_t *rest = table(b, err), *o;

	if (!rest)
		return -1;
	o = json_pack("{s:o, s:o, s:o, s:o, s:o, s:I, s:I, s:o, s:o, s:b}", "output",
		json_text(r->output), "pdf", json_text(r->pdfs[0].file), "pdfs", pdfs(r), "archive",
		json_text(r->archive), "checksum", json_text(r->checksum), "pdf_size",
		(json_int_t)r->pdfs[0].size, "archive_size", (json_int_t)r->archive_size,
		"archive_sha256", json_digest(r->archive_sha256), "seal", json_digest(b->seal),
		"sandboxed", r->sandboxed);
	if (o && json_object_update(o, rest) < 0) {
		json_decref(o);
		o = NULL;
	}
	json_decref(rest);
	if (o && add_earlier(o, r) < 0) {
		json_decref(o);
		o = NULL;
	}
	return json_print(o, err);
}

static json_t *finding(const struct bdl_finding *f)
{
	static const char *const words[] = {
		"changed", "missing", "extra", "renamed", "broken", "note"};
	json_t *o = json_pack("{s:s, s:o, s:b}", "finding", words[f->kind], "path",
		json_text(f->path), "tag", f->tag);

	if (o && f->other && json_object_set_new(o, "to", json_text(f->other)) < 0)
		goto fail;
	if (o && f->text && json_object_set_new(o, "text", json_text(f->text)) < 0)
		goto fail;
	return o;
fail:
	json_decref(o);
	return NULL;
}

/* true, false, or null where no seal was asked about. */
static json_t *seal_matches(const struct bdl_report *r, const uint8_t *seal)
{
	if (!seal)
		return json_null();
	return json_boolean(r->has_seal && memcmp(r->seal, seal, BDL_SHA256_SIZE) == 0);
}

static json_t *text_or_null(const char *s)
{
	return s[0] ? json_text(s) : json_null();
}

/* null where there is none. */
static json_t *witness(const struct bdl_beside_one *one)
{
	static const char *const fits[] = {"fits", "other", "broken"};
	static const char *const vouchings[] = {"nobody", "good", "past", "not"};
	const struct bdl_witness *w = &one->witness;

	if (!one->there)
		return json_null();
	return json_pack("{s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:o}", "file",
		json_text(one->path), "finding", fits[w->fit], "text", text_or_null(w->why),
		"subject", text_or_null(w->subject), "issuer", text_or_null(w->issuer),
		"valid_from", text_or_null(w->from), "valid_until", text_or_null(w->until),
		"certificate_sha256", text_or_null(w->fingerprint), "time", text_or_null(w->time),
		"accuracy_seconds", text_or_null(w->accuracy), "vouched", vouchings[w->vouched],
		"vouched_text", text_or_null(w->vouched_why));
}

int json_verify(const struct bdl_report *r, const uint8_t *seal, const struct bdl_beside *beside,
	struct bdl_error *err)
{
	json_t *list = json_array();
	json_t *o;

	for (size_t i = 0; i < r->count; i++)
		if (json_array_append_new(list, finding(&r->findings[i])) < 0) {
			json_decref(list);
			return bdl_fail_memory(err);
		}
	o = json_pack("{s:b, s:o, s:o, s:b, s:I, s:I, s:o, s:o, s:o, s:o, s:o, s:o}", "intact",
		r->intact, "bagit_version", r->version[0] ? json_text(r->version) : json_null(),
		"hashes", json_text(r->hashes), "own", r->own, "files", (json_int_t)r->files,
		"same", (json_int_t)r->same, "sealed_on",
		r->sealed_on[0] ? json_text(r->sealed_on) : json_null(), "seal",
		r->has_seal ? json_digest(r->seal) : json_null(), "seal_matches",
		seal_matches(r, seal), "signature", witness(&beside->one[BDL_WITNESS_SIGNATURE]),
		"timestamp", witness(&beside->one[BDL_WITNESS_STAMP]), "findings", list);
	return json_print(o, err);
}

static json_t *compared_side(const struct bdl_bundle *b, const struct bdl_report *r)
{
	char day[BDL_DAY_TEXT];

	bdl_day_iso(b->made_on, day);
	return json_pack("{s:o, s:o, s:o, s:I, s:i}", "name", json_text(b->name), "made_on",
		day[0] ? json_string(day) : json_null(), "seal",
		r->has_seal ? json_digest(r->seal) : json_null(), "files", (json_int_t)r->files,
		"pages", (int)b->pages);
}

static json_t *compared_file(const struct bdl_difference *d)
{
	const struct bdl_exhibit *before = d->before, *after = d->after;
	json_t *o = json_pack("{s:o, s:o}", "path", json_text(before ? before->path : after->path),
		"sha256", json_digest(before ? before->sha256 : after->sha256));

	if (o && d->kind == BDL_RENAMED && json_object_set_new(o, "to", json_text(after->path)) < 0)
		goto fail;
	if (o && d->kind == BDL_CHANGED &&
		json_object_set_new(o, "to_sha256", json_digest(after->sha256)) < 0)
		goto fail;
	return o;
fail:
	json_decref(o);
	return NULL;
}

static json_t *compared_files(const struct bdl_comparison *c, enum bdl_difference_kind kind)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < c->count; i++)
		if (c->files[i].kind == kind &&
			json_array_append_new(list, compared_file(&c->files[i])) < 0) {
			json_decref(list);
			list = NULL;
		}
	return list;
}

int json_diff(const struct bdl_comparison *c, const struct bdl_bundle *before,
	const struct bdl_report *before_report, const struct bdl_bundle *after,
	const struct bdl_report *after_report, struct bdl_error *err)
{
	return json_print(
		json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:I}", "a",
			compared_side(before, before_report), "b",
			compared_side(after, after_report), "added", compared_files(c, BDL_ADDED),
			"removed", compared_files(c, BDL_REMOVED), "changed",
			compared_files(c, BDL_CHANGED), "renamed", compared_files(c, BDL_RENAMED),
			"same", compared_files(c, BDL_SAME), "renumbered",
			(json_int_t)c->renumbered, "redescribed", (json_int_t)c->redescribed),
		err);
}
