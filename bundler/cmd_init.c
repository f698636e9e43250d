/* bundle init: asks for the details of a case and writes DIR/bundle.yaml. What is not said stands
 * there switched off, with a comment. An existing file is never touched. */
#include "ask.h"
#include "base/day_words.h"
#include "base/file.h"
#include "base/references.h"
#include "base/text.h"
#include "case_template.h"
#include "commands.h"
#include "model/case.h"
#include "model/recipient.h"
#include "options.h"
#include "recipient_option.h"
#include "say.h"
#include "surroundings.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CASE_FILE "bundle.yaml"

extern const unsigned char bdl_case_schema[];
extern const unsigned long bdl_case_schema_size;

struct init {
	const char *folder;
	struct case_answers answers;
	bool no_questions, schema;
	struct bdl_recipients *recipients;
	struct bdl_arena arena;
};

/* ---- what an answer must be ---- */

/* NULL: the text, or what *tidy then has, can be used; else what is wrong with it, after "it". */
typedef const char *check(struct init *c, const char *text, const char **tidy);

static const char *keep(struct init *c, const char *text, const char **tidy)
{
	*tidy = bdl_arena_string(&c->arena, text);
	return *tidy ? NULL : "does not fit into memory";
}

static const char *check_reference(struct init *c, const char *text, const char **tidy)
{
	char out[BDL_REFERENCE_TEXT];
	const char *wrong = bdl_cms_reference_read(text, out);

	return wrong ? wrong : keep(c, out, tidy);
}

static const char *check_insurance(struct init *c, const char *text, const char **tidy)
{
	char out[BDL_REFERENCE_TEXT];
	const char *wrong = bdl_insurance_read(text, out);

	return wrong ? wrong : keep(c, out, tidy);
}

static const char *check_day(struct init *c, const char *text, const char **tidy)
{
	char iso[BDL_DAY_TEXT];
	struct bdl_day day;

	if (bdl_day_parse_words(text, &day) < 0)
		return "is not a date: write it as 1 May 1985 or 1985-05-01";
	if (bdl_day_compare(day, today()) > 0)
		return "is a day that is still to come";
	bdl_day_iso(day, iso);
	return keep(c, iso, tidy);
}

static const char *check_email(struct init *c, const char *text, const char **tidy)
{
	if (!strchr(text, '@') || strchr(text, ' '))
		return "should have an @ in it, and no space";
	return keep(c, text, tidy);
}

/* An id, a name, or who else somebody is; but what is nearly one that is known is a slip, with
 * which its rules would be lost. */
static const char *check_recipient(struct init *c, const char *text, const char **tidy)
{
	const struct bdl_recipient *known = bdl_recipient_meant(c->recipients, text);
	const struct bdl_recipient *near = known ? NULL : recipient_nearly(c->recipients, text);
	const char *wrong;

	if (!near)
		return keep(c, known ? known->id : text, tidy);
	wrong = bdl_arena_printf(&c->arena, "is not known; did you mean \"%s\"?", near->id);
	return wrong ? wrong : "is not known";
}

/* ---- flags ---- */

static int check_flag(
	struct init *c, const char *option, const char **value, check *is_usable, const char *hint)
{
	const char *wrong;

	if (!*value)
		return 0;
	wrong = "is no text of one line, or longer than 500 letters";
	if (bdl_utf8_valid(*value, strlen(*value)) && strlen(*value) <= ASK_MOST &&
		!strpbrk(*value, "\r\n"))
		wrong = is_usable(c, *value, value);
	if (!wrong)
		return 0;
	complain_text("--%s %s: %s", option, *value, wrong);
	advise("%s", hint);
	return -1;
}

static int check_flags(struct init *c)
{
	struct case_answers *a = &c->answers;
	static const char text[] = "write it shorter; the rest can go into a document of its own";

	const struct {
		const char *option;
		const char **value;
		check *is_usable;
		const char *hint;
	} flags[] = {
		{"title", &a->title, keep, text},
		{"for", &a->recipient, check_recipient,
			"bundle recipients lists them; write the name of anybody else in full"},
		{"from", &a->from, keep, text},
		{"reference", &a->reference, check_reference,
			"it stands on each letter of the CMS"},
		{"national-insurance", &a->insurance, check_insurance,
			"it looks like AB 12 34 56 C, and stands on payslips and letters of the "
			"HMRC"},
		{"name", &a->applicant.name, keep, text},
		{"address", &a->applicant.address, keep, text},
		{"phone", &a->applicant.phone, keep, text},
		{"email", &a->applicant.email, check_email, "write it as name@example.org"},
		{"date-of-birth", &a->applicant.born, check_day,
			"the day comes first: 1/5/1985 is 1 May"},
		{"representative", &a->representative.name, keep, text},
	};

	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (check_flag(c, flags[i].option, flags[i].value, flags[i].is_usable,
			    flags[i].hint) < 0)
			return -1;
	return 0;
}

/* ---- questions ---- */

/* Asks until the answer can be used; false: no further questions (see *stopped). */
static bool ask_for(
	struct init *c, const char *question, check *is_usable, const char **value, bool *stopped)
{
	char answer[ASK_MOST + 1];

	if (*value)
		return true;
	for (;;) {
		enum ask_end end = ask(question, answer);
		const char *wrong;

		*stopped = end == ASK_STOPPED;
		if (end != ASK_ANSWERED)
			return end == ASK_SKIPPED;
		wrong = is_usable(c, answer, value);
		if (!wrong)
			return true;
		*value = NULL;
		fprintf(stderr, "It %s.\n", wrong);
	}
}

/* "Ms A and the Child Maintenance Service"; NULL where the name is not known. */
static const char *usual_title(struct init *c)
{
	const char *name = c->answers.applicant.name;

	if (!name)
		return NULL;
	return bdl_arena_printf(&c->arena, "%s and the Child Maintenance Service", name);
}

/* Enter is for the usual one, which fill_in() puts in. */
static bool ask_title(struct init *c, bool *stopped)
{
	const char *offer = usual_title(c), *question = "The title on the cover:";

	if (offer)
		question = bdl_arena_printf(
			&c->arena, "The title on the cover (Enter for \"%s\"):", offer);
	return question && ask_for(c, question, keep, &c->answers.title, stopped);
}

/* All recipients with their ids; NULL when out of memory. */
static const char *recipient_question(struct init *c)
{
	struct bdl_buffer list = BDL_BUFFER_INIT;
	const char *question;

	bdl_buffer_text(&list, "Who is the bundle for? One of these, or any name:");
	for (size_t i = 0; bdl_recipient_at(c->recipients, i); i++) {
		const struct bdl_recipient *r = bdl_recipient_at(c->recipients, i);

		bdl_buffer_printf(&list, "\n  %-26s %s", r->id, r->name);
	}
	question = list.failed ? NULL : bdl_arena_string(&c->arena, bdl_buffer_string(&list));
	bdl_buffer_release(&list);
	return question;
}

static bool ask_people(struct init *c, bool *stopped)
{
	struct case_answers *a = &c->answers;

	return ask_for(c, "Whose case is it? The name, as it should stand on the cover:", keep,
		       &a->applicant.name, stopped) &&
	       ask_for(c,
		       "Does somebody act for them? The name of who does (Enter if nobody):", keep,
		       &a->representative.name, stopped);
}

/* What the recipient's rules say of the fact; -1: nothing, or nobody's rules are known. */
static int wish_for(const struct init *c, enum bdl_fact fact)
{
	const char *id = c->answers.recipient;
	const struct bdl_recipient *r = id ? bdl_recipient_find(c->recipients, id) : NULL;

	for (size_t i = 0; r && i < r->fact_count; i++)
		if (r->facts[i].fact == fact)
			return (int)r->facts[i].wish;
	return -1;
}

static bool ask_numbers(struct init *c, bool *stopped)
{
	struct case_answers *a = &c->answers;

	if (!ask_for(c, "The CMS reference, 12 figures, from any letter of the CMS:",
		    check_reference, &a->reference, stopped))
		return false;
	if (wish_for(c, BDL_FACT_NATIONAL_INSURANCE) == BDL_FACT_HIDDEN)
		return true;
	return ask_for(c,
		"The applicant's National Insurance number. The CMS and the Independent Case\n"
		"Examiner ask for it; others get a cover without it:",
		check_insurance, &a->insurance, stopped);
}

/* Only where the recipient asks for it: the MP, and who is reached through one. */
static bool ask_constituency(struct init *c, bool *stopped)
{
	int wish = wish_for(c, BDL_FACT_CONSTITUENCY);

	if (wish != BDL_FACT_REQUIRED && wish != BDL_FACT_ADVISED)
		return true;
	return ask_for(c,
		       "The applicant's constituency (members.parliament.uk/FindYourMP says it):",
		       keep, &c->answers.constituency, stopped) &&
	       ask_for(c, "The name of the Member of Parliament:", keep, &c->answers.mp, stopped);
}

static bool ask_details(struct init *c, bool *stopped)
{
	struct case_answers *a = &c->answers;

	return ask_for(c, "The applicant's address, with commas between its lines:", keep,
		       &a->applicant.address, stopped) &&
	       ask_for(c, "Telephone:", keep, &a->applicant.phone, stopped) &&
	       ask_for(c, "E-mail:", check_email, &a->applicant.email, stopped) &&
	       ask_for(c, "Date of birth:", check_day, &a->applicant.born, stopped) &&
	       ask_for(c,
		       "Names of the children, with commas between, so that copies can hide them:",
		       keep, &a->children, stopped);
}

/* false: stopped by Ctrl-C. */
static bool ask_all(struct init *c)
{
	const char *who = recipient_question(c);
	bool stopped = false;

	if (!who)
		return false;
	fputs("A few questions about the case. Enter skips one; all of it can be changed later\n"
	      "in " CASE_FILE ". Ctrl-C stops, and nothing is written.\n",
		stderr);
	(void)(ask_for(c, who, check_recipient, &c->answers.recipient, &stopped) &&
		ask_people(c, &stopped) && ask_title(c, &stopped) && ask_numbers(c, &stopped) &&
		ask_constituency(c, &stopped) && ask_details(c, &stopped));
	return !stopped;
}

/* ---- writing ---- */

static int already_there(const char *folder)
{
	fputs("bundle: ", stderr);
	say_name(stderr, folder);
	fputs("/" CASE_FILE ": is there already; it was not changed\n", stderr);
	advise("edit it, or move it away first; bundle init --schema says what it may hold");
	return EXIT_UNFINISHED;
}

/* What follows from the names, where nobody said otherwise. */
static void fill_in(struct init *c)
{
	struct case_answers *a = &c->answers;

	if (!a->applicant.name)
		return;
	if (!a->title)
		a->title = usual_title(c);
	if (!a->from && a->representative.name)
		a->from = bdl_arena_printf(
			&c->arena, "%s, for %s", a->representative.name, a->applicant.name);
	if (!a->from)
		a->from = a->applicant.name;
	a->about = "Child Maintenance Service (CMS)";
}

/* The text, and the proof that the program that reads it takes it. */
static int compose(struct init *c, struct bdl_buffer *yaml, struct bdl_error *err)
{
	struct bdl_case told = {.title = NULL};

	if (access(BDL_CASE_SCHEMA, R_OK) == 0)
		c->answers.schema = BDL_CASE_SCHEMA;
	if (case_template(yaml, &c->answers) < 0)
		return bdl_fail_memory(err);
	return bdl_case_load(
		&told, &c->arena, bdl_buffer_string(yaml), yaml->length, CASE_FILE, err);
}

static int write_file(const struct init *c, const struct bdl_buffer *yaml, struct bdl_error *err)
{
	struct bdl_new_file f;
	int dir, rc = -1;

	if (mkdir(c->folder, 0777) < 0 && errno != EEXIST)
		return bdl_fail_errno(err, c->folder, "create the folder");
	dir = open(c->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0)
		return bdl_fail_errno(err, c->folder, "open the folder");
	if (bdl_new_file_open(&f, dir, CASE_FILE, 0600, err) == 0) {
		if (bdl_write_all(f.fd, bdl_buffer_string(yaml), yaml->length) < 0) {
			bdl_fail_errno(err, CASE_FILE, "write");
			bdl_new_file_abort(&f);
		} else {
			rc = bdl_new_file_commit_new(&f, err);
		}
	}
	bdl_close_quietly(dir);
	return rc;
}

static int finish(struct init *c)
{
	struct bdl_buffer yaml = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	int rc;

	fill_in(c);
	rc = compose(c, &yaml, &err);
	if (rc == 0)
		rc = write_file(c, &yaml, &err);
	bdl_buffer_release(&yaml);
	if (rc < 0) {
		complain(&err);
		return EXIT_UNFINISHED;
	}
	say_name(stdout, c->folder);
	say("/" CASE_FILE "  written\n");
	fputs("Open it in any editor: every line is explained there. Then: bundle build ", stderr);
	say_name(stderr, c->folder);
	fputc('\n', stderr);
	return EXIT_DONE;
}

/* ---- the command ---- */

static bool is_there(const char *folder)
{
	char path[4200];
	struct stat st;

	snprintf(path, sizeof(path), "%s/" CASE_FILE, folder);
	return lstat(path, &st) == 0;
}

static int run(struct init *c)
{
	struct stat st;

	if (stat(c->folder, &st) == 0 && !S_ISDIR(st.st_mode)) {
		complain_text("%s: is a file, not a folder", c->folder);
		advise("give the folder that the evidence is in");
		return EXIT_UNFINISHED;
	}
	if (is_there(c->folder))
		return already_there(c->folder);
	if (!c->no_questions && ask_is_possible() && !ask_all(c)) {
		complain_text("stopped; nothing was written");
		return EXIT_UNFINISHED;
	}
	return finish(c);
}

static int begin(struct init *c)
{
	struct bdl_error err = {0};
	int status;

	if (bdl_recipients_load(&c->recipients, &err) < 0) {
		complain(&err);
		return EXIT_UNFINISHED;
	}
	status = check_flags(c) < 0 ? EXIT_USAGE : run(c);
	bdl_recipients_release(c->recipients);
	bdl_arena_release(&c->arena);
	return status;
}

int cmd_init(int argc, char **argv)
{
	struct init c = {.folder = "."};
	struct case_answers *a = &c.answers;
	const struct option options[] = {
		{"title", 0, OPTION_TEXT, &a->title, "TEXT", "the title on the cover", 0, 0},
		{"for", 0, OPTION_TEXT, &a->recipient, "WHO",
			"who gets it: an id that bundle recipients lists, or a name", 0, 0},
		{"from", 0, OPTION_TEXT, &a->from, "TEXT",
			"who sends it (default: made from the names)", 0, 0},
		{"reference", 0, OPTION_TEXT, &a->reference, "NUMBER",
			"the CMS reference of 12 figures", 0, 0},
		{"national-insurance", 0, OPTION_TEXT, &a->insurance, "N", "the applicant's number",
			0, 0},
		{"name", 0, OPTION_TEXT, &a->applicant.name, "NAME", "whose case it is", 0, 0},
		{"address", 0, OPTION_TEXT, &a->applicant.address, "TEXT",
			"the applicant's address, with commas", 0, 0},
		{"phone", 0, OPTION_TEXT, &a->applicant.phone, "NUMBER",
			"the applicant's telephone", 0, 0},
		{"email", 0, OPTION_TEXT, &a->applicant.email, "ADDRESS", "the applicant's e-mail",
			0, 0},
		{"date-of-birth", 0, OPTION_TEXT, &a->applicant.born, "DATE", "the applicant's", 0,
			0},
		{"representative", 0, OPTION_TEXT, &a->representative.name, "NAME",
			"who acts for the applicant", 0, 0},
		{"no-questions", 0, OPTION_FLAG, &c.no_questions, NULL,
			"ask nothing, even at a terminal", 0, 0},
		{"schema", 0, OPTION_FLAG, &c.schema, NULL,
			"only print the JSON Schema of bundle.yaml", 0, 0},
		OPTION_END,
	};
	const struct usage usage = {.name = "init",
		.arguments = "[DIR]",
		.summary = "Writes DIR/bundle.yaml (default: here): what you say about the case.",
		.more = "At a terminal it asks for what the options leave open. What is not said "
			"stands\n"
			"in the file all the same, switched off and with a comment. An existing\n"
			"bundle.yaml is never changed.",
		.options = options,
		.most = 1};
	int n = options_parse(&usage, argc, argv, &c.folder);

	if (n < 0)
		return n == -2 ? EXIT_DONE : EXIT_USAGE;
	if (!c.schema)
		return begin(&c);
	say("%s", (const char *)bdl_case_schema);
	return EXIT_DONE;
}
