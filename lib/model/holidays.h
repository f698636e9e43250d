/*
 * Holidays: which days are working days in England and Wales, Scotland and Northern Ireland, and counting in them. A working
 * day is no Saturday, Sunday, Christmas Day, Good Friday or bank holiday under the Banking and Financial Dealings Act
 * 1971 (CPR 6.2, SI 2008/2685 rule 12). The regular holidays are computed; schemas/holidays.yaml has what was proclaimed or
 * moved. Days must exist and lie between 1900 and 2199. Pure but for the loading.
 */
#ifndef BDL_MODEL_HOLIDAYS_H
#define BDL_MODEL_HOLIDAYS_H

#include "base/calendar.h"
#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>

enum bdl_nation { BDL_ENGLAND_AND_WALES, BDL_SCOTLAND, BDL_NORTHERN_IRELAND };

struct bdl_holidays;

/* Reads the YAML text (NULL: the one compiled in). *out is freed with bdl_holidays_release(). */
int bdl_holidays_load(struct bdl_holidays **out, const char *yaml, size_t length, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_holidays_release(struct bdl_holidays *h);

/* The day up to which all that was proclaimed is in the list; later ones are by rule alone. */
struct bdl_day bdl_holidays_known_until(const struct bdl_holidays *h);
/* When the list was last compared with the official one. */
struct bdl_day bdl_holidays_reviewed(const struct bdl_holidays *h);

bool bdl_is_holiday(const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day d);
bool bdl_is_working_day(const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day d);

/* d itself where it is a working day, else the next; the one before. */
struct bdl_day bdl_working_day_from(const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day d);
struct bdl_day bdl_working_day_until(const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day d);

/* The count-th working day after d (before it where count is negative); d does not count. count is not 0. */
struct bdl_day bdl_add_working_days(const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day d, int count);

/* How many working days lie after `from` up to and with `to`; negative where `to` is earlier. */
int bdl_working_days_between(const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day from, struct bdl_day to);

/* "england-and-wales", ...; the enum of a token, or -1. */
const char *bdl_nation_token(enum bdl_nation n);
int bdl_nation_from_token(const char *token);

#endif
