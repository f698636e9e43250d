/* See jpeg_bare.h. ISO/IEC 10918-1, annex B: markers, segments, and scans between them. */
#include "read/jpeg_bare.h"

#include <string.h>

enum { SOI = 0xD8, EOI = 0xD9, SOS = 0xDA, APP0 = 0xE0, APP2 = 0xE2, APP14 = 0xEE, APP15 = 0xEF, COM = 0xFE };

#define JFIF_PLAIN 16u /* bytes of a JFIF segment that holds no preview, with its length */

static bool begins(const unsigned char *data, size_t length, const char *with, size_t n)
{
	return length >= n && memcmp(data, with, n) == 0;
}

/* data: behind the length of the segment. */
static bool is_needed(int marker, const unsigned char *data, size_t length)
{
	if (marker == COM)
		return false;
	if (marker < APP0 || marker > APP15)
		return true;
	if (marker == APP0)
		return length + 2 <= JFIF_PLAIN && begins(data, length, "JFIF", 5);
	if (marker == APP2)
		return begins(data, length, "ICC_PROFILE", 12);
	return marker == APP14 && begins(data, length, "Adobe", 5);
}

/* Where the next marker stands from `at` on, in the data of a scan; length: nowhere. */
static size_t scan_end(const unsigned char *bytes, size_t length, size_t at)
{
	for (; at + 1 < length; at++)
		if (bytes[at] == 0xFF && bytes[at + 1] != 0 && bytes[at + 1] != 0xFF &&
			(bytes[at + 1] < 0xD0 || bytes[at + 1] > 0xD7))
			return at;
	return length;
}

bool bdl_jpeg_bare(const unsigned char *bytes, size_t length, struct bdl_buffer *out)
{
	size_t before = out->length, at = 2;
	bool scanned = false;

	if (length < 4 || bytes[0] != 0xFF || bytes[1] != SOI)
		return false;
	bdl_buffer_add(out, bytes, 2);
	while (at + 4 <= length && bytes[at] == 0xFF && bytes[at + 1] != EOI) {
		int marker = bytes[at + 1];
		size_t segment = (size_t)bytes[at + 2] << 8 | bytes[at + 3];

		if (marker == 0xFF) { /* fill */
			at++;
			continue;
		}
		if (segment < 2 || segment > length - at - 2)
			break;
		if (is_needed(marker, bytes + at + 4, segment - 2))
			bdl_buffer_add(out, bytes + at, segment + 2);
		at += segment + 2;
		if (marker == SOS) {
			size_t end = scan_end(bytes, length, at);

			bdl_buffer_add(out, bytes + at, end - at);
			at = end;
			scanned = true;
		}
	}
	if (!scanned) {
		if (!out->failed)
			out->length = before;
		return false;
	}
	bdl_buffer_add(out, "\xFF\xD9", 2);
	return true;
}
