/*
 * What bundle.yaml says beside the documents (model/told.h): people, events, losses, allegations, what is private. Internal to case.c.
 */
#ifndef BDL_MODEL_CASE_TOLD_H
#define BDL_MODEL_CASE_TOLD_H

#include "base/calendar.h"
#include "model/yaml_take.h"

struct bdl_told;

/* Its keys, into a zeroed struct bdl_told. case_told.c: people and lists; case_money.c: schedule, payments, losses. */
extern const struct bdl_key bdl_case_told_keys[];
extern const struct bdl_key bdl_case_money_keys[];

/* "Where it can be seen": a page needs a file. */
int bdl_case_check_page(const struct bdl_yaml *y, const struct bdl_node *n, const char *file, unsigned page) BDL_MUST_CHECK;

/* Notes for later, when the files are known, the path that was read from the value of the key `name` of the mapping n; NULL: there is none. */
int bdl_case_name_file(const struct bdl_yaml *y, const struct bdl_node *n, const char *name, const char *path, struct bdl_told *told)
	BDL_MUST_CHECK;

/* b, which stands in the value of the key `name` of the mapping n, is not before a, where both are said. */
int bdl_case_check_order(const struct bdl_yaml *y, const struct bdl_node *n, const char *name, struct bdl_day a, struct bdl_day b)
	BDL_MUST_CHECK;

#endif
