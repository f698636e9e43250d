/*
 * HTML text: the words of an HTML page as lines of plain text, as a browser would part them.
 * html_text.c is one of the files that know libxml2's HTML parser. Nothing is fetched; scripts,
 * styles and what the page hides are left out.
 *
 * Paragraphs are parted by an empty line, list items begin with a bullet or number, cells of a row
 * stand on one line with " | " between them, pictures and links are named in brackets. Lines inside
 * block quotes begin with "> " for each quote.
 */
#ifndef BDL_READ_HTML_TEXT_H
#define BDL_READ_HTML_TEXT_H

#include "base/buffer.h"
#include <stddef.h>

struct bdl_html_options {
	/*
	 * Names a picture by its src ("cid:...", a file, an address; never NULL): the name stands
	 * in
	 * "[picture: name]". NULL: it is named by its alt text, or, having none, not at all. May be
	 * NULL.
	 */
	const char *(*picture)(void *context, const char *src);
	void *context;
};

/* Appends the words of the page, which is UTF-8 whatever it says of itself. The page's <title>, as
 * one line, goes to title unless that is NULL. out->failed tells of memory. options may be NULL. */
void bdl_html_text(const char *html, size_t length, const struct bdl_html_options *options,
	struct bdl_buffer *out, struct bdl_buffer *title);

/* The encoding that the page names in a <meta> near its beginning, into name; "" if none. */
void bdl_html_charset(const char *html, size_t length, char *name, size_t size);

#endif
