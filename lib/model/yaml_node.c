/* YAML nodes: see yaml_node.h. libyaml's events, one after the other; aliases never reach the tree,
 * so that it is no larger than the file. */
#include "model/yaml_node.h"

#include "base/text.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

struct reading {
	const struct bdl_yaml *y;
	yaml_parser_t parser;
	yaml_event_t event; /* the last one; freed with the next */
	bool has_event;
	const char *yaml;
	size_t length;
	size_t nodes;
};

static int wrong_at(const struct bdl_yaml *y, size_t line, size_t column, const char *message)
{
	char place[512];

	snprintf(place, sizeof(place), "%s:%zu:%zu", y->path, line, column);
	return bdl_fail(y->err, BDL_EFORMAT, place, "%s", message);
}

/* "payments: stated: " */
static size_t put_keys(char *out, size_t room, const struct bdl_node *n)
{
	size_t at;
	int more;

	if (!n)
		return 0;
	at = put_keys(out, room, n->parent);
	if (!n->key || at >= room)
		return at;
	more = snprintf(out + at, room - at, "%.60s: ", n->key->text);
	return more > 0 ? at + (size_t)more : at;
}

int bdl_node_wrong(const struct bdl_yaml *y, const struct bdl_node *n, const char *format, ...)
{
	char message[512];
	size_t at = put_keys(message, sizeof(message), n);
	va_list args;

	if (at >= sizeof(message))
		at = sizeof(message) - 1;
	va_start(args, format);
	vsnprintf(message + at, sizeof(message) - at, format, args);
	va_end(args);
	return wrong_at(y, n->line, n->column, message);
}

/* ---- what libyaml says, for the person who wrote the file ---- */

static const struct {
	const char *theirs, *ours, *hint;
} sayings[] = {
	{"mapping values are not allowed",
		"a second \": \" in one line needs quotes around the text",
		"write title: \"Ms A: a complaint\""},
	{"cannot start any token", "a text cannot begin with this sign",
		"put the text in quotes: \"...\""},
	{"found unexpected end of stream", "quotes or brackets are opened and not closed", NULL},
	{"could not find expected ':'", "a \":\" is missing behind a key", "write title: Ms A"},
	{"did not find expected ',' or", "a \",\" is missing, or a bracket is not closed",
		"a text with a comma in it needs quotes there"},
	{"did not find expected <document start>", "the lines before do not belong together",
		"write each line as title: Ms A"},
	{"did not find expected", "this line does not fit the lines above",
		"lines of one list or one part begin in the same column"},
	{"block sequence entries are not allowed", "a list begins on a line of its own",
		"write the key and \":\", and the first \"- \" in the next line"},
	{"did not find expected alphabetic", "a text that begins with * or & needs quotes", NULL},
	{"found unknown escape", "a \\ inside \"...\" begins a special sign",
		"use '...' instead, where it stands for itself"},
};

/* The byte of the file at a mark, whose column counts characters. */
static int byte_at(const struct reading *r, const yaml_mark_t *mark)
{
	const char *s = r->yaml, *end = s + r->length;

	for (size_t line = 0; line < mark->line && s < end; s++)
		line += *s == '\n';
	for (size_t i = 0; i < mark->column && s < end; i++) {
		uint32_t code;

		s += bdl_utf8_next(s, (size_t)(end - s), &code);
	}
	return s < end ? (unsigned char)*s : -1;
}

static int not_utf8(const struct reading *r)
{
	size_t line = 1, stop = r->parser.problem_offset;

	for (size_t i = 0; i < stop && i < r->length; i++)
		line += r->yaml[i] == '\n';
	wrong_at(r->y, line, 1,
		r->parser.problem && strstr(r->parser.problem, "control")
			? "is not understood: there is a control character in this line"
			: "is not understood: this line is not UTF-8");
	return bdl_hint(r->y->err, "save the file as UTF-8 in your editor");
}

static int no_yaml(const struct reading *r)
{
	const yaml_mark_t *m = &r->parser.problem_mark;
	const char *problem = r->parser.problem ? r->parser.problem : "no YAML";
	char message[200];

	if (r->parser.error == YAML_MEMORY_ERROR)
		return bdl_fail_memory(r->y->err);
	if (r->parser.error == YAML_READER_ERROR)
		return not_utf8(r);
	if (byte_at(r, m) == '\t') {
		wrong_at(r->y, m->line + 1, m->column + 1,
			"is not understood: a tab stands where only spaces may");
		return bdl_hint(r->y->err, "indent with spaces: two for each level");
	}
	for (size_t i = 0; i < sizeof(sayings) / sizeof(sayings[0]); i++)
		if (strstr(problem, sayings[i].theirs)) {
			snprintf(
				message, sizeof(message), "is not understood: %s", sayings[i].ours);
			wrong_at(r->y, m->line + 1, m->column + 1, message);
			return bdl_hint(r->y->err, "%s",
				sayings[i].hint ? sayings[i].hint
						: "look at this line and the one above it");
		}
	snprintf(message, sizeof(message), "is not understood: %.150s", problem);
	wrong_at(r->y, m->line + 1, m->column + 1, message);
	return bdl_hint(r->y->err, "look at this line and the one above it");
}

/* ---- events into nodes ---- */

static int next_event(struct reading *r)
{
	if (r->has_event)
		yaml_event_delete(&r->event);
	r->has_event = yaml_parser_parse(&r->parser, &r->event) == 1;
	return r->has_event ? 0 : no_yaml(r);
}

static int wrong_here(struct reading *r, const char *message, const char *hint)
{
	const yaml_mark_t *m = &r->event.start_mark;

	wrong_at(r->y, m->line + 1, m->column + 1, message);
	return bdl_hint(r->y->err, "%s", hint);
}

static bool is_nothing(const yaml_event_t *e)
{
	static const char *const words[] = {"", "~", "null", "Null", "NULL"};

	if (e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp((const char *)e->data.scalar.value, words[i]) == 0)
			return true;
	return false;
}

/* Anchors and tags would be dropped in silence, so they are refused. */
static int refuse_marks(struct reading *r)
{
	const yaml_event_t *e = &r->event;
	const yaml_char_t *anchor = NULL, *tag = NULL;

	if (e->type == YAML_SCALAR_EVENT) {
		anchor = e->data.scalar.anchor;
		tag = e->data.scalar.tag;
	} else if (e->type == YAML_SEQUENCE_START_EVENT) {
		anchor = e->data.sequence_start.anchor;
		tag = e->data.sequence_start.tag;
	} else if (e->type == YAML_MAPPING_START_EVENT) {
		anchor = e->data.mapping_start.anchor;
		tag = e->data.mapping_start.tag;
	}
	if (e->type == YAML_ALIAS_EVENT || anchor)
		return wrong_here(r, "a text that begins with * or & needs quotes",
			"put it in quotes: \"*\"; anchors and aliases are not used in this file");
	if (tag)
		return wrong_here(r, "a text that begins with ! needs quotes",
			"put it in quotes: \"!\"; tags are not used in this file");
	return 0;
}

static struct bdl_node *new_node(struct reading *r, struct bdl_node *parent)
{
	struct bdl_node *n;

	if (refuse_marks(r) < 0)
		return NULL;
	if (++r->nodes > BDL_YAML_NODES_MOST) {
		wrong_here(r, "there are more values than a case file may have",
			"split what it says, or leave something out");
		return NULL;
	}
	n = bdl_arena_alloc(r->y->a, sizeof(*n));
	if (!n) {
		bdl_fail_memory(r->y->err);
		return NULL;
	}
	n->line = (unsigned)r->event.start_mark.line + 1;
	n->column = (unsigned)r->event.start_mark.column + 1;
	n->parent = parent;
	return n;
}

static int take_text(struct reading *r, struct bdl_node *n)
{
	const char *text = (const char *)r->event.data.scalar.value;
	size_t length = r->event.data.scalar.length;

	if (strlen(text) != length)
		return wrong_here(r, "a text holds the character 0", "leave it out");
	if (is_nothing(&r->event))
		return 0;
	n->kind = BDL_NODE_TEXT;
	n->text = bdl_arena_bytes(r->y->a, text, length);
	return n->text ? 0 : bdl_fail_memory(r->y->err);
}

static struct bdl_node *read_node(struct reading *r, struct bdl_node *parent, unsigned depth);

static struct bdl_node *read_key(struct reading *r, struct bdl_node *parent)
{
	struct bdl_node *key;

	if (r->event.type != YAML_SCALAR_EVENT) {
		wrong_here(r, "a key is expected here: one word, then \":\"", "write title: Ms A");
		return NULL;
	}
	key = new_node(r, parent);
	if (!key || take_text(r, key) < 0)
		return NULL;
	key->kind = BDL_NODE_TEXT;
	if (!key->text)
		key->text = "";
	return key;
}

/* What stands in a list or a mapping, up to its end. */
static int read_inside(struct reading *r, struct bdl_node *n, unsigned depth)
{
	const struct bdl_node **end = &n->first;

	for (;;) {
		struct bdl_node *key = NULL, *value;

		if (next_event(r) < 0)
			return -1;
		if (r->event.type == YAML_SEQUENCE_END_EVENT ||
			r->event.type == YAML_MAPPING_END_EVENT)
			return 0;
		if (n->kind == BDL_NODE_MAPPING) {
			key = read_key(r, n);
			if (!key || next_event(r) < 0)
				return -1;
		}
		value = read_node(r, n, depth + 1);
		if (!value)
			return -1;
		value->key = key;
		*end = value;
		end = &value->next;
		n->count++;
	}
}

/* The node that begins with the event at hand; NULL with the error told. */
static struct bdl_node *read_node(struct reading *r, struct bdl_node *parent, unsigned depth)
{
	yaml_event_type_t type = r->event.type;
	struct bdl_node *n = new_node(r, parent);

	if (!n)
		return NULL;
	if (type == YAML_SCALAR_EVENT)
		return take_text(r, n) < 0 ? NULL : n;
	if (depth >= BDL_YAML_DEPTH_MOST) {
		wrong_here(r, "too many levels inside each other", "bundle init --schema prints what the file may hold");
		return NULL;
	}
	n->kind = type == YAML_MAPPING_START_EVENT ? BDL_NODE_MAPPING : BDL_NODE_LIST;
	return read_inside(r, n, depth) < 0 ? NULL : n;
}

static int read_document(struct reading *r, const struct bdl_node **out)
{
	if (next_event(r) < 0 || next_event(r) < 0)
		return -1;
	if (r->event.type == YAML_STREAM_END_EVENT) {
		*out = bdl_arena_alloc(r->y->a, sizeof(**out));
		return *out ? 0 : bdl_fail_memory(r->y->err);
	}
	if (next_event(r) < 0)
		return -1;
	*out = read_node(r, NULL, 0);
	if (!*out || next_event(r) < 0 || next_event(r) < 0)
		return -1;
	if (r->event.type == YAML_STREAM_END_EVENT)
		return 0;
	return wrong_here(r, "a second document begins here", "remove this line: \"---\"");
}

int bdl_yaml_read(
	const struct bdl_yaml *y, const char *yaml, size_t length, const struct bdl_node **out)
{
	struct reading r = {.y = y, .yaml = yaml, .length = length};
	int rc;

	*out = NULL;
	if (!yaml_parser_initialize(&r.parser))
		return bdl_fail_memory(y->err);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)yaml, length);
	rc = read_document(&r, out);
	if (r.has_event)
		yaml_event_delete(&r.event);
	yaml_parser_delete(&r.parser);
	return rc;
}
