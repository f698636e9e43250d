/*
 * The bytes of index.csv as UTF-8, however a spreadsheet saved them: UTF-8 with or without a byte order mark, UTF-16 as
 * Excel's "Unicode text", Windows-1252 as its plain CSV. Internal to model/steer_*.c.
 */
#ifndef BDL_MODEL_STEER_TEXT_H
#define BDL_MODEL_STEER_TEXT_H

#include "base/buffer.h"
#include "base/error.h"

/* Appends it; what is no character is U+FFFD. BDL_EFORMAT for a NUL. `path` is for messages. */
int bdl_steer_text(struct bdl_buffer *out, const void *bytes, size_t length, const char *path, struct bdl_error *err)
	BDL_MUST_CHECK;

#endif
