/* Nearest: how alike two words are, to name what may have been meant. Pure. */
#ifndef BDL_JUDGE_NEAREST_H
#define BDL_JUDGE_NEAREST_H

#include <stdbool.h>
#include <stddef.h>

/* How many letters must be changed, added or taken away to make one of the other, case aside; of the first 60 bytes. */
size_t bdl_distance(const char *a, const char *b);

/*
 * True for two names so alike that one of them is a slip: of five letters or more, one letter apart, or two where both have
 * eight. Not where figures, or whole words of up to three letters, tell them apart.
 */
bool bdl_is_slip(const char *a, const char *b);

#endif
