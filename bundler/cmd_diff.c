/* bundle diff: what two sealed bundles have in common and what not. Compares only what is intact.
 */
#include "bundle.h"
#include "commands.h"
#include "json.h"
#include "options.h"
#include "progress.h"
#include "say.h"
#include "surroundings.h"
#include <string.h>

struct sealed {
	const char *path;
	struct bdl_report report;
	struct bdl_bundle table;
};

struct diff {
	struct sealed sides[2];
	bool json, quiet;
};

static const char *const words[] = {
	[BDL_SAME] = "same",
	[BDL_RENAMED] = "renamed",
	[BDL_CHANGED] = "changed",
	[BDL_ADDED] = "added",
	[BDL_REMOVED] = "removed",
};

/* An archive that is not as it was sealed proves nothing about the other. */
static int open_side(const struct diff *d, struct sealed *s)
{
	struct progress progress;
	struct bdl_error err = {0};
	struct bdl_verify_options o = {.archive = s->path,
		.temporary = temporary_folder(),
		.reader = reader_path(),
		.progress = progress_tell,
		.progress_data = &progress};
	int rc;

	progress_start(&progress, d->quiet);
	rc = bdl_verify(&o, &s->report, &s->table, &err);
	progress_end(&progress);
	if (rc < 0) {
		complain(&err);
		return -1;
	}
	if (s->report.intact)
		return 0;
	fputs("bundle: ", stderr);
	say_name(stderr, s->path);
	fputs(": is not as it was when it was sealed, so it cannot be compared\n", stderr);
	advise("see bundle verify for what is wrong with it");
	return -1;
}

static void say_file(const struct bdl_difference *f)
{
	enum paint paint =
		f->kind == BDL_CHANGED || f->kind == BDL_REMOVED ? PAINT_BAD : PAINT_BOLD;

	say("%s%-7s%s  ", paint_on(paint), words[f->kind], paint_off(paint));
	say_name(stdout, f->before ? f->before->name : f->after->name);
	if (f->kind == BDL_RENAMED) {
		say(" -> ");
		say_name(stdout, f->after->name);
		say(", its content is the same");
	}
	say("\n");
}

static void say_side(const char *label, const struct sealed *s)
{
	char day[BDL_DAY_TEXT] = "", hex[BDL_SHA256_HEX], number[32];

	bdl_day_long(s->table.made_on, day);
	bdl_hex(s->report.seal, hex);
	say("%s  ", label);
	say_name(stdout, s->table.name ? s->table.name : s->path);
	say(": %s file%s, made on %s\n   seal %s\n", with_commas(s->report.files, number),
		s->report.files == 1 ? "" : "s", day, hex);
}

static void say_rest(const struct bdl_comparison *c)
{
	size_t same = c->counts[BDL_SAME];
	char number[32];

	if (c->count == same)
		say("%sNo file differs:%s ", paint_on(PAINT_VERDICT_GOOD),
			paint_off(PAINT_VERDICT_GOOD));
	else
		say("\nNothing else differs: ");
	if (same == 1)
		say("one file is the same, byte for byte.\n");
	else
		say("%s files are the same, byte for byte.\n", with_commas(same, number));
	if (c->renumbered)
		say("%s of the documents in both %s another number or page.\n",
			with_commas(c->renumbered, number), c->renumbered == 1 ? "has" : "have");
	if (c->redescribed)
		say("%s of the documents in both %s another title or date.\n",
			with_commas(c->redescribed, number), c->redescribed == 1 ? "has" : "have");
}

static void say_comparison(const struct diff *d, const struct bdl_comparison *c)
{
	say_side("A", &d->sides[0]);
	say_side("B", &d->sides[1]);
	say("\n");
	for (size_t i = 0; i < c->count; i++)
		if (c->files[i].kind != BDL_SAME)
			say_file(&c->files[i]);
	say_rest(c);
}

static int answer(const struct diff *d)
{
	struct bdl_comparison c;
	struct bdl_error err = {0};
	int status = EXIT_UNFINISHED;

	if (bdl_compare(&d->sides[0].table, &d->sides[1].table, &c, &err) < 0 ||
		(d->json && json_diff(&c, &d->sides[0].table, &d->sides[0].report,
				    &d->sides[1].table, &d->sides[1].report, &err) < 0)) {
		complain(&err);
	} else {
		if (!d->json && !d->quiet)
			say_comparison(d, &c);
		status = c.count == c.counts[BDL_SAME] ? EXIT_DONE : EXIT_ATTENTION;
	}
	bdl_comparison_release(&c);
	return status;
}

int cmd_diff(int argc, char **argv)
{
	struct diff d = {.json = false};
	const struct option options[] = {
		{"json", 0, OPTION_FLAG, &d.json, NULL, "the differences as data", 0, 0},
		{"quiet", 'q', OPTION_FLAG, &d.quiet, NULL, "only the exit status", 0, 0},
		OPTION_END,
	};
	const struct usage usage = {.name = "diff",
		.arguments = "A B",
		.summary = "Says which files were added, changed, removed or renamed between two "
			   "sealed archives,\nand that no other was.",
		.more = "Files are compared by their bytes (SHA-256), not by their names or "
			"times.\n"
			"Exit status: 0 no file differs, 1 some do, 3 one of them is not intact.",
		.options = options,
		.least = 2,
		.most = 2};
	const char *paths[2];
	int n = options_parse(&usage, argc, argv, paths), status = EXIT_UNFINISHED;

	if (n < 0)
		return n == -2 ? EXIT_DONE : EXIT_USAGE;
	for (size_t i = 0; i < 2; i++) {
		d.sides[i].path = paths[i];
		bdl_bundle_init(&d.sides[i].table);
	}
	if (open_side(&d, &d.sides[0]) == 0 && open_side(&d, &d.sides[1]) == 0)
		status = answer(&d);
	for (size_t i = 0; i < 2; i++) {
		bdl_report_release(&d.sides[i].report);
		bdl_bundle_release(&d.sides[i].table);
	}
	return status;
}
