/* Options: see options.h. */
#include "options.h"

#include "base/nearest.h"
#include "base/size.h"
#include "base/text.h"
#include "say.h"
#include <stdlib.h>
#include <string.h>

#define SEEN_MAX 32

static const struct option *find_long(const struct option *table, const char *name, size_t length)
{
	for (; table && table->name; table++)
		if (strlen(table->name) == length && memcmp(table->name, name, length) == 0)
			return table;
	return NULL;
}

static const struct option *find_letter(const struct option *table, char letter)
{
	for (; table && table->name; table++)
		if (table->letter && table->letter == letter)
			return table;
	return NULL;
}

static int unknown(const struct usage *u, const char *argument)
{
	const char *names[SEEN_MAX + 2], *near;
	size_t n = 0, length = strcspn(argument + 2, "=");
	char typed[64];

	complain_text("%s: there is no option %.*s", u->name, (int)(length + 2), argument);
	for (const struct option *o = u->options; o && o->name && n < SEEN_MAX; o++)
		names[n++] = o->name;
	names[n++] = "help";
	names[n] = NULL;
	snprintf(typed, sizeof(typed), "%.*s", (int)length, argument + 2);
	near = argument[1] == '-' ? bdl_nearest(typed, names) : NULL;
	if (near)
		advise("did you mean --%s? see bundle %s --help", near, u->name);
	else
		advise("see bundle %s --help", u->name);
	return -1;
}

static int set_count(const struct option *o, const char *text)
{
	unsigned long n;
	char *end;

	if (!bdl_is_digit((unsigned char)text[0]))
		goto bad;
	n = strtoul(text, &end, 10);
	if (*end || n < o->least || n > o->most)
		goto bad;
	*(unsigned *)o->value = (unsigned)n;
	return 0;
bad:
	complain_text("--%s %s: must be a number from %u to %u", o->name, text, o->least, o->most);
	return -1;
}

static int set_size(const struct option *o, const char *text)
{
	unsigned long long n;
	char *end;
	unsigned shift = 0;

	if (!bdl_is_digit((unsigned char)text[0]))
		goto bad;
	n = strtoull(text, &end, 10);
	if (*end == 'K' || *end == 'k')
		shift = 10;
	else if (*end == 'M' || *end == 'm')
		shift = 20;
	else if (*end == 'G' || *end == 'g')
		shift = 30;
	if (end[shift ? 1 : 0] || n == 0 || n > (~0ULL >> 1) >> shift)
		goto bad;
	*(uint64_t *)o->value = (uint64_t)n << shift;
	return 0;
bad:
	complain_text("--%s %s: must be a size such as 512M or 2G", o->name, text);
	return -1;
}

static int set_bytes(const struct option *o, const char *text)
{
	if (bdl_size_parse(text, o->value) == 0)
		return 0;
	fprintf(stderr, "bundle: --%s ", o->name);
	say_name(stderr, text);
	fputs(": is not a size\n", stderr);
	advise("write it as 25MB (25,000,000 bytes), 25MiB (26,214,400) or in bytes");
	return -1;
}

static int set_date(const struct option *o, const char *text)
{
	if (bdl_day_parse_iso(text, o->value) == 0)
		return 0;
	complain_text("--%s %s: is not a date", o->name, text);
	advise("write it as 2023-02-10: year, month, day");
	return -1;
}

static int set(const struct option *o, const char *text)
{
	switch (o->kind) {
	case OPTION_FLAG:
		*(bool *)o->value = true;
		return 0;
	case OPTION_TEXT:
		if (!text[0]) {
			complain_text("--%s: is empty", o->name);
			return -1;
		}
		*(const char **)o->value = text;
		return 0;
	case OPTION_DATE:
		return set_date(o, text);
	case OPTION_COUNT:
		return set_count(o, text);
	case OPTION_SIZE:
		return set_size(o, text);
	case OPTION_BYTES:
		return set_bytes(o, text);
	}
	return -1;
}

/* One option at argv[*i]; *i moves on when its value is the next argument. */
static int parse_one(const struct usage *u, int argc, char **argv, int *i, bool seen[SEEN_MAX])
{
	const char *argument = argv[*i], *value = NULL;
	const struct option *o;

	if (argument[1] == '-') {
		size_t length = strcspn(argument + 2, "=");

		o = find_long(u->options, argument + 2, length);
		if (argument[2 + length] == '=')
			value = argument + 3 + length;
	} else {
		o = find_letter(u->options, argument[1]);
		if (argument[2] && o && o->kind != OPTION_FLAG)
			value = argument + 2;
		else if (argument[2])
			o = NULL;
	}
	if (!o)
		return unknown(u, argument);
	if (seen[o - u->options]) {
		complain_text("--%s is given twice", o->name);
		return -1;
	}
	seen[o - u->options] = true;
	if (o->kind == OPTION_FLAG && value) {
		complain_text("--%s takes no value", o->name);
		return -1;
	}
	if (o->kind != OPTION_FLAG && !value) {
		if (*i + 1 >= argc) {
			complain_text("--%s needs a value: --%s %s", o->name, o->name, o->argument);
			return -1;
		}
		value = argv[++*i];
	}
	return set(o, value);
}

int options_parse(const struct usage *u, int argc, char **argv, const char **operands)
{
	bool seen[SEEN_MAX] = {false};
	bool options_over = false;
	int n = 0;

	for (int i = 1; i < argc; i++) {
		if (!options_over && strcmp(argv[i], "--") == 0) {
			options_over = true;
		} else if (!options_over &&
			   (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h"))) {
			usage_print(u);
			return -2;
		} else if (!options_over && argv[i][0] == '-' && argv[i][1]) {
			if (parse_one(u, argc, argv, &i, seen) < 0)
				return -1;
		} else if (n == u->most) {
			complain_text("%s: one thing too many: %s", u->name, argv[i]);
			advise("usage: bundle %s %s", u->name, u->arguments);
			return -1;
		} else {
			operands[n++] = argv[i];
		}
	}
	if (n < u->least) {
		complain_text("%s: something is missing", u->name);
		advise("usage: bundle %s %s", u->name, u->arguments);
		return -1;
	}
	return n;
}

static void print_option(const struct option *o)
{
	char left[48];

	snprintf(left, sizeof(left), "%s%c%s--%s%s%s", o->letter ? "-" : "  ",
		o->letter ? o->letter : ' ', o->letter ? ", " : " ", o->name,
		o->argument ? " " : "", o->argument ? o->argument : "");
	say("  %-26s %s\n", left, o->help);
}

void usage_print(const struct usage *u)
{
	say("usage: bundle %s [OPTION ...] %s\n\n%s\n", u->name, u->arguments, u->summary);
	if (u->more)
		say("\n%s\n", u->more);
	say("\noptions\n");
	for (const struct option *o = u->options; o && o->name; o++)
		print_option(o);
	say("  %-26s %s\n", "-h, --help", "this text");
	say("\nexit status\n"
	    "  0  done, or intact\n"
	    "  1  finished, but something needs attention\n"
	    "  2  wrong usage\n"
	    "  3  could not finish; what was there is as it was\n");
}
