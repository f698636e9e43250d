/*
 * Doors: a job for the test reader of door_reader.c, whose evidence is one line that says how to
 * misbehave, and what came of it.
 */
#ifndef BDL_TESTS_WORK_DOOR_H
#define BDL_TESTS_WORK_DOOR_H

#include "base/buffer.h"
#include "support/fixture.h"
#include "work/work.h"

struct doors {
	struct fixture f;
	struct bdl_pool *pool;
	char scratch[160]; /* the pool's folder */
	struct bdl_limits limits;
	struct bdl_outcome outcome; /* of the last job */
	struct bdl_buffer result; /* of the last job, as it stands in the file */
	char text[16384]; /* of the last job: the facts' text, or "" */
	uint64_t output; /* bytes of the last job's output */
};

/* A pool of one reader, and limits that a test need not wait for. */
void doors_open(struct doors *d);
/* Also sees that no process and no scratch is left. */
void doors_close(struct doors *d);

/* Does the job `line`; -1 when the pool itself failed. */
int doors_ask(struct doors *d, const char *format, ...) BDL_PRINTF(2, 3);

/* Opens a file of the evidence folder read-only. */
int doors_evidence(struct doors *d, const char *line);
/* An empty file to write to, without a name. */
int doors_file(void);

/* Processes that are children of this one, or of those. */
unsigned count_descendants(void);
/* Descendants that are gone a moment later do not count: waits up to ten seconds for `most`. */
bool few_descendants(unsigned most);
/* Entries in a folder. */
unsigned count_entries(const char *path);

#endif
