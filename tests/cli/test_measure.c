/* The program that measures on a corpus, held against a corpus of which every figure is known. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct fixture f;

static void setup(void)
{
	fixture_init(&f);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(measure, .init = setup, .fini = teardown, .timeout = 300);

/* Ten notes, of which the labels call `wrong` tables; some lines with dates. */
static void make_corpus(unsigned wrong)
{
	char labels[2048] = "path\tclass\tlibmagic_5.44_mime\n", path[32], words[64];

	for (unsigned i = 0; i < 10 + wrong; i++) {
		snprintf(path, sizeof(path), "office/note %u.txt", i);
		snprintf(words, sizeof(words), "Note %u\n\nI called again and waited.\n", i);
		fixture_text(&f, path, words);
		snprintf(labels + strlen(labels), sizeof(labels) - strlen(labels),
			"%s\t%s\ttext/plain\n", path, i < wrong ? "office-doc" : "office-txt");
	}
	for (unsigned i = 0; wrong && i < 10; i++) {
		snprintf(path, sizeof(path), "office/more %u.txt", i);
		snprintf(words, sizeof(words), "More %u\n", i);
		fixture_text(&f, path, words);
		snprintf(labels + strlen(labels), sizeof(labels) - strlen(labels),
			"%s\toffice-doc\ttext/plain\n", path);
	}
	fixture_text(&f, "LABELS-class.tsv", labels);
	fixture_text(
		&f, "dates/dates.tsv", "12 May 2021\t2021-05-12\nDate: 3 March 2022\t2022-03-03\n");
	fixture_text(&f, "dates/dates-negative.tsv", "no date here\ttest\n");
}

#define EXPECT_LINE(name, words)                                                                   \
	do {                                                                                       \
		const char *line = strstr(r.out, "\n" name "  ");                                  \
		const char *found = line ? strstr(line, words) : NULL;                             \
		cr_expect(found && !memchr(line + 1, '\n', (size_t)(found - line - 1)), "%s: %s",  \
			name, r.out);                                                              \
	} while (0)

Test(measure, prints_what_is_right)
{
	struct run r;

	make_corpus(0);
	fixture_run(&f, &r, "python3 %s/tests/corpus/measure $E $BUNDLE --untimed",
		getenv("BUNDLE_SOURCE"));
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	EXPECT_LINE("files accounted for", "100.00 % (13 of 13)");
	EXPECT_LINE("format: mean recall", "100.00 % (1 classes)");
	EXPECT_LINE("dates.tsv: exact", "100.00 % (2 of 2)");
	EXPECT_LINE("dates-negative.tsv: wrongly dated", "0.00 % (0 of 1)");
	EXPECT_LINE("EXIF date where there is one", "no LABELS-exif.tsv");
	run_release(&r);
}

Test(measure, says_what_is_short)
{
	struct run r;

	make_corpus(2);
	fixture_text(&f, "dates/dates-negative.tsv", "12 May 2021\ttest\n");
	fixture_run(&f, &r, "python3 %s/tests/corpus/measure $E $BUNDLE --untimed",
		getenv("BUNDLE_SOURCE"));
	cr_expect_eq(r.status, 1, "%s%s", r.out, r.err);
	EXPECT_LINE("format: mean recall", "50.00 % (2 classes)");
	EXPECT_LINE("format: worst class", "0.00 % (office-doc)");
	EXPECT_LINE("dates-negative.tsv: wrongly dated", "short");
	cr_expect_not_null(strstr(r.out, "office/more 3.txt: text, not doc"), "%s", r.out);
	run_release(&r);
}
