/* Documents with the same words and other bytes are pointed out, and all are shown. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <string.h>

#define LETTER                                                                                     \
	"Dear Sir,\n10 February 2023\nI wrote to you in March about the arrears of my daughter's " \
	"maintenance and have had no answer. The standing order of 400.53 stopped in May. "        \
	"Please tell me who is dealing with it and when I may expect a reply. I need it in "       \
	"writing because the case goes to my MP next week.\n"

Test(near, is_in_the_table_and_nothing_is_left_out, .timeout = 300)
{
	struct fixture f;
	struct run r;

	fixture_init(&f);
	fixture_text(&f, "letter.txt", LETTER);
	fixture_text(&f, "letter, saved again.txt", "  " LETTER "\n\n");
	fixture_text(&f, "other.txt", "Called them on 6 March 2023 at 10. Nobody answered.");
	fixture_run(&f, &r,
		"$BUNDLE build $E --ocr off -o out --name N -q && tar xzf out/N.tar.gz && "
		"python3 -c 'import json; "
		"print([(x[\"shown\"], x.get(\"like\")) for x in "
		"json.load(open(\"N/bundle.json\"))[\"exhibits\"]])' && "
		"$BUNDLE list --json out/N.tar.gz | grep -c same-words");
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	cr_expect(strstr(r.out, "[(True, None), (True, [{'number': 1, 'how': 'same-words'}]), "
				"(True, None)]\n1\n"),
		"%s%s", r.out, r.err);
	run_release(&r);
	fixture_release(&f);
}
