/* The PDFs of an archive are copied out, and nothing else; what is no archive gives none. */
#include "support/fixture.h"
#include "verify/verify.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct fixture f;

static void setup(void)
{
	fixture_init(&f);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(take, .init = setup, .fini = teardown, .timeout = 60);

struct taken {
	struct bdl_buffer list;
	char bytes[1000];
};

/* Packs ROOT/T by the command, and takes the PDFs out of what it made. */
static void take(struct taken *t, const char *command)
{
	char from[200], to[200];
	struct run r;
	struct bdl_error err = {0};
	int in, out;

	*t = (struct taken){.bytes = ""};
	fixture_run(&f, &r, "%s", command);
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
	snprintf(from, sizeof(from), "%s/x.tar.gz", f.root);
	snprintf(to, sizeof(to), "%s/out", f.root);
	in = open(from, O_RDONLY | O_CLOEXEC);
	out = open(to, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	cr_assert(in >= 0 && out >= 0);
	cr_assert_eq(bdl_take_pdfs(in, out, &t->list, &err), 0, "%s", err.message);
	cr_assert(pread(out, t->bytes, sizeof(t->bytes) - 1, 0) >= 0);
	close(in);
	close(out);
}

static void expect(const char *command, const char *list, const char *bytes)
{
	struct taken t;

	take(&t, command);
	cr_expect_str_eq(bdl_buffer_string(&t.list), list);
	cr_expect_str_eq(t.bytes, bytes);
	bdl_buffer_release(&t.list);
}

#define MAKE                                                                                       \
	"mkdir -p T/data && printf one >T/bundle.pdf && printf three >T/bundle-2.pdf && printf "   \
	"no >T/index.csv && "                                                                      \
	"printf original >T/data/letter.pdf && "

Test(take, the_pdfs_in_front_of_the_originals)
{
	expect(MAKE "tar czf x.tar.gz T/index.csv T/bundle.pdf T/bundle-2.pdf T/data/letter.pdf",
		"3 bundle.pdf\n5 bundle-2.pdf\n", "onethree");
}

Test(take, nothing_behind_the_first_original)
{
	expect(MAKE "tar czf x.tar.gz T/bundle.pdf T/data/letter.pdf T/bundle-2.pdf",
		"3 bundle.pdf\n", "one");
}

Test(take, a_name_that_comes_twice_once)
{
	expect(MAKE "tar cf x.tar T/bundle.pdf && printf other >T/bundle.pdf && tar rf x.tar "
		    "T/bundle.pdf && gzip x.tar",
		"3 bundle.pdf\n", "one");
}

Test(take, no_strange_names)
{
	expect(MAKE "cp T/bundle.pdf 'T/a b.pdf' && cp T/bundle.pdf \"T/$(printf 'a\\nb').pdf\" && "
		    "mkdir T/x && "
		    "cp T/bundle.pdf T/x/y.pdf && tar czf x.tar.gz T/a* T/x T/bundle.pdf",
		"3 bundle.pdf\n", "one");
}

Test(take, no_links)
{
	expect(MAKE "rm T/bundle.pdf && ln -s /etc/passwd T/bundle.pdf && tar czf x.tar.gz "
		    "T/bundle.pdf T/bundle-2.pdf",
		"5 bundle-2.pdf\n", "three");
}

Test(take, an_empty_pdf_is_one)
{
	expect(MAKE ": >T/bundle.pdf && tar czf x.tar.gz T/bundle.pdf", "0 bundle.pdf\n", "");
}

Test(take, nothing_out_of_what_is_no_archive)
{
	expect("printf 'This is no archive.' >x.tar.gz", "", "");
	expect(": >x.tar.gz", "", "");
}

Test(take, what_is_cut_short_as_far_as_it_goes)
{
	struct taken t;

	take(&t, MAKE "tar cf x.tar T/bundle.pdf T/bundle-2.pdf && head -c 1700 x.tar >x.tar.gz");
	cr_expect(strstr(bdl_buffer_string(&t.list), "3 bundle.pdf\n"), "%s",
		bdl_buffer_string(&t.list));
	bdl_buffer_release(&t.list);
}
