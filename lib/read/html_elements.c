/* See html_elements.h. */
#include "read/html_elements.h"

#include "base/text.h"
#include "read/lines.h"

#include <string.h>

static const struct {
	const char *name;
	enum bdl_html_what what;
} elements[] = {{"address", BDL_HTML_LINE}, {"article", BDL_HTML_LINE}, {"aside", BDL_HTML_LINE},
	{"body", BDL_HTML_LINE}, {"caption", BDL_HTML_LINE}, {"center", BDL_HTML_LINE},
	{"dd", BDL_HTML_LINE}, {"div", BDL_HTML_LINE}, {"dt", BDL_HTML_LINE},
	{"fieldset", BDL_HTML_LINE}, {"figcaption", BDL_HTML_LINE}, {"figure", BDL_HTML_LINE},
	{"footer", BDL_HTML_LINE}, {"form", BDL_HTML_LINE}, {"header", BDL_HTML_LINE},
	{"legend", BDL_HTML_LINE}, {"main", BDL_HTML_LINE}, {"nav", BDL_HTML_LINE},
	{"section", BDL_HTML_LINE}, {"table", BDL_HTML_LINE}, {"tbody", BDL_HTML_LINE},
	{"tfoot", BDL_HTML_LINE}, {"thead", BDL_HTML_LINE}, {"dl", BDL_HTML_PARAGRAPH},
	{"h1", BDL_HTML_PARAGRAPH}, {"h2", BDL_HTML_PARAGRAPH}, {"h3", BDL_HTML_PARAGRAPH},
	{"h4", BDL_HTML_PARAGRAPH}, {"h5", BDL_HTML_PARAGRAPH}, {"h6", BDL_HTML_PARAGRAPH},
	{"hr", BDL_HTML_PARAGRAPH}, {"p", BDL_HTML_PARAGRAPH}, {"script", BDL_HTML_HIDDEN},
	{"style", BDL_HTML_HIDDEN}, {"template", BDL_HTML_HIDDEN}, {"noscript", BDL_HTML_HIDDEN},
	{"object", BDL_HTML_HIDDEN}, {"applet", BDL_HTML_HIDDEN}, {"iframe", BDL_HTML_HIDDEN},
	{"svg", BDL_HTML_HIDDEN}, {"select", BDL_HTML_HIDDEN}, {"title", BDL_HTML_TITLE},
	{"br", BDL_HTML_BREAK}, {"blockquote", BDL_HTML_QUOTE}, {"pre", BDL_HTML_PRE},
	{"ul", BDL_HTML_LIST}, {"menu", BDL_HTML_LIST}, {"dir", BDL_HTML_LIST},
	{"ol", BDL_HTML_NUMBERED}, {"li", BDL_HTML_ITEM}, {"tr", BDL_HTML_ROW},
	{"td", BDL_HTML_CELL}, {"th", BDL_HTML_CELL}, {"a", BDL_HTML_LINK},
	{"img", BDL_HTML_PICTURE}};

enum bdl_html_what bdl_html_what(const char *name)
{
	for (size_t i = 0; i < sizeof(elements) / sizeof(*elements); i++)
		if (bdl_text_casecmp(name, elements[i].name) == 0)
			return elements[i].what;
	return BDL_HTML_OTHER;
}

const char *bdl_html_attribute(const unsigned char **attributes, const char *name)
{
	for (; attributes && attributes[0]; attributes += 2)
		if (bdl_text_casecmp((const char *)attributes[0], name) == 0)
			return attributes[1] ? (const char *)attributes[1] : "";
	return NULL;
}

bool bdl_html_hides(const unsigned char **attributes)
{
	const char *style = bdl_html_attribute(attributes, "style");
	const char *display = style ? bdl_bytes_find(style, strlen(style), "display") : NULL;

	if (!display)
		return false;
	display += strlen("display");
	while (*display == ' ' || *display == ':')
		display++;
	return bdl_text_starts(display, "none");
}
