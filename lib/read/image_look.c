/* See image_look.h. Everything is counted on 8-bit colours over white paper, at full resolution. */
#include "read/image_look.h"

#include <stdlib.h>
#include <string.h>

enum {
	STRIP = 16, /* rows decoded at a time */
	PIXELS_COUNTED = 2 * 1000 * 1000,
	LIGHT = 145, /* the darkest channel of paper, in shade too */
	COLOURLESS = 60, /* by how much the channels of paper may differ */
	VIVID = 90, /* by how much those of a strong colour do */
	TONES = 64, /* steps of brightness */
	GROUND_TONES = 8, /* how many of them side by side a sheet of paper has */
	COLOUR_SLOTS = 65536
};

struct counts {
	uint64_t pixels, joins, flat, paper, vivid;
	uint64_t rows, even;
	uint64_t tones[TONES];
	unsigned char seen[COLOUR_SLOTS / 8];
	unsigned colours;
};

/* ---- the picture made plain ---- */

/* Takes the outcome of a step in place of *image, which it lets go. */
static int step(int rc, VipsImage **image, VipsImage **next)
{
	if (rc < 0)
		return -1;
	g_object_unref(*image);
	*image = *next;
	*next = NULL;
	return 0;
}

/* Three channels of 8 bits on white; NULL if libvips cannot. Nothing is decoded yet. */
static VipsImage *make_plain(VipsImage *from)
{
	VipsArrayDouble *white = vips_array_double_newv(1, 255.0);
	VipsImage *image = from, *next = NULL;
	int rc;

	g_object_ref(from);
	rc = step(vips_colourspace(image, &next, VIPS_INTERPRETATION_sRGB, NULL), &image, &next);
	if (rc == 0 && vips_image_hasalpha(image))
		rc = step(vips_flatten(image, &next, "background", white, NULL), &image, &next);
	vips_area_unref(VIPS_AREA(white));
	if (rc == 0)
		rc = step(vips_cast_uchar(image, &next, NULL), &image, &next);
	if (rc == 0 && vips_image_get_bands(image) > 3)
		rc = step(vips_extract_band(image, &next, 0, "n", 3, NULL), &image, &next);
	if (rc == 0 && vips_image_get_bands(image) == 3)
		return image;
	g_object_unref(image);
	return NULL;
}

/* ---- counting ---- */

static void count_colour(struct counts *c, unsigned rgb)
{
	unsigned slot = (rgb * 2654435761u) >> 16;

	if (c->seen[slot / 8] & 1u << slot % 8)
		return;
	c->seen[slot / 8] = (unsigned char)(c->seen[slot / 8] | 1u << slot % 8);
	c->colours++;
}

static unsigned least_of(const unsigned char *p)
{
	unsigned two = p[0] < p[1] ? p[0] : p[1];

	return two < p[2] ? two : p[2];
}

static unsigned most_of(const unsigned char *p)
{
	unsigned two = p[0] > p[1] ? p[0] : p[1];

	return two > p[2] ? two : p[2];
}

static void count_row(struct counts *c, const unsigned char *row, unsigned columns)
{
	uint64_t before = c->flat;

	for (unsigned i = 0; i < columns; i++) {
		const unsigned char *p = row + 3 * (size_t)i;
		unsigned least = least_of(p), most = most_of(p);

		c->paper += least >= LIGHT && most - least <= COLOURLESS;
		c->vivid += most - least >= VIVID;
		c->tones[(p[0] * 2u + p[1] * 5u + p[2]) / 8 * TONES / 256]++;
		if (i > 0 && memcmp(p, p - 3, 3) == 0)
			c->flat++;
		else
			count_colour(c, (unsigned)p[0] << 16 | (unsigned)p[1] << 8 | p[2]);
	}
	c->pixels += columns;
	c->joins += columns - 1;
	c->rows++;
	c->even += c->flat - before == columns - 1;
}

/* Pixels of the brightness that most have, within a few steps. */
static uint64_t ground(const struct counts *c, unsigned *tone)
{
	uint64_t best = 0;

	*tone = 0;
	for (unsigned i = 0; i + GROUND_TONES <= TONES; i++) {
		uint64_t sum = 0;

		for (unsigned k = 0; k < GROUND_TONES; k++)
			sum += c->tones[i + k];
		if (sum >= best) {
			best = sum;
			*tone = i;
		}
	}
	return best;
}

static unsigned thousandths(uint64_t part, uint64_t whole)
{
	return whole ? (unsigned)(part * 1000 / whole) : 0;
}

static void conclude(const struct counts *c, struct bdl_look *look)
{
	unsigned tone;

	*look = (struct bdl_look){.colours = c->colours,
		.flat = thousandths(c->flat, c->joins),
		.paper = thousandths(c->paper, c->pixels),
		.vivid = thousandths(c->vivid, c->pixels),
		.even = thousandths(c->even, c->rows),
		.ground = thousandths(ground(c, &tone), c->pixels)};
	look->tone = (tone + GROUND_TONES / 2) * 256 / TONES;
}

/* ---- the walk ---- */

static int walk(VipsImage *plain, struct counts *c)
{
	int columns = vips_image_get_width(plain), rows = vips_image_get_height(plain);
	int64_t pixels = (int64_t)columns * rows, every = pixels / PIXELS_COUNTED + 1;
	VipsRegion *region = vips_region_new(plain);
	int rc = region ? 0 : -1;

	for (int top = 0; rc == 0 && top < rows; top += STRIP) {
		VipsRect strip = {0, top, columns, rows - top < STRIP ? rows - top : STRIP};

		rc = vips_region_prepare(region, &strip);
		for (int y = 0; rc == 0 && y < strip.height; y++)
			if ((top + y) % every == 0)
				count_row(c,
					VIPS_REGION_ADDR_TOPLEFT(region) +
						(size_t)y * VIPS_REGION_LSKIP(region),
					(unsigned)columns);
	}
	if (region)
		g_object_unref(region);
	return rc;
}

int bdl_image_look(VipsImage *image, struct bdl_look *look)
{
	struct counts *c = calloc(1, sizeof(*c));
	VipsImage *plain = c ? make_plain(image) : NULL;
	double average;
	int rc;

	*look = (struct bdl_look){.colours = 0};
	if (plain) {
		rc = walk(plain, c);
		conclude(c, look);
		g_object_unref(plain);
	} else {
		rc = vips_avg(image, &average, NULL);
	}
	free(c);
	return rc;
}
