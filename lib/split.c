/* Split: see split.h. */
#include "split.h"

#include "base/size.h"
#include "draw/draw.h"
#include "judge/judge.h"
#include "judge/volumes.h"
#include "model/part.h"
#include "press.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * What binding adds, in bytes, about: to a volume its fonts and cover; to a document its row of the
 * index, its bookmark and the sheet of one that is not shown; to a page its number and the links of
 * it; to a row of the chronology its words.
 */
#define FRONT_BYTES 190000
#define DOCUMENT_BYTES 500
#define SHEET_BYTES 2500
#define PAGE_BYTES 400
#define OBJECT_BYTES 20
#define ENTRY_BYTES 100

#define TRIES 4
#define ROUNDS 16 /* by then each document would stand alone */

static uint64_t own_size(const struct bdl_run *r)
{
	return r->o->max_size ? r->o->max_size : r->b->about.max_size;
}

/*
 * What the recipient is sure to take as one file. Its limit of pages is one of the whole bundle,
 * which volumes do not make shorter: judge/ready_limits.c speaks of it.
 */
static uint64_t their_size(const struct bdl_run *r)
{
	const struct bdl_recipient *to = r->b->recipient;

	if (!to)
		return 0;
	return to->bytes_safe.value ? to->bytes_safe.value : to->bytes_most.value;
}

static void find_limits(struct bdl_run *r)
{
	const struct bdl_case *about = &r->b->about;

	r->split.max_size = own_size(r) ? own_size(r) : their_size(r);
	r->split.max_pages = r->o->max_pages ? r->o->max_pages : about->max_pages;
}

bool bdl_split_size_is_theirs(const struct bdl_run *r)
{
	return !own_size(r) && their_size(r);
}

bool bdl_split_is_asked(const struct bdl_run *r)
{
	return own_size(r) || their_size(r) || r->o->max_pages || r->b->about.max_pages;
}

/* ---- what is known before binding ---- */

static int settle_whole(struct bdl_run *r)
{
	struct bdl_front front, again;

	if (bdl_draw_measure(r->b, &front, r->err) < 0)
		return -1;
	/* page numbers stand in columns of their own, so the layout settles at once; the loop
	 * proves it */
	for (int round = 0; round < 5; round++) {
		r->b->stage = BDL_STAGE_CHRONICLED;
		if (bdl_paginate(r->b, &front, r->err) < 0 ||
			bdl_draw_measure(r->b, &again, r->err) < 0)
			return -1;
		if (memcmp(&front, &again, sizeof(front)) == 0)
			return 0;
		front = again;
	}
	return bdl_fail(r->err, BDL_EINTERNAL, NULL, "the length of the index does not settle");
}

/* What binding copies of a part: its objects, and a line of the cross-reference table for each. */
static int part_bytes(struct bdl_run *r, const struct bdl_exhibit *x, uint64_t *out)
{
	struct bdl_part part;
	int fd = bdl_open_regular(r->cache.folder, x->part, r->err);
	int rc = fd < 0 ? -1 : bdl_part_load(&part, fd, x->name, r->err);

	bdl_close_quietly(fd);
	if (rc < 0)
		return -1;
	*out = part.body_length + (uint64_t)part.object_count * OBJECT_BYTES;
	bdl_part_release(&part);
	return 0;
}

static int weigh(struct bdl_run *r)
{
	const struct bdl_bundle *b = r->b;
	uint64_t *bytes = bdl_arena_alloc(&r->b->arena, (b->order_count + 1) * sizeof(*bytes));

	r->split.bytes = bytes;
	if (!bytes)
		return bdl_fail_memory(r->err);
	for (size_t i = 0; i < b->order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		if (!x->shown)
			bytes[i] = SHEET_BYTES;
		else if (r->split.max_size && part_bytes(r, x, &bytes[i]) < 0)
			return -1;
		bytes[i] += DOCUMENT_BYTES + (uint64_t)x->pages * PAGE_BYTES;
	}
	return 0;
}

static void estimate_front(struct bdl_run *r)
{
	const struct bdl_bundle *b = r->b;
	struct bdl_split *s = &r->split;

	s->front_pages = b->front.cover;
	s->first_pages = b->front.summary + b->front.chronology + b->front.delays +
			 b->front.arrears + b->front.allegations;
	s->index_share =
		b->order_count ? (unsigned)((uint64_t)b->front.index * 1000 / b->order_count) : 0;
	s->front_bytes = FRONT_BYTES;
	s->first_bytes = (uint64_t)b->entry_count * ENTRY_BYTES;
}

/* Bytes of documents first..first+count-1 of the order, with what stands in front of them. */
static uint64_t estimate(const struct bdl_run *r, size_t first, size_t count)
{
	uint64_t sum = r->split.front_bytes + (first == 0 ? r->split.first_bytes : 0);

	for (size_t i = first; i < first + count; i++)
		sum += r->split.bytes[i];
	return sum;
}

static bool whole_is_over(const struct bdl_run *r)
{
	const struct bdl_split *s = &r->split;

	return (s->max_pages && r->b->pages > s->max_pages) ||
	       (s->max_size && estimate(r, 0, r->b->order_count) > s->max_size);
}

/* ---- cutting ---- */

static size_t depth_of(const struct bdl_bundle *b, const struct bdl_exhibit *x)
{
	size_t depth = 0;

	for (; x->inside; x = &b->exhibits[x->inside->parent])
		depth++;
	return depth;
}

static unsigned most_sheets(const struct bdl_bundle *b)
{
	unsigned most = 1;

	for (size_t i = 0; i < b->section_count; i++)
		most = b->sections[i].sheets > most ? b->sections[i].sheets : most;
	return most;
}

static int too_many(struct bdl_run *r, size_t volumes)
{
	bdl_fail(r->err, BDL_ELIMIT, NULL, "the bundle would come out as %zu volumes, more than %d",
		volumes, BDL_VOLUMES_MOST);
	return bdl_hint(r->err, "set --max-size or --max-pages higher");
}

static int cut_documents(struct bdl_run *r, const struct bdl_cut_document *documents, size_t *first)
{
	const struct bdl_split *s = &r->split;
	const struct bdl_cut_input in = {.documents = documents,
		.count = r->b->order_count,
		.max_pages = s->max_pages,
		.max_bytes = s->max_size,
		.front_pages = s->front_pages,
		.front_bytes = s->front_bytes,
		.first_pages = s->first_pages,
		.first_bytes = s->first_bytes,
		.index_share = s->index_share,
		.sheet_pages = most_sheets(r->b)};
	size_t volumes;

	if (bdl_cut(&in, first, &volumes, r->err) < 0)
		return -1;
	if (volumes > BDL_VOLUMES_MOST)
		return too_many(r, volumes);
	return bdl_volumes_set(r->b, first, volumes, r->err);
}

static int cut(struct bdl_run *r)
{
	const struct bdl_bundle *b = r->b;
	struct bdl_cut_document *documents = calloc(b->order_count + 1, sizeof(*documents));
	size_t *first = calloc(b->order_count + 1, sizeof(*first));
	int rc = documents && first ? 0 : bdl_fail_memory(r->err);

	for (size_t i = 0; rc == 0 && i < b->order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		documents[i] = (struct bdl_cut_document){.pages = x->pages,
			.bytes = r->split.bytes[i],
			.section = x->section,
			.depth = depth_of(b, x)};
	}
	if (rc == 0)
		rc = cut_documents(r, documents, first);
	free(documents);
	free(first);
	return rc;
}

/* ---- paginating volumes ---- */

static int settle_volume(struct bdl_run *r, unsigned number)
{
	struct bdl_front front, again;
	struct bdl_bundle view;

	bdl_volume_view(r->b, number, &view);
	if (bdl_draw_measure(&view, &front, r->err) < 0)
		return -1;
	for (int round = 0; round < 5; round++) {
		if (bdl_paginate_volume(r->b, number, &front, r->err) < 0)
			return -1;
		bdl_volume_view(r->b, number, &view);
		if (bdl_draw_measure(&view, &again, r->err) < 0)
			return -1;
		if (memcmp(&front, &again, sizeof(front)) == 0)
			return 0;
		front = again;
	}
	return bdl_fail(r->err, BDL_EINTERNAL, NULL, "the length of an index does not settle");
}

/* Pages by which the worst volume of several documents is over. */
static unsigned excess_pages(const struct bdl_run *r)
{
	unsigned excess = 0;

	for (size_t i = 0; r->split.max_pages && i < r->b->volume_count; i++) {
		const struct bdl_volume *v = &r->b->volumes[i];

		if (v->count > 1 && v->pages > r->split.max_pages + excess)
			excess = v->pages - r->split.max_pages;
	}
	return excess;
}

/* So many more in front of the documents; as many as a volume may have are enough to part them all.
 */
static void allow_pages(struct bdl_run *r, unsigned more)
{
	struct bdl_split *s = &r->split;
	unsigned room = s->front_pages < s->max_pages ? s->max_pages - s->front_pages : 0;

	s->front_pages += more < room ? more : room;
}

/*
 * Cuts and paginates until no volume has too many pages. Each round allows for more in front of the
 * documents, from the sixth on for much more: in the end each stands alone.
 */
static int paginate_volumes(struct bdl_run *r)
{
	unsigned excess = 1;

	for (int round = 0; excess; round++) {
		if (cut(r) < 0)
			return -1;
		if (r->b->volume_count == 0)
			return settle_whole(r);
		r->b->stage = BDL_STAGE_CHRONICLED;
		for (unsigned n = 1; n <= r->b->volume_count; n++)
			if (settle_volume(r, n) < 0)
				return -1;
		excess = excess_pages(r);
		allow_pages(r, round < 6 ? excess : excess * 8u);
	}
	return bdl_paginate_whole(r->b, r->err);
}

int bdl_split_paginate(struct bdl_run *r)
{
	find_limits(r);
	if (settle_whole(r) < 0)
		return -1;
	if (!bdl_split_is_asked(r))
		return 0;
	if (weigh(r) < 0)
		return -1;
	estimate_front(r);
	return whole_is_over(r) ? paginate_volumes(r) : 0;
}

/* ---- pressing ---- */

static void drop_pdfs(struct bdl_run *r)
{
	while (r->pdf_count)
		bdl_pressed_release(&r->pdfs[--r->pdf_count]);
}

static struct bdl_pressed *make_whole(struct bdl_run *r)
{
	char file[sizeof(r->pdfs->file)];
	struct bdl_pressed *p;

	snprintf(file, sizeof(file), "%s.pdf", r->b->name);
	p = bdl_press_add(r, file, "bundle.pdf");
	return p && bdl_press_make(r, r->b, p) == 0 ? p : NULL;
}

static struct bdl_pressed *make_volume(struct bdl_run *r, unsigned number)
{
	char file[sizeof(r->pdfs->file)], tag[sizeof(r->pdfs->tag)];
	struct bdl_bundle view;
	struct bdl_pressed *p;

	bdl_volume_view(r->b, number, &view);
	snprintf(file, sizeof(file), "%s Volume %u of %zu.pdf", r->b->name, number,
		r->b->volume_count);
	snprintf(tag, sizeof(tag), "bundle-%u.pdf", number);
	p = bdl_press_add(r, file, tag);
	return p && bdl_press_make(r, &view, p) == 0 ? p : NULL;
}

/*
 * What stands in front of the documents takes more than was estimated: `size` is what documents
 * first..first+count-1 came out as. The estimate grows by it, and by an eighth from the sixth round
 * on.
 */
static void learn(struct bdl_run *r, size_t first, size_t count, uint64_t size, int round)
{
	struct bdl_split *s = &r->split;
	uint64_t estimated = estimate(r, first, count), more;

	more = size > estimated ? size - estimated : 1;
	if (round > 5)
		more += s->max_size / 8;
	if (first == 0 && count < r->b->order_count)
		s->first_bytes += more;
	else
		s->front_bytes += more;
}

/* Every volume once, to know how large it is: 0 all are within the limit, 1 one of several
 * documents is not. */
static int measure_volumes(struct bdl_run *r, int round)
{
	struct bdl_bundle *b = r->b;
	bool over = false;

	for (unsigned n = 1; n <= b->volume_count; n++) {
		struct bdl_volume *v = &b->volumes[n - 1];
		const struct bdl_pressed *p;

		v->size = estimate(r, v->first, v->count); /* for the cover, of as many figures */
		p = make_volume(r, n);
		if (!p)
			return -1;
		v->size = p->size;
		drop_pdfs(r);
	}
	for (size_t i = 0; r->split.max_size && i < b->volume_count; i++) {
		const struct bdl_volume *v = &b->volumes[i];

		if (v->count == 1 || v->size <= r->split.max_size)
			continue;
		learn(r, v->first, v->count, v->size, round);
		over = true;
	}
	return over;
}

/* The covers say how large each volume is, in tenths. */
static bool is_as_printed(uint64_t printed, uint64_t size)
{
	char a[BDL_SIZE_TEXT], b[BDL_SIZE_TEXT];

	return strcmp(bdl_size_words(printed, a), bdl_size_words(size, b)) == 0;
}

enum pressed { NOT_PRESSED = -1, PRESSED, AS_NOT_PRINTED, TOO_LARGE };

static enum pressed press_volume(struct bdl_run *r, unsigned number, bool nearly, int round)
{
	struct bdl_volume *v = &r->b->volumes[number - 1];
	struct bdl_pressed *p = make_volume(r, number);
	uint64_t printed = v->size;

	if (!p)
		return NOT_PRESSED;
	if (v->count > 1 && r->split.max_size && p->size > r->split.max_size) {
		learn(r, v->first, v->count, p->size, round);
		return TOO_LARGE;
	}
	if (nearly)
		return PRESSED;
	v->size = p->size;
	return is_as_printed(printed, p->size) ? PRESSED : AS_NOT_PRINTED;
}

/*
 * Every volume for good: proven, and as large as all covers say. Where one is not, the new sizes
 * are noted. A size on the edge between two tenths may go to and fro: where `nearly` is set, a
 * tenth is nothing.
 */
static enum pressed press_volumes(struct bdl_run *r, bool nearly, int round)
{
	enum pressed all = PRESSED;

	for (unsigned n = 1; n <= r->b->volume_count; n++) {
		enum pressed one = press_volume(r, n, nearly, round);

		if (one == NOT_PRESSED || one == TOO_LARGE)
			return one;
		if (one == AS_NOT_PRINTED)
			all = one;
		if (all == PRESSED && bdl_press_prove(r, &r->pdfs[r->pdf_count - 1]) < 0)
			return NOT_PRESSED;
	}
	return all;
}

/* The sizes of the volumes in the table are those of their PDFs, to the byte. */
static void note_sizes(struct bdl_run *r)
{
	for (size_t i = 0; i < r->b->volume_count; i++)
		r->b->volumes[i].size = r->pdfs[i].size;
}

/* One cut, measured and pressed. */
static enum pressed press_cut(struct bdl_run *r, int round)
{
	enum pressed result = AS_NOT_PRINTED;
	int over = measure_volumes(r, round);

	if (over)
		return over < 0 ? NOT_PRESSED : TOO_LARGE;
	for (int try = 0; try < TRIES && result == AS_NOT_PRINTED; try++) {
		drop_pdfs(r);
		result = press_volumes(r, try + 1 == TRIES, round);
	}
	return result;
}

static int press_rounds(struct bdl_run *r)
{
	for (int round = 0; round < ROUNDS; round++) {
		enum pressed result = press_cut(r, round);

		if (result == NOT_PRESSED)
			return -1;
		if (result == PRESSED) {
			note_sizes(r);
			return 0;
		}
		drop_pdfs(r);
		if (paginate_volumes(r) < 0)
			return -1;
	}
	return bdl_fail(r->err, BDL_EINTERNAL, NULL, "the size of the volumes does not settle");
}

int bdl_split_press(struct bdl_run *r)
{
	struct bdl_pressed *p;

	if (r->b->volume_count > 0)
		return press_rounds(r);
	p = make_whole(r);
	if (!p)
		return -1;
	if (r->split.max_size && p->size > r->split.max_size && r->b->order_count > 1) {
		learn(r, 0, r->b->order_count, p->size, 0);
		drop_pdfs(r);
		if (paginate_volumes(r) < 0)
			return -1;
		return press_rounds(r);
	}
	return bdl_press_prove(r, p);
}
