/* Taking: see yaml_take.h. */
#include "model/yaml_take.h"

#include "base/buffer.h"
#include "base/day_words.h"
#include "base/file.h"
#include "base/nearest.h"
#include "base/pence.h"
#include "base/text.h"
#include "model/arrears.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

#define TEXTS_MOST 1000
#define PATHS_MOST 10000
#define PAGE_MOST 100000

/* ---- mappings ---- */

/* "known here: title, summary, ..." as far as there is room; else where they are described. */
static int hint_words(const struct bdl_yaml *y, const char *const *words)
{
	char hint[250] = "known here: ";
	size_t at = strlen(hint);

	for (const char *const *w = words; *w; w++) {
		int more =
			snprintf(hint + at, sizeof(hint) - at, "%s%s", w == words ? "" : ", ", *w);

		if (more < 0 || (size_t)more >= sizeof(hint) - at)
			return bdl_hint(y->err, "bundle init --schema prints all that there are");
		at += (size_t)more;
	}
	return bdl_hint(y->err, "%s", hint);
}

/* In {amount: 1,234.56} the comma ends the value, and 234.56 looks like a key without one. */
static int cut_at_a_comma(const struct bdl_yaml *y, const struct bdl_node *key)
{
	bdl_node_wrong(y, key, "there is no \"%.60s\"", key->text);
	return bdl_hint(y->err, "a text or a sum with a comma in it needs quotes inside {...}: "
				"\"1,234.56\"");
}

static int unknown_key(const struct bdl_yaml *y, const struct bdl_node *value,
	const struct bdl_keys *groups, size_t count)
{
	const char *names[BDL_YAML_KEYS_MOST + 1], *near;
	const struct bdl_node *key = value->key;
	size_t n = 0;

	for (size_t g = 0; g < count; g++)
		for (const struct bdl_key *k = groups[g].keys; k->name; k++) {
			assert(n < BDL_YAML_KEYS_MOST);
			names[n++] = k->name;
		}
	names[n] = NULL;
	near = bdl_nearest(key->text, names);
	if (!near && value->kind == BDL_NODE_NOTHING)
		return cut_at_a_comma(y, key);
	if (near)
		bdl_node_wrong(
			y, key, "there is no \"%.60s\"; did you mean \"%s\"?", key->text, near);
	else
		bdl_node_wrong(y, key, "there is no \"%.60s\"", key->text);
	return hint_words(y, names);
}

/* The key of that name and its group; NULL: none. *index counts over all groups. */
static const struct bdl_key *find_key(struct bdl_keys *groups, size_t count, const char *name,
	struct bdl_keys **group, size_t *index)
{
	*index = 0;
	for (size_t g = 0; g < count; g++)
		for (const struct bdl_key *k = groups[g].keys; k->name; k++, (*index)++)
			if (strcmp(k->name, name) == 0) {
				*group = &groups[g];
				return k;
			}
	return NULL;
}

static int wants_mapping(const struct bdl_yaml *y, const struct bdl_node *n, const char *example)
{
	bdl_node_wrong(y, n, "lines of the form \"key: value\" are expected here");
	return bdl_hint(y->err, "such as \"%s: ...\", each line indented by two spaces", example);
}

int bdl_take_keys(
	const struct bdl_yaml *y, const struct bdl_node *n, struct bdl_keys *groups, size_t count)
{
	unsigned seen[BDL_YAML_KEYS_MOST] = {0};

	if (n->kind != BDL_NODE_MAPPING)
		return wants_mapping(y, n, groups[0].keys[0].name);
	for (const struct bdl_node *v = n->first; v; v = v->next) {
		struct bdl_keys *group = NULL;
		size_t index;
		const struct bdl_key *k = find_key(groups, count, v->key->text, &group, &index);

		if (!k)
			return unknown_key(y, v, groups, count);
		assert(index < BDL_YAML_KEYS_MOST);
		if (seen[index]) {
			bdl_node_wrong(y, v->key, "\"%s\" is there twice, first in line %u",
				k->name, seen[index]);
			return bdl_hint(y->err, "keep one of them");
		}
		seen[index] = v->key->line;
		if (v->kind == BDL_NODE_NOTHING)
			continue;
		group->said = true;
		if (k->take(y, v, (char *)group->into + k->offset) < 0)
			return -1;
	}
	return 0;
}

int bdl_take_mapping(
	const struct bdl_yaml *y, const struct bdl_node *n, const struct bdl_key *keys, void *into)
{
	struct bdl_keys group = {.keys = keys, .into = into};

	return bdl_take_keys(y, n, &group, 1);
}

/* ---- lists ---- */

int bdl_take_rows(const struct bdl_yaml *y, const struct bdl_node *n, size_t most, size_t size,
	void **rows, size_t *count)
{
	if (n->kind != BDL_NODE_LIST) {
		bdl_node_wrong(y, n, "a list is expected: [...], or lines that begin with \"- \"");
		return bdl_hint(y->err, "put \"- \" in front, even if there is only one");
	}
	if (n->count > most) {
		bdl_node_wrong(y, n, "the list has %zu entries; %zu are the most", n->count, most);
		return bdl_hint(y->err, "leave some of them out");
	}
	for (const struct bdl_node *v = n->first; v; v = v->next)
		if (v->kind == BDL_NODE_NOTHING) {
			bdl_node_wrong(y, v, "an entry of the list is empty");
			return bdl_hint(y->err, "write something behind the \"-\", or remove it");
		}
	*count = n->count;
	*rows = bdl_arena_alloc(y->a, (n->count + 1) * size);
	return *rows ? 0 : bdl_fail_memory(y->err);
}

static int take_list(const struct bdl_yaml *y, const struct bdl_node *n, size_t most,
	bdl_take *each, const char ***out)
{
	size_t count, i = 0;
	const char **list;
	void *rows;

	if (bdl_take_rows(y, n, most, sizeof(*list), &rows, &count) < 0)
		return -1;
	list = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next) {
		if (each(y, v, &list[i]) < 0)
			return -1;
		i += list[i] != NULL;
	}
	*out = i ? list : NULL;
	return 0;
}

int bdl_take_texts(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	return take_list(y, n, TEXTS_MOST, bdl_take_text, into);
}

int bdl_take_paths(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	return take_list(y, n, PATHS_MOST, bdl_take_path, into);
}

/* ---- texts ---- */

static const char *text_of(const struct bdl_yaml *y, const struct bdl_node *n, size_t most)
{
	if (n->kind != BDL_NODE_TEXT) {
		bdl_node_wrong(y, n, "%s stands where a text is expected",
			n->kind == BDL_NODE_LIST ? "a list" : "a part with lines of its own");
		bdl_hint(y->err,
			"write one text; in quotes if it begins with [ or {, or has \": \" in it");
		return NULL;
	}
	if (strlen(n->text) > most) {
		bdl_node_wrong(y, n, "a text is too long: %zu bytes; %zu are the most",
			strlen(n->text), most);
		bdl_hint(y->err, "say it shorter, or put it into a document of its own");
		return NULL;
	}
	return n->text;
}

const char *bdl_node_text(const struct bdl_yaml *y, const struct bdl_node *n)
{
	return text_of(y, n, BDL_YAML_TEXT_MOST);
}

int bdl_take_bytes(
	const struct bdl_yaml *y, const char *s, size_t length, bool exact, const char **out)
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
		rc = bdl_fail_memory(y->err);
	else if (safe.length) {
		*out = bdl_arena_string(y->a, bdl_buffer_string(&safe));
		rc = *out ? 0 : bdl_fail_memory(y->err);
	}
	bdl_buffer_release(&line);
	bdl_buffer_release(&safe);
	return rc;
}

int bdl_take_text(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const char *text = bdl_node_text(y, n);

	return text ? bdl_take_bytes(y, text, strlen(text), false, into) : -1;
}

int bdl_take_path(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const char **path = into, *s = text_of(y, n, BDL_YAML_PATH_MOST);
	size_t length;

	if (!s)
		return -1;
	s += strspn(s, " \t\r\n");
	while (s[0] == '.' && s[1] == '/')
		s += 2;
	length = strlen(s);
	while (length > 1 && (s[length - 1] == '/' || bdl_is_space((unsigned char)s[length - 1])))
		length--;
	if (bdl_take_bytes(y, s, length, true, path) < 0)
		return -1;
	if (!*path) {
		bdl_node_wrong(y, n, "a path is empty");
		return bdl_hint(
			y->err, "write paths as they are below the folder: letters/2023-02-10.pdf");
	}
	if (bdl_path_is_safe(*path))
		return 0;
	bdl_node_wrong(y, n, "\"%.100s\" is not a path below the folder", *path);
	return bdl_hint(y->err,
		"write paths as they are below the folder, with \"/\": letters/2023-02-10.pdf");
}

/* ---- words ---- */

/* a of the file is b of a list. */
static bool is_word(const char *a, const char *b)
{
	for (; *a && *b; a++, b++) {
		int c = *a == ' ' || *a == '_' ? '-' : bdl_lower((unsigned char)*a);

		if (c != *b)
			return false;
	}
	return *a == *b;
}

int bdl_take_word(const struct bdl_yaml *y, const struct bdl_node *n, const char *what,
	const char *const *list)
{
	const char *text = bdl_node_text(y, n), *near;

	if (!text)
		return -1;
	for (int i = 0; list[i]; i++)
		if (is_word(text, list[i]))
			return i;
	near = bdl_nearest(text, list);
	if (near)
		bdl_node_wrong(y, n, "\"%.60s\" is no %s; did you mean \"%s\"?", text, what, near);
	else
		bdl_node_wrong(y, n, "\"%.60s\" is no %s", text, what);
	return hint_words(y, list);
}

int bdl_take_truth(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const char *const words[] = {"yes", "true", "no", "false", NULL};
	const char *text = bdl_node_text(y, n);

	if (!text)
		return -1;
	for (int i = 0; words[i]; i++)
		if (is_word(text, words[i])) {
			*(bool *)into = i < 2;
			return 0;
		}
	bdl_node_wrong(y, n, "\"%.40s\" is not understood", text);
	return bdl_hint(y->err, "write yes or no");
}

/* ---- days, sums, numbers ---- */

int bdl_take_day(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const char *text = bdl_node_text(y, n);

	if (!text)
		return -1;
	if (bdl_day_parse_words(text, into) == 0)
		return 0;
	bdl_node_wrong(y, n, "\"%.60s\" is not a date", text);
	return bdl_hint(y->err,
		"write it as 2023-02-10 (year, month, day) or 10 February 2023, and make sure that "
		"the day exists");
}

int bdl_take_pence(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const char *text = bdl_node_text(y, n);

	if (!text)
		return -1;
	switch (bdl_pence_parse(text, BDL_PENCE_MOST, into)) {
	case BDL_PENCE_OK:
		return 0;
	case BDL_PENCE_NONE:
		bdl_node_wrong(y, n, "\"%.60s\" is not a sum of money", text);
		return bdl_hint(y->err, "write it as \xC2\xA3"
					"372.06, 1,234.56 or 81");
	case BDL_PENCE_NEGATIVE:
		bdl_node_wrong(y, n, "\"%.60s\" is below zero", text);
		return bdl_hint(y->err, "write the sum without a sign");
	case BDL_PENCE_ZERO:
		bdl_node_wrong(y, n, "the amount is 0");
		return bdl_hint(y->err, "write the sum, or leave the entry out");
	case BDL_PENCE_TOO_MUCH:
		bdl_node_wrong(y, n, "\"%.60s\" is above a thousand million pounds", text);
		return bdl_hint(y->err, "check the figures");
	}
	return -1;
}

int bdl_take_count(const struct bdl_yaml *y, const struct bdl_node *n, unsigned least,
	unsigned most, unsigned *out)
{
	const char *text = bdl_node_text(y, n), *s = text;
	unsigned value = 0;

	if (!text)
		return -1;
	for (; bdl_is_digit((unsigned char)*s) && s - text < 9; s++)
		value = value * 10 + (unsigned)(*s - '0');
	if (*text && !*s && value >= least && value <= most) {
		*out = value;
		return 0;
	}
	bdl_node_wrong(
		y, n, "a whole number from %u to %u is expected, not \"%.40s\"", least, most, text);
	return bdl_hint(y->err, "write it in figures only");
}

int bdl_take_page(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	return bdl_take_count(y, n, 1, PAGE_MOST, into);
}
