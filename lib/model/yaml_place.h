/*
 * Place: in which line of a YAML file a word stands. libcyaml forgets lines once it has read a value, and a person who is told
 * of a mistake needs one.
 */
#ifndef BDL_MODEL_YAML_PLACE_H
#define BDL_MODEL_YAML_PLACE_H

#include <stddef.h>

/*
 * The first line, from line `from` (1 or more) on, that has the word as a whole and outside comments; behind the word `key` in the
 * same line, unless that is NULL. 0: there is none. Letters, figures, dashes and underscores are of a word.
 */
unsigned bdl_yaml_line_of(const char *yaml, size_t length, unsigned from, const char *key, const char *word);

#endif
