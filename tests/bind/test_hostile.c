/*
 * Hostile parts: whatever comes out of the sandbox, bind refuses it or binds it; it never crashes
 * and never hangs.
 */
#include "base/file.h"
#include "bind/prove.h"
#include "binding.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const sections[] = {"Letters"};
static const struct sheet pages[] = {{.words = "one"}, {.rotate = 90, .words = "two"}};
static const struct exhibit_plan plans[] = {
	{.title = "Good letter", .sheets = pages, .count = 2},
	{.title = "Hostile letter",
		.sheets = pages,
		.count = 2,
		.with_links = true,
		.with_field = true,
		.with_layers = true},
};

/* The second exhibit's part, to be spoiled. */
static unsigned char *part_bytes(struct binding *b, size_t *length)
{
	struct bdl_buffer all = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	int fd = bdl_open_regular(b->input.parts, "part1", &err);

	cr_assert_geq(fd, 0);
	cr_assert_eq(bdl_read_fd(fd, "part1", 1 << 20, &all, &err), 0);
	close(fd);
	*length = all.length;
	return (unsigned char *)bdl_buffer_take(&all);
}

static int bind_with(
	struct binding *b, const unsigned char *bytes, size_t length, struct bdl_error *err)
{
	int fd = binding_part(b, "part1");

	cr_assert_eq(bdl_write_all(fd, bytes, length), 0);
	close(fd);
	return binding_bind(b, err);
}

static void expect_refusal(const struct bdl_error *err, const char *what, size_t at)
{
	cr_expect(err->code == BDL_EFORMAT || err->code == BDL_ELIMIT, "%s %zu: %s", what, at,
		err->message);
	cr_expect_str_eq(err->path, "Hostile letter", "%s %zu", what, at);
}

Test(hostile, a_part_cut_at_any_length_is_refused_by_name)
{
	struct binding b;
	unsigned char *bytes;
	size_t length;

	binding_init(&b, plans, 2, sections);
	bytes = part_bytes(&b, &length);
	for (size_t cut = 0; cut < length; cut++) {
		struct bdl_error err = {0};

		cr_expect_eq(bind_with(&b, bytes, cut, &err), -1, "cut at %zu", cut);
		expect_refusal(&err, "cut at", cut);
	}
	free(bytes);
	binding_release(&b);
}

/* The footer's numbers are hit as often as all the body. */
static size_t place(uint32_t seed, size_t length)
{
	return seed & 0x100 ? seed % length : length - 1 - seed % 900 % length;
}

/* Whatever prove says of it, it says something. */
static void prove_somehow(struct binding *b)
{
	struct bdl_error err = {0};

	bdl_buffer_clear(&b->claims);
	cr_assert_eq(bdl_bind_claims(&b->input, &b->claims, &err), 0, "%s", err.message);
	free(binding_prove(b, b->pdf, b->length));
}

Test(hostile, a_part_with_changed_bytes_is_refused_or_bound)
{
	struct binding b;
	unsigned char *bytes;
	size_t length, refused = 0;
	uint32_t seed = 1212;

	binding_init(&b, plans, 2, sections);
	bytes = part_bytes(&b, &length);
	for (size_t i = 0; i < 4000; i++) {
		struct bdl_error err = {0};
		unsigned char kept;
		size_t at;

		seed = seed * 1664525u + 1013904223u;
		at = place(seed >> 3, length);
		kept = bytes[at];
		bytes[at] = (unsigned char)(seed >> 24);
		if (bind_with(&b, bytes, length, &err) < 0) {
			expect_refusal(&err, "byte", at);
			refused++;
		} else if (i % 8 == 0) {
			prove_somehow(&b);
		}
		bytes[at] = kept;
	}
	cr_expect(refused > 500 && refused < 3900, "%zu refused", refused);
	free(bytes);
	binding_release(&b);
}

Test(hostile, a_place_without_ten_digits_is_refused_by_name)
{
	struct binding b;
	unsigned char *bytes;
	size_t length;
	struct bdl_error err = {0};

	binding_init(&b, plans, 2, sections);
	bytes = part_bytes(&b, &length);
	for (size_t i = 0; i < 10; i++) {
		unsigned char kept = bytes[i];

		err = (struct bdl_error){0};
		bytes[i] = i % 2 ? '/' : ':';
		cr_expect_eq(bind_with(&b, bytes, length, &err), -1, "digit %zu", i);
		expect_refusal(&err, "digit", i);
		bytes[i] = kept;
	}
	free(bytes);
	binding_release(&b);
}

/* A body that spoils its own objects is bound, but nobody is told that the bundle is sound. */
Test(hostile, a_part_that_lies_about_its_page_is_found_by_prove)
{
	struct binding b;
	unsigned char *bytes, *at;
	size_t length;
	struct bdl_error err = {0};
	char *findings;

	binding_init(&b, plans, 2, sections);
	bytes = part_bytes(&b, &length);
	for (at = bytes; memcmp(at, "/Rotate 90", 10) != 0; at++)
		cr_assert_lt((size_t)(at - bytes), length - 10);
	memcpy(at, "/Rotatx 90", 10);
	cr_assert_eq(bind_with(&b, bytes, length, &err), 0, "%s", err.message);
	cr_assert_eq(bdl_bind_claims(&b.input, &b.claims, &err), 0);
	findings = binding_prove(&b, b.pdf, b.length);
	cr_expect(strstr(findings, "has another size, crop or turn than was read"), "%s", findings);
	cr_expect(strstr(findings, "its number is not upright"), "%s", findings);
	free(findings);
	free(bytes);
	binding_release(&b);
}

Test(hostile, a_part_that_is_gone_or_no_file_is_told)
{
	struct binding b;
	struct bdl_error err = {0};

	binding_init(&b, plans, 2, sections);
	unlinkat(b.input.parts, "part1", 0);
	cr_expect_eq(binding_bind(&b, &err), -1);
	cr_expect_eq(err.code, BDL_EIO);
	err = (struct bdl_error){0};
	cr_assert_eq(symlinkat("part0", b.input.parts, "part1"), 0);
	cr_expect_eq(binding_bind(&b, &err), -1, "a link was followed");
	binding_release(&b);
}

Test(hostile, a_full_disk_is_told)
{
	struct binding b;
	struct bdl_error err = {0};
	int full = open("/dev/full", O_WRONLY | O_CLOEXEC);

	binding_init(&b, plans, 2, sections);
	cr_assert_geq(full, 0);
	cr_expect_eq(bdl_bind(&b.input, full, &err), -1);
	cr_expect_eq(err.code, BDL_EIO);
	cr_expect(strstr(err.message, "No space left on device"), "%s", err.message);
	close(full);
	binding_release(&b);
}
