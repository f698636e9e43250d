/*
 * Options: raw arguments become checked values before any work starts. Each command has one table, from which the
 * parser works and the help is printed, so that they cannot drift apart. An option given twice is an error.
 */
#ifndef BUNDLER_OPTIONS_H
#define BUNDLER_OPTIONS_H

#include "base/calendar.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_kind {
	OPTION_FLAG,  /* bool */
	OPTION_TEXT,  /* const char * */
	OPTION_DATE,  /* struct bdl_day */
	OPTION_COUNT, /* unsigned, between least and most */
	OPTION_SIZE,  /* uint64_t bytes of memory: 512M, 2G, 1000000 */
	OPTION_BYTES  /* uint64_t bytes of a file: 25MB, 25MiB (base/size.h) */
};

struct option {
	const char *name;         /* without the dashes */
	char letter;              /* or 0 */
	enum option_kind kind;
	void *value;
	const char *argument;     /* "DIR", NULL for a flag */
	const char *help;
	unsigned least, most;
};

#define OPTION_END { 0 }

struct usage {
	const char *name;         /* "build" */
	const char *arguments;    /* "[DIR]" */
	const char *summary;      /* one line */
	const char *more;         /* paragraphs; may be NULL */
	const struct option *options;
	int least, most;          /* arguments that are no options */
};

/*
 * Parses argv[1..argc). Fills the table's values and operands (room for u->most). Returns how many operands, or -1 with a
 * complaint printed, or -2 where --help was asked for and printed.
 */
int options_parse(const struct usage *u, int argc, char **argv, const char **operands);

void usage_print(const struct usage *u);

#endif
