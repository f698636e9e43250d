/*
 * Arena: memory for everything that lives as long as one bundle. Strings and rows come from here
 * and nobody frees them singly; bdl_arena_release() frees all of it at once.
 * Pointers handed out stay valid, and zeroed memory stays where it is, until the release.
 */
#ifndef BDL_BASE_ARENA_H
#define BDL_BASE_ARENA_H

#include "base/error.h"
#include <stddef.h>

struct bdl_arena_block;

struct bdl_arena {
	struct bdl_arena_block *newest;
};

#define BDL_ARENA_INIT { 0 }

/* Zeroed memory of `size` bytes, aligned for any type; NULL when out of memory. size 0 is 1. */
void *bdl_arena_alloc(struct bdl_arena *a, size_t size);

/*
 * A copy of s (of its first `length` bytes, NUL added); NULL when out of memory or when s is NULL. A string is packed
 * behind what there is; bytes may be of any type.
 */
char *bdl_arena_string(struct bdl_arena *a, const char *s);
char *bdl_arena_bytes(struct bdl_arena *a, const void *s, size_t length);

/*
 * Room for one more row behind `count` rows of `size` bytes each: the list itself, or, where count is a power of two (or 0) and the
 * list therefore full, a copy twice as long. NULL when out of memory; the old list stays as it was.
 */
void *bdl_arena_grow(struct bdl_arena *a, void *list, size_t count, size_t size);

/* A formatted string; NULL when out of memory. */
char *bdl_arena_printf(struct bdl_arena *a, const char *format, ...) BDL_PRINTF(2, 3);

void bdl_arena_release(struct bdl_arena *a);

#endif
