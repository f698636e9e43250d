/* The court's part of bundle.yaml: see case_court.h. What it says is kept as it stands there; what
 * it leaves open (initials, marks, which files are meant) is for judge. */
#include "model/case_court.h"

#include "base/text.h"
#include <string.h>

#define TEXT_MOST 500
#define PATH_MOST 4096
#define MINUTES_MOST 10000
#define NUMBER_MOST 9999

#define TEXT(key, type, member)                                                                    \
	CYAML_FIELD_STRING_PTR(key, BDL_COURT_OPTIONAL, type, member, 0, TEXT_MOST)
#define COUNT(key, type, member) CYAML_FIELD_UINT(key, CYAML_FLAG_OPTIONAL, type, member)

/* ---- how it is written ---- */

static const cyaml_schema_value_t text_value = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, TEXT_MOST)};

const cyaml_schema_value_t bdl_path_value = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, PATH_MOST)};

static const cyaml_schema_field_t party_fields[] = {
	TEXT("name", struct bdl_written_party, name),
	TEXT("role", struct bdl_written_party, role),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t party_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct bdl_written_party, party_fields)};

const cyaml_schema_field_t bdl_proceedings_fields[] = {
	TEXT("court", struct bdl_written_proceedings, court),
	TEXT("claim_number", struct bdl_written_proceedings, claim_number),
	CYAML_FIELD_SEQUENCE("heading", BDL_COURT_OPTIONAL, struct bdl_written_proceedings, heading,
		&text_value, 0, 60),
	CYAML_FIELD_SEQUENCE("parties", BDL_COURT_OPTIONAL, struct bdl_written_proceedings, parties,
		&party_value, 0, 20),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t exhibit_fields[] = {
	TEXT("mark", struct bdl_written_exhibit, mark),
	TEXT("title", struct bdl_written_exhibit, title),
	CYAML_FIELD_SEQUENCE("files", BDL_COURT_OPTIONAL, struct bdl_written_exhibit, files,
		&bdl_path_value, 0, 10000),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t exhibit_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct bdl_written_exhibit, exhibit_fields)};

static const cyaml_schema_field_t statement_fields[] = {
	TEXT("witness", struct bdl_written_statement, witness),
	TEXT("initials", struct bdl_written_statement, initials),
	TEXT("capacity", struct bdl_written_statement, capacity),
	TEXT("on_behalf_of", struct bdl_written_statement, on_behalf_of),
	TEXT("date", struct bdl_written_statement, date),
	COUNT("number", struct bdl_written_statement, number),
	COUNT("first_exhibit", struct bdl_written_statement, first_exhibit),
	CYAML_FIELD_SEQUENCE("exhibits", BDL_COURT_OPTIONAL, struct bdl_written_statement, exhibits,
		&exhibit_value, 0, 1000),
	CYAML_FIELD_END,
};

const cyaml_schema_value_t bdl_statement_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct bdl_written_statement, statement_fields)};

static const cyaml_schema_field_t essential_fields[] = {
	CYAML_FIELD_STRING_PTR(
		"file", BDL_COURT_OPTIONAL, struct bdl_written_essential, file, 0, PATH_MOST),
	TEXT("pages", struct bdl_written_essential, pages),
	TEXT("note", struct bdl_written_essential, note),
	CYAML_FIELD_END,
};

const cyaml_schema_value_t bdl_essential_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct bdl_written_essential, essential_fields)};

void bdl_court_essential_as_paths(cyaml_schema_field_t *fields, size_t count, size_t court)
{
	for (size_t i = 0; i < count; i++) {
		if (!fields[i].key || strcmp(fields[i].key, "essential") != 0)
			continue;
		fields[i].data_offset =
			(uint32_t)(court + offsetof(struct bdl_written_court, essential_paths));
		fields[i].count_offset = (uint32_t)(court + offsetof(struct bdl_written_court,
								    essential_paths_count));
		fields[i].value.data_size = sizeof(char *);
		fields[i].value.sequence.entry = &bdl_path_value;
	}
}

/* ---- taking it over ---- */

struct taking {
	struct bdl_arena *a;
	const char *path; /* of the case file, for messages */
	struct bdl_error *err;
};

static int wrong(const struct taking *t, const char *what, const char *hint)
{
	bdl_fail(t->err, BDL_EFORMAT, t->path, "%s", what);
	return bdl_hint(t->err, "%s", hint);
}

/* s from `length` bytes, safe to print, without white space around it; runs of it inside become one
 * space unless `exact`. NULL for nothing. */
static int keep_bytes(
	const struct taking *t, const char *s, size_t length, bool exact, const char **out)
{
	struct bdl_buffer line = BDL_BUFFER_INIT, safe = BDL_BUFFER_INIT;
	int rc = 0;

	*out = NULL;
	while (length && bdl_is_space((unsigned char)s[length - 1]))
		length--;
	for (; length && bdl_is_space((unsigned char)*s); length--)
		s++;
	for (size_t i = 0; i < length; i++) {
		bool space = bdl_is_space((unsigned char)s[i]);

		if (exact || !space)
			bdl_buffer_byte(&line, s[i]);
		else if (!bdl_is_space((unsigned char)s[i - 1]))
			bdl_buffer_byte(&line, ' ');
	}
	if (line.failed || bdl_text_escape(&safe, bdl_buffer_string(&line), line.length) < 0)
		rc = bdl_fail_memory(t->err);
	else if (safe.length) {
		*out = bdl_arena_string(t->a, bdl_buffer_string(&safe));
		rc = *out ? 0 : bdl_fail_memory(t->err);
	}
	bdl_buffer_release(&line);
	bdl_buffer_release(&safe);
	return rc;
}

static int keep(const struct taking *t, const char *s, const char **out)
{
	*out = NULL;
	return s ? keep_bytes(t, s, strlen(s), false, out) : 0;
}

/* Of "./letters/" it keeps "letters". */
static int keep_path(const struct taking *t, const char *s, const char **out)
{
	size_t length;

	s += strspn(s, " \t\n");
	while (s[0] == '.' && s[1] == '/')
		s += 2;
	length = strlen(s);
	while (length > 1 && (s[length - 1] == '/' || bdl_is_space((unsigned char)s[length - 1])))
		length--;
	if (keep_bytes(t, s, length, true, out) < 0)
		return -1;
	if (!*out)
		return wrong(t, "a path is empty",
			"write paths as they are below the folder: letters/2023-02-10.pdf");
	return 0;
}

/* NULL-ended; NULL for no list. */
static int keep_paths(const struct taking *t, char *const *list, unsigned count, const char ***out)
{
	*out = NULL;
	if (!list || count == 0)
		return 0;
	*out = bdl_arena_alloc(t->a, (count + (size_t)1) * sizeof(**out));
	if (!*out)
		return bdl_fail_memory(t->err);
	for (unsigned i = 0; i < count; i++)
		if (keep_path(t, list[i], &(*out)[i]) < 0)
			return -1;
	return 0;
}

/* The lines of the court's name: as they are written, or where commas stand in a single one. */
static int keep_lines(const struct taking *t, const char *s, const char ***out)
{
	size_t count = 0, most = 1;
	char end = s && strchr(s, '\n') && strchr(s, '\n')[1] ? '\n' : ',';

	*out = NULL;
	if (!s || !s[strspn(s, " \t\n,")])
		return 0;
	for (const char *c = s; *c; c++)
		most += *c == end;
	*out = bdl_arena_alloc(t->a, (most + 1) * sizeof(**out));
	if (!*out)
		return bdl_fail_memory(t->err);
	for (const char *line = s;; line++) {
		const char *stop = strchr(line, end);
		size_t length = stop ? (size_t)(stop - line) : strlen(line);

		if (keep_bytes(t, line, length, false, &(*out)[count]) < 0)
			return -1;
		count += (*out)[count] != NULL;
		if (!stop)
			return 0;
		line = stop;
	}
}

static int keep_heading(
	const struct taking *t, const struct bdl_written_proceedings *w, const char ***out)
{
	size_t count = 0, most = w->heading_count + (size_t)3 * w->parties_count;

	*out = NULL;
	if (most == 0)
		return 0;
	*out = bdl_arena_alloc(t->a, (most + 1) * sizeof(**out));
	if (!*out)
		return bdl_fail_memory(t->err);
	for (unsigned i = 0; i < w->heading_count; i++) {
		if (keep(t, w->heading[i], &(*out)[count]) < 0)
			return -1;
		count += (*out)[count] != NULL;
	}
	for (unsigned i = 0; i < w->parties_count; i++) {
		if (!w->parties[i].name || !w->parties[i].role)
			return wrong(t, "proceedings: a party has no name or no role",
				"write parties as {name: Ms A, role: Claimant}");
		if (i > 0)
			(*out)[count++] = "and";
		if (keep(t, w->parties[i].name, &(*out)[count]) < 0)
			return -1;
		count += (*out)[count] != NULL;
		if (keep(t, w->parties[i].role, &(*out)[count]) < 0)
			return -1;
		count += (*out)[count] != NULL;
	}
	return 0;
}

static int take_proceedings(
	struct bdl_court *c, const struct taking *t, const struct bdl_written_proceedings *w)
{
	if (!w)
		return 0;
	if (w->heading_count && w->parties_count)
		return wrong(t, "proceedings has a heading and parties",
			"keep one of them: parties, or the lines of the heading");
	if (keep_lines(t, w->court, &c->court) < 0 ||
		keep(t, w->claim_number, &c->claim_number) < 0)
		return -1;
	return keep_heading(t, w, &c->heading);
}

static int take_exhibit(struct bdl_exhibited *x, const struct taking *t, const char *witness,
	const struct bdl_written_exhibit *w)
{
	size_t initials;
	unsigned number;

	if (keep(t, w->mark, &x->mark) < 0 || keep(t, w->title, &x->title) < 0 ||
		keep_paths(t, w->files, w->files_count, &x->files) < 0)
		return -1;
	if (x->mark && !bdl_mark_parse(x->mark, &initials, &number)) {
		bdl_fail(t->err, BDL_EFORMAT, t->path, "\"%.60s\" is no mark of an exhibit",
			x->mark);
		return bdl_hint(t->err, "a mark is two to four capitals and a number: AB1");
	}
	if (!x->files) {
		bdl_fail(
			t->err, BDL_EFORMAT, t->path, "an exhibit of %.100s has no files", witness);
		return bdl_hint(t->err, "add files: [letters/2023-02-10.pdf]");
	}
	return 0;
}

static int take_statement_date(
	struct bdl_statement *s, const struct taking *t, const struct bdl_written_statement *w)
{
	if (!w->date || !w->date[0] || bdl_day_parse_iso(w->date, &s->date) == 0)
		return 0;
	bdl_fail(t->err, BDL_EFORMAT, t->path, "statements: \"%.60s\" is not a date", w->date);
	return bdl_hint(t->err, "write it as 2023-06-02: year, month, day");
}

static int take_statement(
	struct bdl_statement *s, const struct taking *t, const struct bdl_written_statement *w)
{
	if (keep(t, w->witness, &s->witness) < 0 || keep(t, w->initials, &s->initials) < 0 ||
		keep(t, w->capacity, &s->capacity) < 0 ||
		keep(t, w->on_behalf_of, &s->on_behalf_of) < 0)
		return -1;
	if (!s->witness)
		return wrong(t, "a statement has no witness", "add witness: A. Brown");
	if (s->initials && !bdl_initials_are_usable(s->initials)) {
		bdl_fail(t->err, BDL_EFORMAT, t->path, "initials: \"%.60s\" is not usable",
			s->initials);
		return bdl_hint(t->err, "write two to four capitals: AB");
	}
	if (w->number > NUMBER_MOST || w->first_exhibit > NUMBER_MOST)
		return wrong(t, "statements: a number is above 9999", "count from 1");
	s->number = w->number;
	s->first_exhibit = w->first_exhibit;
	if (take_statement_date(s, t, w) < 0)
		return -1;
	s->exhibit_count = w->exhibits_count;
	s->exhibits = bdl_arena_alloc(t->a, (s->exhibit_count + 1) * sizeof(*s->exhibits));
	if (!s->exhibits)
		return bdl_fail_memory(t->err);
	for (size_t i = 0; i < s->exhibit_count; i++)
		if (take_exhibit(&s->exhibits[i], t, s->witness, &w->exhibits[i]) < 0)
			return -1;
	return 0;
}

static int take_statements(
	struct bdl_court *c, const struct taking *t, const struct bdl_written_court *w)
{
	c->statement_count = w->statements_count;
	c->statements = bdl_arena_alloc(t->a, (c->statement_count + 1) * sizeof(*c->statements));
	if (!c->statements)
		return bdl_fail_memory(t->err);
	for (size_t i = 0; i < c->statement_count; i++)
		if (take_statement(&c->statements[i], t, &w->statements[i]) < 0)
			return -1;
	return 0;
}

/* Digits at *s, which moves behind them and the spaces after them; 0 if there are none, or too
 * many. */
static unsigned take_number(const char **s)
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
	*from = *to = take_number(&s);
	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		if (!bdl_text_starts(s, dashes[i]))
			continue;
		s += strlen(dashes[i]);
		s += strspn(s, " ");
		*to = take_number(&s);
		break;
	}
	return *s == '\0' && *from >= 1 && *to >= *from;
}

static int take_one_essential(
	struct bdl_essential *e, const struct taking *t, const struct bdl_written_essential *w)
{
	if (!w->file)
		return wrong(t, "essential: an entry has no file",
			"write {file: letters/2023-02-10.pdf, pages: \"2-3\"}");
	if (keep_path(t, w->file, &e->file) < 0 || keep(t, w->note, &e->note) < 0)
		return -1;
	if (w->pages && w->pages[0] && !parse_pages(w->pages, &e->from, &e->to)) {
		bdl_fail(t->err, BDL_EFORMAT, t->path, "essential: \"%.60s\" are no pages",
			w->pages);
		return bdl_hint(t->err, "write the document's own pages, from 1: \"2\" or \"2-3\"");
	}
	return 0;
}

static int take_essential(
	struct bdl_court *c, const struct taking *t, const struct bdl_written_court *w)
{
	size_t count = w->essential_count + (size_t)w->essential_paths_count;

	c->essential = bdl_arena_alloc(t->a, (count + 1) * sizeof(*c->essential));
	if (!c->essential)
		return bdl_fail_memory(t->err);
	for (; c->essential_count < count; c->essential_count++) {
		struct bdl_written_essential path = {0};
		const struct bdl_written_essential *one = &path;

		if (c->essential_count < w->essential_count)
			one = &w->essential[c->essential_count];
		else
			path.file = w->essential_paths[c->essential_count - w->essential_count];
		if (take_one_essential(&c->essential[c->essential_count], t, one) < 0)
			return -1;
		c->essential[c->essential_count].exhibit = BDL_NONE;
	}
	if (w->reading_minutes && *w->reading_minutes > MINUTES_MOST)
		return wrong(t, "reading_minutes is above 10000", "give the estimate in minutes");
	c->reading_minutes = w->reading_minutes ? *w->reading_minutes : 0;
	return 0;
}

int bdl_case_take_court(struct bdl_case *c, struct bdl_arena *a, const struct bdl_written_court *w,
	const char *path, struct bdl_error *err)
{
	const struct taking t = {.a = a, .path = path, .err = err};
	struct bdl_court *court;

	if (!w->proceedings && !w->statements && !w->essential && !w->essential_paths &&
		!w->reading_minutes && !w->core && !w->separate)
		return 0;
	court = bdl_arena_alloc(a, sizeof(*court));
	if (!court)
		return bdl_fail_memory(err);
	if (take_proceedings(court, &t, w->proceedings) < 0 || take_statements(court, &t, w) < 0 ||
		take_essential(court, &t, w) < 0)
		return -1;
	if (keep_paths(&t, w->core, w->core_count, &court->core) < 0 ||
		keep_paths(&t, w->separate, w->separate_count, &court->separate) < 0)
		return -1;
	c->court = court;
	return 0;
}
