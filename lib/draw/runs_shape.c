/*
 * Runs, shaped: see runs_shape.h. Clusters are listed with the level that the bidirectional
 * algorithm gives them; stretches of one level, font and way of drawing become runs, and the runs
 * get their places.
 */
#include "draw/runs_shape.h"
#include "draw/order.h"
#include <stdlib.h>
#include <string.h>

/* A cluster of the line. */
struct bdl_piece {
	struct bdl_cluster cluster;
	size_t code; /* in bdl_runs.codes */
	int8_t level;
};

/* Room for one more element of `size` behind count. */
static void *room(void *data, size_t *space, size_t count, size_t more, size_t size)
{
	size_t wanted = *space ? *space : 64;
	void *bigger;

	if (count + more <= *space)
		return data;
	while (wanted < count + more)
		wanted *= 2;
	bigger = realloc(data, wanted * size);
	if (bigger)
		*space = wanted;
	return bigger;
}

static int add_piece(struct bdl_runs *r, const struct bdl_cluster *c)
{
	struct bdl_piece *pieces =
		room(r->pieces, &r->piece_space, r->piece_count, 1, sizeof *pieces);
	uint32_t *codes;

	if (!pieces)
		return -1;
	r->pieces = pieces;
	codes = room(r->codes, &r->code_space, r->code_count, c->count, sizeof *codes);
	if (!codes)
		return -1;
	r->codes = codes;
	pieces[r->piece_count++] = (struct bdl_piece){.cluster = *c, .code = r->code_count};
	for (size_t i = 0; i < c->count; i++)
		codes[r->code_count++] = c->kind == BDL_CLUSTER_SPACE ? ' ' : c->codes[i];
	return 0;
}

static int list_pieces(struct bdl_runs *r, struct bdl_fonts *f, enum bdl_face face,
	const char *text, size_t length, bool *turned)
{
	for (size_t at = 0; at < length;) {
		struct bdl_cluster c;
		bdl_cluster_next(f, face, text + at, length - at, &c);
		if (c.kind == BDL_CLUSTER_SPACE)
			c.file = (unsigned)face;
		for (size_t i = 0; i < c.count && !*turned; i++)
			*turned = bdl_order_turns(c.codes[i]);
		at += c.bytes;
		if (c.kind != BDL_CLUSTER_SIGN && add_piece(r, &c) < 0)
			return -1;
	}
	return 0;
}

static int set_levels(struct bdl_runs *r, bool rtl)
{
	int8_t *levels = room(r->levels, &r->level_space, 0, r->code_count + 1, sizeof *levels);

	if (!levels)
		return -1;
	r->levels = levels;
	if (bdl_order_levels(r->codes, r->code_count, rtl, levels) < 0)
		return -1;
	for (size_t i = 0; i < r->piece_count; i++)
		r->pieces[i].level = levels[r->pieces[i].code];
	return 0;
}

/* What has no glyph has done its work when the levels are known. */
static void drop_invisible(struct bdl_runs *r)
{
	size_t kept = 0;

	for (size_t i = 0; i < r->piece_count; i++) {
		if (r->pieces[i].cluster.kind != BDL_CLUSTER_NOTHING)
			r->pieces[kept++] = r->pieces[i];
	}
	r->piece_count = kept;
}

static bool is_rtl(const struct bdl_piece *p)
{
	return p->level % 2 != 0;
}

/* libharu writes from left to right only. */
static bool is_for_glyphs(const struct bdl_piece *p)
{
	return p->cluster.shaped || (is_rtl(p) && p->cluster.kind == BDL_CLUSTER_DRAWN);
}

static bool same_run(const struct bdl_piece *a, const struct bdl_piece *b)
{
	return a->level == b->level && a->cluster.file == b->cluster.file &&
	       is_for_glyphs(a) == is_for_glyphs(b) && a->cluster.joins == b->cluster.joins;
}

/* The end of the word, shaped as one, that begins at piece `from`. */
static size_t word_end(const struct bdl_runs *r, size_t from, size_t end)
{
	size_t codes = r->pieces[from].cluster.count, i = from + 1;

	while (i < end &&
		bdl_cluster_continues(&r->pieces[i - 1].cluster, &r->pieces[i].cluster, codes))
		codes += r->pieces[i++].cluster.count;
	return i;
}

static int shape_word(
	struct bdl_runs *r, struct bdl_fonts *f, size_t from, size_t to, unsigned long *width)
{
	const struct bdl_piece *first = &r->pieces[from], *last = &r->pieces[to - 1];

	return bdl_shape(f->shaper, first->cluster.file, r->codes + first->code,
		last->code + last->cluster.count - first->code, is_rtl(first), first->code,
		&r->glyphs, width);
}

/* Single clusters keep the width that they were measured with. */
static int shape_alone(struct bdl_runs *r, struct bdl_fonts *f, size_t i, unsigned long *width)
{
	const struct bdl_piece *p = &r->pieces[i];
	unsigned long shaped = *width;

	*width += p->cluster.width;
	return bdl_shape(f->shaper, p->cluster.file, r->codes + p->code, p->cluster.count,
		is_rtl(p), p->code, &r->glyphs, &shaped);
}

/* Glyphs are listed from left to right, words and clusters as they stand. */
static int add_glyphs(struct bdl_runs *r, struct bdl_fonts *f, size_t from, size_t to)
{
	const struct bdl_piece *first = &r->pieces[from];
	bool rtl = is_rtl(first);
	unsigned long width = 0;
	struct bdl_run *run;
	size_t at = r->glyphs.count;

	if (!bdl_fonts_shaper(f) || bdl_runs_add(r, first->cluster.file) < 0)
		return -1;
	for (size_t i = from; i < to;) {
		size_t next = first->cluster.joins ? word_end(r, i, to) : i + 1;
		size_t turned = rtl ? to - 1 - (i - from) : i;
		if (first->cluster.joins ? shape_word(r, f, i, next, &width) < 0
					 : shape_alone(r, f, turned, &width) < 0)
			return -1;
		i = next;
	}
	run = &r->runs[r->count - 1];
	run->shaped = true;
	run->rtl = rtl;
	run->at = at;
	run->length = r->glyphs.count - at;
	run->width = width;
	return 0;
}

static int add_text(struct bdl_runs *r, size_t from, size_t to)
{
	if (bdl_runs_add(r, r->pieces[from].cluster.file) < 0)
		return -1;
	for (size_t i = from; i < to; i++) {
		const struct bdl_cluster *c = &r->pieces[i].cluster;
		for (size_t k = 0; k < c->count; k++) {
			uint32_t code = c->kind == BDL_CLUSTER_SPACE ? ' ' : c->codes[k];
			if (bdl_runs_add_code(r, c->file, code, k == 0 ? c->width : 0) < 0)
				return -1;
		}
	}
	return 0;
}

/* One run at least for the pieces from..to; every run's level is noted. */
static int add_stretch(struct bdl_runs *r, struct bdl_fonts *f, size_t from, size_t to)
{
	const struct bdl_piece *first = &r->pieces[from];
	size_t before = r->count;
	int8_t *levels;
	int rc = is_for_glyphs(first) ? add_glyphs(r, f, from, to) : add_text(r, from, to);

	if (rc < 0)
		return -1;
	levels = room(r->levels, &r->level_space, 0, r->count + 1, sizeof *levels);
	if (!levels)
		return -1;
	r->levels = levels;
	for (size_t i = before; i < r->count; i++)
		levels[i] = r->pieces[from].level;
	return 0;
}

static int place_runs(struct bdl_runs *r)
{
	size_t *order = room(r->order, &r->order_space, 0, r->count + 1, sizeof *order);
	unsigned long x = 0;

	if (!order)
		return -1;
	r->order = order;
	bdl_order_visual(r->levels, r->count, order);
	for (size_t i = 0; i < r->count; i++) {
		r->runs[order[i]].x = x;
		r->runs[order[i]].ends = i == 0 || r->levels[order[i - 1]] % 2 == 0;
		x += r->runs[order[i]].width;
	}
	return 0;
}

int bdl_runs_shape(struct bdl_runs *r, struct bdl_fonts *f, enum bdl_face face, bool rtl,
	const char *text, size_t length)
{
	bool turned = rtl;

	if (list_pieces(r, f, face, text, length, &turned) < 0 ||
		(turned && set_levels(r, rtl) < 0))
		return -1;
	drop_invisible(r);
	for (size_t from = 0, to; from < r->piece_count; from = to) {
		to = from + 1;
		while (to < r->piece_count && same_run(&r->pieces[from], &r->pieces[to]) &&
			!(r->pieces[from].cluster.joins && word_end(r, from, to + 1) <= to))
			to++;
		if (add_stretch(r, f, from, to) < 0)
			return -1;
	}
	return place_runs(r);
}
