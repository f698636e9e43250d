#define _GNU_SOURCE /* nftw() */
/* The whole checker over files of strangers: every file gets 47 verdicts, and none takes it down.
 */
#include "looking.h"

#include "support/fixture.h"
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>

static unsigned files, opened;

static int check_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
	const struct bdl_check_scope scope = {.recipient = "court"};
	struct bdl_error err = {0};
	struct looking l;
	int fd;

	(void)st;
	if (type != FTW_F)
		return 0;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	cr_assert_geq(fd, 0);
	cr_expect_eq(bdl_seen_look(&l.seen, fd, path + where->base, &err), 0, "%s: %s", path,
		err.message);
	cr_expect_eq(bdl_check(&l.seen, &scope, &l.verdicts, &err), 0, "%s: %s", path, err.message);
	cr_expect_eq(l.verdicts.count, 47, "%s", path);
	for (size_t i = 0; i < l.verdicts.count; i++) {
		const struct bdl_rule_found *r = &l.verdicts.rules[i];

		cr_expect(r->text && *r->text, "%s: %s says nothing", path, r->id);
		if (l.seen.unreadable)
			cr_expect((r->verdict == BDL_FAIL) == (i == 0) || strcmp(r->id, "R30") == 0,
				"%s: %s: %s", path, r->id, r->text);
		for (size_t k = 0; k < r->page_count; k++)
			cr_expect(r->pages[k] >= 1 && r->pages[k] <= l.seen.page_count &&
					  (!k || r->pages[k] > r->pages[k - 1]),
				"%s: %s names page %u", path, r->id, r->pages[k]);
	}
	files++;
	opened += !l.seen.unreadable;
	looking_close(&l);
	close(fd);
	return 0;
}

static void check_folder(const char *name)
{
	char path[4096];

	files = opened = 0;
	snprintf(path, sizeof(path), "%s/%s", corpus_folder(), name);
	nftw(path, check_one, 16, FTW_PHYS);
	cr_log_info("%s: %u of %u files could be opened", name, opened, files);
}

Test(check_corpus, bad_files)
{
	SKIP_WITHOUT_CORPUS();
	check_folder("pdf-bad");
	cr_expect(files > 50, "%u files", files);
}

Test(check_corpus, good_files)
{
	SKIP_WITHOUT_CORPUS();
	check_folder("pdf-good");
	cr_expect(files > 50 && opened * 10 > files * 9, "%u of %u", opened, files);
}
