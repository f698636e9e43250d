/*
 * Real files, good and bad: none may crash or hang the reader, each is shown or has a reason, and
 * what can be read has as many pages as other programs find. Skipped where the corpus is not at
 * hand.
 */
#include "pdf_fixture.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#define SECONDS 60

struct answer {
	int rc;
	bool shown;
	int reason;
	unsigned pages;
	bool sound; /* the linked part opens without fault and has as many pages */
	char message[512];
};

static void corpus_path(char *out, size_t size, const char *name)
{
	const char *corpus = getenv("BUNDLE_CORPUS"), *source = getenv("BUNDLE_SOURCE");

	if (corpus)
		snprintf(out, size, "%s/%s", corpus, name);
	else
		snprintf(out, size, "%s/../shared/corpus/%s", source ? source : ".", name);
}

static void limit(int what, rlim_t most)
{
	const struct rlimit l = {most, most};

	setrlimit(what, &l);
}

/* In the child: as the real reader will be. */
static void read_one(const char *path, int answer)
{
	struct bdl_buffer file = BDL_BUFFER_INIT;
	struct answer a = {0};
	struct made m;
	FILE *f = fopen(path, "rb");

	limit(RLIMIT_CPU, SECONDS);
#ifndef __SANITIZE_ADDRESS__
	limit(RLIMIT_DATA, (rlim_t)1 << 30);
#endif
	if (!f || bdl_read_fd(fileno(f), path, (size_t)1 << 30, &file, NULL) < 0)
		_exit(3);
	read_bytes(&m, file.data, file.length, "evidence.pdf", NULL);
	a.rc = m.rc;
	a.shown = m.facts.shown;
	a.reason = (int)m.facts.reason;
	a.pages = m.facts.pages;
	snprintf(a.message, sizeof(a.message), "%s", m.err.message);
	if (a.shown) {
		link_part(&m);
		a.sound = bdl_source_open(&m.pdf, m.linked.data, m.linked.length) == PDF_OPENED &&
			  !m.pdf.repaired && m.part.page_count == a.pages;
	}
	if (bdl_write_all(answer, &a, sizeof(a)) < 0)
		_exit(3);
	_exit(0);
}

/* false: it crashed, hung or failed. */
static bool ask(const char *path, struct answer *a)
{
	int ends[2], status;
	pid_t pid;

	cr_assert_eq(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		alarm(SECONDS);
		read_one(path, ends[1]);
	}
	close(ends[1]);
	memset(a, 0, sizeof(*a));
	bool whole = read(ends[0], a, sizeof(*a)) == (ssize_t)sizeof(*a);
	close(ends[0]);
	waitpid(pid, &status, 0);
	return whole && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The n-th field of a line of the table, from 0. */
static void field(const char *line, unsigned n, char *out, size_t size)
{
	while (n > 0 && *line)
		n -= *line++ == '\t';
	snprintf(out, size, "%.*s", (int)strcspn(line, "\t\n"), line);
}

static void examine(const char *path, const char *line, bool good)
{
	char count[32], fuzzed[] = "qpdf-fuzz/";
	unsigned long pages;
	struct answer a;

	field(line, 2, count, sizeof(count));
	pages = strtoul(count, NULL, 10);
	if (!ask(path, &a)) {
		cr_expect(false, "%s: the reader did not come to an end", path);
		return;
	}
	cr_expect_eq(a.rc, 0, "%s: %s", path, a.message);
	cr_expect(a.shown || a.reason != BDL_REASON_NONE, "%s: dropped in silence", path);
	cr_expect(!a.shown || a.sound, "%s: what came of it is no sound PDF", path);
	cr_expect(!good || a.shown, "%s: reason %d", path, a.reason);
	if (pages > 0 && !strstr(path, fuzzed)) /* those mean nothing to anyone */
		cr_expect_eq(a.pages, pages, "%s: %u pages, not %lu", path, a.pages, pages);
}

static void each_of(const char *folder)
{
	char table[4096], line[4096], name[4096], path[4096];
	unsigned files = 0;
	FILE *f;

	corpus_path(table, sizeof(table), "PDF_FACTS.tsv");
	f = fopen(table, "r");
	if (!f)
		cr_skip_test("the corpus is not at hand: set BUNDLE_CORPUS to its folder");
	while (fgets(line, sizeof(line), f)) {
		if (strncmp(line, folder, strlen(folder)) != 0)
			continue;
		field(line, 0, name, sizeof(name));
		corpus_path(path, sizeof(path), name);
		examine(path, line, strcmp(folder, "pdf-good/") == 0);
		files++;
	}
	fclose(f);
	cr_expect(files > 0, "the table names no file of %s", folder);
}

Test(pdf_corpus, shows_every_good_file_with_all_its_pages)
{
	each_of("pdf-good/");
}

Test(pdf_corpus, comes_to_an_end_with_every_bad_file)
{
	each_of("pdf-bad/");
}
