/*
 * Compound files (doc, xls, ppt, msg, office documents behind a password), told apart by the names
 * that stand directly below their root: a workbook may hold a whole letter further down, and a mail
 * a workbook. Where the tree of names is broken, any name will do.
 */
#include "read/sniff_inside.h"

#include "base/file.h"
#include "base/text.h"

#include <string.h>

#define DIRECTORY_MAX ((size_t)128 * 1024)
#define ENTRY ((size_t)128)
#define ENTRIES_MAX (DIRECTORY_MAX / ENTRY)
#define NO_SECTOR 0xFFFFFFFAu /* and above: end of chain, free, reserved */

#define ENCRYPTED_PACKAGE "EncryptedPackage" /* a docx, xlsx or pptx behind a password */

/* clang-format off */
static const struct stream_name {
	const char *name; /* as the directory has it, but in ASCII */
	const char *format, *media_type;
} stream_names[] = {
	{ "WordDocument",            "doc", "application/msword" },
	{ "Workbook",                "xls", "application/vnd.ms-excel" },
	{ "Book",                    "xls", "application/vnd.ms-excel" },
	{ "PowerPoint Document",     "ppt", "application/vnd.ms-powerpoint" },
	{ "PP40",                    "ppt", "application/vnd.ms-powerpoint" },
	{ "__properties_version1.0", "msg", "application/vnd.ms-outlook" },
	{ "__nameid_version1.0",     "msg", "application/vnd.ms-outlook" },
	{ ENCRYPTED_PACKAGE,         "docx", "application/encrypted" },
};

/* clang-format on */

#define NAMES (sizeof(stream_names) / sizeof(*stream_names))

struct directory {
	unsigned char bytes[DIRECTORY_MAX];
	size_t count; /* whole entries */
};

static bool entry_is(const unsigned char *entry, const char *name)
{
	size_t n = strlen(name);

	if (bdl_little16(entry + 64) != 2 * (n + 1))
		return false;
	for (size_t i = 0; i < n; i++)
		if (bdl_lower(entry[2 * i]) != bdl_lower((unsigned char)name[i]) ||
			entry[2 * i + 1] != 0)
			return false;
	return true;
}

/* The place of the entry's name in the table if that is before `best`, else `best`. */
static size_t better(const unsigned char *entry, size_t best)
{
	for (size_t i = 0; i < best; i++)
		if (entry_is(entry, stream_names[i].name))
			return i;
	return best;
}

/* The sector that follows `sector` in its chain, through the first 109 sectors of the allocation
 * table. */
static uint32_t next_sector(const struct bdl_sniffing *s, uint32_t sector, unsigned shift)
{
	uint32_t per_sector = (1u << shift) / 4, table = sector / per_sector;
	unsigned char number[4];

	if (table >= 109 || bdl_sniff_at(s, 76 + 4 * (uint64_t)table, number, 4) < 4)
		return NO_SECTOR;
	table = bdl_little32(number);
	if (bdl_sniff_at(s, (((uint64_t)table + 1) << shift) + 4 * (uint64_t)(sector % per_sector),
		    number, 4) < 4)
		return NO_SECTOR;
	return bdl_little32(number);
}

static void load_directory(const struct bdl_sniffing *s, unsigned shift, struct directory *d)
{
	uint32_t sector = bdl_little32(s->head + 48);
	size_t size = (size_t)1 << shift, length = 0, n = size;

	while (sector < NO_SECTOR && n == size && length + size <= DIRECTORY_MAX) {
		n = bdl_sniff_at(s, ((uint64_t)sector + 1) << shift, d->bytes + length, size);
		length += n;
		sector = next_sector(s, sector, shift);
	}
	d->count = length / ENTRY;
}

/* What the root holds is a tree of entries with a left and a right one each; `child` of the first
 * entry leads to it. */
static size_t best_below_root(const struct directory *d)
{
	static uint32_t waiting[2 * ENTRIES_MAX + 1];
	size_t best = NAMES, left = 0;

	if (d->count > 0)
		waiting[left++] = bdl_little32(d->bytes + 76);
	for (size_t seen = 0; left > 0 && seen < d->count;) {
		uint32_t at = waiting[--left];
		const unsigned char *entry;

		if (at >= d->count)
			continue;
		entry = d->bytes + at * ENTRY;
		best = better(entry, best);
		waiting[left++] = bdl_little32(entry + 68);
		waiting[left++] = bdl_little32(entry + 72);
		seen++;
	}
	return best;
}

static size_t best_anywhere(const struct directory *d)
{
	size_t best = NAMES;

	for (size_t i = 0; i < d->count; i++)
		best = better(d->bytes + i * ENTRY, best);
	return best;
}

/* What is behind the password only the name tells. */
static const char *locked_format(const struct bdl_sniffing *s)
{
	const char *extension = bdl_path_extension(s->name);

	if (bdl_text_casecmp(extension, "xlsx") == 0)
		return "xlsx";
	return bdl_text_casecmp(extension, "pptx") == 0 ? "pptx" : "docx";
}

bool bdl_sniff_compound(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	static struct directory d;
	const struct stream_name *n;
	size_t best;
	unsigned shift;

	if (s->length < 512 || memcmp(s->head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) != 0)
		return false;
	shift = bdl_little16(s->head + 30);
	if (shift != 9 && shift != 12)
		return false;
	load_directory(s, shift, &d);
	best = best_below_root(&d);
	if (best == NAMES)
		best = best_anywhere(&d);
	if (best == NAMES)
		return false;
	n = &stream_names[best];
	return bdl_sniff_found(out,
		strcmp(n->name, ENCRYPTED_PACKAGE) == 0 ? locked_format(s) : n->format,
		n->media_type, n->name);
}
