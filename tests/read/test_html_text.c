/* Pages of HTML as lines of text. */
#include "read/html_text.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *name_picture(void *context, const char *src)
{
	(void)context;
	return strcmp(src, "cid:1") == 0 ? "house.png" : NULL;
}

static const struct bdl_html_options options = {.picture = name_picture};

static const struct {
	const char *html, *text;
} pages[] = {
	{"", ""},
	{"plain", "plain"},
	{"<p>One\n two.</p><p>Three</p>", "One two.\n\nThree"},
	{"<div>a</div><div>b</div>", "a\nb"},
	{"a<br>b<br><br>c", "a\nb\n\nc"},
	{"<div>a</div><div><br></div><div>b</div>", "a\n\nb"},
	{"<p>a</p><p>&nbsp;</p><p>b</p>", "a\n\nb"},
	{"3&nbsp;October &pound;5 &#8220;x&#8221;", "3\xC2\xA0October \xC2\xA3"
						    "5 \xE2\x80\x9Cx\xE2\x80\x9D"},
	{"<style>p{}</style><script>var a = '<p>b</p>';</script><p>c</p>", "c"},
	{"<p>a<span style='Display : none'>hidden <b>too</b></span>b</p>", "ab"},
	{"<head><title>A title</title></head><body>words</body>", "words"},
	{"<ul><li>one</li><li><p>two</p></li></ul>after",
		"\xE2\x80\xA2 one\n\xE2\x80\xA2 two\n\nafter"},
	{"<ol><li>one<ul><li>in</li></ul></li><li>two</li></ol>",
		"1. one\n    \xE2\x80\xA2 in\n2. two"},
	{"<table><tr><th>Date<th>Paid<tr><td><p>1 May</p></td><td><p>81.00</p></td></tr></table>",
		"Date | Paid\n1 May | 81.00"},
	{"<table><tr><td>a<br>b</td><td>c</td></tr></table>", "a\nb\nc"},
	{"<blockquote>q1<blockquote>q2</blockquote></blockquote>mine", "> q1\n> \n>> q2\n\nmine"},
	{"<blockquote><p>a</p><p>b</p></blockquote>", "> a\n> \n> b"},
	{"<pre>a  b\n  c</pre>", "a  b\n  c"},
	{"<a href='https://www.gov.uk/appeal'>Appeal</a>", "Appeal <https://www.gov.uk/appeal>"},
	{"<a href='https://www.gov.uk/appeal/'>www.gov.uk/appeal</a>", "www.gov.uk/appeal"},
	{"<a href='mailto:a@example.org'>write</a>", "write <a@example.org>"},
	{"<a href='javascript:x()'>no</a>", "no"},
	{"a <img src=cid:1> b <img src='http://x/y.gif' alt='A logo'><img src='http://x/z.gif'>",
		"a [picture: house.png] b [picture: A logo]"},
	{"inv\xE2\x80\x8Bisi\xC2\xAD"
	 "ble",
		"invisible"},
	{"<p>never <b>closed", "never closed"},
	{"a < b && c", "a < b && c"},
};

Test(html_text, parts_words_as_a_browser_would)
{
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct bdl_buffer out = BDL_BUFFER_INIT;

		bdl_html_text(pages[i].html, strlen(pages[i].html), &options, &out, NULL);
		cr_expect_str_eq(bdl_buffer_string(&out), pages[i].text, "%s\n->\n<<%s>>",
			pages[i].html, bdl_buffer_string(&out));
		bdl_buffer_release(&out);
	}
}

Test(html_text, tells_title_and_encoding)
{
	static const char page[] = "<html><head><meta http-equiv='Content-Type' "
				   "content='text/html; charset=iso-8859-2'><title>My\n "
				   "page</title></head>x";
	struct bdl_buffer out = BDL_BUFFER_INIT, title = BDL_BUFFER_INIT;
	char name[40];

	bdl_html_charset(page, sizeof(page) - 1, name, sizeof(name));
	cr_expect_str_eq(name, "iso-8859-2");
	bdl_html_charset("<p>", 3, name, sizeof(name));
	cr_expect_str_eq(name, "");
	bdl_html_text(page, sizeof(page) - 1, NULL, &out, &title);
	cr_expect_str_eq(bdl_buffer_string(&title), "My page");
	cr_expect_str_eq(bdl_buffer_string(&out), "x");
	bdl_buffer_release(&out);
	bdl_buffer_release(&title);
}

Test(html_text, goes_as_deep_as_the_page)
{
	struct bdl_buffer html = BDL_BUFFER_INIT, out = BDL_BUFFER_INIT;

	for (int i = 0; i < 20000; i++)
		bdl_buffer_text(&html, i % 3 ? "<div><b>" : "<blockquote><ul><li>");
	bdl_buffer_text(&html, "deep");
	bdl_html_text(bdl_buffer_string(&html), html.length, NULL, &out, NULL);
	cr_expect_not_null(strstr(bdl_buffer_string(&out), "deep"));
	bdl_buffer_release(&html);
	bdl_buffer_release(&out);
}

Test(html_text, may_break_off_anywhere)
{
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		for (size_t n = 0; n < strlen(pages[i].html); n++) {
			struct bdl_buffer out = BDL_BUFFER_INIT;

			bdl_html_text(pages[i].html, n, &options, &out, NULL);
			cr_expect_not(out.failed);
			bdl_buffer_release(&out);
		}
}
