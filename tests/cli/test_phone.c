/* Phones, from the folder to the table: what an exhibit covers, and an event for each call and
 * message. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static size_t count(const char *text, const char *words)
{
	size_t n = 0;

	for (; (text = strstr(text, words)); text += strlen(words))
		n++;
	return n;
}

Test(phone, an_exhibit_covers_the_time_from_its_first_call_to_its_last, .timeout = 300)
{
	struct fixture f;
	struct run r;

	fixture_init(&f);
	fixture_text(&f, "calls.xml",
		"<calls count=\"3\">"
		"<call number=\"08001712345\" duration=\"60\" date=\"1676628120000\" type=\"2\"/>"
		"<call number=\"08001712345\" duration=\"0\" date=\"1673863380000\" type=\"2\"/>"
		"<call number=\"08001712345\" duration=\"0\" date=\"1688212800000\" type=\"3\"/>"
		"</calls>");
	fixture_text(
		&f, "chat.txt", "20/06/2021, 14:30 - Ann: one\n21/06/2021, 14:30 - Bob: two\n");
	fixture_run(&f, &r, "$BUNDLE build $E --output out --work work --name T --json");
	cr_expect_eq(r.status, 0, "%s", r.err);
	cr_expect_eq(count(r.out, "\"type\": \"call\""), 3, "%s", r.out);
	cr_expect_eq(count(r.out, "\"type\": \"message\""), 2, "%s", r.out);
	cr_expect(strstr(r.out, "\"iso\": \"2023-01-16\""), "%s", r.out);
	cr_expect(strstr(r.out, "\"until\": \"2023-07-01\""), "%s", r.out);
	cr_expect(strstr(r.out, "\"until\": \"2021-06-21\""), "%s", r.out);
	cr_expect(strstr(r.out, "Call log: 3 calls with 08001712345"), "%s", r.out);
	run_release(&r);
	fixture_release(&f);
}
