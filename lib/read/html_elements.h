/* HTML elements, as far as they part words into lines. For html_text.c. */
#ifndef BDL_READ_HTML_ELEMENTS_H
#define BDL_READ_HTML_ELEMENTS_H

#include <stdbool.h>

enum bdl_html_what {
	BDL_HTML_OTHER,
	BDL_HTML_LINE, /* begins and ends a line */
	BDL_HTML_PARAGRAPH, /* has an empty line before and after */
	BDL_HTML_HIDDEN,
	BDL_HTML_TITLE,
	BDL_HTML_BREAK,
	BDL_HTML_QUOTE,
	BDL_HTML_PRE,
	BDL_HTML_LIST,
	BDL_HTML_NUMBERED,
	BDL_HTML_ITEM,
	BDL_HTML_ROW,
	BDL_HTML_CELL,
	BDL_HTML_LINK,
	BDL_HTML_PICTURE
};

/* By its name, in any case. */
enum bdl_html_what bdl_html_what(const char *name);

/* The attribute of that name in a list of names and values, NULL-ended; NULL: it has none. */
const char *bdl_html_attribute(const unsigned char **attributes, const char *name);

/* style="... display: none ..." */
bool bdl_html_hides(const unsigned char **attributes);

#endif
