/* bundle list: the index as it stands, of a folder of evidence or of a sealed archive. */
#include "base/text.h"
#include "build_options.h"
#include "commands.h"
#include "json.h"
#include "list_csv.h"
#include "numbering_options.h"
#include "progress.h"
#include "recipient_option.h"
#include "say.h"
#include <string.h>
#include <sys/stat.h>

#define TITLE_WIDTH 25
#define TITLE_COLUMN 55 /* where it begins */
#define KIND_WIDTH 19

struct list {
	struct bdl_build_options o;
	struct ocr_options ocr;
	struct numbering_options numbering;
	struct bdl_bundle bundle;
	const char *output; /* of --csv; NULL: stdout */
	bool json, csv, quiet;
};

/* Words that were recognised in a picture may be misread; day and month may be turned; two dates
 * may stand equally well. */
static const char *from_text(const struct bdl_exhibit *x)
{
	const struct bdl_date *d = &x->date;
	bool turned = d->other.year == 0 ||
		      (d->other.day == d->day.month && d->other.month == d->day.day);

	if (!d->ambiguous)
		return x->recognised ? "scan" : "text";
	if (!turned)
		return x->recognised ? "scan, two" : "text, two";
	return x->recognised ? "scan, d/m" : "text, d/m";
}

static const char *from_words(const struct bdl_exhibit *x)
{
	switch (x->date.source) {
	case BDL_FROM_NOWHERE:
		return "-";
	case BDL_FROM_TEXT:
		return from_text(x);
	case BDL_FROM_HEADER:
		return "header";
	case BDL_FROM_EXIF:
		return "photo";
	case BDL_FROM_METADATA:
		return "metadata";
	case BDL_FROM_FILE_NAME:
		return "file name";
	case BDL_FROM_AUTHOR:
		return "author";
	}
	return "-";
}

static size_t characters(const char *s, size_t bytes)
{
	size_t n = 0;

	for (size_t i = 0; i < bytes; i++)
		n += ((unsigned char)s[i] & 0xC0) != 0x80;
	return n;
}

/* Prints the title, wrapped at spaces, under its own column. */
static void say_title(const char *title)
{
	size_t column = 0;

	while (*title) {
		size_t length = strcspn(title, " ");
		size_t wide = characters(title, length);

		if (column && column + 1 + wide > TITLE_WIDTH) {
			say("\n%*s", TITLE_COLUMN, "");
			column = 0;
		} else if (column) {
			say(" ");
			column++;
		}
		say("%.*s", (int)length, title);
		column += wide;
		title += length;
		title += strspn(title, " ");
	}
	say("\n");
}

/* "AB1-3": how an exhibit to a witness statement is referred to. */
static void say_mark(const struct bdl_bundle *b, const struct bdl_exhibit *x)
{
	char mark[BDL_LABEL_TEXT] = "";

	if (x->first_page > 0)
		bdl_page_mark(b, x->first_page, mark);
	if (mark[0])
		say("%*s%s\n", TITLE_COLUMN, "", mark);
}

static void say_row(const struct bdl_bundle *b, const struct bdl_exhibit *x)
{
	char page[BDL_LABEL_TEXT];
	char day[BDL_DAY_TEXT], shown[BDL_DAY_TEXT + 2];
	struct bdl_buffer title = BDL_BUFFER_INIT;

	bdl_day_short(x->date.day, day);
	if (x->date.precision == BDL_UNDATED)
		snprintf(shown, sizeof(shown), "undated");
	else
		snprintf(shown, sizeof(shown), bdl_date_is_stated(&x->date) ? "%s" : "[%s]", day);
	bdl_exhibit_label(b, x, 1, page);
	say("%3u  %-13s  %-9s %-*s %4s ", x->number, shown, from_words(x), KIND_WIDTH, x->kind,
		page);
	if (bdl_text_escape(&title, x->title, strlen(x->title)) == 0)
		say_title(bdl_buffer_string(&title));
	bdl_buffer_release(&title);
	say_mark(b, x);
	if (!x->shown)
		say("%*scould not be shown\n", TITLE_COLUMN, "");
	else if (x->reason == BDL_REASON_TRUNCATED)
		say("%*sbreaks off before its end\n", TITLE_COLUMN, "");
	for (size_t i = 0; x->warnings && x->warnings[i]; i++) {
		struct bdl_buffer note = BDL_BUFFER_INIT;

		if (bdl_text_escape(&note, x->warnings[i], strlen(x->warnings[i])) == 0) {
			say("%*s", TITLE_COLUMN, "");
			say_title(bdl_buffer_string(&note));
		}
		bdl_buffer_release(&note);
	}
}

static void say_table(const struct bdl_bundle *b)
{
	char documents[32], pages[32];

	say("%s No  Date           From      Kind                Page Title%s\n",
		paint_on(PAINT_BOLD), paint_off(PAINT_BOLD));
	for (size_t i = 0; i < b->order_count; i++)
		say_row(b, &b->exhibits[b->order[i]]);
	say("%s documents, %s pages", with_commas(b->order_count, documents),
		with_commas(b->pages, pages));
	if (b->volume_count)
		say(", in %zu volumes", b->volume_count);
	say("\n");
}

static int list_archive(struct list *l, struct progress *p, struct bdl_error *err)
{
	const struct bdl_verify_options vo = {.archive = l->o.folder,
		.temporary = l->o.temporary,
		.reader = l->o.reader,
		.progress = progress_tell,
		.progress_data = p};
	struct bdl_report report = {.arena = BDL_ARENA_INIT};
	int rc = bdl_verify(&vo, &report, &l->bundle, err);
	bool intact = report.intact;

	bdl_report_release(&report);
	progress_end(p);
	if (rc < 0)
		return EXIT_UNFINISHED;
	if (!intact) {
		complain_text("this archive is not intact: what it lists may be wrong");
		advise("see bundle verify");
		return EXIT_ATTENTION;
	}
	return EXIT_DONE;
}

static int run(struct list *l)
{
	struct progress progress;
	struct bdl_error err = {0};
	struct stat st;
	int status;

	progress_start(&progress, l->quiet);
	l->o.progress = progress_tell;
	l->o.progress_data = &progress;
	if (stat(l->o.folder, &st) == 0 && S_ISREG(st.st_mode))
		status = list_archive(l, &progress, &err);
	else
		status = bdl_list_folder(&l->o, &l->bundle, &err) < 0 ? EXIT_UNFINISHED : EXIT_DONE;
	progress_end(&progress);
	if (status == EXIT_UNFINISHED) {
		complain(&err);
		return status;
	}
	if (!l->json && !l->csv)
		say_table(&l->bundle);
	else if (l->csv ? list_csv(&l->bundle, l->o.folder, l->output, l->quiet, &err) < 0
			: json_list(&l->bundle, &err) < 0) {
		complain(&err);
		return EXIT_UNFINISHED;
	}
	if (!l->quiet)
		say_steering(&l->bundle);
	if (status == EXIT_DONE && bdl_bundle_account(&l->bundle).not_shown)
		status = EXIT_ATTENTION;
	return status;
}

int cmd_list(int argc, char **argv)
{
	struct list l = {.ocr = OCR_OPTIONS_INIT};
	const struct option options[] = {
		OPTIONS_OF_READING(l.o, l.ocr),
		OPTIONS_OF_NUMBERING(l.numbering),
		{"json", 0, OPTION_FLAG, &l.json, NULL,
			"the whole table as data (see docs/format.md)", 0, 0},
		{"csv", 0, OPTION_FLAG, &l.csv, NULL,
			"the index as a table to be edited: see docs/index-csv.md", 0, 0},
		{"output", 'o', OPTION_TEXT, &l.output, "FILE",
			"with --csv: a file, which appears once it is whole", 0, 0},
		{"quiet", 'q', OPTION_FLAG, &l.quiet, NULL, "no progress", 0, 0},
		OPTION_END,
	};
	const struct usage usage = {.name = "list",
		.arguments = "[DIR|ARCHIVE]",
		.summary = "Prints number, date, where the date came from, kind, page and title of "
			   "each document.",
		.more = "A date in [square brackets] is not stated in the document. Nothing is "
			"written but the cache.",
		.options = options,
		.most = 1};
	int n, status;

	build_options_init(&l.o);
	n = options_parse(&usage, argc, argv, &l.o.folder);
	if (n < 0)
		return n == -2 ? EXIT_DONE : EXIT_USAGE;
	if (!build_options_check(&l.o, &l.ocr) || !numbering_options_check(&l.o, &l.numbering))
		return EXIT_USAGE;
	if (l.csv ? l.json : l.output != NULL) {
		complain_text(l.csv ? "--csv and --json are two ways to print the same: choose one"
				    : "--output goes with --csv");
		return EXIT_USAGE;
	}
	status = recipient_option_check(l.o.recipient);
	if (status != EXIT_DONE)
		return status;
	bdl_bundle_init(&l.bundle);
	status = run(&l);
	bdl_bundle_release(&l.bundle);
	return status;
}
