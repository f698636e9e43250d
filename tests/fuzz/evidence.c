/* Evidence: see evidence.h. */
#define _GNU_SOURCE /* memfd_create() */
#include "evidence.h"

#include "base/buffer.h"
#include "base/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define OUTPUT_MOST ((uint64_t)64 * 1024 * 1024)

static void check_day(struct bdl_day d, enum bdl_precision precision)
{
	struct bdl_day whole = d;

	if (precision < BDL_TO_DAY)
		whole.day = 1;
	if (precision < BDL_TO_MONTH)
		whole.month = 1;
	if (!bdl_day_exists(whole) || (precision < BDL_TO_DAY && d.day) ||
		(precision < BDL_TO_MONTH && d.month))
		fault("a day that is none: %d-%d-%d", d.year, d.month, d.day);
}

static void check_line(const char *text)
{
	if (text && !bdl_utf8_valid(text, strlen(text)))
		fault("not UTF-8: %s", text);
}

static void check_records(const struct bdl_facts *f)
{
	for (size_t i = 0; i < f->record_count; i++) {
		const struct bdl_record *r = &f->records[i];

		if (r->when.day.year || r->when.zone != BDL_ZONE_NONE)
			check_day(r->when.day, BDL_TO_DAY);
		if (r->when.seconds >= 86400)
			fault("a time of %u seconds", (unsigned)r->when.seconds);
		if (r->page < 1 || r->page > f->pages)
			fault("a record on page %u of %u", r->page, f->pages);
		check_line(r->party);
		check_line(r->text);
	}
}

static void check_facts(const struct bdl_facts *f)
{
	struct bdl_buffer json = BDL_BUFFER_INIT, again = BDL_BUFFER_INIT;
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_error err = {0};
	struct bdl_facts read;

	for (size_t i = 0; i < f->date_count; i++) {
		check_day(f->dates[i].day, f->dates[i].precision);
		if (f->dates[i].page > f->pages)
			fault("a date on page %u of %u", f->dates[i].page, f->pages);
	}
	if (f->shown)
		check_records(f);
	if (bdl_facts_to_json(f, &json, &err) < 0)
		fault("facts cannot be written: %s", err.message);
	if (bdl_facts_from_json(
		    &read, &arena, bdl_buffer_string(&json), json.length, "hostile", &err) < 0)
		fault("facts cannot be read back: %s", bdl_buffer_string(&json));
	if (bdl_facts_to_json(&read, &again, &err) < 0 ||
		strcmp(bdl_buffer_string(&json), bdl_buffer_string(&again)) != 0)
		fault("facts read back are others: %s", bdl_buffer_string(&again));
	bdl_buffer_release(&json);
	bdl_buffer_release(&again);
	bdl_arena_release(&arena);
}

void evidence_read(evidence_reader *reader, const char *format, const char *name,
	const uint8_t *bytes, size_t length)
{
	static int out = -1, inner = -1;
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_error err = {0};
	struct bdl_facts facts = {
		.format = format, .media_type = "text/plain", .format_basis = "fuzz", .text = ""};
	struct bdl_reading r = {.size = length,
		.name = name,
		.output_limit = OUTPUT_MOST,
		.scratch = "/nonexistent",
		.head = bytes,
		.head_length = length,
		.ocr = "",
		.arena = &arena,
		.facts = &facts};

	if (length == 0) /* bdl_read() tells an empty file itself */
		return;
	if (out < 0)
		out = memfd_create("part", MFD_CLOEXEC);
	if (inner < 0)
		inner = memfd_create("inner", MFD_CLOEXEC);
	if (out < 0 || inner < 0 || ftruncate(out, 0) < 0 || ftruncate(inner, 0) < 0 ||
		lseek(inner, 0, SEEK_SET) != 0) {
		perror("a file in memory");
		exit(2);
	}
	r.input = hostile_file(bytes, length);
	r.output = out;
	r.inner = inner;
	if (reader(&r, &err) < 0)
		fault("the reader itself failed: %s", err.message);
	check_facts(&facts);
	bdl_arena_release(&arena);
}
