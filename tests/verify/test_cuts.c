/*
 * Archives that end too soon, in each form that a bag may have: wherever it ends, verify says so.
 * BUNDLE_CUTS is how many bytes lie between two ends of the small ones, 1 for every byte.
 */
#define _GNU_SOURCE /* memfd_create() */
#include "tamper.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { SMALL_STEP = 97, BLOCK = 4096 };

/* Not intact, or with a note that says what is missing. */
static bool is_noticed(int fd)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	struct bdl_report r;
	bool noticed;

	cr_assert_eq(bdl_verify_archive(fd, &json, NULL, &err), 0, "%s", err.message);
	cr_assert_eq(bdl_report_from_json(&r, bdl_buffer_string(&json), json.length, &err), 0, "%s",
		err.message);
	noticed = !r.intact || r.count > 0;
	bdl_report_release(&r);
	bdl_buffer_release(&json);
	return noticed;
}

/* Makes out.tar.gz into a file of that name; the command has the bag in "Ms A". */
static const char *const forms[][2] = {{"out.tar.gz", "true"},
	{"out.tar", "gzip -dc out.tar.gz >out.tar"},
	{"out.tgz", "gzip -dc out.tar.gz | gzip >out.tgz"},
	{"out.zip",
		"python3 -c \"import shutil; shutil.make_archive('out', 'zip', '.', 'Ms A')\""}};

/* A tar may end anywhere in what fills its last block, once both records of its end mark are there.
 */
static size_t length_that_counts(const char *name, const char *bytes, size_t length)
{
	size_t end = length;

	if (strcmp(name, "out.tar") != 0)
		return length;
	while (end && !bytes[end - 1])
		end--;
	end = (end + 511) / 512 * 512 + 1024;
	return end < length ? end : length;
}

/* How many ends were tried. */
static size_t cut_everywhere(const struct sealed *s, const char *name, size_t step)
{
	size_t length, count = 0;
	char *bytes = fixture_read(&s->f, name, &length);
	int fd = memfd_create("cut", 0);

	cr_assert_eq(write(fd, bytes, length), (ssize_t)length);
	cr_assert_not(is_noticed(fd), "%s itself is intact", name);
	length = length_that_counts(name, bytes, length);
	/* from its end, so that nothing has to be written again */
	for (size_t at = (length - 1) / step * step;; at -= step) {
		cr_assert_eq(ftruncate(fd, (off_t)at), 0);
		cr_expect(is_noticed(fd), "%s cut at byte %zu was not noticed", name, at);
		count++;
		if (at == 0)
			break;
	}
	close(fd);
	free(bytes);
	return count;
}

static void cut_all_forms(struct sealed *s, size_t step)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		size_t count;
		struct run r;

		fixture_run(&s->f, &r, "rm -rf 'Ms A' && tar xzf out.tar.gz && %s", forms[i][1]);
		cr_assert_eq(r.status, 0, "%s", r.err);
		run_release(&r);
		count = cut_everywhere(s, forms[i][0], step);
		if (getenv("BUNDLE_CUTS"))
			fprintf(stderr, "%s: %zu ends, %zu bytes apart, all noticed\n", forms[i][0],
				count, step);
	}
}

Test(cuts, of_a_small_archive, .timeout = 3600)
{
	const char *given = getenv("BUNDLE_CUTS");
	long step = given ? atol(given) : SMALL_STEP;
	struct sealed s;

	sealed_init(&s);
	sealed_text(&s, "letter.txt", "Dear Sir,\n");
	sealed_make(&s);
	cut_all_forms(&s, step < 1 ? SMALL_STEP : (size_t)step);
	sealed_release(&s);
}

Test(cuts, of_a_larger_one_at_every_block_of_a_disk, .timeout = 3600)
{
	struct sealed s;

	sealed_init(&s);
	sealed_noise(&s, "photo.jpg", 300000, 1);
	sealed_noise(&s, "scan.pdf", 200000, 2);
	sealed_text(&s, "letter.txt", "Dear Sir,\n");
	sealed_make(&s);
	cut_all_forms(&s, BLOCK);
	sealed_release(&s);
}
