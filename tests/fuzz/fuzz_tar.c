/*
 * Fuzz tar: the input is a sealed archive that is not compressed, or a ZIP. It is examined to the
 * end; the report is taken, and says "intact" only of a bag in which every file is as its manifest
 * has it; the PDFs that are taken out of it are no longer than it is.
 */
#define _GNU_SOURCE /* memfd_create() */
#include "base/file.h"
#include "fault.h"
#include "mutate.h"
#include "verify/verify.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define RECORD 512u

static void check_report(int fd, struct bdl_buffer *table)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	struct bdl_report r;

	if (bdl_verify_archive(fd, &json, table, &err) < 0)
		fault("it cannot be read at all: %s", err.message);
	if (bdl_report_from_json(&r, bdl_buffer_string(&json), json.length, &err) < 0)
		fault("%s: %s", err.message, bdl_buffer_string(&json));
	if (r.intact && (r.same != r.files || (r.own && !r.has_seal)))
		fault("intact, with %zu of %zu files as they were", r.same, r.files);
	bdl_report_release(&r);
	bdl_buffer_release(&json);
}

static void check_taken(int fd, size_t length)
{
	static int out = -1;
	struct bdl_buffer list = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	unsigned long long total = 0;

	if (out < 0)
		out = memfd_create("taken", MFD_CLOEXEC);
	if (out < 0 || ftruncate(out, 0) < 0 || lseek(out, 0, SEEK_SET) != 0) {
		perror("a file in memory");
		exit(2);
	}
	if (bdl_take_pdfs(fd, out, &list, &err) < 0)
		fault("it cannot be read at all: %s", err.message);
	for (const char *line = bdl_buffer_string(&list), *end; *line; line = end + 1) {
		char *name;

		total += strtoull(line, &name, 10);
		end = strchr(line, '\n');
		if (!end || *name != ' ' || (size_t)(end - name - 1) > BDL_TAKEN_NAME)
			fault("a PDF without a name: %s", line);
	}
	if ((off_t)total != lseek(out, 0, SEEK_END))
		fault("%llu bytes are listed, others were taken", total);
	(void)length;
	bdl_buffer_release(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct bdl_buffer table = BDL_BUFFER_INIT;
	int fd = hostile_file(bytes, length);

	check_report(fd, &table);
	bdl_buffer_release(&table);
	check_taken(fd, length);
	return 0;
}

/* The checksum of every header that looks like one, made right again. */
static void mend(uint8_t *bytes, size_t length)
{
	for (size_t at = 0; at + RECORD <= length; at += RECORD) {
		unsigned sum = 0;
		char text[8];

		if (memcmp(bytes + at + 257, "ustar", 5) != 0)
			continue;
		memset(bytes + at + 148, ' ', 8);
		for (size_t i = 0; i < RECORD; i++)
			sum += bytes[at + i];
		snprintf(text, sizeof(text), "%06o", sum);
		memcpy(bytes + at + 148, text, 7);
	}
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t length, size_t most, unsigned seed)
{
	uint32_t dice = seed;

	length = LLVMFuzzerMutate(bytes, length, most);
	if (roll(&dice, 8) > 0)
		mend(bytes, length);
	return length;
}
