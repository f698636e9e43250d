/* bundle extract: unpack an archive, but only what verifies, and only below a new folder. */
#include "bundle.h"
#include "commands.h"
#include "options.h"
#include "progress.h"
#include "say.h"
#include "say_report.h"
#include "surroundings.h"
#include <stdio.h>

enum { PATHS_MOST = 1000 };

struct extract {
	struct bdl_extract_options o;
	bool quiet;
};

/* How many files there are is said by the report; here it is how many of them are written. */
static void say_written(
	const struct extract *e, const struct bdl_report *r, const struct bdl_extract_result *x)
{
	char number[32], size[32];

	if (!r->intact)
		say_report_broken(r);
	else if (!e->quiet)
		say_report_notes(r);
	if (e->quiet)
		return;
	say("%s%s%s file%s (%s), %s as sealed, written to ", r->intact ? "" : "\n",
		paint_on(PAINT_BOLD), with_commas(x->files, number), x->files == 1 ? "" : "s",
		as_size(x->bytes, size), x->files == 1 ? "it is" : "each is");
	say_name(stdout, x->folder);
	say("%s\n", paint_off(PAINT_BOLD));
}

static void say_refused(const struct bdl_report *r, const struct bdl_extract_result *x)
{
	say_report_broken(r);
	if (x->unvouched) {
		complain_text("nothing was written: the list of hashes itself is not as it was "
			      "sealed, so no file can be relied on");
	} else if (r->same) {
		complain_text("nothing was written: the archive is not intact");
		advise("bundle extract --only-intact writes the files that are as sealed");
	} else {
		complain_text("nothing was written: no file in it was found as it was sealed");
	}
}

static int run(struct extract *e)
{
	struct bdl_report report = {.arena = BDL_ARENA_INIT};
	struct bdl_extract_result result;
	struct progress progress;
	struct bdl_error err = {0};
	int rc, status = EXIT_UNFINISHED;

	progress_start(&progress, e->quiet);
	e->o.from.progress = progress_tell;
	e->o.from.progress_data = &progress;
	rc = bdl_extract(&e->o, &report, &result, &err);
	progress_end(&progress);
	if (rc < 0) {
		complain(&err);
	} else {
		status = report.intact ? EXIT_DONE : EXIT_ATTENTION;
		if (result.written)
			say_written(e, &report, &result);
		else
			say_refused(&report, &result);
	}
	bdl_report_release(&report);
	return status;
}

int cmd_extract(int argc, char **argv)
{
	struct extract e = {.quiet = false};
	const char *operands[1 + PATHS_MOST];
	const struct option options[] = {
		{"output", 'o', OPTION_TEXT, &e.o.output, "FOLDER",
			"the folder to make; without it, one called as the archive, here", 0, 0},
		{"only-intact", 0, OPTION_FLAG, &e.o.only_intact, NULL,
			"of an archive that is not intact, write the files that are as sealed", 0,
			0},
		{"max-size", 0, OPTION_BYTES, &e.o.max_size, "SIZE",
			"write nothing if all files together are larger: 2GB", 0, 0},
		{"quiet", 'q', OPTION_FLAG, &e.quiet, NULL, "only say what is wrong", 0, 0},
		OPTION_END,
	};
	const struct usage usage = {.name = "extract",
		.arguments = "ARCHIVE|FOLDER [PATH ...]",
		.summary = "Unpacks a sealed archive, or a bag of anyone's, into a new folder, "
			   "after verifying it: what is not as it was sealed is not written.",
		.more = "PATH is a file or a folder in it, as verify and list name them; without, "
			"everything is written.\n"
			"Nothing that exists is ever replaced, no link is followed or made, and "
			"nothing is written elsewhere.",
		.options = options,
		.least = 1,
		.most = 1 + PATHS_MOST};
	int n = options_parse(&usage, argc, argv, operands);

	if (n < 0)
		return n == -2 ? EXIT_DONE : EXIT_USAGE;
	e.o.from.archive = operands[0];
	e.o.paths = operands + 1;
	e.o.path_count = (size_t)n - 1;
	e.o.from.temporary = temporary_folder();
	e.o.from.reader = reader_path();
	return run(&e);
}
