/* What others make of several PDFs, and what it lacks: the checker knows nothing of who made a
 * file. */
#include "looking.h"

#include "support/fixture.h"
#include <fcntl.h>
#include <stdio.h>

/* Looks at ROOT/out.pdf, made by the command from three letters of two pages each. */
static void open_made_by(struct looking *l, const char *command)
{
	const struct bdl_check_scope scope = {.recipient = NULL};
	struct bdl_error err = {0};
	struct fixture f;
	struct run r;
	char path[256];
	int fd;

	fixture_init(&f);
	fixture_pdf(&f, "a.pdf", "A letter", 2, 0);
	fixture_pdf(&f, "b.pdf", "A reply", 2, 0);
	fixture_pdf(&f, "c.pdf", "A decision", 2, 180);
	fixture_run(&f, &r, "cd evidence && %s", command);
	cr_assert(r.status == 0 || r.status == 3, "%s: %d: %s", command, r.status, r.err);
	run_release(&r);
	snprintf(path, sizeof(path), "%s/out.pdf", f.evidence);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	cr_assert_geq(fd, 0, "%s made nothing", command);
	cr_assert_eq(bdl_seen_look(&l->seen, fd, "out.pdf", &err), 0, "%s", err.message);
	cr_assert_eq(bdl_check(&l->seen, &scope, &l->verdicts, &err), 0, "%s", err.message);
	close(fd);
	fixture_release(&f);
}

/* Whoever only joins files leaves out what makes a bundle of them. */
static void expect_lacks(const char *command, enum bdl_verdict frame)
{
	struct looking l;

	open_made_by(&l, command);
	cr_expect_eq(l.seen.page_count, 6);
	cr_expect_eq(
		found_of(&l, "R1")->verdict, frame, "%s: %s", command, found_of(&l, "R1")->text);
	cr_expect_eq(
		found_of(&l, "R2")->verdict, BDL_FAIL, "%s: %s", command, found_of(&l, "R2")->text);
	cr_expect_eq(
		found_of(&l, "R8")->verdict, BDL_FAIL, "%s: %s", command, found_of(&l, "R8")->text);
	cr_expect_eq(found_of(&l, "R14")->verdict, BDL_FAIL, "%s: %s", command,
		found_of(&l, "R14")->text);
	cr_expect_eq(found_of(&l, "R16")->verdict, BDL_WARN, "%s: %s", command,
		found_of(&l, "R16")->text);
	cr_expect_eq(found_of(&l, "R17")->verdict, BDL_WARN, "%s: %s", command,
		found_of(&l, "R17")->text);
	cr_expect_eq(found_of(&l, "R19")->verdict, BDL_FAIL, "%s: %s", command,
		found_of(&l, "R19")->text);
	cr_expect_eq(found_of(&l, "R24")->verdict, BDL_WARN, "%s: %s", command,
		found_of(&l, "R24")->text);
	looking_close(&l);
}

Test(peers, qpdf)
{
	expect_lacks("qpdf --empty --pages a.pdf b.pdf c.pdf -- out.pdf", BDL_PASS);
}

Test(peers, pdfunite)
{
	/* its trailer says another number of objects than there are */
	expect_lacks("pdfunite a.pdf b.pdf c.pdf out.pdf", BDL_FAIL);
}

Test(peers, mutool)
{
	if (access("/usr/bin/mutool", X_OK) < 0)
		cr_skip_test("no mutool here");
	expect_lacks("mutool merge -o out.pdf a.pdf b.pdf c.pdf", BDL_PASS);
}

Test(peers, a_password_and_a_lost_end)
{
	struct looking l;

	open_made_by(&l, "qpdf --encrypt '' owner 256 -- a.pdf out.pdf");
	cr_expect(strstr(found_of(&l, "R1")->text, "encrypted"), "%s", found_of(&l, "R1")->text);
	looking_close(&l);
	open_made_by(&l, "qpdf --encrypt user owner 256 -- a.pdf out.pdf");
	cr_expect(strstr(found_of(&l, "R1")->text, "password"), "%s", found_of(&l, "R1")->text);
	looking_close(&l);
	open_made_by(&l, "head -c 700 a.pdf >out.pdf");
	cr_expect_eq(found_of(&l, "R1")->verdict, BDL_FAIL);
	looking_close(&l);
}
