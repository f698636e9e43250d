/* Nearest: how alike two words are, to name what may have been meant. Pure. */
#ifndef BDL_JUDGE_NEAREST_H
#define BDL_JUDGE_NEAREST_H

#include <stdbool.h>
#include <stddef.h>

/* How many letters must be changed, added or taken away to make one of the other, case aside; of the first 60 bytes. */
size_t bdl_distance(const char *a, const char *b);

/* True for two names so alike that one of them is a slip: at most two letters apart, the same figures, five letters or more. */
bool bdl_is_slip(const char *a, const char *b);

#endif
