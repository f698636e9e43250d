/*
 * Fuzz private: the input is a text in UTF-8. What is found lies inside it, in order, none over
 * another, and never parts a character. With BDL_HIDDEN_WORDS in its place nothing is found any
 * more: what was to be hidden is hidden.
 */
#include "base/private.h"

#include "base/buffer.h"
#include "base/text.h"
#include "fault.h"
#include "model/hide.h"
#include "mutate.h"
#include <stdlib.h>
#include <string.h>

static const char *names[] = {"Ann Example", "O'Neil-Smith", NULL},
		  *addresses[] = {"1 High Street, Leeds", NULL},
		  *words[] = {"gluten", "\xC3\x89mile", NULL},
		  *keep[] = {"AB 12 34 56 C", "LS1 1AA", NULL};
static const struct bdl_private_list lists[] = {
	{.patterns = true},
	{.names = names, .addresses = addresses, .words = words, .patterns = true},
	{.names = names, .addresses = addresses, .words = words, .keep = keep, .patterns = true},
};

static bool begins_character(const char *text, size_t length, size_t at)
{
	return at == length || ((unsigned char)text[at] & 0xC0) != 0x80;
}

static void check_spans(const char *text, size_t length, const struct bdl_private_spans *spans)
{
	size_t next = 0;

	for (size_t i = 0; i < spans->count; i++) {
		const struct bdl_private_span *s = &spans->list[i];

		if (s->at < next || s->length == 0 || s->at > length || s->length > length - s->at)
			fault("a span at %zu, %zu bytes long, of %zu", s->at, s->length, length);
		if (!begins_character(text, length, s->at) ||
			!begins_character(text, length, s->at + s->length))
			fault("a span parts a character");
		if (bdl_private_from_token(bdl_private_token(s->kind)) != (int)s->kind)
			fault("a kind without a name");
		next = s->at + s->length;
	}
}

/* What is left when all of it is hidden holds none of it. */
static void check_hidden(const char *text, const struct bdl_private_list *l)
{
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_private_spans spans;
	struct bdl_error err = {0};
	unsigned counts[BDL_PRIVATE_KINDS] = {0};
	const char *line = bdl_hide_line(&arena, text, l, counts, &err);

	if (!line || bdl_private_find(line, strlen(line), l, &spans, &err) < 0)
		fault("%s", err.message);
	if (spans.count)
		fault("hidden, and yet there is %s: %s", bdl_private_token(spans.list[0].kind),
			line);
	free(spans.list);
	bdl_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct bdl_buffer clean = BDL_BUFFER_INIT;
	char *text;

	if (bdl_utf8_clean(&clean, (const char *)bytes, length) < 0)
		fault("no memory");
	text = strdup(bdl_buffer_string(&clean)); /* just as long as it is, up to a NUL */
	bdl_buffer_release(&clean);
	if (!text)
		fault("no memory");
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		struct bdl_private_spans spans;
		struct bdl_error err = {0};

		if (bdl_private_find(text, strlen(text), &lists[i], &spans, &err) < 0)
			fault("%s", err.message);
		check_spans(text, strlen(text), &spans);
		free(spans.list);
		check_hidden(text, &lists[i]);
	}
	free(text);
	return 0;
}
