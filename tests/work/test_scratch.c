/* Scratch is emptied whatever a hostile job left in it. */
#include "door.h"

#include "work/scratch.h"
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Test(scratch, empties_what_cannot_be_walked)
{
	struct fixture f;
	struct stat st;
	int top, at;

	fixture_init(&f);
	top = at = open(f.evidence, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	for (int i = 0; i < 4000; i++) {
		int next;

		cr_assert_eq(mkdirat(at, "d", 0700), 0);
		cr_assert_eq(symlinkat("/", at, "root"), 0);
		next = openat(at, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (at != top)
			close(at);
		at = next;
	}
	close(at);
	close(top);
	cr_expect_eq(bdl_scratch_empty(f.evidence), 0);
	cr_expect_eq(count_entries(f.evidence), 0);
	cr_expect_eq(stat("/usr", &st), 0, "no link was followed");
	fixture_release(&f);
}

Test(scratch, empties_names_that_stand_in_the_way)
{
	static const char *const files[] = {"lifted-0", "lifted-1/x", "lifted-2/lifted-3/lifted-4",
		"a/b/c/d", "a/b/e", "line\nfeed", "-rf"};
	struct fixture f;
	char path[300];

	fixture_init(&f);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		fixture_text(&f, files[i], "x");
	snprintf(path, sizeof(path), "%s/a/b", f.evidence);
	cr_assert_eq(chmod(path, 0), 0);
	snprintf(path, sizeof(path), "%s/a", f.evidence);
	cr_assert_eq(chmod(path, 0), 0);
	cr_expect_eq(bdl_scratch_empty(f.evidence), 0);
	cr_expect_eq(count_entries(f.evidence), 0);
	bdl_scratch_remove(f.evidence);
	cr_expect_eq(access(f.evidence, F_OK), -1);
	bdl_scratch_remove(f.evidence);
	fixture_release(&f);
}
