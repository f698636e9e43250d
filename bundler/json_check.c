/* The answer of bundle check as data: schemas/check.schema.json describes it. */
#include "json.h"
#include "json_parts.h"
#include "model/recipient.h"
#include "model/reckoning_json.h"
#include "model/waits_json.h"

/* ---- the requirements ---- */

static json_t *pages_of(const struct bdl_rule_found *r)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < r->page_count; i++)
		if (json_array_append_new(list, json_integer(r->pages[i])) < 0) {
			json_decref(list);
			list = NULL;
		}
	return list;
}

static json_t *rules_of(const struct bdl_verdicts *v)
{
	static const char *const words[] = {[BDL_PASS] = "pass",
		[BDL_FAIL] = "fail",
		[BDL_WARN] = "warn",
		[BDL_NOT_APPLICABLE] = "not-applicable"};
	json_t *list = json_array();

	for (size_t i = 0; list && i < v->count; i++) {
		const struct bdl_rule_found *r = &v->rules[i];

		if (json_array_append_new(list, json_pack("{s:s, s:s, s:o, s:o}", "id", r->id,
							"verdict", words[r->verdict], "pages",
							pages_of(r), "text", json_text(r->text))) <
			0) {
			json_decref(list);
			list = NULL;
		}
	}
	return list;
}

static json_t *checked_pdfs(const struct bdl_checked *c)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < c->pdf_count; i++) {
		const struct bdl_checked_pdf *p = &c->pdfs[i];

		if (json_array_append_new(list,
			    json_pack("{s:o, s:o, s:o}", "file", json_text(p->file), "sha256",
				    json_digest(p->sha256), "rules", rules_of(&p->verdicts))) < 0) {
			json_decref(list);
			list = NULL;
		}
	}
	return list;
}

static json_t *changes_of(const struct bdl_checked *c)
{
	static const char *const words[] = {"changed", "added", "removed"};
	json_t *list = json_array();

	for (size_t i = 0; list && i < c->change_count; i++) {
		const struct bdl_change *x = &c->changes[i];

		if (json_array_append_new(
			    list, json_pack("{s:s, s:o, s:b}", "change", words[x->kind], "path",
					  json_text(x->name), "result", x->result)) < 0) {
			json_decref(list);
			list = NULL;
		}
	}
	return list;
}

/* ---- is it ready ---- */

static json_t *numbers_of(const struct bdl_bundle *b, const struct bdl_ready_finding *f)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < f->exhibit_count; i++)
		if (json_array_append_new(list, json_integer(b->exhibits[f->exhibits[i]].number)) <
			0) {
			json_decref(list);
			list = NULL;
		}
	return list;
}

static json_t *finding(const struct bdl_bundle *b, const struct bdl_ready_finding *f)
{
	static const char *const states[] = {
		[BDL_READY_OK] = "ok", [BDL_READY_TO_DO] = "to-do", [BDL_READY_LOOK] = "look"};

	return json_pack("{s:o, s:s, s:o, s:o, s:o, s:o, s:b}", "id", json_text(f->id), "state",
		states[f->state], "text", json_text(f->text), "why", json_text(f->why), "do",
		json_text(f->todo), "exhibits", numbers_of(b, f), "check_with_them",
		f->check_with_them);
}

static json_t *findings_of(const struct bdl_checked *c)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < c->ready.finding_count; i++)
		if (json_array_append_new(list, finding(&c->table, &c->ready.findings[i])) < 0) {
			json_decref(list);
			list = NULL;
		}
	return list;
}

/* Releases value; -1 where it, or the place for it, is not to be had. */
static int add(json_t *o, const char *key, json_t *value)
{
	return value ? json_object_set_new(o, key, value) : -1;
}

/* Null throughout where nobody's rules are known, or there is no table to judge. */
static int add_readiness(json_t *o, const struct bdl_checked *c)
{
	const struct bdl_bundle *b = &c->table;
	bool judged = c->judged, failed = false;
	int rc = add(o, "recipient", json_text(c->recipient ? c->recipient->id : NULL));

	rc |= add(o, "ready", judged ? json_boolean(c->ready.ready) : json_null());
	rc |= add(o, "findings", judged ? findings_of(c) : json_null());
	rc |= add(o, "deadlines", judged ? bdl_deadlines_json(b) : json_null());
	rc |= add(o, "delays", judged ? bdl_delays_json(b) : json_null());
	rc |= add(o, "arrears", judged ? bdl_reckoning_json(b, &failed) : json_null());
	return failed ? -1 : rc;
}

int json_check(const struct bdl_checked *c, struct bdl_error *err)
{
	json_t *o = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "checked", json_text(c->name),
		"for", c->recipient ? json_text(c->recipient->id) : json_null(), "intact",
		c->has_report ? json_boolean(c->report.intact) : json_null(), "rules",
		rules_of(&c->verdicts), "pdfs", checked_pdfs(c), "changes", changes_of(c));

	if (o && add_readiness(o, c) < 0) {
		json_decref(o);
		o = NULL;
	}
	return json_print(o, err);
}
