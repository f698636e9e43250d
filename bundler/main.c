/* bundle: a command table. Each verb is a file of its own; here they are only found. */
#include "base/nearest.h"
#include "bundle.h"
#include "commands.h"
#include "options.h"
#include "say.h"
#include "surroundings.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *summary;
} commands[] = {
	{"init", cmd_init, "ask for the details of the case and write bundle.yaml"},
	{"build", cmd_build,
		"make the paginated PDF and the sealed archive from a folder of evidence"},
	{"list", cmd_list, "print the index as it stands: of a folder, or of a sealed archive"},
	{"check", cmd_check,
		"say which requirements of courts and ombudsmen a finished bundle meets"},
	{"verify", cmd_verify, "check that a sealed archive is intact"},
	{"extract", cmd_extract, "unpack a sealed archive: what verifies, and only that"},
	{"sign", cmd_sign, "sign a sealed archive with a key of your own"},
	{"timestamp", cmd_timestamp, "have it witnessed when a sealed archive existed"},
	{"recipients", cmd_recipients,
		"say whom a bundle can be made for, and what each of them asks for"},
	{"diff", cmd_diff, "say what two sealed archives have in common and what not"},
	{NULL, NULL, NULL},
};

static const struct command *find(const char *name)
{
	for (const struct command *c = commands; c->name; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

static void print_help(void)
{
	say("usage: bundle COMMAND [OPTION ...] [ARGUMENT]\n\n"
	    "Makes one paginated, indexed PDF and a sealed archive from a folder of evidence.\n\n"
	    "commands\n");
	for (const struct command *c = commands; c->name; c++)
		say("  %-10s %s\n", c->name, c->summary);
	say("  %-10s %s\n\n", "help", "explain a command: bundle help build");
	say("options\n"
	    "  --version  versions of this program and of the libraries it uses\n"
	    "  --help     this text\n\n"
	    "exit status\n"
	    "  0  done, or intact\n"
	    "  1  finished, but something needs attention\n"
	    "  2  wrong usage\n"
	    "  3  could not finish; what was there is as it was\n\n"
	    "The first time: put letters, statements, screenshots into a folder, then\n"
	    "  bundle build FOLDER\n");
}

static int print_version(void)
{
	struct bdl_buffer versions = BDL_BUFFER_INIT;
	struct bdl_error err = {0};

	if (bdl_versions(reader_path(), temporary_folder(), &versions, &err) < 0) {
		complain(&err);
		bdl_buffer_release(&versions);
		return EXIT_UNFINISHED;
	}
	say("%s\n", bdl_buffer_string(&versions));
	bdl_buffer_release(&versions);
	return EXIT_DONE;
}

static int unknown(const char *word)
{
	const char *names[16], *near;
	size_t n = 0;

	for (const struct command *c = commands; c->name; c++)
		names[n++] = c->name;
	names[n++] = "help";
	names[n] = NULL;
	near = bdl_nearest(word, names);
	fputs("bundle: there is no command ", stderr);
	say_name(stderr, word);
	fputc('\n', stderr);
	if (near)
		advise("did you mean bundle %s?", near);
	else
		advise("see bundle --help; if you wanted Ruby's bundler, it is another program of "
		       "this name");
	return EXIT_USAGE;
}

static int help(int argc, char **argv)
{
	static char flag[] = "--help";
	const struct command *c;

	if (argc < 2) {
		print_help();
		return EXIT_DONE;
	}
	c = find(argv[1]);
	if (!c)
		return unknown(argv[1]);
	return c->run(2, (char *[]){argv[1], flag, NULL});
}

static int dispatch(int argc, char **argv)
{
	const struct command *c;

	if (argc < 2) {
		print_help();
		return EXIT_USAGE;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
		return help(1, argv + 1);
	if (!strcmp(argv[1], "help"))
		return help(argc - 1, argv + 1);
	if (!strcmp(argv[1], "--version") || !strcmp(argv[1], "version"))
		return print_version();
	c = find(argv[1]);
	return c ? c->run(argc - 1, argv + 1) : unknown(argv[1]);
}

static bool at_the_end;

/* libarchive ends the program where memory ends, with a status that means something else here. */
static void catch_exit(void)
{
	if (at_the_end)
		return;
	complain_text("out of memory");
	advise("close other programs, then run this again");
	_exit(EXIT_UNFINISHED);
}

int main(int argc, char **argv)
{
	int status;

	(void)atexit(catch_exit);
	catch_signals();
	allow_many_files();
	status = dispatch(argc, argv);
	at_the_end = true;
	if (!say_finish()) {
		complain_text("cannot write the answer to standard output");
		advise("what was asked for is done all the same; only the answer is lost");
		return EXIT_UNFINISHED;
	}
	return status;
}
