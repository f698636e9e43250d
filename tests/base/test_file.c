/* Files that appear whole or not at all; opening without following links. */
#define _GNU_SOURCE
#include "base/arena.h"
#include "base/digest.h"
#include "base/file.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int make_folder(char path[64])
{
	int fd;

	strcpy(path, "/tmp/bundle-test-XXXXXX");
	cr_assert_not_null(mkdtemp(path));
	fd = open(path, O_RDONLY | O_DIRECTORY);
	cr_assert_geq(fd, 0);
	return fd;
}

static void put(int dir, const char *name, const char *text)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	cr_assert_geq(fd, 0);
	cr_assert_eq(bdl_write_all(fd, text, strlen(text)), 0);
	close(fd);
}

Test(file, a_new_file_has_its_name_only_when_committed)
{
	char path[64];
	int dir = make_folder(path);
	struct bdl_error err = {0};
	struct bdl_new_file f;

	cr_assert_eq(bdl_new_file_open(&f, dir, "out.pdf", 0644, &err), 0, "%s", err.message);
	cr_assert_eq(bdl_write_all(f.fd, "whole", 5), 0);
	cr_expect_neq(faccessat(dir, "out.pdf", F_OK, 0), 0);
	cr_assert_eq(bdl_new_file_commit(&f, &err), 0, "%s", err.message);
	cr_expect_eq(faccessat(dir, "out.pdf", F_OK, 0), 0);

	cr_assert_eq(bdl_new_file_open(&f, dir, "other.pdf", 0644, &err), 0);
	bdl_new_file_abort(&f);
	cr_expect_neq(faccessat(dir, "other.pdf", F_OK, 0), 0);
	bdl_remove_tree(AT_FDCWD, path);
	cr_expect_neq(access(path, F_OK), 0, "something was left behind");
	close(dir);
}

Test(file, a_commit_replaces_the_old_file_whole)
{
	char path[64];
	int dir = make_folder(path), fd;
	struct bdl_error err = {0};
	struct bdl_new_file f;
	struct bdl_buffer text = BDL_BUFFER_INIT;

	put(dir, "out", "the old one");
	cr_assert_eq(bdl_new_file_open(&f, dir, "out", 0644, &err), 0);
	cr_assert_eq(bdl_write_all(f.fd, "new", 3), 0);
	cr_assert_eq(bdl_new_file_commit(&f, &err), 0);
	fd = bdl_open_regular(dir, "out", &err);
	cr_assert_eq(bdl_read_fd(fd, "out", 100, &text, &err), 0);
	cr_expect_str_eq(bdl_buffer_string(&text), "new");
	close(fd);
	bdl_buffer_release(&text);
	bdl_remove_tree(AT_FDCWD, path);
	close(dir);
}

static void expect_text(int dir, const char *name, const char *text)
{
	struct bdl_buffer found = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	int fd = bdl_open_regular(dir, name, &err);

	cr_assert_geq(fd, 0, "%s: %s", name, err.message);
	cr_assert_eq(bdl_read_fd(fd, name, 100, &found, &err), 0);
	cr_expect_str_eq(bdl_buffer_string(&found), text, "%s", name);
	close(fd);
	bdl_buffer_release(&found);
}

static unsigned count_names(const char *path)
{
	DIR *d = opendir(path);
	unsigned count = 0;

	cr_assert_not_null(d);
	while (readdir(d))
		count++;
	closedir(d);
	return count - 2;
}

Test(file, of_several_files_all_appear_or_none)
{
	static const char *const names[] = {"earlier", "fresh", "last"};
	struct bdl_new_file f[3], *const files[] = {&f[0], &f[1], &f[2]};
	char path[64];
	int dir = make_folder(path);

	put(dir, "earlier", "old");
	for (int fails = 1; fails >= 0; fails--) {
		struct bdl_error err = {0};

		for (size_t i = 0; i < 3; i++) {
			cr_assert_eq(bdl_new_file_open(&f[i], dir, names[i], 0644, &err), 0);
			cr_assert_eq(bdl_write_all(f[i].fd, "new", 3), 0);
		}
		cr_assert_eq(bdl_new_file_ready(&f[2], &err), 0);
		/* what cannot be foreseen: the last one's own file is gone when it is its turn */
		if (fails)
			cr_assert_eq(unlinkat(dir, f[2].temp, 0), 0);
		cr_expect_eq(bdl_new_files_commit(files, 3, &err), -fails, "%s", err.message);
		if (fails)
			cr_expect_str_eq(err.path, "last");
		cr_expect_str_eq(err.hint, "");
		expect_text(dir, "earlier", fails ? "old" : "new");
		cr_expect_eq(faccessat(dir, "fresh", F_OK, 0), -fails);
		cr_expect_eq(count_names(path), fails ? 1 : 3, "litter");
	}
	bdl_remove_tree(AT_FDCWD, path);
	close(dir);
}

Test(file, one_that_must_be_new_replaces_nothing)
{
	struct bdl_error err = {0};
	struct bdl_new_file f;
	char path[64];
	int dir = make_folder(path);

	for (int there = 0; there <= 1; there++) {
		cr_assert_eq(bdl_new_file_open(&f, dir, "name", 0644, &err), 0);
		cr_assert_eq(bdl_write_all(f.fd, there ? "again" : "first", 5), 0);
		cr_expect_eq(bdl_new_file_commit_new(&f, &err), -there, "%s", err.message);
		expect_text(dir, "name", "first");
		cr_expect_eq(count_names(path), 1, "litter");
	}
	cr_expect_str_eq(err.message, "is there already");
	bdl_remove_tree(AT_FDCWD, path);
	close(dir);
}

Test(file, links_are_not_followed_anywhere_on_the_way)
{
	char path[64];
	int dir = make_folder(path);
	struct bdl_error err = {0};

	cr_assert_eq(mkdirat(dir, "real", 0755), 0);
	put(dir, "real/a.txt", "a");
	cr_assert_eq(symlinkat("real", dir, "linked"), 0);
	cr_assert_eq(symlinkat("real/a.txt", dir, "link.txt"), 0);
	cr_assert_eq(mkfifoat(dir, "pipe", 0644), 0);

	int fd = bdl_open_regular(dir, "real/a.txt", &err);
	cr_expect_geq(fd, 0);
	bdl_close_quietly(fd);
	cr_expect_eq(bdl_open_regular(dir, "linked/a.txt", &err), -1);
	err = (struct bdl_error){0};
	cr_expect_eq(bdl_open_regular(dir, "link.txt", &err), -1);
	err = (struct bdl_error){0};
	cr_expect_eq(bdl_open_regular(dir, "pipe", &err), -1);
	cr_expect_str_eq(err.path, "pipe");
	cr_expect_str_eq(err.message, "is not a regular file");
	bdl_remove_tree(AT_FDCWD, path);
	close(dir);
}

static const struct {
	const char *name, *path;
	int safe;
} paths[] = {
	{"plain", "a/b.pdf", 1},
	{"climbs", "a/../../b", 0},
	{"absolute", "/etc/hosts", 0},
	{"empty part", "a//b", 0},
	{"dot", "./a", 0},
	{"empty", "", 0},
	{"dots in a name", "a/..b/c..", 1},
	{"ends in a slash", "a/", 0},
};

Test(path, only_paths_that_stay_inside_are_safe)
{
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		cr_expect_eq(bdl_path_is_safe(paths[i].path), paths[i].safe, "%s", paths[i].name);
}

Test(digest, agrees_with_the_standard)
{
	/* FIPS 180-4: "abc" */
	static const char expected[] =
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
	uint8_t d[BDL_SHA256_SIZE], back[BDL_SHA256_SIZE];
	char hex[BDL_SHA256_HEX];
	struct bdl_error err = {0};

	cr_assert_eq(bdl_digest_bytes("abc", 3, d, &err), 0);
	bdl_hex(d, hex);
	cr_expect_str_eq(hex, expected);
	cr_expect_eq(bdl_unhex(hex, back), 0);
	cr_expect_arr_eq(d, back, sizeof(d));
	cr_expect_eq(bdl_unhex("ba78", back), -1);
}

Test(arena, keeps_everything_until_the_end)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const char *kept[500];

	for (int i = 0; i < 500; i++) {
		kept[i] = bdl_arena_printf(&a, "string %d", i);
		cr_assert_not_null(bdl_arena_alloc(&a, (size_t)i * 331));
	}
	for (int i = 0; i < 500; i++) {
		char expected[32];

		snprintf(expected, sizeof(expected), "string %d", i);
		cr_assert_str_eq(kept[i], expected);
	}
	cr_expect_null(bdl_arena_alloc(&a, SIZE_MAX));
	bdl_arena_release(&a);
	cr_expect_null(a.newest);
}

Test(error, the_first_failure_wins)
{
	struct bdl_error err = {0};

	cr_expect_eq(bdl_fail(&err, BDL_EFORMAT, "a.pdf", "is %s", "broken"), -1);
	cr_expect_eq(bdl_fail(&err, BDL_EIO, "b.pdf", "later"), -1);
	cr_expect_str_eq(err.path, "a.pdf");
	cr_expect_str_eq(err.message, "is broken");
	cr_expect_eq(bdl_fail(NULL, BDL_EIO, NULL, "nobody listens"), -1);
}
