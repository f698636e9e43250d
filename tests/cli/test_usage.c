/* Mistakes get one clear line, the right exit status, and leave nothing behind. */
#include "support/fixture.h"

#include <criterion/criterion.h>
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

TestSuite(usage, .init = setup, .fini = teardown);

static const struct {
	const char *name, *command;
	int status;
	const char *says; /* in stderr */
} mistakes[] = {
	{"no command", "$BUNDLE", 2, ""},
	{"unknown command", "$BUNDLE bild", 2, "did you mean bundle build?"},
	{"Ruby's bundler", "$BUNDLE install", 2, "Ruby"},
	{"unknown option", "$BUNDLE build --outptu x $E", 2, "did you mean --output?"},
	{"a way of reading scans", "$BUNDLE build --ocr maybe $E", 2, "auto, off and all"},
	{"a language", "$BUNDLE build --ocr-language ../x $E", 2, "no language of tesseract"},
	{"a place for numbers", "$BUNDLE build --number-at bottom-rigth $E", 2,
		"did you mean bottom-right?"},
	{"a place far off", "$BUNDLE list --number-at middle $E", 2, "bottom-centre, bottom-left"},
	{"a colour", "$BUNDLE build --number-colour green $E", 2, "use black, blue or red"},
	{"a size", "$BUNDLE build --number-size 8 $E", 2, "from 9 to 24"},
	{"a size in words", "$BUNDLE build --number-size 12pt $E", 2, "from 9 to 24"},
	{"a long prefix", "$BUNDLE build --number-prefix 12345678901234567- $E", 2, "16 at most"},
	{"a prefix that ends in a figure", "$BUNDLE build --number-prefix S1 $E", 2, "no figure"},
	{"a place in the case file",
		"echo a >$E/a.txt; echo 'numbering: {at: left}' >$E/bundle.yaml; $BUNDLE build $E",
		3, "bundle.yaml:1:17: numbering: at: \"left\" is no place for numbers"},
	{"a truth in the case file",
		"echo a >$E/a.txt; echo 'numbering: {of_total: 1}' >$E/bundle.yaml; $BUNDLE build "
		"$E",
		3, "write yes or no"},
	{"a line too many in the case file",
		"echo a >$E/a.txt; echo 'numbering: {atop: x}' >$E/bundle.yaml; $BUNDLE build $E",
		3, "there is no \"atop\""},
	{"a numbering that is no mapping",
		"echo a >$E/a.txt; echo 'numbering: bottom-right' >$E/bundle.yaml; $BUNDLE build "
		"$E",
		3, "lines of the form \"key: value\""},
	{"option twice", "$BUNDLE build --jobs 1 --jobs 2 $E", 2, "given twice"},
	{"no value", "$BUNDLE build $E --name", 2, "needs a value"},
	{"bad number", "$BUNDLE build --jobs 0 $E", 2, "from 1 to 256"},
	{"bad date", "$BUNDLE build --date 10/02/2023 $E", 2, "2023-02-10"},
	{"date that is none", "$BUNDLE build --date 2023-02-30 $E", 2, "is not a date"},
	{"name with a slash", "$BUNDLE build --name a/b $E", 2, "cannot be a file name"},
	{"name of dots", "$BUNDLE build --name .. $E", 2, "cannot be a file name"},
	{"two folders", "$BUNDLE build $E $E", 2, "one thing too many"},
	{"no such folder", "$BUNDLE build nowhere", 3, "nowhere: cannot open the folder"},
	{"a file for a folder", "touch x; $BUNDLE build x", 3, "is a file, not a folder"},
	{"empty folder", "$BUNDLE build $E", 3, "holds no files"},
	{"output is the evidence", "echo a >$E/a.txt; $BUNDLE build $E --output $E", 3,
		"is the evidence folder itself"},
	{"output holds evidence", "mkdir $E/o; echo a >$E/o/a.txt; $BUNDLE build $E -o $E/o", 3,
		"holds files"},
	{"verify nothing", "$BUNDLE verify", 2, "something is missing"},
	{"verify no file", "$BUNDLE verify nowhere.tar.gz", 3, "cannot open"},
	{"verify a folder", "$BUNDLE verify $E", 3, "it has no bagit.txt"},
	{"verify a seal that is none", "$BUNDLE verify --seal 12 x", 2, "is not a seal"},
	{"a broken case file",
		"echo a >$E/a.txt; echo 'titel: x' >$E/bundle.yaml; $BUNDLE build $E", 3,
		"bundle.yaml:1:1: there is no \"titel\"; did you mean \"title\"?"},
};

Test(usage, each_mistake_is_named_and_has_its_status)
{
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
		struct run r;

		teardown();
		setup();
		fixture_run(&f, &r, "%s", mistakes[i].command);
		cr_expect_eq(r.status, mistakes[i].status, "%s: status %d, %s", mistakes[i].name,
			r.status, r.err);
		cr_expect(strstr(r.err, mistakes[i].says), "%s: said %s", mistakes[i].name, r.err);
		cr_expect_not(fixture_exists(&f, "evidence/bundle"), "%s: left a folder",
			mistakes[i].name);
		run_release(&r);
	}
}

static const char *const helps[] = {"--help", "help", "help build", "build --help", "list --help",
	"verify -h", "help verify", "help sign", "timestamp --help", "--version"};

Test(usage, every_command_explains_itself)
{
	for (size_t i = 0; i < sizeof(helps) / sizeof(helps[0]); i++) {
		struct run r;

		fixture_run(&f, &r, "$BUNDLE %s", helps[i]);
		cr_expect_eq(r.status, 0, "%s: %s", helps[i], r.err);
		cr_expect_gt(strlen(r.out), 40, "%s", helps[i]);
		cr_expect_str_eq(r.err, "", "%s", helps[i]);
		run_release(&r);
	}
}

Test(usage, a_full_standard_output_is_no_success)
{
	struct run r;

	fixture_run(&f, &r, "$BUNDLE --help >/dev/full");
	cr_expect_eq(r.status, 3);
	run_release(&r);
}

Test(usage, names_of_evidence_cannot_drive_the_terminal)
{
	struct run r;

	fixture_put(&f, "red\033[31m\nname.xyz", "\x01\x02\x03\x04\xFF\xFE\xFD", 7);
	fixture_run(&f, &r, "$BUNDLE build $E; $BUNDLE list $E");
	cr_expect_not(strchr(r.out, '\033'), "%s", r.out);
	cr_expect_not(strchr(r.err, '\033'), "%s", r.err);
	run_release(&r);
}
