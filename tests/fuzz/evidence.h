/*
 * Evidence: hostile bytes through one of the readers of lib/read, drawn on a blank canvas
 * (blank.c), and what must hold of any facts: they can be written down and read back the same, days
 * exist, pages are there.
 */
#ifndef TESTS_FUZZ_EVIDENCE_H
#define TESTS_FUZZ_EVIDENCE_H

#include "fault.h"
#include "read/read.h"
#include <stdint.h>

typedef int evidence_reader(struct bdl_reading *r, struct bdl_error *err);

/* Reads them as the file `name`, which was recognised as `format`. What cannot be read must say
 * why, or say that it is not shown. */
void evidence_read(evidence_reader *reader, const char *format, const char *name,
	const uint8_t *bytes, size_t length);

#endif
