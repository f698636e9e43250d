/* A folder becomes rows: everything is listed, no link is followed, exact copies are found. */
#include "gather/gather.h"

#include "base/file.h"
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];
static int dir;
static struct bdl_bundle b;
static struct bdl_error err;

static void put(const char *name, const char *text)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	cr_assert_geq(fd, 0, "%s", name);
	cr_assert_eq(bdl_write_all(fd, text, strlen(text)), 0);
	close(fd);
}

static void setup(void)
{
	strcpy(folder, "/tmp/bundle-test-XXXXXX");
	cr_assert_not_null(mkdtemp(folder));
	dir = open(folder, O_RDONLY | O_DIRECTORY);
	bdl_bundle_init(&b);
}

static void teardown(void)
{
	bdl_bundle_release(&b);
	close(dir);
	bdl_remove_tree(AT_FDCWD, folder);
}

TestSuite(gather, .init = setup, .fini = teardown);

Test(gather, rows_stand_in_byte_order_whatever_the_folder_s)
{
	put("b.txt", "b");
	put("B.txt", "B");
	put("a 10.txt", "x");
	put("a 2.txt", "y");
	cr_assert_eq(mkdirat(dir, "a", 0755), 0);
	put("a/z.txt", "z");
	cr_assert_eq(bdl_scan(&b, dir, NULL, &err), 0, "%s: %s", err.path, err.message);
	cr_assert_eq(b.exhibit_count, 5);
	cr_expect_str_eq(b.exhibits[0].path, "B.txt");
	cr_expect_str_eq(b.exhibits[1].path, "a 10.txt");
	cr_expect_str_eq(b.exhibits[2].path, "a 2.txt");
	cr_expect_str_eq(b.exhibits[3].path, "a/z.txt");
	cr_expect_str_eq(b.exhibits[4].path, "b.txt");
}

Test(gather, what_is_no_file_is_listed_with_the_reason)
{
	put("a.txt", "a");
	cr_assert_eq(symlinkat("/etc", dir, "elsewhere"), 0);
	cr_assert_eq(symlinkat("a.txt", dir, "again.txt"), 0);
	cr_assert_eq(mkfifoat(dir, "pipe", 0644), 0);
	put("bundle.yaml", "title: x\n");
	put(".DS_Store", "x");
	cr_assert_eq(bdl_scan(&b, dir, NULL, &err), 0, "%s: %s", err.path, err.message);
	cr_expect_eq(b.exhibit_count, 1);
	cr_assert_eq(b.excluded_count, 5);
	for (size_t i = 0; i < b.excluded_count; i++)
		cr_expect_gt(strlen(b.excluded[i].reason), 5, "%s", b.excluded[i].path);
	cr_expect_eq(bdl_bundle_account(&b).files, 6);
}

Test(gather, our_own_folders_are_known_by_their_marker_not_by_their_name)
{
	cr_assert_eq(mkdirat(dir, "bundle", 0755), 0);
	put("bundle/letter.txt", "evidence that someone keeps in a folder called bundle");
	cr_assert_eq(mkdirat(dir, "bundle-2", 0755), 0);
	put("bundle-2/" BDL_MARKER, "");
	put("bundle-2/old.pdf", "not evidence");
	put("bundle-2/old.tar.gz", "not evidence");
	put("bundle-2/evidence.jpg", "put there by a slip");
	put("bundle-2/lone.pdf", "put there by a slip");
	cr_assert_eq(mkdirat(dir, "sub", 0755), 0);
	put("sub/" BDL_MARKER, "");
	put("sub/hidden.txt", "a marker where we never put one");
	cr_assert_eq(mkdirat(dir, "out", 0755), 0);
	put("out/x.pdf", "named by the caller");
	put("out/x.tar.gz", "named by the caller");

	char skipped[80];
	snprintf(skipped, sizeof(skipped), "%s/out", folder);
	const char *skip[] = {skipped, NULL};
	cr_assert_eq(bdl_scan(&b, dir, skip, &err), 0, "%s: %s", err.path, err.message);
	cr_assert_eq(b.exhibit_count, 1);
	cr_expect_str_eq(b.exhibits[0].path, "bundle/letter.txt");
	cr_assert_eq(b.excluded_count, 3);
	cr_expect_str_eq(b.excluded[0].path, "bundle-2/evidence.jpg");
	cr_expect_str_eq(b.excluded[1].path, "bundle-2/lone.pdf");
	cr_expect_str_eq(b.excluded[2].path, "sub");
}

Test(gather, a_name_of_strange_bytes_is_kept_and_made_readable)
{
	put("caf\xE9\n.txt", "x");
	cr_assert_eq(bdl_scan(&b, dir, NULL, &err), 0);
	cr_assert_eq(b.exhibit_count, 1);
	cr_expect_str_eq(b.exhibits[0].path, "caf\xE9\n.txt");
	cr_expect_str_eq(b.exhibits[0].name, "caf\\xE9\\x0A.txt");
}

Test(gather, exact_copies_are_found_by_content_and_the_first_path_is_shown)
{
	put("c.txt", "same");
	put("a.txt", "same");
	put("b.txt", "other");
	put("empty1", "");
	put("empty2", "");
	cr_assert_eq(bdl_scan(&b, dir, NULL, &err), 0);
	cr_assert_eq(bdl_intake(&b, dir, NULL, NULL, &err), 0, "%s: %s", err.path, err.message);
	cr_expect_eq(b.exhibits[0].duplicate_of, BDL_NONE);
	cr_expect_eq(b.exhibits[2].duplicate_of, 0);
	cr_expect_eq(b.exhibits[3].duplicate_of, BDL_NONE);
	cr_expect_eq(b.exhibits[4].duplicate_of, BDL_NONE,
		"two empty files are not copies of one document");
	cr_expect_eq(b.exhibits[0].size, 4);
}

Test(gather, a_name_given_to_a_copy_is_not_the_one_shown)
{
	put("Copy of x.txt", "same");
	put("Downloads letter (1).txt", "same");
	put("letter.txt", "same");
	put("letter copy.txt", "same");
	cr_assert_eq(bdl_scan(&b, dir, NULL, &err), 0);
	cr_assert_eq(bdl_intake(&b, dir, NULL, NULL, &err), 0);
	for (size_t i = 0; i < b.exhibit_count; i++)
		cr_expect_eq(b.exhibits[i].duplicate_of,
			strcmp(b.exhibits[i].path, "letter.txt") ? 3 : BDL_NONE, "%s",
			b.exhibits[i].path);
}

static bool stop_at_once(void *data, size_t done, size_t total, const char *name)
{
	(void)data, (void)done, (void)total, (void)name;
	return false;
}

Test(gather, intake_stops_when_asked)
{
	put("a.txt", "a");
	cr_assert_eq(bdl_scan(&b, dir, NULL, &err), 0);
	cr_expect_eq(bdl_intake(&b, dir, stop_at_once, NULL, &err), -1);
	cr_expect_eq(err.code, BDL_ESTOPPED);
}

static bool change_the_file(void *data, size_t done, size_t total, const char *name)
{
	(void)data, (void)done, (void)total, (void)name;
	unlinkat(dir, "a.txt", 0);
	return true;
}

Test(gather, a_file_that_vanishes_is_an_error_with_a_name)
{
	put("a.txt", "a");
	cr_assert_eq(bdl_scan(&b, dir, NULL, &err), 0);
	cr_expect_eq(bdl_intake(&b, dir, change_the_file, NULL, &err), -1);
	cr_expect_str_eq(err.path, "a.txt");
}
