/* Taking: texts, ids and where lines come from. See recipient_take.h. */
#include "model/recipient_take.h"

#include "base/text.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- where it stands ---- */

static bool is_of_word(char c)
{
	return bdl_is_alpha(c) || bdl_is_digit(c) || c == '-' || c == '_';
}

/* The word alone, outside comments, in one line of the file; NULL: it is not there. */
static const char *word_in_line(const char *line, size_t length, const char *word)
{
	size_t wide = strlen(word);

	for (size_t i = 0; i + wide <= length; i++) {
		if (line[i] == '#' && (i == 0 || bdl_is_space(line[i - 1])))
			return NULL;
		if (memcmp(line + i, word, wide) == 0 && (i == 0 || !is_of_word(line[i - 1])) &&
			(i + wide == length || !is_of_word(line[i + wide])))
			return line + i;
	}
	return NULL;
}

struct place {
	size_t at; /* of the file: behind what was found */
	unsigned line; /* from 1; 0: nothing was found */
};

/* Moves *p behind the next line from there that has the word; a line with `key` in front of it
 * alone. */
static bool move_to(const struct bdl_taking *t, struct place *p, const char *key, const char *word)
{
	unsigned line = 1;
	size_t at = 0;

	while (word[0] && at < t->length) {
		const char *start = t->yaml + at, *end = memchr(start, '\n', t->length - at);
		size_t length = end ? (size_t)(end - start) : t->length - at;
		const char *found = at + length >= p->at ? word_in_line(start, length, word) : NULL;

		if (found && at + length >= p->at &&
			(!key || word_in_line(start, (size_t)(found - start), key))) {
			*p = (struct place){.at = at, .line = line};
			return true;
		}
		at += length + 1;
		line++;
	}
	return false;
}

void bdl_taking_wrong(
	struct bdl_taking *t, const char *rule, const char *word, const char *format, ...)
{
	struct place p = {.line = 0};
	char what[400];
	va_list args;

	t->failed = true;
	va_start(args, format);
	vsnprintf(what, sizeof(what), format, args);
	va_end(args);
	if (rule && !move_to(t, &p, "id", rule))
		move_to(t, &p, "fact", rule);
	if (word)
		move_to(t, &p, NULL, word);
	if (p.line)
		bdl_fail(t->err, BDL_EFORMAT, t->path, "line %u: %s", p.line, what);
	else
		bdl_fail(t->err, BDL_EFORMAT, t->path, "%s", what);
	bdl_hint(t->err, "docs/recipients.md says how a recipient's file is written");
}

/* ---- texts ---- */

static void out_of_memory(struct bdl_taking *t)
{
	bdl_fail_memory(t->err);
	t->failed = true;
}

void *bdl_take_rows(struct bdl_taking *t, size_t count, size_t size)
{
	void *rows;

	if (count == 0 || t->failed)
		return NULL;
	rows = bdl_arena_alloc(t->arena, count * size);
	if (!rows)
		out_of_memory(t);
	return rows;
}

/* YAML ends a folded text with a newline, and people indent. */
static int join_lines(struct bdl_buffer *out, const char *s)
{
	bool gap = false;

	for (; *s; s++) {
		if (bdl_is_space((unsigned char)*s)) {
			gap = out->length > 0;
			continue;
		}
		if (gap && bdl_buffer_byte(out, ' ') < 0)
			return -1;
		gap = false;
		if (bdl_buffer_byte(out, *s) < 0)
			return -1;
	}
	return 0;
}

const char *bdl_take_text(struct bdl_taking *t, const char *text)
{
	struct bdl_buffer line = BDL_BUFFER_INIT, safe = BDL_BUFFER_INIT;
	const char *copy = NULL;

	if (!text)
		return NULL;
	if (join_lines(&line, text) == 0 &&
		bdl_text_escape(&safe, bdl_buffer_string(&line), line.length) == 0)
		copy = bdl_arena_string(t->arena, bdl_buffer_string(&safe));
	bdl_buffer_release(&line);
	bdl_buffer_release(&safe);
	if (!copy)
		out_of_memory(t);
	else if (!copy[0])
		bdl_taking_wrong(t, NULL, NULL, "a text is empty");
	return copy;
}

const char **bdl_take_texts(struct bdl_taking *t, char **list, unsigned count)
{
	const char **out = count ? bdl_take_rows(t, (size_t)count + 1, sizeof(*out)) : NULL;

	for (unsigned i = 0; out && i < count; i++)
		out[i] = bdl_take_text(t, list[i]);
	return out;
}

/* ---- ids ---- */

static bool is_id(const char *id)
{
	size_t length = strlen(id);

	for (size_t i = 0; i < length; i++)
		if (!(id[i] >= 'a' && id[i] <= 'z') &&
			!(i && (bdl_is_digit(id[i]) || id[i] == '-')))
			return false;
	return length >= 2 && length <= 40;
}

const char *bdl_take_id(struct bdl_taking *t, const char *id)
{
	if (!is_id(id))
		bdl_taking_wrong(t, NULL, id,
			"\"%.60s\" is no id: small letters, figures and dashes, 2 to 40 of them",
			id);
	return bdl_take_text(t, id);
}

static void refuse_twice(struct bdl_taking *t, const char *rule, char **list, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		for (unsigned n = 0; n < i; n++)
			if (strcmp(list[i], list[n]) == 0)
				bdl_taking_wrong(t, rule, list[i], "%s: %.60s is there twice", rule,
					list[i]);
}

const char **bdl_take_step_ids(struct bdl_taking *t, const char *rule, char **list, unsigned count)
{
	for (unsigned i = 0; t->steps && i < count; i++)
		if (!bdl_step_kind_find(t->steps, list[i]))
			bdl_taking_wrong(t, rule, list[i],
				"%s: there is no step \"%.60s\" (schemas/steps.yaml)", rule,
				list[i]);
	refuse_twice(t, rule, list, count);
	return bdl_take_texts(t, list, count);
}

const char **bdl_take_kind_ids(struct bdl_taking *t, const char *rule, char **list, unsigned count)
{
	for (unsigned i = 0; t->kinds && i < count; i++)
		if (!bdl_kinds_find(t->kinds, list[i]))
			bdl_taking_wrong(t, rule, list[i],
				"%s: there is no kind \"%.60s\" (schemas/kinds.yaml)", rule,
				list[i]);
	refuse_twice(t, rule, list, count);
	return bdl_take_texts(t, list, count);
}

/* ---- where a line comes from ---- */

static char take_confidence(struct bdl_taking *t, const char *rule, const char *tag)
{
	if (strlen(tag) == 1 && strchr("S2CM", tag[0]))
		return tag[0];
	bdl_taking_wrong(t, rule, tag, "confidence \"%.20s\" is not S, 2, C or M", tag);
	return 'M';
}

struct bdl_said bdl_take_said(
	struct bdl_taking *t, const char *rule, const struct bdl_written_said *w)
{
	struct bdl_day day;

	if (w->reviewed && bdl_day_parse_iso(w->reviewed, &day) < 0)
		bdl_taking_wrong(t, rule, w->reviewed,
			"reviewed \"%.40s\" is not a date as 2026-11-22", w->reviewed);
	return (struct bdl_said){.source = bdl_take_text(t, w->source),
		.reviewed = w->reviewed ? bdl_take_text(t, w->reviewed) : t->reviewed,
		.confidence = take_confidence(t, rule, w->confidence)};
}
