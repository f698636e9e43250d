/* See image_exif.h. Two directories are read, the main one and the one of EXIF; every offset is
 * checked. */
#include "read/image_exif.h"

#include <stdint.h>
#include <string.h>

#define ENTRIES_MAX 512u
#define EXIF_DIRECTORY 0x8769
#define GPS_DIRECTORY 0x8825
#define GPS_LATITUDE 2u

enum { TYPE_ASCII = 2, TYPE_SHORT = 3, TYPE_LONG = 4 };

struct tiff {
	const unsigned char *bytes;
	size_t length;
	bool big;
};

static uint32_t get16(const struct tiff *t, size_t at)
{
	if (at + 2 > t->length)
		return 0;
	return t->big ? (uint32_t)t->bytes[at] << 8 | t->bytes[at + 1]
		      : (uint32_t)t->bytes[at + 1] << 8 | t->bytes[at];
}

static uint32_t get32(const struct tiff *t, size_t at)
{
	uint32_t first = get16(t, at), second = get16(t, at + 2);

	return t->big ? first << 16 | second : second << 16 | first;
}

static void copy_text(const struct tiff *t, size_t entry, char *out, size_t size)
{
	uint32_t count = get32(t, entry + 4);
	size_t at = count <= 4 ? entry + 8 : get32(t, entry + 8), n = 0;

	if (out[0] || get16(t, entry + 2) != TYPE_ASCII || at > t->length || count > t->length - at)
		return;
	while (n < count && n + 1 < size && t->bytes[at + n]) {
		out[n] = (char)t->bytes[at + n];
		n++;
	}
	while (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
}

static bool has_latitude(const struct tiff *t, size_t directory)
{
	uint32_t count = get16(t, directory);

	for (uint32_t i = 0; i < count && i < ENTRIES_MAX; i++)
		if (directory + 2 + 12 * (i + 1) <= t->length &&
			get16(t, directory + 2 + 12 * i) == GPS_LATITUDE)
			return true;
	return false;
}

/* One entry of a directory; *next is set where it leads to the directory of EXIF. */
static void read_entry(const struct tiff *t, size_t entry, struct bdl_exif *out, size_t *next)
{
	uint32_t tag = get16(t, entry), type = get16(t, entry + 2);

	if (tag == 0x010F)
		copy_text(t, entry, out->make, sizeof(out->make));
	else if (tag == 0x0110)
		copy_text(t, entry, out->model, sizeof(out->model));
	else if (tag == 0x0132)
		copy_text(t, entry, out->changed, sizeof(out->changed));
	else if (tag == 0x9003)
		copy_text(t, entry, out->taken, sizeof(out->taken));
	else if (tag == 0x9004)
		copy_text(t, entry, out->digitized, sizeof(out->digitized));
	else if (tag == 0x0112 && type == TYPE_SHORT && get16(t, entry + 8) <= 8)
		out->orientation = (int)get16(t, entry + 8);
	else if (tag == GPS_DIRECTORY && type == TYPE_LONG)
		out->located = has_latitude(t, get32(t, entry + 8));
	else if (tag == EXIF_DIRECTORY && type == TYPE_LONG)
		*next = get32(t, entry + 8);
}

bool bdl_exif_parse(const unsigned char *bytes, size_t length, struct bdl_exif *out)
{
	struct tiff t = {.bytes = bytes, .length = length};
	size_t at;

	*out = (struct bdl_exif){0};
	if (length < 8 || (memcmp(bytes, "II*\0", 4) != 0 && memcmp(bytes, "MM\0*", 4) != 0))
		return false;
	t.big = bytes[0] == 'M';
	at = get32(&t, 4);
	for (int directory = 0; directory < 2 && at; directory++) {
		uint32_t count = get16(&t, at);
		size_t next = 0;

		for (uint32_t i = 0;
			i < count && i < ENTRIES_MAX && at + 2 + 12 * (i + 1) <= t.length; i++)
			read_entry(&t, at + 2 + 12 * i, out, &next);
		at = next;
	}
	return true;
}
