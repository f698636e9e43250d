/* bundle check: does a finished bundle keep the requirements R1 to R47? One line a requirement that
 * needs something. */
#include "base/text.h"
#include "bundle.h"
#include "commands.h"
#include "json.h"
#include "model/recipient.h"
#include "options.h"
#include "progress.h"
#include "say.h"
#include "surroundings.h"
#include <stdio.h>
#include <string.h>

enum { TEXT_COLUMN = 7, ID_COLUMN = 76, WIDTH = 80, CHANGES_SHOWN = 20 };

struct check {
	struct bdl_check_bundle_options o;
	struct bdl_checked checked;
	char name[300]; /* of the recipient; "" without one */
	bool json, quiet, all;
};

/* ---- lines ---- */

static size_t characters(const char *s, size_t bytes)
{
	size_t n = 0;

	for (size_t i = 0; i < bytes; i++)
		n += ((unsigned char)s[i] & 0xC0) != 0x80;
	return n;
}

/* Words under each other from the text's column on; the id stands at the end of the first line. */
static void say_wrapped(const char *text, const char *id)
{
	size_t column = TEXT_COLUMN;
	bool first = true;

	while (*text) {
		size_t length = strcspn(text, " "), wide = characters(text, length);

		if (column > TEXT_COLUMN && column + 1 + wide > ID_COLUMN - 1) {
			if (first && id)
				say("%*s%4s", (int)(ID_COLUMN - column), "", id);
			say("\n%*s", TEXT_COLUMN, "");
			column = TEXT_COLUMN;
			first = false;
		} else if (column > TEXT_COLUMN) {
			say(" ");
			column++;
		}
		say("%.*s", (int)length, text);
		column += wide;
		text += length;
		text += strspn(text, " ");
	}
	if (first && id)
		say("%*s%4s", column < ID_COLUMN ? (int)(ID_COLUMN - column) : 1, "", id);
	say("\n");
}

static void say_line(const char *word, enum paint paint, const char *text, const char *id)
{
	struct bdl_buffer safe = BDL_BUFFER_INIT;

	say("%s%s%s%*s", paint_on(paint), word, paint_off(paint), TEXT_COLUMN - (int)strlen(word),
		"");
	if (bdl_text_escape(&safe, text, strlen(text)) == 0)
		say_wrapped(bdl_buffer_string(&safe), id);
	bdl_buffer_release(&safe);
}

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
	if (c->name[0])
		say(" (%s)", c->name);
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
		say("%*s%-8s ", TEXT_COLUMN, "", words[k->changes[i].kind]);
		say_name(stdout, k->changes[i].name);
		say("\n");
	}
	if (k->change_count > CHANGES_SHOWN)
		say("%*sand %zu more\n", TEXT_COLUMN, "", k->change_count - CHANGES_SHOWN);
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

static void say_answer(const struct check *c)
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

static int finish(struct check *c)
{
	struct bdl_error err = {0};

	if (c->json && json_check(&c->checked, c->o.recipient, &err) < 0) {
		complain(&err);
		return EXIT_UNFINISHED;
	}
	if (!c->json)
		say_answer(c);
	return count(&c->checked.verdicts, BDL_FAIL) || c->checked.change_count ? EXIT_ATTENTION
										: EXIT_DONE;
}

static int run(struct check *c)
{
	struct progress progress;
	struct bdl_error err = {0};
	int rc, status;

	progress_start(&progress, c->quiet);
	c->o.progress = progress_tell;
	c->o.progress_data = &progress;
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

/* ---- who it is for ---- */

/* As many to a line as fit. */
static void say_known(const struct bdl_recipients *all)
{
	char line[WIDTH] = "known: ";
	const struct bdl_recipient *r, *next;

	for (size_t i = 0; (r = bdl_recipient_at(all, i)); i++) {
		size_t used = strlen(line);

		next = bdl_recipient_at(all, i + 1);
		if (used + strlen(r->id) + 3 >= sizeof(line)) {
			line[used - 1] = '\0';
			advise("%s", line);
			used = (size_t)snprintf(line, sizeof(line), "       ");
		}
		snprintf(line + used, sizeof(line) - used, "%s%s", r->id, next ? ", " : "");
	}
	advise("%s", line);
}

/* EXIT_DONE: known, or nobody in particular. */
static int find_recipient(struct check *c)
{
	struct bdl_recipients *all = NULL;
	const struct bdl_recipient *r;
	struct bdl_error err = {0};
	int status = EXIT_DONE;

	if (!c->o.recipient)
		return EXIT_DONE;
	if (bdl_recipients_load(&all, &err) < 0) {
		complain(&err);
		return EXIT_UNFINISHED;
	}
	r = bdl_recipient_find(all, c->o.recipient);
	if (r) {
		snprintf(c->name, sizeof(c->name), "%s", r->name);
	} else {
		complain_text("recipient \"%s\" is not known", c->o.recipient);
		say_known(all);
		status = EXIT_USAGE;
	}
	bdl_recipients_release(all);
	return status;
}

int cmd_check(int argc, char **argv)
{
	struct check c = {.json = false};
	const struct option options[] = {
		{"for", 'f', OPTION_TEXT, &c.o.recipient, "RECIPIENT",
			"who gets it: cms, ice, court, family ...", 0, 0},
		{"all", 'a', OPTION_FLAG, &c.all, NULL,
			"list what is met and what does not apply, too", 0, 0},
		{"json", 0, OPTION_FLAG, &c.json, NULL, "the verdicts as data", 0, 0},
		{"quiet", 'q', OPTION_FLAG, &c.quiet, NULL, "the first line only", 0, 0},
		OPTION_END,
	};
	const struct usage usage = {.name = "check",
		.arguments = "[BUNDLE.pdf|ARCHIVE|DIR]",
		.summary = "Says which of the requirements R1 to R47 of a court or an ombudsman a "
			   "finished bundle meets.",
		.more = "A PDF may come from any program. Of an archive all PDFs are checked, and "
			"the archive itself; of a\n"
			"folder the newest bundle that was built there, and what has changed in "
			"the folder since.\n"
			"Exit status 1: something is to be done.",
		.options = options,
		.most = 1};
	int n, status;

	c.o.path = ".";
	n = options_parse(&usage, argc, argv, &c.o.path);
	if (n < 0)
		return n == -2 ? EXIT_DONE : EXIT_USAGE;
	c.o.temporary = temporary_folder();
	c.o.reader = reader_path();
	status = find_recipient(&c);
	return status == EXIT_DONE ? run(&c) : status;
}
