/* Parts that the answers as data are made of. New references; NULL when out of memory. */
#ifndef BUNDLER_JSON_PARTS_H
#define BUNDLER_JSON_PARTS_H

#include "base/digest.h"
#include "base/error.h"
#include <jansson.h>

/* null for NULL; bytes that are no UTF-8 are replaced. */
json_t *json_text(const char *s);
json_t *json_digest(const uint8_t d[BDL_SHA256_SIZE]);
/* Prints and releases. NULL is out of memory. */
int json_print(json_t *o, struct bdl_error *err) BDL_MUST_CHECK;

#endif
