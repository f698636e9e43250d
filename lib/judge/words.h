/* Words: comparing what a document says with what a rule asks for. Internal to judge. */
#ifndef BDL_JUDGE_WORDS_H
#define BDL_JUDGE_WORDS_H

#include "base/buffer.h"
#include <stdbool.h>

/*
 * Appends s folded: ASCII letters small, curly quotes straight, dashes and hyphens alike, all white
 * space one space. With `name`, what parts the words of a file's name ("_", "-", ".", "/") is white
 * space too.
 */
int bdl_words_fold(struct bdl_buffer *out, const char *s, bool name);

/* True if the words stand in the folded text, as whole words. */
bool bdl_words_stand_in(const char *folded, const char *words);

/* Which runs of three bytes stand in a text: most words that do not stand in it are known by that, without a search. */
struct bdl_trigrams {
	unsigned char seen[8192]; /* a bit for each of 65536 hashes */
};

void bdl_trigrams_add(struct bdl_trigrams *t, const char *folded);
/* False: the words do not stand in the texts that were added. True: they may. */
bool bdl_trigrams_may_hold(const struct bdl_trigrams *t, const char *words);

#endif
