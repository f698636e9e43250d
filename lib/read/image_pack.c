/* See image_pack.h. */
#include "read/image_pack.h"

#include <libdeflate.h>
#include <stdbool.h>
#include <stdlib.h>
#include <vips/vips.h>

#define QUALITY 80
#define LEVEL 6

void bdl_pixels_unite(struct bdl_pixels *p)
{
	size_t count = (size_t)p->width * p->height;

	if (p->bands != 3)
		return;
	for (size_t i = 0; i < count; i++)
		if (p->bytes[i * 3] != p->bytes[i * 3 + 1] ||
			p->bytes[i * 3] != p->bytes[i * 3 + 2])
			return;
	for (size_t i = 0; i < count; i++)
		p->bytes[i] = p->bytes[i * 3];
	p->bands = 1;
}

/* Nothing in out: it came out larger than `most`, or could not be had. */
static void deflate(const struct bdl_pixels *p, struct bdl_buffer *out)
{
	size_t size = (size_t)p->width * p->height * p->bands;
	struct libdeflate_compressor *z = libdeflate_alloc_compressor(LEVEL);
	size_t room = z ? libdeflate_zlib_compress_bound(z, size) : 0;
	void *packed = room ? malloc(room) : NULL;

	if (packed)
		bdl_buffer_add(
			out, packed, libdeflate_zlib_compress(z, p->bytes, size, packed, room));
	free(packed);
	libdeflate_free_compressor(z);
}

static void jpeg(const struct bdl_pixels *p, struct bdl_buffer *out)
{
	size_t size = (size_t)p->width * p->height * p->bands, length = 0;
	VipsImage *image;
	void *bytes = NULL;

	if (VIPS_INIT("bundle-reader"))
		return;
	image = vips_image_new_from_memory(
		p->bytes, size, (int)p->width, (int)p->height, (int)p->bands, VIPS_FORMAT_UCHAR);
	if (image && vips_jpegsave_buffer(
			     image, &bytes, &length, "Q", QUALITY, "strip", TRUE, NULL) == 0)
		bdl_buffer_add(out, bytes, length);
	g_free(bytes);
	if (image)
		g_object_unref(image);
}

int bdl_pixels_pack(const struct bdl_pixels *p, struct bdl_buffer *out, const char **filter)
{
	struct bdl_buffer lossy = BDL_BUFFER_INIT;

	jpeg(p, &lossy);
	deflate(p, out);
	*filter = "FlateDecode";
	if (lossy.length && (!out->length || out->length > lossy.length + lossy.length / 4)) {
		bdl_buffer_clear(out);
		bdl_buffer_add(out, lossy.data, lossy.length);
		*filter = "DCTDecode";
	}
	bdl_buffer_release(&lossy);
	return out->length && !out->failed ? 0 : -1;
}
