/* bundle build: a folder of evidence becomes a PDF and a sealed archive. Says what came out, and
 * what did not. */
#include "base/size.h"
#include "build_options.h"
#include "commands.h"
#include "json.h"
#include "list_csv.h"
#include "numbering_options.h"
#include "progress.h"
#include "recipient_option.h"
#include "say.h"
#include "say_ready.h"
#include <stdio.h>
#include <string.h>

#define STRANGERS_TOLD 5

struct build {
	struct bdl_build_options o;
	struct ocr_options ocr;
	struct numbering_options numbering;
	struct bdl_bundle bundle;
	struct bdl_build_result result;
	bool json, quiet;
};

static void count_line(size_t n, const char *words)
{
	char number[32];

	if (n)
		say("  %5s  %s\n", with_commas(n, number), words);
}

static void say_page(const struct bdl_bundle *b, const struct bdl_exhibit *x)
{
	char label[BDL_LABEL_TEXT];

	bdl_exhibit_label(b, x, 1, label);
	say(" (page %s)\n", label);
}

static void say_not_shown(const struct bdl_bundle *b)
{
	for (size_t i = 0; i < b->order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		if (x->shown)
			continue;
		say(x->inside ? "         came with a file and could not be shown: "
			      : "  %5d  could not be shown: ",
			1);
		say_name(stdout, x->name);
		say_page(b, x);
	}
}

static bool is_shown_in_part(const struct bdl_exhibit *x)
{
	return x->shown && x->reason == BDL_REASON_TRUNCATED;
}

static size_t count_in_part(const struct bdl_bundle *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->order_count; i++)
		n += is_shown_in_part(&b->exhibits[b->order[i]]);
	return n;
}

static void say_in_part(const struct bdl_bundle *b)
{
	for (size_t i = 0; i < b->order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		if (!is_shown_in_part(x))
			continue;
		say("         of them in part, since the file breaks off: ");
		say_name(stdout, x->name);
		say_page(b, x);
	}
}

static bool all_originals_are_shown(const struct bdl_bundle *b)
{
	for (size_t i = 0; i < b->exhibit_count; i++) {
		size_t of = b->exhibits[i].duplicate_of;

		if (!b->exhibits[i].inside && of != BDL_NONE && !b->exhibits[of].shown)
			return false;
	}
	return true;
}

static void say_copies(const struct bdl_bundle *b, size_t copies)
{
	if (all_originals_are_shown(b))
		count_line(copies, copies == 1 ? "exact copy of a file that is shown"
					       : "exact copies of files that are shown");
	else
		count_line(copies,
			copies == 1 ? "exact copy of another file" : "exact copies of other files");
}

/* What index.csv leaves out, each by its name: it is not in the archive either. */
static void say_left_out(const struct bdl_bundle *b)
{
	size_t files = 0, inside = 0;

	for (size_t i = 0; i < b->excluded_count; i++)
		if (strcmp(b->excluded[i].reason, BDL_LEFT_OUT) == 0) {
			files += !b->excluded[i].inside;
			inside += b->excluded[i].inside;
		}
	count_line(files, "left out by " BDL_STEER_FILE);
	for (size_t i = 0; files + inside && i < b->excluded_count; i++) {
		if (strcmp(b->excluded[i].reason, BDL_LEFT_OUT) != 0)
			continue;
		say("         ");
		say_name(stdout, b->excluded[i].name);
		say(b->excluded[i].inside ? "\n         (came with a file: its bytes are in the "
					    "archive all the same)\n"
					  : "\n");
	}
}

static void say_account(const struct bdl_bundle *b)
{
	struct bdl_accounted a = bdl_bundle_account(b);

	count_line(a.shown, "shown");
	say_in_part(b);
	say_not_shown(b);
	say_copies(b, a.duplicates);
	count_line(a.inside,
		a.inside == 1 ? "found inside a file, listed behind it"
			      : "found inside files (attachments, messages), listed behind them");
	count_line(a.held, a.held == 1 ? "is in the earlier bundle already: not repeated"
				       : "are in the earlier bundle already: not repeated");
	say_left_out(b);
	for (size_t i = 0; i < b->excluded_count; i++) {
		if (strcmp(b->excluded[i].reason, BDL_LEFT_OUT) == 0)
			continue;
		say("  %5d  left out: ", 1);
		say_name(stdout, b->excluded[i].name);
		say(" (%s)\n", b->excluded[i].reason);
	}
}

/* What is hidden, and what could not be looked at. */
static void say_hidden(const struct bdl_bundle *b)
{
	struct bdl_found_sum sum = bdl_bundle_found_sum(b);
	char passages[32], pages[32], withheld[32];

	if (!b->redacted)
		return;
	say("\n%s passage%s on %s page%s %s hidden", with_commas(sum.passages, passages),
		sum.passages == 1 ? "" : "s", with_commas(sum.pages, pages),
		sum.pages == 1 ? "" : "s", sum.passages == 1 ? "is" : "are");
	if (sum.withheld)
		say("; %s original%s withheld from the archive\n",
			with_commas(sum.withheld, withheld), sum.withheld == 1 ? " is" : "s are");
	else
		say("; the originals in the archive are whole: do not send that\n");
	for (size_t i = 0; i < b->order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		if (!x->unsearched)
			continue;
		say("  not searched, look at it yourself: ");
		say_name(stdout, x->name);
		say_page(b, x);
	}
}

static void say_result_file(
	const struct build *c, const char *file, const char *what, uint64_t size)
{
	size_t widest = strlen(c->result.archive);
	char text[32];

	for (size_t i = 0; i < c->result.pdf_count; i++)
		if (strlen(c->result.pdfs[i].file) > widest)
			widest = strlen(c->result.pdfs[i].file);
	say_name(stdout, c->result.output);
	say("/");
	say_name(stdout, file);
	say("%*s  %12s  %10s\n", (int)(widest - strlen(file)), "", what, as_size(size, text));
}

/* ---- volumes ---- */

static bool is_over(const struct build *c, uint64_t size, unsigned pages)
{
	return (c->result.max_size && size > c->result.max_size) ||
	       (c->result.max_pages && pages > c->result.max_pages);
}

/* "25 MB and 300 pages": the limits that are in force. */
static const char *limit_words(const struct build *c, char out[96])
{
	char size[BDL_SIZE_TEXT] = "", pages[32] = "", number[32], *nought;

	if (c->result.max_size) {
		bdl_size_words(c->result.max_size, size);
		nought = strstr(size, ".0 ");
		if (nought)
			memmove(nought, nought + 2, strlen(nought + 2) + 1);
	}
	if (c->result.max_pages)
		snprintf(pages, sizeof(pages), "%s page%s",
			with_commas(c->result.max_pages, number),
			c->result.max_pages == 1 ? "" : "s");
	snprintf(out, 96, "%s%s%s", size, size[0] && pages[0] ? " and " : "", pages);
	return out;
}

static size_t count_over(const struct build *c)
{
	size_t over = 0;

	for (size_t i = 0; i < c->bundle.volume_count; i++)
		over += is_over(c, c->bundle.volumes[i].size, c->bundle.volumes[i].pages);
	return over;
}

/* "letters/scan.pdf: 40 pages, with what stands in front of them 44 pages and 38.1 MB" */
static void say_too_large(const struct bdl_exhibit *x, unsigned all, uint64_t bytes)
{
	char size[BDL_SIZE_TEXT], own[32], pages[32];

	say_name(stdout, x->name);
	say(": %s page%s, with what stands in front of %s %s pages and %s\n",
		with_commas(x->pages, own), x->pages == 1 ? "" : "s", x->pages == 1 ? "it" : "them",
		with_commas(all, pages), bdl_size_words(bytes, size));
}

static void say_over(const struct build *c)
{
	const struct bdl_bundle *b = &c->bundle;

	for (size_t i = 0; i < b->volume_count; i++) {
		const struct bdl_volume *v = &b->volumes[i];

		if (!is_over(c, v->size, v->pages))
			continue;
		say("  Volume %zu is over that: it holds one document, which is not split:\n  ",
			i + 1);
		say_too_large(&b->exhibits[b->order[v->first]], v->pages, v->size);
	}
}

static void say_volumes(const struct build *c)
{
	size_t over = count_over(c);
	char limits[96];

	say("%zu volumes, %s within %s\n", c->bundle.volume_count,
		over == 0                       ? "all"
		: over < c->bundle.volume_count ? "the others"
						: "none",
		limit_words(c, limits));
	say_over(c);
	say("\n");
}

/* Where all is one PDF and that is over a limit, it is one document. */
static bool one_is_over(const struct build *c)
{
	const struct bdl_pdf_result *p = &c->result.pdfs[0];

	return c->bundle.volume_count == 0 && is_over(c, p->size, p->pages);
}

static void say_one_is_over(const struct build *c)
{
	const struct bdl_pdf_result *p = &c->result.pdfs[0];
	char limits[96];

	say("The bundle is over %s: it holds one document, which is not split:\n  ",
		limit_words(c, limits));
	say_too_large(&c->bundle.exhibits[c->bundle.order[0]], p->pages, p->size);
	say("\n");
}

static void say_earlier(const struct build *c)
{
	const struct bdl_build_result *r = &c->result;

	for (size_t i = 0; i < r->removed_count; i++) {
		say("removed: ");
		say_name(stdout, r->removed[i]);
		say(", which the earlier build had made\n");
	}
	if (r->removed_count)
		say("\n");
	for (size_t i = 0; i < r->stranger_count && i < STRANGERS_TOLD; i++) {
		fputs("bundle: ", stderr);
		say_name(stderr, r->output);
		fputs("/", stderr);
		say_name(stderr, r->strangers[i]);
		fputs(": is of another build, no part of this one\n", stderr);
	}
	if (r->stranger_count > STRANGERS_TOLD)
		complain_text(
			"%zu more of other builds lie there", r->stranger_count - STRANGERS_TOLD);
	if (r->stranger_count == 1)
		advise("delete it unless you have sent it to somebody");
	else if (r->stranger_count)
		advise("delete them unless you have sent them to somebody");
}

static void say_result(const struct build *c)
{
	const struct bdl_bundle *b = &c->bundle;
	struct bdl_accounted a = bdl_bundle_account(b);
	char what[48], number[32], total[32];
	size_t originals;

	say_account(b);
	say_hidden(b);
	say("\n");
	if (b->volume_count)
		say_volumes(c);
	else if (one_is_over(c))
		say_one_is_over(c);
	for (size_t i = 0; i < c->result.pdf_count; i++) {
		const struct bdl_pdf_result *p = &c->result.pdfs[i];

		snprintf(what, sizeof(what), p->pages == 1 ? "%s page" : "%s pages",
			with_commas(p->pages, number));
		say_result_file(c, p->file, what, p->size);
	}
	originals = b->exhibit_count - a.inside - bdl_bundle_found_sum(b).withheld;
	snprintf(what, sizeof(what), "%s file%s", with_commas(originals, number),
		originals == 1 ? "" : "s");
	say_result_file(c, c->result.archive, what, c->result.archive_size);
	say("\n");
	say_earlier(c);
	say("%sSeal%s  ", paint_on(PAINT_BOLD), paint_off(PAINT_BOLD));
	say_digest("      ", b->seal);
	say("Quote the seal in your covering letter. It lets anyone check the archive.\n\n");
	with_commas(a.files, total);
	say("%s%s of %s files accounted for", paint_on(PAINT_BOLD), total, total);
	if (a.not_shown)
		say("; %s could not be shown", with_commas(a.not_shown, number));
	if (a.inside_not_shown)
		say("; %s attachment%s could not be shown", with_commas(a.inside_not_shown, number),
			a.inside_not_shown == 1 ? "" : "s");
	say("%s\n", paint_off(PAINT_BOLD));
}

static size_t count_noted(const struct bdl_bundle *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		n += x->shown && x->warnings && x->warnings[0];
	}
	return n;
}

/* What a court will ask for. */
static void say_court_notes(const struct bdl_bundle *b)
{
	const struct bdl_court *c = b->about.court;

	if (bdl_is_for_court(&b->about) && b->pages > BDL_CORE_PAGES && (!c || !c->core_count))
		complain_text("the bundle has more than %d pages and no core bundle: list its "
			      "documents under core: in bundle.yaml (PD 54A, 16.1)",
			BDL_CORE_PAGES);
	for (size_t i = 0; c && i < c->statement_count; i++)
		if (c->statements[i].date.year == 0 && c->statements[i].exhibit_count)
			complain_text("the statement of %s has no date: the front sheets of its "
				      "exhibits leave room for it",
				c->statements[i].witness);
}

/* Whether it can be sent; the exit status is about what was built. */
static void say_ready_in_short(const struct bdl_ready *r)
{
	size_t to_do = count_findings(r, BDL_READY_TO_DO), look = count_findings(r, BDL_READY_LOOK);

	fputs(r->ready ? "bundle: ready for " : "bundle: not ready for ", stderr);
	if (strncmp(r->name, "The ", 4) != 0)
		fputs("the ", stderr);
	say_name(stderr, r->name);
	if (to_do)
		fprintf(stderr, ": %zu thing%s to do", to_do, to_do == 1 ? "" : "s");
	else if (look)
		fprintf(stderr, ": %zu to look at", look);
	if (to_do || look) {
		fputs("; see bundle check --for ", stderr);
		say_name(stderr, r->recipient);
	}
	fputs("\n", stderr);
}

/* Nobody asked for volumes: why there are some. */
static void say_whose_limit(const struct build *c)
{
	char size[BDL_SIZE_TEXT];

	if (!c->result.size_of || !(c->bundle.volume_count || one_is_over(c)))
		return;
	fputs("bundle: ", stderr);
	say_name(stderr, c->result.size_of);
	fprintf(stderr, ": one file of at most %s is taken%s\n",
		bdl_size_words(c->result.max_size, size),
		c->bundle.volume_count ? ", hence the volumes" : "");
	advise("--max-size sets another limit");
}

/* What a careful user wants to know and no result says. */
static void say_warnings(const struct build *c)
{
	size_t noted = count_noted(&c->bundle);

	if (noted)
		complain_text("%zu %s a note: see bundle list", noted,
			noted == 1 ? "file has" : "files have");
	say_steering(&c->bundle);
	say_court_notes(&c->bundle);
	say_whose_limit(c);
	if (!c->result.sandboxed)
		complain_text("this system has no %s: evidence was read within limits, but not "
			      "sealed off",
			c->result.sandbox_missing[0] ? c->result.sandbox_missing : "sandbox");
	if (c->result.missing)
		complain_text("%u characters are shown by a sign, since no font here has them",
			c->result.missing);
	if (c->result.ready)
		say_ready_in_short(c->result.ready);
}

static int finish(struct build *c)
{
	struct bdl_error err = {0};
	struct bdl_accounted a;

	if (c->json && json_build(&c->bundle, &c->result, &err) < 0) {
		complain(&err);
		return EXIT_UNFINISHED;
	}
	if (!c->json && !c->quiet)
		say_result(c);
	if (!c->quiet)
		say_warnings(c);
	a = bdl_bundle_account(&c->bundle);
	if (c->bundle.redacted && bdl_bundle_found_sum(&c->bundle).unsearched)
		return EXIT_ATTENTION;
	if (a.not_shown || a.inside_not_shown || count_in_part(&c->bundle) || count_over(c) ||
		one_is_over(c))
		return EXIT_ATTENTION;
	return EXIT_DONE;
}

static int run(struct build *c)
{
	struct progress progress;
	struct bdl_error err = {0};
	int rc;

	progress_start(&progress, c->quiet);
	c->o.progress = progress_tell;
	c->o.progress_data = &progress;
	rc = bdl_build(&c->o, &c->bundle, &c->result, &err);
	progress_end(&progress);
	if (rc == 0)
		return finish(c);
	complain(&err);
	if (!err.hint[0])
		advise("nothing was written; an earlier bundle is as it was");
	return EXIT_UNFINISHED;
}

int cmd_build(int argc, char **argv)
{
	struct build c = {.ocr = OCR_OPTIONS_INIT};
	const struct option options[] = {
		{"output", 'o', OPTION_TEXT, &c.o.output, "DIR",
			"where the results go (default DIR/bundle)", 0, 0},
		OPTIONS_OF_READING(c.o, c.ocr),
		{"supplement-to", 0, OPTION_TEXT, &c.o.supplement_to, "ARCHIVE",
			"bind only what is new since this bundle was sealed", 0, 0},
		OPTIONS_OF_NUMBERING(c.numbering),
		{"redact", 0, OPTION_FLAG, &c.o.redact, NULL,
			"hide what is nobody else's business in the PDFs; see private: in "
			"bundle.yaml",
			0, 0},
		{"share", 0, OPTION_FLAG, &c.o.share, NULL,
			"with --redact: leave originals in which something is hidden out of the "
			"archive",
			0, 0},
		{"record-times", 0, OPTION_FLAG, &c.o.record_times, NULL,
			"put the files' own times into bundle.json", 0, 0},
		{"json", 0, OPTION_FLAG, &c.json, NULL, "the result as data", 0, 0},
		{"quiet", 'q', OPTION_FLAG, &c.quiet, NULL, "only say what went wrong", 0, 0},
		OPTION_END,
	};
	const struct usage usage = {.name = "build",
		.arguments = "[DIR]",
		.summary = "Makes NAME.pdf and the sealed NAME.tar.gz from the evidence in DIR "
			   "(default: here).",
		.more = "Nothing in DIR is changed. Every file ends as pages, or as a page that "
			"says why not.\n"
			"Give the same --name and --date to get the same bytes again.",
		.options = options,
		.most = 1};
	int n, status;

	build_options_init(&c.o);
	n = options_parse(&usage, argc, argv, &c.o.folder);
	if (n < 0)
		return n == -2 ? EXIT_DONE : EXIT_USAGE;
	if (!build_options_check(&c.o, &c.ocr) || !numbering_options_check(&c.o, &c.numbering))
		return EXIT_USAGE;
	if (c.o.share && !c.o.redact) {
		complain_text("--share goes with --redact: without it nothing is hidden");
		return EXIT_USAGE;
	}
	status = recipient_option_check(c.o.recipient);
	if (status != EXIT_DONE)
		return status;
	bdl_bundle_init(&c.bundle);
	status = run(&c);
	bdl_bundle_release(&c.bundle);
	return status;
}
