/* The court's part of bundle.yaml: see case_court.h. */
#include "model/case_court.h"

#include "base/text.h"
#include "model/bundle.h"
#include <string.h>

#define LINES_MOST 60
#define PARTIES_MOST 20
#define STATEMENTS_MOST 100
#define EXHIBITS_MOST 1000
#define ESSENTIAL_MOST 1000
#define SEPARATE_MOST 100
#define MINUTES_MOST 10000
#define NUMBER_MOST 9999

static int take_number(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	return bdl_take_count(y, n, 1, NUMBER_MOST, into);
}

/* ---- proceedings ---- */

struct proceedings {
	const char **court, *claim_number, **heading;
	const struct bdl_node *heading_node, *parties_node;
};

struct party {
	const char *name, *role;
};

static const struct bdl_key party_keys[] = {
	BDL_KEY("name", struct party, name, bdl_take_text),
	BDL_KEY("role", struct party, role, bdl_take_text),
	BDL_KEY_END,
};

/* The court's name as it is written in lines, or where commas stand in a single one. */
static int take_court(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const char *s = bdl_node_text(y, n), **lines;
	size_t count = 0, most = 1;
	char end;

	if (!s)
		return -1;
	end = strchr(s, '\n') && strchr(s, '\n')[1] ? '\n' : ',';
	if (!s[strspn(s, " \t\n,")])
		return 0;
	for (const char *c = s; *c; c++)
		most += *c == end;
	lines = bdl_arena_alloc(y->a, (most + 1) * sizeof(*lines));
	if (!lines)
		return bdl_fail_memory(y->err);
	for (const char *line = s;; line++) {
		const char *stop = strchr(line, end);
		size_t length = stop ? (size_t)(stop - line) : strlen(line);

		if (bdl_take_bytes(y, line, length, false, &lines[count]) < 0)
			return -1;
		count += lines[count] != NULL;
		if (!stop)
			break;
		line = stop;
	}
	*(const char ***)into = lines;
	return 0;
}

static int take_heading(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct proceedings *p = into;

	p->heading_node = n;
	if (n->kind == BDL_NODE_LIST && n->count > LINES_MOST) {
		bdl_node_wrong(y, n, "the heading has more than %d lines", LINES_MOST);
		return bdl_hint(y->err, "name the parties shorter");
	}
	return bdl_take_texts(y, n, &p->heading);
}

/* Name, role, "and", name, role: the lines of a heading. */
static int take_parties(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct proceedings *p = into;
	size_t count, at = 0;
	const char **lines;
	void *rows;

	p->parties_node = n;
	if (bdl_take_rows(y, n, PARTIES_MOST, 3 * sizeof(*lines), &rows, &count) < 0)
		return -1;
	lines = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next) {
		struct party party = {NULL, NULL};

		if (bdl_take_mapping(y, v, party_keys, &party) < 0)
			return -1;
		if (!party.name || !party.role) {
			bdl_node_wrong(y, v, "a party has no name or no role");
			return bdl_hint(y->err, "write parties as {name: Ms A, role: Claimant}");
		}
		if (at > 0)
			lines[at++] = "and";
		lines[at++] = party.name;
		lines[at++] = party.role;
	}
	p->heading = at ? lines : NULL;
	return 0;
}

static const struct bdl_key proceedings_keys[] = {
	BDL_KEY("court", struct proceedings, court, take_court),
	BDL_KEY("claim_number", struct proceedings, claim_number, bdl_take_text),
	{"heading", take_heading, 0},
	{"parties", take_parties, 0},
	BDL_KEY_END,
};

static int take_proceedings(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_court *c = into;
	struct proceedings p = {.court = NULL};

	if (bdl_take_mapping(y, n, proceedings_keys, &p) < 0)
		return -1;
	if (p.heading_node && p.parties_node) {
		bdl_node_wrong(y, p.parties_node->key, "there is a heading and parties");
		return bdl_hint(y->err, "keep one of them: parties, or the lines of the heading");
	}
	c->court = p.court;
	c->claim_number = p.claim_number;
	c->heading = p.heading;
	return 0;
}

/* ---- statements ---- */

static int take_mark(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const char **mark = into;
	size_t initials;
	unsigned number;

	if (bdl_take_text(y, n, into) < 0)
		return -1;
	if (!*mark || bdl_mark_parse(*mark, &initials, &number))
		return 0;
	bdl_node_wrong(y, n, "\"%.60s\" is no mark of an exhibit", *mark);
	return bdl_hint(y->err, "a mark is two to four capitals and a number: AB1");
}

static int take_initials(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const char **initials = into;

	if (bdl_take_text(y, n, into) < 0)
		return -1;
	if (!*initials || bdl_initials_are_usable(*initials))
		return 0;
	bdl_node_wrong(y, n, "\"%.60s\" is not usable", *initials);
	return bdl_hint(y->err, "write two to four capitals: AB");
}

static const struct bdl_key exhibit_keys[] = {
	BDL_KEY("mark", struct bdl_exhibited, mark, take_mark),
	BDL_KEY("title", struct bdl_exhibited, title, bdl_take_text),
	BDL_KEY("files", struct bdl_exhibited, files, bdl_take_paths),
	BDL_KEY_END,
};

static int take_exhibits(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_statement *s = into;
	struct bdl_exhibited *x;
	void *rows;

	if (bdl_take_rows(y, n, EXHIBITS_MOST, sizeof(*x), &rows, &s->exhibit_count) < 0)
		return -1;
	x = s->exhibits = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next, x++) {
		if (bdl_take_mapping(y, v, exhibit_keys, x) < 0)
			return -1;
		if (!x->files) {
			bdl_node_wrong(y, v, "an exhibit has no files");
			return bdl_hint(y->err, "add files: [letters/2023-02-10.pdf]");
		}
	}
	return 0;
}

static const struct bdl_key statement_keys[] = {
	BDL_KEY("witness", struct bdl_statement, witness, bdl_take_text),
	BDL_KEY("initials", struct bdl_statement, initials, take_initials),
	BDL_KEY("capacity", struct bdl_statement, capacity, bdl_take_text),
	BDL_KEY("on_behalf_of", struct bdl_statement, on_behalf_of, bdl_take_text),
	BDL_KEY("date", struct bdl_statement, date, bdl_take_day),
	BDL_KEY("number", struct bdl_statement, number, take_number),
	BDL_KEY("first_exhibit", struct bdl_statement, first_exhibit, take_number),
	{"exhibits", take_exhibits, 0},
	BDL_KEY_END,
};

static int take_statements(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_court *c = into;
	struct bdl_statement *s;
	void *rows;

	if (bdl_take_rows(y, n, STATEMENTS_MOST, sizeof(*s), &rows, &c->statement_count) < 0)
		return -1;
	s = c->statements = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next, s++) {
		if (bdl_take_mapping(y, v, statement_keys, s) < 0)
			return -1;
		if (!s->witness) {
			bdl_node_wrong(y, v, "a statement has no witness");
			return bdl_hint(y->err, "add witness: A. Brown");
		}
		if (!s->exhibits)
			s->exhibits = bdl_arena_alloc(y->a, sizeof(*s->exhibits));
		if (!s->exhibits)
			return bdl_fail_memory(y->err);
	}
	return 0;
}

/* ---- essential reading ---- */

/* Digits at *s, which moves behind them and the spaces after them; 0 if there are none, or too
 * many. */
static unsigned page_number(const char **s)
{
	unsigned n = 0, digits = 0;

	for (; bdl_is_digit((unsigned char)**s) && digits < 7; (*s)++, digits++)
		n = n * 10 + (unsigned)(**s - '0');
	*s += strspn(*s, " ");
	return n;
}

/* "2", "2-3", also with a dash of another length. */
static bool parse_pages(const char *s, unsigned *from, unsigned *to)
{
	static const char *const dashes[] = {"-", "\xE2\x80\x93", "to "};

	s += strspn(s, " ");
	*from = *to = page_number(&s);
	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		if (!bdl_text_starts(s, dashes[i]))
			continue;
		s += strlen(dashes[i]);
		s += strspn(s, " ");
		*to = page_number(&s);
		break;
	}
	return *s == '\0' && *from >= 1 && *to >= *from;
}

static int take_pages(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_essential *e = into;
	const char *text = bdl_node_text(y, n);

	if (!text)
		return -1;
	if (!text[0] || parse_pages(text, &e->from, &e->to))
		return 0;
	bdl_node_wrong(y, n, "\"%.60s\" are no pages", text);
	return bdl_hint(y->err, "write the document's own pages, from 1: \"2\" or \"2-3\"");
}

static const struct bdl_key essential_keys[] = {
	BDL_KEY("file", struct bdl_essential, file, bdl_take_path),
	{"pages", take_pages, 0},
	BDL_KEY("note", struct bdl_essential, note, bdl_take_text),
	BDL_KEY_END,
};

static int take_one_essential(
	const struct bdl_yaml *y, const struct bdl_node *n, struct bdl_essential *e)
{
	e->exhibit = BDL_NONE;
	if (n->kind == BDL_NODE_TEXT)
		return bdl_take_path(y, n, &e->file);
	if (n->kind == BDL_NODE_LIST) {
		bdl_node_wrong(y, n, "a path is expected, or one of {file: ..., pages: ...}");
		return bdl_hint(y->err, "write {file: letters/2023-02-10.pdf, pages: \"2-3\"}");
	}
	if (bdl_take_mapping(y, n, essential_keys, e) < 0)
		return -1;
	if (e->file)
		return 0;
	bdl_node_wrong(y, n, "an entry has no file");
	return bdl_hint(y->err, "write {file: letters/2023-02-10.pdf, pages: \"2-3\"}");
}

static int take_essential(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_court *c = into;
	struct bdl_essential *e;
	void *rows;

	if (bdl_take_rows(y, n, ESSENTIAL_MOST, sizeof(*e), &rows, &c->essential_count) < 0)
		return -1;
	e = c->essential = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next, e++)
		if (take_one_essential(y, v, e) < 0)
			return -1;
	return 0;
}

static int take_minutes(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	return bdl_take_count(y, n, 0, MINUTES_MOST, into);
}

static int take_separate(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	if (n->kind == BDL_NODE_LIST && n->count > SEPARATE_MOST) {
		bdl_node_wrong(y, n, "more than %d documents are to be filed by themselves",
			SEPARATE_MOST);
		return bdl_hint(y->err, "list only those that are no part of the bundle");
	}
	return bdl_take_paths(y, n, into);
}

const struct bdl_key bdl_case_court_keys[] = {
	{"proceedings", take_proceedings, 0},
	{"statements", take_statements, 0},
	{"essential", take_essential, 0},
	BDL_KEY("reading_minutes", struct bdl_court, reading_minutes, take_minutes),
	BDL_KEY("core", struct bdl_court, core, bdl_take_paths),
	BDL_KEY("separate", struct bdl_court, separate, take_separate),
	BDL_KEY_END,
};
