/*
 * Nearest: the word that somebody probably meant. Pure.
 */
#ifndef BDL_BASE_NEAREST_H
#define BDL_BASE_NEAREST_H

#include <stddef.h>

#define BDL_NEAREST_MOST 63 /* bytes: what is longer is like nothing */

/*
 * The word of the list (NULL-ended) that is most like `word`, ignoring ASCII case; NULL where none is near. Near is: at most two letters
 * missing, too many, wrong or two neighbours swapped (one, where `word` has fewer than four); failing that, the only one that
 * begins with `word`, of three letters or more. Of several equally near the first that is as long as
 * `word`, else the first.
 */
const char *bdl_nearest(const char *word, const char *const *list);

/* Letters missing, too many, wrong, or neighbours swapped (Damerau and Levenshtein, no letter moved twice); `most` + 1: more. */
size_t bdl_word_distance(const char *a, const char *b, size_t most);

#endif
