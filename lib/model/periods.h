/*
 * Periods: when something is due, and when what was sent counts as received, by the Civil Procedure Rules. Pure.
 */
#ifndef BDL_MODEL_PERIODS_H
#define BDL_MODEL_PERIODS_H

#include "model/holidays.h"

/*
 * The last day on which a thing may be done that must be done at least `days` (1 to 400) clear days before `event`: neither
 * the day of doing nor that of the event counts (CPR 2.8(3)); of a period of five days or less only working days
 * count (CPR 2.8(4)).
 */
struct bdl_day bdl_clear_days_before(const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day event, int days);

/* The last day of a period of `days` that begins with `event`, which does not count (CPR 2.8(2), (4)). */
struct bdl_day bdl_days_after(const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day event, int days);

/* The first day on which a thing may happen that must be at least `days` clear days after `event`. */
struct bdl_day bdl_clear_days_after(const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day event, int days);

/* How something was sent, for documents other than a claim form (CPR 6.26) and for the claim form itself (6.14). */
enum bdl_service {
	BDL_BY_POST,     /* first class, or document exchange: the second day after, if a business day, else the next */
	BDL_BY_HAND,     /* delivered, left, personally served */
	BDL_ELECTRONIC,  /* fax, e-mail, other electronic means: as by hand */
	BDL_COURT_MAIL,  /* e-mail to a court office: before four o'clock on a day on which it is open that day, else the next (PD 5B, 4.2) */
	BDL_CLAIM_FORM   /* the step required by CPR 7.5 completed: the second business day after */
};

/*
 * The day on which it counts as served that was sent on `day` at `minutes` after midnight (by hand and electronically: before
 * half past four on a business day that day, else the next business day; by e-mail to a court office before four; ignored for
 * the others). Court offices are closed on a further day over Christmas that no list read here has (PD 2A).
 */
struct bdl_day bdl_deemed_served(const struct bdl_holidays *h, enum bdl_nation n, enum bdl_service how,
	struct bdl_day day, int minutes);

#endif
