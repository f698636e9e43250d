/*
 * Members: one row for each name that a manifest lists or the archive holds, found by name.
 * Manifests and files may come in any order. Inside this room.
 */
#ifndef BDL_VERIFY_MEMBERS_H
#define BDL_VERIFY_MEMBERS_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/hashes.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BDL_MEMBERS_MOST ((size_t)1000000)

/* clang-format off */
struct bdl_member {
	const char *path; /* inside the top folder, exact bytes: "data/letter.pdf" */
	unsigned listed;  /* bits: the hashes of the manifests in which it stands */
	bool present;     /* stands in the archive, with what was found and `size` */
	bool cut;         /* the archive ends inside it; `size` bytes of it were there */
	bool matched;     /* told as renamed, or as the same under a name that only looks different */
	uint8_t sealed[BDL_SHA256_SIZE], found[BDL_SHA256_SIZE]; /* SHA-256 */
	struct bdl_hashes *all_sealed, *all_found; /* of a bag that has other manifests; NULL: SHA-256 alone */
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

/* What a manifest says its hash is, and what it was found to be; lent. */
const uint8_t *bdl_member_sealed(const struct bdl_member *m, enum bdl_hash hash);
const uint8_t *bdl_member_found(const struct bdl_member *m, enum bdl_hash hash);
/* Notes what a manifest says. -1: out of memory. */
int bdl_member_seal(struct bdl_members *m, struct bdl_member *row, enum bdl_hash hash, const uint8_t *digest);
/* It stands in a manifest, it is there, whole, and every manifest that lists it says so. */
bool bdl_member_is_same(const struct bdl_member *m);

/* An original: its path begins with "data/". */
bool bdl_member_is_original(const struct bdl_member *m);

/* In byte order of path. Rows cannot be looked up any more. */
void bdl_members_sort(struct bdl_members *m);

void bdl_members_release(struct bdl_members *m);

#endif
