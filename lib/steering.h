/* Steering: index.csv beside the evidence, read before anything else is. */
#ifndef BDL_STEERING_H
#define BDL_STEERING_H

#include "run.h"

/* Into b->steering, its words looked up; needs the rules. A file of that name that is no index of this program is evidence. */
int bdl_run_read_steering(struct bdl_run *r) BDL_MUST_CHECK;

#endif
