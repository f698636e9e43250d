/* Arena: a chain of blocks, each filled from its start. Large wishes get a block of their own. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)64 * 1024)
#define ALIGNMENT _Alignof(max_align_t)

struct bdl_arena_block {
	struct bdl_arena_block *older;
	size_t used, size;
	max_align_t start[]; /* `size` bytes */
};

static struct bdl_arena_block *grow(struct bdl_arena *a, size_t wish)
{
	size_t size = wish > BLOCK_SIZE / 4 ? wish : BLOCK_SIZE;
	struct bdl_arena_block *b;

	b = calloc(1, sizeof(*b) + size);
	if (!b)
		return NULL;
	b->size = size;
	/* a block of its own must not hide the half-filled one: it goes behind the newest */
	if (a->newest && size == wish && wish != BLOCK_SIZE) {
		b->older = a->newest->older;
		a->newest->older = b;
	} else {
		b->older = a->newest;
		a->newest = b;
	}
	return b;
}

static void *take(struct bdl_arena *a, size_t size, size_t alignment)
{
	struct bdl_arena_block *b = a->newest;
	size_t at;

	if (size > SIZE_MAX / 2)
		return NULL;
	at = b ? (b->used + alignment - 1) / alignment * alignment : 0;
	if (!b || at > b->size || b->size - at < size) {
		b = grow(a, size);
		at = 0;
	}
	if (!b)
		return NULL;
	b->used = at + size;
	return (unsigned char *)b->start + at;
}

void *bdl_arena_alloc(struct bdl_arena *a, size_t size)
{
	return take(a, size ? size : 1, ALIGNMENT);
}

char *bdl_arena_bytes(struct bdl_arena *a, const void *s, size_t length)
{
	char *copy;

	if (!s || length == SIZE_MAX)
		return NULL;
	copy = bdl_arena_alloc(a, length + 1);
	if (copy)
		memcpy(copy, s, length);
	return copy;
}

char *bdl_arena_string(struct bdl_arena *a, const char *s)
{
	size_t size = s ? strlen(s) + 1 : 0;
	char *copy = s ? take(a, size, 1) : NULL;

	if (copy)
		memcpy(copy, s, size);
	return copy;
}

void *bdl_arena_grow(struct bdl_arena *a, void *list, size_t count, size_t size)
{
	void *larger;

	if (count & (count - 1))
		return list;
	if (count > SIZE_MAX / 2 / size)
		return NULL;
	larger = bdl_arena_alloc(a, (count ? count * 2 : 1) * size);
	if (larger && count)
		memcpy(larger, list, count * size);
	return larger;
}

char *bdl_arena_printf(struct bdl_arena *a, const char *format, ...)
{
	va_list args, again;
	int length;
	char *out = NULL;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, args);
	if (length >= 0)
		out = take(a, (size_t)length + 1, 1);
	if (out)
		vsnprintf(out, (size_t)length + 1, format, again);
	va_end(again);
	va_end(args);
	return out;
}

void bdl_arena_release(struct bdl_arena *a)
{
	struct bdl_arena_block *b = a->newest;

	while (b) {
		struct bdl_arena_block *older = b->older;

		free(b);
		b = older;
	}
	a->newest = NULL;
}
