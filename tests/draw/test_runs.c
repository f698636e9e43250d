#include "draw/runs.h"
#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

static struct bdl_fonts fonts;

static void setup(void)
{
	struct bdl_error err = {0};

	cr_assert_eq(bdl_fonts_init(&fonts, &err), 0, "%s: %s", err.path, err.message);
}

static void teardown(void)
{
	bdl_fonts_release(&fonts);
}

TestSuite(runs, .init = setup, .fini = teardown);

static const struct {
	const char *text, *spelled;
	unsigned missing;
} cases[] = {
	{"plain", "plain", 0},
	{"", "", 0},
	{"Zażółć gęślą jaźń", "Zażółć gęślą jaźń", 0},
	{"Съешь же ещё", "Съешь же ещё", 0},
	{"Ξεσκεπάζω", "Ξεσκεπάζω", 0},
	{"e\u0301", "\u00E9", 0},
	{"Tie\u0302\u0301ng", "Ti\u1EBFng", 0},
	{"x\u0302", "x\u0302", 0},
	{"\u0301", "\u25CC\u0301", 0},
	{"\u0E49\u0E49", "\u25CC\u0E49\u0E49", 0},
	{"\u0E49\u0E49", "\u25CC\u0E49\u0E49", 0},
	{"no\u200Bthing\uFEFF", "nothing", 0},
	{"10\u00A0May", "10\u00A0May", 0},
	{"broken \xFF byte", "broken \uFFFD byte", 0},
	{"cut \xE2\x82", "cut \uFFFD\uFFFD", 0},
	{"bell \a", "bell [character U+0007]", 1},
	{"a\u202Egpj.exe", "a[character U+202E]gpj.exe", 1},
	{"\u2067x\u2069", "[character U+2067]x[character U+2069]", 2},
	{"ab \uE000\uE001 cd", "ab [characters U+E000 U+E001] cd", 2},
	{"\uE000\uE001\uE002\uE003\uE004", "[5 characters, beginning U+E000]", 5},
	{"\U0001FAE0", "[character U+1FAE0]", 1},
	{"\U0010FFFF\U0001F970\U0001F970", "[character U+10FFFF][emoji: smiling face with hearts]"
					  "[emoji: smiling face with hearts]", 3},
};

/* As it is, since fonts have it. */
static const char *const shaped[] = {"مرحبا", "ab شم cd", "می‌خواهم", "شלום\u200F!", "हिन्दी", "ข้อความ", "བོད", "\u25CC\u0E49", "\u25CC\u05B0\u05B1", "\u25CC\u0E49", "\u25CC\u05B0\u05B1",
	"\U00010330\U00010331"};

/* The same, where the fonts of these packages are installed. */
static const struct {
	const char *font, *package, *text;
} extra[] = {
	{"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "fonts-wqy-microhei", "日本語のテキスト、中文。한국어"},
	{"/usr/share/fonts/truetype/ancient-scripts/Symbola_hint.ttf", "fonts-symbola",
		"\U0001F44D\U0001F3FD \U0001F468\u200D\U0001F469\u200D\U0001F467 \u2764\uFE0F \U0001F1EC\U0001F1E7"},
};

Test(runs, spell_text_as_it_is_drawn)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bdl_buffer out = BDL_BUFFER_INIT;
		unsigned missing = 0;
		cr_assert_eq(bdl_runs_spell(&fonts, BDL_SANS, cases[i].text, strlen(cases[i].text),
				     &out, &missing),
			0);
		cr_expect_str_eq(bdl_buffer_string(&out), cases[i].spelled);
		cr_expect_eq(missing, cases[i].missing, "%s: %u", cases[i].text, missing);
		bdl_buffer_release(&out);
	}
}

static void expect_spelled_as_it_is(const char *text)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	unsigned missing = 0;

	cr_assert_eq(bdl_runs_spell(&fonts, BDL_SANS, text, strlen(text), &out, &missing), 0);
	cr_expect_str_eq(bdl_buffer_string(&out), text);
	cr_expect_eq(missing, 0, "%s: %u", text, missing);
	bdl_buffer_release(&out);
}

Test(runs, spell_what_is_shaped_as_it_is)
{
	for (size_t i = 0; i < sizeof shaped / sizeof *shaped; i++)
		expect_spelled_as_it_is(shaped[i]);
}

Test(runs, spell_what_needs_further_fonts_as_it_is)
{
	for (size_t i = 0; i < sizeof extra / sizeof *extra; i++) {
		if (access(extra[i].font, R_OK) < 0)
			cr_log_warn("not tested: %s is not installed", extra[i].package);
		else
			expect_spelled_as_it_is(extra[i].text);
	}
}

Test(runs, give_each_stretch_the_first_font_that_has_it)
{
	struct bdl_runs r = BDL_RUNS_INIT;
	const char *text = "Ω is drawn, ✔ too";

	cr_assert_eq(bdl_runs_set(&r, &fonts, BDL_SANS, false, text, strlen(text)), 0);
	cr_assert_eq(r.count, 3);
	cr_expect_eq(r.runs[0].file, 0);
	cr_expect_eq(r.runs[1].file, 5, "DejaVu Sans has the tick");
	cr_expect_eq(r.runs[2].file, 0);
	cr_expect_eq(r.missing, 0);
	bdl_runs_release(&r);
}

Test(runs, have_no_string_without_width_since_libharu_drops_it)
{
	static const char *const texts[] = {"x\u0302y", "\u0301", "q\u0303\u0323", "a\u20DD"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct bdl_runs r = BDL_RUNS_INIT;
		cr_assert_eq(bdl_runs_set(&r, &fonts, BDL_SANS, false, texts[i], strlen(texts[i])), 0);
		for (size_t k = 0; k < r.count; k++)
			cr_expect_gt(r.runs[k].width, 0, "text %zu", i);
		bdl_runs_release(&r);
	}
}

/* The lines of text, broken at `width` thousandths, with '|' between. */
static void broken(const char *text, unsigned long width, char *out)
{
	struct bdl_runs scratch = BDL_RUNS_INIT;
	size_t length = strlen(text);

	*out = '\0';
	for (size_t at = 0, next = 0; at < length; at += next) {
		size_t count = bdl_runs_break(
			&scratch, &fonts, BDL_MONO, width, text + at, length - at, &next);
		cr_assert_gt(next, 0);
		cr_assert_leq(at + next, length);
		strncat(out, text + at, count);
		strcat(out, "|");
	}
	bdl_runs_release(&scratch);
}

Test(runs, break_at_spaces_and_else_between_characters)
{
	/* Liberation Mono is 600 wide; ten characters fit. */
	static const struct {
		const char *text, *lines;
	} lines[] = {
		{"", ""},
		{"one two three four", "one two|three four|"},
		{"exactly 10 characters", "exactly 10|characters|"},
		{"a\nb\n\nc\n", "a|b||c|"},
		{"one   two      three", "one   two|three|"},
		{"abcdefghijklmno", "abcdefghij|klmno|"},
		{"abcdefghijklmno pqr", "abcdefghij|klmno pqr|"},
		{"on 10\u00A0May\u00A02023", "on|10\u00A0May\u00A0202|3|"},
		{"  indented words", "  indented|words|"},
		{"   abcdefghijkl", "   abcdefg|hijkl|"},
		{"żółć żółć żółć", "żółć żółć|żółć|"},
		{"e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301",
			"e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301|"},
	};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		char out[256];
		broken(lines[i].text, 6000, out);
		cr_expect_str_eq(out, lines[i].lines);
	}
}

Test(runs, break_one_character_a_line_where_nothing_fits)
{
	char out[256];

	broken("abc", 0, out);
	cr_expect_str_eq(out, "a|b|c|");
	broken("مرح", 10, out);
	cr_expect_str_eq(out, "م|ر|ح|");
	broken("\uE000\uE001", 10, out);
	cr_expect_str_eq(out, "\uE000|\uE001|");
}

Test(runs, break_no_sign_wider_than_the_line_when_it_stands_after_a_space)
{
	struct bdl_runs scratch = BDL_RUNS_INIT, drawn = BDL_RUNS_INIT;
	const char *text = "some words \uE000\uE001\uE002\uE003\uE004 and \uE005\uE006\uE007 then more words";
	size_t length = strlen(text);

	for (unsigned long width = 30000; width < 80000; width += 1111) {
		for (size_t at = 0, next = 0; at < length; at += next) {
			size_t count = bdl_runs_break(
				&scratch, &fonts, BDL_SANS, width, text + at, length - at, &next);
			cr_assert_eq(bdl_runs_set(&drawn, &fonts, BDL_SANS, false, text + at, count), 0);
			cr_expect_leq(bdl_runs_width(&drawn), width);
		}
	}
	bdl_runs_release(&scratch);
	bdl_runs_release(&drawn);
}
