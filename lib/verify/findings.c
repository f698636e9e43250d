/* Findings: see findings.h. The form of the JSON is what report.c accepts, key by key. */
#include "verify/findings.h"

#include "base/text.h"
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EACH_MOST 1000 /* of what is broken, of notes */

/* clang-format off */
static const char *const kinds[] = {
	[BDL_FINDING_CHANGED] = "changed",
	[BDL_FINDING_MISSING] = "missing",
	[BDL_FINDING_EXTRA] = "extra",
	[BDL_FINDING_RENAMED] = "renamed",
	[BDL_FINDING_BROKEN] = "broken",
	[BDL_FINDING_NOTE] = "note",
};

/* What weighs most comes first. */
static const int ranks[] = {
	[BDL_FINDING_CHANGED] = 0,
	[BDL_FINDING_MISSING] = 1,
	[BDL_FINDING_RENAMED] = 2,
	[BDL_FINDING_EXTRA] = 3,
	[BDL_FINDING_BROKEN] = 4,
	[BDL_FINDING_NOTE] = 5,
};

/* clang-format on */

/* A copy that JSON can carry: exact where it is UTF-8, else readable, with \xNN for stray bytes. */
static const char *keep(struct bdl_findings *f, const char *text)
{
	struct bdl_buffer readable = BDL_BUFFER_INIT;
	const char *copy;

	if (!text)
		return NULL;
	if (bdl_utf8_valid(text, strlen(text))) {
		copy = bdl_arena_string(&f->arena, text);
	} else {
		bdl_text_escape(&readable, text, strlen(text));
		copy = readable.failed ? NULL
				       : bdl_arena_string(&f->arena, bdl_buffer_string(&readable));
		bdl_buffer_release(&readable);
	}
	f->failed |= !copy;
	return copy ? copy : "";
}

void bdl_findings_add(struct bdl_findings *f, const struct bdl_finding *finding)
{
	struct bdl_finding *row;

	if (f->count == f->space) {
		size_t space = f->space ? f->space + f->space / 2 : 16;
		struct bdl_finding *rows = realloc(f->rows, space * sizeof(*rows));

		if (!rows) {
			f->failed = true;
			return;
		}
		f->rows = rows;
		f->space = space;
	}
	row = &f->rows[f->count++];
	*row = *finding;
	row->path = keep(f, finding->path);
	row->other = keep(f, finding->other);
	row->text = keep(f, finding->text);
}

BDL_PRINTF(4, 0)

static void add_text(struct bdl_findings *f, enum bdl_finding_kind kind, const char *path,
	const char *format, va_list args)
{
	struct bdl_finding finding = {.kind = kind, .path = path};
	char text[256];

	vsnprintf(text, sizeof(text), format, args);
	finding.text = text;
	bdl_findings_add(f, &finding);
}

void bdl_findings_broken(struct bdl_findings *f, const char *path, const char *format, ...)
{
	va_list args;

	if (f->broken++ >= EACH_MOST)
		return;
	va_start(args, format);
	add_text(f, BDL_FINDING_BROKEN, path, format, args);
	va_end(args);
}

void bdl_findings_note(struct bdl_findings *f, const char *path, const char *format, ...)
{
	va_list args;

	if (f->notes++ >= EACH_MOST)
		return;
	va_start(args, format);
	add_text(f, BDL_FINDING_NOTE, path, format, args);
	va_end(args);
}

bool bdl_findings_of_originals(const struct bdl_findings *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->rows[i].kind < BDL_FINDING_BROKEN && !f->rows[i].tag)
			return true;
	return false;
}

/* What is there beside notes. */
static bool is_intact(const struct bdl_findings *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->rows[i].kind != BDL_FINDING_NOTE)
			return false;
	return true;
}

const char *bdl_findings_number(struct bdl_findings *f, uint64_t number)
{
	char digits[32], out[48];
	int n = snprintf(digits, sizeof(digits), "%" PRIu64, number), used = 0;
	const char *copy;

	for (int i = 0; i < n; i++) {
		if (i && (n - i) % 3 == 0)
			out[used++] = ',';
		out[used++] = digits[i];
	}
	copy = bdl_arena_bytes(&f->arena, out, (size_t)used);
	f->failed |= !copy;
	return copy ? copy : "";
}

static int text_order(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int in_order(const void *a, const void *b)
{
	const struct bdl_finding *x = a, *y = b;
	int order = ranks[x->kind] - ranks[y->kind];

	if (!order)
		order = strcmp(x->path, y->path);
	if (!order)
		order = (int)x->tag - (int)y->tag;
	if (!order)
		order = text_order(x->other, y->other);
	return order ? order : text_order(x->text, y->text);
}

/* ---- JSON ---- */

static void string(struct bdl_buffer *out, const char *text)
{
	if (!text) {
		bdl_buffer_text(out, "null");
		return;
	}
	bdl_buffer_byte(out, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			bdl_buffer_byte(out, '\\');
		if ((unsigned char)*text < 0x20)
			bdl_buffer_printf(out, "\\u%04x", (unsigned)*text);
		else
			bdl_buffer_byte(out, *text);
	}
	bdl_buffer_byte(out, '"');
}

static void row(struct bdl_buffer *out, const struct bdl_finding *x)
{
	bdl_buffer_printf(out, "{\"kind\":\"%s\",\"path\":", kinds[x->kind]);
	string(out, x->path);
	bdl_buffer_printf(out, ",\"tag\":%s,\"other\":", x->tag ? "true" : "false");
	string(out, x->other);
	bdl_buffer_text(out, ",\"text\":");
	string(out, x->text);
	bdl_buffer_printf(out, ",\"sealed_size\":%" PRIu64 ",\"found_size\":%" PRIu64 "}",
		x->sealed_size, x->found_size);
}

int bdl_findings_to_json(struct bdl_findings *f, const struct bdl_report *r, struct bdl_buffer *out,
	struct bdl_error *err)
{
	char seal[BDL_SHA256_HEX];

	if (f->count)
		qsort(f->rows, f->count, sizeof(*f->rows), in_order);
	bdl_hex(r->seal, seal);
	bdl_buffer_printf(out,
		"{\"intact\":%s,\"version\":\"%s\",\"hashes\":\"%s\",\"own\":%s,\"files\":%zu,"
		"\"same\":%zu,\"sealed_on\":\"%s\",\"seal\":",
		is_intact(f) ? "true" : "false", r->version, r->hashes, r->own ? "true" : "false",
		r->files, r->same, r->sealed_on);
	string(out, r->has_seal ? seal : NULL);
	bdl_buffer_text(out, ",\"findings\":[");
	for (size_t i = 0; i < f->count; i++) {
		bdl_buffer_text(out, i ? ",\n" : "\n");
		row(out, &f->rows[i]);
	}
	bdl_buffer_text(out, "]}\n");
	return f->failed || out->failed ? bdl_fail_memory(err) : 0;
}

void bdl_findings_release(struct bdl_findings *f)
{
	free(f->rows);
	bdl_arena_release(&f->arena);
	*f = (struct bdl_findings)BDL_FINDINGS_INIT;
}
