/* The options that say how pages are numbered; build and list share them. */
#ifndef BUNDLER_NUMBERING_OPTIONS_H
#define BUNDLER_NUMBERING_OPTIONS_H

#include "bundle.h"
#include "options.h"

/* As given; NULL and false: not. */
struct numbering_options {
	const char *at, *size, *prefix, *colour;
	bool of_total, by_section;
};

/* Rows for a command's table; n is a struct numbering_options. */
#define OPTIONS_OF_NUMBERING(n)                                                                             \
	{ "number-at", 0, OPTION_TEXT, &(n).at, "PLACE", "of the number: bottom-right, top-centre ...", 0, 0 }, \
	{ "number-size", 0, OPTION_TEXT, &(n).size, "POINTS", "of its type, 9 to 24 (default 12)", 0, 0 },    \
	{ "number-colour", 0, OPTION_TEXT, &(n).colour, "COLOUR", "black, blue or red (default black)", 0, 0 }, \
	{ "number-prefix", 0, OPTION_TEXT, &(n).prefix, "TEXT", "in front of it: \"App \"", 0, 0 },          \
	{ "number-of-total", 0, OPTION_FLAG, &(n).of_total, NULL, "\"Page 12 of 165\" instead of \"12\"", 0, 0 }, \
	{ "number-by-section", 0, OPTION_FLAG, &(n).by_section, NULL, "A1, A2, B1 ...; i, ii in front", 0, 0 }

/* Puts them into o->numbering, which they win over bundle.yaml with; false after a complaint. */
bool numbering_options_check(struct bdl_build_options *o, const struct numbering_options *n);

#endif
