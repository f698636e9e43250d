/*
 * The court's part of bundle.yaml: proceedings, statements, essential reading, core bundle. Internal to case.c.
 */
#ifndef BDL_MODEL_CASE_COURT_H
#define BDL_MODEL_CASE_COURT_H

#include "model/yaml_take.h"

/*
 * Its keys, into a zeroed struct bdl_court. What it says is kept as it stands there; what it leaves open (initials, marks, which
 * files are meant) is for judge.
 */
extern const struct bdl_key bdl_case_court_keys[];

#endif
