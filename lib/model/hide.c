/* See hide.h. */
#include "model/hide.h"

#include "model/recipient.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS_MOST 4u

/* ---- from the case ---- */

struct strings {
	struct bdl_arena *arena;
	const char **list;
	size_t count;
	bool failed;
};

static void push(struct strings *s, const char *text)
{
	const char **grown = bdl_arena_grow(s->arena, (void *)s->list, s->count, sizeof(*grown));

	if (!grown) {
		s->failed = true;
		return;
	}
	s->list = grown;
	s->list[s->count++] = text;
}

static void add(struct strings *s, const char *text)
{
	if (text && *text)
		push(s, text);
}

static void add_all(struct strings *s, const char *const *list)
{
	for (size_t i = 0; list && list[i]; i++)
		add(s, list[i]);
}

/* Do the recipient's rules say that it is not to be shown? */
static bool is_unwanted(const struct bdl_recipient *r, enum bdl_fact fact)
{
	for (size_t i = 0; r && i < r->fact_count; i++)
		if (r->facts[i].fact == fact && r->facts[i].wish == BDL_FACT_HIDDEN)
			return true;
	return false;
}

static void add_person(struct strings *s, const struct bdl_person *p, const struct bdl_recipient *r)
{
	add(s, p->name);
	if (!is_unwanted(r, BDL_FACT_ADDRESS))
		add(s, p->address);
	add(s, p->phone);
	add(s, p->email);
}

int bdl_hide_of_case(const struct bdl_case *about, const struct bdl_recipient *r,
	struct bdl_arena *a, struct bdl_private_list *out, struct bdl_error *err)
{
	struct strings names = {.arena = a}, keep = {.arena = a};
	const struct bdl_told *told = about->told;

	*out = (struct bdl_private_list){.patterns = true};
	if (!is_unwanted(r, BDL_FACT_NATIONAL_INSURANCE))
		add(&keep, about->national_insurance);
	add(&keep, about->reference);
	if (told) {
		add_all(&names, told->private.children);
		add_all(&names, told->private.people);
		add_all(&keep, told->private.keep);
		add(&keep, told->complaint_reference);
		add_person(&keep, &told->applicant, r);
		add_person(&keep, &told->representative, r);
		out->addresses = told->private.addresses;
		out->words = told->private.words;
	}
	push(&names, NULL);
	push(&keep, NULL);
	out->names = names.list;
	out->keep = keep.list;
	return names.failed || keep.failed ? bdl_fail_memory(err) : 0;
}

/* ---- lines ---- */

/* Once over the text; *more: something was hidden. */
static const char *hide(struct bdl_arena *a, const char *text, const struct bdl_private_list *l,
	unsigned *counts, bool *more, struct bdl_error *err)
{
	struct bdl_private_spans spans;
	struct bdl_buffer b = BDL_BUFFER_INIT;
	const char *copy = text;
	size_t at = 0, length = strlen(text);

	if (bdl_private_find(text, length, l, &spans, err) < 0)
		return NULL;
	for (size_t i = 0; i < spans.count; i++) {
		bdl_buffer_add(&b, text + at, spans.list[i].at - at);
		bdl_buffer_text(&b, BDL_HIDDEN_WORDS);
		at = spans.list[i].at + spans.list[i].length;
		if (counts)
			counts[spans.list[i].kind]++;
	}
	bdl_buffer_add(&b, text + at, length - at);
	*more = spans.count > 0;
	if (spans.count)
		copy = b.failed ? NULL : bdl_arena_string(a, bdl_buffer_string(&b));
	if (!copy)
		bdl_fail_memory(err);
	bdl_buffer_release(&b);
	free(spans.list);
	return copy;
}

const char *bdl_hide_line(struct bdl_arena *a, const char *text, const struct bdl_private_list *l,
	unsigned *counts, struct bdl_error *err)
{
	bool more = true;

	/* what stood glued to something that is hidden now may show by its form only then */
	for (unsigned round = 0; text && more && round < ROUNDS_MOST; round++)
		text = hide(a, text, l, counts, &more, err);
	return text;
}

const char *bdl_hide_name(struct bdl_arena *a, const char *name, const struct bdl_private_list *l,
	unsigned *counts, struct bdl_error *err)
{
	const char *once = bdl_hide_line(a, name, l, counts, err), *twice;
	char *loose = once ? bdl_arena_string(a, once) : NULL;

	if (!loose)
		return once ? bdl_fail_memory(err), NULL : NULL;
	for (char *p = loose; *p; p++)
		if (*p == '_' || *p == '+' || *p == '.')
			*p = ' ';
	twice = bdl_hide_line(a, loose, l, counts, err);
	return twice == loose ? once : twice;
}

/* ---- JSON ---- */

static const struct {
	const char *key;
	size_t at;
} lists[] = {
	{"addresses", offsetof(struct bdl_private_list, addresses)},
	{"keep", offsetof(struct bdl_private_list, keep)},
	{"names", offsetof(struct bdl_private_list, names)},
	{"words", offsetof(struct bdl_private_list, words)},
};

#define LISTS (sizeof(lists) / sizeof(*lists))

static json_t *write_list(const char *const *strings)
{
	json_t *list = json_array();

	for (size_t i = 0; list && strings && strings[i]; i++) {
		if (json_array_append_new(list, json_string(strings[i])) < 0) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

static int add_bytes(const char *bytes, size_t length, void *out)
{
	return bdl_buffer_add(out, bytes, length);
}

int bdl_hide_to_json(
	const struct bdl_private_list *l, struct bdl_buffer *out, struct bdl_error *err)
{
	json_t *top = json_object();
	int rc = json_object_set_new(top, "patterns", json_boolean(l->patterns));

	for (size_t i = 0; i < LISTS; i++)
		rc |= json_object_set_new(top, lists[i].key,
			write_list(*(const char *const *const *)(const void *)((const char *)l +
									       lists[i].at)));
	if (rc == 0)
		rc = json_dump_callback(top, add_bytes, out, JSON_COMPACT | JSON_SORT_KEYS);
	json_decref(top);
	return rc < 0 || out->failed ? bdl_fail_memory(err) : 0;
}

static int read_list(struct bdl_arena *a, const json_t *list, const char ***out)
{
	size_t count = json_array_size(list);

	*out = bdl_arena_alloc(a, (count + 1) * sizeof(**out));
	for (size_t i = 0; *out && i < count; i++) {
		const char *s = json_string_value(json_array_get(list, i));

		(*out)[i] = bdl_arena_string(a, s ? s : "");
		if (!(*out)[i])
			return -1;
	}
	return *out ? 0 : -1;
}

int bdl_hide_from_json(struct bdl_private_list *l, struct bdl_arena *a, const char *json,
	size_t length, struct bdl_error *err)
{
	json_t *top = length <= BDL_HIDE_MAX ? json_loadb(json, length, 0, NULL) : NULL;
	int rc = 0;

	*l = (struct bdl_private_list){.patterns = json_is_true(json_object_get(top, "patterns"))};
	if (!json_is_object(top))
		rc = bdl_fail(err, BDL_EFORMAT, NULL, "what is to be hidden cannot be read");
	for (size_t i = 0; rc == 0 && i < LISTS; i++) {
		const json_t *list = json_object_get(top, lists[i].key);

		if (!json_is_array(list) || json_array_size(list) > BDL_HIDE_STRINGS)
			rc = bdl_fail(
				err, BDL_EFORMAT, NULL, "what is to be hidden cannot be read");
		else if (read_list(a, list, (const char ***)(void *)((char *)l + lists[i].at)) < 0)
			rc = bdl_fail_memory(err);
	}
	json_decref(top);
	return rc;
}
