/*
 * A recipient on the terminal: all of them in a list, or everything that is known of one, each line with where it comes from.
 * 80 columns; LOOK: headings in bold, nothing else in colour.
 */
#ifndef BUNDLER_SAY_RECIPIENT_H
#define BUNDLER_SAY_RECIPIENT_H

#include "model/recipient.h"
#include "model/step.h"

/* today: what was read more than a year before says so. */
void say_recipients(const struct bdl_recipients *all, struct bdl_day today);
void say_recipient(const struct bdl_recipient *r, const struct bdl_recipients *all, const struct bdl_step_kinds *steps,
	struct bdl_day today);

/* "  known: cms, ice, ..." to stderr, as many to a line as fit; what is nearest to `word` first, where anything is. */
void advise_recipients(const struct bdl_recipients *all, const char *word);

#endif
