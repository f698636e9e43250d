/*
 * Pack: see pack.h. Photographs, PDFs and office files are compressed already; deflating them again
 * costs most of the time of `tar czf` and gains a hundredth. Each segment's bytes are counted:
 * where they are spread so evenly that no code for single bytes could gain 5 %, the segment is
 * stored as it is. (Of PDFs of all kinds, segments at that bound shrink by 8 %; deflating them
 * would take a sixth of the time of sealing and gain 1 % of the archive.)
 */
#include "seal/pack.h"

#include <libdeflate.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define LEVEL 6
#define HEADER ((size_t)28)
#define TRAILER ((size_t)8)
#define STORED_MOST ((size_t)65535) /* bytes in one stored deflate block */

struct bdl_packer {
	struct libdeflate_compressor *deflate;
};

struct bdl_packer *bdl_packer_open(void)
{
	struct bdl_packer *p = calloc(1, sizeof(*p));

	if (!p)
		return NULL;
	p->deflate = libdeflate_alloc_compressor(LEVEL);
	if (!p->deflate) {
		free(p);
		return NULL;
	}
	return p;
}

void bdl_packer_close(struct bdl_packer *p)
{
	if (!p)
		return;
	libdeflate_free_compressor(p->deflate);
	free(p);
}

static void put32(uint8_t *out, size_t value)
{
	for (int i = 0; i < 4; i++)
		out[i] = (uint8_t)(value >> 8 * i);
}

/*
 * True where the chance that two bytes picked at random are equal is below 1 in 195: the collision
 * entropy is then above 7.607 bits a byte. Counted in integers, so that no machine's logarithm can
 * decide otherwise.
 */
static bool is_dense(const uint8_t *in, size_t length)
{
	uint32_t counts[2][256] = {{0}};
	uint64_t pairs = 0;
	size_t i = 0;

	for (; i + 1 < length; i += 2) {
		counts[0][in[i]]++;
		counts[1][in[i + 1]]++;
	}
	if (i < length)
		counts[0][in[i]]++;
	for (size_t c = 0; c < 256; c++) {
		uint64_t n = (uint64_t)counts[0][c] + counts[1][c];

		pairs += n * n;
	}
	return pairs * 195 <= (uint64_t)length * length;
}

static size_t stored_size(size_t length)
{
	return length + 5 * ((length + STORED_MOST - 1) / STORED_MOST);
}

/*
 * Deflate's stored blocks (RFC 1951, 3.2.4), which libdeflate writes only when it has tried in
 * vain.
 */
static size_t store(const uint8_t *in, size_t length, uint8_t *out)
{
	uint8_t *start = out;

	while (length) {
		size_t n = length < STORED_MOST ? length : STORED_MOST;

		*out++ = n == length;
		*out++ = (uint8_t)n;
		*out++ = (uint8_t)(n >> 8);
		*out++ = (uint8_t)~n;
		*out++ = (uint8_t)(~n >> 8);
		memcpy(out, in, n);
		out += n;
		in += n;
		length -= n;
	}
	return (size_t)(out - start);
}

static size_t pack_member(
	struct bdl_packer *p, const uint8_t *in, size_t length, bool dense, uint8_t *out)
{
	static const uint8_t head[] = {
		0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 16, 0, 'B', 'd', 12, 0};
	size_t packed = 0;

	memcpy(out, head, sizeof(head));
	if (!dense)
		packed = libdeflate_deflate_compress(
			p->deflate, in, length, out + HEADER, stored_size(length));
	if (!packed)
		packed = store(in, length, out + HEADER);
	put32(out + 16, HEADER + packed + TRAILER);
	put32(out + 20, length);
	put32(out + 24, libdeflate_crc32(0, out + HEADER, packed));
	put32(out + HEADER + packed, libdeflate_crc32(0, in, length));
	put32(out + HEADER + packed + 4, length);
	return HEADER + packed + TRAILER;
}

size_t bdl_pack(struct bdl_packer *p, const uint8_t *in, size_t length, uint8_t *out)
{
	size_t from = 0, used = 0;
	bool dense = false;

	/* neighbours of one kind share a member; a member ends where the kind changes */
	for (size_t at = 0; at < length; at += BDL_PACK_SEGMENT) {
		size_t n = length - at < BDL_PACK_SEGMENT ? length - at : BDL_PACK_SEGMENT;
		bool this = is_dense(in + at, n);

		if (at > from && this != dense) {
			used += pack_member(p, in + from, at - from, dense, out + used);
			from = at;
		}
		dense = this;
	}
	return used + pack_member(p, in + from, length - from, dense, out + used);
}
