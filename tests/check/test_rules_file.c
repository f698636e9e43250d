/* R1, R24 to R27 and R30: the file as a whole. Each rule by a PDF that keeps it and by PDFs that
 * break it. */
#include "looking.h"

#include <stdio.h>
#include <stdlib.h>

#define CASE(rule, wanted, words, ...)                                                             \
	{                                                                                          \
		.id = rule, .verdict = wanted, .says = words, __VA_ARGS__                          \
	}
#define MADE(...) .made = {__VA_ARGS__}

Test(rules_file, r1_a_file_that_opens_and_does_nothing)
{
	static const struct rule_case cases[] = {
		CASE("R1", BDL_PASS, "opens without a password", MADE(.pages = 2)),
		CASE("R1", BDL_PASS, "", MADE(.pages = 2, .behind = "\r\n\n")),
		CASE("R1", BDL_FAIL, "begin with %PDF-", MADE(.pages = 2, .before = "\n\n")),
		CASE("R1", BDL_FAIL, "end with %%EOF", MADE(.pages = 2, .behind = "<html>")),
		CASE("R1", BDL_FAIL, "JavaScript",
			MADE(.opening = "<</S/JavaScript/JS(app.alert\\(1\\))>>")),
		CASE("R1", BDL_FAIL, "JavaScript",
			MADE(.catalog = "/Names<</JavaScript<</Names[(a) 5 0 R]>>>>",
				.objects = "<</S/JavaScript/JS(1)>>")),
		CASE("R1", BDL_FAIL, "JavaScript",
			MADE(.odd = 2, .odd_entries = "/AA<</O<</S/JavaScript/JS(1)>>>>")),
		CASE("R1", BDL_FAIL, "JavaScript",
			MADE(.odd = 2, .odd_entries = "/Annots[<</Subtype/Widget/FT/Tx/Rect[0 0 9 "
						      "9]/AA<</K<</S/JavaScript/JS(1)>>>>>>]")),
		CASE("R1", BDL_FAIL, "2 actions",
			MADE(.odd = 2,
				.odd_entries =
					"/Annots[<</Subtype/Link/Rect[0 0 9 "
					"9]/A<</S/Launch/F(a.exe)/Next<</S/SubmitForm>>>>>>]")),
		CASE("R1", BDL_FAIL, "1 action",
			MADE(.bookmark = "/A<</S/GoToR/F(b.pdf)/D[0/Fit]>>", .pages = 1)),
		CASE("R1", BDL_FAIL, "a program inside it: x.exe",
			MADE(.catalog = "/Names<</EmbeddedFiles<</Names[(x) "
					"<</Type/Filespec/UF(x.exe)>>]>>>>")),
		CASE("R1", BDL_PASS, "",
			MADE(.catalog = "/Names<</EmbeddedFiles<</Names[(x) "
					"<</Type/Filespec/UF(x.csv)>>]>>>>")),
		CASE("R1", BDL_FAIL, "damaged",
			MADE(.pages = 2, .behind = "startxref\n7\n%%EOF\n")),
		CASE("R1", BDL_WARN, "content of page 2",
			MADE(.odd = 2, .odd_entries = "/Contents 4 0 R")),
	};

	EXPECT_CASES(cases);
}

/* What is no PDF at all: R1 says so, every rule has a verdict, and none of the others says fail. */
Test(rules_file, r1_a_file_that_cannot_be_opened)
{
	const char *const files[] = {"", "Dear Sir,\n", "%PDF-1.7\n%%EOF\n"};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct looking l;
		struct bdl_error err = {0};
		const struct bdl_check_scope scope = {.recipient = NULL};
		char path[] = "/tmp/bundle-made-XXXXXX";
		int fd = mkstemp(path);

		unlink(path);
		cr_assert_eq(write(fd, files[i], strlen(files[i])), (ssize_t)strlen(files[i]));
		cr_assert_eq(bdl_seen_look(&l.seen, fd, GOOD_NAME, &err), 0, "%s", err.message);
		cr_assert_eq(bdl_check(&l.seen, &scope, &l.verdicts, &err), 0);
		cr_expect_eq(l.verdicts.count, 47);
		cr_expect_eq(found_of(&l, "R1")->verdict, BDL_FAIL);
		cr_expect(strstr(found_of(&l, "R1")->text, "cannot be opened: "), "%s",
			found_of(&l, "R1")->text);
		for (size_t k = 1; k < l.verdicts.count; k++)
			cr_expect(l.verdicts.rules[k].verdict != BDL_FAIL, "%s: %s",
				l.verdicts.rules[k].id, l.verdicts.rules[k].text);
		looking_close(&l);
		close(fd);
	}
}

Test(rules_file, r24_what_the_file_says_of_itself)
{
	static const struct rule_case cases[] = {
		CASE("R24", BDL_PASS, "\"A and B\", in en-GB", MADE(.pages = 1)),
		CASE("R24", BDL_WARN, "no title", MADE(.pages = 1, .info = "/Producer(x)")),
		CASE("R24", BDL_WARN, "language", MADE(.pages = 1, .no_language = true)),
		CASE("R24", BDL_WARN, "a path",
			MADE(.pages = 1, .info = "/Title(a)/Subject(/home/jo/letters)")),
		CASE("R24", BDL_WARN, "a path",
			MADE(.pages = 1, .info = "/Title(C:\\\\Users\\\\jo\\\\a.doc)")),
		CASE("R24", BDL_WARN, "mail address",
			MADE(.pages = 1, .info = "/Title(a)/Author(jo@example.org)")),
	};

	EXPECT_CASES(cases);
}

Test(rules_file, r25_to_r27_size_and_pages)
{
	static const struct rule_case cases[] = {
		CASE("R25", BDL_NOT_APPLICABLE, "no recipient", MADE(.pages = 1)),
		CASE("R25", BDL_PASS, "the limit is 10.0 MB", MADE(.pages = 1),
			.recipient = "county-court-email"),
		CASE("R25", BDL_FAIL, "split it", MADE(.pages = 1, .picture_width = 2400),
			.recipient = "county-court-email"),
		CASE("R25", BDL_WARN, "certain", MADE(.pages = 1, .picture_width = 2400),
			.recipient = "mp"),
		CASE("R26", BDL_NOT_APPLICABLE, NULL, MADE(.pages = 1),
			.recipient = "county-court-email"),
		CASE("R26", BDL_PASS, "350", MADE(.pages = 350), .recipient = "family"),
		CASE("R26", BDL_FAIL, "351 pages", MADE(.pages = 351),
			.recipient = "family-financial"),
		CASE("R27", BDL_NOT_APPLICABLE, NULL, MADE(.pages = 1), .recipient = "family"),
		CASE("R27", BDL_PASS, "50 pages", MADE(.pages = 50),
			.recipient = "county-court-email"),
		CASE("R27", BDL_FAIL, "51 pages", MADE(.pages = 51),
			.recipient = "county-court-email"),
	};

	EXPECT_CASES(cases);
}

Test(rules_file, r30_the_name)
{
	static const struct {
		const char *name;
		enum bdl_verdict verdict;
	} names[] = {
		{"Carpenters v Adventurers Bundle B 1-4-20.pdf", BDL_PASS},
		{"121212121212 Ms A Bundle 2026-11-22.pdf", BDL_PASS},
		{"Ms A Bundle (2) 22 November 2026.pdf", BDL_PASS},
		{"Ms A Bundle 20261122.pdf", BDL_PASS},
		{"Bundle B.pdf", BDL_WARN},
		{"Correspondence.pdf", BDL_WARN},
		{"bundle.pdf", BDL_WARN},
		{"Ms A Bundle.pdf", BDL_WARN},
		{"Ms A Bundle 2026-11-22.docx", BDL_FAIL},
		{"Ms \303\211 Bundle 2026-11-22.pdf", BDL_FAIL},
		{"Ms A: Bundle 2026-11-22.pdf", BDL_FAIL},
		{"Ms A QQ 12 34 56 C Bundle 2026-11-22.pdf", BDL_FAIL},
		{"Ms A 12345678 Bundle 2026-11-22.pdf", BDL_FAIL},
		{"A name that is much longer than anybody needs and goes on and on until it no "
		 "longer fits into what "
		 "courts take Bundle 2026-11-22.pdf",
			BDL_FAIL},
	};
	const struct made_options one = {.pages = 1};
	struct looking l;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		looking_open(&l, &one, names[i].name, NULL, NULL);
		cr_expect(found_of(&l, "R30")->verdict == names[i].verdict, "%s: %s", names[i].name,
			found_of(&l, "R30")->text);
		looking_close(&l);
	}
}
