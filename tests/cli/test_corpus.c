/* Real files that nobody here wrote: every one is accounted for, every readable PDF has its pages.
 */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct fixture f;

static void setup(void)
{
	fixture_init(&f);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(corpus, .init = setup, .fini = teardown, .timeout = 900);

/* Builds corpus/KIND, without OCR, whose words none of this needs, and holds pages, numbers, links
 * and the account against the table and PDF_FACTS.tsv. */
static void build_kind(const char *kind, const char *option)
{
	struct run r;

	fixture_run(&f, &r,
		"$BUNDLE build %s/%s --output out --work work --name T --ocr off --json "
		">table.json",
		corpus_folder(), kind);
	cr_assert(r.status == 0 || r.status == 1, "status %d: %s", r.status, r.err);
	run_release(&r);
	fixture_run(&f, &r, "python3 %s/tests/support/check_bundle.py out/T.pdf table.json %s",
		getenv("BUNDLE_SOURCE"), option);
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
	fixture_run(&f, &r, "python3 %s/tests/support/check_corpus.py %s %s table.json",
		getenv("BUNDLE_SOURCE"), corpus_folder(), kind);
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
	fixture_run(&f, &r, "$BUNDLE verify out/T.tar.gz");
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
}

Test(corpus, good_pdfs_have_all_their_pages)
{
	SKIP_WITHOUT_CORPUS();
	build_kind("pdf-good", "");
}

Test(corpus, bad_pdfs_are_all_accounted_for)
{
	SKIP_WITHOUT_CORPUS();
	build_kind("pdf-bad", "--damaged");
}

Test(corpus, pictures_are_all_accounted_for)
{
	SKIP_WITHOUT_CORPUS();
	build_kind("images", "");
}

Test(corpus, hostile_names_go_through_walk_manifest_pdf_tar_and_back)
{
	struct run r;

	SKIP_WITHOUT_CORPUS();
	fixture_run(&f, &r,
		"python3 - %s/names <<'P'\n"
		"import glob,os,sys\n"
		"names=open(glob.glob(sys.argv[1]+'/**/"
		"blns-filenames.nul',recursive=True)[0],'rb').read().split(b'\\0')\n"
		"os.chdir(os.environ['E'].encode())\n"
		"for i,name in enumerate(names):\n"
		"    if name and name not in (b'.',b'..') and b'/' not in name and len(name)<256:\n"
		"        open(name,'wb').write(b'file %%d' %% i)\n"
		"print(len(os.listdir(b'.')))\n"
		"P\n",
		corpus_folder());
	cr_assert_eq(r.status, 0, "%s", r.err);
	long made = strtol(r.out, NULL, 10);
	cr_assert_gt(made, 100);
	run_release(&r);
	fixture_run(&f, &r,
		"$BUNDLE build $E --output out --name T --ocr off --json >table.json; "
		"python3 %s/tests/support/check_bundle.py out/T.pdf table.json && "
		"cd out && tar xzf T.tar.gz && cd T && sha256sum -c --quiet manifest-sha256.txt && "
		"sha256sum -c --quiet tagmanifest-sha256.txt && find data -type f -print0 | tr -dc "
		"'\\0' | wc -c && "
		"$BUNDLE verify ../T.tar.gz >/dev/null",
		getenv("BUNDLE_SOURCE"));
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	char *last = strrchr(r.out, '\n');
	if (last) {
		*last = '\0';
		last = strrchr(r.out, '\n');
		cr_expect_eq(strtol(last ? last + 1 : r.out, NULL, 10), made);
	}
	run_release(&r);
}
