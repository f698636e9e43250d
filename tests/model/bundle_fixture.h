/*
 * A small table for the tests of bundle.json and its parts; how it is written down, read back, and
 * bent as a stranger would.
 */
#ifndef TESTS_MODEL_BUNDLE_FIXTURE_H
#define TESTS_MODEL_BUNDLE_FIXTURE_H

#include "model/bundle_json.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* A document that is shown; behind its name what else is to be said of it. */
#define DOCUMENT(file, ...)                                                                        \
	{                                                                                          \
		.path = file, .name = file, .archive_path = "data/" file, .size = 9,               \
		.duplicate_of = BDL_NONE, .format = "pdf", .media_type = "application/pdf",        \
		.shown = true, .kind = "letter", .basis = "words", .title = file, __VA_ARGS__      \
	}

static struct bdl_exhibit two_documents[] = {
	DOCUMENT("a.pdf", .number = 1, .pages = 3, .first_page = 8),
	DOCUMENT("b.pdf", .number = 2, .pages = 3, .first_page = 11)};
static size_t two_in_order[] = {0, 1};
static struct bdl_section one_section[] = {
	{.letter = "A", .id = "letters", .title = "Letters", .count = 2, .page = 7, .sheets = 1}};

/* Two documents of three pages each, on pages 8 to 13, in one section. The rows are the test's to
 * change. */
static inline struct bdl_bundle table_of_two(void)
{
	return (struct bdl_bundle){.stage = BDL_STAGE_PAGINATED,
		.name = "T",
		.made_on = {2026, 3, 1},
		.exhibits = two_documents,
		.exhibit_count = 2,
		.order = two_in_order,
		.order_count = 2,
		.sections = one_section,
		.section_count = 1,
		.front = {.cover = 1, .index = 1, .chronology = 4},
		.pages = 13};
}

/* bundle.json of b; the caller's. */
static inline char *written(const struct bdl_bundle *b)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {.code = BDL_OK};
	char *text;

	cr_assert_eq(bdl_bundle_to_json(b, false, &json, &err), 0, "%s", err.message);
	text = strdup(bdl_buffer_string(&json));
	cr_assert_not_null(text);
	bdl_buffer_release(&json);
	return text;
}

/* *out is to be released, whether or not it could be read. */
static inline int read_text(const char *text, struct bdl_bundle *out, struct bdl_error *err)
{
	bdl_bundle_init(out);
	*err = (struct bdl_error){.code = BDL_OK};
	return bdl_bundle_from_json(out, text, strlen(text), err);
}

/* b as it comes out of an archive: what is written of that is what was written of b. */
static inline void expect_same_again(const struct bdl_bundle *b, struct bdl_bundle *again)
{
	struct bdl_error err;
	char *one = written(b), *two;

	cr_assert_eq(read_text(one, again, &err), 0, "%s\n%s", err.message, one);
	two = written(again);
	cr_expect_str_eq(one, two);
	free(one);
	free(two);
}

/* The text with `to` in the place of the first `from` behind `behind`; the caller's. */
static inline char *bent(const char *text, const char *behind, const char *from, const char *to)
{
	const char *start = strstr(text, behind), *at = start ? strstr(start, from) : NULL;
	struct bdl_buffer out = BDL_BUFFER_INIT;
	char *copy;

	cr_assert_not_null(at, "no %s in %s", from, text);
	bdl_buffer_add(&out, text, (size_t)(at - text));
	bdl_buffer_text(&out, to);
	bdl_buffer_text(&out, at + strlen(from));
	copy = strdup(bdl_buffer_string(&out));
	cr_assert_not_null(copy);
	bdl_buffer_release(&out);
	return copy;
}

/* field: the name that the message says; NULL: any. what: for whoever reads that the test failed.
 */
static inline void expect_refused(const char *text, const char *field, const char *what)
{
	struct bdl_bundle b;
	struct bdl_error err;
	char name[80];

	snprintf(name, sizeof(name), "\"%s\"", field ? field : "");
	if (read_text(text, &b, &err) == 0)
		cr_expect(false, "%s was taken", what);
	else if (err.code != BDL_EFORMAT || (field && !strstr(err.message, name)))
		cr_expect(false, "%s: %s, not %s", what, err.message, name);
	bdl_bundle_release(&b);
}

/* A piece of the table, what a stranger writes in its place, and the field that is then not in
 * order. */
struct bend {
	const char *from, *to, *field;
};

/* behind: where in the file to look for the pieces; "": anywhere. */
static inline void expect_bends_refused(
	const struct bdl_bundle *b, const char *behind, const struct bend *bends, size_t count)
{
	char *text = written(b);

	for (size_t i = 0; i < count; i++) {
		char *bad = bent(text, behind, bends[i].from, bends[i].to);

		expect_refused(bad, bends[i].field, bends[i].to);
		free(bad);
	}
	free(text);
}

/* One letter after the other is changed: the table is refused with words, or read; use(), if any,
 * may then do what it likes with it. */
static inline void expect_no_harm(
	const struct bdl_bundle *b, const char *behind, void (*use)(const struct bdl_bundle *))
{
	char *text = written(b);

	for (char *at = strstr(text, behind); *at; at++) {
		struct bdl_bundle back;
		struct bdl_error err;
		char kept = *at;

		*at = (char)(kept == '9' ? '-' : '9');
		if (read_text(text, &back, &err) < 0)
			cr_expect_gt(strlen(err.message), 3);
		else if (use)
			use(&back);
		bdl_bundle_release(&back);
		*at = kept;
	}
	free(text);
}

#endif
