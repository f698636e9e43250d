/* bundle verify: is a sealed archive as it was when it was sealed? One line a finding, or one line
 * that all is well. */
#include "base/text.h"
#include "bundle.h"
#include "commands.h"
#include "json.h"
#include "options.h"
#include "progress.h"
#include "say.h"
#include "say_beside.h"
#include "say_report.h"
#include "surroundings.h"
#include <stdio.h>
#include <string.h>

struct verify {
	struct bdl_verify_options o;
	struct bdl_beside beside;
	const char *seal_text;
	uint8_t seal[BDL_SHA256_SIZE];
	bool json, quiet;
};

/* A seal as people quote it: with spaces, line ends or dashes between the groups. */
static bool read_seal(struct verify *v)
{
	char hex[BDL_SHA256_HEX] = "";
	size_t n = 0;

	for (const char *s = v->seal_text; *s; s++) {
		if (bdl_is_space((unsigned char)*s) || *s == '-' || *s == ':')
			continue;
		if (n == BDL_SHA256_HEX - 1)
			return false;
		hex[n++] = *s;
	}
	return n == BDL_SHA256_HEX - 1 && bdl_unhex(hex, v->seal) == 0;
}

static void say_intact(const struct bdl_report *r)
{
	char hex[BDL_SHA256_HEX], day[BDL_DAY_TEXT] = "", number[32];
	struct bdl_day d;

	bdl_hex(r->seal, hex);
	if (bdl_day_parse_iso(r->sealed_on, &d) == 0)
		bdl_day_long(d, day);
	say("%sIntact:%s ", paint_on(PAINT_VERDICT_GOOD), paint_off(PAINT_VERDICT_GOOD));
	if (r->files == 1)
		say("the one file is as it was when it was sealed");
	else
		say("all %s files are as they were when they were sealed",
			with_commas(r->files, number));
	say("%s%s.", day[0] ? " on " : "", day);
	if (r->own)
		say(" Seal %s", hex);
	say("\n");
	if (!r->own)
		say("It is a bag of BagIt %s, checked by %s; no bundle of this program, so it has "
		    "no seal to quote.\n",
			r->version[0] ? r->version : "(no version)",
			r->hashes[0] ? r->hashes : "nothing");
}

static bool has_witness(const struct verify *v)
{
	return v->beside.one[BDL_WITNESS_SIGNATURE].there || v->beside.one[BDL_WITNESS_STAMP].there;
}

static int judge_beside(const struct verify *v)
{
	int status = EXIT_DONE;

	for (int kind = 0; kind < BDL_WITNESS_KINDS; kind++) {
		const struct bdl_beside_one *one = &v->beside.one[kind];

		if (!beside_is_well(one))
			status = EXIT_ATTENTION;
		if (one->there && !v->json && (!v->quiet || !beside_is_well(one)))
			say_beside(one, (enum bdl_witness_kind)kind, v->beside.ca);
	}
	return status;
}

static int judge_seal(const struct verify *v, const struct bdl_report *r)
{
	if (!v->seal_text) {
		if (!v->quiet && !v->json && r->own && !has_witness(v)) {
			fputs("This shows that the archive agrees with itself. To tie it to a "
			      "letter, give the\n",
				stderr);
			fputs("seal quoted there: bundle verify --seal SEAL ARCHIVE\n", stderr);
		}
		return EXIT_DONE;
	}
	if (r->has_seal && memcmp(r->seal, v->seal, BDL_SHA256_SIZE) == 0) {
		if (!v->json && !v->quiet)
			say("The seal is the one you gave%s.\n",
				r->intact ? "" : ", but the archive is not as it was sealed");
		return EXIT_DONE;
	}
	complain_text("the seal is NOT the one you gave: this is another bundle");
	return EXIT_ATTENTION;
}

static int answer(const struct verify *v, const struct bdl_report *r)
{
	struct bdl_error err = {0};
	int beside, seal;

	if (v->json && json_verify(r, v->seal_text ? v->seal : NULL, &v->beside, &err) < 0) {
		complain(&err);
		return EXIT_UNFINISHED;
	}
	if (!r->intact) {
		if (!v->json)
			say_report_broken(r);
		(void)judge_beside(v);
		if (v->seal_text)
			(void)judge_seal(v, r);
		return EXIT_ATTENTION;
	}
	if (!v->json && !v->quiet)
		say_intact(r);
	if (!v->json)
		say_report_notes(r);
	beside = judge_beside(v);
	seal = judge_seal(v, r);
	return beside ? beside : seal;
}

static int run(struct verify *v)
{
	struct bdl_report report = {.arena = BDL_ARENA_INIT};
	struct progress progress;
	struct bdl_error err = {0};
	int rc, status;

	progress_start(&progress, v->quiet);
	v->o.progress = progress_tell;
	v->o.progress_data = &progress;
	rc = bdl_verify(&v->o, &report, NULL, &err);
	progress_end(&progress);
	if (rc < 0) {
		complain(&err);
		status = EXIT_UNFINISHED;
	} else {
		status = answer(v, &report);
	}
	bdl_report_release(&report);
	return status;
}

int cmd_verify(int argc, char **argv)
{
	struct verify v = {.json = false};
	const struct option options[] = {
		{"seal", 's', OPTION_TEXT, &v.seal_text, "SEAL",
			"the seal quoted in a letter: 64 hex digits", 0, 0},
		{"signature", 0, OPTION_TEXT, &v.beside.one[BDL_WITNESS_SIGNATURE].given, "FILE",
			"the signature; else ARCHIVE.p7s where it is there", 0, 0},
		{"timestamp", 0, OPTION_TEXT, &v.beside.one[BDL_WITNESS_STAMP].given, "FILE",
			"the time stamp; else ARCHIVE.tsr where it is there", 0, 0},
		{"ca", 0, OPTION_TEXT, &v.beside.ca, "FILE",
			"certificates that you trust to say whose a signature is, PEM", 0, 0},
		{"json", 0, OPTION_FLAG, &v.json, NULL, "the findings as data", 0, 0},
		{"quiet", 'q', OPTION_FLAG, &v.quiet, NULL, "only say what is wrong", 0, 0},
		OPTION_END,
	};
	const struct usage usage = {.name = "verify",
		.arguments = "ARCHIVE|FOLDER",
		.summary =
			"Says whether every file in the archive is as it was when it was sealed. A "
			"bag of anyone's will do: a folder, a tar, a tar.gz or a ZIP.",
		.more = "One line a finding: changed PATH, missing PATH, extra PATH, renamed OLD "
			"-> NEW.\n"
			"Without this program: tar xzf ARCHIVE, then sha256sum -c in the folder.",
		.options = options,
		.least = 1,
		.most = 1};
	int n = options_parse(&usage, argc, argv, &v.o.archive);

	if (n < 0)
		return n == -2 ? EXIT_DONE : EXIT_USAGE;
	if (v.seal_text && !read_seal(&v)) {
		complain_text("--seal: is not a seal");
		advise("a seal is 64 figures and letters from a to f, spaces allowed");
		return EXIT_USAGE;
	}
	v.beside.now = seconds_now();
	v.o.beside = &v.beside;
	v.o.temporary = temporary_folder();
	v.o.reader = reader_path();
	return run(&v);
}
