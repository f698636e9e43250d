/* Dates as candidates: what stood beside a date decides what it is. */
#include "reading_fixture.h"

/* The label of the first date in text; asserts that there is one. */
static void expect_label(const char *text, enum bdl_date_label label)
{
	struct bdl_arena arena = {0};
	struct bdl_facts facts = {0};
	struct bdl_reading r = {.arena = &arena, .facts = &facts};
	struct bdl_error err = {0};

	cr_assert_eq(bdl_reading_dates(&r, text, strlen(text), 1, &err), 0);
	cr_expect(facts.date_count > 0, "no date in: %s", text);
	if (facts.date_count > 0)
		cr_expect_eq(facts.dates[0].label, label, "%s: %s", text,
			bdl_date_label_token(facts.dates[0].label));
	bdl_arena_release(&arena);
}

Test(dates, words_in_front_of_a_date_give_it_a_label)
{
	static const struct {
		const char *text;
		enum bdl_date_label label;
	} cases[] = {
		{"Date: 10 February 2023", BDL_LABEL_DATE},
		{"Dear Sir\nDate 10/02/2023\n", BDL_LABEL_DATE},
		{"Date of letter: 10/02/2023", BDL_LABEL_DATE},
		{"your letter dated 10 February 2023", BDL_LABEL_DATE},
		{"Statement date\n10 Feb 2023", BDL_LABEL_DATE},
		{"Sent: Friday, 10 February 2023", BDL_LABEL_DATE},
		{"Date of birth: 10/02/1990", BDL_LABEL_BIRTH},
		{"DOB 10/02/1990", BDL_LABEL_BIRTH},
		{"D.O.B.: 10.02.1990", BDL_LABEL_BIRTH},
		{"She was born on 10 February 1990", BDL_LABEL_BIRTH},
		{"Please reply by 10 February 2023", BDL_LABEL_DUE},
		{"Please reply by Friday 10 February 2023", BDL_LABEL_DUE},
		{"no later than 10 February 2023", BDL_LABEL_DUE},
		{"Payment due: 10/02/2023", BDL_LABEL_DUE},
		{"Date of decision: 10 February 2023", BDL_LABEL_DATE},
		{"Issued on 10 February 2023", BDL_LABEL_DATE},
		{"The order was issued on 10 February 2023", BDL_LABEL_NONE},
		{"about the date of decision, 10 February 2023", BDL_LABEL_NONE},
		{"Dyddiad: 10 Chwefror 2023", BDL_LABEL_DATE},
		{"Due date: 10/02/2023", BDL_LABEL_DUE},
		{"valid until 10 February 2023", BDL_LABEL_DUE},
		{"Expires 10/02/2023", BDL_LABEL_DUE},
		{"from 10 February 2023 you pay", BDL_LABEL_PERIOD_START},
		{"10 February 2023 to 9 March 2023", BDL_LABEL_PERIOD_START},
		{"period ended 10 February 2023", BDL_LABEL_PERIOD_END},
		{"We spoke on 10 February 2023", BDL_LABEL_NONE},
		{"10 February 2023\nDear Sir", BDL_LABEL_NONE},
		{"standby 10 February 2023", BDL_LABEL_NONE},
		{"update 10 February 2023", BDL_LABEL_NONE},
		{"newborn 10 February 2023", BDL_LABEL_NONE},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		expect_label(cases[i].text, cases[i].label);
}

Test(dates, letters_that_were_read_for_figures_are_figures_again)
{
	static const struct {
		const char *text;
		struct bdl_day day; /* year 0: no date */
	} cases[] = {{"1O February 2O23", {2023, 2, 10}}, {"l2/O3/2023", {2023, 3, 12}},
		{"Date: 25-I2-20l8", {2018, 12, 25}}, {"O5.06.2Ol9", {2019, 6, 5}},
		{"SO February 2023", {2023, 2, 0}}, {"IS IT SO 10", {0, 0, 0}},
		{"section l2/O3/20233", {0, 0, 0}}, {"B12/03/2020", {0, 0, 0}},
		{"2nd February 2023", {2023, 2, 2}}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct bdl_arena arena = {0};
		struct bdl_facts facts = {0};
		struct bdl_reading r = {.arena = &arena, .facts = &facts};
		struct bdl_error err = {0};

		cr_assert_eq(
			bdl_reading_dates(&r, cases[i].text, strlen(cases[i].text), 1, &err), 0);
		cr_expect_eq(facts.date_count, cases[i].day.year != 0, "%s", cases[i].text);
		if (facts.date_count)
			cr_expect_eq(bdl_day_compare(facts.dates[0].day, cases[i].day), 0, "%s",
				cases[i].text);
		if (i == 0 && facts.date_count)
			cr_expect_str_eq(
				facts.dates[0].raw, cases[0].text, "raw is what was written");
		bdl_arena_release(&arena);
	}
}

Test(dates, a_period_has_a_start_and_an_end)
{
	static const char *const texts[] = {"Statement from 1 February 2023 to 28 February 2023",
		"01/02/2023 - 28/02/2023", "between 1 February 2023 and 28 February 2023",
		"1 February 2023 \xE2\x80\x93 28 February 2023"};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct bdl_arena arena = {0};
		struct bdl_facts facts = {0};
		struct bdl_reading r = {.arena = &arena, .facts = &facts};
		struct bdl_error err = {0};

		cr_assert_eq(bdl_reading_dates(&r, texts[i], strlen(texts[i]), 3, &err), 0);
		cr_assert_eq(facts.date_count, 2, "%s", texts[i]);
		cr_expect_eq(facts.dates[0].label, BDL_LABEL_PERIOD_START, "%s", texts[i]);
		cr_expect_eq(facts.dates[1].label, BDL_LABEL_PERIOD_END, "%s", texts[i]);
		cr_expect(facts.dates[1].page == 3 && facts.dates[1].source == BDL_FROM_TEXT);
		bdl_arena_release(&arena);
	}
}

Test(dates, what_was_written_is_kept)
{
	static const char text[] = "see 3/4/2023 and Feb 2023";
	struct bdl_arena arena = {0};
	struct bdl_facts facts = {0};
	struct bdl_reading r = {.arena = &arena, .facts = &facts};
	struct bdl_error err = {0};

	cr_assert_eq(bdl_reading_dates(&r, text, strlen(text), 1, &err), 0);
	cr_assert_eq(facts.date_count, 2);
	cr_expect_str_eq(facts.dates[0].raw, "3/4/2023");
	cr_expect(facts.dates[0].ambiguous && facts.dates[0].day.month == 4 &&
		  facts.dates[0].day.day == 3);
	cr_expect_eq(facts.dates[0].offset, 4);
	cr_expect_str_eq(facts.dates[1].raw, "Feb 2023");
	cr_expect_eq(facts.dates[1].precision, BDL_TO_MONTH);
	bdl_arena_release(&arena);
}

Test(dates, many_dates_leave_room_for_the_one_with_a_label)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_arena arena = {0};
	struct bdl_facts facts = {0};
	struct bdl_reading r = {.arena = &arena, .facts = &facts};
	struct bdl_error err = {0};
	bool labelled = false;

	for (int i = 0; i < 500; i++)
		bdl_buffer_printf(&text, "We spoke on %d March 2023.\n", 1 + i % 28);
	bdl_buffer_text(&text, "Date: 10 April 2023\n");
	cr_assert_eq(bdl_reading_dates(&r, text.data, text.length, 1, &err), 0);
	cr_expect(facts.date_count <= BDL_FACTS_DATES_MAX);
	for (size_t i = 0; i < facts.date_count; i++)
		labelled |= facts.dates[i].label == BDL_LABEL_DATE && facts.dates[i].day.month == 4;
	cr_expect(labelled);
	bdl_buffer_release(&text);
	bdl_arena_release(&arena);
}
