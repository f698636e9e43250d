/* bundle init from outside: with flags, and with a person at a terminal. What it writes loads, and
 * editors take it. */
#define _XOPEN_SOURCE 700 /* posix_openpt() */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct fixture f;

static void start(void)
{
	fixture_init(&f);
}

static void stop(void)
{
	fixture_release(&f);
}

TestSuite(init, .init = start, .fini = stop);

static void expect_run(const char *command, int status, const char *out, const char *err)
{
	struct run r;

	fixture_run(&f, &r, "%s", command);
	cr_expect_eq(r.status, status, "%s: %d: %s", command, r.status, r.err);
	cr_expect(strstr(r.out, out), "%s: %s", command, r.out);
	cr_expect(strstr(r.err, err), "%s: %s", command, r.err);
	run_release(&r);
}

/* The file has this line, whole. */
static void expect_line(const char *line)
{
	char *yaml = fixture_read(&f, "evidence/bundle.yaml", NULL), *at = yaml;
	size_t n = strlen(line);
	bool found = false;

	for (; !found && at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL)
		found = strncmp(at, line, n) == 0 && at[n] == '\n';
	cr_expect(found, "%s is not in:\n%s", line, yaml);
	free(yaml);
}

/* The program takes it, and so does an editor that knows the schema. */
static void expect_usable(void)
{
	fixture_text(&f, "a.txt", "Dear Sir");
	expect_run("$BUNDLE list $E --date 2026-03-01", 0, "1 document", "");
	expect_run("$BUNDLE init --schema >schema.json && python3 "
		   "$BUNDLE_SOURCE/tests/support/check_case.py -v "
		   "schema.json $E/bundle.yaml",
		0, "ok", "");
}

Test(init, flags_are_enough)
{
	struct stat st;
	char path[256];

	expect_run("umask 022; $BUNDLE init $E --name 'Ms A' --representative 'Mr R' --for 'the "
		   "independent case examiner' "
		   "--reference '1212 1212 1212' --national-insurance ab123456c --address '1 "
		   "\"High\" Street, Leeds' "
		   "--phone 01134960000 --email a@example.org --date-of-birth '1 May 1985'",
		0, "evidence/bundle.yaml  written\n", "");
	expect_line("title: \"Ms A and the Child Maintenance Service\"");
	expect_line("for: \"ice\"");
	expect_line("from: \"Mr R, for Ms A\"");
	expect_line("reference: \"121212121212\"");
	expect_line("national_insurance: \"AB 12 34 56 C\"");
	expect_line("  address: \"1 \\\"High\\\" Street, Leeds\"");
	expect_line("  date_of_birth: \"1985-05-01\"");
	expect_line("ignore_dates: [\"1985-05-01\"]");
	expect_line("#silence_days: 30");
	snprintf(path, sizeof(path), "%s/bundle.yaml", f.evidence);
	cr_assert_eq(stat(path, &st), 0);
	cr_expect_eq(st.st_mode & 07777, 0600, "it holds personal details");
	expect_usable();
}

Test(init, nothing_said_is_a_file_with_everything_switched_off)
{
	expect_run("$BUNDLE init $E", 0, "written", "");
	expect_usable();
}

/* The documents that its examples name. */
static const char *const named[] = {"letters/consent.pdf", "letters/2020-03-03.pdf",
	"letters/2019-12-09.pdf", "letters/arrears.pdf", "letters/receipt.jpg",
	"letters/2023-02-10.pdf", "bank/2020-07.pdf", "claim-form.pdf"};

/* Each line that is switched off is right once its # is removed, and so are all of them together.
 */
Test(init, every_line_can_be_switched_on)
{
	expect_run("$BUNDLE init $E --for ice", 0, "written", "");
	expect_run("sed -i 's/^#\\([^ ]\\)/\\1/; s/^#\\(  \\)/\\1/' $E/bundle.yaml && grep -c "
		   "'^#[^ ]' $E/bundle.yaml",
		1, "0", "");
	expect_line("silence_days: 30");
	expect_line("    - {payer: \"MR C\", least: 50, most: 500}");
	expect_run("python3 $BUNDLE_SOURCE/tests/support/check_case.py -v "
		   "$BUNDLE_SOURCE/schemas/case.schema.json "
		   "$E/bundle.yaml",
		0, "ok", "");
	for (size_t i = 0; i < COUNT(named); i++)
		fixture_pdf(&f, named[i], named[i], 3, 0);
	fixture_text(&f, "bank/a.csv", "Date,Description,Amount\n2020-01-03,MR C,81.00\n");
	expect_run("$BUNDLE list $E --date 2026-03-01", 0, "9 documents", "");
}

Test(init, an_existing_file_is_never_changed)
{
	fixture_text(&f, "bundle.yaml", "title: mine\n");
	expect_run("$BUNDLE init $E --name 'Ms A'", 3, "",
		"evidence/bundle.yaml: is there already; it was not changed\n  edit it");
	expect_run("cat $E/bundle.yaml", 0, "title: mine\n", "");
	expect_run("rm $E/bundle.yaml; ln -s nowhere $E/bundle.yaml; $BUNDLE init $E", 3, "",
		"is there already");
	expect_run("test -e $E/nowhere || echo none; ls -A $E", 0, "none\nbundle.yaml\n", "");
}

static const struct {
	const char *command;
	int status;
	const char *err;
} refused[] = {
	{"$BUNDLE init $E --reference 12", 2, "--reference 12: has fewer than 12 figures"},
	{"$BUNDLE init $E --reference 1212121212123", 2, "has more than 12 figures"},
	{"$BUNDLE init $E --reference 12121212121x", 2, "should have figures only"},
	{"$BUNDLE init $E --national-insurance QQ123456C", 2,
		"begins with letters that are not used"},
	{"$BUNDLE init $E --national-insurance AO123456C", 2,
		"begins with letters that are not used"},
	{"$BUNDLE init $E --national-insurance GB123456C", 2,
		"begins with letters that are not used"},
	{"$BUNDLE init $E --national-insurance AB123456E", 2, "should end with A, B, C or D"},
	{"$BUNDLE init $E --national-insurance AB12345C", 2,
		"two letters, six figures and one letter"},
	{"$BUNDLE init $E --date-of-birth 30/02/1985", 2, "is not a date"},
	{"$BUNDLE init $E --date-of-birth 1/1/2999", 2, "still to come"},
	{"$BUNDLE init $E --email me", 2, "should have an @ in it"},
	{"$BUNDLE init $E --title \"$(printf 'a\\nb')\"", 2, "is no text of one line"},
	{"$BUNDLE init $E --title \"$(printf '\\377')\"", 2, "is no text of one line"},
	{"$BUNDLE init $E --name \"$(head -c 501 /dev/zero | tr '\\0' x)\"", 2, "longer than 500"},
	{"$BUNDLE init $E --for icee", 2, "--for icee: is not known; did you mean \"ice\"?"},
	{"$BUNDLE init $E --for icee", 2, "bundle recipients lists them"},
	{"$BUNDLE init $E --for tribnual", 2, "did you mean \"tribunal\"?"},
	{"$BUNDLE init $E --for sscss", 2, "did you mean \"tribunal\"?"},
	{"$BUNDLE init $E --for 'the Independant Case Examiner'", 2, "did you mean \"ice\"?"},
	{"$BUNDLE init $E --for 'Administrative Cuort'", 2, "did you mean \"court\"?"},
	{"$BUNDLE init $E --nmae x", 2, "did you mean --name?"},
	{"touch x; $BUNDLE init x", 3, "x: is a file, not a folder"},
	{"$BUNDLE init no/such", 3, "cannot create the folder"},
};

Test(init, what_cannot_be_is_refused_and_leaves_nothing)
{
	for (size_t i = 0; i < COUNT(refused); i++) {
		expect_run(refused[i].command, refused[i].status, "", refused[i].err);
		expect_run("ls -A $E | wc -l", 0, "0\n", "");
	}
}

/* Whom nobody's rules are known of: a word or a name that is like an id, and no slip. */
Test(init, any_other_name_is_taken)
{
	static const char *const names[] = {
		"HMRC", "Ian", "MPs", "Mr Courtney", "Family Courts Ltd"};

	for (size_t i = 0; i < COUNT(names); i++) {
		char command[200], line[100];

		snprintf(command, sizeof(command), "rm -f $E/*; $BUNDLE init $E --for '%s'",
			names[i]);
		expect_run(command, 0, "written", "");
		snprintf(line, sizeof(line), "for: \"%s\"", names[i]);
		expect_line(line);
	}
}

Test(init, a_new_folder_is_made)
{
	expect_run("$BUNDLE init new --title T && ls -A new", 0, "bundle.yaml", "");
}

/* Control characters of a flag reach neither the terminal nor YAML as themselves. */
Test(init, strange_signs_are_written_so_that_they_read_back)
{
	expect_run("$BUNDLE init $E --title \"$(printf 'a\\033[2J\\\\ \"b\" #: {}')\"", 0,
		"written", "");
	expect_line("title: \"a\\x1B[2J\\\\ \\\"b\\\" #: {}\"");
	expect_usable();
}

/* ---- a person at a terminal ---- */

struct terminal {
	int fd; /* the person's end */
	pid_t child;
	char seen[65536];
	size_t length,
		looked; /* bytes on the screen, of which `looked` are behind the last prompt */
};

static void in_terminal(const char *slave, const char *program)
{
	int fd;

	setsid();
	fd = open(slave, O_RDWR);
	if (fd < 0 || ioctl(fd, TIOCSCTTY, 0) < 0 || dup2(fd, 0) < 0 || dup2(fd, 1) < 0 ||
		dup2(fd, 2) < 0)
		_exit(126);
	execl(program, "bundle", "init", f.evidence, (char *)NULL);
	_exit(127);
}

static void sit_down(struct terminal *t)
{
	char program[4096];

	memset(t, 0, sizeof(*t));
	snprintf(program, sizeof(program), "%s/bundler/bundle", getenv("BUNDLE_BINARY"));
	t->fd = posix_openpt(O_RDWR | O_NOCTTY);
	if (t->fd < 0 || grantpt(t->fd) < 0 || unlockpt(t->fd) < 0)
		cr_skip_test("no pseudo terminal can be had here (/dev/pts is not mounted)");
	t->child = fork();
	cr_assert_geq(t->child, 0);
	if (t->child == 0)
		in_terminal(ptsname(t->fd), program);
}

/* What comes within 20 seconds; false: nothing more will. */
static bool look(struct terminal *t)
{
	struct pollfd p = {.fd = t->fd, .events = POLLIN};
	ssize_t n;

	if (poll(&p, 1, 20000) <= 0 || t->length + 1 >= sizeof(t->seen))
		return false;
	n = read(t->fd, t->seen + t->length, sizeof(t->seen) - 1 - t->length);
	if (n <= 0)
		return false;
	t->length += (size_t)n;
	t->seen[t->length] = '\0';
	return true;
}

/* Waits for the next question, which must have these words, and types the answer. */
static void answer(struct terminal *t, const char *words, const char *typed)
{
	const char *prompt;

	while (!(prompt = strstr(t->seen + t->looked, "\n> ")))
		if (!look(t))
			break;
	cr_assert_not_null(prompt, "no question about %s: %s", words, t->seen);
	cr_expect(strstr(t->seen + t->looked, words), "no question about %s: %s", words,
		t->seen + t->looked);
	t->looked = (size_t)(prompt - t->seen) + 3;
	cr_assert_eq(write(t->fd, typed, strlen(typed)), (ssize_t)strlen(typed));
}

static int get_up(struct terminal *t)
{
	int status;

	while (look(t))
		;
	cr_assert_eq(waitpid(t->child, &status, 0), t->child);
	close(t->fd);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Test(init, a_person_is_asked_one_thing_at_a_time)
{
	struct terminal t;

	sit_down(&t);
	answer(&t, "Who is the bundle for?", "Independent Case Examiner\n");
	answer(&t, "Whose case is it?", "  Ms A  \n");
	answer(&t, "act for them", "\n");
	answer(&t, "Enter for \"Ms A and the Child Maintenance Service\"", "\n");
	answer(&t, "CMS reference", "1212 1212\n");
	answer(&t, "It has fewer than 12 figures.", "1212-1212-1212\n");
	answer(&t, "National Insurance", "qq 12 34 56 c\n");
	answer(&t, "It begins with letters that are not used.", "jy 12 34 56 c\n");
	answer(&t, "address", "1 High Street, Leeds\n");
	answer(&t, "Telephone", "a\033[2Jb\n");
	answer(&t, "That is no text.", "\n");
	answer(&t, "E-mail", "\n");
	answer(&t, "Date of birth", "1/5/1985\n");
	answer(&t, "children", "Ann, Bob \"B\" ,, \n");
	cr_expect_eq(get_up(&t), 0, "%s", t.seen);
	cr_expect(strstr(t.seen, "cms "), "the recipients are listed: %s", t.seen);
	cr_expect(strstr(t.seen, "bundle.yaml  written"), "%s", t.seen);
	expect_line("for: \"ice\"");
	expect_line("title: \"Ms A and the Child Maintenance Service\"");
	expect_line("from: \"Ms A\"");
	expect_line("reference: \"121212121212\"");
	expect_line("national_insurance: \"JY 12 34 56 C\"");
	expect_line("#  phone: \"0113 496 0000\"");
	expect_line("  date_of_birth: \"1985-05-01\"");
	expect_line("  children: [\"Ann\", \"Bob \\\"B\\\"\"]");
	expect_usable();
}

Test(init, ctrl_c_leaves_nothing)
{
	struct terminal t;

	sit_down(&t);
	answer(&t, "Who is the bundle for?", "ice\n");
	answer(&t, "Whose case is it?", "Ms A\003");
	cr_expect_eq(get_up(&t), 3, "%s", t.seen);
	cr_expect(strstr(t.seen, "stopped; nothing was written"), "%s", t.seen);
	expect_run("ls -A $E | wc -l", 0, "0\n", "");
}

Test(init, ctrl_d_is_the_end_of_the_questions)
{
	struct terminal t;

	sit_down(&t);
	answer(&t, "Who is the bundle for?", "Aunt Mary\n");
	answer(&t, "Whose case is it?", "\004");
	cr_expect_eq(get_up(&t), 0, "%s", t.seen);
	expect_line("for: \"Aunt Mary\"");
	expect_usable();
}
