/*
 * Reckoning of delays by the standards of recipients that are handed in one by one. Inside this room, and for its tests.
 */
#ifndef BDL_JUDGE_RECKON_WAITS_H
#define BDL_JUDGE_RECKON_WAITS_H

#include "judge/reckon.h"

/* As bdl_reckon_delays(), by the standards of these recipients, NULL-ended; steps and holidays of rules. */
int bdl_reckon_delays_by(struct bdl_bundle *b, const struct bdl_recipient *const *recipients,
	const struct bdl_rules *rules, struct bdl_error *err) BDL_MUST_CHECK;

#endif
