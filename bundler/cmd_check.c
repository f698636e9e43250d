/* bundle check: can it be sent to its recipient, and what is missing; and does a finished bundle
 * keep the requirements R1 to R47? One line each that needs something. */
#include "base/text.h"
#include "build_options.h"
#include "bundle.h"
#include "commands.h"
#include "json.h"
#include "lines.h"
#include "model/recipient.h"
#include "options.h"
#include "progress.h"
#include "recipient_option.h"
#include "say.h"
#include "say_ready.h"
#include "surroundings.h"
#include <stdio.h>
#include <string.h>

enum { CHANGES_SHOWN = 20 };

struct check {
	struct bdl_check_bundle_options o;
	struct bdl_build_options listing; /* how a folder is read, to see whether it is ready */
	struct ocr_options ocr;
	struct bdl_checked checked;
	bool json, quiet, all;
};

/* True where the sentence names the first of the pages itself. */
static bool names_pages(const struct bdl_rule_found *r)
{
	char one[32], several[32];

	snprintf(one, sizeof(one), "age %u", r->pages[0]);
	snprintf(several, sizeof(several), "ages %u", r->pages[0]);
	return strstr(r->text, one) || strstr(r->text, several);
}

static void say_rule(const char *word, enum paint paint, const struct bdl_rule_found *r)
{
	enum { NAMED = 12 };
	struct bdl_buffer text = BDL_BUFFER_INIT;

	bdl_buffer_text(&text, r->text);
	if (r->page_count && r->verdict != BDL_PASS && !names_pages(r)) {
		bdl_buffer_text(&text, r->page_count == 1 ? " Page " : " Pages ");
		for (size_t i = 0; i < r->page_count && i < NAMED; i++)
			bdl_buffer_printf(&text, "%s%u", i ? ", " : "", r->pages[i]);
		if (r->page_count > NAMED)
			bdl_buffer_printf(&text, " and %zu more", r->page_count - NAMED);
		bdl_buffer_byte(&text, '.');
	}
	say_line(word, paint, bdl_buffer_string(&text), r->id);
	bdl_buffer_release(&text);
}

/* ---- the answer ---- */

static size_t count(const struct bdl_verdicts *v, enum bdl_verdict verdict)
{
	size_t n = 0;

	for (size_t i = 0; i < v->count; i++)
		n += v->rules[i].verdict == verdict;
	return n;
}

static void say_verdict(const struct check *c)
{
	const struct bdl_verdicts *v = &c->checked.verdicts;
	size_t to_do = count(v, BDL_FAIL) + (c->checked.change_count > 0),
	       look = count(v, BDL_WARN);
	size_t apply = v->count - count(v, BDL_NOT_APPLICABLE);
	enum paint paint = to_do ? PAINT_VERDICT_BAD : PAINT_VERDICT_GOOD;

	say("%s", paint_on(paint));
	say_name(stdout, c->checked.name);
	if (c->checked.recipient) {
		say(" (");
		say_name(stdout, c->checked.recipient->name);
		say(")");
	}
	say(":%s ", paint_off(paint));
	if (!to_do && !look)
		say("meets %zu of %zu requirements that apply\n", apply, apply);
	else if (!to_do)
		say("meets all requirements that apply, %zu to look at\n", look);
	else if (!look)
		say("%zu to do\n", to_do);
	else
		say("%zu to do, %zu to look at\n", to_do, look);
}

static void say_rules(
	const struct check *c, enum bdl_verdict verdict, const char *word, enum paint paint)
{
	const struct bdl_verdicts *v = &c->checked.verdicts;

	for (size_t i = 0; i < v->count; i++)
		if (v->rules[i].verdict == verdict)
			say_rule(word, paint, &v->rules[i]);
}

static size_t count_changes(const struct bdl_checked *k, enum bdl_change_kind kind, bool result)
{
	size_t n = 0;

	for (size_t i = 0; i < k->change_count; i++)
		n += k->changes[i].kind == kind && k->changes[i].result == result;
	return n;
}

static void say_changes(const struct bdl_checked *k)
{
	static const char *const words[] = {"changed", "new", "gone"};
	size_t changed = count_changes(k, BDL_CHANGE_CHANGED, false),
	       added = count_changes(k, BDL_CHANGE_ADDED, false),
	       removed = count_changes(k, BDL_CHANGE_REMOVED, false),
	       own = k->change_count - changed - added - removed;
	char text[300];

	if (changed + added + removed) {
		snprintf(text, sizeof(text),
			"The folder has changed since this bundle was made: %zu changed, %zu new, "
			"%zu gone. To take that in, build again: bundle build",
			changed, added, removed);
		say_line("to do", PAINT_BAD, text, NULL);
	}
	if (own)
		say_line("to do", PAINT_BAD,
			"What lies beside the archive is not what is in it. Build again, or take "
			"it out of the archive.",
			NULL);
	for (size_t i = 0; i < k->change_count && i < CHANGES_SHOWN; i++) {
		say("%*s%-8s ", LINE_TEXT, "", words[k->changes[i].kind]);
		say_name(stdout, k->changes[i].name);
		say("\n");
	}
	if (k->change_count > CHANGES_SHOWN)
		say("%*sand %zu more\n", LINE_TEXT, "", k->change_count - CHANGES_SHOWN);
}

static void say_met(const struct check *c)
{
	const struct bdl_verdicts *v = &c->checked.verdicts;
	char text[200];

	snprintf(text, sizeof(text),
		"%zu requirements are met; %zu do not apply or cannot be judged (--all lists them)",
		count(v, BDL_PASS), count(v, BDL_NOT_APPLICABLE));
	say_line("ok", PAINT_GOOD, text, NULL);
}

/* The requirements of the PDFs that there are. */
static void say_requirements(const struct check *c)
{
	say_verdict(c);
	if (c->quiet)
		return;
	say("\n");
	say_changes(&c->checked);
	say_rules(c, BDL_FAIL, "to do", PAINT_BAD);
	say_rules(c, BDL_WARN, "look", PAINT_NONE);
	if (!c->all) {
		say_met(c);
		return;
	}
	say_rules(c, BDL_PASS, "ok", PAINT_GOOD);
	say_rules(c, BDL_NOT_APPLICABLE, "-", PAINT_NONE);
}

static void say_answer(const struct check *c)
{
	const struct bdl_checked *k = &c->checked;

	if (k->judged) {
		say_ready_verdict(&k->ready);
		if (!c->quiet) {
			say("\n");
			say_ready(&k->ready, c->all);
		}
	}
	if (!k->pdf_count)
		return;
	if (k->judged && !c->quiet)
		say("\n");
	say_requirements(c);
}

static int finish(struct check *c)
{
	struct bdl_error err = {0};

	if (c->json && json_check(&c->checked, &err) < 0) {
		complain(&err);
		return EXIT_UNFINISHED;
	}
	if (!c->json)
		say_answer(c);
	return count(&c->checked.verdicts, BDL_FAIL) || c->checked.change_count ||
			       (c->checked.judged && !c->checked.ready.ready)
		       ? EXIT_ATTENTION
		       : EXIT_DONE;
}

static int run(struct check *c)
{
	struct progress progress;
	struct bdl_error err = {0};
	int rc, status;

	progress_start(&progress, c->quiet);
	c->o.progress = c->listing.progress = progress_tell;
	c->o.progress_data = c->listing.progress_data = &progress;
	rc = bdl_check_bundle(&c->o, &c->checked, &err);
	progress_end(&progress);
	if (rc == 0) {
		status = finish(c);
	} else {
		complain(&err);
		status = EXIT_UNFINISHED;
	}
	bdl_checked_release(&c->checked);
	return status;
}

int cmd_check(int argc, char **argv)
{
	struct check c = {.ocr = OCR_OPTIONS_INIT};
	const struct option options[] = {
		{"for", 'f', OPTION_TEXT, &c.o.recipient, "RECIPIENT",
			"who gets it: cms, ice, court, family ... (default: as the case file says)",
			0, 0},
		{"date", 'd', OPTION_DATE, &c.listing.made_on, "YYYY-MM-DD",
			"what counts as today (default today)", 0, 0},
		{"supplement-to", 0, OPTION_TEXT, &c.listing.supplement_to, "ARCHIVE",
			"judge a folder as a supplement to this bundle", 0, 0},
		{"work", 'w', OPTION_TEXT, &c.listing.work, "DIR",
			"where the cache of a folder goes (default DIR/.bundle)", 0, 0},
		{"jobs", 'j', OPTION_COUNT, &c.listing.jobs, "N",
			"files read at a time (default: processors)", 1, 256},
		{"ocr", 0, OPTION_TEXT, &c.ocr.mode, "auto|off|all",
			"read the words of scans (default auto)", 0, 0},
		{"ocr-language", 0, OPTION_TEXT, &c.ocr.language, "LANG",
			"of scans (default eng; eng+cym)", 0, 0},
		{"all", 'a', OPTION_FLAG, &c.all, NULL,
			"list what is met and what does not apply, too", 0, 0},
		{"json", 0, OPTION_FLAG, &c.json, NULL, "the answer as data", 0, 0},
		{"quiet", 'q', OPTION_FLAG, &c.quiet, NULL, "the first lines only", 0, 0},
		OPTION_END,
	};
	const struct usage usage = {.name = "check",
		.arguments = "[BUNDLE.pdf|ARCHIVE|DIR]",
		.summary =
			"Says whether a bundle can be sent to its recipient and what is missing, "
			"and which of the\nrequirements R1 to R47 of a court or an ombudsman it "
			"meets.",
		.more = "Of a folder it is judged as it is now, and the newest bundle that was "
			"built there, with what has\n"
			"changed since; of an archive its table, all its PDFs and the archive "
			"itself. A PDF may come from\n"
			"any program: its requirements alone are checked.\n"
			"Exit status 1: something is to be done.",
		.options = options,
		.most = 1};
	int n, status;

	build_options_init(&c.listing);
	c.o.path = ".";
	n = options_parse(&usage, argc, argv, &c.o.path);
	if (n < 0)
		return n == -2 ? EXIT_DONE : EXIT_USAGE;
	if (!build_options_check(&c.listing, &c.ocr))
		return EXIT_USAGE;
	c.o.temporary = temporary_folder();
	c.o.reader = reader_path();
	c.o.listing = &c.listing;
	c.o.today = c.listing.made_on;
	status = recipient_option_check(c.o.recipient);
	return status == EXIT_DONE ? run(&c) : status;
}
