/*
 * Days as a person types them into bundle.yaml: one whole value, one day, no guess. (Dates inside the text of evidence are found by
 * base/datefind.h.) Pure.
 */
#ifndef BDL_BASE_DAY_WORDS_H
#define BDL_BASE_DAY_WORDS_H

#include "base/calendar.h"
#include "base/error.h"

/*
 * "2023-02-10", "10 February 2023", "10 Feb 2023", "10th February 2023", "10/02/2023" (the day first, as in the UK), spaces around it.
 * -1: not of these forms, or a day that does not exist; *out is as it was.
 */
int bdl_day_parse_words(const char *text, struct bdl_day *out) BDL_MUST_CHECK;

#endif
