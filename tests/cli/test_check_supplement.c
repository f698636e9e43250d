/* bundle check around supplements: what was sent before is not missed, nor is it news. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <string.h>

static struct fixture f;

static void run(int status, const char *words, const char *command)
{
	struct run r;

	fixture_run(&f, &r, "%s", command);
	cr_expect_eq(r.status, status, "%s: status %d: %s%s", command, r.status, r.out, r.err);
	cr_expect(!words || strstr(r.out, words) || strstr(r.err, words),
		"%s: \"%s\" is not in %s%s", command, words, r.out, r.err);
	run_release(&r);
}

/* A bundle, and a supplement of one new letter to it. */
static void setup(void)
{
	fixture_init(&f);
	fixture_text(&f, "bundle.yaml",
		"title: Ms A and the Child Maintenance Service\nfor: Independent Case Examiner\n"
		"from: Mr R, for Ms A\nrepresentative: { name: Mr R }\nconsent: consent.txt\n"
		"reference: \"121212121212\"\nnational_insurance: AB 12 34 56 C\n"
		"applicant: { name: Ms A, address: \"1 High Street, Leeds\", phone: \"0113\" }\n"
		"events:\n  - { type: final-response, file: final.txt, date: 2023-03-03 }\n");
	fixture_text(&f, "consent.txt", "20 May 2023\nI authorise Mr R to act for me.\n");
	fixture_text(&f, "final.txt", "3 March 2023\nThis is our final response.\n");
	run(0, NULL, "$BUNDLE build $E -q --ocr off --name First --date 2023-05-22");
	fixture_text(&f, "new.txt", "One letter more.\n");
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(check_supplement, .init = setup, .fini = teardown, .timeout = 600);

#define BUILD                                                                                      \
	" --ocr off --name 'Ms A Supplement 2023-06-30' --date 2023-06-30 --supplement-to "        \
	"$E/bundle/First.tar.gz"
#define CHECK "$BUNDLE check $E --ocr off --date 2023-06-30"

Test(check_supplement, of_the_folder_is_one_too)
{
	run(0, "ready for the Independent Case Examiner", "$BUNDLE build $E" BUILD);
	run(0, "final response: final.txt, in First (document 1, page ", CHECK);
	/* without the first beside it the folder is the whole, and nothing in it is news */
	run(0, NULL, "mkdir kept && mv $E/bundle/First.* kept");
	run(0, "The newest bundle is a supplement to First",
		CHECK " | sed 's/the newest/The newest/'");
	run(0, "final response: final.txt, in First", CHECK " --supplement-to kept/First.tar.gz");
}

/* A folder may hold only what is new. */
Test(check_supplement, what_was_sent_need_not_lie_in_the_folder)
{
	run(0, NULL, "mkdir kept && mv $E/bundle/First.* kept && rm -r $E/bundle $E/final.txt");
	run(3, "if an earlier bundle holds it: --supplement-to ARCHIVE", CHECK);
	run(1, "final response: final.txt, in First (document 1, page ",
		CHECK " --supplement-to kept/First.tar.gz");
}
