/*
 * The archives that broke other programs, each in one archive with a bag: the bag comes out whole,
 * nothing else does, and none takes ten seconds. As originals of a bag they are what every original
 * is, bytes.
 */
#include "base/file.h"
#include "extract_files.h"
#include "support/fixture.h"
#include "verify/stream.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 10, FILES_OF_THE_BAG = 4 };

/* How a job ended that a child did: 0 intact, 1 not. */
enum { INTACT, BROKEN, UNREADABLE = 3, REPORT_ODD, LISTING_ODD, BAG_NOT_WHOLE, NOT_RECEIVED };

static pid_t stream(int bag, int out, int other)
{
	pid_t child = fork();

	if (child == 0) {
		close(other);
		_exit(bdl_stream_bag(bag, out, NULL) < 0);
	}
	close(out);
	return child;
}

/* All that was listed, into a new folder. */
static int receive(int bag, struct bdl_listing *l, int parent)
{
	struct bdl_new_folder folder;
	struct bdl_receiving r = {.archive = "", .listing = l, .folder = &folder};
	int ends[2], rc;
	pid_t child;

	if (pipe(ends) < 0 || bdl_new_folder_open(&folder, parent, "out", NULL) < 0)
		return -1;
	child = stream(bag, ends[1], ends[0]);
	r.stream = ends[0];
	rc = bdl_receive_files(&r, NULL);
	close(ends[0]);
	waitpid(child, NULL, 0);
	bdl_new_folder_abort(&folder);
	return rc;
}

static int judge(const char *path, int parent)
{
	struct bdl_buffer json = BDL_BUFFER_INIT, text = BDL_BUFFER_INIT;
	struct bdl_listing l;
	struct bdl_report r;
	size_t sealed = 0;
	int fd = open(path, O_RDONLY);

	if (fd < 0 || bdl_verify_members(fd, &json, &text, NULL) < 0)
		return UNREADABLE;
	if (bdl_report_from_json(&r, bdl_buffer_string(&json), json.length, NULL) < 0)
		return REPORT_ODD;
	if (bdl_listing_parse(&l, &text, NULL) < 0)
		return LISTING_ODD;
	for (size_t i = 0; i < l.count; i++) {
		bool own = strncmp(l.rows[i].path, "data/", 5) != 0;

		/* what a bag may have besides, and what is never written of one that is not intact
		 */
		l.rows[i].wanted = l.rows[i].kind == BDL_LISTED_SEALED ||
				   (own && strstr("bagit.txt manifest-sha256.txt", l.rows[i].path));
		sealed += l.rows[i].wanted;
		if (!own && l.rows[i].kind != BDL_LISTED_SEALED)
			return LISTING_ODD;
	}
	if (sealed < FILES_OF_THE_BAG)
		return BAG_NOT_WHOLE;
	if (receive(fd, &l, parent) < 0)
		return NOT_RECEIVED;
	return r.intact ? INTACT : BROKEN;
}

/* In a process of its own; 128 + the signal that ended it. */
static int try(const char *path, int parent)
{
	const struct rlimit limit = {SECONDS, SECONDS};
	int status;
	pid_t child = fork();

	cr_assert_geq(child, 0);
	if (child == 0) {
		setrlimit(RLIMIT_CPU, &limit);
		alarm(20 * SECONDS); /* of a machine that has other things to do */
		_exit(judge(path, parent));
	}
	while (waitpid(child, &status, 0) < 0)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Test(wrapped, a_bag_comes_out_whole_of_whatever_hostile_company, .timeout = 1800)
{
	struct fixture f;
	struct run r;
	struct dirent *e;
	char path[600];
	size_t count = 0, intact = 0;
	DIR *d;
	int parent;

	SKIP_WITHOUT_CORPUS();
	fixture_init(&f);
	fixture_run(&f, &r,
		"python3 %s/tests/support/hostile_archives.py %s && find . | sort >before",
		getenv("BUNDLE_SOURCE"), corpus_folder());
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
	parent = open(f.root, O_RDONLY | O_DIRECTORY);
	snprintf(path, sizeof(path), "%s/wrapped", f.root);
	d = opendir(path);
	cr_assert_not_null(d);
	while ((e = readdir(d))) {
		int how;

		snprintf(path, sizeof(path), "%s/wrapped/%s", f.root, e->d_name);
		if (e->d_name[0] == '.')
			continue;
		how = try(path, parent);
		cr_expect(how == INTACT || how == BROKEN, "%s: %d", e->d_name, how);
		intact += how == INTACT;
		count++;
	}
	closedir(d);
	cr_expect_gt(count, 200);
	/* such as hold nothing but folders, or nothing */
	cr_expect_lt(intact, count / 4, "%zu of %zu are intact", intact, count);
	snprintf(path, sizeof(path), "%s/payload", f.root);
	cr_expect_eq(try(path, parent), INTACT, "all of them as originals");
	close(parent);
	fixture_run(&f, &r, "find . | sort | grep -v after | diff - before | grep -v before");
	cr_expect_str_eq(r.out, "", "written where it should not be: %s", r.out);
	run_release(&r);
	fixture_release(&f);
}
