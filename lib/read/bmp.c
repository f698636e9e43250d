/*
 * Windows bitmaps. The format is small and old, and the only decoder that Debian's libvips has for
 * it belongs to a library that must not see untrusted files; so it is read here, every offset
 * checked.
 */
#include "read/image.h"

#include <stdlib.h>
#include <string.h>

enum { PLAIN = 0, RLE8 = 1, RLE4 = 2, FIELDS = 3, FIELDS_ALPHA = 6 };

struct bmp {
	const unsigned char *bytes;
	size_t length;
	size_t data; /* offset of the pixels */
	unsigned width, height, bits, compression;
	bool top_down;
	unsigned colours;
	size_t palette, entry; /* offset, bytes an entry */
	uint32_t mask[3]; /* red, green, blue */
	struct bdl_bitmap *out;
};

static uint32_t get16(const struct bmp *b, size_t at)
{
	return at + 2 <= b->length ? (uint32_t)b->bytes[at] | (uint32_t)b->bytes[at + 1] << 8 : 0;
}

static uint32_t get32(const struct bmp *b, size_t at)
{
	return get16(b, at) | get16(b, at + 2) << 16;
}

static unsigned char *pixel(const struct bmp *b, unsigned x, unsigned y)
{
	unsigned row = b->top_down ? y : b->height - 1 - y;

	return b->out->pixels + 3 * ((size_t)row * b->width + x);
}

static void put_colour(const struct bmp *b, unsigned x, unsigned y, unsigned index)
{
	size_t at = b->palette + b->entry * index;
	unsigned char *p;

	if (x >= b->width || y >= b->height)
		return;
	p = pixel(b, x, y);
	if (index >= b->colours || at + 3 > b->length) {
		p[0] = p[1] = p[2] = 0;
		return;
	}
	p[0] = b->bytes[at + 2];
	p[1] = b->bytes[at + 1];
	p[2] = b->bytes[at];
}

/* The bits of v under mask, brought to 0..255. */
static unsigned char under_mask(uint32_t v, uint32_t mask)
{
	unsigned shift = 0;
	uint32_t top;

	if (!mask)
		return 0;
	while (!(mask >> shift & 1))
		shift++;
	top = mask >> shift;
	return (unsigned char)((uint64_t)(v >> shift & top) * 255 / top);
}

static void put_fields(const struct bmp *b, unsigned x, unsigned y, uint32_t v)
{
	unsigned char *p = pixel(b, x, y);

	for (int i = 0; i < 3; i++)
		p[i] = under_mask(v, b->mask[i]);
}

static void plain_row(const struct bmp *b, size_t at, unsigned y)
{
	for (unsigned x = 0; x < b->width; x++) {
		size_t bit = (size_t)x * b->bits;
		size_t byte = at + bit / 8;

		if (b->bits <= 8) {
			unsigned v = b->bytes[byte] >> (8 - b->bits - bit % 8);

			put_colour(b, x, y, v & ((1u << b->bits) - 1));
		} else if (b->bits == 16) {
			put_fields(b, x, y, get16(b, byte));
		} else if (b->bits == 24) {
			unsigned char *p = pixel(b, x, y);

			p[0] = b->bytes[byte + 2];
			p[1] = b->bytes[byte + 1];
			p[2] = b->bytes[byte];
		} else {
			put_fields(b, x, y, get32(b, byte));
		}
	}
}

static size_t row_size(const struct bmp *b)
{
	return ((size_t)b->width * b->bits + 31) / 32 * 4;
}

static void decode_plain(struct bmp *b)
{
	size_t stride = row_size(b);
	unsigned y = 0;

	for (; y < b->height; y++) {
		size_t at = b->data + y * stride;

		if (at + stride > b->length)
			break;
		plain_row(b, at, y);
	}
	b->out->truncated = y < b->height;
}

/* The literal run of an RLE row: `count` indices, padded to an even number of bytes. */
static size_t literal_run(const struct bmp *b, size_t at, unsigned count, unsigned x, unsigned y)
{
	size_t bytes = b->compression == RLE8 ? count : (count + 1) / 2;

	for (unsigned i = 0; i < count; i++) {
		size_t from = at + (b->compression == RLE8 ? i : i / 2);
		unsigned v;

		if (from >= b->length)
			break;
		v = b->bytes[from];
		put_colour(b, x + i, y, b->compression == RLE8 ? v : i % 2 ? v & 15 : v >> 4);
	}
	return at + (bytes + 1) / 2 * 2;
}

static void decode_rle(struct bmp *b)
{
	size_t at = b->data;
	unsigned x = 0, y = 0;

	while (at + 2 <= b->length && y < b->height) {
		unsigned count = b->bytes[at], v = b->bytes[at + 1];

		at += 2;
		if (count) {
			for (unsigned i = 0; i < count; i++)
				put_colour(b, x + i, y,
					b->compression == RLE8 ? v
					: i % 2                ? v & 15
							       : v >> 4);
			x += count;
		} else if (v == 0) {
			x = 0;
			y++;
		} else if (v == 1) {
			return;
		} else if (v == 2 && at + 2 <= b->length) {
			x += b->bytes[at];
			y += b->bytes[at + 1];
			at += 2;
		} else {
			at = literal_run(b, at, v, x, y);
			x += v;
		}
		if (x > b->width)
			x = b->width;
	}
	b->out->truncated = y < b->height;
}

static void default_masks(struct bmp *b)
{
	if (b->bits == 16) {
		b->mask[0] = 0x7C00;
		b->mask[1] = 0x03E0;
		b->mask[2] = 0x001F;
	} else {
		b->mask[0] = 0xFF0000;
		b->mask[1] = 0x00FF00;
		b->mask[2] = 0x0000FF;
	}
}

static bool bits_are_known(const struct bmp *b)
{
	switch (b->compression) {
	case PLAIN:
		return b->bits == 1 || b->bits == 4 || b->bits == 8 || b->bits == 16 ||
		       b->bits == 24 || b->bits == 32;
	case RLE8:
		return b->bits == 8;
	case RLE4:
		return b->bits == 4;
	case FIELDS:
	case FIELDS_ALPHA:
		return b->bits == 16 || b->bits == 32;
	default:
		return false;
	}
}

static int read_header(struct bmp *b)
{
	uint32_t size = get32(b, 14);
	int32_t height;

	if (b->length < 26 || b->bytes[0] != 'B' || b->bytes[1] != 'M')
		return -1;
	b->data = get32(b, 10);
	if (size == 12) {
		b->width = get16(b, 18);
		b->height = get16(b, 20);
		b->bits = get16(b, 24);
		b->entry = 3;
	} else if (size >= 40 && size <= 4096) {
		b->width = get32(b, 18);
		height = (int32_t)get32(b, 22);
		b->top_down = height < 0;
		b->height = height < 0 ? 0u - (uint32_t)height : (uint32_t)height;
		b->bits = get16(b, 28);
		b->compression = get32(b, 30);
		b->colours = get32(b, 46);
		b->entry = 4;
	} else {
		return -1;
	}
	b->palette = 14 + size;
	if (b->bits <= 8 && (b->colours == 0 || b->colours > 1u << b->bits))
		b->colours = 1u << b->bits;
	default_masks(b);
	if (b->compression == FIELDS || b->compression == FIELDS_ALPHA)
		for (size_t i = 0; i < 3; i++)
			b->mask[i] = get32(b, 54 + 4 * i);
	return bits_are_known(b) && b->width && b->height && b->data < b->length ? 0 : -1;
}

int bdl_bmp_decode(
	const unsigned char *bytes, size_t length, struct bdl_bitmap *out, struct bdl_error *err)
{
	struct bmp b = {.bytes = bytes, .length = length, .out = out};
	size_t size;

	*out = (struct bdl_bitmap){0};
	if (read_header(&b) < 0)
		return bdl_fail(err, BDL_EFORMAT, NULL, "is no Windows bitmap that can be read");
	if ((uint64_t)b.width * b.height > BDL_PIXELS_MAX)
		return bdl_fail(err, BDL_ELIMIT, NULL, "it has %u by %u pixels", b.width, b.height);
	if (b.compression != RLE8 && b.compression != RLE4 && length - b.data < row_size(&b))
		return bdl_fail(err, BDL_EFORMAT, NULL, "breaks off before its first row");
	size = (size_t)b.width * b.height * 3;
	out->pixels = malloc(size);
	if (!out->pixels)
		return bdl_fail_memory(err);
	memset(out->pixels, 0xFF, size);
	out->width = b.width;
	out->height = b.height;
	if (b.compression == RLE8 || b.compression == RLE4)
		decode_rle(&b);
	else
		decode_plain(&b);
	return 0;
}
