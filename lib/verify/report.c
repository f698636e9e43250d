/*
 * Report: JSON out of the sandbox -> struct bdl_report. Whatever wrote it may have been taken over
 * by the archive it read, so nothing is believed: exactly the keys of findings.c, exactly their
 * types, everything in bounds.
 */
#include "verify/verify.h"

#include "base/calendar.h"
#include "base/json_values.h"
#include "base/text.h"
#include <jansson.h>
#include <string.h>

#define FINDINGS_MOST                                                                              \
	((size_t)2100000) /* each listed and each present member, and what is broken */
#define PATH_MOST ((size_t)65536)
#define TEXT_MOST ((size_t)1024)

/* A finding has five values; jansson needs up to 50 bytes for each. */
#define VALUES_MOST ((size_t)12 * 1000 * 1000)

struct reading {
	struct bdl_report *report;
	bool failed, short_of_memory;
};

static const struct {
	const char *token;
	enum bdl_finding_kind kind;
} kinds[] = {{"changed", BDL_FINDING_CHANGED}, {"missing", BDL_FINDING_MISSING},
	{"extra", BDL_FINDING_EXTRA}, {"renamed", BDL_FINDING_RENAMED},
	{"broken", BDL_FINDING_BROKEN}, {"note", BDL_FINDING_NOTE}};

/* A string of 0 to `most` bytes, copied; NULL for null. One line only: no control characters. */
static const char *text(
	struct reading *r, const json_t *object, const char *key, size_t most, bool one_line)
{
	const json_t *value = json_object_get(object, key);
	const char *s = json_string_value(value), *copy;
	size_t n = json_string_length(value);

	if (json_is_null(value))
		return NULL;
	r->failed |= !s || n > most || strlen(s) != n;
	for (size_t i = 0; !r->failed && one_line && i < n; i++)
		r->failed = (unsigned char)s[i] < 0x20 || s[i] == 0x7F;
	if (r->failed)
		return NULL;
	copy = bdl_arena_string(&r->report->arena, s);
	r->short_of_memory |= !copy;
	return copy;
}

static uint64_t number(struct reading *r, const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	r->failed |= !json_is_integer(value) || json_integer_value(value) < 0;
	return r->failed ? 0 : (uint64_t)json_integer_value(value);
}

static bool truth(struct reading *r, const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	r->failed |= !json_is_boolean(value);
	return json_is_true(value);
}

static enum bdl_finding_kind kind(struct reading *r, const json_t *object)
{
	const char *token = json_string_value(json_object_get(object, "kind"));

	for (size_t i = 0; token && i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(token, kinds[i].token) == 0)
			return kinds[i].kind;
	r->failed = true;
	return BDL_FINDING_BROKEN;
}

static void read_finding(struct reading *r, const json_t *object, struct bdl_finding *x)
{
	r->failed |= !json_is_object(object) || json_object_size(object) != 7;
	if (r->failed)
		return;
	x->kind = kind(r, object);
	x->path = text(r, object, "path", PATH_MOST, false);
	x->other = text(r, object, "other", PATH_MOST, false);
	x->text = text(r, object, "text", TEXT_MOST, true);
	x->tag = truth(r, object, "tag");
	x->sealed_size = number(r, object, "sealed_size");
	x->found_size = number(r, object, "found_size");
	r->failed |= !x->path || (!x->path[0] && x->kind < BDL_FINDING_BROKEN) ||
		     (x->other != NULL) != (x->kind == BDL_FINDING_RENAMED) ||
		     (x->kind >= BDL_FINDING_BROKEN && !x->text);
}

static void read_findings(struct reading *r, const json_t *list)
{
	struct bdl_report *report = r->report;

	r->failed |= !json_is_array(list) || json_array_size(list) > FINDINGS_MOST;
	if (r->failed)
		return;
	report->count = json_array_size(list);
	report->findings =
		bdl_arena_alloc(&report->arena, report->count * sizeof(*report->findings));
	r->short_of_memory |= !report->findings;
	for (size_t i = 0; i < report->count && !r->failed && !r->short_of_memory; i++)
		read_finding(r, json_array_get(list, i), &report->findings[i]);
}

static void read_seal(struct reading *r, const json_t *root)
{
	const char *seal = text(r, root, "seal", BDL_SHA256_HEX - 1, true);

	r->report->has_seal = seal != NULL;
	if (seal)
		r->failed |=
			strlen(seal) != BDL_SHA256_HEX - 1 || bdl_unhex(seal, r->report->seal) < 0;
}

/* What is there, fits in `size` bytes, and is made of these characters alone. */
static void short_text(struct reading *r, const json_t *root, const char *key, const char *of,
	char *out, size_t size)
{
	const char *value = text(r, root, key, size - 1, true);

	r->failed |= !value || value[strspn(value, of)] != '\0';
	if (!r->failed)
		memcpy(out, value, strlen(value) + 1);
}

static bool is_intact(const struct bdl_report *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->findings[i].kind != BDL_FINDING_NOTE)
			return false;
	return true;
}

static void read_report(struct reading *r, const json_t *root)
{
	struct bdl_report *report = r->report;
	const char *date;
	struct bdl_day day;

	r->failed |= !json_is_object(root) || json_object_size(root) != 9;
	report->intact = truth(r, root, "intact");
	report->own = truth(r, root, "own");
	short_text(r, root, "version", "0123456789.", report->version, sizeof(report->version));
	short_text(r, root, "hashes", "abcdefghijklmnopqrstuvwxyz0123456789, ", report->hashes,
		sizeof(report->hashes));
	report->files = (size_t)number(r, root, "files");
	report->same = (size_t)number(r, root, "same");
	date = text(r, root, "sealed_on", sizeof("2026-01-31") - 1, true);
	r->failed |= !date || (date[0] && bdl_day_parse_iso(date, &day) < 0);
	if (!r->failed && date[0])
		bdl_day_iso(day, report->sealed_on);
	read_seal(r, root);
	read_findings(r, json_object_get(root, "findings"));
	r->failed |= report->same > report->files || report->intact != is_intact(report);
}

int bdl_report_from_json(
	struct bdl_report *r, const char *json, size_t length, struct bdl_error *err)
{
	struct reading reading = {.report = r};
	json_error_t why;
	json_t *root;

	memset(r, 0, sizeof(*r));
	if (bdl_json_values(json, length) > VALUES_MOST)
		return bdl_fail(
			err, BDL_ELIMIT, NULL, "the archive has more faults than can be listed");
	root = json_loadb(json, length, JSON_REJECT_DUPLICATES, &why);
	reading.failed = !root;
	if (root)
		read_report(&reading, root);
	json_decref(root);
	if (!reading.failed && !reading.short_of_memory)
		return 0;
	bdl_report_release(r);
	if (reading.short_of_memory)
		return bdl_fail_memory(err);
	return bdl_fail(err, BDL_EFORMAT, NULL,
		"the reader's report on the archive is not what it should be");
}

void bdl_report_release(struct bdl_report *r)
{
	bdl_arena_release(&r->arena);
	memset(r, 0, sizeof(*r));
}
