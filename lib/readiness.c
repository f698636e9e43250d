/* Readiness: see readiness.h. */
#include "readiness.h"

#include "base/buffer.h"
#include "base/exists.h"
#include "base/file.h"
#include "base/text.h"
#include "books.h"
#include "judge/reckon.h"
#include "model/case.h"
#include "model/recipient.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CASE_FILE "bundle.yaml"
#define CASE_FILE_MAX ((size_t)1024 * 1024)

/* ---- who it is for ---- */

/* The file of a recipient of one's own, for the checker: it loads only what is compiled in. */
static int keep_rules(struct bdl_checked *out, struct bdl_error *err)
{
	struct bdl_buffer yaml = BDL_BUFFER_INIT;
	const char *path = out->recipient->path;
	int fd = bdl_open_regular(AT_FDCWD, path, err);
	int rc = fd < 0 ? -1 : bdl_read_fd(fd, path, BDL_RECIPIENT_MOST, &yaml, err);

	bdl_close_quietly(fd);
	if (rc == 0) {
		out->rules = bdl_arena_bytes(&out->arena, bdl_buffer_string(&yaml), yaml.length);
		out->rules_length = yaml.length;
		rc = out->rules ? 0 : bdl_fail_memory(err);
	}
	bdl_buffer_release(&yaml);
	return rc;
}

int bdl_readiness_for(const struct bdl_check_bundle_options *o, const char *words,
	struct bdl_checked *out, struct bdl_error *err)
{
	if (!out->books)
		out->books = bdl_books_open(err);
	if (!out->books)
		return -1;
	if (o->recipient && bdl_recipient_choose(
				    out->books->recipients, o->recipient, &out->recipient, err) < 0)
		return -1;
	if (!o->recipient && words)
		out->recipient = bdl_recipient_meant(out->books->recipients, words);
	if (out->recipient && out->recipient->path)
		return keep_rules(out, err);
	if (!o->recipient || out->recipient)
		return 0;
	bdl_fail(err, BDL_EFORMAT, NULL, "recipient \"%s\" is not known", o->recipient);
	return bdl_hint(err, "bundle recipients lists them");
}

int bdl_readiness_for_folder(const struct bdl_check_bundle_options *o, int folder,
	struct bdl_checked *out, struct bdl_error *err)
{
	struct bdl_buffer yaml = BDL_BUFFER_INIT;
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_case about = {.title = NULL};
	int there = o->recipient ? 0 : bdl_exists(folder, CASE_FILE), rc = 0, fd = -1;

	if (there < 0)
		return bdl_fail_errno(err, CASE_FILE, "look for");
	if (there) {
		fd = bdl_open_regular(folder, CASE_FILE, err);
		rc = fd < 0 ? -1 : bdl_read_fd(fd, CASE_FILE, CASE_FILE_MAX, &yaml, err);
		if (rc == 0)
			rc = bdl_case_load(&about, &arena, bdl_buffer_string(&yaml), yaml.length,
				CASE_FILE, err);
	}
	if (rc == 0)
		rc = bdl_readiness_for(o, about.recipient, out, err);
	bdl_close_quietly(fd);
	bdl_buffer_release(&yaml);
	bdl_arena_release(&arena);
	return rc;
}

/* ---- what has been built ---- */

static unsigned pages_of(const struct bdl_bundle *table)
{
	unsigned pages = 0;

	for (size_t i = 0; i < table->volume_count; i++)
		pages += table->volumes[i].pages;
	return pages ? pages : table->pages;
}

/* The bundle or its volumes, as they were checked. */
static struct bdl_built built_of(const struct bdl_checked *c, const struct bdl_bundle *sealed)
{
	struct bdl_built built = {.count = 0};

	for (size_t i = 0; sealed && i < c->pdf_count; i++) {
		const struct bdl_checked_pdf *p = &c->pdfs[i];

		if (!bdl_text_starts(p->tag, "bundle"))
			continue;
		built.count++;
		if (p->size > built.largest)
			built.largest = p->size;
	}
	if (built.count)
		built.pages = pages_of(sealed);
	return built;
}

struct adding {
	struct bdl_checked *out;
	struct bdl_error *err;
	int rc;
};

static void add(struct adding *a, const char *id, enum bdl_ready_state state, const char *text,
	const char *why, const char *todo)
{
	const struct bdl_ready_finding f = {
		.id = id, .state = state, .text = text, .why = why, .todo = todo};

	if (a->rc < 0)
		return;
	if (!text || !todo)
		a->rc = bdl_fail_memory(a->err);
	else
		a->rc = bdl_ready_add(&a->out->ready, &f, &a->out->arena, a->err);
}

static const char *build_it(struct bdl_checked *c, const char *how)
{
	return bdl_arena_printf(&c->arena, "%s: bundle build --for %s", how, c->ready.recipient);
}

static size_t count_failed(const struct bdl_verdicts *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->count; i++)
		n += v->rules[i].verdict == BDL_FAIL;
	return n;
}

static void add_requirements(struct adding *a)
{
	struct bdl_checked *c = a->out;
	size_t failed = count_failed(&c->verdicts);

	if (failed)
		add(a, "requirements", BDL_READY_TO_DO,
			bdl_arena_printf(&c->arena,
				"the bundle: %zu of its requirements %s not met", failed,
				failed == 1 ? "is" : "are"),
			"A bundle that does not keep them may be sent back.",
			"They are listed below.");
}

static void add_recipient(struct adding *a, const struct bdl_bundle *sealed)
{
	struct bdl_checked *c = a->out;
	const char *was = sealed->about.recipient;
	const struct bdl_recipient *known =
		was ? bdl_recipient_meant(c->books->recipients, was) : NULL;

	if (known && known == c->recipient)
		return;
	add(a, "bundle-recipient", was ? BDL_READY_TO_DO : BDL_READY_LOOK,
		was ? bdl_arena_printf(&c->arena, "the bundle was built for %s", was)
		    : "the bundle was built for nobody in particular",
		"Cover, numbers and size are shaped for whom it is built.",
		build_it(c, "Build it again"));
}

static void add_table(struct adding *a)
{
	add(a, "table", BDL_READY_TO_DO,
		bdl_arena_printf(&a->out->arena,
			"the archive's own table, bundle.json, cannot be read: %s",
			a->out->table_fault),
		"What the bundle holds, and for whom it is, is known from it alone.",
		build_it(a->out, "See bundle verify, or build it again"));
}

/* What only the bundle beside the folder can tell. */
static int add_bundle(struct bdl_checked *c, const struct bdl_bundle *sealed, struct bdl_error *err)
{
	struct adding a = {.out = c, .err = err};

	if (!sealed) {
		add(&a, "bundle", BDL_READY_TO_DO, "no bundle has been built yet",
			"What is sent is the PDF.", build_it(c, "Build it"));
		return a.rc;
	}
	if (c->change_count)
		add(&a, "bundle-changed", BDL_READY_TO_DO,
			"the bundle is not what the folder is now: the changes are listed below",
			"What was put in since then is not in it.", build_it(c, "Build it again"));
	if (c->table_fault)
		add_table(&a);
	else
		add_recipient(&a, sealed);
	add_requirements(&a);
	return a.rc;
}

/* ---- the answer ---- */

static int judge(const struct bdl_bundle *table, const struct bdl_bundle *sealed,
	struct bdl_checked *out, struct bdl_error *err)
{
	const struct bdl_built built = built_of(out, sealed);

	if (bdl_make_ready(table, out->recipient, &built, &out->arena, &out->ready, err) < 0 ||
		add_bundle(out, sealed, err) < 0)
		return -1;
	out->judged = true;
	return 0;
}

/* ---- supplements ---- */

/* The archive that the newest bundle, a supplement, adds to, where it lies beside that; else NULL.
 */
static const char *archive_beside(
	const struct bdl_bundle *sealed, int results, char *path, size_t size)
{
	const struct bdl_earlier *e = sealed ? sealed->earlier : NULL;
	const char *name;

	if (!e || !e->name || !e->name[0] || strchr(e->name, '/') || results < 0)
		return NULL;
	snprintf(path, size, "/proc/self/fd/%d/%s.tar.gz", results, e->name);
	name = path + strlen("/proc/self/fd/");
	name = strchr(name, '/') + 1;
	return faccessat(results, name, R_OK, AT_SYMLINK_NOFOLLOW) == 0 ? path : NULL;
}

/* What is named in bundle.yaml and is not here may have been sent before. */
static int hint_supplement(const struct bdl_build_options *lo, struct bdl_error *err)
{
	const size_t n = strlen(CASE_FILE);
	char before[sizeof(err->hint)];

	if (err->code != BDL_EPATH || lo->supplement_to || strncmp(err->path, CASE_FILE, n) != 0 ||
		(err->path[n] && err->path[n] != ':'))
		return -1;
	memcpy(before, err->hint, sizeof(before));
	err->hint[0] = '\0';
	return bdl_hint(err, "%.120s%sif an earlier bundle holds it: --supplement-to ARCHIVE",
		before, before[0] ? "; " : "");
}

/* The newest bundle is a supplement, and it is not known to what. */
static int add_whole(struct bdl_checked *c, const struct bdl_bundle *sealed, struct bdl_error *err)
{
	struct adding a = {.out = c, .err = err};

	if (!sealed || !sealed->earlier || c->table.earlier)
		return 0;
	add(&a, "supplement", BDL_READY_LOOK,
		bdl_arena_printf(&c->arena,
			"the newest bundle is a supplement to %s; the folder was judged as a whole",
			sealed->earlier->name),
		"Its archive does not lie beside it as it was, so it is not known what was sent.",
		bdl_arena_printf(&c->arena,
			"Say where it is: bundle check --for %s --supplement-to "
			"ARCHIVE",
			c->ready.recipient));
	return a.rc;
}

/*
 * True if the folder could be read as a supplement to the archive that lies beside the newest
 * bundle, and that is the one it was sent after. Anything else (it was built anew since, it is
 * damaged) is no reason to refuse the folder.
 */
static bool list_supplement(struct bdl_build_options *lo, const struct bdl_bundle *sealed,
	int results, struct bdl_bundle *table)
{
	struct bdl_error ignored = {.code = BDL_OK};
	char beside[512];

	lo->supplement_to = archive_beside(sealed, results, beside, sizeof(beside));
	if (lo->supplement_to && bdl_list_folder(lo, table, &ignored) == 0 &&
		memcmp(table->earlier->seal, sealed->earlier->seal, BDL_SHA256_SIZE) == 0)
		return true;
	if (lo->supplement_to) {
		bdl_bundle_release(table);
		bdl_bundle_init(table);
	}
	lo->supplement_to = NULL;
	return false;
}

int bdl_readiness_of_folder(const struct bdl_check_bundle_options *o,
	const struct bdl_bundle *sealed, int results, struct bdl_checked *out,
	struct bdl_error *err)
{
	struct bdl_build_options lo = *o->listing;

	lo.folder = o->path;
	lo.keep_unmatched = true;
	lo.recipient = out->recipient->path ? out->recipient->path : out->recipient->id;
	lo.made_on = o->today;
	if ((lo.supplement_to || !list_supplement(&lo, sealed, results, &out->table)) &&
		bdl_list_folder(&lo, &out->table, err) < 0)
		return hint_supplement(&lo, err);
	if (judge(&out->table, sealed, out, err) < 0)
		return -1;
	return add_whole(out, sealed, err);
}

/* Nothing that its rules ask can be answered. */
static int unknown(struct bdl_checked *out, struct bdl_error *err)
{
	out->ready =
		(struct bdl_ready){.recipient = out->recipient->id, .name = out->recipient->name};
	out->judged = true;
	return add_bundle(out, &out->table, err);
}

/* Last days and delays are counted anew: for this recipient, and up to today. */
int bdl_readiness_of_archive(
	const struct bdl_check_bundle_options *o, struct bdl_checked *out, struct bdl_error *err)
{
	const struct bdl_rules rules = bdl_books_rules(out->books);
	struct bdl_bundle *b = &out->table;

	if (out->table_fault)
		return unknown(out, err);
	b->made_on = o->today;
	b->recipient = out->recipient;
	b->deadlines = NULL;
	b->delays = NULL;
	b->silences = NULL;
	b->deadline_count = b->delay_count = b->silence_count = 0;
	if (bdl_reckon_deadlines(b, &rules, err) < 0 || bdl_reckon_delays(b, &rules, err) < 0)
		return -1;
	return judge(b, b, out, err);
}
