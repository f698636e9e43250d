/* Runs: see runs.h. */
#include "base/text.h"
#include "draw/order.h"
#include "draw/runs_shape.h"
#include "draw/signs.h"
#include <stdlib.h>
#include <string.h>

enum { RUN_MAX = 4000 }; /* bytes: libharu refuses strings over 65,535, in hexadecimal at worst */

/* Characters gathered for one sign. */
struct group {
	uint32_t *codes;
	size_t count, space;
};

int bdl_runs_add(struct bdl_runs *r, unsigned file)
{
	if (r->count == r->space) {
		size_t space = r->space ? r->space * 2 : 8;
		struct bdl_run *runs = realloc(r->runs, space * sizeof *runs);
		if (!runs)
			return -1;
		r->runs = runs;
		r->space = space;
	}
	r->runs[r->count++] = (struct bdl_run){.file = file, .at = r->text.length};
	return 0;
}

int bdl_runs_add_code(struct bdl_runs *r, unsigned file, uint32_t code, unsigned long width)
{
	struct bdl_run *last = r->count ? &r->runs[r->count - 1] : NULL;
	char bytes[4];
	size_t length = bdl_utf8_put(code, bytes);

	if (!last || last->file != file || last->length >= RUN_MAX) {
		if (bdl_runs_add(r, file) < 0)
			return -1;
		last = &r->runs[r->count - 1];
	}
	if (bdl_buffer_add(&r->text, bytes, length) < 0)
		return -1;
	last->length += length;
	last->width += width;
	return 0;
}

static int gather(struct group *g, const struct bdl_cluster *c)
{
	if (g->count + c->count > g->space) {
		size_t space = g->space ? g->space * 2 : 16;
		uint32_t *codes = realloc(g->codes, space * sizeof *codes);
		if (!codes)
			return -1;
		g->codes = codes;
		g->space = space;
	}
	memcpy(g->codes + g->count, c->codes, c->count * sizeof *c->codes);
	g->count += c->count;
	return 0;
}

/*
 * Whether c stands outside the sign that is being gathered: signs end at words, and emoji stand
 * alone.
 */
static bool ends_sign(const struct group *g, const struct bdl_cluster *c)
{
	switch (c->kind) {
	case BDL_CLUSTER_NOTHING:
		return false;
	case BDL_CLUSTER_SIGN:
		return bdl_emoji_name(c->codes[0]) || (g->count > 0 && bdl_emoji_name(g->codes[0]));
	case BDL_CLUSTER_SPACE:
	case BDL_CLUSTER_DRAWN:
		break;
	}
	return true;
}

/* Invisible, but what stands beside it takes its place on the line from it. */
static bool turns(const struct bdl_cluster *c)
{
	return c->codes[0] == 0x200E || bdl_order_turns(c->codes[0]);
}

static int put_codes(struct bdl_buffer *out, const struct bdl_cluster *c)
{
	for (size_t i = 0; i < c->count; i++) {
		char bytes[4];
		if (bdl_buffer_add(out, bytes, bdl_utf8_put(c->codes[i], bytes)) < 0)
			return -1;
	}
	return 0;
}

/* Appends the sign of the gathered characters, if any, and gathers anew. */
static int put_sign(struct bdl_buffer *out, struct group *g, unsigned *missing)
{
	if (g->count == 0)
		return 0;
	*missing += (unsigned)g->count;
	if (bdl_sign(out, g->codes, g->count) < 0)
		return -1;
	g->count = 0;
	return 0;
}

int bdl_runs_spell(struct bdl_fonts *f, enum bdl_face face, const char *text, size_t length,
	struct bdl_buffer *out, unsigned *missing)
{
	struct group g = {0};
	int rc = 0;

	for (size_t at = 0; rc == 0 && at < length;) {
		struct bdl_cluster c;
		bdl_cluster_next(f, face, text + at, length - at, &c);
		if (ends_sign(&g, &c))
			rc = put_sign(out, &g, missing);
		if (rc == 0 && c.kind == BDL_CLUSTER_SIGN)
			rc = gather(&g, &c);
		else if (rc == 0 && (c.kind != BDL_CLUSTER_NOTHING || turns(&c)))
			rc = put_codes(out, &c);
		at += c.bytes;
	}
	if (rc == 0)
		rc = put_sign(out, &g, missing);
	free(g.codes);
	return rc;
}

/* Text without signs: every cluster has its font, or is a space. false: it has to be shaped. */
static int set_plain(struct bdl_runs *r, struct bdl_fonts *f, enum bdl_face face, const char *text,
	size_t length, bool *plain)
{
	for (size_t at = 0; at < length;) {
		struct bdl_cluster c;
		bdl_cluster_next(f, face, text + at, length - at, &c);
		if (c.shaped || turns(&c)) {
			*plain = false;
			return 0;
		}
		if (c.kind == BDL_CLUSTER_SPACE &&
			bdl_runs_add_code(r, (unsigned)face, ' ', c.width) < 0)
			return -1;
		for (size_t i = 0; c.kind == BDL_CLUSTER_DRAWN && i < c.count; i++) {
			if (bdl_runs_add_code(r, c.file, c.codes[i], i == 0 ? c.width : 0) < 0)
				return -1;
		}
		at += c.bytes;
	}
	return 0;
}

static void empty(struct bdl_runs *r)
{
	r->count = r->code_count = r->piece_count = 0;
	r->glyphs.count = 0;
	bdl_buffer_clear(&r->text);
}

int bdl_runs_set(struct bdl_runs *r, struct bdl_fonts *f, enum bdl_face face, bool rtl,
	const char *text, size_t length)
{
	bool plain = !rtl;
	unsigned long x = 0;

	empty(r);
	r->missing = 0;
	bdl_buffer_clear(&r->spelled);
	if (bdl_runs_spell(f, face, text, length, &r->spelled, &r->missing) < 0)
		return -1;
	text = bdl_buffer_string(&r->spelled);
	length = r->spelled.length;
	if (plain && set_plain(r, f, face, text, length, &plain) < 0)
		return -1;
	for (size_t i = 0; plain && i < r->count; i++) {
		r->runs[i].x = x;
		x += r->runs[i].width;
	}
	if (plain)
		return 0;
	empty(r);
	return bdl_runs_shape(r, f, face, rtl, text, length);
}

unsigned long bdl_runs_width(const struct bdl_runs *r)
{
	unsigned long width = 0;

	for (size_t i = 0; i < r->count; i++)
		width += r->runs[i].width;
	return width;
}

void bdl_runs_release(struct bdl_runs *r)
{
	bdl_buffer_release(&r->text);
	bdl_buffer_release(&r->spelled);
	free(r->runs);
	free(r->glyphs.glyphs);
	free(r->codes);
	free(r->pieces);
	free(r->levels);
	free(r->order);
	*r = (struct bdl_runs)BDL_RUNS_INIT;
}
