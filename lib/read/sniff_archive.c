/* Archives that no few bytes at a fixed place give away, and those that begin behind a program. */
#include "read/sniff_inside.h"

#include <string.h>

#define UNKNOWN_LENGTH 0xFFFFFFFFu

/* "-lh5-" at byte 2, behind the length of the header and its sum. */
static bool find_lha(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	const unsigned char *h = s->head;

	if (s->length < 22 || h[2] != '-' || h[3] != 'l' || (h[4] != 'h' && h[4] != 'z') ||
		h[6] != '-' || h[20] > 3)
		return false;
	return bdl_sniff_found(out, "lha", "application/x-lzh-compressed", "LHA method");
}

/*
 * LZMA without a container: properties, the size of the dictionary (a power of two, or one and a
 * half times that) and the length of what was packed, which is either unknown or believable.
 */
static bool find_lzma(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	const unsigned char *h = s->head;
	uint32_t dictionary, high;

	/* the first byte of what was packed is always 0 */
	if (s->length < 18 || h[0] >= 225 || h[13] != 0)
		return false;
	dictionary = bdl_little32(h + 1);
	high = bdl_little32(h + 9);
	if (dictionary < 4096 ||
		(high == UNKNOWN_LENGTH ? bdl_little32(h + 5) != UNKNOWN_LENGTH : high > 0xFF))
		return false;
	while (dictionary % 2 == 0)
		dictionary /= 2;
	if (dictionary != 1 && dictionary != 3)
		return false;
	return bdl_sniff_found(out, "lzma", "application/x-lzma", "LZMA header");
}

/* cpio in binary, of either byte order: the name has a length that fits, and ends with NUL. */
static bool find_cpio(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	const unsigned char *h = s->head;
	bool little = s->length > 28 && h[0] == 0xC7 && h[1] == 0x71;
	size_t name;

	if (!little && (s->length <= 28 || h[0] != 0x71 || h[1] != 0xC7))
		return false;
	name = little ? bdl_little16(h + 20) : (size_t)h[20] << 8 | h[21];
	if (name < 2 || name > 4096 || 26 + name > s->length || h[26 + name - 1] != 0)
		return false;
	return bdl_sniff_found(out, "cpio", "application/x-cpio", "cpio header");
}

static bool find_iso(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	unsigned char mark[5];

	if (bdl_sniff_at(s, 0x8001, mark, sizeof(mark)) < sizeof(mark) ||
		memcmp(mark, "CD001", sizeof(mark)) != 0)
		return false;
	return bdl_sniff_found(out, "iso", "application/x-iso9660-image", "CD001 at byte 32,769");
}

/* Two bytes, then the length of a header, which has bounds. */
static bool find_arj(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	if (s->length < 34 || s->head[0] != 0x60 || s->head[1] != 0xEA ||
		bdl_little16(s->head + 2) < 30 || bdl_little16(s->head + 2) > 2600)
		return false;
	return bdl_sniff_found(out, "arj", "application/x-arj", "ARJ header");
}

bool bdl_sniff_archive(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	return find_lha(s, out) || find_lzma(s, out) || find_cpio(s, out) || find_arj(s, out) ||
	       find_iso(s, out);
}

/* ---- behind something else ---- */

static bool find_behind_program(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	if (s->length < 64 || (memcmp(s->head, "MZ", 2) != 0 && memcmp(s->head,
									"\x7F"
									"ELF",
									4) != 0))
		return false;
	if (bdl_find_bytes(s->head, s->length, "Rar!\x1A\x07", 6))
		return bdl_sniff_found(
			out, "rar", "application/x-rar", "Rar signature behind a program");
	if (bdl_find_bytes(s->head, s->length, "7z\xBC\xAF\x27\x1C\0", 7))
		return bdl_sniff_found(
			out, "7z", "application/x-7z-compressed", "7z signature behind a program");
	return false;
}

/* The record at the end of a ZIP, whose comment ends where the file ends. */
static bool find_zip_end(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	static unsigned char tail[4096];
	uint64_t from = s->size > sizeof(tail) ? s->size - sizeof(tail) : 0;
	size_t length = bdl_sniff_at(s, from, tail, sizeof(tail)), at = length;

	if (length < 22)
		return false;
	for (at = length - 22;; at--) {
		if (memcmp(tail + at, "PK\x05\x06", 4) == 0 &&
			bdl_little16(tail + at + 20) == length - at - 22 &&
			bdl_little16(tail + at + 10) > 0)
			return bdl_sniff_found(out, "zip", "application/zip",
				"list of members at the end of the file");
		if (at == 0)
			return false;
	}
}

bool bdl_sniff_late_archive(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	return find_behind_program(s, out) || find_zip_end(s, out);
}
