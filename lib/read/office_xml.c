/*
 * The words of word/document.xml (docx) and of an ODF content.xml, through libxml2's reader: a
 * paragraph is a line. Elements are known by their local names, which do not clash. Nothing is
 * fetched and no entity is resolved.
 */
#include "read/office.h"

#include <libxml/xmlreader.h>
#include <string.h>

#define DEPTH_MAX 4000

static bool is(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(name, *list) == 0)
			return true;
	return false;
}

/* What stands for itself. */
static void add_mark(const char *name, struct bdl_buffer *out)
{
	static const char *const breaks[] = {"br", "cr", "line-break", NULL};

	if (strcmp(name, "tab") == 0)
		bdl_buffer_byte(out, '\t');
	else if (strcmp(name, "s") == 0)
		bdl_buffer_byte(out, ' ');
	else if (is(name, breaks))
		bdl_buffer_byte(out, '\n');
}

static void visit(xmlTextReaderPtr x, unsigned *paragraph, struct bdl_buffer *out)
{
	static const char *const paragraphs[] = {"p", "h", NULL};
	const int type = xmlTextReaderNodeType(x);
	const char *name = (const char *)xmlTextReaderConstLocalName(x);
	const bool begins = type == XML_READER_TYPE_ELEMENT && !xmlTextReaderIsEmptyElement(x);

	if (!name)
		return;
	if (is(name, paragraphs)) {
		if (begins)
			(*paragraph)++;
		else if (type == XML_READER_TYPE_END_ELEMENT && *paragraph > 0)
			(*paragraph)--;
		if (!begins)
			bdl_buffer_byte(out, '\n');
	} else if (type == XML_READER_TYPE_ELEMENT && *paragraph > 0) {
		add_mark(name, out);
	} else if (*paragraph > 0 && (type == XML_READER_TYPE_TEXT ||
					     type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)) {
		bdl_buffer_text(out, (const char *)xmlTextReaderConstValue(x));
	}
}

void bdl_office_xml(const char *xml, size_t length, struct bdl_buffer *out)
{
	const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
			    XML_PARSE_NOCDATA | XML_PARSE_RECOVER;
	xmlTextReaderPtr x = length > INT32_MAX
				     ? NULL
				     : xmlReaderForMemory(xml, (int)length, NULL, NULL, options);
	unsigned paragraph = 0;

	while (x && !out->failed && xmlTextReaderRead(x) == 1 && xmlTextReaderDepth(x) < DEPTH_MAX)
		visit(x, &paragraph, out);
	if (x)
		xmlFreeTextReader(x);
}
