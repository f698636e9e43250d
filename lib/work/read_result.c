/* Read results: facts or their absence -> the read columns of one row. See read_pass.h. */
#include "work/read_pass.h"

#include <string.h>

/*
 * The same few words stand in thousands of rows. Those of neighbours are shared, which with files
 * in order of path is nearly all of them, without any table.
 */
static const char *share(struct bdl_bundle *b, const char *word, const char *a, const char *c)
{
	if (a && !strcmp(a, word))
		return a;
	if (c && !strcmp(c, word))
		return c;
	return bdl_arena_string(&b->arena, word);
}

static int name_format(
	struct bdl_bundle *b, struct bdl_exhibit *x, const char *format, const char *media_type)
{
	const struct bdl_exhibit *before = x > b->exhibits ? x - 1 : x;
	const struct bdl_exhibit *after = x + 1 < b->exhibits + b->exhibit_count ? x + 1 : x;

	x->format = share(b, format, before->format, after->format);
	x->media_type = share(b, media_type, before->media_type, after->media_type);
	return x->format && x->media_type ? 0 : -1;
}

static const char **copy_list(struct bdl_arena *a, const char *const *list)
{
	size_t count = 0;
	const char **copy;

	while (list[count])
		count++;
	copy = bdl_arena_alloc(a, (count + 1) * sizeof(*copy));
	for (size_t i = 0; copy && i < count; i++) {
		copy[i] = bdl_arena_string(a, list[i]);
		if (!copy[i])
			return NULL;
	}
	return copy;
}

/*
 * A signature holds for the original's bytes alone. Where these lie, the facts cannot say: the same
 * bytes may have two names.
 */
static int note_signed(struct bdl_bundle *b, struct bdl_exhibit *x, struct bdl_error *err)
{
	const struct bdl_exhibit *file = x;
	const char *path, *sentence;

	while (file->inside)
		file = &b->exhibits[file->inside->parent];
	path = file->archive_path;
	sentence = bdl_arena_printf(&b->arena,
		"It is signed electronically. The signature can only be checked on the "
		"original%s%s%s",
		path ? " in the archive: " : ".", path && file != x ? "inside " : "",
		path ? path : "");
	if (!sentence)
		return bdl_fail_memory(err);
	return bdl_exhibit_warn(b, x, sentence, err);
}

int bdl_row_take_facts(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_facts *f,
	struct bdl_error *err)
{
	char part[BDL_CACHE_NAME];

	if (name_format(b, x, f->format, f->media_type) < 0)
		return bdl_fail_memory(err);
	x->shown = f->shown;
	x->reason = f->reason;
	x->pages = f->shown ? f->pages : 1;
	x->part = NULL;
	x->detail = bdl_arena_string(&b->arena, f->detail);
	x->unsearched = f->unsearched;
	x->whole = f->whole;
	for (size_t i = 0; i < f->hidden_count; i++) {
		const struct bdl_private_found found = {.row = (size_t)(x - b->exhibits),
			.page = f->hidden[i].page,
			.kind = f->hidden[i].kind,
			.count = f->hidden[i].count};

		/* of what has words it is judged later whether it is meant to be seen */
		if (!f->hidden[i].text && bdl_bundle_found(b, &found, err) < 0)
			return -1;
	}
	x->scanned = f->scanned;
	x->recognised = f->recognised;
	x->is_signed = f->is_signed;
	x->inner_count = f->inner_count;
	x->warnings = f->warnings ? copy_list(&b->arena, f->warnings) : NULL;
	x->layout = bdl_arena_string(&b->arena, f->layout);
	x->account = bdl_arena_string(&b->arena, f->account);
	x->message_id = bdl_arena_string(&b->arena, f->message_id);
	if ((f->detail && !x->detail) || (f->warnings && !x->warnings) ||
		(f->layout && !x->layout) || (f->account && !x->account) ||
		(f->message_id && !x->message_id))
		return bdl_fail_memory(err);
	if (f->is_signed && note_signed(b, x, err) < 0)
		return -1;
	if (!f->shown)
		return 0;
	bdl_cache_name(x, BDL_CACHE_PART, part);
	x->part = bdl_arena_string(&b->arena, part);
	return x->part ? 0 : bdl_fail_memory(err);
}

int bdl_row_take_failure(struct bdl_bundle *b, struct bdl_exhibit *x, enum bdl_reason reason,
	const struct bdl_facts *first, const struct bdl_limits *l, struct bdl_error *err)
{
	if (name_format(b, x, first ? first->format : "unknown",
		    first ? first->media_type : "application/octet-stream") < 0)
		return bdl_fail_memory(err);
	x->shown = false;
	x->reason = reason;
	x->pages = 1;
	x->part = NULL;
	x->is_signed = false;
	x->inner_count = 0;
	x->warnings = NULL;
	x->detail = NULL;
	if (reason != BDL_REASON_TOO_SLOW)
		return 0;
	x->detail = bdl_arena_printf(&b->arena, "%u", l->seconds);
	return x->detail ? 0 : bdl_fail_memory(err);
}

void bdl_row_take_copy(struct bdl_exhibit *x, const struct bdl_exhibit *original)
{
	x->format = original->format;
	x->media_type = original->media_type;
	x->shown = false;
	x->reason = BDL_REASON_NONE;
	x->pages = 0;
	x->part = NULL;
	x->detail = NULL;
	x->warnings = NULL;
	x->is_signed = false;
	x->inner_count = 0;
}
