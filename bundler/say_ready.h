/* Say ready: whether a bundle can be sent, and what is missing, for a terminal. */
#ifndef BUNDLER_SAY_READY_H
#define BUNDLER_SAY_READY_H

#include "model/ready.h"

/* "Independent Case Examiner: not ready, 1 thing to do, 2 to look at". */
void say_ready_verdict(const struct bdl_ready *r);
/* The findings, then last days, delays, arrears. all: also why each matters, and where that stands. */
void say_ready(const struct bdl_ready *r, bool all);

size_t count_findings(const struct bdl_ready *r, enum bdl_ready_state state);

#endif
