/*
 * Progress: one line on stderr when it is a terminal, after the first second, redrawn in place, erased at the end.
 * Also where a run learns that it was asked to stop.
 */
#ifndef BUNDLER_PROGRESS_H
#define BUNDLER_PROGRESS_H

#include "bundle.h"

struct progress {
	bool shown;          /* there is a terminal to show it on */
	bool drawn;          /* a line stands there now */
	long long started, last; /* milliseconds of the monotonic clock */
};

void progress_start(struct progress *p, bool quiet);
/* A bdl_progress callback; data is a struct progress. */
bool progress_tell(void *data, enum bdl_doing doing, uint64_t done, uint64_t total, const char *name);
void progress_end(struct progress *p);

#endif
