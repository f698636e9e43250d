/* The results as data, on stdout. The forms are described in docs/format.md. */
#ifndef BUNDLER_JSON_H
#define BUNDLER_JSON_H

#include "bundle.h"

int json_build(const struct bdl_bundle *b, const struct bdl_build_result *r, struct bdl_error *err) BDL_MUST_CHECK;
int json_list(const struct bdl_bundle *b, struct bdl_error *err) BDL_MUST_CHECK;
/* seal: the one that was asked about, or NULL. */
int json_verify(const struct bdl_report *r, const uint8_t *seal, const struct bdl_beside *beside, struct bdl_error *err)
	BDL_MUST_CHECK;
int json_diff(const struct bdl_comparison *c, const struct bdl_bundle *before, const struct bdl_report *before_report,
	const struct bdl_bundle *after, const struct bdl_report *after_report, struct bdl_error *err) BDL_MUST_CHECK;
int json_check(const struct bdl_checked *c, struct bdl_error *err) BDL_MUST_CHECK;

#endif
