/* Which documents are pointed out as nearly the same, and which are not. */
#include "judge/near.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define LETTER(date, sum)                                                                          \
	"Child Maintenance Service\nDate: " date "\nYour reference number: 121212121212\n"         \
	"Dear Ms A\nYour child maintenance payments will change\nWe have looked at the income of " \
	"the paying parent again and have worked out a new amount. From now on the amount is "     \
	"£" sum " a month. What this means for you: you do not need to do anything. We will "      \
	"write to you again at the annual review, or when something changes that we have to "      \
	"know of. If you think that this decision is wrong you can ask us to look at it again "    \
	"within 30 days of the date of this letter."

/* The same letter as OCR might read it: a word in 20 is wrong. */
#define SCANNED                                                                                    \
	"Child Maintenance Servlce\nDate: 10 February 2023\nYour reference number: 121212121212\n" \
	"Dear Ms A\nYour child maintenance payments will change\nWe have 1ooked at the income of " \
	"the paying parent again and have worked out a new amount. From now on the amount is "     \
	"£400.53 a month. What this means for you: you do not need to do anything. We wi1l "      \
	"write to you again at the annual review, or when something changes that we have to "      \
	"know of. If you think that this decision is wrong you can ask us to look at it again "    \
	"within 30 days of the date of this letter."

#define FIRST_MAIL                                                                                 \
	"From: Mr R\nTo: CMS\nSubject: Arrears\nI wrote to you in March about the arrears of my "  \
	"daughter's maintenance and have had no answer. The standing order stopped in May. "       \
	"Please tell me who is dealing with it and when I may expect a reply. I need it in "       \
	"writing because the case goes to my MP next week."
#define REPLY                                                                                      \
	"From: CMS\nTo: Mr R\nSubject: Re: Arrears\nThank you for your message. A case worker "    \
	"will call you within five working days to talk about the points that you raise, and "     \
	"we will write to you after that call. Please keep this reference for your records and "   \
	"quote it whenever you get in touch with us about the payments that you mention.\n"        \
	"> I wrote to you in March about the arrears of my\n"                                      \
	"> daughter's maintenance and have had no answer. The standing order stopped in May.\n"    \
	"> Please tell me who is dealing with it and when I may expect a reply. I need it in\n"    \
	"> writing because the case goes to my MP next week."

struct document {
	const char *format;
	struct bdl_day day;
	const char *text;
};

static const struct row {
	struct document first, second;
	const char *answer;
} rows[] = {
	{{"pdf", {2023, 2, 10}, LETTER("10 February 2023", "400.53")},
		{"jpeg", {2023, 2, 10}, SCANNED}, "1 is 0"},
	{{"pdf", {2023, 2, 10}, LETTER("10 February 2023", "400.53")}, {"jpeg", {0, 0, 0}, SCANNED},
		"1 is 0"},
	/* the same form, another month: two letters */
	{{"pdf", {2023, 2, 10}, LETTER("10 February 2023", "400.53")},
		{"pdf", {2023, 3, 10}, LETTER("10 March 2023", "410.20")}, ""},
	/* the same day, another sum: two letters as well */
	{{"pdf", {2023, 2, 10},
		 LETTER("10 February 2023", "400.53 of 31 May 2022, not £12.10, £13.20 or £14.30")},
		{"pdf", {2023, 2, 10},
			LETTER("10 February 2023",
				"81.00 of 7 June 2021, not £55.10, £66.20 or £77.30")},
		""},
	{{"rfc822", {2023, 4, 1}, FIRST_MAIL}, {"rfc822", {2023, 4, 9}, REPLY}, "0 in 1"},
	{{"rfc822", {2023, 4, 9}, REPLY}, {"msg", {2023, 4, 1}, FIRST_MAIL}, "1 in 0"},
	/* no mail quotes one that came later */
	{{"rfc822", {2023, 4, 9}, FIRST_MAIL}, {"rfc822", {2023, 4, 1}, REPLY}, ""},
	{{"pdf", {2023, 2, 10}, LETTER("10 February 2023", "400.53")},
		{"rfc822", {2023, 4, 1}, FIRST_MAIL}, ""},
	/* too few words to say anything */
	{{"text", {2023, 2, 10}, "Please call me back"},
		{"text", {2023, 2, 10}, "Please call me back"}, ""},
	{{"text", {0, 0, 0}, ""}, {"text", {0, 0, 0}, ""}, ""},
};

static void fill(struct bdl_bundle *b, struct bdl_exhibit *x, struct bdl_sketches *s, size_t row,
	const struct document *d)
{
	const struct bdl_facts f = {.text = d->text};

	x->format = d->format;
	x->duplicate_of = BDL_NONE;
	x->date.day = d->day;
	x->date.precision = d->day.year ? BDL_TO_DAY : BDL_UNDATED;
	cr_assert_eq(bdl_sketches_add(s, b, row, &f, NULL), 0);
}

static void spell(const struct bdl_bundle *b, char *out, size_t space)
{
	size_t at = 0;

	out[0] = '\0';
	for (size_t i = 0; i < b->exhibit_count; i++)
		for (size_t k = 0; k < b->exhibits[i].like_count; k++)
			at += (size_t)snprintf(out + at, space - at, "%s%zu %s %zu", at ? ", " : "",
				i, b->exhibits[i].like[k].how == BDL_LIKE_QUOTED ? "in" : "is",
				b->exhibits[i].like[k].row);
}

Test(near, pairs)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bdl_exhibit x[2] = {{.path = "a"}, {.path = "b"}};
		struct bdl_sketches s = BDL_SKETCHES_INIT;
		struct bdl_bundle b;
		char text[100];

		bdl_bundle_init(&b);
		b.exhibits = x;
		b.exhibit_count = 2;
		fill(&b, &x[0], &s, 0, &rows[i].first);
		fill(&b, &x[1], &s, 1, &rows[i].second);
		cr_assert_eq(bdl_note_near(&b, &s, NULL), 0);
		spell(&b, text, sizeof(text));
		cr_expect_str_eq(text, rows[i].answer, "row %zu: %s", i, text);
		bdl_sketches_release(&s);
		bdl_bundle_release(&b);
	}
}

/* The estimate is that of the texts: half the words of a long text, replaced from its middle on. */
Test(near, estimates)
{
	static char first[60000], second[60000];
	struct bdl_sketch a, b;
	size_t at = 0, other = 0;

	for (unsigned i = 0; i < 5000; i++) {
		at += (size_t)snprintf(first + at, sizeof(first) - at, "word%c%u ", 'a' + i % 7, i);
		other += (size_t)snprintf(second + other, sizeof(second) - other, "%s%c%u ",
			i < 2500 ? "word" : "else", 'a' + i % 7, i);
	}
	bdl_sketch_text(&a, first);
	bdl_sketch_text(&b, second);
	cr_expect_eq(a.run_count, BDL_SKETCH_RUNS);
	cr_expect_float_eq(bdl_sketch_alike(&a, &a), 1, 1e-9);
	cr_expect_float_eq(bdl_sketch_alike(&a, &b), 1.0 / 3, 0.15);
	cr_expect_float_eq(bdl_sketch_within(&a, &b), 0.5, 0.17);
	first[at / 2] = '\0';
	bdl_sketch_text(&a, first);
	bdl_sketch_text(&b, second);
	cr_expect_gt(bdl_sketch_within(&a, &b), 0.95);
}

Test(near, a_word_in_capitals_is_the_same_word)
{
	struct bdl_sketch a, b;

	bdl_sketch_text(&a, "Caf\xC3\xA9 NOTES, of the; day");
	bdl_sketch_text(&b, "caf\xC3\xA9 notes of > the day");
	cr_expect_float_eq(bdl_sketch_alike(&a, &b), 1, 1e-9);
	cr_expect_eq(a.run_count, 3);
	cr_expect_eq(a.figure_count, 0);
	cr_expect_float_eq(bdl_sketch_figures_alike(&a, &b), 0, 1e-9);
}
