/*
 * Serve: what bundle-reader does all its life: receive a job, let a sandboxed child do it, see that
 * nothing of the child is left, report. The reader itself never looks into evidence. It ends when
 * the pool does, however that ended.
 */
#ifndef BDL_WORK_SERVE_H
#define BDL_WORK_SERVE_H

#include "base/error.h"
#include <stdbool.h>

/* True when the program was started by a pool: the arguments and the socket are there. */
bool bdl_serve_is_meant(int argc, char *const argv[]);

/*
 * Serves until the pool ends; the exit status of the program. version: one line, less than a
 * thousand bytes. The first figures of the program's own hash go with it, as the key of what is
 * cached: another build may read differently, whatever its version says.
 */
int bdl_serve(char *const argv[], const char *version);

#endif
