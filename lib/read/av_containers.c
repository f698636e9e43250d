/* See av.h: files made of boxes, chunks and elements, each with a name and a length. */
#include "read/av.h"

#include "read/sniff_inside.h"

#include <string.h>

#define BOXES_MAX 4096 /* looked at in one file */
#define SINCE_1904 2082844800 /* seconds from 1904 to 1970, by which QuickTime counts */
#define SINCE_2001 978307200 /* from 1970 to 2001, by which Matroska counts */

static uint64_t big64(const unsigned char *p)
{
	return (uint64_t)bdl_big32(p) << 32 | bdl_big32(p + 4);
}

static uint64_t little64(const unsigned char *p)
{
	return bdl_little32(p) | (uint64_t)bdl_little32(p + 4) << 32;
}

/* ---- MP4, M4A, 3GP, MOV: boxes ---- */

struct span {
	const unsigned char *bytes;
	size_t length;
};

/* The contents of the first box `name` directly inside; false if there is none. */
static bool find_box(struct span in, const char *name, struct span *out)
{
	size_t at = 0;

	for (int i = 0; i < BOXES_MAX && in.length - at >= 8; i++) {
		uint64_t size = bdl_big32(in.bytes + at);
		size_t head = 8;

		if (size == 1 && in.length - at >= 16) {
			size = big64(in.bytes + at + 8);
			head = 16;
		}
		if (size == 0 || size > in.length - at)
			size = in.length - at;
		if (size < head)
			return false;
		if (memcmp(in.bytes + at + 4, name, 4) == 0) {
			*out = (struct span){in.bytes + at + head, (size_t)size - head};
			return true;
		}
		at += (size_t)size;
	}
	return false;
}

/* mvhd: when the film was made, units a second, how many. */
static void read_movie_header(struct span b, struct bdl_recording *out)
{
	bool wide = b.length > 0 && b.bytes[0] == 1;
	uint64_t made, duration;
	uint32_t rate;

	if (b.length < (wide ? 32u : 20u))
		return;
	made = wide ? big64(b.bytes + 4) : bdl_big32(b.bytes + 4);
	rate = bdl_big32(b.bytes + (wide ? 20 : 12));
	duration = wide ? big64(b.bytes + 24) : bdl_big32(b.bytes + 16);
	if (duration > 0 && duration != (wide ? UINT64_MAX : UINT32_MAX))
		bdl_av_lasts(out, duration, rate);
	if (made > SINCE_1904 && made < (uint64_t)SINCE_1904 * 4)
		bdl_av_made_at(out, (int64_t)made - SINCE_1904);
}

/* Apple's own note of when a film was made, by the clock of the place: "2023-02-21T14:05:09+0000".
 */
static void read_apple_day(struct span movie, struct bdl_recording *out)
{
	static const char key[] = "com.apple.quicktime.creationdate";
	struct span meta, list;
	const unsigned char *p, *end;

	if (!find_box(movie, "meta", &meta) ||
		!bdl_find_bytes(meta.bytes, meta.length, key, sizeof(key) - 1) ||
		!find_box(meta, "ilst", &list))
		return;
	end = list.bytes + list.length;
	for (p = list.bytes; (p = bdl_find_bytes(p, (size_t)(end - p), "T", 1)); p++)
		if (p - list.bytes >= 10 && out->day.year == 0)
			bdl_av_made_on(out, p - 10, 10);
}

void bdl_av_iso(const unsigned char *bytes, size_t length, struct bdl_recording *out)
{
	struct span file = {bytes, length}, movie, header, more;

	if (!find_box(file, "moov", &movie))
		return;
	read_apple_day(movie, out);
	if (!find_box(movie, "mvhd", &header))
		return;
	read_movie_header(header, out);
	/* a film that was written in pieces as it went on says its length elsewhere */
	if (out->milliseconds < 0 && find_box(movie, "mvex", &more) &&
		find_box(more, "mehd", &more) && more.length >= 8 && header.length >= 24) {
		uint32_t rate = bdl_big32(header.bytes + (header.bytes[0] == 1 ? 20 : 12));

		bdl_av_lasts(out,
			more.bytes[0] == 1 && more.length >= 12 ? big64(more.bytes + 4)
								: bdl_big32(more.bytes + 4),
			rate);
	}
}

/* ---- WAV, AVI, AIFF: chunks ---- */

struct sound {
	uint32_t bytes_a_second;
	bool data;
	uint64_t data_length;
};

static void read_info(struct span list, struct bdl_recording *out)
{
	for (size_t at = 4; list.length >= at + 8;) {
		size_t n = bdl_little32(list.bytes + at + 4);

		if (n > list.length - at - 8)
			n = list.length - at - 8;
		if (memcmp(list.bytes + at, "ICRD", 4) == 0)
			bdl_av_made_on(out, list.bytes + at + 8, n);
		at += 8 + n + n % 2;
	}
}

static void read_avi_header(struct span list, struct bdl_recording *out)
{
	/* "hdrl", then the chunk avih: microseconds a frame first, frames fifth */
	if (list.length < 12 + 56 || memcmp(list.bytes + 4, "avih", 4) != 0)
		return;
	bdl_av_lasts(out, (uint64_t)bdl_little32(list.bytes + 12) * bdl_little32(list.bytes + 28),
		1000000);
}

static void read_chunk(const unsigned char *name, struct span c, uint64_t said, struct sound *s,
	struct bdl_recording *out)
{
	if (memcmp(name, "fmt ", 4) == 0 && c.length >= 12) {
		s->bytes_a_second = bdl_little32(c.bytes + 8);
	} else if (memcmp(name, "data", 4) == 0 && !s->data) {
		s->data = true;
		/* a recorder that was cut off left 0 or all ones there */
		s->data_length = said == 0 || said > c.length ? c.length : said;
	} else if (memcmp(name, "bext", 4) == 0 && c.length >= 330) {
		bdl_av_made_on(out, c.bytes + 320, 10);
	} else if (memcmp(name, "LIST", 4) == 0 && c.length >= 4) {
		if (memcmp(c.bytes, "INFO", 4) == 0)
			read_info(c, out);
		else if (memcmp(c.bytes, "hdrl", 4) == 0)
			read_avi_header(c, out);
	}
}

void bdl_av_riff(const unsigned char *bytes, size_t length, struct bdl_recording *out)
{
	struct sound s = {0};
	size_t at = 12;

	for (int i = 0; i < BOXES_MAX && length >= at + 8; i++) {
		uint32_t said = bdl_little32(bytes + at + 4);
		size_t n = length - at - 8;
		bool rest = said == 0 && memcmp(bytes + at, "data", 4) == 0;

		if (said < n && !rest)
			n = said;
		read_chunk(bytes + at, (struct span){bytes + at + 8, n}, said, &s, out);
		at += 8 + n + n % 2;
	}
	if (s.data)
		bdl_av_lasts(out, s.data_length, s.bytes_a_second);
}

/* COMM: frames of sound, and how many a second, as a floating-point number of 80 bits. */
void bdl_av_aiff(const unsigned char *bytes, size_t length, struct bdl_recording *out)
{
	size_t at = 12;

	for (int i = 0; i < BOXES_MAX && length >= at + 8; i++) {
		size_t n = bdl_big32(bytes + at + 4);

		if (memcmp(bytes + at, "COMM", 4) == 0 && length >= at + 8 + 18) {
			unsigned exponent =
				((unsigned)(bytes[at + 16] & 0x7F) << 8 | bytes[at + 17]);
			uint64_t mantissa = big64(bytes + at + 18);

			if (exponent >= 16383 && exponent <= 16383 + 40)
				bdl_av_lasts(out, bdl_big32(bytes + at + 10),
					mantissa >> (63 - (exponent - 16383)));
			return;
		}
		if (n > length - at - 8)
			return;
		at += 8 + n + n % 2;
	}
}

/* ---- Matroska: elements, whose names and lengths have as many bytes as their first says ---- */

/* A number of 1 to 8 bytes at p; its length, 0 if it breaks off. `keep`: with the bit that says the
 * length. */
static size_t vint(const unsigned char *p, size_t length, bool keep, uint64_t *out)
{
	size_t n = 1;

	if (length == 0 || p[0] == 0)
		return 0;
	while (!(p[0] & 0x80u >> (n - 1)))
		n++;
	if (n > length)
		return 0;
	*out = keep ? p[0] : p[0] & (0xFFu >> n);
	for (size_t i = 1; i < n; i++)
		*out = *out << 8 | p[i];
	return n;
}

static double float_of(struct span s)
{
	double wide = 0;
	float narrow = 0;

	if (s.length == 4) {
		uint32_t bits = bdl_big32(s.bytes);

		memcpy(&narrow, &bits, 4);
		return (double)narrow;
	}
	if (s.length == 8) {
		uint64_t bits = big64(s.bytes);

		memcpy(&wide, &bits, 8);
	}
	return wide;
}

static uint64_t number_of(struct span s)
{
	uint64_t n = 0;

	for (size_t i = 0; i < s.length && i < 8; i++)
		n = n << 8 | s.bytes[i];
	return n;
}

/* The element `id` directly inside; one of unknown length goes to the end. */
static bool find_element(struct span in, uint64_t id, struct span *out)
{
	size_t at = 0;

	for (int i = 0; i < BOXES_MAX; i++) {
		uint64_t name, size;
		size_t n = vint(in.bytes + at, in.length - at, true, &name), m;

		if (n == 0)
			return false;
		m = vint(in.bytes + at + n, in.length - at - n, false, &size);
		if (m == 0)
			return false;
		at += n + m;
		if (size > in.length - at)
			size = in.length - at;
		if (name == id) {
			*out = (struct span){in.bytes + at, (size_t)size};
			return true;
		}
		at += (size_t)size;
	}
	return false;
}

void bdl_av_matroska(const unsigned char *bytes, size_t length, struct bdl_recording *out)
{
	struct span file = {bytes, length}, segment, info, x;
	uint64_t scale = 1000000; /* nanoseconds a unit */
	double seconds;

	if (!find_element(file, 0x18538067, &segment) || !find_element(segment, 0x1549A966, &info))
		return;
	if (find_element(info, 0x2AD7B1, &x) && x.length <= 8)
		scale = number_of(x);
	if (find_element(info, 0x4489, &x)) {
		seconds = float_of(x) * (double)scale / 1e9;
		/* false for what is no number, too */
		if (seconds > 0 && seconds < 1e9)
			bdl_av_lasts(out, (uint64_t)(seconds * 1000), 1000);
	}
	if (find_element(info, 0x4461, &x) && x.length == 8 && number_of(x) < (uint64_t)INT64_MAX)
		bdl_av_made_at(out, (int64_t)(number_of(x) / 1000000000) + SINCE_2001);
}

/* ---- ASF ---- */

/* The object with the properties of the file: when it was made, how long it plays, what is waited
 * for first. */
void bdl_av_asf(const unsigned char *bytes, size_t length, struct bdl_recording *out)
{
	static const unsigned char properties[] = {0xA1, 0xDC, 0xAB, 0x8C, 0x47, 0xA9, 0xCF, 0x11,
		0x8E, 0xE4, 0x00, 0xC0, 0x0C, 0x20, 0x53, 0x65};
	size_t seen = length < BDL_SNIFF_MAX ? length : BDL_SNIFF_MAX;
	const unsigned char *p = bdl_find_bytes(bytes, seen, properties, sizeof(properties));
	uint64_t made, plays, waits;

	if (!p || length - (size_t)(p - bytes) < 88)
		return;
	made = little64(p + 48) / 10000000; /* seconds since 1601 */
	plays = little64(p + 64) / 10000;
	waits = little64(p + 80);
	if (plays > waits)
		bdl_av_lasts(out, plays - waits, 1000);
	if (made > 11644473600 && made < 11644473600 + 4102444800)
		bdl_av_made_at(out, (int64_t)(made - 11644473600));
}
