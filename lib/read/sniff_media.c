/* Sound, moving pictures, and the pictures that share their containers (HEIC, AVIF, WebP). */
#include "read/sniff_inside.h"

#include <stdio.h>
#include <string.h>

/* ---- ISO base media: boxes of a length and a name ---- */

static bool has_brand(const struct bdl_sniffing *s, const char *brand)
{
	size_t end = bdl_big32(s->head);

	if (end > s->length)
		end = s->length;
	for (size_t at = 8; at + 4 <= end; at += 4)
		if (at != 12 && memcmp(s->head + at, brand, 4) == 0)
			return true;
	return false;
}

static bool brand_is(const struct bdl_sniffing *s, const char *const *brands)
{
	for (; *brands; brands++)
		if (memcmp(s->head + 8, *brands, strlen(*brands)) == 0)
			return true;
	return false;
}

/* Looks into the box `moov`, wherever it lies, for a track of pictures. true if there is none but
 * one of sound. */
static bool is_sound_alone(const struct bdl_sniffing *s)
{
	static unsigned char box[16 * 1024];
	uint64_t at = 0;

	for (int i = 0; i < 64; i++) {
		size_t n = bdl_sniff_at(s, at, box, sizeof(box));
		uint64_t length;

		if (n < 16)
			return false;
		length = bdl_big32(box);
		if (length == 1)
			length = (uint64_t)bdl_big32(box + 8) << 32 | bdl_big32(box + 12);
		if (memcmp(box + 4, "moov", 4) == 0)
			return bdl_find_bytes(box, n, "soun", 4) &&
			       !bdl_find_bytes(box, n, "vide", 4);
		if (length < 8 || length > UINT64_MAX - at)
			return false;
		at += length;
	}
	return false;
}

static bool find_iso(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	static const char *const avif[] = {"avif", "avis", NULL};
	static const char *const heic[] = {"heic", "heix", "heim", "heis", "hevc", "hevx", NULL};
	static const char *const heif[] = {"mif1", "mif2", "mif3", "msf1", NULL};
	static const char *const audio[] = {"M4A ", "M4B ", "M4P ", NULL};
	static const char *const raw[] = {"crx ", "jp2 ", "jpx ", "jpm ", NULL};
	char what[32];

	if (s->length < 16 || memcmp(s->head + 4, "ftyp", 4) != 0 || brand_is(s, raw))
		return false;
	snprintf(what, sizeof(what), "brand %.4s", (const char *)s->head + 8);
	if (brand_is(s, avif) ||
		(brand_is(s, heif) &&
			(has_brand(s, "avif") || memcmp(s->head + 12, "avif", 4) == 0)))
		return bdl_sniff_found(out, "avif", "image/avif", what);
	if (brand_is(s, heic))
		return bdl_sniff_found(out, "heic", "image/heic", what);
	if (brand_is(s, heif))
		return bdl_sniff_found(out, "heic", "image/heif", what);
	/* an unheard-of main brand, but it says that it can be read as a picture */
	if (has_brand(s, "heic") || has_brand(s, "mif1"))
		return bdl_sniff_found(out, "heic", "image/heif", what);
	if (brand_is(s, audio))
		return bdl_sniff_found(out, "audio", "audio/mp4", what);
	if (is_sound_alone(s))
		return bdl_sniff_found(out, "audio",
			memcmp(s->head + 8, "3g", 2) ? "audio/mp4" : "audio/3gpp", what);
	if (memcmp(s->head + 8, "qt  ", 4) == 0)
		return bdl_sniff_found(out, "video", "video/quicktime", what);
	return bdl_sniff_found(
		out, "video", memcmp(s->head + 8, "3g", 2) ? "video/mp4" : "video/3gpp", what);
}

/* ---- the others ---- */

static bool find_riff(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	if (s->length < 12)
		return false;
	if (memcmp(s->head, "FORM", 4) == 0 && memcmp(s->head + 8, "AIF", 3) == 0)
		return bdl_sniff_found(out, "audio", "audio/x-aiff", "FORM AIFF");
	if (memcmp(s->head, "RIFF", 4) != 0)
		return false;
	if (memcmp(s->head + 8, "WEBP", 4) == 0)
		return bdl_sniff_found(out, "webp", "image/webp", "RIFF WEBP");
	if (memcmp(s->head + 8, "WAVE", 4) == 0)
		return bdl_sniff_found(out, "audio", "audio/x-wav", "RIFF WAVE");
	if (memcmp(s->head + 8, "AVI ", 4) == 0)
		return bdl_sniff_found(out, "video", "video/x-msvideo", "RIFF AVI");
	return false;
}

static bool find_streams(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	size_t seen = s->length < BDL_SNIFF_MAX ? s->length : BDL_SNIFF_MAX;
	const unsigned char *h = s->head;

	if (seen < 32)
		return false;
	if (memcmp(h, "OggS\0", 5) == 0) {
		if (bdl_find_bytes(h, seen < 512 ? seen : 512, "theora", 6))
			return bdl_sniff_found(out, "video", "video/ogg", "Ogg with Theora");
		return bdl_sniff_found(out, "audio", "audio/ogg", "Ogg without pictures");
	}
	if (memcmp(h, "\x1A\x45\xDF\xA3", 4) == 0) {
		const char *type = bdl_find_bytes(h, 64 < seen ? 64 : seen, "webm", 4)
					   ? "video/webm"
					   : "video/x-matroska";

		if (bdl_find_bytes(h, seen, "A_", 2) && !bdl_find_bytes(h, seen, "V_", 2))
			return bdl_sniff_found(
				out, "audio", "audio/x-matroska", "Matroska without pictures");
		return bdl_sniff_found(out, "video", type, "Matroska");
	}
	if (memcmp(h, "\x30\x26\xB2\x75\x8E\x66\xCF\x11", 8) == 0) {
		if (bdl_find_bytes(h, seen, "\xC0\xEF\x19\xBC\x4D\x5B\xCF\x11", 8))
			return bdl_sniff_found(out, "video", "video/x-ms-wmv", "ASF with pictures");
		return bdl_sniff_found(out, "audio", "audio/x-ms-wma", "ASF without pictures");
	}
	if (memcmp(h, "\xE4\x52\x5C\x7B\x8C\xD8\xA7\x4D\xAE\xB1\x53\x78\xD0\x29\x96\xD3", 16) == 0)
		return bdl_sniff_found(out, "onenote", "application/onenote", "OneNote signature");
	return false;
}

/* MPEG transport stream: every 188th byte is 0x47. ADTS: a frame's length leads to the next frame.
 */
static bool find_frames(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	const unsigned char *h = s->head;
	size_t length;

	if (s->length > 188 * 4 && h[0] == 0x47 && h[188] == 0x47 && h[376] == 0x47 &&
		h[564] == 0x47)
		return bdl_sniff_found(out, "video", "video/mp2t", "MPEG transport stream");
	if (s->length < 8 || h[0] != 0xFF || (h[1] & 0xF6) != 0xF0)
		return false;
	length = (size_t)(h[3] & 3) << 11 | (size_t)h[4] << 3 | h[5] >> 5;
	if (length < 7 || length + 2 > s->length || h[length] != 0xFF ||
		(h[length + 1] & 0xF6) != 0xF0)
		return false;
	return bdl_sniff_found(out, "audio", "audio/aac", "AAC frames");
}

bool bdl_sniff_media(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	return find_iso(s, out) || find_riff(s, out) || find_streams(s, out) || find_frames(s, out);
}
