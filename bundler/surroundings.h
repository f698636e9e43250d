/*
 * Surroundings: what the program takes from where it runs (its own place, the clock, processors, signals), so that the
 * library need not.
 */
#ifndef BUNDLER_SURROUNDINGS_H
#define BUNDLER_SURROUNDINGS_H

#include "base/calendar.h"
#include <stdbool.h>
#include <stdint.h>

/* Path of bundle-reader, which lies beside this program; static. */
const char *reader_path(void);
/* $TMPDIR or /tmp. */
const char *temporary_folder(void);
unsigned processor_count(void);
/* By the local clock. */
struct bdl_day today(void);
/* Seconds since 1970, UTC. */
int64_t seconds_now(void);

/* As many open files as the system lets us have: each reader needs four. */
void allow_many_files(void);

/* From now on SIGINT, SIGTERM and SIGHUP only set a mark, unless they were ignored before. SIGPIPE and SIGXFSZ become errors of write(). */
void catch_signals(void);
bool was_asked_to_stop(void);

#endif
