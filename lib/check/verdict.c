/*
 * Verdict: to JSON in the sandbox, and back outside of it. Whatever wrote the JSON may have been
 * taken over by the PDF it looked at, so nothing is believed: exactly these keys, exactly these
 * types, everything in bounds.
 */
#include "check/verdict.h"

#include "base/json_values.h"
#include "base/text.h"
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_MOST ((size_t)8192) /* bytes of a sentence */
#define PAGE_MOST ((json_int_t)100 * 1000 * 1000) /* pages of a file */
#define JSON_MOST ((size_t)4 * 1024 * 1024) /* bytes of all of it */
#define VALUES_MOST ((size_t)BDL_RULES_MAX * (BDL_VERDICT_PAGES_MAX + 8) * 2)

static const char *const words[] = {[BDL_PASS] = "pass",
	[BDL_FAIL] = "fail",
	[BDL_WARN] = "warn",
	[BDL_NOT_APPLICABLE] = "not-applicable"};

/* ---- out ---- */

static json_t *pages_to_json(const struct bdl_rule_found *r)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < r->page_count; i++)
		if (json_array_append_new(list, json_integer(r->pages[i])) < 0) {
			json_decref(list);
			list = NULL;
		}
	return list;
}

static json_t *rule_to_json(const struct bdl_rule_found *r)
{
	return json_pack("{s:s, s:s, s:o, s:s}", "id", r->id, "verdict", words[r->verdict], "pages",
		pages_to_json(r), "text", r->text);
}

int bdl_verdicts_to_json(
	const struct bdl_verdicts *v, struct bdl_buffer *out, struct bdl_error *err)
{
	json_t *root = json_object(), *list = json_array();
	char *text = NULL;
	int rc = root && list ? json_object_set(root, "rules", list) : -1;

	for (size_t i = 0; rc == 0 && i < v->count; i++)
		rc = json_array_append_new(list, rule_to_json(&v->rules[i]));
	if (rc == 0)
		text = json_dumps(root, JSON_COMPACT);
	if (text)
		bdl_buffer_text(out, text);
	free(text);
	json_decref(list);
	json_decref(root);
	return text && !out->failed ? 0 : bdl_fail_memory(err);
}

/* ---- in ---- */

struct reading {
	struct bdl_arena *arena;
	bool failed, short_of_memory;
};

/* One line of 1 to `most` bytes, copied. */
static const char *text_of(struct reading *r, const json_t *object, const char *key, size_t most)
{
	const json_t *value = json_object_get(object, key);
	const char *s = json_string_value(value), *copy;
	size_t n = json_string_length(value);

	r->failed |= !s || n == 0 || n > most || strlen(s) != n;
	for (size_t i = 0; !r->failed && i < n; i++)
		r->failed = (unsigned char)s[i] < 0x20 || s[i] == 0x7F;
	if (r->failed)
		return "";
	copy = bdl_arena_string(r->arena, s);
	r->short_of_memory |= !copy;
	return copy ? copy : "";
}

/* "R" and a number without leading zeros. */
static bool is_id(const char *id)
{
	size_t figures = strspn(id[0] ? id + 1 : id, "0123456789");

	return id[0] == 'R' && figures >= 1 && figures <= 3 && id[1] != '0' &&
	       id[1 + figures] == '\0';
}

static enum bdl_verdict verdict_of(struct reading *r, const json_t *object)
{
	const char *word = json_string_value(json_object_get(object, "verdict"));

	for (size_t i = 0; word && i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(word, words[i]) == 0)
			return (enum bdl_verdict)i;
	r->failed = true;
	return BDL_NOT_APPLICABLE;
}

/* Ascending, each once. */
static const unsigned *pages_of(struct reading *r, const json_t *object, size_t *count)
{
	const json_t *list = json_object_get(object, "pages");
	unsigned *pages;

	*count = json_array_size(list);
	r->failed |= !json_is_array(list) || *count > BDL_VERDICT_PAGES_MAX;
	if (r->failed || *count == 0)
		return NULL;
	pages = bdl_arena_alloc(r->arena, *count * sizeof(*pages));
	r->short_of_memory |= !pages;
	for (size_t i = 0; pages && i < *count; i++) {
		const json_t *value = json_array_get(list, i);
		json_int_t page = json_integer_value(value);

		r->failed |= !json_is_integer(value) || page < 1 || page > PAGE_MOST;
		pages[i] = r->failed ? 0 : (unsigned)page;
		r->failed |= i && pages[i] <= pages[i - 1];
	}
	return pages;
}

static void read_rule(struct reading *r, const json_t *object, struct bdl_rule_found *out)
{
	r->failed |= !json_is_object(object) || json_object_size(object) != 4;
	if (r->failed)
		return;
	out->id = text_of(r, object, "id", 4);
	out->verdict = verdict_of(r, object);
	out->pages = pages_of(r, object, &out->page_count);
	out->text = text_of(r, object, "text", TEXT_MOST);
	r->failed |= !is_id(out->id);
}

static void read_rules(struct reading *r, const json_t *root, struct bdl_verdicts *v)
{
	const json_t *list = json_object_get(root, "rules");
	size_t count = json_array_size(list);

	r->failed |= !json_is_object(root) || json_object_size(root) != 1 || !json_is_array(list) ||
		     count > BDL_RULES_MAX;
	if (r->failed)
		return;
	v->rules = bdl_arena_alloc(&v->arena, (count + 1) * sizeof(*v->rules));
	r->short_of_memory |= !v->rules;
	for (size_t i = 0; i < count && !r->failed && !r->short_of_memory; i++) {
		read_rule(r, json_array_get(list, i), &v->rules[i]);
		/* in order of their numbers, so none comes twice */
		r->failed |= i && !r->failed &&
			     bdl_text_natural(v->rules[i - 1].id, v->rules[i].id) >= 0;
		v->count = i + 1;
	}
}

int bdl_verdicts_from_json(
	struct bdl_verdicts *v, const char *json, size_t length, struct bdl_error *err)
{
	struct reading r = {.arena = &v->arena};
	json_t *root = NULL;
	json_error_t why;

	*v = (struct bdl_verdicts){.arena = BDL_ARENA_INIT};
	if (length <= JSON_MOST && bdl_json_values(json, length) <= VALUES_MOST)
		root = json_loadb(json, length, JSON_REJECT_DUPLICATES, &why);
	r.failed = !root;
	if (root)
		read_rules(&r, root, v);
	json_decref(root);
	if (!r.failed && !r.short_of_memory)
		return 0;
	bdl_verdicts_release(v);
	if (r.short_of_memory)
		return bdl_fail_memory(err);
	return bdl_fail(
		err, BDL_EFORMAT, NULL, "the reader's verdicts are not what they should be");
}

void bdl_verdicts_release(struct bdl_verdicts *v)
{
	bdl_arena_release(&v->arena);
	memset(v, 0, sizeof(*v));
}
