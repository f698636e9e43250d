/*
 * Exhibits to witness statements (PD 32, 11 to 15 and 17 to 18): front sheets and marks (R33), the
 * numbers in an exhibit (R34), and no court document among them (R35). A bundle without an
 * exhibit's front sheet is none of their business.
 */
#include "check/index_seen.h"

#include "base/text.h"
#include "model/numbering.h"
#include <stdlib.h>
#include <string.h>

/* clang-format off */
struct exhibit {
	const char *mark;        /* "AB1" */
	unsigned sheet, first, last; /* pages: of its front sheet, of what lies behind it */
	size_t documents;        /* behind it; 0: not known */
	size_t section;          /* row of the table's sections, or BDL_NONE */
};

struct exhibits {
	struct exhibit *list; size_t count;
};

/* clang-format on */

/* ---- finding them ---- */

/* Two to four capital letters and a number. */
static bool is_mark(const char *s)
{
	size_t letters = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	size_t figures = strspn(s + letters, "0123456789");

	return letters >= 2 && letters <= 4 && figures >= 1 && figures <= 4 &&
	       s[letters + figures] == '\0';
}

/* The word without quotes and stops around it. */
static const char *bare(struct bdl_judging *j, const char *word)
{
	size_t start = 0, end = strlen(word);

	while (word[start] && !bdl_is_alpha((unsigned char)word[start]) &&
		!bdl_is_digit((unsigned char)word[start]))
		start++;
	while (end > start && !bdl_is_alpha((unsigned char)word[end - 1]) &&
		!bdl_is_digit((unsigned char)word[end - 1]))
		end--;
	return bdl_rule_text(j, "%.*s", (int)(end - start), word + start);
}

/* "EXHIBIT AB1", "the exhibit marked "AB1" referred to": the mark behind the word; NULL: this page
 * is no front sheet. */
static const char *mark_of_sheet(struct bdl_judging *j, const struct bdl_seen_page *p)
{
	size_t most = p->word_count < 250 ? p->word_count : 250;

	/* a page full of words speaks of an exhibit and is none */
	if (p->word_count > 600)
		return NULL;
	for (size_t i = 0; i + 1 < most; i++) {
		const char *mark = NULL;

		if (strcmp(p->words[i].text, "EXHIBIT") == 0)
			mark = bare(j, p->words[i + 1].text);
		else if (bdl_text_casecmp(p->words[i].text, "exhibit") == 0 && i + 2 < most &&
			 bdl_text_casecmp(p->words[i + 1].text, "marked") == 0)
			mark = bare(j, p->words[i + 2].text);
		if (mark && is_mark(mark))
			return mark;
	}
	return NULL;
}

static struct exhibit *add(struct bdl_judging *j, struct exhibits *e, const struct exhibit *new)
{
	struct exhibit *list = bdl_arena_grow(&j->out->arena, e->list, e->count, sizeof(*list));

	if (!list) {
		j->failed = true;
		return NULL;
	}
	e->list = list;
	list[e->count] = *new;
	return &list[e->count++];
}

static void find_by_table(struct bdl_judging *j, struct exhibits *e)
{
	const struct bdl_bundle *b = j->table;

	for (size_t i = 0; i < b->section_count; i++) {
		const struct bdl_section *s = &b->sections[i];
		unsigned end = i + 1 < b->section_count ? s[1].page - 1 : b->pages;

		if (s->mark)
			add(j, e,
				&(struct exhibit){.mark = s->mark,
					.sheet = s->page,
					.first = s->page + s->sheets,
					.last = end,
					.documents = s->count,
					.section = i});
	}
}

/* An exhibit ends where the next begins, or a bookmark of its own depth does. */
static unsigned end_of(const struct bdl_judging *j, unsigned sheet)
{
	unsigned depth = 0, end = j->seen->page_count;
	bool found = false;

	for (size_t i = 0; i < j->seen->bookmark_count; i++) {
		const struct bdl_seen_bookmark *m = &j->seen->bookmarks[i];

		if (m->to.kind != BDL_TARGET_PAGE)
			continue;
		if (!found && m->to.page == sheet) {
			depth = m->depth;
			found = true;
		} else if (found && m->depth <= depth && m->to.page > sheet &&
			   m->to.page - 1 < end) {
			end = m->to.page - 1;
		}
	}
	return end;
}

static void find_by_pages(struct bdl_judging *j, struct exhibits *e)
{
	for (unsigned page = 1; page <= j->seen->page_count && !j->failed; page++) {
		const char *mark = mark_of_sheet(j, &j->seen->pages[page - 1]);

		if (!mark || (e->count && strcmp(e->list[e->count - 1].mark, mark) == 0))
			continue;
		if (e->count && e->list[e->count - 1].last >= page)
			e->list[e->count - 1].last = page - 1;
		add(j, e,
			&(struct exhibit){.mark = mark,
				.sheet = page,
				.first = page + 1,
				.last = end_of(j, page),
				.section = BDL_NONE});
	}
}

/* False, with a verdict, where there are none. */
static bool has_exhibits(struct bdl_judging *j, struct exhibits *e)
{
	*e = (struct exhibits){.count = 0};
	if (!bdl_rule_has_pages(j))
		return false;
	if (j->table)
		find_by_table(j, e);
	if (e->count == 0)
		find_by_pages(j, e);
	if (e->count == 0 && !j->failed)
		bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
			"The bundle holds no exhibit to a witness statement.");
	return e->count > 0 && !j->failed;
}

/* ---- R33 ---- */

static const char *text_of(struct bdl_judging *j, unsigned page)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_lines lines;
	const char *copy = NULL;

	if (bdl_lines_of(&j->seen->pages[page - 1], &j->out->arena, &lines) == 0) {
		for (size_t i = 0; i < lines.count; i++)
			bdl_buffer_printf(&text, "%s\n", lines.list[i].text);
		copy = text.failed ? NULL
				   : bdl_arena_string(&j->out->arena, bdl_buffer_string(&text));
	}
	bdl_buffer_release(&text);
	j->failed |= !copy;
	return copy ? copy : "";
}

static bool has_any(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (bdl_text_has_word(text, *words))
			return true;
	return false;
}

/* What the corner marking must say and this sheet does not (PD 32, 3.2 and 17.2); "" if nothing. */
static const char *lacks_of(struct bdl_judging *j, const struct exhibit *x)
{
	static const char *const party[] = {"claimant", "defendant", "applicant", "respondent",
		"appellant", "petitioner", "interested", "behalf", NULL};
	static const char *const statement[] = {"statement", "affidavit", "affirmation", NULL};
	const char *text = text_of(j, x->sheet);
	struct bdl_day day;

	return bdl_rule_text(j, "%s%s%s%s", bdl_text_has_word(text, x->mark) ? "" : ", the mark",
		has_any(text, party) ? "" : ", on whose behalf",
		has_any(text, statement) ? "" : ", which statement",
		bdl_last_date(text, &day) ? "" : ", its date");
}

static size_t letters_of(const char *mark)
{
	return strspn(mark, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

/* The exhibit whose mark does not go on from the last of the same witness; NULL: they all do. */
static const struct exhibit *out_of_order(const struct exhibits *e)
{
	for (size_t i = 1; i < e->count; i++)
		for (size_t k = i; k-- > 0;) {
			size_t n = letters_of(e->list[i].mark);

			if (letters_of(e->list[k].mark) != n ||
				strncmp(e->list[k].mark, e->list[i].mark, n) != 0)
				continue;
			if (strtoul(e->list[i].mark + n, NULL, 10) <=
				strtoul(e->list[k].mark + n, NULL, 10))
				return &e->list[i];
			break;
		}
	return NULL;
}

void bdl_rule_r33(struct bdl_judging *j)
{
	struct bdl_pages where = {.count = 0};
	const struct exhibit *astray;
	const char *first = NULL;
	struct exhibits e;

	if (!has_exhibits(j, &e))
		return;
	for (size_t i = 0; i < e.count && !j->failed; i++) {
		const struct exhibit *x = &e.list[i];
		const char *lacks =
			x->sheet <= j->seen->page_count ? lacks_of(j, x) : ", its front sheet";

		if (!is_mark(x->mark))
			lacks = bdl_rule_text(j, "%s, a mark of initials and a number", lacks);
		if (!*lacks)
			continue;
		first = first ? first
			      : bdl_rule_text(j, "%s: %s", bdl_quote(j, x->mark, 40), lacks + 2);
		bdl_pages_add(j, &where, x->sheet);
	}
	astray = out_of_order(&e);
	if (first)
		bdl_rule_says(j, BDL_FAIL, &where,
			"The front sheet of an exhibit does not say all that it must, %s.", first);
	else if (astray)
		bdl_rule_says(j, BDL_FAIL,
			&(struct bdl_pages){
				.list = (unsigned *)(uintptr_t)&astray->sheet, .count = 1},
			"Exhibit %s does not go on from the marks before it.",
			bdl_quote(j, astray->mark, 40));
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"%zu exhibit%s a front sheet with mark, party, statement and date.",
			e.count, e.count == 1 ? " has" : "s each have");
}

/* ---- R34 ---- */

/* True where "AB1-3" stands at the bottom of the page, near its middle. */
static bool is_numbered(const struct bdl_seen_page *p, const char *mark, unsigned number)
{
	size_t n = strlen(mark);

	for (size_t i = 0; i < p->word_count; i++) {
		const struct bdl_seen_word *w = &p->words[i];
		double middle = (w->left + w->right) / 2;

		if (w->bottom > p->height / 8 || middle < p->width / 4 || middle > p->width * 3 / 4)
			continue;
		if (strncmp(w->text, mark, n) == 0 && w->text[n] == '-' &&
			strtoul(w->text + n + 1, NULL, 10) == number)
			return true;
	}
	return false;
}

/* The sheets behind the front sheet that list its documents carry no number of the exhibit. */
static unsigned first_numbered(const struct bdl_judging *j, const struct exhibit *x)
{
	for (unsigned page = x->first; page <= x->last && page <= x->first + 20; page++)
		if (is_numbered(&j->seen->pages[page - 1], x->mark, 1))
			return page;
	return x->first;
}

static bool lists_documents(struct bdl_judging *j, const struct exhibit *x, unsigned first)
{
	struct bdl_day day;

	for (unsigned page = x->sheet; page < first || page == x->sheet; page++) {
		struct bdl_lines lines;
		size_t dated = 0;

		if (bdl_lines_of(&j->seen->pages[page - 1], &j->out->arena, &lines) < 0) {
			j->failed = true;
			return false;
		}
		for (size_t i = 0; i < lines.count; i++)
			dated += bdl_last_date(lines.list[i].text, &day) ||
				 bdl_text_has_word(lines.list[i].text, "undated");
		/* one date is the statement's own */
		if (dated >= 3)
			return true;
	}
	return false;
}

static bool is_by_date(const struct bdl_bundle *b, const struct bdl_section *s)
{
	const struct bdl_exhibit *before = NULL;

	for (size_t i = s->first; i < s->first + s->count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		if (x->inside || x->date.precision == BDL_UNDATED)
			continue;
		if (before && bdl_day_compare(x->date.day, before->date.day) < 0)
			return false;
		before = x;
	}
	return true;
}

void bdl_rule_r34(struct bdl_judging *j)
{
	struct bdl_pages without = {.count = 0}, unlisted = {.count = 0}, unordered = {.count = 0};
	struct exhibits e;

	if (!has_exhibits(j, &e))
		return;
	for (size_t i = 0; i < e.count && !j->failed; i++) {
		const struct exhibit *x = &e.list[i];
		unsigned last = x->last < j->seen->page_count ? x->last : j->seen->page_count, first;
		/* of a volume: what stands in the volumes before it */
		unsigned before = x->section == BDL_NONE ? 0 : j->table->sections[x->section].before;

		if (x->documents == 1 || x->first > last)
			continue;
		first = x->section == BDL_NONE ? first_numbered(j, x) : x->first;
		for (unsigned page = first; page <= last; page++)
			if (!is_numbered(&j->seen->pages[page - 1], x->mark,
				    before + page - first + 1))
				bdl_pages_add(j, &without, page);
		if (x->documents > 1 && !lists_documents(j, x, first))
			bdl_pages_add(j, &unlisted, x->sheet);
		if (x->section != BDL_NONE &&
			!is_by_date(j->table, &j->table->sections[x->section]))
			bdl_pages_add(j, &unordered, x->sheet);
	}
	if (without.count)
		bdl_rule_says(j, BDL_FAIL, &without,
			"%zu page%s no number of the exhibit at the bottom centre, such as %s-1.",
			bdl_pages_total(&without),
			without.count == 1 ? " of an exhibit has" : "s of exhibits have",
			bdl_quote(j, e.list[0].mark, 40));
	else if (unlisted.count)
		bdl_rule_says(j, BDL_FAIL, &unlisted,
			"An exhibit of more than one document has no list of them with their "
			"dates.");
	else if (unordered.count)
		bdl_rule_says(j, BDL_FAIL, &unordered,
			"The documents of an exhibit are not in order, earliest first.");
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"The pages of the exhibits are numbered at the bottom centre, and their "
			"documents listed.");
}

/* ---- R35 ---- */

static bool is_order(struct bdl_judging *j, unsigned page)
{
	static const char *const sealed[] = {"sealed", "seal", NULL};
	const char *text;

	if (j->seen->pages[page - 1].word_count < 10)
		return false;
	text = text_of(j, page);
	return (bdl_text_has_word(text, "it is ordered that") ||
		       bdl_text_has_word(text, "it is ordered")) &&
	       (has_any(text, sealed) || bdl_text_has_word(text, "court"));
}

void bdl_rule_r35(struct bdl_judging *j)
{
	struct bdl_pages where = {.count = 0};
	struct exhibits e;

	if (!has_exhibits(j, &e))
		return;
	for (size_t i = 0; i < e.count && !j->failed; i++) {
		const struct bdl_bundle *b = j->table;
		const struct bdl_section *s =
			e.list[i].section == BDL_NONE ? NULL : &b->sections[e.list[i].section];

		for (size_t k = s ? s->first : 0; s && k < s->first + s->count; k++) {
			const struct bdl_exhibit *x = &b->exhibits[b->order[k]];

			if (x->kind && strcmp(x->kind, "court-order") == 0)
				bdl_pages_add(j, &where, x->first_page);
		}
		for (unsigned page = e.list[i].first;
			page <= e.list[i].last && page <= j->seen->page_count; page++)
			if (is_order(j, page))
				bdl_pages_add(j, &where, page);
	}
	if (where.count)
		bdl_rule_says(j, BDL_WARN, &where,
			"A court's order seems to be exhibited on %s: court documents prove "
			"themselves (PD 32, 13.2).",
			bdl_pages_words(j, &where));
	else
		bdl_rule_says(j, BDL_PASS, NULL, "No court document seems to be exhibited.");
}
