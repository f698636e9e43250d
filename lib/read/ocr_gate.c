/*
 * See ocr_gate.h. Writing has a plain ground with strokes of one kind on it, darker or lighter,
 * that come and go many times along a row; grass, brick and faces deviate to both sides of no
 * ground in particular. The picture is judged tile by tile.
 */
#include "read/ocr_gate.h"

#include <stdlib.h>

#define TILE 32u
#define GROUND 21 /* grey levels that count as the ground */
#define GROUND_LEAST 0.40 /* of the tile */
#define STROKES_LEAST 0.04
#define STROKES_MOST 0.50
#define OTHER_SIDE_MOST 0.35 /* of the strokes: what deviates the other way */
#define CONTRAST 30 /* grey levels between the ground and the strokes */
#define STEP 18 /* between two neighbours: the edge of a stroke */
#define STEPS_LEAST 0.06 /* of the tile's pixels */
#define PLAIN 0.97 /* of a tile is ground: paper or screen without anything on it */
#define WRITING_LEAST 90 /* thousandths of any picture */
#define PAPER_LEAST 700 /* thousandths that are plain or writing: then little writing is enough */
#define WRITING_ON_PAPER 4 /* thousandths */
#define TILES_LEAST 3u
#define SIDE_LEAST 300u /* pixels of the longer side: what is smaller is a sign, not a page */

struct tile {
	unsigned counts[256];
	unsigned all, steps;
};

static void count_tile(const struct bdl_grey *g, unsigned left, unsigned top, struct tile *t)
{
	*t = (struct tile){.all = 0};
	for (unsigned y = top; y < top + TILE && y < g->height; y++) {
		const unsigned char *row = g->pixels + (size_t)y * g->width;

		for (unsigned x = left; x < left + TILE && x < g->width; x++) {
			t->counts[row[x]]++;
			t->all++;
			if (x + 1 < g->width && abs(row[x] - row[x + 1]) > STEP)
				t->steps++;
		}
	}
}

/* The first of the GROUND neighbouring levels that most pixels have. */
static int ground_of(const struct tile *t, unsigned *pixels)
{
	unsigned sum = 0;
	int first = 0;

	*pixels = 0;
	for (int level = 0; level < 256; level++) {
		sum += t->counts[level];
		if (level >= GROUND)
			sum -= t->counts[level - GROUND];
		if (sum > *pixels) {
			*pixels = sum;
			first = level - GROUND + 1;
		}
	}
	return first;
}

enum look { TEXTURE, WRITING, BARE };

static enum look look_at(const struct tile *t)
{
	unsigned ground, darker = 0, lighter = 0, strokes, other;
	int first = ground_of(t, &ground), level;
	double sum_dark = 0, sum_light = 0, contrast;

	for (level = 0; level < first; level++) {
		darker += t->counts[level];
		sum_dark += (double)t->counts[level] * (first - level);
	}
	for (level = first + GROUND > 0 ? first + GROUND : 0; level < 256; level++) {
		lighter += t->counts[level];
		sum_light += (double)t->counts[level] * (level - first - GROUND + 1);
	}
	if (ground >= t->all * PLAIN)
		return BARE;
	strokes = darker > lighter ? darker : lighter;
	other = darker > lighter ? lighter : darker;
	if (strokes == 0 || ground < t->all * GROUND_LEAST || strokes < t->all * STROKES_LEAST ||
		strokes > t->all * STROKES_MOST || other > strokes * OTHER_SIDE_MOST)
		return TEXTURE;
	contrast = (darker > lighter ? sum_dark : sum_light) / strokes;
	return contrast >= CONTRAST && t->steps >= t->all * STEPS_LEAST ? WRITING : TEXTURE;
}

struct bdl_gate bdl_gate_look(const struct bdl_grey *g)
{
	unsigned counts[3] = {0}, tiles = 0;
	struct tile t;

	for (unsigned y = 0; y < g->height; y += TILE) {
		for (unsigned x = 0; x < g->width; x += TILE) {
			count_tile(g, x, y, &t);
			counts[look_at(&t)]++;
			tiles++;
		}
	}
	if (tiles == 0 || (g->width < SIDE_LEAST && g->height < SIDE_LEAST))
		return (struct bdl_gate){0};
	return (struct bdl_gate){.tiles = counts[WRITING],
		.writing = counts[WRITING] * 1000 / tiles,
		.bare = counts[BARE] * 1000 / tiles};
}

bool bdl_gate_passes(const struct bdl_gate *g)
{
	bool paper = g->writing + g->bare >= PAPER_LEAST;

	return g->tiles >= TILES_LEAST && g->writing >= (paper ? WRITING_ON_PAPER : WRITING_LEAST);
}
