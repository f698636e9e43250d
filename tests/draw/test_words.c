#include "draw/words.h"
#include "sample.h"
#include <criterion/criterion.h>

static struct sample sample;
static struct bdl_draft d;

static void setup(void)
{
	struct bdl_error err = {0};

	sample_init(&sample, "A case", 4, 1);
	cr_assert_eq(bdl_draft_init(&d, &sample.b, &err), 0, "%s: %s", err.path, err.message);
}

static void teardown(void)
{
	bdl_draft_release(&d);
	sample_release(&sample);
}

TestSuite(words, .init = setup, .fini = teardown);

/* No-break spaces as '_'. */
static const char *plain(const char *text)
{
	static char out[512];
	size_t at = 0;

	for (const char *p = text; *p && at < sizeof out - 1; p++) {
		bool no_break = p[0] == BDL_NBSP[0] && p[1] == BDL_NBSP[1];
		out[at++] = no_break ? '_' : *p;
		p += no_break;
	}
	out[at] = '\0';
	return out;
}

Test(words, put_commas_into_thousands)
{
	static const struct {
		size_t count;
		const char *text;
	} cases[] = {{0, "0"}, {999, "999"}, {1000, "1,000"}, {2147328, "2,147,328"},
		{123456789012u, "123,456,789,012"}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char out[BDL_NUMBER_TEXT];
		bdl_words_count(cases[i].count, out);
		cr_expect_str_eq(out, cases[i].text);
	}
	cr_expect_str_eq(plain(bdl_words_counted(&d, 1, "document", "documents")), "1_document");
	cr_expect_str_eq(
		plain(bdl_words_counted(&d, 1041, "document", "documents")), "1,041_documents");
	cr_expect_str_eq(plain(bdl_words_page(&d, 1041)), "page_1041");
}

Test(words, group_references_only_when_they_are_what_they_should_be)
{
	cr_expect_str_eq(plain(bdl_words_reference(&d, "121212121212")), "1212_1212_1212");
	cr_expect_str_eq(plain(bdl_words_reference(&d, " 12 1212 12 1212 ")), "1212_1212_1212");
	cr_expect_str_eq(bdl_words_reference(&d, "1212121212123"), "1212121212123");
	cr_expect_str_eq(bdl_words_reference(&d, "ABC 12"), "ABC 12");
	cr_expect_str_eq(bdl_words_reference(&d, ""), "");
	cr_expect_str_eq(plain(bdl_words_insurance(&d, "QQ123456C")), "QQ_12_34_56_C");
	cr_expect_str_eq(bdl_words_insurance(&d, "none"), "none");
}

Test(words, say_a_date_and_where_it_comes_from)
{
	struct bdl_date date = sample_date(2023, 4, 3);

	cr_expect_str_eq(plain(bdl_words_date(&d, &date)), "3_April_2023");
	date.ambiguous = true;
	date.raw = "3/4/2023";
	cr_expect_str_eq(
		plain(bdl_words_date(&d, &date)), "3_April_2023, day first, as written: 3/4/2023");
	date.ambiguous = false;
	date.source = BDL_FROM_FILE_NAME;
	cr_expect_str_eq(plain(bdl_words_date(&d, &date)), "[3_April_2023], from the file name");
	date.until = (struct bdl_day){2023, 5, 0};
	date.source = BDL_FROM_EXIF;
	cr_expect_str_eq(plain(bdl_words_date(&d, &date)),
		"[3_April_2023 to May_2023], from the photo’s own data");
	date = sample_date(0, 0, 0);
	cr_expect_str_eq(bdl_words_date(&d, &date), "undated");
}

Test(words, span_from_the_first_day_to_the_last_whichever_document_has_it)
{
	struct bdl_date early = sample_date(2019, 6, 24), late = sample_date(2021, 1, 1),
			none = sample_date(0, 0, 0);
	struct bdl_span span = {.dated = 0};

	cr_expect_str_eq(bdl_words_span(&d, &span), "");
	early.until = (struct bdl_day){2023, 2, 10};
	bdl_span_add(&span, &late);
	bdl_span_add(&span, &none);
	cr_expect_str_eq(plain(bdl_words_span(&d, &span)), "1_January_2021");
	bdl_span_add(&span, &early);
	cr_expect_str_eq(plain(bdl_words_span(&d, &span)), "24_June_2019 to 10_February_2023");
	cr_expect_eq(span.dated, 2);
	cr_expect_eq(span.undated, 1);
}

Test(words, name_kinds_of_files)
{
	struct bdl_exhibit x = {.format = "audio", .media_type = "audio/mpeg"};

	cr_expect_str_eq(bdl_words_kind(&d, &x), "sound, MP3");
	x.media_type = "audio/x-rare";
	cr_expect_str_eq(bdl_words_kind(&d, &x), "sound, audio/x-rare");
	x.format = "pdf";
	cr_expect_str_eq(bdl_words_kind(&d, &x), "PDF document");
	x.format = "unknown";
	cr_expect_str_eq(bdl_words_kind(&d, &x), "not known (audio/x-rare)");
	x.format = x.media_type = NULL;
	cr_expect_str_eq(bdl_words_kind(&d, &x), "not known");
}

Test(words, print_a_digest_in_groups_of_four)
{
	uint8_t digest[BDL_SHA256_SIZE];

	for (size_t i = 0; i < sizeof digest; i++)
		digest[i] = (uint8_t)(i * 17);
	cr_expect_str_eq(bdl_words_digest(&d, digest, false, "  "),
		"0011 2233 4455 6677  8899 aabb ccdd eeff");
	cr_expect_str_eq(bdl_words_digest(&d, digest, true, "   "),
		"1021 3243 5465 7687   98a9 bacb dced fe0f");
}
