/* See layer.h. */
#include "read/layer.h"

#include <stdlib.h>

#define WORDS_MOST ((size_t)10 * 1000 * 1000)

static bool has_room(struct bdl_layer *l)
{
	size_t space = l->space ? l->space * 2 : 512;
	struct bdl_layer_word *grown;

	if (l->count < l->space)
		return true;
	if (l->count >= WORDS_MOST)
		return false;
	grown = realloc(l->words, space * sizeof(*grown));
	if (!grown) {
		l->failed = true;
		return false;
	}
	l->words = grown;
	l->space = space;
	return true;
}

void bdl_layer_add(
	struct bdl_layer *l, const struct bdl_layer_word *word, const char *text, size_t length)
{
	struct bdl_layer_word *w;

	if (!has_room(l))
		return;
	w = &l->words[l->count++];
	*w = *word;
	w->at = l->text.length;
	w->length = length;
	bdl_buffer_add(&l->text, text, length);
	if (l->text.failed)
		l->failed = true;
}

void bdl_layer_cut(struct bdl_layer *l, size_t from)
{
	if (from >= l->count)
		return;
	if (!l->text.failed)
		l->text.length = l->words[from].at;
	l->count = from;
}

void bdl_layer_write(const struct bdl_layer *l, size_t from, struct bdl_buffer *out)
{
	static const char *const ends[] = {" ", "\n", "\n\n"};

	for (size_t i = from; i < l->count; i++) {
		const struct bdl_layer_word *w = &l->words[i];

		bdl_buffer_add(out, bdl_buffer_string(&l->text) + w->at, w->length);
		bdl_buffer_text(out, ends[w->end]);
	}
}

void bdl_layer_release(struct bdl_layer *l)
{
	bdl_buffer_release(&l->text);
	free(l->words);
	*l = (struct bdl_layer){0};
}
