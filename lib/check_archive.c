/*
 * Checking an archive: opened and verified in the sandbox; here its table is read, and its PDFs are
 * copied and hashed, each to be checked in the sandbox too.
 */
#include "check_bundle.h"

#include "base/file.h"
#include "base/text.h"
#include "look.h"
#include "model/bundle_json.h"
#include "one_job.h"
#include "places.h"
#include "readiness.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define REPORT_MAX ((size_t)1 << 30)
#define LIST_MAX ((size_t)1 << 20)
#define PDFS_MAX ((uint64_t)1 << 36)

struct opening {
	const struct bdl_check_bundle_options *o;
	const char *shown;
	struct bdl_error *err;
	struct bdl_places places;
	struct bdl_pool *pool;
	int archive;
	struct bdl_buffer table_json;
	const struct bdl_bundle *table; /* NULL where it could not be read */
	struct bdl_checked *out;
	bool has_core;
};

static int run_job(struct opening *g, struct bdl_job *job)
{
	const struct bdl_listener listener = {
		g->o->progress, g->o->progress_data, BDL_DOING_VERIFY};
	struct bdl_outcome outcome;

	if (bdl_run_one_job(g->pool, job, &listener, &outcome, g->err) < 0)
		return -1;
	if (outcome.kind != BDL_OUTCOME_DONE)
		return bdl_fail(g->err, BDL_EFORMAT, g->shown, "cannot be read as an archive: %s",
			outcome.message);
	return 0;
}

/* A job on the archive; *output and *result are what it wrote, the caller's to close. */
static int ask(struct opening *g, enum bdl_job_kind kind, uint64_t most, int *output, int *result)
{
	struct bdl_job job = {.kind = kind,
		.input = g->archive,
		.second = -1,
		.output = -1,
		.result = -1,
		.limits = bdl_look_limits(g->archive, most)};
	int rc = -1;

	*output = *result = -1;
	if (bdl_places_scratch(&g->places, &job.result, result, g->err) == 0 &&
		bdl_places_scratch(&g->places, &job.output, output, g->err) == 0)
		rc = run_job(g, &job);
	bdl_close_quietly(job.result);
	bdl_close_quietly(job.output);
	return rc;
}

/* Its bundle.json. One that cannot be read is no reason to stop: its PDFs can be checked all the
 * same. But nothing is known of what they hold, which has to be said. */
static int read_table(struct opening *g, struct bdl_bundle *table)
{
	struct bdl_error why = {.code = BDL_OK};
	const char *fault = "there is none";

	if (g->table_json.length) {
		if (bdl_bundle_from_json(table, bdl_buffer_string(&g->table_json),
			    g->table_json.length, &why) == 0) {
			g->table = table;
			return 0;
		}
		if (why.code == BDL_ENOMEM)
			return bdl_fail_memory(g->err);
		fault = why.message;
		bdl_bundle_release(table);
		bdl_bundle_init(table);
	}
	g->out->table_fault = bdl_arena_string(&g->out->arena, fault);
	return g->out->table_fault ? 0 : bdl_fail_memory(g->err);
}

static int verify(struct opening *g, struct bdl_bundle *table)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	int output, result, rc = ask(g, BDL_JOB_VERIFY, REPORT_MAX, &output, &result);

	if (rc == 0)
		rc = bdl_read_fd(result, g->shown, REPORT_MAX, &json, g->err);
	if (rc == 0)
		rc = bdl_report_from_json(
			&g->out->report, bdl_buffer_string(&json), json.length, g->err);
	g->out->has_report = rc == 0;
	if (rc == 0)
		rc = bdl_read_fd(output, g->shown, REPORT_MAX, &g->table_json, g->err);
	if (rc == 0)
		rc = read_table(g, table);
	bdl_buffer_release(&json);
	bdl_close_quietly(output);
	bdl_close_quietly(result);
	return rc;
}

/* "bundle-2.pdf": 2; else 0. */
static unsigned volume_of(const char *tag)
{
	char *end;
	unsigned long n;

	if (strncmp(tag, "bundle-", 7) != 0 || !bdl_is_digit((unsigned char)tag[7]))
		return 0;
	n = strtoul(tag + 7, &end, 10);
	return strcmp(end, ".pdf") == 0 && n <= 100000 ? (unsigned)n : 0;
}

/* What the build called it beside the archive; see lib/build.c and lib/split.c. */
static void name_pdf(const struct opening *g, struct bdl_checked_pdf *p)
{
	unsigned volume = volume_of(p->tag);
	const char *name = g->table && g->table->name ? g->table->name : NULL;

	if (name && strcmp(p->tag, "bundle.pdf") == 0)
		snprintf(p->file, sizeof(p->file), "%s.pdf", name);
	else if (name && strcmp(p->tag, "core.pdf") == 0)
		snprintf(p->file, sizeof(p->file), "%s Core.pdf", name);
	else if (name && volume)
		snprintf(p->file, sizeof(p->file), "%s Volume %u of %zu.pdf", name, volume,
			g->table->volume_count);
	else
		snprintf(p->file, sizeof(p->file), "%s", p->tag);
}

/* Copies length bytes from `at` of the one into the other, and hashes them. */
static int copy_range(struct opening *g, int from, uint64_t at, uint64_t length, int to,
	uint8_t sha256[BDL_SHA256_SIZE])
{
	struct bdl_digest *d = bdl_digest_open();
	char block[64 * 1024];
	int rc = d ? 0 : bdl_fail_memory(g->err);

	while (rc == 0 && length) {
		size_t n = length < sizeof(block) ? (size_t)length : sizeof(block);

		if (bdl_pread_all(from, block, n, at) < 0 || bdl_write_all(to, block, n) < 0)
			rc = bdl_fail_errno(g->err, g->shown, "copy a PDF out of");
		bdl_digest_add(d, block, n);
		at += n;
		length -= n;
	}
	if (d && bdl_digest_close(d, rc == 0 ? sha256 : NULL, g->err) < 0)
		rc = -1;
	return rc;
}

/*
 * A document that a court gets as a file of its own (a claim form) lies beside the bundle and is
 * none: only what holds for any PDF is asked of it.
 */
static void spare_lone_document(struct bdl_checked_pdf *p)
{
	static const char *const asked[] = {
		"R1", "R18", "R19", "R20", "R21", "R22", "R25", "R29", "R43"};
	bool bundle = strcmp(p->tag, "bundle.pdf") == 0 || volume_of(p->tag) ||
		      bdl_text_starts(p->tag, "core");

	for (size_t i = 0; !bundle && i < p->verdicts.count; i++) {
		struct bdl_rule_found *r = &p->verdicts.rules[i];
		bool wanted = false;

		for (size_t k = 0; k < sizeof(asked) / sizeof(asked[0]); k++)
			wanted |= strcmp(r->id, asked[k]) == 0;
		if (!wanted)
			*r = (struct bdl_rule_found){.id = r->id,
				.verdict = BDL_NOT_APPLICABLE,
				.text = "It is filed as a document by itself, not as a bundle."};
	}
}

static int check_taken(struct opening *g, int pdfs, uint64_t at, uint64_t length, const char *tag)
{
	struct bdl_checked_pdf *p = bdl_checked_add(g->out);
	struct bdl_check_options co = {.recipient = bdl_checked_recipient(g->out),
		.rules = g->out->rules,
		.rules_length = g->out->rules_length,
		.temporary = g->o->temporary,
		.reader = g->o->reader,
		.progress = g->o->progress,
		.progress_data = g->o->progress_data};
	int writing = -1, rc;

	co.pdf = -1;
	if (!p)
		return bdl_fail_memory(g->err);
	snprintf(p->tag, sizeof(p->tag), "%s", tag);
	p->size = length;
	name_pdf(g, p);
	co.name = p->file;
	co.volume = volume_of(tag);
	co.has_core = g->has_core;
	if (g->table && (co.volume || strcmp(tag, "bundle.pdf") == 0)) {
		co.table_json = bdl_buffer_string(&g->table_json);
		co.table_length = g->table_json.length;
	}
	rc = bdl_places_scratch(&g->places, &writing, &co.pdf, g->err);
	if (rc == 0)
		rc = copy_range(g, pdfs, at, length, writing, p->sha256);
	if (rc == 0)
		rc = bdl_check_file(&co, &p->verdicts, g->err);
	if (rc == 0)
		spare_lone_document(p);
	bdl_close_quietly(writing);
	bdl_close_quietly(co.pdf);
	return rc;
}

/* One line of the list: "LENGTH NAME". The list may be hostile. */
static const char *read_line(const char *line, uint64_t *length, char tag[BDL_TAKEN_NAME + 1])
{
	size_t figures = strspn(line, "0123456789"), n;

	if (figures == 0 || figures > 18 || line[figures] != ' ')
		return NULL;
	*length = strtoull(line, NULL, 10);
	line += figures + 1;
	n = strspn(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");
	if (n == 0 || n > BDL_TAKEN_NAME || line[n] != '\n')
		return NULL;
	memcpy(tag, line, n);
	tag[n] = '\0';
	return line + n + 1;
}

static int check_listed(struct opening *g, int pdfs, const char *list)
{
	char tag[BDL_TAKEN_NAME + 1];
	uint64_t at = 0, length;
	struct stat st;
	size_t count = 0;

	if (fstat(pdfs, &st) < 0)
		return bdl_fail_errno(g->err, g->shown, "examine the PDFs of");
	g->has_core = strstr(list, " core") != NULL;
	while (*list) {
		list = read_line(list, &length, tag);
		if (!list || length > (uint64_t)st.st_size - at || count++ == BDL_TAKEN_MOST)
			return bdl_fail(g->err, BDL_EFORMAT, g->shown,
				"the reader's list of its PDFs is not what it should be");
		if (check_taken(g, pdfs, at, length, tag) < 0)
			return -1;
		at += length;
	}
	if (count)
		return 0;
	bdl_fail(g->err, BDL_EFORMAT, g->shown, "holds no PDF that could be checked");
	return bdl_hint(g->err, "see bundle verify for what is wrong with it");
}

static int check_pdfs(struct opening *g)
{
	struct bdl_buffer list = BDL_BUFFER_INIT;
	int pdfs, result, rc = ask(g, BDL_JOB_TAKE, PDFS_MAX, &pdfs, &result);

	if (rc == 0)
		rc = bdl_read_fd(result, g->shown, LIST_MAX, &list, g->err);
	if (rc == 0)
		rc = check_listed(g, pdfs, bdl_buffer_string(&list));
	bdl_buffer_release(&list);
	bdl_close_quietly(pdfs);
	bdl_close_quietly(result);
	return rc;
}

int bdl_check_archive(const struct bdl_check_bundle_options *o, int fd, const char *shown,
	struct bdl_bundle *table, struct bdl_checked *out, struct bdl_error *err)
{
	struct opening g = {.o = o, .shown = shown, .err = err, .archive = fd, .out = out};
	int rc = bdl_places_temporary(&g.places, o->temporary, err);

	if (rc == 0) {
		g.pool = bdl_one_reader(&g.places, o->reader, err);
		rc = g.pool ? 0 : -1;
	}
	if (rc == 0)
		rc = verify(&g, table);
	if (rc == 0 && !out->recipient)
		rc = bdl_readiness_for(o, g.table ? g.table->about.recipient : NULL, out, err);
	if (rc == 0)
		rc = check_pdfs(&g);
	if (g.pool)
		bdl_pool_close(g.pool);
	bdl_places_close(&g.places);
	bdl_buffer_release(&g.table_json);
	return rc;
}
