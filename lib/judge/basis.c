/*
 * The basis: why a file is of its kind, in words for people. The reasons given are those that
 * decided: the conditions of the rules that held for the kind that won.
 */
#include "judge/subject.h"

#include "base/text.h"
#include <string.h>

enum { QUOTES_MAX = 6 }; /* words that a basis quotes */

/* A list of words that grows: `words “A”, “B”`; nothing twice, in whatever case, and no "Dear"
 * beside "Dear Sir". */
struct quotes {
	const char *words[QUOTES_MAX];
	size_t count;
};

/* What the rules that hold have to say. */
struct reasons {
	struct quotes words, names, layouts, senders;
	const char *records; /* the type of those that the reader took */
	bool format;
};

/* True if `part` stands at the beginning of a word of s, ASCII case aside. */
static bool holds_word(const char *s, const char *part)
{
	for (const char *start = s; *s; s++) {
		size_t n = 0;

		if (s > start && bdl_is_alpha((unsigned char)s[-1]))
			continue;

		while (part[n] &&
			bdl_lower((unsigned char)s[n]) == bdl_lower((unsigned char)part[n]))
			n++;
		if (!part[n])
			return true;
	}
	return false;
}

static void quote(struct quotes *q, const char *word)
{
	for (size_t i = 0; word && i < q->count; i++) {
		if (holds_word(q->words[i], word))
			return;
		if (holds_word(word, q->words[i])) {
			q->words[i] = word;
			return;
		}
	}
	if (word && q->count < QUOTES_MAX)
		q->words[q->count++] = word;
}

static void quote_all(struct quotes *q, const char **words, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		quote(q, words[i]);
}

static void begin_reason(struct bdl_buffer *out, const char *reason)
{
	if (out->length)
		bdl_buffer_text(out, "; ");
	bdl_buffer_text(out, reason);
}

static void say_quotes(
	struct bdl_buffer *out, const struct quotes *q, const char *reason, bool marks)
{
	if (q->count == 0)
		return;
	begin_reason(out, reason);
	for (size_t i = 0; i < q->count; i++)
		bdl_buffer_printf(
			out, marks ? "%s \u201c%s\u201d" : "%s %s", i ? "," : "", q->words[i]);
}

/* True if a rule that holds asks for this column. */
static bool is_asked_for(
	const struct bdl_subject *s, const struct bdl_kind *kind, const struct bdl_buffer *head)
{
	for (unsigned i = 0; i < kind->rules_count; i++) {
		const struct bdl_kind_rule *r = &kind->rules[i];

		if (bdl_first_of(head, r->columns, r->columns_count) && bdl_rule_holds(s, r))
			return true;
	}
	return false;
}

/* The heads that decided, as the table writes them and in its order. */
static void quote_heads(struct quotes *q, const struct bdl_subject *s, const struct bdl_kind *kind)
{
	for (const char **head = s->facts->headers; head && *head && q->count < QUOTES_MAX;
		head++) {
		struct bdl_buffer one = BDL_BUFFER_INIT;

		if (bdl_words_fold(&one, *head, true) == 0 && is_asked_for(s, kind, &one))
			q->words[q->count++] = *head;
		bdl_buffer_release(&one);
	}
}

static bool is_format_alone(const struct bdl_kind_rule *r)
{
	return !r->any_count && !r->all_count && !r->name_count && !r->columns_count &&
	       !r->layout_count && !r->sender_count && !r->regex && !r->records && !r->nature;
}

/* The words that the regex found, as folded; nothing without memory, which shows elsewhere. */
static void quote_match(struct reasons *all, struct bdl_bundle *b, const struct bdl_subject *s,
	const struct bdl_kind_rule *r)
{
	const char *word;
	size_t length;

	if (r->regex && bdl_kind_matches(r, bdl_buffer_string(&s->beginning), &word, &length) &&
		length > 0)
		quote(&all->words, bdl_arena_printf(&b->arena, "%.*s", (int)length, word));
}

static void collect(struct reasons *all, struct bdl_bundle *b, const struct bdl_subject *s,
	const struct bdl_kind *kind)
{
	for (unsigned i = 0; i < kind->rules_count; i++) {
		const struct bdl_kind_rule *r = &kind->rules[i];

		if (!bdl_rule_holds(s, r))
			continue;
		all->format = all->format || is_format_alone(r);
		all->records = r->records ? r->records : all->records;
		quote_match(all, b, s, r);
		if (r->any_count)
			quote(&all->words, bdl_first_in_text(s, r->any, r->any_count));
		quote_all(&all->words, r->all, r->all_count);
		if (r->name_count)
			quote(&all->names, bdl_first_of(&s->path, r->name, r->name_count));
		if (r->layout_count)
			quote(&all->layouts, s->facts->layout);
		if (r->sender_count)
			quote(&all->senders, s->facts->sender);
	}
}

const char *bdl_basis(
	struct bdl_bundle *b, const struct bdl_subject *s, const struct bdl_kind *kind)
{
	const struct bdl_kind *general = kind->of ? bdl_kinds_find(s->kinds, kind->of) : NULL;
	struct reasons all = {.format = false};
	struct quotes heads = {.count = 0};
	struct bdl_buffer out = BDL_BUFFER_INIT;
	const char *basis;

	collect(&all, b, s, kind);
	if (general)
		collect(&all, b, s, general);
	quote_heads(&heads, s, general ? general : kind);
	say_quotes(&out, &heads, "column heads", false);
	say_quotes(&out, &all.layouts, "laid out as", false);
	if (all.records) {
		begin_reason(&out, "");
		bdl_buffer_printf(&out, "it holds %ss", all.records);
	}
	say_quotes(&out, &all.words, "words", true);
	say_quotes(&out, &all.senders, "from", false);
	say_quotes(&out, &all.names, "words in the file\u2019s path", true);
	if (s->looks.length)
		begin_reason(&out, bdl_buffer_string(&s->looks));
	if (all.format || out.length == 0) {
		begin_reason(&out, "file format ");
		bdl_buffer_text(&out, s->format);
	}
	basis = out.failed ? NULL : bdl_arena_string(&b->arena, bdl_buffer_string(&out));
	bdl_buffer_release(&out);
	return basis;
}
