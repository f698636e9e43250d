/*
 * A regex of a rule that is data. The hundreds of rules compiled in are compiled when they are first asked, since that
 * takes longer than all else that a small command does; most are never asked.
 */
#ifndef BDL_BASE_PATTERN_H
#define BDL_BASE_PATTERN_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>

struct bdl_pattern;

/*
 * A pattern of a POSIX extended regex, which is borrowed and must outlive it; bdl_pattern_close() frees it. `tried` compiles it
 * at once: for text that nobody has tested. NULL with *err: BDL_EFORMAT about `where`, naming `of`, if it cannot be read (only
 * when tried), or no memory.
 */
struct bdl_pattern *bdl_pattern_open(
	const char *regex, bool tried, const char *where, const char *of, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * True if it is found in the text. *word and *length, unless either is NULL, which is much quicker, get what stands there:
 * group 0 for all of it, 1 for its first group, whose length is 0 where there is none or it took no part. Not for two
 * threads at once.
 */
bool bdl_pattern_matches(
	struct bdl_pattern *p, const char *text, unsigned group, const char **word, size_t *length);

/* Whether it was ever answered with no because it could not be tried: for want of memory. NULL: no. */
bool bdl_pattern_ran_short(const struct bdl_pattern *p);

/* NULL is fine. */
void bdl_pattern_close(struct bdl_pattern *p);

#endif
