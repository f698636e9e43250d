/*
 * See ocr.h. Pages are first read as they lie. Only where that gives little sense the engine is
 * asked which way up the page is, and the page is turned and read again: most pages lie right.
 */
#include "read/ocr_engine.h"

#include "base/text.h"

#include <stdlib.h>

#define SMALL_SIDE 40u /* pixels: less holds no word */
#define LETTERS_OF_A_SLIP 500u

bool bdl_ocr_wants(const struct bdl_reading *r)
{
	return r->ocr && r->ocr[0];
}

bool bdl_ocr_wants_all(const struct bdl_reading *r)
{
	return r->ocr && bdl_text_starts(r->ocr, "all");
}

/* ---- readings ---- */

/* The better of two readings stays. */
static void settle(struct ocr_attempt *a, struct ocr_attempt *later)
{
	const struct bdl_layer *l = later->layer;

	if (!later->given_up && later->sure > a->sure) {
		bdl_layer_cut(a->layer, a->from);
		for (size_t i = 0; i < l->count; i++)
			bdl_layer_add(a->layer, &l->words[i],
				bdl_buffer_string(&l->text) + l->words[i].at, l->words[i].length);
		a->sure = later->sure;
		a->letters = later->letters;
	}
	a->layer->failed |= l->failed;
	bdl_layer_release(later->layer);
}

/*
 * On receipts and forms the engine takes columns of figures for pictures. Where there are not many
 * words, the page is read once more as a single block, for what is missing.
 */
static void read_as_block(
	struct ocr_attempt *a, struct bdl_ocr *o, const struct bdl_grey *picture, int dpi)
{
	struct bdl_layer second = {.count = 0};
	struct ocr_attempt b = {.layer = &second, .page = a->page, .strict = true};

	bdl_ocr_recognise(&b, o, picture, dpi, true);
	bdl_layer_merge(a->layer, a->from, &second);
	a->layer->failed |= second.failed;
	bdl_layer_release(&second);
}

/* The picture turned clockwise; free() its pixels. */
static struct bdl_grey turned(const struct bdl_grey *p, int turn)
{
	unsigned char *out = malloc((size_t)p->width * p->height);
	struct bdl_grey t = {.pixels = out,
		.width = turn == 180 ? p->width : p->height,
		.height = turn == 180 ? p->height : p->width};

	if (!out)
		return (struct bdl_grey){0};
	for (size_t y = 0; y < t.height; y++) {
		for (size_t x = 0; x < t.width; x++) {
			size_t from_x = turn == 90    ? y
					: turn == 180 ? p->width - 1 - x
						      : p->width - 1 - y;
			size_t from_y = turn == 90    ? p->height - 1 - x
					: turn == 180 ? p->height - 1 - y
						      : x;

			out[y * t.width + x] = p->pixels[from_y * p->width + from_x];
		}
	}
	return t;
}

/* Places in the turned picture become places in the picture as it is. */
static void turn_back(const struct ocr_attempt *a, const struct bdl_grey *picture, int turn)
{
	for (size_t i = a->from; i < a->layer->count; i++) {
		struct bdl_layer_word *w = &a->layer->words[i];
		double x = w->x, y = w->y;

		w->turn = 360 - turn;
		w->x = turn == 90 ? y : turn == 180 ? picture->width - x : picture->width - y;
		w->y = turn == 90 ? picture->height - x : turn == 180 ? picture->height - y : x;
	}
}

/* Reads the picture turned; the better of the two readings stays. */
static int read_turned(struct ocr_attempt *a, struct bdl_ocr *o, const struct bdl_grey *picture,
	int dpi, struct bdl_error *err)
{
	int turn = bdl_ocr_turn_of(o, picture, dpi);
	struct bdl_layer second = {.count = 0};
	struct ocr_attempt b = {.layer = &second, .page = a->page};
	struct bdl_grey t;

	if (!turn)
		return 0;
	t = turned(picture, turn);
	if (!t.pixels)
		return bdl_fail_memory(err);
	bdl_ocr_recognise(&b, o, &t, dpi, false);
	turn_back(&b, picture, turn);
	free((void *)(uintptr_t)t.pixels);
	settle(a, &b);
	return 0;
}

/* ---- the whole ---- */

static bool upright(const struct ocr_attempt *a)
{
	return a->layer->count == a->from || a->layer->words[a->from].turn == 0;
}

/* What is read out of leaves and brickwork: hardly a word of it is sure. */
static bool is_noise(const struct ocr_attempt *a)
{
	return a->sure < 6 || a->sure * 10 < a->letters * 4;
}

int bdl_ocr_read(struct bdl_ocr *o, struct bdl_reading *r, const struct bdl_grey *picture, int dpi,
	size_t page, struct bdl_layer *out, struct bdl_error *err)
{
	struct ocr_attempt a = {.layer = out, .from = out->count, .page = page};

	if (bdl_ocr_engine_open(o, r) < 0)
		return bdl_fail_memory(err);
	if (o->none || picture->width < SMALL_SIDE || picture->height < SMALL_SIDE)
		return 0;
	bdl_ocr_recognise(&a, o, picture, dpi, false);
	if (a.given_up) {
		o->unread++;
		bdl_layer_cut(out, a.from);
		return 0;
	}
	if (a.sure < 40 || a.sure * 10 < a.letters * 6)
		if (read_turned(&a, o, picture, dpi, err) < 0)
			return -1;
	if (a.sure > 0 && a.letters < LETTERS_OF_A_SLIP && upright(&a))
		read_as_block(&a, o, picture, dpi);
	if (is_noise(&a))
		bdl_layer_cut(out, a.from);
	return out->failed ? bdl_fail_memory(err) : 0;
}

int bdl_ocr_finish(struct bdl_ocr *o, struct bdl_reading *r, struct bdl_error *err)
{
	unsigned unread = o->unread;

	bdl_ocr_close(o);
	if (unread &&
		bdl_reading_warn(r,
			"The words on %u of its scanned pages were not read: there are too many.",
			unread) < 0)
		return bdl_fail_memory(err);
	return 0;
}
