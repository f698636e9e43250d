/* The options that build and list share: where things are and how hard to try. */
#ifndef BUNDLER_BUILD_OPTIONS_H
#define BUNDLER_BUILD_OPTIONS_H

#include "bundle.h"
#include "options.h"

/* Which pictures of words are read, and in which language, as given. */
struct ocr_options {
	const char *mode, *language;
	char wanted[48]; /* what the library is told */
};

#define OCR_OPTIONS_INIT { .mode = "auto", .language = "eng" }

/* Rows for a command's table; o is a struct bdl_build_options, w a struct ocr_options. */
#define OPTIONS_OF_READING(o, w)                                                                           \
	{ "for", 'f', OPTION_TEXT, &(o).recipient, "RECIPIENT", "who gets it: cms, ice, court ... or ./FILE.yaml", 0, 0 }, \
	{ "work", 'w', OPTION_TEXT, &(o).work, "DIR", "where the cache goes (default DIR/.bundle)", 0, 0 },   \
	{ "name", 'n', OPTION_TEXT, &(o).name, "NAME", "of the PDF and the archive", 0, 0 },               \
	{ "date", 'd', OPTION_DATE, &(o).made_on, "YYYY-MM-DD", "the bundle's date (default today)", 0, 0 }, \
	{ "jobs", 'j', OPTION_COUNT, &(o).jobs, "N", "files read at a time (default: processors)", 1, 256 }, \
	{ "timeout", 0, OPTION_COUNT, &(o).limits.seconds, "SECONDS", "for each file (default 30)", 1, 86400 }, \
	{ "memory", 0, OPTION_SIZE, &(o).limits.memory, "SIZE", "for each file (default 1G)", 0, 0 }, \
	{ "max-size", 0, OPTION_BYTES, &(o).max_size, "SIZE", "of one PDF, such as 25MB: more makes volumes", 0, 0 }, \
	{ "max-pages", 0, OPTION_COUNT, &(o).max_pages, "N", "of one PDF: more makes volumes", 1, 1000000 }, \
	{ "ocr", 0, OPTION_TEXT, &(w).mode, "auto|off|all", "read the words of scans (default auto)", 0, 0 },   \
	{ "ocr-language", 0, OPTION_TEXT, &(w).language, "LANG", "of scans (default eng; eng+cym)", 0, 0 }

/* Defaults from the surroundings. */
void build_options_init(struct bdl_build_options *o);
/* What the tables cannot check; false after a complaint. Sets o->ocr, which is w's from then on. */
bool build_options_check(struct bdl_build_options *o, struct ocr_options *w);

#endif
