/* Reading a recipient's file: who it is, where it is, what comes next; and where each line comes
 * from. See recipient_read.h. */
#include "model/recipient_read.h"

#include "base/nearest.h"
#include "base/text.h"
#include <string.h>

enum { ORDER_MOST = 1000, ID_MOST = 40 };

/* ---- the tree ---- */

const struct bdl_node *bdl_recipient_node(const struct bdl_node *n, const char *key)
{
	if (n->kind == BDL_NODE_MAPPING)
		for (const struct bdl_node *v = n->first; v; v = v->next)
			if (strcmp(v->key->text, key) == 0)
				return v;
	return n;
}

const struct bdl_node *bdl_recipient_entry(const struct bdl_node *n, size_t at)
{
	const struct bdl_node *v = n->kind == BDL_NODE_LIST ? n->first : NULL;

	for (; v && at; at--)
		v = v->next;
	return v ? v : n;
}

static int missing(const struct bdl_yaml *y, const struct bdl_node *n, const char *key)
{
	bdl_node_wrong(y, n, "\"%s\" is missing", key);
	return bdl_hint(y->err, "docs/recipients.md says how a recipient's file is written");
}

int bdl_need_keys(const struct bdl_yaml *y, const struct bdl_node *n, const struct bdl_key *keys,
	size_t needed)
{
	for (size_t i = 0; i < needed; i++) {
		const struct bdl_node *v = bdl_recipient_node(n, keys[i].name);

		if (v == n || v->kind == BDL_NODE_NOTHING ||
			(v->kind == BDL_NODE_TEXT && !v->text[strspn(v->text, " \t\r\n")]))
			return missing(y, n, keys[i].name);
	}
	return 0;
}

/* ---- ids ---- */

static bool is_id(const char *id)
{
	size_t length = strlen(id);

	for (size_t i = 0; i < length; i++)
		if (!(id[i] >= 'a' && id[i] <= 'z') &&
			!(i && (bdl_is_digit((unsigned char)id[i]) || id[i] == '-')))
			return false;
	return length >= 2 && length <= ID_MOST;
}

int bdl_take_id(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const char *text = bdl_node_text(y, n);

	if (!text)
		return -1;
	if (is_id(text))
		return bdl_take_text(y, n, into);
	bdl_node_wrong(y, n, "\"%.60s\" is no id", text);
	return bdl_hint(
		y->err, "an id is 2 to 40 small letters, figures and dashes, a letter first");
}

enum { IDS_MOST = 500 };

/* n is none of the ids of `file`, a list of `what` ended by NULL. */
static int unknown_id(const struct bdl_yaml *y, const struct bdl_node *n, const char *what,
	const char *const *ids, const char *file)
{
	const char *near = bdl_nearest(n->text, ids);

	if (near)
		bdl_node_wrong(y, n, "there is no %s \"%.60s\"; did you mean \"%s\"?", what,
			n->text, near);
	else
		bdl_node_wrong(y, n, "there is no %s \"%.60s\"", what, n->text);
	return bdl_hint(y->err, "%s lists them", file);
}

int bdl_take_step(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const struct bdl_step_kinds *steps = bdl_recipient_reading_of(y)->steps;
	const char *text = bdl_node_text(y, n), *ids[IDS_MOST + 1];
	unsigned i = 0;

	if (!text)
		return -1;
	if (!steps || bdl_step_kind_find(steps, text))
		return bdl_take_text(y, n, into);
	for (; i < steps->kinds_count && i < IDS_MOST; i++)
		ids[i] = steps->kinds[i].id;
	ids[i] = NULL;
	return unknown_id(y, n, "step", ids, "schemas/steps.yaml");
}

static int take_kind(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const struct bdl_kinds *kinds = bdl_recipient_reading_of(y)->kinds;
	const char *text = bdl_node_text(y, n), *ids[IDS_MOST + 1];
	unsigned i = 0;

	if (!text)
		return -1;
	if (!kinds || bdl_kinds_find(kinds, text))
		return bdl_take_text(y, n, into);
	for (; i < kinds->kinds_count && i < IDS_MOST; i++)
		ids[i] = kinds->kinds[i].id;
	ids[i] = NULL;
	return unknown_id(y, n, "kind of evidence", ids, "schemas/kinds.yaml");
}

static int take_list(
	const struct bdl_yaml *y, const struct bdl_node *n, bdl_take *each, const char ***out)
{
	size_t count, i = 0;
	const char **list;
	void *rows;

	if (bdl_take_rows(y, n, BDL_RECIPIENT_ROWS_MOST, sizeof(*list), &rows, &count) < 0)
		return -1;
	list = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next, i++) {
		if (each(y, v, &list[i]) < 0)
			return -1;
		for (size_t k = 0; list[i] && k < i; k++)
			if (strcmp(list[k], list[i]) == 0) {
				bdl_node_wrong(y, v, "%s is there twice", list[i]);
				return bdl_hint(y->err, "keep one of them");
			}
	}
	*out = count ? list : NULL;
	return 0;
}

int bdl_take_ids(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	return take_list(y, n, bdl_take_id, into);
}

int bdl_take_step_ids(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	return take_list(y, n, bdl_take_step, into);
}

int bdl_take_kind_ids(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	return take_list(y, n, take_kind, into);
}

/* ---- where a line comes from ---- */

static int take_reviewed(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const char *text = bdl_node_text(y, n);
	struct bdl_day day;

	if (!text)
		return -1;
	if (bdl_day_parse_iso(text, &day) == 0)
		return bdl_take_text(y, n, into);
	bdl_node_wrong(y, n, "\"%.60s\" is not a date", text);
	return bdl_hint(y->err, "write it as 2026-11-22: year, month, day");
}

static int take_confidence(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const char *text = bdl_node_text(y, n);

	if (!text)
		return -1;
	if (strlen(text) == 1 && strchr("S2CM", text[0])) {
		*(char *)into = text[0];
		return 0;
	}
	bdl_node_wrong(y, n, "\"%.20s\" is not S, 2, C or M", text);
	return bdl_hint(y->err,
		"S: an official text was read; 2: a secondary one; C: source code; M: none");
}

static const struct bdl_key said_keys[] = {
	BDL_KEY("source", struct bdl_said, source, bdl_take_text),
	BDL_KEY("confidence", struct bdl_said, confidence, take_confidence),
	BDL_KEY("reviewed", struct bdl_said, reviewed, take_reviewed), BDL_KEY_END};

int bdl_take_said(const struct bdl_yaml *y, const struct bdl_node *n, const struct bdl_key *keys,
	size_t needed, void *into, struct bdl_said *said)
{
	struct bdl_keys groups[] = {
		{.keys = keys, .into = into}, {.keys = said_keys, .into = said}};

	if (bdl_take_keys(y, n, groups, 2) < 0 || bdl_need_keys(y, n, keys, needed) < 0 ||
		bdl_need_keys(y, n, said_keys, 2) < 0)
		return -1;
	if (!said->reviewed)
		said->reviewed = bdl_recipient_reading_of(y)->reviewed;
	return 0;
}

/* ---- where it is ---- */

/* A text that stands alone, and where it comes from. */
struct line {
	const char *value;
};

static int take_line(const struct bdl_yaml *y, const struct bdl_node *n, const char **text,
	struct bdl_said *said)
{
	static const struct bdl_key keys[] = {
		BDL_KEY("value", struct line, value, bdl_take_text), BDL_KEY_END};
	struct line line = {NULL};

	if (bdl_take_said(y, n, keys, 1, &line, said) < 0)
		return -1;
	*text = line.value;
	return 0;
}

static int take_email(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_recipient *r = into;

	return take_line(y, n, &r->email, &r->email_said);
}

static int take_phone(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_recipient *r = into;

	return take_line(y, n, &r->phone, &r->phone_said);
}

static int take_site(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_recipient *r = into;

	return take_line(y, n, &r->site, &r->site_said);
}

static int take_address(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {
		BDL_KEY("lines", struct bdl_recipient, address, bdl_take_texts), BDL_KEY_END};
	struct bdl_recipient *r = into;

	if (bdl_take_said(y, n, keys, 1, r, &r->address_said) < 0)
		return -1;
	return r->address ? 0 : missing(y, n, "lines");
}

static int take_next(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {
		BDL_KEY("id", struct bdl_recipient, next, bdl_take_id),
		BDL_KEY("words", struct bdl_recipient, next_words, bdl_take_text), BDL_KEY_END};
	struct bdl_recipient *r = into;

	if (bdl_take_said(y, n, keys, 0, r, &r->next_said) < 0)
		return -1;
	return r->next || r->next_words ? 0 : missing(y, n, "words");
}

static int take_notes(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {
		BDL_KEY("text", struct line, value, bdl_take_text), BDL_KEY_END};
	struct bdl_recipient *r = into;
	void *notes, *said;
	size_t count, i = 0;

	if (bdl_take_rows(y, n, BDL_RECIPIENT_ROWS_MOST, sizeof(*r->notes), &notes, &count) < 0 ||
		bdl_take_rows(y, n, BDL_RECIPIENT_ROWS_MOST, sizeof(*r->note_said), &said, &count) <
			0)
		return -1;
	r->notes = count ? notes : NULL;
	r->note_said = said;
	for (const struct bdl_node *v = n->first; v; v = v->next, i++) {
		struct line line = {NULL};

		if (bdl_take_said(y, v, keys, 1, &line, &r->note_said[i]) < 0)
			return -1;
		r->notes[i] = line.value;
	}
	return 0;
}

/* ---- all of it ---- */

static int take_order(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	unsigned order;

	if (bdl_take_count(y, n, 1, ORDER_MOST, &order) < 0)
		return -1;
	*(int *)into = (int)order;
	return 0;
}

/* The first four are needed; those that take the whole recipient are at 0. */
static const struct bdl_key top_keys[] = {BDL_KEY("id", struct bdl_recipient, id, bdl_take_id),
	BDL_KEY("name", struct bdl_recipient, name, bdl_take_text),
	BDL_KEY("reviewed", struct bdl_recipient, reviewed, take_reviewed),
	{"pdf", bdl_take_pdf, 0}, BDL_KEY("aliases", struct bdl_recipient, aliases, bdl_take_ids),
	BDL_KEY("short", struct bdl_recipient, short_name, bdl_take_text),
	BDL_KEY("order", struct bdl_recipient, order, take_order),
	BDL_KEY("court", struct bdl_recipient, court, bdl_take_truth), {"address", take_address, 0},
	{"email", take_email, 0}, {"phone", take_phone, 0}, {"site", take_site, 0},
	{"next", take_next, 0}, {"notes", take_notes, 0}, {"enclosures", bdl_take_enclosures, 0},
	{"deadlines", bdl_take_deadlines, 0}, {"standards", bdl_take_standards, 0},
	{"facts", bdl_take_facts, 0}, BDL_KEY_END};

int bdl_recipient_read(struct bdl_recipient_reading *g, const char *yaml, size_t length,
	struct bdl_recipient *r, const struct bdl_node **root)
{
	const struct bdl_yaml *y = &g->yaml;
	const struct bdl_node *day;

	*r = (struct bdl_recipient){.order = ORDER_MOST};
	if (bdl_yaml_read(y, yaml, length, root) < 0)
		return -1;
	if ((*root)->kind == BDL_NODE_NOTHING)
		return bdl_fail(y->err, BDL_EFORMAT, y->path, "is empty");
	day = bdl_recipient_node(*root, "reviewed"); /* lines in front of it need it, too */
	if (day != *root && day->kind != BDL_NODE_NOTHING &&
		take_reviewed(y, day, &g->reviewed) < 0)
		return -1;
	if (bdl_take_mapping(y, *root, top_keys, r) < 0 || bdl_need_keys(y, *root, top_keys, 4) < 0)
		return -1;
	if (!r->short_name)
		r->short_name = r->name;
	return 0;
}
