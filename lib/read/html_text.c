/* See html_text.h. Works on the parser's events and builds no tree, so depth costs nothing. */
#include "read/html_text.h"

#include "base/text.h"
#include "read/html_elements.h"
#include "read/lines.h"
#include "read/sniff_inside.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#define LISTS_MAX 16 /* deeper lists are indented no further */
#define QUOTES_MAX 8
#define LINK_MAX                                                                                   \
	100 /* bytes of an address shown behind its words; longer ones are for machines            \
	     */
#define BREAKS_MAX 3 /* newlines in a row */
#define HTML_MAX ((size_t)INT_MAX / 2)

struct list {
	bool numbered;
	unsigned item;
};

struct page {
	const struct bdl_html_options *options;
	struct bdl_buffer *out, *title;
	unsigned breaks; /* newlines wanted before the next word */
	bool any; /* a word has been put */
	bool space, fixed_space; /* wanted before the next word on the same line */
	unsigned hidden; /* open elements from the one on that hides its words */
	unsigned quotes, put_quotes; /* now, and on the line last put */
	unsigned preformatted, titles;
	struct list lists[LISTS_MAX];
	unsigned list_depth;
	size_t lines, cell_lines; /* line ends put so far; the same at the cell's first word */
	bool row_has_words, between_cells, cell_begins;
	bool item_begins;
	char link[LINK_MAX + 1];
	size_t link_at; /* in out: where the link's words begin */
};

/* ---- words ---- */

static void want_breaks(struct page *p, unsigned count)
{
	if (p->breaks < count)
		p->breaks = count;
	p->space = false;
}

static void put_marks(struct page *p, unsigned quotes)
{
	for (unsigned i = 0; i < quotes; i++)
		bdl_buffer_text(p->out, i + 1 < quotes ? ">" : "> ");
}

/* Ends lines as wanted; an empty line between two of a quote belongs to it. */
static void end_lines(struct page *p)
{
	unsigned both = p->quotes < p->put_quotes ? p->quotes : p->put_quotes;

	for (unsigned i = 0; p->any && i < p->breaks; i++) {
		bdl_buffer_byte(p->out, '\n');
		p->lines++;
		if (i + 1 < p->breaks)
			put_marks(p, both);
	}
	put_marks(p, p->quotes);
	p->put_quotes = p->quotes;
	for (unsigned i = 1; i < p->list_depth; i++)
		bdl_buffer_text(p->out, "    ");
}

static void put_bullet(struct page *p)
{
	const struct list *l = p->list_depth ? &p->lists[p->list_depth - 1] : NULL;

	if (l && l->numbered)
		bdl_buffer_printf(p->out, "%u. ", l->item);
	else
		bdl_buffer_text(p->out, "\xE2\x80\xA2 ");
	p->item_begins = false;
}

/* What stands between the last word and the one that comes now. */
static void lead_in(struct page *p)
{
	if (p->breaks || !p->any) {
		end_lines(p);
		if (p->item_begins)
			put_bullet(p);
	} else if (p->between_cells) {
		bdl_buffer_text(p->out, " | ");
	} else if (p->space) {
		bdl_buffer_text(p->out, p->fixed_space ? "\xC2\xA0" : " ");
	}
	p->breaks = 0;
	p->any = true;
	p->space = false;
	p->between_cells = false;
	p->row_has_words = true;
	if (p->cell_begins)
		p->cell_lines = p->lines;
	p->cell_begins = false;
}

/* Characters that take no room and are put into mail to steer programs. */
static bool is_nothing(const struct page *p, uint32_t c)
{
	return c == 0xAD || c == 0x200B || c == 0x34F || c == 0xFEFF || c == 0x2060 ||
	       (c == 0x200C && (p->space || p->breaks));
}

static void put_words(struct page *p, const char *text, size_t length)
{
	for (size_t i = 0, n; i < length; i += n) {
		uint32_t c;

		n = bdl_utf8_next(text + i, length - i, &c);
		if (is_nothing(p, c))
			continue;
		if (c == 0xA0 || bdl_is_space((int)c)) {
			p->fixed_space = c == 0xA0 && !p->space;
			p->space = true;
			continue;
		}
		lead_in(p);
		bdl_buffer_add(p->out, text + i, n);
	}
}

/* Inside <pre>: spaces and lines as they are. */
static void put_lines(struct page *p, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\n') {
			if (p->breaks < BREAKS_MAX)
				p->breaks++;
		} else if (text[i] != '\r') {
			lead_in(p);
			bdl_buffer_byte(p->out, text[i]);
		}
	}
}

static void put_title(struct bdl_buffer *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		bool space = bdl_is_space((unsigned char)text[i]);

		if (!space)
			bdl_buffer_byte(out, text[i]);
		else if (out->length && out->data[out->length - 1] != ' ')
			bdl_buffer_byte(out, ' ');
	}
}

static void on_characters(void *context, const xmlChar *text, int length)
{
	struct page *p = context;

	if (length <= 0 || p->hidden)
		return;
	if (p->titles) {
		if (p->title)
			put_title(p->title, (const char *)text, (size_t)length);
		return;
	}
	if (p->preformatted)
		put_lines(p, (const char *)text, (size_t)length);
	else
		put_words(p, (const char *)text, (size_t)length);
}

/* ---- elements ---- */

static void put_picture(struct page *p, const xmlChar **attributes)
{
	const char *src = bdl_html_attribute(attributes, "src"),
		   *alt = bdl_html_attribute(attributes, "alt");
	const char *name = NULL;

	if (src && p->options && p->options->picture)
		name = p->options->picture(p->options->context, src);
	if (!name)
		name = alt;
	if (!name || !*name)
		return;
	put_words(p, "[picture: ", 10);
	put_words(p, name, strlen(name));
	put_words(p, "]", 1);
}

static void begin_link(struct page *p, const xmlChar **attributes)
{
	const char *address = bdl_html_attribute(attributes, "href");
	size_t length = address ? strlen(address) : 0;

	p->link[0] = '\0';
	p->link_at = p->out->length;
	if (length > LINK_MAX || !address)
		return;
	if (bdl_bytes_start(address, length, "http://") ||
		bdl_bytes_start(address, length, "https://") ||
		bdl_bytes_start(address, length, "mailto:"))
		memcpy(p->link, address, length + 1);
}

/* Names the address behind the words, unless the words are the address. */
static void end_link(struct page *p)
{
	const char *words, *address = p->link, *colon;
	size_t length;

	if (!p->link[0] || p->out->length <= p->link_at || p->out->failed)
		return;
	words = p->out->data + p->link_at;
	colon = strchr(address, ':');
	address = colon ? colon + 1 : address;
	while (*address == '/')
		address++;
	length = strcspn(address, "?#");
	while (length > 0 && address[length - 1] == '/')
		length--;
	if (length > 0 && !strncmp(address, "www.", 4) && length > 4) {
		address += 4;
		length -= 4;
	}
	if (length > 0 && !bdl_find_bytes((const unsigned char *)words, p->out->length - p->link_at,
				  address, length)) {
		put_words(p, " <", 2);
		bdl_buffer_text(p->out, p->link + (bdl_text_starts(p->link, "mailto:") ? 7 : 0));
		bdl_buffer_byte(p->out, '>');
	}
	p->link[0] = '\0';
}

static void begin_list(struct page *p, bool numbered)
{
	want_breaks(p, p->list_depth ? 1 : 2);
	if (p->list_depth < LISTS_MAX)
		p->lists[p->list_depth] = (struct list){.numbered = numbered};
	p->list_depth += p->list_depth < LISTS_MAX;
}

static void begin_item(struct page *p)
{
	want_breaks(p, 1);
	if (p->list_depth)
		p->lists[p->list_depth - 1].item++;
	p->item_begins = true;
}

static void begin_cell(struct page *p)
{
	if (p->row_has_words && p->breaks == 0)
		p->between_cells = true;
	p->cell_begins = true;
}

/* A cell of one line stands beside its neighbours, whatever its paragraphs ask for. */
static void end_cell(struct page *p)
{
	if (p->row_has_words && !p->cell_begins)
		p->breaks = p->lines == p->cell_lines ? 0 : 1;
	p->space = false;
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
	struct page *p = context;
	enum bdl_html_what what = bdl_html_what((const char *)name);

	if (p->hidden || what == BDL_HTML_HIDDEN || bdl_html_hides(attributes)) {
		p->hidden++;
		return;
	}
	switch (what) {
	case BDL_HTML_LINE:
		/* the first block of a cell does not leave the row's line */
		if (!p->between_cells)
			want_breaks(p, 1);
		break;
	case BDL_HTML_PARAGRAPH:
		if (!p->between_cells && !p->item_begins && !p->cell_begins)
			want_breaks(p, 2);
		break;
	case BDL_HTML_TITLE:
		p->titles++;
		break;
	case BDL_HTML_BREAK:
		p->space = false;
		p->breaks += p->breaks < BREAKS_MAX;
		break;
	case BDL_HTML_QUOTE:
		want_breaks(p, 2);
		p->quotes += p->quotes < QUOTES_MAX;
		break;
	case BDL_HTML_PRE:
		want_breaks(p, 2);
		p->preformatted++;
		break;
	case BDL_HTML_LIST:
	case BDL_HTML_NUMBERED:
		begin_list(p, what == BDL_HTML_NUMBERED);
		break;
	case BDL_HTML_ITEM:
		begin_item(p);
		break;
	case BDL_HTML_ROW:
		want_breaks(p, 1);
		p->row_has_words = false;
		break;
	case BDL_HTML_CELL:
		begin_cell(p);
		break;
	case BDL_HTML_LINK:
		begin_link(p, attributes);
		break;
	case BDL_HTML_PICTURE:
		put_picture(p, attributes);
		break;
	case BDL_HTML_HIDDEN:
	case BDL_HTML_OTHER:
		break;
	}
}

static void on_end(void *context, const xmlChar *name)
{
	struct page *p = context;
	enum bdl_html_what what = bdl_html_what((const char *)name);

	if (p->hidden) {
		p->hidden--;
		return;
	}
	if (what == BDL_HTML_LINE || what == BDL_HTML_ITEM || what == BDL_HTML_PARAGRAPH) {
		want_breaks(p, what == BDL_HTML_PARAGRAPH ? 2 : 1);
	} else if (what == BDL_HTML_ROW) {
		want_breaks(p, 1);
		p->between_cells = false;
	} else if (what == BDL_HTML_CELL) {
		end_cell(p);
	} else if (what == BDL_HTML_TITLE && p->titles) {
		p->titles--;
	} else if (what == BDL_HTML_QUOTE) {
		want_breaks(p, 2);
		p->quotes -= p->quotes > 0;
	} else if (what == BDL_HTML_PRE) {
		want_breaks(p, 2);
		p->preformatted -= p->preformatted > 0;
	} else if (what == BDL_HTML_LIST || what == BDL_HTML_NUMBERED) {
		p->list_depth -= p->list_depth > 0;
		p->item_begins = false;
		want_breaks(p, p->list_depth ? 1 : 2);
	} else if (what == BDL_HTML_LINK) {
		end_link(p);
	}
}

/* ---- the page ---- */

void bdl_html_text(const char *html, size_t length, const struct bdl_html_options *options,
	struct bdl_buffer *out, struct bdl_buffer *title)
{
	struct page p = {.options = options, .out = out, .title = title};
	htmlParserCtxtPtr parser;

	if (length == 0)
		return;
	parser = htmlCreateMemoryParserCtxt(html, (int)(length < HTML_MAX ? length : HTML_MAX));
	if (!parser) {
		out->failed = true;
		return;
	}
	htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
					   HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
	xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
	*parser->sax = (xmlSAXHandler){.startElement = on_start,
		.endElement = on_end,
		.characters = on_characters,
		.ignorableWhitespace = on_characters,
		.cdataBlock = on_characters};
	parser->userData = &p;
	htmlParseDocument(parser);
	htmlFreeParserCtxt(parser);
}
