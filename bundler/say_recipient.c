/* A recipient on the terminal. See say_recipient.h. */
#include "say_recipient.h"

#include "base/nearest.h"
#include "say.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 79, WORD_COLUMN = 2, TEXT_COLUMN = 12, KNOWN_MOST = 200 };

/* ---- lines ---- */

static size_t characters(const char *s, size_t bytes)
{
	size_t n = 0;

	for (size_t i = 0; i < bytes; i++)
		n += ((unsigned char)s[i] & 0xC0) != 0x80;
	return n;
}

/* How many bytes of the word fit into `wide` characters; an address that is longer is cut behind a
 * slash. */
static size_t fitting(const char *word, size_t length, size_t wide)
{
	size_t fits = 0;

	if (characters(word, length) <= wide)
		return length;
	for (size_t i = 1; i < length && characters(word, i) <= wide; i++)
		if (word[i - 1] == '/' || (word[i - 1] == '-' && i > wide / 2))
			fits = i;
	return fits ? fits : length;
}

/* The text in lines of at most `wide` characters, each behind the first one indented by `indent`.
 */
static void say_words(const char *text, size_t indent, size_t wide)
{
	size_t column = 0;

	while (*text) {
		size_t length = fitting(text, strcspn(text, " "), wide);
		size_t word = characters(text, length);
		bool cut = text[length] && text[length] != ' ';

		if (column && column + 1 + word > wide) {
			say("\n%*s", (int)indent, "");
			column = 0;
		} else if (column) {
			say(" ");
			column++;
		}
		say("%.*s", (int)length, text);
		column = cut ? wide : column + word;
		text += length;
		text += strspn(text, " ");
	}
}

static void say_text(size_t indent, const char *text)
{
	say("%*s", (int)indent, "");
	say_words(text, indent, WIDTH - indent);
	say("\n");
}

static void say_heading(const char *words)
{
	say("\n%s%s%s\n", paint_on(PAINT_BOLD), words, paint_off(PAINT_BOLD));
}

/* "  Phone     0800 171 2345" */
static void say_row(const char *word, const char *text)
{
	size_t used = WORD_COLUMN + strlen(word);

	say("%*s%s%*s", WORD_COLUMN, "", word, used < TEXT_COLUMN ? (int)(TEXT_COLUMN - used) : 1,
		"");
	say_words(text, TEXT_COLUMN, WIDTH - TEXT_COLUMN);
	say("\n");
}

/* Where a line comes from: one that was not read in an official text, or not for a year, says so.
 */
static void say_said(const struct bdl_said *s, struct bdl_day today)
{
	bool official = bdl_said_is_official(s), old = bdl_said_is_old(s, today);
	char when[BDL_DAY_TEXT] = "", line[1200];
	struct bdl_day day;

	if (s->reviewed && bdl_day_parse_iso(s->reviewed, &day) == 0)
		bdl_day_short(day, when);
	if (old)
		snprintf(line, sizeof(line), "check this with them (read on %s): %s", when,
			s->source);
	else if (!official)
		snprintf(line, sizeof(line), "check this with them: %s", s->source);
	else
		snprintf(line, sizeof(line), "%s", s->source);
	say_text(TEXT_COLUMN + 2, line);
}

/* ---- one ---- */

static void say_line(
	const char *word, const char *text, const struct bdl_said *s, struct bdl_day today)
{
	if (!text)
		return;
	say_row(word, text);
	say_said(s, today);
}

static void say_where(const struct bdl_recipient *r, struct bdl_day today)
{
	if (!r->address && !r->email && !r->phone && !r->site)
		return;
	say_heading("Where");
	for (size_t i = 0; r->address && r->address[i]; i++)
		say_row(i ? "" : "Address", r->address[i]);
	if (r->address)
		say_said(&r->address_said, today);
	say_line("E-mail", r->email, &r->email_said, today);
	say_line("Phone", r->phone, &r->phone_said, today);
	say_line("Site", r->site, &r->site_said, today);
}

static void say_enclosures(const struct bdl_recipient *r, struct bdl_day today)
{
	char line[1200];

	if (r->enclosure_count)
		say_heading("To enclose");
	for (size_t i = 0; i < r->enclosure_count; i++) {
		const struct bdl_enclosure *e = &r->enclosures[i];

		snprintf(line, sizeof(line), "%s: %s", e->what, e->why);
		say_row(e->required ? "must" : "should", line);
		say_said(&e->said, today);
	}
}

/* "final response, or reply to the complaint" */
static void name_steps(char *out, size_t size, const char **ids, const struct bdl_step_kinds *steps)
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; ids && ids[i] && used < size; i++) {
		const struct bdl_step_kind *k = bdl_step_kind_find(steps, ids[i]);
		int n = snprintf(out + used, size - used, "%s%s",
			i == 0 ? "" : (ids[i + 1] ? ", " : " or "), k ? k->label : ids[i]);

		used += n > 0 ? (size_t)n : 0;
	}
}

static void say_deadlines(
	const struct bdl_recipient *r, const struct bdl_step_kinds *steps, struct bdl_day today)
{
	char names[600], line[1200];

	if (r->deadline_count)
		say_heading("By when");
	for (size_t i = 0; i < r->deadline_count; i++) {
		const struct bdl_deadline_rule *d = &r->deadlines[i];

		say_text(WORD_COLUMN, d->what);
		say_text(TEXT_COLUMN, d->rule);
		name_steps(names, sizeof(names), d->triggers, steps);
		snprintf(line, sizeof(line), "counted from: %s%s", names,
			!d->triggers[1] ? "" : (d->first ? "; the oldest" : "; the newest"));
		say_text(TEXT_COLUMN, line);
		say_said(&d->said, today);
	}
}

static void say_standards(const struct bdl_recipient *r, struct bdl_day today)
{
	if (r->standard_count)
		say_heading("How fast they answer");
	for (size_t i = 0; i < r->standard_count; i++) {
		say_text(WORD_COLUMN, r->standards[i].what);
		say_said(&r->standards[i].said, today);
	}
}

static void say_facts(const struct bdl_recipient *r, struct bdl_day today)
{
	static const char *const wishes[] = {
		[BDL_FACT_REQUIRED] = "must",
		[BDL_FACT_ADVISED] = "should",
		[BDL_FACT_HIDDEN] = "must not",
	};
	char line[1200];

	if (r->fact_count)
		say_heading("On the cover");
	for (size_t i = 0; i < r->fact_count; i++) {
		const struct bdl_fact_rule *f = &r->facts[i];

		snprintf(line, sizeof(line), "%s: %s", bdl_fact_label(f->fact), f->why);
		say_row(wishes[f->wish], line);
		say_said(&f->said, today);
	}
}

/* ---- the PDF ---- */

static void say_limit(
	const char *word, const struct bdl_limit *l, const char *behind, struct bdl_day today)
{
	const struct bdl_said said = bdl_limit_said(l);
	char line[1200];

	if (!l->value)
		return;
	snprintf(line, sizeof(line), "%s%s", l->words, behind);
	say_row(word, line);
	say_said(&said, today);
}

static void say_pdf(const struct bdl_recipient *r, struct bdl_day today)
{
	char line[1200];

	say_heading("The PDF");
	say_line("Numbers",
		r->by_section ? "A1, A2, then B1: a letter for each section"
			      : "1, 2, 3 to the last page",
		&r->numbering_said, today);
	say_limit("Size", &r->bytes_safe, r->bytes_most.value ? ", to be safe" : "", today);
	say_limit("Size", &r->bytes_most, " at most", today);
	say_limit("Pages", &r->pages_most, " at most", today);
	say_limit("Core", &r->core_above, ": a core bundle beside it", today);
	say_limit("Type", &r->least_type, " or larger", today);
	for (unsigned i = 0; i < r->documents_count; i++) {
		const struct bdl_said said = bdl_document_limit_said(&r->documents[i]);

		snprintf(line, sizeof(line), "%s: %u pages at most", r->documents[i].document,
			r->documents[i].pages);
		say_line("Length", line, &said, today);
	}
	if (r->wants_hearing)
		say_line("Name", "ends with the date of the hearing", &r->hearing_said, today);
	if (r->wants_summary)
		say_line("Summary", "one page behind the cover", &r->summary_said, today);
	if (r->warns_of_messages)
		say_line("Contents",
			"letters, screenshots and photographs only where they are asked for",
			&r->messages_said, today);
}

static void say_notes(const struct bdl_recipient *r, struct bdl_day today)
{
	if (r->notes)
		say_heading("To know");
	for (size_t i = 0; r->notes && r->notes[i]; i++) {
		say_text(WORD_COLUMN, r->notes[i]);
		say_said(&r->note_said[i], today);
	}
}

static void say_next(
	const struct bdl_recipient *r, const struct bdl_recipients *all, struct bdl_day today)
{
	const struct bdl_recipient *next = r->next ? bdl_recipient_find(all, r->next) : NULL;
	char line[1200];

	if (!r->next_said.source)
		return;
	say_heading("What comes after");
	if (r->next_words)
		say_text(WORD_COLUMN, r->next_words);
	if (r->next) {
		snprintf(line, sizeof(line), "%s: bundle recipients %s",
			next ? next->name : r->next, r->next);
		say_text(WORD_COLUMN, line);
	}
	say_said(&r->next_said, today);
}

void say_recipient(const struct bdl_recipient *r, const struct bdl_recipients *all,
	const struct bdl_step_kinds *steps, struct bdl_day today)
{
	const struct bdl_said whole = {.reviewed = r->reviewed};
	char when[BDL_DAY_TEXT] = "", title[1200];
	struct bdl_day day;

	snprintf(title, sizeof(title), "%s (%s", r->name, r->id);
	for (const char **a = r->aliases; a && *a; a++) {
		size_t used = strlen(title);

		snprintf(title + used, sizeof(title) - used, ", %s", *a);
	}
	say("%s", paint_on(PAINT_BOLD));
	say_words(title, 0, WIDTH - 1);
	say(")%s\n", paint_off(PAINT_BOLD));
	if (bdl_day_parse_iso(r->reviewed, &day) == 0)
		bdl_day_long(day, when);
	say("Last read on %s%s.\n", when,
		bdl_said_is_old(&whole, today) ? ", more than a year ago: check all of it with them"
					       : "");
	say_where(r, today);
	say_enclosures(r, today);
	say_deadlines(r, steps, today);
	say_standards(r, today);
	say_facts(r, today);
	say_pdf(r, today);
	say_notes(r, today);
	say_next(r, all, today);
}

/* ---- all of them ---- */

enum { NAME_COLUMN = 27, NAME_WIDE = 36, READ_COLUMN = 65 };

static void say_recipient_row(const struct bdl_recipient *r, struct bdl_day today)
{
	const struct bdl_said whole = {.reviewed = r->reviewed};
	char when[BDL_DAY_TEXT] = "";
	struct bdl_day day;
	size_t first = 0;

	if (bdl_day_parse_iso(r->reviewed, &day) == 0)
		bdl_day_short(day, when);
	/* the name's first line, the date, the rest of the name */
	for (size_t next = 0; r->name[next] && characters(r->name, next) <= NAME_WIDE; next++)
		if (r->name[next + 1] == ' ' || r->name[next + 1] == '\0')
			first = next + 1;
	if (first == 0 || characters(r->name, first) > NAME_WIDE)
		first = strlen(r->name);
	say("%-*s %.*s%*s %s%s\n", NAME_COLUMN - 1, r->id, (int)first, r->name,
		(int)(READ_COLUMN - NAME_COLUMN - 1) - (int)characters(r->name, first), "", when,
		bdl_said_is_old(&whole, today) ? " old" : "");
	if (r->name[first]) {
		say("%*s", NAME_COLUMN, "");
		say_words(r->name + first + 1, NAME_COLUMN, NAME_WIDE);
		say("\n");
	}
}

static void say_aliases(const struct bdl_recipients *all)
{
	const struct bdl_recipient *r;
	char line[300] = "";

	for (size_t i = 0; (r = bdl_recipient_at(all, i)); i++)
		for (const char **a = r->aliases; a && *a; a++) {
			size_t used = strlen(line);

			snprintf(line + used, sizeof(line) - used, "%s%s for %s",
				used ? ", " : "shorter: ", *a, r->id);
		}
	if (line[0])
		say_text(0, line);
}

void say_recipients(const struct bdl_recipients *all, struct bdl_day today)
{
	const struct bdl_recipient *r;
	bool old = false;

	say("%s%-*s %-*s %s%s\n", paint_on(PAINT_BOLD), NAME_COLUMN - 1, "For",
		READ_COLUMN - NAME_COLUMN - 1, "Recipient", "Last read", paint_off(PAINT_BOLD));
	for (size_t i = 0; (r = bdl_recipient_at(all, i)); i++) {
		const struct bdl_said whole = {.reviewed = r->reviewed};

		say_recipient_row(r, today);
		old |= bdl_said_is_old(&whole, today);
	}
	say("\n");
	say_aliases(all);
	if (old)
		say("old: read more than a year ago, check it with them\n");
}

/* ---- nobody ---- */

static void advise_list(const struct bdl_recipients *all)
{
	char line[WIDTH] = "known: ";
	const struct bdl_recipient *r;

	for (size_t i = 0; (r = bdl_recipient_at(all, i)); i++) {
		const char *comma = bdl_recipient_at(all, i + 1) ? ", " : "";
		size_t used = strlen(line);

		if (used + strlen(r->id) + 4 >= sizeof(line)) {
			line[used - 1] = '\0';
			advise("%s", line);
			used = (size_t)snprintf(line, sizeof(line), "       ");
		}
		snprintf(line + used, sizeof(line) - used, "%s%s", r->id, comma);
	}
	advise("%s", line);
}

void advise_recipients(const struct bdl_recipients *all, const char *word)
{
	const char *ids[KNOWN_MOST + 1], *near;
	const struct bdl_recipient *r;
	size_t n = 0;

	for (size_t i = 0; (r = bdl_recipient_at(all, i)); i++) {
		if (n < KNOWN_MOST)
			ids[n++] = r->id;
		for (const char **a = r->aliases; a && *a && n < KNOWN_MOST; a++)
			ids[n++] = *a;
	}
	ids[n] = NULL;
	near = bdl_nearest(word, ids);
	if (near)
		advise("did you mean %s?", near);
	advise_list(all);
}
