/*
 * The cache from inside the room: names, files under construction, and what an entry must be to be
 * used.
 */
#ifndef BDL_WORK_CACHE_H
#define BDL_WORK_CACHE_H

#include "work/work.h"

#define BDL_CACHE_NAME 80 /* room for a name in the cache */

enum bdl_cache_file { BDL_CACHE_FACTS, BDL_CACHE_PART, BDL_CACHE_INNER, BDL_CACHE_FILES };

/* "SHA256.facts", "SHA256.part", "SHA256.inner" (the documents inside, one behind the other). */
void bdl_cache_name(
	const struct bdl_exhibit *x, enum bdl_cache_file which, char out[BDL_CACHE_NAME]);

/*
 * The files of one entry, which readers may write to. They are under construction until
 * bdl_cache_set_keep() gives them their names; no name, no entry. What a killed process
 * left is removed by the next bdl_cache_open().
 */
struct bdl_cache_set {
	int fd[BDL_CACHE_FILES]; /* -1: none */
	char temp[BDL_CACHE_FILES][BDL_CACHE_NAME];
};

/* slot: tells the sets apart that this process has open at a time. */
int bdl_cache_set_open(struct bdl_cache_set *p, const struct bdl_cache *c, size_t slot,
	struct bdl_error *err) BDL_MUST_CHECK;
/* Puts in place what f says there is, the facts last. The set is closed in any case. */
int bdl_cache_set_keep(struct bdl_cache_set *p, const struct bdl_cache *c,
	const struct bdl_exhibit *x, const struct bdl_facts *f, struct bdl_error *err) BDL_MUST_CHECK;
/* Closes and removes what is open; a closed set is fine. */
void bdl_cache_set_drop(struct bdl_cache_set *p, const struct bdl_cache *c);

/*
 * Reads the files of an entry (-1: there is none) and holds them against each other. 1: they agree; 0: they break the
 * contract; -1 out of memory. Strings of *out live in the arena.
 */
int bdl_check_entry(const int fd[BDL_CACHE_FILES], const char *path, struct bdl_arena *a,
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

/*
 * A read-only descriptor on the bytes of x, which came out of the exhibit `parent`: a copy without a name, so that a
 * reader sees its own document and no other.
 */
int bdl_cache_open_inner(const struct bdl_cache *c, const struct bdl_exhibit *parent, const struct bdl_exhibit *x,
	struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Facts that will be asked for once more, by bdl_cache_facts(): takes the arena that they live in, which is empty then,
 * unless there are many already.
 */
void bdl_cache_remember(const struct bdl_cache *c, const struct bdl_exhibit *x, struct bdl_arena *a,
	const struct bdl_facts *f);

/* Whether the answer would be the same another day: no limit, no accident had a part in it. */
bool bdl_reason_is_stable(enum bdl_reason r);

#endif
