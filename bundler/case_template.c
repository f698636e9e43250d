/* The text of a new bundle.yaml: see case_template.h. A line that is switched off has its #
 * directly in front of what it would be; a comment has a space behind it. The tests switch all of
 * them on and load the result. */
#include "case_template.h"

#include "base/text.h"
#include <string.h>

/* As a double-quoted text of YAML. */
static void quoted(struct bdl_buffer *out, const char *s, size_t length)
{
	bdl_buffer_byte(out, '"');
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == '"' || c == '\\')
			bdl_buffer_printf(out, "\\%c", c);
		else if (c < ' ' || c == 0x7f)
			bdl_buffer_printf(out, "\\x%02X", c);
		else
			bdl_buffer_byte(out, (char)c);
	}
	bdl_buffer_byte(out, '"');
}

/* `key: "value"`, or the example switched off. */
static void line(struct bdl_buffer *out, const char *comment, const char *key, const char *value,
	const char *example)
{
	bdl_buffer_printf(out, "# %s\n", comment);
	if (!value) {
		bdl_buffer_printf(out, "#%s: %s\n", key, example);
		return;
	}
	bdl_buffer_printf(out, "%s: ", key);
	quoted(out, value, strlen(value));
	bdl_buffer_byte(out, '\n');
}

static void detail(
	struct bdl_buffer *out, bool on, const char *key, const char *value, const char *example)
{
	bdl_buffer_printf(out, "%s  %s: ", on && value ? "" : "#", key);
	if (value)
		quoted(out, value, strlen(value));
	else
		bdl_buffer_text(out, example);
	bdl_buffer_byte(out, '\n');
}

static void person(struct bdl_buffer *out, const char *comment, const char *key,
	const struct case_person *p, const struct case_person *example)
{
	bool on = p->name || p->address || p->phone || p->email || p->born;

	bdl_buffer_printf(out, "\n# %s\n%s%s:\n", comment, on ? "" : "#", key);
	detail(out, on, "name", p->name, example->name);
	detail(out, on, "address", p->address, example->address);
	detail(out, on, "phone", p->phone, example->phone);
	detail(out, on, "email", p->email, example->email);
	if (example->born)
		detail(out, on, "date_of_birth", p->born, example->born);
}

static void head(struct bdl_buffer *out, const struct case_answers *a)
{
	if (a->schema)
		bdl_buffer_printf(out, "# yaml-language-server: $schema=%s\n", a->schema);
	bdl_buffer_text(out,
		"# The case file: what you say about the case. Every line may be left out.\n"
		"# A line that begins with # is switched off: to use it, remove the # directly in "
		"front of it.\n"
		"# Put a text in \"quotes\" if it has a : or a # in it. Indent with spaces, not "
		"with tabs.\n"
		"# This file is not put into the archive. It holds personal details: keep it to "
		"yourself.\n\n");
	line(out, "On the cover.", "title", a->title, "\"Ms A and the Child Maintenance Service\"");
	line(out, "One sentence under the title.", "summary", a->summary,
		"\"Maintenance unpaid since 2019, and the complaint about it.\"");
	line(out,
		"Who gets the bundle: an id that \"bundle recipients\" lists, whose rules then "
		"shape it, or any name.",
		"for", a->recipient, "ice");
	line(out, "Who sends it.", "from", a->from, "\"Mr R, for his daughter Ms A\"");
	line(out, "Who it is about.", "about", a->about, "\"Child Maintenance Service (CMS)\"");
	line(out, "The CMS reference: 12 figures, on each of its letters.", "reference",
		a->reference, "\"121212121212\"");
	line(out, "On the cover only, for those who ask for it: the CMS and the examiner do.",
		"national_insurance", a->insurance, "\"AB 12 34 56 C\"");
	line(out, "\"1\" for the first that is sent.", "version", NULL, "\"1\"");
}

static void people(struct bdl_buffer *out, const struct case_answers *a)
{
	static const struct case_person applicant = {"\"Ms A\"",
		"\"1 High Street, Leeds, LS1 1AA\"", "\"0113 496 0000\"", "a@example.org",
		"1985-05-01"};
	static const struct case_person representative = {"\"Mr R\"",
		"\"2 High Street, Leeds, LS1 1AA\"", "\"0113 496 0001\"", "r@example.org", NULL};

	person(out,
		"Whose case it is. The cover shows what the recipient asks for; the archive only "
		"says that the rest is known.",
		"applicant", &a->applicant, &applicant);
	person(out, "Who acts for the applicant, if somebody does, and the applicant's consent.",
		"representative", &a->representative, &representative);
	bdl_buffer_text(out, "#consent: letters/consent.pdf\n\n");
	line(out, "For the MP, who takes complaints of constituents only.", "constituency",
		a->constituency, "\"Leeds Central and Headingley\"");
	line(out, "The Member of Parliament.", "mp", a->mp, "\"Mr M\"");
	line(out, "Of the complaints team, if it gave one.", "complaint_reference", NULL,
		"\"C123\"");
	line(out, "Whose bank holidays count: england-and-wales, scotland or northern-ireland.",
		"nation", NULL, "england-and-wales");
	line(out, "Silences of so many days are listed.", "silence_days", NULL, "30");
}

/* What nobody is asked: how it is written, switched off. */
static const char story[] =
	"\n# What happened and no document shows, or what a document is. type: an id such as "
	"complaint, acknowledgement,\n"
	"# response, final-response, decision, mr-request, call (\"bundle init --schema\" lists "
	"all), or none. answers: the day\n"
	"# of what it answers.\n"
	"#events:\n"
	"#  - {date: 2019-12-09, type: complaint, text: \"Complaint to the CMS, by telephone\", "
	"by: \"Ms A\"}\n"
	"#  - {file: letters/2020-03-03.pdf, type: final-response, page: 1, received: 2020-03-05, "
	"answers: 2019-12-09}\n"
	"\n# What was due. every: month, week, 2 weeks, 4 weeks, year or once. A line ends where "
	"the next begins.\n"
	"#schedule:\n"
	"#  - {from: 2019-01-01, amount: 372.06, every: month}\n"
	"#  - {from: 2020-01-01, until: 2021-12-31, amount: 401.20, every: month}\n"
	"\n# How a payment is known among the transactions in the bank files: all that one line "
	"says must hold.\n"
	"# others: payments that stand in no bank file. stated: the arrears as a document states "
	"them, to compare with.\n"
	"#payments:\n"
	"#  match:\n"
	"#    - {payer: \"MR C\", least: 50, most: 500}\n"
	"#    - {reference: \"CMS\", from: 2019-01-01, until: 2021-12-31}\n"
	"#  days_before: 3\n"
	"#  others:\n"
	"#    - {date: 2019-05-03, amount: 50, by: \"Ms A\", file: letters/receipt.jpg, page: 1}\n"
	"#  stated: {amount: \"12,391.53\", file: letters/arrears.pdf, page: 1}\n"
	"\n# What it cost, each with its proof; an amount only where there is one. And what you "
	"ask for.\n"
	"#losses:\n"
	"#  - {what: \"Overdraft fees\", amount: 35.00, date: 2020-07-01, file: bank/2020-07.pdf, "
	"page: 2}\n"
	"#remedy: \"Pay what is owed, and say sorry.\"\n"
	"\n# What went wrong, each with the documents that show it: files, folders, or patterns "
	"with *. Headings that ombudsmen\n"
	"# use: Delay, Wrong calculation, Poor communication, Failure to follow process, Failure "
	"to enforce. Yours will do, too.\n"
	"#allegations:\n"
	"#  - {heading: Delay, text: \"No answer for 214 days.\", files: "
	"[letters/2019-12-09.pdf]}\n"
	"#  - {heading: Failure to enforce, files: [letters/, \"bank/*.csv\"]}\n";

/* Names with commas between, as a list. */
static void names(struct bdl_buffer *out, const char *s)
{
	const char *gap = "";

	bdl_buffer_byte(out, '[');
	while (*s) {
		size_t length = strcspn(s, ","), skip = strspn(s, " \t");
		size_t end = length;

		while (end > skip && bdl_is_space((unsigned char)s[end - 1]))
			end--;
		if (end > skip) {
			bdl_buffer_text(out, gap);
			quoted(out, s + skip, end - skip);
			gap = ", ";
		}
		s += length + (s[length] == ',');
	}
	bdl_buffer_byte(out, ']');
}

static void private_list(struct bdl_buffer *out, const struct case_answers *a)
{
	bdl_buffer_text(out, "\n# What the recipient has no need of. \"bundle check\" finds it, "
			     "\"bundle build --redact\" hides it in the copy that is\n"
			     "# sent. keep: never hidden, though it looks private. Nothing of this "
			     "list goes into the archive.\n");
	if (a->children) {
		bdl_buffer_text(out, "private:\n  children: ");
		names(out, a->children);
		bdl_buffer_byte(out, '\n');
	} else {
		bdl_buffer_text(out, "#private:\n#  children: [\"Child One\"]\n");
	}
	bdl_buffer_text(out, "#  people: [\"Mr C\"]\n"
			     "#  addresses: [\"12 Elm Road\"]\n"
			     "#  words: [\"07700 900000\"]\n"
			     "#  keep: [\"AB 12 34 56 C\"]\n");
}

/* A date of birth is no letter's date. */
static void pages(struct bdl_buffer *out, const struct case_answers *a)
{
	bdl_buffer_text(out, "\n# Dates that are never a document's date: dates of birth.\n");
	if (a->applicant.born) {
		bdl_buffer_text(out, "ignore_dates: [");
		quoted(out, a->applicant.born, strlen(a->applicant.born));
		bdl_buffer_text(out, "]\n");
	} else {
		bdl_buffer_text(out, "#ignore_dates: [2012-05-17]\n");
	}
	bdl_buffer_text(out,
		"# The order of the sections: decisions, cms-letters, letters, payments, calls, "
		"impact, pictures, other.\n"
		"#sections: [cms-letters, decisions, payments]\n"
		"# The numbers on the pages. at: bottom-right, bottom-centre ... top-left; colour: "
		"black, blue or red.\n"
		"#numbering: {at: bottom-right, size: 12, prefix: \"\", of_total: no, colour: "
		"black, by_section: no}\n"
		"# What one PDF may be at most; a larger bundle comes out as several.\n"
		"#volumes: {max_size: 25MB, max_pages: 300}\n"
		"\n# For a court: see docs/exhibits.md.\n"
		"#proceedings:\n"
		"#  court: \"In the High Court of Justice, King's Bench Division, Administrative "
		"Court\"\n"
		"#  claim_number: AC-2023-LON-000123\n"
		"#  parties:\n"
		"#    - {name: \"The King on the application of Ms A\", role: Claimant}\n"
		"#    - {name: \"Secretary of State for Work and Pensions\", role: Defendant}\n"
		"#statements:\n"
		"#  - witness: A. Brown\n"
		"#    initials: AB\n"
		"#    capacity: solicitor for the Claimant\n"
		"#    on_behalf_of: Claimant\n"
		"#    number: 1\n"
		"#    date: 2023-06-02\n"
		"#    first_exhibit: 1\n"
		"#    exhibits:\n"
		"#      - {mark: AB1, title: Letters, files: [letters/]}\n"
		"#essential:\n"
		"#  - {file: letters/2023-02-10.pdf, pages: 2-3, note: the decision}\n"
		"#reading_minutes: 45\n"
		"#core: [letters/2023-02-10.pdf]\n"
		"#separate: [claim-form.pdf]\n");
}

int case_template(struct bdl_buffer *out, const struct case_answers *answers)
{
	head(out, answers);
	people(out, answers);
	bdl_buffer_text(out, story);
	private_list(out, answers);
	pages(out, answers);
	return out->failed ? -1 : 0;
}
