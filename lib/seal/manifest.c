/*
 * Manifest: the tag files that BagIt itself asks for. Paths stand in them as they are stored:
 * names.c has seen to it that none holds what RFC 8493 (2.1.3) would percent-encode or sha256sum
 * would escape.
 */
#include "seal/bag.h"

#include "base/text.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct entry {
	const char *path;
	size_t row;
};

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->path, ((const struct entry *)b)->path);
}

/* What lies inside a file is in the bag with that file. */
bool bdl_bag_holds(const struct bdl_exhibit *x)
{
	return !x->inside && !x->withheld;
}

size_t bdl_bag_files(const struct bdl_bundle *b)
{
	size_t count = 0;

	for (size_t i = 0; i < b->exhibit_count; i++)
		count += bdl_bag_holds(&b->exhibits[i]);
	return count;
}

size_t *bdl_bag_order(const struct bdl_bundle *b)
{
	struct entry *entries = calloc(b->exhibit_count + 1, sizeof(*entries));
	size_t *rows = calloc(b->exhibit_count + 1, sizeof(*rows));
	size_t count = 0;

	if (!entries || !rows) {
		free(entries);
		free(rows);
		return NULL;
	}
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (bdl_bag_holds(&b->exhibits[i]))
			entries[count++] =
				(struct entry){.path = b->exhibits[i].archive_path, .row = i};
	qsort(entries, count, sizeof(*entries), by_path);
	for (size_t i = 0; i < count; i++)
		rows[i] = entries[i].row;
	free(entries);
	return rows;
}

uint64_t bdl_bag_payload(const struct bdl_bundle *b)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < b->exhibit_count; i++)
		sum += bdl_bag_holds(&b->exhibits[i]) ? b->exhibits[i].size : 0;
	return sum;
}

void bdl_bag_line(struct bdl_buffer *out, const uint8_t digest[BDL_SHA256_SIZE], const char *path)
{
	char hex[BDL_SHA256_HEX];

	bdl_hex(digest, hex);
	bdl_buffer_printf(out, "%s  %s\n", hex, path);
}

int bdl_manifest(const struct bdl_bundle *b, struct bdl_buffer *out, struct bdl_error *err)
{
	size_t *rows = bdl_bag_order(b), count = bdl_bag_files(b);

	if (!rows)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[rows[i]];

		bdl_bag_line(out, x->sha256, x->archive_path);
	}
	free(rows);
	return out->failed ? bdl_fail_memory(err) : 0;
}

void bdl_bag_declaration(struct bdl_buffer *out)
{
	bdl_buffer_text(out, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
}

/*
 * "Label: value", unless there is none. A line break in the value would begin another label: it
 * becomes a blank.
 */
static void label(struct bdl_buffer *out, const char *name, const char *value)
{
	size_t length = value ? strlen(value) : 0;

	if (!length)
		return;
	bdl_buffer_printf(out, "%s: ", name);
	for (size_t i = 0, n; i < length; i += n) {
		uint32_t code;
		char bytes[4];

		n = bdl_utf8_next(value + i, length - i, &code);
		if (code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
			code == 0x2029)
			code = ' ';
		bdl_buffer_add(out, bytes, bdl_utf8_put(code, bytes));
	}
	bdl_buffer_byte(out, '\n');
}

/* "184.2 MB", in powers of ten as RFC 8493 does not say otherwise. */
static void size_for_people(struct bdl_buffer *out, uint64_t bytes)
{
	static const char *const units[] = {"KB", "MB", "GB", "TB", "PB", "EB"};
	uint64_t tenths = bytes / 100;
	size_t unit = 0;

	if (bytes < 1000) {
		bdl_buffer_printf(out, "Bag-Size: %" PRIu64 " bytes\n", bytes);
		return;
	}
	for (; tenths >= 10000; unit++)
		tenths /= 1000;
	bdl_buffer_printf(out, "Bag-Size: %" PRIu64 ".%" PRIu64 " %s\n", tenths / 10, tenths % 10,
		units[unit]);
}

void bdl_bag_info(const struct bdl_bundle *b, const char *versions, struct bdl_buffer *out)
{
	uint64_t payload = bdl_bag_payload(b);
	struct bdl_buffer agent = BDL_BUFFER_INIT;
	char day[BDL_DAY_TEXT];

	bdl_day_iso(b->made_on, day);
	label(out, "Bagging-Date", day);
	size_for_people(out, payload);
	bdl_buffer_printf(out, "Payload-Oxum: %" PRIu64 ".%zu\n", payload, bdl_bag_files(b));
	label(out, "External-Identifier", b->about.reference);
	label(out, "External-Description", b->about.title);
	if (b->earlier) {
		char seal[BDL_SHA256_HEX];

		bdl_hex(b->earlier->seal, seal);
		label(out, "Supplement-To", b->earlier->name);
		label(out, "Supplement-To-Seal", seal);
	}
	bdl_buffer_text(&agent, "bundle " BDL_VERSION);
	if (versions && *versions)
		bdl_buffer_printf(&agent, " (%s)", versions);
	label(out, "Bag-Software-Agent", bdl_buffer_string(&agent));
	out->failed |= agent.failed;
	bdl_buffer_release(&agent);
}
