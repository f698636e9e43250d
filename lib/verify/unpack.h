/*
 * Unpack: the file as it lies on the disk -> the bytes of the tar. Members that lib/seal/pack.c
 * wrote are inflated whole and their checksums held against them; a gzip by anyone else goes
 * through zlib; a tar that is not compressed (some browsers unpack what they download) passes as it
 * is. Damage is noted and got over where possible, so that what lies behind it is checked all the
 * same. Inside this room.
 */
#ifndef BDL_VERIFY_UNPACK_H
#define BDL_VERIFY_UNPACK_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BDL_UNPACK_BLOCK ((size_t)1024 * 1024)

/* What was wrong with the compressed file. Positions count from its first byte. */
/* clang-format off */
struct bdl_unpack_notes {
	bool strange;          /* neither gzip nor tar */
	bool cut;              /* ends inside a member */
	bool mixed;            /* members of this program and others in one file */
	bool lost;             /* damaged so that nothing behind it can be found */
	uint64_t damaged;      /* members with wrong bytes ... */
	uint64_t first_damage; /* ... the first of which begins here */
	bool trailing;         /* bytes that are no gzip member follow ... */
	uint64_t trailing_at;  /* ... from here on */
	uint64_t length;       /* bytes read */
};
/* clang-format on */

struct bdl_unpack;

/* fd is read with pread from its start and stays the caller's. NULL: out of memory. */
struct bdl_unpack *bdl_unpack_open(int fd);

/*
 * The next bytes into out, which has BDL_UNPACK_BLOCK: their count in *length, 0 at the end. -1
 * only when fd cannot be read or memory is out.
 */
int bdl_unpack_next(
	struct bdl_unpack *u, uint8_t *out, size_t *length, struct bdl_error *err) BDL_MUST_CHECK;

/* Lent; complete once the end is reached. */
const struct bdl_unpack_notes *bdl_unpack_notes(const struct bdl_unpack *u);

void bdl_unpack_close(struct bdl_unpack *u);

#endif
