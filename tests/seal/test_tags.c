/* The tag files: what stands in them, whatever the evidence is called. */
#include "seal/bag.h"
#include "sealed.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define EXPECT_TEXT(buffer, wanted)                                                                \
	cr_expect_str_eq(                                                                          \
		bdl_buffer_string(&(buffer)), (wanted), "got:\n%s", bdl_buffer_string(&(buffer)))

static void expect_holds(const struct bdl_buffer *text, const char *wanted)
{
	cr_expect(strstr(bdl_buffer_string(text), wanted), "no \"%s\" in:\n%s", wanted,
		bdl_buffer_string(text));
}

Test(tags, bag_info_has_one_line_for_each_label_whatever_the_title_holds)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	struct bdl_exhibit x[2] = {{.size = 1500}, {.size = 1}};
	struct bdl_bundle b;

	bdl_bundle_init(&b);
	b.made_on = (struct bdl_day){2023, 2, 10};
	b.exhibits = x;
	b.exhibit_count = 2;
	b.about.title = "One\r\nPayload-Oxum: 0.0\xe2\x80\xa8two\xff";
	bdl_bag_info(&b, "libarchive 3.6.2", &out);
	EXPECT_TEXT(out, "Bagging-Date: 2023-02-10\nBag-Size: 1.5 KB\nPayload-Oxum: 1501.2\n"
			 "External-Description: One  Payload-Oxum: 0.0 two\xef\xbf\xbd\n"
			 "Bag-Software-Agent: bundle " BDL_VERSION " (libarchive 3.6.2)\n");
	bdl_buffer_release(&out);
	bdl_bundle_release(&b);
}

Test(tags, sizes_are_told_in_units_that_people_read)
{
	static const struct {
		uint64_t size;
		const char *line;
	} cases[] = {{0, "Bag-Size: 0 bytes\n"}, {999, "Bag-Size: 999 bytes\n"},
		{1000, "Bag-Size: 1.0 KB\n"}, {999999, "Bag-Size: 999.9 KB\n"},
		{1000000, "Bag-Size: 1.0 MB\n"}, {184220000, "Bag-Size: 184.2 MB\n"},
		{UINT64_MAX, "Bag-Size: 18.4 EB\n"}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bdl_buffer out = BDL_BUFFER_INIT;
		struct bdl_exhibit x = {.size = cases[i].size};
		struct bdl_bundle b = {
			.exhibits = &x, .exhibit_count = 1, .made_on = {2023, 2, 10}};

		bdl_bag_info(&b, NULL, &out);
		expect_holds(&out, cases[i].line);
		bdl_buffer_release(&out);
	}
}

Test(tags, cells_of_the_index_are_quoted_and_no_formula_is_let_through)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	struct bdl_section section = {.title = "Letters, from \"them\""};
	size_t order[] = {1};
	struct bdl_exhibit x[2] = {
		{.path = "a\nb.txt", .name = "a\\x0Ab.txt", .duplicate_of = 1, .title = "@copy"},
		{.path = "bad\xff.txt",
			.name = "bad\\xFF.txt",
			.duplicate_of = BDL_NONE,
			.title = "=HYPERLINK(\"http://x\")",
			.number = 1,
			.pages = 2,
			.first_page = 7,
			.shown = true,
			.kind = "letter",
			.size = 18446744073709551615u,
			.archive_path = "data/bad=FF.txt",
			.media_type = "text/plain",
			.date = {.day = {2023, 2, 0},
				.precision = BDL_TO_MONTH,
				.source = BDL_FROM_TEXT}}};
	struct bdl_bundle b = {.exhibits = x,
		.exhibit_count = 2,
		.order = order,
		.order_count = 1,
		.sections = &section,
		.section_count = 1};

	cr_assert_eq(bdl_bag_index(&b, &out), 0);
	EXPECT_TEXT(out,
		"number,path,title,date,precision,date_source,kind,section,pages,first_page,shown,"
		"duplicate_of,sha256,size,"
		"media_type,stored_as,parent\r\n"
		"1,bad\\xFF.txt,\"'=HYPERLINK(\"\"http://"
		"x\"\")\",2023-02,month,text,letter,\"Letters, from \"\"them\"\"\",2,7,"
		"yes,,0000000000000000000000000000000000000000000000000000000000000000,"
		"18446744073709551615,text/plain,"
		"data/bad=FF.txt,\r\n"
		",\"a\nb.txt\",'@copy,,none,none,,,,,no,bad\\xFF.txt,"
		"0000000000000000000000000000000000000000000000000000000000000000,0,,,\r\n");
	bdl_buffer_release(&out);
}

Test(tags, the_chronology_leads_to_pages)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	struct bdl_exhibit x = {
		.path = "a.txt", .number = 3, .first_page = 12, .duplicate_of = BDL_NONE};
	struct bdl_entry events[] = {{.date = {.day = {2023, 2, 10},
					      .precision = BDL_TO_DAY,
					      .source = BDL_FROM_TEXT,
					      .raw = "10/02/2023",
					      .ambiguous = true},
					     .text = "-1 letter",
					     .exhibit = 0,
					     .page = 2,
					     .type = "final-response"},
		{.date = {.day = {2024, 0, 0}, .precision = BDL_TO_YEAR, .source = BDL_FROM_AUTHOR},
			.text = "She moved.",
			.exhibit = BDL_NONE,
			.by = "Mr R"}};
	struct bdl_bundle b = {
		.exhibits = &x, .exhibit_count = 1, .entries = events, .entry_count = 2};

	bdl_bag_chronology(&b, &out);
	EXPECT_TEXT(out,
		"date,until,precision,date_source,ambiguous,as_written,event,exhibit,page,path,"
		"type,stated_by,asked,answered,allowed,taken,over\r\n"
		"2023-02-10,,day,text,yes,10/02/2023,'-1 letter,3,13,a.txt,final-response,,,,,,\r\n"
		"2024,,year,author,no,,She moved.,,,,,Mr R,,,,,\r\n");
	bdl_buffer_release(&out);
}

/* A complaint with two times set for its answer, one that was told, a question for which none is
 * set. */
Test(tags, delays_stand_in_a_table_and_on_the_row_of_the_question)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	struct bdl_exhibit x[] = {{.path = "a.txt",
					  .number = 1,
					  .first_page = 12,
					  .pages = 2,
					  .duplicate_of = BDL_NONE},
		{.path = "b, c.txt",
			.number = 2,
			.first_page = 14,
			.pages = 1,
			.duplicate_of = BDL_NONE},
		{.path = "copy of a.txt", .duplicate_of = 0}};
	struct bdl_step steps[] = {{.type = "complaint",
					   .day = {2023, 1, 9},
					   .exhibit = BDL_NONE,
					   .text = "She rang.",
					   .answers = BDL_NO_STEP},
		{.type = "complaint",
			.day = {2023, 1, 16},
			.exhibit = 2,
			.page = 2,
			.answers = BDL_NO_STEP},
		{.type = "response",
			.day = {2023, 2, 10},
			.exhibit = 1,
			.page = 1,
			.answers = BDL_NO_STEP},
		{.type = "question",
			.day = {2023, 3, 1},
			.exhibit = 1,
			.page = 1,
			.answers = BDL_NO_STEP}};
	struct bdl_delay delays[] = {{.asked = 0,
					     .answered = 2,
					     .what = "Complaint",
					     .standard = "Reply, in 15",
					     .source = "PQ",
					     .reviewed = "2026-11-22",
					     .confidence = 'S',
					     .allowed = 15,
					     .taken = 24,
					     .over = 9},
		{.asked = 1,
			.answered = 2,
			.what = "Complaint",
			.standard = "Acknowledge in 2",
			.confidence = '2',
			.allowed = 2,
			.taken = 19,
			.over = 17},
		{.asked = 1,
			.answered = 2,
			.what = "Complaint",
			.standard = "Reply in 15",
			.confidence = 'S',
			.allowed = 15,
			.taken = 19,
			.over = 4},
		{.asked = 3, .answered = BDL_NO_STEP, .what = "=Question", .taken = 55}};
	struct bdl_entry entries[] = {{.date = {.day = {2023, 1, 9}, .precision = BDL_TO_DAY},
					      .text = "She rang.",
					      .exhibit = BDL_NONE},
		{.date = {.day = {2023, 1, 9}, .precision = BDL_TO_DAY},
			.text = "It snowed.",
			.exhibit = BDL_NONE},
		{.date = {.day = {2023, 1, 16}, .precision = BDL_TO_DAY},
			.text = "A",
			.exhibit = 0,
			.page = 1},
		{.date = {.day = {2023, 2, 10}, .precision = BDL_TO_DAY},
			.text = "B",
			.exhibit = 1,
			.page = 1},
		{.date = {.day = {2023, 3, 1}, .precision = BDL_TO_DAY},
			.text = "C",
			.exhibit = 1,
			.page = 1}};
	struct bdl_bundle b = {.exhibits = x,
		.exhibit_count = 3,
		.steps = steps,
		.step_count = 4,
		.delays = delays,
		.delay_count = 4,
		.entries = entries,
		.entry_count = 5};

	bdl_bag_delays(&b, &out);
	EXPECT_TEXT(out, "what,asked,asked_exhibit,asked_page,asked_path,answered,answered_exhibit,"
			 "answered_page,answered_path,standard,"
			 "allowed,taken,over,source,reviewed,confidence\r\n"
			 "Complaint,2023-01-09,,,,2023-02-10,2,14,\"b, c.txt\",\"Reply, in "
			 "15\",15,24,9,PQ,2026-11-22,S\r\n"
			 "Complaint,2023-01-16,1,13,a.txt,2023-02-10,2,14,\"b, c.txt\",Acknowledge "
			 "in 2,2,19,17,,,2\r\n"
			 "Complaint,2023-01-16,1,13,a.txt,2023-02-10,2,14,\"b, c.txt\",Reply in "
			 "15,15,19,4,,,S\r\n"
			 "'=Question,2023-03-01,2,14,\"b, c.txt\",,,,,,,55,,,,\r\n");
	bdl_buffer_clear(&out);
	bdl_bag_chronology(&b, &out);
	expect_holds(&out, "She rang.,,,,,,2023-01-09,2023-02-10,15,24,9\r\n");
	expect_holds(&out, "It snowed.,,,,,,,,,,\r\n");
	expect_holds(&out, "A,1,12,a.txt,,,2023-01-16,2023-02-10,15,19,4\r\n");
	expect_holds(&out, "B,2,14,\"b, c.txt\",,,,,,,\r\n");
	expect_holds(&out, "C,2,14,\"b, c.txt\",,,2023-03-01,,,55,\r\n");
	bdl_buffer_release(&out);
}

Test(tags, the_readme_tells_how_to_check_and_promises_nothing_more)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	struct bdl_exhibit x = {.archive_path = "data/a.txt"};
	struct bdl_bundle b = {
		.name = "Ms A", .made_on = {2023, 2, 10}, .exhibits = &x, .exhibit_count = 1};

	b.about.title = "Ms A\x1b[31m and the CMS";
	bdl_bag_readme(&b, &out);
	cr_expect_not(out.failed);
	expect_holds(&out, "Ms A\\x1B[31m and the CMS\n");
	expect_holds(&out, "A bundle of 1 original file, made on 10 February 2023.\n");
	expect_holds(&out, "bundle verify \"Ms A.tar.gz\"");
	expect_holds(&out, "sha256sum -c manifest-sha256.txt");
	expect_holds(&out, "shasum -a 256 -c");
	expect_holds(&out, "Get-FileHash");
	expect_holds(&out, "certutil -hashfile");
	expect_holds(&out, "agrees with itself");
	for (const char *line = bdl_buffer_string(&out), *end; *line; line = end + 1) {
		end = strchr(line, '\n');
		cr_assert_not_null(end);
		cr_expect_leq(end - line, 76, "%.*s", (int)(end - line), line);
	}
	bdl_buffer_release(&out);
}

Test(tags, the_readme_names_every_volume)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	struct bdl_exhibit x[] = {{.archive_path = "data/a", .number = 1},
		{.archive_path = "data/b", .number = 2}, {.archive_path = "data/c", .number = 3}};
	size_t order[] = {0, 1, 2};
	struct bdl_volume volumes[] = {
		{.count = 2, .pages = 14}, {.first = 2, .count = 1, .pages = 9}};
	struct bdl_bundle b = {.name = "T",
		.made_on = {2023, 2, 10},
		.exhibits = x,
		.exhibit_count = 3,
		.order = order,
		.order_count = 3,
		.volumes = volumes,
		.volume_count = 2};

	bdl_bag_readme(&b, &out);
	expect_holds(&out, "  bundle-1.pdf            Volume 1 of 2: documents 1 to 2, 14 pages\n");
	expect_holds(&out, "  bundle-2.pdf            Volume 2 of 2: document 3, 9 pages\n");
	expect_holds(&out, "certutil -hashfile bundle-1.pdf");
	expect_holds(&out, "The cover of each volume prints");
	cr_expect_not(strstr(bdl_buffer_string(&out), "bundle.pdf"));
	bdl_buffer_release(&out);
}

Test(tags, the_manifest_is_in_byte_order_of_stored_names)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	const struct bdl_inside inside = {.parent = 1};
	struct bdl_exhibit x[] = {{.archive_path = "data/a=25.txt"}, {.archive_path = "data/Z.txt"},
		{.archive_path = "data/a/b.txt"}, {.path = "Z.txt/a.pdf", .inside = &inside}};
	struct bdl_bundle b = {.exhibits = x, .exhibit_count = 4};
	const char *zeros = "0000000000000000000000000000000000000000000000000000000000000000";
	char wanted[300];

	snprintf(wanted, sizeof(wanted), "%s  data/Z.txt\n%s  data/a/b.txt\n%s  data/a=25.txt\n",
		zeros, zeros, zeros);
	cr_assert_eq(bdl_manifest(&b, &out, NULL), 0);
	EXPECT_TEXT(out, wanted);
	bdl_buffer_release(&out);
}
