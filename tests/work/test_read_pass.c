#define _GNU_SOURCE
/* The read pass: every row is filled, whatever its file does to the reader; what was read is kept.
 */
#include "door.h"

#include "base/file.h"
#include "work/cache.h"
#include "work/read_pass.h"
#include <criterion/criterion.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

/* A case of doors, each a file whose only line is its own name, as intake would have left it. */
struct pass {
	struct doors d;
	struct bdl_bundle b;
	struct bdl_cache cache;
	struct bdl_read_options o;
	int work;
	size_t told, told_last, stop_at;
};

static bool progress(void *data, size_t done, size_t total, const char *name)
{
	struct pass *p = data;

	cr_expect_leq(done, total);
	cr_expect_not_null(name);
	p->told++;
	p->told_last = done;
	return p->told != p->stop_at;
}

static void take_in(struct bdl_exhibit *x, int folder, const char *path)
{
	struct stat st;

	cr_assert_eq(fstatat(folder, path, &st, 0), 0);
	*x = (struct bdl_exhibit){.path = path,
		.name = path,
		.size = (uint64_t)st.st_size,
		.device = (uint64_t)st.st_dev,
		.inode = (uint64_t)st.st_ino,
		.modified = st.st_mtim.tv_sec,
		.modified_ns = st.st_mtim.tv_nsec,
		.duplicate_of = BDL_NONE};
	cr_assert_eq(bdl_digest_bytes(path, strlen(path), x->sha256, NULL), 0);
}

static void set_rows(struct pass *p, const char *const *lines, size_t count)
{
	bdl_bundle_init(&p->b);
	p->b.exhibits = bdl_arena_alloc(&p->b.arena, count * sizeof(*p->b.exhibits));
	p->b.exhibit_count = count;
	for (size_t i = 0; i < count; i++)
		take_in(&p->b.exhibits[i], p->o.folder, lines[i]);
	p->b.stage = BDL_STAGE_TAKEN_IN;
}

static void pass_open(struct pass *p, const char *const *lines, size_t count)
{
	struct bdl_error err = {0};

	memset(p, 0, sizeof(*p));
	doors_open(&p->d);
	for (size_t i = 0; i < count; i++)
		fixture_text(&p->d.f, lines[i], lines[i]);
	p->work = open(p->d.f.root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	cr_assert_eq(bdl_cache_open(&p->cache, p->work, bdl_pool_cache_key(p->d.pool), &err), 0,
		"%s", err.message);
	p->o = (struct bdl_read_options){
		.limits = {.seconds = 1, .memory = 1 << 30, .output = 1 << 20},
		.progress = progress,
		.progress_data = p};
	p->o.folder = open(p->d.f.evidence, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	set_rows(p, lines, count);
}

static void pass_close(struct pass *p)
{
	bdl_bundle_release(&p->b);
	bdl_cache_close(&p->cache);
	close(p->o.folder);
	close(p->work);
	doors_close(&p->d);
}

/* Runs the pass once more over the same files, as the next build would. */
static int again(struct pass *p, const char *const *lines, size_t count, struct bdl_error *err)
{
	bdl_bundle_release(&p->b);
	set_rows(p, lines, count);
	p->told = 0;
	return bdl_read_pass(&p->b, &p->cache, p->d.pool, &p->o, err);
}

static unsigned count_kept(const struct pass *p)
{
	int fd = openat(p->cache.folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	char path[64];
	unsigned count;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	/* the cache's note of where it was made is always there */
	count = count_entries(path) - (faccessat(fd, "home", F_OK, 0) == 0);
	close(fd);
	return count;
}

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

Test(read_pass, fills_every_row_whatever_its_file_does)
{
	static const struct {
		const char *line, *format;
		bool shown;
		enum bdl_reason reason;
		const char *detail;
	} cases[] = {
		/* clang-format off */
		{ "a letter", "text", true,  BDL_REASON_NONE,     NULL },
		{ "locked", "pdf", false, BDL_REASON_LOCKED,   NULL },
		{ "crash", "pdf", false, BDL_REASON_FAILED,   NULL },
		{ "end 0", "unknown", false, BDL_REASON_FAILED,   NULL },
		{ "fail", "unknown", false, BDL_REASON_FAILED,   NULL },
		{ "no space", "unknown", false, BDL_REASON_FAILED,   NULL },
		{ "lie facts", "unknown", false, BDL_REASON_FAILED,   NULL },
		{ "lie pages", "unknown", false, BDL_REASON_FAILED,   NULL },
		{ "lie part", "unknown", false, BDL_REASON_FAILED,   NULL },
		{ "hang with tools 10", "pdf", false, BDL_REASON_TOO_SLOW, "1" },
		{ "write beyond", "unknown", false, BDL_REASON_TOO_BIG,  NULL },
		{ "another letter", "text", true,  BDL_REASON_NONE,     NULL },
		/* clang-format on */
	};

	const char *lines[COUNT(cases)];
	struct pass p;
	struct bdl_error err = {0};

	for (size_t i = 0; i < COUNT(cases); i++)
		lines[i] = cases[i].line;
	pass_open(&p, lines, COUNT(cases));
	cr_assert_eq(bdl_read_pass(&p.b, &p.cache, p.d.pool, &p.o, &err), 0, "%s: %s", err.path,
		err.message);
	cr_expect_eq(p.b.stage, BDL_STAGE_READ);
	cr_expect_eq(p.told_last, COUNT(cases));
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct bdl_exhibit *x = &p.b.exhibits[i];
		const char *detail = x->detail ? x->detail : "", *expected = cases[i].detail;

		cr_expect_eq(x->shown, cases[i].shown, "%s", x->path);
		cr_expect_eq(
			x->reason, cases[i].reason, "%s: %s", x->path, bdl_reason_token(x->reason));
		cr_expect_str_eq(detail, expected ? expected : "", "%s", x->path);
		cr_expect_eq(x->pages, 1, "%s", x->path);
		cr_expect_str_eq(x->format, cases[i].format, "%s", x->path);
		cr_expect_not_null(x->media_type);
		cr_expect_eq(x->part != NULL, cases[i].shown);
		cr_expect(!x->part || faccessat(p.cache.folder, x->part, R_OK, 0) == 0, "%s",
			x->path);
	}
	cr_expect_eq(count_kept(&p), 5, "two letters, and the facts of what is locked; no litter");
	pass_close(&p);
}

/*
 * A reader that was taken over answers what it likes. What is not in order is no answer: the row
 * says that the file could not be read, and the next file is read as if nothing had been.
 */
Test(read_pass, believes_no_answer_that_is_not_in_order)
{
	static const char *const lines[] = {
		"swap \"pages\":1 -> \"pages\":2147483648",
		"swap \"pages\":1 -> \"pages\":-1",
		"swap \"pages\":1 -> \"pages\":0",
		"swap \"pages\":1 -> \"pages\":1e9",
		"swap \"pages\":1 -> \"pages\":18446744073709551617",
		"swap \"pages\":1 -> \"pages\":\"1\"",
		"swap \"pages\":1 -> \"pages\":[1]",
		"swap \"pages\":1 -> \"pages\":NaN",
		"swap \"width\":0 -> \"width\":99999999999",
		"swap \"shown\":true -> \"shown\":1",
		"swap \"shown\":true -> \"shown\":true,\"shown\":false",
		"swap \"shown\":true -> \"shown\":true,\"more\":0",
		"swap \"dates\":[] -> \"dates\":{}",
		"swap \"dates\":[] -> \"dates\":[{}]",
		"swap \"dates\":[] -> \"dates\":[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]",
		"swap \"inner\":[] -> \"inner\":[{\"at\":0,\"length\":9,\"name\":\"..\"}]",
		"swap \"text\" -> \"title\":\"\\u001b[2J\",\"text\"",
		"swap a letter -> a \\u001b[2Jletter",
		"swap a letter -> a \033[2Jletter",
		"swap a letter -> a \\u0000letter",
		"swap a letter -> a \\ud800letter",
		"swap a letter -> a \xff\xfeletter",
		"swap \"format_basis\":\"door\" -> \"format_basis\":\"do\\u000aor\"",
		"swap \"format\":\"text\" -> \"format\":\"..;etc\"",
		"swap \"format\":\"text\" -> \"format\":null",
		"swap door -> LONG",
		"swap } -> ",
		"swap { -> [",
		"spoil nan",
		"spoil 8",
		"spoil 16",
		"spoil 24",
		"spoil 32",
		"spoil 48",
		"a letter",
	};
	struct bdl_error err = {0};
	struct pass p;

	pass_open(&p, lines, COUNT(lines));
	cr_assert_eq(bdl_read_pass(&p.b, &p.cache, p.d.pool, &p.o, &err), 0, "%s: %s", err.path,
		err.message);
	for (size_t i = 0; i + 1 < COUNT(lines); i++) {
		cr_expect_not(p.b.exhibits[i].shown, "%s", lines[i]);
		cr_expect_eq(p.b.exhibits[i].reason, BDL_REASON_FAILED, "%s: %s", lines[i],
			bdl_reason_token(p.b.exhibits[i].reason));
	}
	cr_expect(p.b.exhibits[COUNT(lines) - 1].shown);
	cr_expect_eq(p.b.exhibit_count, COUNT(lines));
	cr_expect_eq(count_kept(&p), 2, "what is not believed is not kept");
	pass_close(&p);
}

Test(read_pass, reads_nothing_twice)
{
	static const char *const lines[] = {"a letter", "locked", "another letter"};
	struct pass p;
	struct bdl_error err = {0};
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_facts facts;

	pass_open(&p, lines, 3);
	cr_assert_eq(bdl_read_pass(&p.b, &p.cache, p.d.pool, &p.o, &err), 0, "%s", err.message);
	/* with no reader in the pool, an answer can only come from the cache */
	for (size_t i = 0; i < 3; i++)
		fixture_text(&p.d.f, lines[i], "crash");
	cr_expect_eq(again(&p, lines, 3, &err), 0, "%s", err.message);
	cr_expect(p.b.exhibits[0].shown);
	cr_expect_eq(p.b.exhibits[1].reason, BDL_REASON_LOCKED);
	cr_expect_str_eq(p.b.exhibits[1].format, "pdf");
	cr_expect_eq(p.told_last, 3);
	cr_assert_eq(bdl_cache_facts(&p.cache, &p.b.exhibits[2], &arena, &facts, &err), 0);
	cr_expect_str_eq(facts.text, "another letter");
	bdl_arena_release(&arena);
	pass_close(&p);
}

static void spoil(const struct pass *p, enum bdl_cache_file which, const char *bytes)
{
	char name[BDL_CACHE_NAME];
	int fd;

	bdl_cache_name(&p->b.exhibits[0], which, name);
	fd = openat(p->cache.folder, name, O_WRONLY | O_TRUNC | O_CLOEXEC);
	cr_assert_geq(fd, 0);
	cr_assert_eq(bdl_write_all(fd, bytes, strlen(bytes)), 0);
	close(fd);
}

Test(read_pass, reads_again_what_was_spoiled_in_the_cache)
{
	static const char *const lines[] = {"a letter"};
	struct pass p;
	struct bdl_error err = {0};

	pass_open(&p, lines, 1);
	cr_assert_eq(bdl_read_pass(&p.b, &p.cache, p.d.pool, &p.o, &err), 0, "%s", err.message);
	spoil(&p, BDL_CACHE_FACTS, "{}");
	cr_expect_eq(again(&p, lines, 1, &err), 0, "%s", err.message);
	cr_expect(p.b.exhibits[0].shown);
	spoil(&p, BDL_CACHE_PART, "garbage");
	cr_expect_eq(again(&p, lines, 1, &err), 0, "%s", err.message);
	cr_expect(p.b.exhibits[0].shown);
	spoil(&p, BDL_CACHE_PART, "");
	cr_expect_eq(again(&p, lines, 1, &err), 0, "%s", err.message);
	cr_expect(p.b.exhibits[0].shown);
	pass_close(&p);
}

Test(read_pass, gives_what_is_known_of_a_file_that_was_not_read)
{
	static const char *const lines[] = {"crash"};
	struct pass p;
	struct bdl_error err = {0};
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_facts facts;

	pass_open(&p, lines, 1);
	cr_assert_eq(bdl_read_pass(&p.b, &p.cache, p.d.pool, &p.o, &err), 0, "%s", err.message);
	cr_assert_eq(bdl_cache_facts(&p.cache, &p.b.exhibits[0], &arena, &facts, &err), 0);
	cr_expect_eq(facts.reason, BDL_REASON_FAILED);
	cr_expect_not(facts.shown);
	cr_expect_str_eq(facts.format, "pdf", "the first look");
	cr_expect_str_eq(facts.text, "");
	bdl_arena_release(&arena);
	pass_close(&p);
}

Test(read_pass, gives_a_copy_no_pages)
{
	static const char *const lines[] = {"locked", "a letter"};
	struct pass p;
	struct bdl_error err = {0};

	pass_open(&p, lines, 2);
	p.b.exhibits[0].duplicate_of = 1;
	cr_assert_eq(bdl_read_pass(&p.b, &p.cache, p.d.pool, &p.o, &err), 0, "%s", err.message);
	cr_expect_eq(p.b.exhibits[0].pages, 0);
	cr_expect_not(p.b.exhibits[0].shown);
	cr_expect_null(p.b.exhibits[0].part);
	cr_expect_eq(p.b.exhibits[0].reason, BDL_REASON_NONE);
	cr_expect_str_eq(p.b.exhibits[0].format, "text", "what it is a copy of");
	cr_expect_eq(p.told_last, 1);
	pass_close(&p);
}

Test(read_pass, stops_when_a_file_is_not_what_was_taken_in)
{
	static const char *const lines[] = {"a letter", "another letter"};
	struct pass p;

	pass_open(&p, lines, 2);
	for (int i = 0; i < 3; i++) {
		struct bdl_error err = {0};
		struct bdl_exhibit *x = &p.b.exhibits[1];

		x->modified_ns += i == 0;
		x->size += i == 1;
		if (i == 2)
			cr_assert_eq(unlinkat(p.o.folder, "another letter", 0), 0);
		cr_expect_eq(bdl_read_pass(&p.b, &p.cache, p.d.pool, &p.o, &err), -1);
		cr_expect_eq(err.code, BDL_ECHANGED);
		cr_expect_str_eq(err.path, "another letter");
		cr_expect_str_eq(err.message, "changed while the bundle was made");
		cr_expect_str_eq(err.hint, "run bundle build again");
		cr_expect_eq(p.b.stage, BDL_STAGE_TAKEN_IN);
		x->modified_ns -= i == 0;
		x->size -= i == 1;
	}
	pass_close(&p);
}

Test(read_pass, stops_when_it_is_told_to)
{
	static const char *const lines[] = {"hang", "hang with tools 3"};
	struct pass p;
	struct bdl_error err = {0};

	pass_open(&p, lines, 2);
	p.o.limits.seconds = 300;
	p.stop_at = 3;
	cr_expect_eq(bdl_read_pass(&p.b, &p.cache, p.d.pool, &p.o, &err), -1);
	cr_expect_eq(err.code, BDL_ESTOPPED);
	cr_expect_eq(count_kept(&p), 0, "no litter");
	cr_expect(few_descendants(0));
	/* and the pool can be used again */
	doors_ask(&p.d, "a letter");
	cr_expect_eq(p.d.outcome.kind, BDL_OUTCOME_DONE);
	pass_close(&p);
}

/* A full disk is the user's trouble, not the file's; "no space" above is a reader that lies. */
Test(read_pass, says_that_the_disk_is_full)
{
	static const char *const lines[] = {"a letter", "fill the disk"};
	struct pass p;
	struct bdl_error err = {0};
	char path[200];
	int work;

	pass_open(&p, lines, 2);
	snprintf(path, sizeof(path), "%s/small", p.d.f.root);
	cr_assert_eq(mkdir(path, 0700), 0);
	if (unshare(CLONE_NEWNS) < 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
		mount("none", path, "tmpfs", 0, "size=400k") < 0) {
		pass_close(&p);
		cr_skip_test("only root can make a small disk");
	}
	work = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bdl_cache_close(&p.cache);
	cr_assert_eq(bdl_cache_open(&p.cache, work, "1", &err), 0, "%s", err.message);
	cr_expect_eq(bdl_read_pass(&p.b, &p.cache, p.d.pool, &p.o, &err), -1);
	cr_expect_eq(err.code, BDL_EIO);
	cr_expect(strstr(err.message, "No space left"), "%s", err.message);
	cr_expect(strstr(err.hint, "--work"), "%s", err.hint);
	cr_expect_eq(count_kept(&p), 2, "the letter that was read before, and no litter");
	close(work);
	bdl_cache_close(&p.cache);
	cr_expect_eq(umount(path), 0);
	pass_close(&p);
}

Test(read_pass, leaves_an_empty_case_empty)
{
	struct pass p;
	struct bdl_error err = {0};

	pass_open(&p, NULL, 0);
	cr_expect_eq(bdl_read_pass(&p.b, &p.cache, p.d.pool, &p.o, &err), 0, "%s", err.message);
	cr_expect_eq(p.b.stage, BDL_STAGE_READ);
	pass_close(&p);
}

Test(cache, forgets_other_versions_and_litter)
{
	struct fixture f;
	struct bdl_cache one, two;
	struct bdl_cache_set pair;
	struct bdl_error err = {0};
	int work, fd;

	fixture_init(&f);
	fixture_text(&f, "kept.txt", "not ours");
	work = open(f.evidence, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	cr_assert_eq(bdl_cache_open(&one, work, "reader 1", &err), 0, "%s", err.message);
	cr_assert_eq(bdl_cache_set_open(&pair, &one, 0, &err), 0);
	/* a number that no process has */
	fd = openat(one.folder, "new-4194305-0.part", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	close(fd);
	bdl_cache_close(&one);
	cr_assert_eq(bdl_cache_open(&one, work, "reader 1", &err), 0);
	cr_expect_eq(faccessat(one.folder, "new-4194305-0.part", F_OK, 0), -1);
	cr_expect_eq(count_entries(f.evidence), 2);
	cr_assert_eq(bdl_cache_open(&two, work, "reader 2", &err), 0);
	cr_expect_eq(count_entries(f.evidence), 2);
	bdl_cache_set_drop(&pair, &one);
	bdl_cache_close(&one);
	bdl_cache_close(&two);
	close(work);
	fixture_release(&f);
}

/* Evidence that was received may bring a cache along, with parts of its sender's making. */
Test(cache, one_that_was_copied_here_is_thrown_away)
{
	char top[] = "/tmp/bundle-test-XXXXXX";
	struct bdl_error err = {0};
	struct bdl_cache c;
	int work, fd;

	cr_assert_not_null(mkdtemp(top));
	work = open(top, O_RDONLY | O_DIRECTORY);
	cr_assert_eq(bdl_cache_open(&c, work, "reader 1", &err), 0, "%s", err.message);
	fd = openat(c.folder, "kept.facts", O_WRONLY | O_CREAT, 0600);
	cr_assert_geq(fd, 0);
	close(fd);
	bdl_cache_close(&c);
	cr_assert_eq(bdl_cache_open(&c, work, "reader 1", &err), 0, "%s", err.message);
	cr_expect_eq(faccessat(c.folder, "kept.facts", F_OK, 0), 0, "our own is kept");
	fd = openat(c.folder, "home", O_WRONLY | O_TRUNC);
	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, "4711 1.000000002\n", 17), 17);
	close(fd);
	bdl_cache_close(&c);
	cr_assert_eq(bdl_cache_open(&c, work, "reader 1", &err), 0, "%s", err.message);
	cr_expect_neq(faccessat(c.folder, "kept.facts", F_OK, 0), 0, "another's is not");
	bdl_cache_close(&c);
	bdl_remove_tree(AT_FDCWD, top);
	close(work);
}

/* ---- documents inside documents ---- */

Test(read_pass, gives_what_is_inside_a_file_rows_of_its_own)
{
	static const char *const lines[] = {"carries one;carries two;three", "plain"};
	static const char *const paths[] = {"carries one;carries two;three", "plain",
		"carries one;carries two;three/same name.txt",
		"carries one;carries two;three/same name (2).txt",
		"carries one;carries two;three/same name (3).txt",
		"carries one;carries two;three/same name (2).txt/same name.txt"};
	struct bdl_error err = {0};
	struct pass p;

	pass_open(&p, lines, 2);
	for (int run = 0; run < 2; run++) {
		cr_assert_eq(run ? again(&p, lines, 2, &err)
				 : bdl_read_pass(&p.b, &p.cache, p.d.pool, &p.o, &err),
			0, "%s: %s", err.path, err.message);
		cr_assert_eq(p.b.exhibit_count, COUNT(paths));
		for (size_t i = 0; i < COUNT(paths); i++) {
			cr_expect_str_eq(p.b.exhibits[i].path, paths[i]);
			cr_expect(p.b.exhibits[i].shown, "%s", paths[i]);
		}
		cr_expect_null(p.b.exhibits[1].inside);
		cr_expect_eq(p.b.exhibits[4].inside->parent, 0);
		cr_expect_eq(p.b.exhibits[4].size, 5, "three");
		cr_expect_eq(p.b.exhibits[5].inside->parent, 3);
		cr_expect_eq(p.b.exhibits[0].inner_count, 3);
	}
	pass_close(&p);
}

Test(read_pass, shows_an_attachment_once_that_came_twice)
{
	static const char *const lines[] = {
		"carries same;same", "carries same;other", "carries ;x"};
	struct bdl_error err = {0};
	struct pass p;

	pass_open(&p, lines, 3);
	cr_assert_eq(bdl_read_pass(&p.b, &p.cache, p.d.pool, &p.o, &err), 0, "%s", err.message);
	cr_assert_eq(p.b.exhibit_count, 9);
	cr_expect_eq(p.b.exhibits[3].duplicate_of, BDL_NONE);
	cr_expect_eq(p.b.exhibits[4].duplicate_of, 3);
	cr_expect_eq(p.b.exhibits[5].duplicate_of, 3);
	cr_expect_str_eq(p.b.exhibits[4].format, "text", "a copy is what its original is");
	cr_expect_eq(p.b.exhibits[6].duplicate_of, BDL_NONE);
	pass_close(&p);
}

Test(read_pass, goes_so_deep_and_no_deeper_and_says_so)
{
	static const char *const lines[] = {
		"carries carries carries carries carries carries carries "
		"carries carries carries x"};
	const struct bdl_exhibit *last;
	struct bdl_error err = {0};
	struct pass p;

	pass_open(&p, lines, 1);
	cr_assert_eq(bdl_read_pass(&p.b, &p.cache, p.d.pool, &p.o, &err), 0, "%s", err.message);
	cr_assert_eq(p.b.exhibit_count, BDL_INNER_LEVELS);
	last = &p.b.exhibits[BDL_INNER_LEVELS - 1];
	cr_assert_not_null(last->warnings);
	cr_expect_not_null(strstr(last->warnings[0], "too deep"));
	cr_expect_eq(last->inner_count, 0);
	pass_close(&p);
}

Test(read_pass, believes_no_reader_that_hands_out_less_than_it_says)
{
	static const char *const lines[] = {"lie carries one;two"};
	struct bdl_error err = {0};
	struct pass p;

	pass_open(&p, lines, 1);
	cr_assert_eq(bdl_read_pass(&p.b, &p.cache, p.d.pool, &p.o, &err), 0, "%s", err.message);
	cr_expect_eq(p.b.exhibit_count, 1);
	cr_expect_eq(p.b.exhibits[0].reason, BDL_REASON_FAILED);
	pass_close(&p);
}

/* ---- scans ---- */

static void expect_words(struct pass *p, size_t row, const char *words)
{
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_error err = {0};
	struct bdl_facts facts;

	cr_assert_eq(bdl_cache_facts(&p->cache, &p->b.exhibits[row], &arena, &facts, &err), 0, "%s",
		err.message);
	cr_expect_str_eq(facts.text, words, "%s", p->b.exhibits[row].path);
	bdl_arena_release(&arena);
}

Test(read_pass, reads_scans_in_a_second_go_that_may_fail)
{
	static const char *const lines[] = {"scan good", "scan bad"};
	struct bdl_error err = {0};
	struct pass p;

	pass_open(&p, lines, 2);
	p.o.ocr = "auto eng";
	for (int run = 0; run < 2; run++) {
		cr_assert_eq(run ? again(&p, lines, 2, &err)
				 : bdl_read_pass(&p.b, &p.cache, p.d.pool, &p.o, &err),
			0, "%s", err.message);
		cr_expect(p.b.exhibits[0].shown && p.b.exhibits[1].shown);
		expect_words(&p, 0, "words");
		expect_words(&p, 1, "");
		cr_expect_null(p.b.exhibits[0].warnings);
		cr_assert_not_null(p.b.exhibits[1].warnings);
		cr_expect_not_null(strstr(p.b.exhibits[1].warnings[0], "could not be read"));
	}
	p.o.ocr = "";
	cr_assert_eq(again(&p, lines, 2, &err), 0, "%s", err.message);
	expect_words(&p, 0, "");
	cr_expect_null(p.b.exhibits[1].warnings, "nobody asked for its words");
	pass_close(&p);
}
