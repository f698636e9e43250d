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

#endif
