/* Taking: texts, ids and where lines come from. See recipient_take.h. */
#include "model/recipient_take.h"

#include "base/text.h"
#include "model/yaml_place.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- where it stands ---- */

void bdl_taking_wrong(
	struct bdl_taking *t, const char *rule, const char *word, const char *format, ...)
{
	unsigned line = 0, found;
	char what[400];
	va_list args;

	t->failed = true;
	va_start(args, format);
	vsnprintf(what, sizeof(what), format, args);
	va_end(args);
	if (rule)
		line = bdl_yaml_line_of(t->yaml, t->length, 1, "id", rule);
	if (rule && !line)
		line = bdl_yaml_line_of(t->yaml, t->length, 1, "fact", rule);
	found = word ? bdl_yaml_line_of(t->yaml, t->length, line ? line : 1, NULL, word) : 0;
	if (found)
		line = found;
	if (line)
		bdl_fail(t->err, BDL_EFORMAT, t->path, "line %u: %s", line, what);
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

void *bdl_recipient_take_rows(struct bdl_taking *t, size_t count, size_t size)
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

const char *bdl_recipient_take_text(struct bdl_taking *t, const char *text)
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

const char **bdl_recipient_take_texts(struct bdl_taking *t, char **list, unsigned count)
{
	const char **out = count ? bdl_recipient_take_rows(t, (size_t)count + 1, sizeof(*out)) : NULL;

	for (unsigned i = 0; out && i < count; i++)
		out[i] = bdl_recipient_take_text(t, list[i]);
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

const char *bdl_recipient_take_id(struct bdl_taking *t, const char *id)
{
	if (!is_id(id))
		bdl_taking_wrong(t, NULL, id,
			"\"%.60s\" is no id: small letters, figures and dashes, 2 to 40 of them",
			id);
	return bdl_recipient_take_text(t, id);
}

static void refuse_twice(struct bdl_taking *t, const char *rule, char **list, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		for (unsigned n = 0; n < i; n++)
			if (strcmp(list[i], list[n]) == 0)
				bdl_taking_wrong(t, rule, list[i], "%s: %.60s is there twice", rule,
					list[i]);
}

const char **bdl_recipient_take_step_ids(struct bdl_taking *t, const char *rule, char **list, unsigned count)
{
	for (unsigned i = 0; t->steps && i < count; i++)
		if (!bdl_step_kind_find(t->steps, list[i]))
			bdl_taking_wrong(t, rule, list[i],
				"%s: there is no step \"%.60s\" (schemas/steps.yaml)", rule,
				list[i]);
	refuse_twice(t, rule, list, count);
	return bdl_recipient_take_texts(t, list, count);
}

const char **bdl_recipient_take_kind_ids(struct bdl_taking *t, const char *rule, char **list, unsigned count)
{
	for (unsigned i = 0; t->kinds && i < count; i++)
		if (!bdl_kinds_find(t->kinds, list[i]))
			bdl_taking_wrong(t, rule, list[i],
				"%s: there is no kind \"%.60s\" (schemas/kinds.yaml)", rule,
				list[i]);
	refuse_twice(t, rule, list, count);
	return bdl_recipient_take_texts(t, list, count);
}

/* ---- where a line comes from ---- */

static char take_confidence(struct bdl_taking *t, const char *rule, const char *tag)
{
	if (strlen(tag) == 1 && strchr("S2CM", tag[0]))
		return tag[0];
	bdl_taking_wrong(t, rule, tag, "confidence \"%.20s\" is not S, 2, C or M", tag);
	return 'M';
}

struct bdl_said bdl_recipient_take_said(
	struct bdl_taking *t, const char *rule, const struct bdl_written_said *w)
{
	struct bdl_day day;

	if (w->reviewed && bdl_day_parse_iso(w->reviewed, &day) < 0)
		bdl_taking_wrong(t, rule, w->reviewed,
			"reviewed \"%.40s\" is not a date as 2026-11-22", w->reviewed);
	return (struct bdl_said){.source = bdl_recipient_take_text(t, w->source),
		.reviewed = w->reviewed ? bdl_recipient_take_text(t, w->reviewed) : t->reviewed,
		.confidence = take_confidence(t, rule, w->confidence)};
}
