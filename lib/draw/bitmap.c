/* Bitmap: see bitmap.h. Every length is checked, though the fonts are the system's own. */
#include "draw/bitmap.h"
#include "base/buffer.h"
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

enum { PALETTE = 3, COLOUR_AND_ALPHA = 6 };

struct png {
	unsigned columns, rows, depth, type;
	size_t row_bytes, pixel_bytes; /* of a row without its filter; of a pixel, at least 1 */
	uint8_t palette[256][3], alpha[256];
	struct bdl_buffer data; /* the chunks of compressed pixels */
};

static uint32_t read32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static bool read_head(struct png *p, const uint8_t *data, size_t length)
{
	if (length < 13 || data[12] != 0) /* interlaced */
		return false;
	p->columns = read32(data);
	p->rows = read32(data + 4);
	p->depth = data[8];
	p->type = data[9];
	if (p->columns == 0 || p->columns > BDL_BITMAP_SIDE || p->rows == 0 ||
		p->rows > BDL_BITMAP_SIDE)
		return false;
	p->pixel_bytes = p->type == COLOUR_AND_ALPHA ? 4 : 1;
	p->row_bytes = p->type == COLOUR_AND_ALPHA ? (size_t)p->columns * 4
						   : ((size_t)p->columns * p->depth + 7) / 8;
	return p->type == COLOUR_AND_ALPHA ? p->depth == 8
					   : p->type == PALETTE && (p->depth == 4 || p->depth == 8);
}

static bool has_magic(const uint8_t *png, size_t length)
{
	static const uint8_t magic[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

	return length >= sizeof magic && memcmp(png, magic, sizeof magic) == 0;
}

bool bdl_bitmap_is_known(const void *png, size_t length)
{
	const uint8_t *bytes = png;
	struct png p;

	return has_magic(bytes, length) && length > 29 && memcmp(bytes + 12, "IHDR", 4) == 0 &&
	       read_head(&p, bytes + 16, 13);
}

static bool take_chunk(struct png *p, const uint8_t *tag, const uint8_t *data, size_t length)
{
	if (memcmp(tag, "IHDR", 4) == 0)
		return read_head(p, data, length);
	if (memcmp(tag, "PLTE", 4) == 0)
		memcpy(p->palette, data, length < sizeof p->palette ? length : sizeof p->palette);
	if (memcmp(tag, "tRNS", 4) == 0)
		memcpy(p->alpha, data, length < sizeof p->alpha ? length : sizeof p->alpha);
	if (memcmp(tag, "IDAT", 4) == 0)
		return bdl_buffer_add(&p->data, data, length) == 0;
	return true;
}

static bool read_chunks(struct png *p, const uint8_t *png, size_t length)
{
	if (!has_magic(png, length))
		return false;
	memset(p->alpha, 0xFF, sizeof p->alpha);
	for (size_t at = 8; length - at >= 12;) {
		size_t bytes = read32(png + at);
		if (bytes > length - at - 12 || !take_chunk(p, png + at + 4, png + at + 8, bytes))
			return false;
		at += bytes + 12;
	}
	return p->columns > 0 && p->data.length > 0;
}

/* The value that a byte is likely to have: left, above or above left (PNG's Paeth). */
static uint8_t likely(int left, int above, int corner)
{
	int a = abs(above - corner), b = abs(left - corner), c = abs(left + above - 2 * corner);

	if (a <= b && a <= c)
		return (uint8_t)left;
	return (uint8_t)(b <= c ? above : corner);
}

/* Undoes the filter of each row in place; false where there is no such filter. */
static bool unfilter(const struct png *p, uint8_t *rows)
{
	const size_t stride = p->row_bytes + 1;

	for (size_t y = 0; y < p->rows; y++) {
		uint8_t *row = rows + y * stride + 1, filter = row[-1];
		if (filter > 4)
			return false;
		for (size_t x = 0; x < p->row_bytes; x++) {
			int left = x >= p->pixel_bytes ? row[x - p->pixel_bytes] : 0;
			int above = y > 0 ? row[x - stride] : 0;
			int corner =
				y > 0 && x >= p->pixel_bytes ? row[x - stride - p->pixel_bytes] : 0;
			int guess[5] = {
				0, left, above, (left + above) / 2, likely(left, above, corner)};
			row[x] = (uint8_t)(row[x] + guess[filter]);
		}
	}
	return true;
}

static uint8_t on_white(unsigned value, unsigned alpha)
{
	return (uint8_t)((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

static void paint(const struct png *p, const uint8_t *rows, uint8_t *pixels)
{
	for (size_t y = 0; y < p->rows; y++) {
		const uint8_t *row = rows + y * (p->row_bytes + 1) + 1;
		for (size_t x = 0; x < p->columns; x++, pixels += 3) {
			unsigned byte = p->depth == 8 ? row[x] : row[x / 2];
			unsigned i = p->depth == 8 ? byte : byte >> (x % 2 ? 0 : 4) & 0xF;
			const uint8_t *colour = p->palette[i];
			unsigned alpha = p->alpha[i];
			if (p->type == COLOUR_AND_ALPHA) {
				colour = row + 4 * x;
				alpha = colour[3];
			}
			for (size_t k = 0; k < 3; k++)
				pixels[k] = on_white(colour[k], alpha);
		}
	}
}

static int decode(const struct png *p, struct bdl_bitmap *out)
{
	struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
	size_t size = (p->row_bytes + 1) * p->rows;
	uint8_t *rows = malloc(size);
	int rc = -1;

	out->pixels = malloc((size_t)p->columns * p->rows * 3);
	out->columns = p->columns;
	out->rows = p->rows;
	if (inflater && rows && out->pixels &&
		libdeflate_zlib_decompress(inflater, p->data.data, p->data.length, rows, size,
			NULL) == LIBDEFLATE_SUCCESS &&
		unfilter(p, rows)) {
		paint(p, rows, out->pixels);
		rc = 0;
	}
	if (rc < 0) {
		free(out->pixels);
		out->pixels = NULL;
	}
	free(rows);
	if (inflater)
		libdeflate_free_decompressor(inflater);
	return rc;
}

int bdl_bitmap_read(const void *png, size_t length, struct bdl_bitmap *out)
{
	struct png p = {0};
	int rc = -1;

	*out = (struct bdl_bitmap){.pixels = NULL};
	if (read_chunks(&p, png, length))
		rc = decode(&p, out);
	bdl_buffer_release(&p.data);
	return rc;
}
