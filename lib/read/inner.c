/* Documents inside a document: written out one behind the other, and listed in the facts. See
 * reading.h. */
#include "read/reading.h"

#include "base/file.h"
#include "model/part.h"
#include <stdio.h>
#include <string.h>

static bool has_room(const struct bdl_reading *r, size_t length)
{
	return r->facts->inner_count < BDL_FACTS_INNER_MAX && r->inner_length <= r->output_limit &&
	       length <= r->output_limit - r->inner_length;
}

/* A name without folders; NULL when out of memory. */
static const char *safe_name(struct bdl_reading *r, const char *name)
{
	char *copy;
	const char *line = bdl_reading_line(r, name, strlen(name), BDL_TITLE_MAX);

	if (!line)
		return NULL;
	if (!*line || strcmp(line, ".") == 0 || strcmp(line, "..") == 0)
		return bdl_arena_printf(r->arena, "attachment-%zu", r->facts->inner_count + 1);
	copy = bdl_arena_string(r->arena, line);
	for (char *p = copy; p && *p; p++)
		if (*p == '/' || *p == '\\')
			*p = '_';
	return copy;
}

int bdl_reading_mention(struct bdl_reading *r, const struct bdl_mentioned *m, struct bdl_error *err)
{
	struct bdl_mentioned *grown;

	if (m->page >= BDL_MENTION_PAGES || m->inner >= BDL_MENTION_INNERS)
		return 0;
	grown = bdl_arena_grow(r->arena, r->mentions, r->mention_count, sizeof(*grown));
	if (!grown)
		return bdl_fail_memory(err);
	r->mentions = grown;
	r->mentions[r->mention_count++] = *m;
	return 0;
}

int bdl_reading_inner(struct bdl_reading *r, const char *name, const void *bytes, size_t length,
	struct bdl_error *err)
{
	struct bdl_facts *f = r->facts;
	const char *safe = safe_name(r, name ? name : "");
	struct bdl_inner *grown;

	if (!safe)
		return bdl_fail_memory(err);
	if (!has_room(r, length))
		return bdl_reading_warn(r,
			       "What is attached to it as \"%s\" is not shown: there is too much.",
			       safe) < 0
			       ? bdl_fail_memory(err)
			       : 0;
	grown = bdl_arena_grow(r->arena, f->inner, f->inner_count, sizeof(*grown));
	if (!grown)
		return bdl_fail_memory(err);
	f->inner = grown;
	if (r->inner >= 0 && length && bdl_write_all(r->inner, bytes, length) < 0)
		return bdl_fail_errno(err, r->name, "write what is attached");
	f->inner[f->inner_count++] =
		(struct bdl_inner){.name = safe, .at = r->inner_length, .length = length};
	r->inner_length += length;
	return 0;
}
