/* What verify and extract say of an archive that is not intact, and of what is worth knowing. */
#include "say_report.h"

#include "say.h"

static void say_finding(const struct bdl_finding *f)
{
	static const char *const words[] = {
		"changed", "missing", "extra", "renamed", "broken", "note"};
	enum paint paint = f->kind == BDL_FINDING_NOTE ? PAINT_NONE : PAINT_BAD;

	say("%s%s%s ", paint_on(paint), words[f->kind], paint_off(paint));
	say_name(stdout, !f->path[0] ? "archive" : f->path);
	if (f->kind == BDL_FINDING_RENAMED) {
		say(" -> ");
		say_name(stdout, f->other);
	}
	say("\n");
	if (f->tag)
		say("  the bundle's own file, not an original\n");
	if (f->text && f->text[0]) {
		say("  ");
		say_name(stdout, f->text);
		say("\n");
	}
}

/* Files of one sort, as a part of the verdict: ", 2 files are extra". */
static void say_count(const char **comma, size_t n, const char *one, const char *many)
{
	char number[32];

	if (!n)
		return;
	say("%s%s %s", *comma, with_commas(n, number), n == 1 ? one : many);
	*comma = ", ";
}

static void say_verdict(const struct bdl_report *r)
{
	size_t extra = 0, broken = 0, own = 0;
	const char *comma = " ";

	for (size_t i = 0; i < r->count; i++) {
		extra += r->findings[i].kind == BDL_FINDING_EXTRA;
		broken += r->findings[i].kind == BDL_FINDING_BROKEN;
		own += r->findings[i].tag && r->findings[i].kind != BDL_FINDING_EXTRA;
	}
	say("%sNOT intact:%s", paint_on(PAINT_VERDICT_BAD), paint_off(PAINT_VERDICT_BAD));
	if (r->files > r->same) {
		say(" %zu of %zu files differ", r->files - r->same, r->files);
		comma = ", ";
	}
	say_count(&comma, own, "of the bundle's own files differs",
		"of the bundle's own files differ");
	say_count(&comma, extra, "file is extra", "files are extra");
	say_count(&comma, broken, "thing is wrong with the archive itself",
		"things are wrong with the archive itself");
	say("\n\n");
}

void say_report_broken(const struct bdl_report *r)
{
	char number[32];

	say_verdict(r);
	for (size_t i = 0; i < r->count; i++)
		say_finding(&r->findings[i]);
	if (r->same && r->same == r->files)
		say("All %s files are as sealed.\n", with_commas(r->same, number));
	else if (r->same == 1)
		say("One file is as sealed.\n");
	else if (r->same)
		say("The other %s files are as sealed.\n", with_commas(r->same, number));
}

void say_report_notes(const struct bdl_report *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->findings[i].kind == BDL_FINDING_NOTE)
			say_finding(&r->findings[i]);
}
