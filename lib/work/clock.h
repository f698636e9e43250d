/* Clock: milliseconds that never jump, for limits on waiting. Nothing of it reaches a bundle. */
#ifndef BDL_WORK_CLOCK_H
#define BDL_WORK_CLOCK_H

#include <stdint.h>

int64_t bdl_clock_now(void);

#endif
