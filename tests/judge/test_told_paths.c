/* Paths that bundle.yaml names, against the files of the folder, before any of them is read. */
#include "model/case.h"
#include "model/told.h"
#include "rows.h"

/* The folder: letters/one.pdf, letters/two.pdf, its copy, mail.eml; left.pdf is left out. */
static void make(struct bdl_bundle *b, const char *yaml)
{
	static const char *const names[] = {
		"letters/one.pdf", "letters/two.pdf", "two copy.pdf", "mail.eml"};
	static struct bdl_excluded excluded = {
		.path = "left.pdf", .name = "left.pdf", .reason = "left out in index.csv"};
	struct bdl_error err = {0};

	rows_init(b, COUNT(names), BDL_STAGE_TAKEN_IN);
	for (size_t i = 0; i < COUNT(names); i++)
		b->exhibits[i].path = b->exhibits[i].name = names[i];
	b->exhibits[2].duplicate_of = 1;
	b->excluded = &excluded;
	b->excluded_count = 1;
	cr_assert_eq(bdl_case_load(&b->about, &b->arena, yaml, strlen(yaml), "bundle.yaml", &err),
		0, "%s: %s", err.path, err.message);
}

/* clang-format off */
static const struct {
	const char *yaml, *place, *message, *hint; /* place NULL: all is in order */
} cases[] = {
	{"title: T\n", NULL, NULL, NULL},
	{"events: [{file: letters/one.pdf, type: complaint}]\n", NULL, NULL, NULL},
	{"events: [{file: two copy.pdf, type: complaint}]\n", NULL, NULL, NULL},
	{"events: [{file: '*/two.pdf', type: complaint}]\n", NULL, NULL, NULL},
	{"events: [{file: mail.eml/scan.pdf, type: complaint}]\n", NULL, NULL, NULL},
	{"allegations: [{heading: Delay, files: [letters, '*.eml', mail.eml/scan.pdf]}]\n", NULL, NULL, NULL},
	{"losses: [{what: Fees, file: mail.eml}]\nconsent: nowhere.pdf\n", NULL, NULL, NULL},

	{"events: [{file: leters/one.pdf, type: complaint}]\n", "bundle.yaml:1:17",
		"events: file: there is no file \"leters/one.pdf\"", "the nearest is \"letters/one.pdf\""},
	{"events:\n- date: 2023-01-01\n  text: x\n  file: zzzzzzzzzzzzzz\n", "bundle.yaml:4:9",
		"events: file: there is no file \"zzzzzzzzzzzzzz\"", "write the path as it is below the folder"},
	{"events: [{file: letters, type: complaint}]\n", "bundle.yaml:1:17",
		"events: file: \"letters\" are several files", "name one file, for instance \"letters/one.pdf\""},
	{"events: [{file: left.pdf, type: complaint}]\n", "bundle.yaml:1:17",
		"events: file: \"left.pdf\" is not bound: left out in index.csv", "name another file"},
	{"allegations:\n- heading: Delay\n  files:\n  - letters/\n  - nowhere/\n", "bundle.yaml:5:5",
		"allegations: files: there is no file \"nowhere\"", ""},
	{"allegations: [{heading: Delay, files: ['calls/*.csv']}]\n", "bundle.yaml:1:40",
		"allegations: files: there is no file \"calls/*.csv\"", ""},
	{"losses: [{what: Fees}, {what: More, file: mail.emll}]\n", "bundle.yaml:1:43",
		"losses: file: there is no file \"mail.emll\"", "the nearest is \"mail.eml\""},
	{"payments: {others: [{date: 2023-01-01, amount: 5, file: none.pdf}]}\n", "bundle.yaml:1:57",
		"payments: others: file: there is no file \"none.pdf\"", ""},
	{"payments: {stated: {amount: 5, file: none.pdf}}\n", "bundle.yaml:1:38",
		"payments: stated: file: there is no file \"none.pdf\"", ""},
};

/* clang-format on */

Test(told_paths, what_is_not_there_is_named_where_it_stands)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bdl_error err = {0};
		struct bdl_bundle b;

		make(&b, cases[i].yaml);
		cr_expect_eq(bdl_check_told_paths(&b, &err), cases[i].place ? -1 : 0, "%s: %s",
			cases[i].yaml, err.message);
		cr_expect_str_eq(
			err.path, cases[i].place ? cases[i].place : "", "%s", cases[i].yaml);
		cr_expect_str_eq(err.message, cases[i].place ? cases[i].message : "");
		if (cases[i].place)
			cr_expect(err.hint[0] && strstr(err.hint, cases[i].hint), "%s: %s",
				cases[i].yaml, err.hint);
		b.excluded = NULL;
		bdl_bundle_release(&b);
	}
}
