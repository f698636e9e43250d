/* Fault: what a target says when the code under test breaks a promise; and hostile bytes as a file.
 */
#ifndef TESTS_FUZZ_FAULT_H
#define TESTS_FUZZ_FAULT_H

#include "base/buffer.h"
#include "base/error.h"
#include <stddef.h>

/* One line on stderr, and the end, which libFuzzer keeps the input of. */
_Noreturn void fault(const char *format, ...) BDL_PRINTF(1, 2);

/* Fault unless a call that failed said why: err has a code and a message. */
void fault_unless_told(const struct bdl_error *err);

/* Fault unless what was written, read again and written once more is the same. */
void fault_unless_same(const struct bdl_buffer *first, const struct bdl_buffer *second);

/* The same file in memory every time, with these bytes and no others; read and written from its
 * start. Not to be closed. */
int hostile_file(const void *bytes, size_t length);

#endif
