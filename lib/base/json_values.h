/*
 * How much JSON is, before a parser makes a tree of it: a few bytes of "[],[],..." cost a parser fifty times their size.
 */
#ifndef BDL_BASE_JSON_VALUES_H
#define BDL_BASE_JSON_VALUES_H

#include <stddef.h>

/* At least as many as there are values in the text, whether or not it is valid JSON. One pass, no memory. */
size_t bdl_json_values(const char *json, size_t length);

#endif
