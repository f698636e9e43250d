/*
 * Members: one row for each name that a manifest lists or the archive holds, found by name.
 * Manifests and files may come in any order. Inside this room.
 */
#ifndef BDL_VERIFY_MEMBERS_H
#define BDL_VERIFY_MEMBERS_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BDL_MEMBERS_MOST ((size_t)1000000)

/* clang-format off */
struct bdl_member {
	const char *path; /* inside the top folder, exact bytes: "data/letter.pdf" */
	bool listed;      /* stands in a manifest, with `sealed` */
	bool present;     /* stands in the archive, with `found` and `size` */
	bool cut;         /* the archive ends inside it; `size` bytes of it were there */
	bool matched;     /* told as renamed, under this name or the other */
	uint8_t sealed[BDL_SHA256_SIZE], found[BDL_SHA256_SIZE];
	uint64_t size;
};

/* clang-format on */

struct bdl_members {
	struct bdl_arena arena; /* of the paths */
	struct bdl_member *rows;
	size_t count, space;
	uint32_t *slots; /* row + 1; 0: empty */
	size_t slot_count;
};

/* clang-format off */
#define BDL_MEMBERS_INIT { .arena = BDL_ARENA_INIT }
/* clang-format on */

/*
 * The row of this path, a new one if there is none; valid until the next call. NULL when out of
 * memory.
 */
struct bdl_member *bdl_members_row(struct bdl_members *m, const char *path);

/* The row of this path; NULL if there is none. */
const struct bdl_member *bdl_members_find(const struct bdl_members *m, const char *path);

/* An original: its path begins with "data/". */
bool bdl_member_is_original(const struct bdl_member *m);

/* In byte order of path. Rows cannot be looked up any more. */
void bdl_members_sort(struct bdl_members *m);

void bdl_members_release(struct bdl_members *m);

#endif
