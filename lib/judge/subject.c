/* See subject.h: folding a file's words, and judging one rule. */
#include "judge/subject.h"

#include <string.h>

/* A letter's head and title, a till's whole strip; and so no hostile text is searched for long. */
#define BEGINNING ((size_t)2048)

const char *bdl_first_of(const struct bdl_buffer *folded, const char **words, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (bdl_words_stand_in(bdl_buffer_string(folded), words[i]))
			return words[i];
	return NULL;
}

static bool stands_in_text(const struct bdl_subject *s, const char *words)
{
	return bdl_trigrams_may_hold(&s->trigrams, words) &&
	       bdl_words_stand_in(bdl_buffer_string(&s->text), words);
}

const char *bdl_first_in_text(const struct bdl_subject *s, const char **words, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (stands_in_text(s, words[i]))
			return words[i];
	return NULL;
}

static bool has_all_in_text(const struct bdl_subject *s, const char **words, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (!stands_in_text(s, words[i]))
			return false;
	return true;
}

static bool has_all(const struct bdl_buffer *text, const char **words, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (!bdl_words_stand_in(bdl_buffer_string(text), words[i]))
			return false;
	return true;
}

static bool has_format(const struct bdl_subject *s, const struct bdl_kind_rule *r)
{
	for (unsigned i = 0; i < r->formats_count; i++)
		if (strcmp(r->formats[i], s->format) == 0)
			return true;
	return r->formats_count == 0;
}

/* Words that a screen showed, or that stand on a thing, do not make a letter of its picture. */
static bool has_nature(const struct bdl_subject *s, const struct bdl_kind_rule *r)
{
	const char *nature = bdl_nature_token(s->nature);

	if (r->nature)
		return nature && strcmp(nature, r->nature) == 0;
	return s->nature != BDL_NATURE_SCREEN && s->nature != BDL_NATURE_PHOTO;
}

static bool has_one(const struct bdl_buffer *text, const char **words, unsigned count)
{
	return count == 0 || bdl_first_of(text, words, count);
}

static bool has_records(const struct bdl_subject *s, const char *type)
{
	int wanted = type ? bdl_event_type_from_token(type) : 0;

	return !type || (wanted >= 0 && (s->records & 1u << wanted));
}

/* The cheap conditions first: most rules fail at the format. */
bool bdl_rule_holds(const struct bdl_subject *s, const struct bdl_kind_rule *r)
{
	if (!has_format(s, r) || !has_nature(s, r) || !has_records(s, r->records))
		return false;
	if (!has_one(&s->path, r->name, r->name_count) ||
		!has_one(&s->layout, r->layout, r->layout_count) ||
		!has_one(&s->sender, r->sender, r->sender_count))
		return false;
	if (!has_all(&s->heads, r->columns, r->columns_count) ||
		!has_all_in_text(s, r->all, r->all_count) ||
		(r->any_count && !bdl_first_in_text(s, r->any, r->any_count)) ||
		bdl_first_in_text(s, r->none, r->none_count))
		return false;
	return !r->regex || bdl_kind_matches(r, bdl_buffer_string(&s->beginning), NULL, NULL);
}

static int fold(struct bdl_buffer *out, const char *text, bool name)
{
	return text ? bdl_words_fold(out, text, name) : 0;
}

int bdl_subject_init(struct bdl_subject *s, const struct bdl_exhibit *x)
{
	int rc = fold(&s->path, x->name ? x->name : x->path, true);

	rc |= fold(&s->text, s->facts->text, false);
	rc |= fold(&s->sender, s->facts->sender, false);
	rc |= fold(&s->layout, s->facts->layout, false);
	for (const char **head = s->facts->headers; head && *head; head++) {
		rc |= fold(&s->heads, *head, true);
		rc |= bdl_buffer_byte(&s->heads, '\n');
	}
	bdl_trigrams_add(&s->trigrams, bdl_buffer_string(&s->text));
	rc |= bdl_buffer_add(&s->beginning, bdl_buffer_string(&s->text),
		s->text.length < BEGINNING ? s->text.length : BEGINNING);
	for (size_t i = 0; i < s->facts->record_count; i++)
		s->records |= 1u << s->facts->records[i].type;
	if (rc < 0)
		return -1;
	s->nature = bdl_picture_nature(s->facts, s->format, bdl_buffer_string(&s->path),
		bdl_buffer_string(&s->text), s->kinds, &s->looks);
	return s->looks.failed ? -1 : 0;
}

void bdl_subject_release(struct bdl_subject *s)
{
	struct bdl_buffer *const all[] = {
		&s->text, &s->beginning, &s->path, &s->heads, &s->sender, &s->layout, &s->looks};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		bdl_buffer_release(all[i]);
}
