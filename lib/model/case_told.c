/* What bundle.yaml says beside the documents: see case_told.h. */
#include "model/case_told.h"

#include "base/buffer.h"
#include "base/text.h"
#include "model/step.h"
#include "model/told.h"
#include <string.h>

#define SILENCE_MOST 3650 /* days */

int bdl_case_check_page(
	const struct bdl_yaml *y, const struct bdl_node *n, const char *file, unsigned page)
{
	if (page == 0 || file)
		return 0;
	bdl_node_wrong(y, n, "there is a page, and no file that it belongs to");
	return bdl_hint(y->err, "add file: letters/2023-02-10.pdf");
}

static const struct bdl_node *value_of(const struct bdl_node *mapping, const char *name)
{
	for (const struct bdl_node *v = mapping->first; v; v = v->next)
		if (strcmp(v->key->text, name) == 0)
			return v;
	return mapping;
}

static int add_path(
	const struct bdl_yaml *y, struct bdl_told *told, const struct bdl_told_path *path)
{
	struct bdl_told_path *list =
		bdl_arena_grow(y->a, told->paths, told->path_count, sizeof(*list));

	if (!list)
		return bdl_fail_memory(y->err);
	told->paths = list;
	list[told->path_count++] = *path;
	return 0;
}

int bdl_case_name_file(const struct bdl_yaml *y, const struct bdl_node *n, const char *name,
	const char *path, struct bdl_told *told)
{
	const struct bdl_told_path new = {.path = path, .node = value_of(n, name)};

	return path ? add_path(y, told, &new) : 0;
}

int bdl_case_check_order(const struct bdl_yaml *y, const struct bdl_node *n, const char *name,
	struct bdl_day a, struct bdl_day b)
{
	char first[BDL_DAY_TEXT], second[BDL_DAY_TEXT];

	if (!bdl_day_exists(a) || !bdl_day_exists(b) || bdl_day_compare(a, b) <= 0)
		return 0;
	bdl_day_long(a, first);
	bdl_day_long(b, second);
	bdl_node_wrong(y, value_of(n, name), "%s is before %s", second, first);
	return bdl_hint(y->err, "check both dates; 10/02/2023 is 10 February");
}

/* ---- people ---- */

/* Lines, or one line with commas: "1 High Street, Leeds, LS1 1AA". */
static int take_address(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_person *p = into;
	struct bdl_buffer joined = BDL_BUFFER_INIT;
	const char *text = bdl_node_text(y, n);
	int rc;

	if (!text)
		return -1;
	while (*text) {
		size_t length = strcspn(text, "\n"), kept = length;

		while (kept &&
			(bdl_is_space((unsigned char)text[kept - 1]) || text[kept - 1] == ','))
			kept--;
		if (kept && joined.length)
			bdl_buffer_text(&joined, ", ");
		bdl_buffer_add(&joined, text, kept);
		text += length + (text[length] == '\n');
	}
	rc = joined.failed ? bdl_fail_memory(y->err)
			   : bdl_take_bytes(y, bdl_buffer_string(&joined), joined.length, false,
				     &p->address);
	bdl_buffer_release(&joined);
	if (p->address)
		p->given |= BDL_GIVEN_ADDRESS;
	return rc;
}

static int take_phone(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_person *p = into;

	if (bdl_take_text(y, n, &p->phone) < 0)
		return -1;
	if (p->phone)
		p->given |= BDL_GIVEN_PHONE;
	return 0;
}

static int take_email(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_person *p = into;

	if (bdl_take_text(y, n, &p->email) < 0)
		return -1;
	if (!p->email)
		return 0;
	p->given |= BDL_GIVEN_EMAIL;
	if (strchr(p->email, '@') && !strchr(p->email, ' '))
		return 0;
	bdl_node_wrong(y, n, "\"%.60s\" is no e-mail address", p->email);
	return bdl_hint(y->err, "an e-mail address has an @ in it, and no space");
}

static int take_born(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_person *p = into;

	p->given |= BDL_GIVEN_BORN;
	return bdl_take_day(y, n, &p->born);
}

static int take_person(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {
		BDL_KEY("name", struct bdl_person, name, bdl_take_text),
		{"address", take_address, 0},
		{"phone", take_phone, 0},
		{"email", take_email, 0},
		{"date_of_birth", take_born, 0},
		BDL_KEY_END,
	};

	return bdl_take_mapping(y, n, keys, into);
}

/* ---- events ---- */

/* The ids of schemas/steps.yaml, and "none"; NULL-ended, in the arena. */
static const char **step_words(const struct bdl_yaml *y)
{
	struct bdl_step_kinds *kinds = NULL;
	const char **words = NULL;
	size_t n = 0;

	if (bdl_step_kinds_load(&kinds, NULL, 0, y->err) < 0)
		return NULL;
	words = bdl_arena_alloc(y->a, ((size_t)kinds->kinds_count + 2) * sizeof(*words));
	for (; words && n < kinds->kinds_count; n++) {
		words[n] = bdl_arena_string(y->a, kinds->kinds[n].id);
		if (!words[n])
			words = NULL;
	}
	if (words)
		words[n] = BDL_STEP_NONE;
	else
		bdl_fail_memory(y->err);
	bdl_step_kinds_release(kinds);
	return words;
}

struct event {
	struct bdl_told_event told;
	const struct bdl_node *type;
};

static int take_type(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const struct bdl_node **type = into;

	*type = n;
	return bdl_node_text(y, n) ? 0 : -1;
}

static const struct bdl_key event_keys[] = {
	BDL_KEY("date", struct event, told.day, bdl_take_day),
	BDL_KEY("type", struct event, type, take_type),
	BDL_KEY("text", struct event, told.text, bdl_take_text),
	BDL_KEY("by", struct event, told.by, bdl_take_text),
	BDL_KEY("file", struct event, told.file, bdl_take_path),
	BDL_KEY("page", struct event, told.page, bdl_take_page),
	BDL_KEY("received", struct event, told.received, bdl_take_day),
	BDL_KEY("answers", struct event, told.answers, bdl_take_day),
	BDL_KEY_END,
};

/* What an event must say so that it says something. */
static int check_event(
	const struct bdl_yaml *y, const struct bdl_node *n, const struct bdl_told_event *e)
{
	bool dated = bdl_day_exists(e->day), none = e->type && strcmp(e->type, BDL_STEP_NONE) == 0;

	if (!dated && !e->file) {
		bdl_node_wrong(y, n, "an event has no date, and no file that has one");
		return bdl_hint(y->err, "add date: 2023-02-10, or file: letters/2023-02-10.pdf");
	}
	if (!e->type && !e->text && !bdl_day_exists(e->received)) {
		bdl_node_wrong(y, n, "an event does not say what happened");
		return bdl_hint(y->err, "add text: I rang the CMS, or type: complaint");
	}
	if (!e->text && !e->file) {
		bdl_node_wrong(y, n, "an event without a file needs a text");
		return bdl_hint(y->err, "add text: I complained to the CMS by telephone");
	}
	if (none && !e->file) {
		bdl_node_wrong(y, n, "type none needs the file that is no step");
		return bdl_hint(y->err, "add file: letters/2023-02-10.pdf, or leave type out");
	}
	if (bdl_case_check_order(y, n, "received", e->day, e->received) < 0 ||
		bdl_case_check_order(y, n, "answers", e->answers, e->day) < 0)
		return -1;
	return bdl_case_check_page(y, n, e->file, e->page);
}

static int take_event(const struct bdl_yaml *y, const struct bdl_node *n, const char **words,
	struct bdl_told_event *out)
{
	struct event e = {.type = NULL};

	if (bdl_take_mapping(y, n, event_keys, &e) < 0)
		return -1;
	if (e.type) {
		int word = bdl_take_word(y, e.type, "type of step", words);

		if (word < 0)
			return -1;
		e.told.type = words[word];
	}
	e.told.line = n->line;
	*out = e.told;
	return check_event(y, n, out);
}

static int take_events(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_told *t = into;
	const char **words;
	void *rows;

	if (bdl_take_rows(y, n, BDL_TOLD_MOST, sizeof(*t->events), &rows, &t->event_count) < 0)
		return -1;
	t->events = rows;
	words = step_words(y);
	if (!words)
		return -1;
	rows = t->events;
	for (const struct bdl_node *v = n->first; v; v = v->next) {
		struct bdl_told_event *e = rows;

		if (take_event(y, v, words, e) < 0 ||
			bdl_case_name_file(y, v, "file", e->file, t) < 0)
			return -1;
		rows = e + 1;
	}
	return 0;
}

/* ---- allegations, what is private ---- */

static const struct bdl_key allegation_keys[] = {
	BDL_KEY("heading", struct bdl_allegation, heading, bdl_take_text),
	BDL_KEY("text", struct bdl_allegation, text, bdl_take_text),
	BDL_KEY("files", struct bdl_allegation, files, bdl_take_paths),
	BDL_KEY_END,
};

/* What a heading must be: there, whole where index.csv lists several with ";" between them, and one
 * of its kind. */
static int check_heading(const struct bdl_yaml *y, const struct bdl_node *n,
	const struct bdl_allegation *before, const struct bdl_allegation *row)
{
	if (!row->heading) {
		bdl_node_wrong(y, n, "an allegation has no heading");
		return bdl_hint(y->err, "add heading: Delay");
	}
	if (strchr(row->heading, ';')) {
		bdl_node_wrong(y, value_of(n, "heading"), "\";\" stands in the heading \"%.60s\"",
			row->heading);
		return bdl_hint(y->err, "write a comma or a dash instead: in index.csv \";\" "
					"stands between headings");
	}
	for (; before < row; before++)
		if (bdl_text_casecmp(before->heading, row->heading) == 0) {
			bdl_node_wrong(y, value_of(n, "heading"),
				"there is a heading \"%.60s\" already", before->heading);
			return bdl_hint(y->err, "put what belongs to it under one heading");
		}
	return 0;
}

/* As bdl_case_name_file(), of a list. */
static int name_files(const struct bdl_yaml *y, const struct bdl_node *n,
	const struct bdl_allegation *row, struct bdl_told *told)
{
	const char **path = row->files;

	for (const struct bdl_node *v = value_of(n, "files")->first; path && *path; v = v->next) {
		const struct bdl_told_path new = {.path = *path++, .node = v, .many = true};

		if (add_path(y, told, &new) < 0)
			return -1;
	}
	return 0;
}

static int take_allegations(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_told *t = into;
	struct bdl_allegation *row;
	void *rows;

	if (bdl_take_rows(y, n, BDL_TOLD_MOST, sizeof(*row), &rows, &t->allegation_count) < 0)
		return -1;
	row = t->allegations = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next, row++) {
		if (bdl_take_mapping(y, v, allegation_keys, row) < 0 ||
			check_heading(y, v, t->allegations, row) < 0 ||
			name_files(y, v, row, t) < 0)
			return -1;
	}
	return 0;
}

static const struct bdl_key private_keys[] = {
	BDL_KEY("children", struct bdl_private, children, bdl_take_texts),
	BDL_KEY("people", struct bdl_private, people, bdl_take_texts),
	BDL_KEY("addresses", struct bdl_private, addresses, bdl_take_texts),
	BDL_KEY("words", struct bdl_private, words, bdl_take_texts),
	BDL_KEY("keep", struct bdl_private, keep, bdl_take_texts),
	BDL_KEY_END,
};

static int take_private(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	return bdl_take_mapping(y, n, private_keys, into);
}

/* ---- the rest ---- */

const char *const bdl_nation_words[] = {
	[BDL_ENGLAND_AND_WALES] = "england-and-wales",
	[BDL_SCOTLAND] = "scotland",
	[BDL_NORTHERN_IRELAND] = "northern-ireland",
	NULL,
};

static int take_nation(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_told *t = into;
	int nation = bdl_take_word(y, n, "nation whose working days are known", bdl_nation_words);

	if (nation < 0)
		return -1;
	t->nation = (enum bdl_nation)nation;
	return 0;
}

static int take_silence(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	return bdl_take_count(y, n, 1, SILENCE_MOST, into);
}

const struct bdl_key bdl_case_told_keys[] = {
	BDL_KEY("applicant", struct bdl_told, applicant, take_person),
	BDL_KEY("representative", struct bdl_told, representative, take_person),
	BDL_KEY("consent", struct bdl_told, consent, bdl_take_path),
	BDL_KEY("constituency", struct bdl_told, constituency, bdl_take_text),
	BDL_KEY("mp", struct bdl_told, mp, bdl_take_text),
	BDL_KEY("complaint_reference", struct bdl_told, complaint_reference, bdl_take_text),
	{"nation", take_nation, 0},
	BDL_KEY("silence_days", struct bdl_told, silence_days, take_silence),
	{"events", take_events, 0},
	{"allegations", take_allegations, 0},
	BDL_KEY("private", struct bdl_told, private, take_private),
	BDL_KEY_END,
};
