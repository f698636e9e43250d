/*
 * Fuzz gzip: the input is an archive as it lies on the disk. It is unpacked to its end, in pieces
 * that fit, twice the same; nothing is read behind the end, and where damage or an end is told it
 * lies inside the file.
 */
#include "verify/unpack.h"

#include "base/buffer.h"
#include "fault.h"
#include "mutate.h"
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define UNPACKED_MOST ((size_t)256 * 1024 * 1024)

static void check_notes(const struct bdl_unpack_notes *n, size_t length)
{
	if (n->length > length)
		fault("%llu bytes of %zu", (unsigned long long)n->length, length);
	if (n->damaged && n->first_damage >= length)
		fault("damage at %llu of %zu", (unsigned long long)n->first_damage, length);
	if (n->trailing && n->trailing_at >= length)
		fault("trailing bytes at %llu of %zu", (unsigned long long)n->trailing_at, length);
}

/* The sum and the length of what comes out. */
static uLong unpack(int fd, size_t length, size_t *unpacked)
{
	static uint8_t *block;
	struct bdl_unpack *u = bdl_unpack_open(fd);
	struct bdl_error err = {0};
	uLong sum = crc32(0, NULL, 0);
	size_t n = 0;

	if (!block)
		block = malloc(BDL_UNPACK_BLOCK);
	if (!u || !block)
		fault("no memory");
	*unpacked = 0;
	do {
		if (bdl_unpack_next(u, block, &n, &err) < 0)
			fault("%s", err.message);
		if (n > BDL_UNPACK_BLOCK)
			fault("a piece of %zu bytes", n);
		sum = crc32(sum, block, (uInt)n);
		*unpacked += n;
	} while (n > 0 && *unpacked < UNPACKED_MOST);
	if (n == 0)
		check_notes(bdl_unpack_notes(u), length);
	bdl_unpack_close(u);
	return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	int fd = hostile_file(bytes, length);
	size_t first, second;

	if (unpack(fd, length, &first) != unpack(fd, length, &second) || first != second)
		fault("unpacked twice, it differs");
	return 0;
}

/* A stored member of ours around some bytes of the input, so that checksums hold and headers are
 * taken apart. */
static size_t wrap(uint8_t *bytes, size_t length, size_t most, uint32_t *dice)
{
	static const uint8_t head[16] = {
		0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 12, 0, 'B', 'd', 8, 0};
	uint8_t own[24 + 5 + 64 + 8];
	size_t from = roll(dice, (uint32_t)length), n = length - from < 64 ? length - from : 64,
	       whole = 24 + 5 + n + 8;
	uLong sum = crc32(crc32(0, NULL, 0), bytes + from, (uInt)n);

	if (whole > most)
		return length;
	memcpy(own, head, sizeof(head));
	for (unsigned i = 0; i < 4; i++) {
		own[16 + i] = (uint8_t)(whole >> 8 * i);
		own[20 + i] = own[24 + 5 + n + 4 + i] = (uint8_t)(n >> 8 * i);
		own[24 + 5 + n + i] = (uint8_t)(sum >> 8 * i);
	}
	own[24] = 1;
	own[25] = (uint8_t)n;
	own[26] = own[28] = (uint8_t)(n >> 8);
	own[27] = (uint8_t)~n;
	own[28] = (uint8_t) ~(n >> 8);
	memcpy(own + 29, bytes + from, n);
	if (roll(dice, 2) == 0 && length + whole <= most) {
		memcpy(bytes + length, own, whole);
		return length + whole;
	}
	memcpy(bytes, own, whole);
	return whole > length ? whole : length;
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t length, size_t most, unsigned seed)
{
	uint32_t dice = seed;

	if (length > 0 && roll(&dice, 16) == 0)
		return wrap(bytes, length, most, &dice);
	return LLVMFuzzerMutate(bytes, length, most);
}
