/*
 * The cache from inside the room: names, files under construction, and what an entry must be to be
 * used.
 */
#ifndef BDL_WORK_CACHE_H
#define BDL_WORK_CACHE_H

#include "work/work.h"

#define BDL_CACHE_NAME 80 /* room for a name in the cache */

enum bdl_cache_file { BDL_CACHE_FACTS, BDL_CACHE_PART, BDL_CACHE_FILES };

/* "SHA256.facts", "SHA256.part". */
void bdl_cache_name(
	const struct bdl_exhibit *x, enum bdl_cache_file which, char out[BDL_CACHE_NAME]);

/*
 * A pair of files that readers may write to. They are under construction until
 * bdl_cache_pair_keep() gives them their names; no name, no entry. A pair that a killed process
 * left is removed by the next bdl_cache_open().
 */
struct bdl_cache_pair {
	int fd[BDL_CACHE_FILES]; /* -1: none */
	char temp[BDL_CACHE_FILES][BDL_CACHE_NAME];
};

/* slot: tells the pairs apart that this process has open at a time. */
int bdl_cache_pair_open(struct bdl_cache_pair *p, const struct bdl_cache *c, size_t slot,
	struct bdl_error *err) BDL_MUST_CHECK;
/* Puts the part in place, if it is wanted, then the facts. The pair is closed in any case. */
int bdl_cache_pair_keep(struct bdl_cache_pair *p, const struct bdl_cache *c,
	const struct bdl_exhibit *x, bool part, struct bdl_error *err) BDL_MUST_CHECK;
/* Closes and removes what is open; a closed pair is fine. */
void bdl_cache_pair_drop(struct bdl_cache_pair *p, const struct bdl_cache *c);

/*
 * Reads facts and part and holds them against each other. 1: they agree; 0: they break the
 * contract; -1 out of memory. Strings of *out live in the arena.
 */
int bdl_check_entry(int facts, int part, const char *path, struct bdl_arena *a,
	struct bdl_facts *out, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * What a reader that did not live to give its facts had said first: format and media type. 1: *out
 * has them; 0: nothing that can be used; -1 out of memory.
 */
int bdl_check_first_look(int facts, const char *path, struct bdl_arena *a, struct bdl_facts *out,
	struct bdl_error *err) BDL_MUST_CHECK;

/* The entry of an exhibit. 1: there, and good; 0: there is none that can be used; -1: failure. */
int bdl_cache_look(const struct bdl_cache *c, const struct bdl_exhibit *x, struct bdl_arena *a,
	struct bdl_facts *out, struct bdl_error *err) BDL_MUST_CHECK;

/* Whether the answer would be the same another day: no limit, no accident had a part in it. */
bool bdl_reason_is_stable(enum bdl_reason r);

#endif
