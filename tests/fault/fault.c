/* Faults: see fault.h. */
#include "fault.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const struct {
	const char *name;
	int error;
} kinds[] = {

#define X(id, name, error) {name, error},
	FAULT_KINDS(X)
#undef X
		{"any call", 0},
};

/* In the folder of the test: what a run leaves behind is looked at from outside. */
static const char look[] =
	"(cd e/bundle 2>/dev/null && sha256sum T.* 2>/dev/null) >sums; "
	"find e -name '.bundle-tmp*' -o -path '*/.bundle/*' -name 'new-*' >litter; "
	"n=0; while pgrep -f \"bundle-reader.*$PWD\" >/dev/null && [ $n -lt 100 ]; do "
	"sleep 0.1; n=$((n + 1)); done; [ $n -lt 100 ] || echo running >>litter";

/* The command once, from the beginning, with what the page says. */
static void run_once(struct faults *t, struct run *r)
{
	memset(t->page->calls, 0, sizeof(t->page->calls));
	t->page->struck = 0;
	t->page->opened = 0;
	t->page->where[0] = '\0';
	fixture_run(&t->f, r,
		"rm -rf e && cp -a old e && (export FAULT_PAGE=$PWD/page LD_PRELOAD=%s %s "
		"ASAN_OPTIONS=verify_asan_link_order=0; exec %s); s=$?; %s; exit $s",
		FAULT_PRELOAD, t->readers, t->command, look);
}

/* The same without a fault and without the library, after one with: is it as if nothing was? */
static void run_again(struct faults *t, struct run *r)
{
	fixture_run(&t->f, r, "(exec %s); s=$?; %s; exit $s", t->command, look);
}

static char *said(const struct faults *t, const char *file)
{
	return fixture_read(&t->f, file, NULL);
}

static void map_page(struct faults *t)
{
	char path[128];
	void *p;
	int fd;

	snprintf(path, sizeof(path), "%s/page", t->f.root);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	cr_assert_geq(fd, 0);
	cr_assert_eq(ftruncate(fd, sizeof(*t->page)), 0);
	p = mmap(NULL, sizeof(*t->page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	cr_assert_neq(p, MAP_FAILED);
	close(fd);
	t->page = p;
}

/* Two files and an earlier bundle of them, and what they are now: the second build is another. */
static void make_folder(struct faults *t)
{
	struct run r;

	fixture_text(&t->f, "letters/a.txt", "10 February 2023\n\nDear Sir,\n\nI write to you.\n");
	fixture_pdf(&t->f, "b.pdf", "Statement of 3 March 2023", 2, 90);
	fixture_text(&t->f, "bundle.yaml", "title: A case with a title of its own\n");
	fixture_run(&t->f, &r,
		"mv evidence e && $BUNDLE list e --csv --output e/index.csv >/dev/null && "
		"$BUNDLE build e --ocr off --name T --date 2026-03-01 --quiet && "
		"cp -a e old && %s",
		look);
	cr_assert_eq(r.status, 0, "%d %s", r.status, r.err);
	run_release(&r);
	t->was = said(t, "sums");
}

void faults_open(struct faults *t, const char *command, enum faults_in where)
{
	struct run r;

	memset(t, 0, sizeof(*t));
	t->command = command;
	t->readers = where == FAULTS_IN_READERS ? FAULT_READERS "=1" : "";
	fixture_init(&t->f);
	make_folder(t);
	map_page(t);
	t->page->kind = FAULT_MEMORY;
	run_once(t, &r);
	cr_assert_eq(r.status, 0, "%d %s", r.status, r.err);
	if (t->page->calls[FAULT_OPEN] == 0 || t->page->calls[FAULT_MEMORY] == 0) {
		fixture_release(&t->f);
		cr_skip_test("the C library cannot be preloaded here (a static sanitizer?)");
	}
	t->is = said(t, "sums");
	t->answer = r.out;
	free(r.err);
}

void faults_close(struct faults *t)
{
	fprintf(stderr, "%s%s: %u tried, %u struck: %u survived, %u refused, %u wrong\n",
		t->readers[0] ? "readers of " : "", t->command, t->tried, t->struck, t->survived,
		t->refused, t->wrong);
	munmap(t->page, sizeof(*t->page));
	free(t->was);
	free(t->is);
	free(t->answer);
	fixture_release(&t->f);
}

/* "bundle: FILE: what is wrong", and hints, each on a line of its own, and nothing else. */
static bool is_one_clear_line(const char *err)
{
	static const char archive[] = "Fatal Internal Error in libarchive: Out of memory\n";
	const char *p = err;

	/* it cannot be kept from saying so itself */
	if (!strncmp(p, archive, sizeof(archive) - 1))
		p += sizeof(archive) - 1;
	if (strncmp(p, "bundle: ", 8) != 0 || strncmp(p, "bundle: failed", 14) == 0)
		return false;
	for (p = strchr(p, '\n'); p && p[1]; p = strchr(p + 1, '\n'))
		if (strncmp(p + 1, "  ", 2) != 0)
			return false;
	return p != NULL;
}

/*
 * Another bundle than without the fault, from readers that were struck. With status 1 a page may
 * stand for a file that could not be read; with 0 every file is shown, if not as well as it could
 * be (a corner that could not be looked at counts as occupied). It is whole in any case.
 */
static const char *judge_other(struct faults *t, bool all_shown)
{
	struct run r;
	bool whole;

	fixture_run(&t->f, &r,
		"$BUNDLE verify e/bundle/T.tar.gz >/dev/null 2>&1 && qpdf --check e/bundle/T.pdf "
		"&& pdftotext e/bundle/T.pdf words && { %s || { grep -q 'I write to you' words && "
		"grep -q 'Statement of 3 March 2023 page 2' words; }; }",
		all_shown ? "false" : "true");
	whole = r.status == 0;
	run_release(&r);
	return whole ? NULL : "what was made is not whole";
}

/* What is wrong with how it ended; NULL: nothing. */
static const char *judge_end(struct faults *t, const struct run *r, const char *sums)
{
	const bool is_old = !strcmp(sums, t->was), is_new = !strcmp(sums, t->is);

	if (strstr(r->err, "Sanitizer") || strstr(r->err, "runtime error:"))
		return "a sanitizer speaks";
	if (r->status != 0 && r->status != 1 && r->status != 3)
		return "it did not end as it should";
	if (r->status == 3 && !is_one_clear_line(r->err))
		return "it did not say in one clear line what it could not do";
	if (r->status == 3 && !is_old && !is_new)
		return "neither the earlier bundle is there nor the new one";
	if (r->status != 3 && t->readers[0] && !is_new)
		return judge_other(t, r->status == 0);
	if (r->status == 0 && (!is_new || strcmp(r->out, t->answer) != 0))
		return "the fault was swallowed: what was made is not what it should be";
	if (r->status == 1 && !is_new)
		return "the fault was swallowed: what was made is not what it should be";
	return NULL;
}

/* Killed, it could finish nothing; but what stands there is whole: a line of the digests is a file.
 */
static const char *judge_killed(const struct faults *t, const char *sums)
{
	unsigned lines = 0;

	for (const char *p = sums; *p; p = strchr(p, '\n') + 1, lines++) {
		char line[128];

		snprintf(line, sizeof(line), "%.*s\n", (int)strcspn(p, "\n"), p);
		if (!strstr(t->was, line) && !strstr(t->is, line))
			return "a file is neither the earlier one nor the new one";
	}
	return lines == 3 ? NULL : "a file is missing";
}

static bool may_leave_litter(const struct faults *t)
{
	return t->page->how == FAULT_KILL || t->page->kind == FAULT_UNLINK;
}

/* Litter that could not be removed is removed by the next run, which is as it should be. */
static const char *judge_next(struct faults *t)
{
	const char *fault = NULL;
	struct run r;
	char *litter, *sums;

	run_again(t, &r);
	litter = said(t, "litter");
	sums = said(t, "sums");
	if (r.status != 0)
		fault = "the next run does not work";
	else if (litter[0])
		fault = "the next run leaves the litter";
	else if (strcmp(sums, t->is) != 0)
		fault = "the next run makes something else";
	if (fault)
		fprintf(stderr, "%d %s%s%s", r.status, r.err, litter, sums);
	run_release(&r);
	free(litter);
	free(sums);
	return fault;
}

static void count(struct faults *t, const struct run *r)
{
	t->struck++;
	if (r->status == 3 || r->status == 128 + 9)
		t->refused++;
	else
		t->survived++;
}

/* One run with the fault in the page. */
static void try_one(struct faults *t)
{
	const char *fault;
	char *sums, *litter;
	struct run r;

	t->tried++;
	run_once(t, &r);
	sums = said(t, "sums");
	litter = said(t, "litter");
	fault = t->page->how == FAULT_KILL && r.status == 128 + 9 ? judge_killed(t, sums)
								  : judge_end(t, &r, sums);
	if (!fault && strstr(litter, "running"))
		fault = "a process is left";
	if (!fault && litter[0] && !may_leave_litter(t))
		fault = "litter is left";
	if (t->page->struck)
		count(t, &r);
	if (fault) {
		t->wrong++;
		cr_expect(false, "%s %ld (%s): %s\nstatus %d\n%s%s%s%s", kinds[t->page->kind].name,
			t->page->at, t->page->where, fault, r.status, r.out, r.err, litter, sums);
	} else if (t->page->struck && may_leave_litter(t)) {
		fault = judge_next(t);
		t->wrong += fault != NULL;
		cr_expect_null(fault, "%s %ld (%s): %s", kinds[t->page->kind].name, t->page->at,
			t->page->where, fault ? fault : "");
	}
	run_release(&r);
	free(sums);
	free(litter);
}

/* How many of so many calls: as the test says, or as BUNDLE_FAULTS does, a number or "all". */
static long how_many(long calls, long most)
{
	const char *wanted = getenv("BUNDLE_FAULTS");

	if (wanted)
		most = strcmp(wanted, "all") ? atol(wanted) : calls;
	return most < calls ? most : calls;
}

/* Tries `most` of the calls, or all, from the first to the last. places: their numbers, or NULL. */
static void try_all(struct faults *t, long calls, const long *places, long most)
{
	unsigned struck = t->struck, tried = t->tried;

	most = how_many(calls, most);
	for (long i = 0; i < most; i++) {
		long n = most == 1 ? 0 : i * (calls - 1) / (most - 1);

		t->page->at = places ? places[n] : n + 1;
		try_one(t);
	}
	/* what waits for others calls more often on some days than on others */
	cr_expect_geq((t->struck - struck) * 4, (t->tried - tried) * 3,
		"%s: of %u faults only %u struck", kinds[t->page->kind].name, t->tried - tried,
		t->struck - struck);
	memset(t->page->calls, 0, sizeof(t->page->calls));
	t->page->how = FAULT_COUNT_ONLY;
}

/* Counts once more, since only memory was looked at closely. */
static void count_calls(struct faults *t, enum fault_kind kind)
{
	struct run r;

	t->page->how = FAULT_COUNT_ONLY;
	t->page->kind = (int)kind;
	t->page->place_count = 0;
	run_once(t, &r);
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
}

void faults_each(struct faults *t, enum fault_kind kind, long most)
{
	long places[FAULT_PLACES], calls;

	count_calls(t, kind);
	calls = t->page->calls[kind];
	if (kind == FAULT_MEMORY) {
		calls = t->page->place_count < FAULT_PLACES ? t->page->place_count : FAULT_PLACES;
		memcpy(places, t->page->places, (size_t)calls * sizeof(*places));
	}
	fprintf(stderr, "%s: %ld places, %ld calls\n", kinds[kind].name, calls,
		(long)t->page->calls[kind]);
	t->page->how = FAULT_FAIL;
	t->page->error = kinds[kind].error;
	try_all(t, calls, kind == FAULT_MEMORY ? places : NULL, most);
}

void faults_kill(struct faults *t, long most)
{
	count_calls(t, FAULT_ANY);
	t->page->how = FAULT_KILL;
	t->page->kind = FAULT_ANY;
	try_all(t, t->page->calls[FAULT_ANY], NULL, most);
}

void faults_same(struct faults *t)
{
	const char *fault;
	struct run r;
	char *sums;

	t->page->how = FAULT_COUNT_ONLY;
	run_once(t, &r);
	sums = said(t, "sums");
	fault = judge_end(t, &r, sums);
	cr_expect_null(fault, "%s\nstatus %d\n%s%s", fault ? fault : "", r.status, r.err, sums);
	cr_expect_eq(r.status, 0);
	run_release(&r);
	free(sums);
}

int faults_edit(struct faults *t, const char *name, enum fault_edit edit, long at)
{
	const char *fault = NULL;
	char *sums;
	struct run r;

	t->page->how = FAULT_COUNT_ONLY;
	t->page->edit = (int)edit;
	t->page->at = at;
	snprintf(t->page->edited, sizeof(t->page->edited), "%s", name);
	run_once(t, &r);
	sums = said(t, "sums");
	t->page->edit = FAULT_LEAVE;
	cr_expect_eq(t->page->struck, 1, "%s %d was not opened %ld times", name, (int)edit, at);
	if (r.status == 3 && strcmp(sums, t->was) != 0)
		fault = "the earlier bundle is not there any more";
	else if (r.status == 3 && (!is_one_clear_line(r.err) || !strstr(r.err, name)))
		fault = "it does not name the file in one clear line";
	else if (r.status == 0)
		fault = judge_other(t, false);
	else if (r.status != 3)
		fault = "it did not end as it should";
	cr_expect_null(fault, "%s %d at %ld: %s\nstatus %d\n%s%s", name, (int)edit, at,
		fault ? fault : "", r.status, r.err, sums);
	at = r.status == 0;
	run_release(&r);
	free(sums);
	return (int)at;
}
