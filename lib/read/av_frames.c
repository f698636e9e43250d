/* See av.h: files that are one frame behind the other, so that their length is the number of
 * frames. */
#include "read/av.h"

#include "base/text.h"
#include "read/sniff_inside.h"

#include <string.h>

/* ---- MP3 ---- */

struct mpeg_frame {
	size_t length;
	unsigned samples, rate;
	size_t side; /* bytes between the header and where Xing's would stand */
};

/* Reads a header of MPEG audio, layers I to III; false if it is none. */
static bool mpeg_frame(const unsigned char *h, struct mpeg_frame *f)
{
	static const unsigned short kilobits[5][15] = {
		{0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
		{0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
		{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
		{0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
		{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
	};
	static const unsigned hertz[] = {44100, 48000, 32000};
	unsigned version = h[1] >> 3 & 3, layer = 4 - (h[1] >> 1 & 3), rate = h[2] >> 4,
		 pad = h[2] >> 1 & 1;
	bool first = version == 3, mono = h[3] >> 6 == 3;
	unsigned bits;

	if (h[0] != 0xFF || (h[1] & 0xE0) != 0xE0 || version == 1 || layer == 4 || rate == 0 ||
		rate == 15 || (h[2] >> 2 & 3) == 3)
		return false;
	bits = kilobits[first ? layer - 1 : layer == 1 ? 3 : 4][rate] * 1000u;
	f->rate = hertz[h[2] >> 2 & 3] >> (first ? 0 : version == 2 ? 1 : 2);
	f->samples = layer == 1 ? 384 : layer == 3 && !first ? 576 : 1152;
	f->length = layer == 1 ? (12 * bits / f->rate + pad) * 4
			       : f->samples / 8 * bits / f->rate + pad;
	f->side = first ? (mono ? 17 : 32) : mono ? 9 : 17;
	return f->length > 4;
}

/* The length of an ID3 tag at the beginning; it notes the day of the recording (TDRC). */
static size_t read_id3(const unsigned char *bytes, size_t length, struct bdl_recording *out)
{
	const unsigned char *tag;
	size_t n;

	if (length < 10 || memcmp(bytes, "ID3", 3) != 0)
		return 0;
	n = 10 + ((size_t)(bytes[6] & 127) << 21 | (size_t)(bytes[7] & 127) << 14 |
			 (size_t)(bytes[8] & 127) << 7 | (size_t)(bytes[9] & 127));
	if (n > length)
		n = length;
	/* name, length, flags, encoding (Latin letters or UTF-8), then the text */
	tag = bdl_find_bytes(bytes, n < BDL_SNIFF_MAX ? n : BDL_SNIFF_MAX, "TDRC", 4);
	if (tag && (size_t)(tag - bytes) + 21 <= n && (tag[10] == 0 || tag[10] == 3))
		bdl_av_made_on(out, tag + 11, 10);
	return n;
}

/* How many frames the first says there are, in the header of Xing or of VBRI; 0 if it does not. */
static uint32_t frames_said(const unsigned char *frame, size_t length, const struct mpeg_frame *f)
{
	const unsigned char *x = frame + 4 + f->side;

	if (length >= 4 + f->side + 12 &&
		(memcmp(x, "Xing", 4) == 0 || memcmp(x, "Info", 4) == 0) && x[7] & 1)
		return bdl_big32(x + 8);
	if (length >= 36 + 18 && memcmp(frame + 36, "VBRI", 4) == 0)
		return bdl_big32(frame + 36 + 14);
	return 0;
}

void bdl_av_mpeg(const unsigned char *bytes, size_t length, struct bdl_recording *out)
{
	size_t at = read_id3(bytes, length, out);
	uint64_t samples = 0;
	unsigned rate = 0;
	struct mpeg_frame f;

	while (length - at >= 4) {
		const unsigned char *next;
		uint32_t said;

		if (mpeg_frame(bytes + at, &f) && (rate == 0 || f.rate == rate)) {
			said = rate == 0 ? frames_said(bytes + at, length - at, &f) : 0;
			rate = f.rate;
			if (said > 0) {
				samples = (uint64_t)said * f.samples;
				break;
			}
			samples += f.samples;
			if (f.length > length - at)
				break;
			at += f.length;
			continue;
		}
		/* a tag at the end, or bytes that were lost */
		next = memchr(bytes + at + 1, 0xFF, length - at - 1);
		if (!next)
			break;
		at = (size_t)(next - bytes);
	}
	if (rate > 0)
		bdl_av_lasts(out, samples, rate);
}

/* ---- AAC ---- */

void bdl_av_adts(const unsigned char *bytes, size_t length, struct bdl_recording *out)
{
	static const unsigned hertz[16] = {96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050,
		16000, 12000, 11025, 8000, 7350};
	unsigned rate = length > 2 ? hertz[bytes[2] >> 2 & 15] : 0;
	uint64_t frames = 0;
	size_t at = 0;

	while (length - at >= 7 && bytes[at] == 0xFF && (bytes[at + 1] & 0xF6) == 0xF0) {
		size_t n = (size_t)(bytes[at + 3] & 3) << 11 | (size_t)bytes[at + 4] << 3 |
			   bytes[at + 5] >> 5;

		if (n < 7)
			break;
		frames++;
		at = n > length - at ? length : at + n;
	}
	bdl_av_lasts(out, frames * 1024, rate);
}

/* ---- AMR: 50 frames a second, each as long as its first byte says ---- */

void bdl_av_amr(const unsigned char *bytes, size_t length, struct bdl_recording *out)
{
	static const unsigned char narrow[16] = {
		13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1};
	static const unsigned char wide[16] = {
		18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1};
	bool is_wide = length >= 9 && memcmp(bytes, "#!AMR-WB\n", 9) == 0;
	size_t at = is_wide ? 9 : 6;
	uint64_t frames = 0;

	while (at < length) {
		at += (is_wide ? wide : narrow)[bytes[at] >> 3 & 15];
		frames += at <= length;
	}
	if (frames > 0)
		bdl_av_lasts(out, frames, 50);
}

/* ---- Ogg: the last page says how many samples there were ---- */

/* The first packet tells the codec: samples a second, and how many of them are not to be heard. */
static unsigned ogg_rate(const unsigned char *p, size_t length, unsigned *skipped)
{
	*skipped = 0;
	if (length >= 12 && memcmp(p, "OpusHead", 8) == 0) {
		*skipped = bdl_little16(p + 10);
		return 48000;
	}
	if (length >= 16 && memcmp(p, "\x01vorbis", 7) == 0)
		return bdl_little32(p + 12);
	if (length >= 40 && memcmp(p, "Speex   ", 8) == 0)
		return bdl_little32(p + 36);
	return 0;
}

void bdl_av_ogg(const unsigned char *bytes, size_t length, struct bdl_recording *out)
{
	size_t packet, at;
	unsigned rate, skipped;

	if (length < 28)
		return;
	packet = 27 + (size_t)bytes[26];
	if (packet >= length)
		return;
	rate = ogg_rate(bytes + packet, length - packet, &skipped);
	/* from the end, the page that bears the number of the first one's stream */
	for (at = length - 27; rate > 0 && at > 0; at--) {
		uint64_t position;

		if (bytes[at] != 'O' || memcmp(bytes + at, "OggS\0", 5) != 0 ||
			memcmp(bytes + at + 14, bytes + 14, 4) != 0)
			continue;
		position = bdl_little32(bytes + at + 6) | (uint64_t)bdl_little32(bytes + at + 10)
								  << 32;
		if (position == UINT64_MAX)
			continue;
		bdl_av_lasts(out, position > skipped ? position - skipped : 0, rate);
		return;
	}
}

/* ---- FLAC: its first block says it ---- */

void bdl_av_flac(const unsigned char *bytes, size_t length, struct bdl_recording *out)
{
	uint64_t samples;
	unsigned rate;

	if (length < 26)
		return;
	rate = (unsigned)bytes[18] << 12 | (unsigned)bytes[19] << 4 | bytes[20] >> 4;
	samples = (uint64_t)(bytes[21] & 15) << 32 | bdl_big32(bytes + 22);
	if (samples > 0)
		bdl_av_lasts(out, samples, rate);
}
