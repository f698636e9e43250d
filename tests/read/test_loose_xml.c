/* Tags and values of what is nearly XML. */
#include "read/loose_xml.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void value(const char *text, struct bdl_buffer *out)
{
	bdl_buffer_clear(out);
	bdl_loose_value(text, strlen(text), out);
}

Test(loose_xml, entities_become_what_they_stand_for)
{
	static const struct {
		const char *text, *is;
	} cases[] = {
		{"a &amp; b &lt;&gt; &quot;&apos;", "a & b <> \"'"},
		{"&#163;5 &#x20AC;", "\xC2\xA3"
				     "5 \xE2\x82\xAC"},
		{"&#55357;&#56832; ok", "\xF0\x9F\x98\x80 ok"},
		{"&#xD83D;&#xDE00;", "\xF0\x9F\x98\x80"},
		{"\xED\xA0\xBD\xED\xB8\x80", "\xF0\x9F\x98\x80"},
		{"&#55357; alone", "[character U+D83D] alone"},
		{"&#56832;&#55357;", "[character U+DE00][character U+D83D]"},
		{"&#0;", "[character U+0000]"},
		{"&#99999999;", "[no character]"},
		{"fish & chips &unknown; &#x; &#12", "fish & chips &unknown; &#x; &#12"},
		{"", ""},
	};
	struct bdl_buffer out = BDL_BUFFER_INIT;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		value(cases[i].text, &out);
		cr_expect_str_eq(bdl_buffer_string(&out), cases[i].is, "%s", cases[i].text);
	}
	bdl_buffer_release(&out);
}

Test(loose_xml, tags_come_one_after_the_other)
{
	static const char text[] = "<?xml version='1.0'?><!-- <no a=\"1\"> --><a x = 'say \"<b>\"' "
				   "y=\"2\"><b z=\"\"/></a>";
	struct bdl_loose_tag t;
	size_t at = 0;

	cr_assert(bdl_loose_tag(text, strlen(text), &at, &t));
	cr_expect(bdl_loose_is(&t, "a") && t.count == 2 && !t.empty && !t.closing && !t.broken);
	cr_expect_eq(bdl_loose_find(&t, "X")->value_length, strlen("say \"<b>\""));
	cr_assert(bdl_loose_tag(text, strlen(text), &at, &t));
	cr_expect(bdl_loose_is(&t, "b") && t.empty && t.count == 1);
	cr_assert(bdl_loose_tag(text, strlen(text), &at, &t));
	cr_expect(bdl_loose_is(&t, "a") && t.closing);
	cr_expect_not(bdl_loose_tag(text, strlen(text), &at, &t));
}

Test(loose_xml, what_breaks_off_is_told)
{
	static const char text[] = "<a x=\"1\" <b y=\"never closed";
	struct bdl_loose_tag t;
	size_t at = 0;

	cr_assert(bdl_loose_tag(text, strlen(text), &at, &t));
	cr_expect(t.broken && t.count == 1 && !t.attributes[0].open);
	cr_assert(bdl_loose_tag(text, strlen(text), &at, &t));
	cr_expect(t.broken && t.count == 1 && t.attributes[0].open);
	cr_expect_not(bdl_loose_tag(text, strlen(text), &at, &t));
}

Test(loose_xml, every_beginning_of_a_file_ends)
{
	static const char text[] =
		"<a b='1'><!-- c --><d e=\"&#55357;&#56832;\" f/><![CDATA[<x>]]></a>";
	struct bdl_buffer out = BDL_BUFFER_INIT;
	struct bdl_loose_tag t;

	for (size_t length = 0; length <= strlen(text); length++) {
		char *copy = malloc(length ? length : 1);
		size_t at = 0, tags = 0;

		memcpy(copy, text, length);
		while (bdl_loose_tag(copy, length, &at, &t)) {
			tags++;
			for (size_t i = 0; i < t.count; i++)
				bdl_loose_value(
					t.attributes[i].value, t.attributes[i].value_length, &out);
		}
		cr_expect(tags <= 3);
		free(copy);
	}
	bdl_buffer_release(&out);
}
