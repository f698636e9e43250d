/*
 * Small: a bundle to bind with one exhibit whose part comes from outside, between a front of four
 * plain pages and the stamps' fonts. No test framework is involved; whatever cannot be set up ends
 * the program with a clear line.
 */
#ifndef TESTS_FUZZ_SMALL_H
#define TESTS_FUZZ_SMALL_H

#include "bind/bind.h"
#include "fault.h"
#include "model/part.h"

#define SMALL_FRONT 4u /* cover, index, chronology, section sheet: pages before the exhibit */

struct small {
	char folder[64];
	struct bdl_bundle bundle;
	struct bdl_drawn drawn;
	struct bdl_bind_input input;
	struct bdl_exhibit exhibit;
	struct bdl_section section;
	struct bdl_stamp stamp;
	struct bdl_link links[3];
	unsigned drawn_pages[SMALL_FRONT];
	size_t order;
	int part; /* the exhibit's, open for writing */
};

void small_open(struct small *s);
void small_close(struct small *s);

/* The exhibit's part is these bytes, and is said to have so many pages. */
void small_put(struct small *s, const uint8_t *bytes, size_t length, unsigned pages);

/* Writes a good part into fd: number `which` of SMALL_SEEDS. */
#define SMALL_SEEDS 6u
void small_write_part(int fd, unsigned which);

#endif
