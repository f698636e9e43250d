/* What is sealed comes out of a bag as it lies in it, in whatever form the bag is: its hash is the
 * seal. */
#include "support/fixture.h"
#include "verify/verify.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct fixture f;

static void start(void)
{
	struct run r;

	fixture_init(&f);
	fixture_run(&f, &r, "sh $BUNDLE_SOURCE/tests/support/bag.sh T 'Dear Sir'");
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
}

static void stop(void)
{
	fixture_release(&f);
}

TestSuite(sealed, .init = start, .fini = stop, .timeout = 60);

/* Each makes x of the folder T. */
static const struct {
	const char *name, *command;
} forms[] = {
	{"a tar.gz", "cp T.tar.gz x"},
	{"a tar", "tar cf x T"},
	{"the other way round",
		"tar czf x T/data T/tagmanifest-sha256.txt T/manifest-sha256.txt T/bagit.txt"},
	{"a ZIP", "python3 -m zipfile -c x T"},
	{"a folder", "mv T x; cp -r x T"},
	{"tag files in another encoding", "sed -i s/UTF-8/ISO-8859-1/ T/bagit.txt; tar czf x T"},
	{"of two hashes",
		"(cd T; md5sum bagit.txt manifest-sha256.txt >tagmanifest-md5.txt); tar czf x T"},
};

static void look(struct bdl_report *r, struct bdl_buffer *sealed)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	char path[128];
	int fd;

	snprintf(path, sizeof(path), "%s/x", f.root);
	fd = open(path, O_RDONLY);
	cr_assert_geq(fd, 0);
	cr_assert_eq(bdl_verify_sealed(fd, &json, NULL, sealed, &err), 0, "%s", err.message);
	cr_assert_eq(bdl_report_from_json(r, bdl_buffer_string(&json), json.length, &err), 0);
	close(fd);
	bdl_buffer_release(&json);
}

Test(sealed, its_hash_is_the_seal_in_every_form)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct bdl_buffer sealed = BDL_BUFFER_INIT;
		uint8_t digest[BDL_SHA256_SIZE];
		struct bdl_report report;
		struct run r;
		char *there;

		fixture_run(&f, &r, "rm -rf x; { %s; }", forms[i].command);
		run_release(&r);
		look(&report, &sealed);
		there = fixture_read(&f, "T/tagmanifest-sha256.txt", NULL);
		cr_expect_str_eq(bdl_buffer_string(&sealed), there, "%s", forms[i].name);
		cr_assert_eq(bdl_digest_bytes(sealed.data, sealed.length, digest, NULL), 0);
		cr_expect(report.has_seal && memcmp(digest, report.seal, sizeof(digest)) == 0, "%s",
			forms[i].name);
		free(there);
		bdl_report_release(&report);
		bdl_buffer_release(&sealed);
	}
}

Test(sealed, where_there_is_no_seal_nothing_is)
{
	struct bdl_buffer sealed = BDL_BUFFER_INIT;
	struct bdl_report report;
	struct run r;

	fixture_run(&f, &r, "rm T/tagmanifest-sha256.txt; tar czf x T");
	run_release(&r);
	look(&report, &sealed);
	cr_expect_not(report.has_seal);
	cr_expect_eq(sealed.length, 0);
	bdl_report_release(&report);
	bdl_buffer_release(&sealed);
}
