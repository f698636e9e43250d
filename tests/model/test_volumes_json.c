/* A table of volumes written down and read back, and one that was bent. */
#include "model/bundle_json.h"

#include <criterion/criterion.h>
#include <string.h>

#define PDF(at, words, which, page)                                                                \
	{                                                                                          \
		.path = words, .name = words, .archive_path = "data/" words, .size = 9,            \
		.duplicate_of = BDL_NONE, .format = "pdf", .media_type = "application/pdf",        \
		.shown = true, .pages = 2, .kind = "letter", .basis = "words", .title = words,     \
		.number = (at) + 1, .first_page = (page), .volume = (which)                        \
	}

static struct bdl_exhibit exhibits[] = {
	PDF(0, "a.pdf", 1, 5), PDF(1, "b.pdf", 1, 7), PDF(2, "c.pdf", 2, 4)};
static size_t order[] = {0, 1, 2};
static struct bdl_section sections[] = {
	{.letter = "A", .id = "letters", .title = "Letters", .count = 3, .page = 4}};
static struct bdl_section first[] = {
	{.letter = "A", .id = "letters", .title = "Letters", .count = 2, .page = 4}};
static struct bdl_section second[] = {
	{.letter = "A", .id = "letters", .title = "Letters, continued", .count = 1, .page = 3}};
static struct bdl_volume volumes[] = {{.count = 2,
					      .sections = first,
					      .section_count = 1,
					      .front = {.cover = 1, .index = 1, .chronology = 1},
					      .pages = 8,
					      .size = 12345},
	{.first = 2,
		.count = 1,
		.sections = second,
		.section_count = 1,
		.front = {.cover = 1, .index = 1},
		.pages = 5,
		.size = 999}};
static struct bdl_entry entries[] = {
	{.date = {.day = {2023, 2, 10}, .precision = BDL_TO_DAY, .source = BDL_FROM_TEXT},
		.text = "A letter.",
		.exhibit = 2,
		.page = 2}};

static struct bdl_bundle example(void)
{
	return (struct bdl_bundle){.stage = BDL_STAGE_PAGINATED,
		.made_on = {2026, 3, 1},
		.name = "T",
		.exhibits = exhibits,
		.exhibit_count = 3,
		.order = order,
		.order_count = 3,
		.sections = sections,
		.section_count = 1,
		.entries = entries,
		.entry_count = 1,
		.pages = 13,
		.volumes = volumes,
		.volume_count = 2};
}

Test(volumes_json, written_read_and_written_again_is_the_same)
{
	struct bdl_bundle b = example(), again;
	struct bdl_buffer one = BDL_BUFFER_INIT, two = BDL_BUFFER_INIT;
	struct bdl_error err = {.code = BDL_OK};
	char label[BDL_LABEL_TEXT];

	bdl_bundle_init(&again);
	cr_assert_eq(bdl_bundle_to_json(&b, false, &one, &err), 0);
	cr_assert_eq(
		bdl_bundle_from_json(&again, one.data, one.length, &err), 0, "%s", err.message);
	cr_assert_eq(again.volume_count, 2);
	cr_expect_eq(again.volumes[1].first, 2);
	cr_expect_eq(again.volumes[1].size, 999);
	cr_expect_eq(again.volumes[0].front.chronology, 1);
	cr_expect_str_eq(again.volumes[1].sections[0].title, "Letters, continued");
	again.numbering.by_section = true;
	bdl_exhibit_label(&again, &again.exhibits[2], 1, label);
	cr_expect_str_eq(label, "2/A2", "%s", label);
	again.numbering.by_section = false;
	cr_expect(strstr(one.data, "\"exhibit_page\": 2, \"page\": 5, \"volume\": 2"), "%s",
		one.data);
	cr_assert_eq(bdl_bundle_to_json(&again, false, &two, &err), 0);
	cr_expect_str_eq(one.data, two.data);
	bdl_buffer_release(&one);
	bdl_buffer_release(&two);
	bdl_bundle_release(&again);
}

Test(volumes_json, one_pdf_has_none_of_the_keys)
{
	struct bdl_exhibit alone = PDF(0, "a.pdf", 0, 4);
	struct bdl_bundle b = example();
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {.code = BDL_OK};

	b.exhibits = &alone;
	b.exhibit_count = b.order_count = b.sections[0].count = 1;
	b.entry_count = b.volume_count = 0;
	cr_assert_eq(bdl_bundle_to_json(&b, false, &json, &err), 0);
	cr_expect_not(strstr(json.data, "volume"), "%s", json.data);
	bdl_buffer_release(&json);
}

/* What is read can be asked for its labels, whatever it says. */
Test(volumes_json, bent_anywhere_it_is_refused_or_read_never_worse)
{
	struct bdl_bundle b = example();
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {.code = BDL_OK};
	char label[BDL_LABEL_TEXT];

	cr_assert_eq(bdl_bundle_to_json(&b, false, &json, &err), 0);
	for (size_t i = 0; i < json.length; i++) {
		struct bdl_bundle r;
		char kept = json.data[i];

		bdl_bundle_init(&r);
		json.data[i] = (char)(kept == '9' ? '-' : '9');
		err = (struct bdl_error){.code = BDL_OK};
		if (bdl_bundle_from_json(&r, json.data, json.length, &err) == 0)
			for (size_t k = 0; k < r.exhibit_count; k++)
				bdl_exhibit_label(&r, &r.exhibits[k], 1, label);
		bdl_bundle_release(&r);
		json.data[i] = kept;
	}
	bdl_buffer_release(&json);
}

/* Text of the table and what stands in its place: then it is no table. */
static const struct {
	const char *from, *to;
} bends[] = {
	{"\"first\": 1,", "\"first\": 2,"},
	{"\"first\": 3,", "\"first\": 2,"},
	{"\"last\": 2,", "\"last\": 3,"},
	{"\"last\": 3,", "\"last\": 9,"},
	{"\"last\": 3,", "\"last\": 1,"},
	{"\"title\": \"Letters, continued\", \"page\": 3, \"exhibits\": 1",
		"\"title\": \"Letters, continued\", \"page\": 3, \"exhibits\": 2"},
	{"\"title\": \"Letters\", \"page\": 4, \"exhibits\": 2",
		"\"title\": \"Letters\", \"page\": 4, \"exhibits\": 0"},
	{"\"volume\": 2, \"shown\"", "\"volume\": 3, \"shown\""},
};

Test(volumes_json, volumes_that_do_not_hold_every_exhibit_once_are_refused)
{
	struct bdl_bundle b = example();

	for (size_t i = 0; i < sizeof(bends) / sizeof(bends[0]); i++) {
		struct bdl_buffer json = BDL_BUFFER_INIT;
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_bundle r;
		char *at;

		bdl_bundle_init(&r);
		cr_assert_eq(bdl_bundle_to_json(&b, false, &json, &err), 0);
		at = strstr(json.data, bends[i].from);
		cr_assert_not_null(at, "%s in %s", bends[i].from, json.data);
		memcpy(at, bends[i].to, strlen(bends[i].to));
		cr_expect_eq(bdl_bundle_from_json(&r, json.data, json.length, &err), -1, "%s",
			bends[i].to);
		cr_expect_eq(err.code, BDL_EFORMAT);
		bdl_bundle_release(&r);
		bdl_buffer_release(&json);
	}
}

Test(volumes_json, an_exhibit_in_no_volume_is_refused)
{
	struct bdl_bundle b = example(), r;
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {.code = BDL_OK};

	exhibits[2].volume = 0;
	b.volume_count = 1;
	bdl_bundle_init(&r);
	cr_assert_eq(bdl_bundle_to_json(&b, false, &json, &err), 0);
	cr_expect_eq(bdl_bundle_from_json(&r, json.data, json.length, &err), -1);
	cr_expect_eq(err.code, BDL_EFORMAT);
	bdl_bundle_release(&r);
	bdl_buffer_release(&json);
}
