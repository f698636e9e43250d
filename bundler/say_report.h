/* The findings of a report, in words: what changed, is missing, extra, renamed or broken, and how
 * many are as sealed. */
#ifndef BUNDLER_SAY_REPORT_H
#define BUNDLER_SAY_REPORT_H

#include "bundle.h"

/* The verdict and every finding of an archive that is not intact. */
void say_report_broken(const struct bdl_report *r);
/* Its notes alone. */
void say_report_notes(const struct bdl_report *r);

#endif
