/* Made PDF: see made_pdf.h. */
#include "made_pdf.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OBJECTS_MOST 4000

/* The format comes from the test itself. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

enum { CATALOG = 1, TREE, INFO, OUTLINE, SPARE, INSIDE, OUTSIDE, WHITE, BLACK, FIRST_PAGE };

struct maker {
	const struct made_options *o;
	struct bdl_buffer *out;
	size_t start; /* of the file in the buffer */
	size_t offsets[OBJECTS_MOST];
	unsigned objects, pages;
};

static void begin(struct maker *m, unsigned object)
{
	cr_assert_lt(object, OBJECTS_MOST);
	m->offsets[object] = m->out->length - m->start;
	if (object >= m->objects)
		m->objects = object + 1;
	bdl_buffer_printf(m->out, "%u 0 obj\n", object);
}

static void end(struct maker *m)
{
	bdl_buffer_text(m->out, "\nendobj\n");
}

static void put_stream(
	struct maker *m, unsigned object, const char *entries, const void *bytes, size_t length)
{
	begin(m, object);
	bdl_buffer_printf(m->out, "<<%s/Length %zu>>\nstream\n", entries, length);
	bdl_buffer_add(m->out, bytes, length);
	bdl_buffer_text(m->out, "\nendstream");
	end(m);
}

static bool is_odd(const struct maker *m, unsigned page)
{
	return m->o->odd == page;
}

static void write_number(struct maker *m, unsigned page, struct bdl_buffer *content)
{
	const struct made_options *o = m->o;
	double size = o->size > 0 ? o->size : 12, x = o->x > 0 ? o->x : 547,
	       y = o->y > 0 ? o->y : 24;
	char number[200];

	snprintf(number, sizeof(number), o->number ? o->number : "%u",
		(unsigned)((int)page + o->shift));
	if (page == 1 && o->front)
		snprintf(number, sizeof(number), "%s", o->front);
	if (is_odd(m, page) && o->odd_number)
		snprintf(number, sizeof(number), "%s", o->odd_number);
	if (is_odd(m, page))
		x -= o->odd_move;
	if (!*number)
		return;
	bdl_buffer_printf(content, "q %s BT /F1 %.2f Tf %d Tr %.2f %.2f Td (%s) Tj ET Q\n",
		o->colour ? o->colour : "0 g", size, is_odd(m, page) && o->hidden_number ? 3 : 0,
		x - 0.5 * size * (double)strlen(number), y, number);
}

static void write_page(struct maker *m, unsigned page)
{
	const struct made_options *o = m->o;
	const char *body = is_odd(m, page) && o->odd_body ? o->odd_body
			   : o->body                      ? o->body
							  : "Words of page %u";
	struct bdl_buffer content = BDL_BUFFER_INIT;
	char words[500];

	snprintf(words, sizeof(words), body, page);
	if (*words)
		bdl_buffer_printf(&content, "BT /F1 14 Tf 72 700 Td (%s) Tj ET\n", words);
	if (is_odd(m, page) && o->odd_content)
		bdl_buffer_printf(&content, "q %s Q\n", o->odd_content);
	write_number(m, page, &content);
	put_stream(m, MADE_PAGE(page) + 1, "", bdl_buffer_string(&content), content.length);
	bdl_buffer_release(&content);
	begin(m, MADE_PAGE(page));
	bdl_buffer_printf(m->out,
		"<</Type/Page/Parent %d 0 R/MediaBox%s/Contents %u 0 R/Resources<</Font<</F1 %d 0 "
		"R/F2 %d 0 R>>"
		"/XObject<</P1 %d 0 R/P2 %d 0 R>>>>%s>>",
		TREE, is_odd(m, page) && o->odd_box ? o->odd_box : "[0 0 595.28 841.89]",
		MADE_PAGE(page) + 1, INSIDE, OUTSIDE, WHITE, BLACK,
		is_odd(m, page) && o->odd_entries ? o->odd_entries : "");
	end(m);
}

/* A font that lies in the file, as far as anyone can tell who does not draw it; every letter is
 * half an em wide. */
static void write_fonts(struct maker *m)
{
	unsigned descriptor = MADE_PAGE(m->pages + 1), file = descriptor + 1;

	put_stream(m, file, "/Length1 4", "true", 4);
	begin(m, descriptor);
	bdl_buffer_printf(m->out,
		"<</Type/FontDescriptor/FontName/ABCDEF+Made/Flags 32/FontBBox[0 -200 1000 "
		"900]/ItalicAngle 0/Ascent 900"
		"/Descent -200/CapHeight 700/StemV 80/FontFile2 %u 0 R>>",
		file);
	end(m);
	begin(m, INSIDE);
	bdl_buffer_printf(m->out,
		"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Made/Encoding/WinAnsiEncoding/"
		"FirstChar 32/LastChar 126"
		"/FontDescriptor %u 0 R/Widths[",
		descriptor);
	for (unsigned i = 32; i < 127; i++)
		bdl_buffer_text(m->out, "500 ");
	bdl_buffer_text(m->out, "]>>");
	end(m);
	begin(m, OUTSIDE);
	bdl_buffer_text(
		m->out, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
	end(m);
}

static void write_picture(struct maker *m, unsigned object, unsigned char grey)
{
	unsigned side = m->o->picture_width ? m->o->picture_width : 300;
	unsigned char *pixels = malloc((size_t)side * side);
	char entries[200];

	cr_assert_not_null(pixels);
	memset(pixels, grey, (size_t)side * side);
	snprintf(entries, sizeof(entries),
		"/Type/XObject/Subtype/Image/Width %u/Height "
		"%u/ColorSpace/DeviceGray/BitsPerComponent 8",
		side, side);
	put_stream(m, object, entries, pixels, (size_t)side * side);
	free(pixels);
}

/* One bookmark a page. */
static void write_outline(struct maker *m)
{
	unsigned first = MADE_PAGE(m->pages + 1) + 2;

	begin(m, OUTLINE);
	bdl_buffer_printf(m->out, "<</Type/Outlines/First %u 0 R/Last %u 0 R/Count %u>>", first,
		first + m->pages - 1, m->pages);
	end(m);
	for (unsigned i = 0; i < m->pages; i++) {
		begin(m, first + i);
		bdl_buffer_printf(
			m->out, "<</Parent %d 0 R/Title(Page %u [p.%u])", OUTLINE, i + 1, i + 1);
		if (i)
			bdl_buffer_printf(m->out, "/Prev %u 0 R", first + i - 1);
		if (i + 1 < m->pages)
			bdl_buffer_printf(m->out, "/Next %u 0 R", first + i + 1);
		if (m->o->bookmark)
			bdl_buffer_text(m->out, m->o->bookmark);
		else
			bdl_buffer_printf(m->out, "/Dest[%u 0 R/XYZ 0 842 null]", MADE_PAGE(i + 1));
		bdl_buffer_text(m->out, ">>");
		end(m);
	}
}

static void write_catalog(struct maker *m)
{
	const struct made_options *o = m->o;

	begin(m, CATALOG);
	bdl_buffer_printf(m->out, "<</Type/Catalog/Pages %d 0 R", TREE);
	if (!o->no_outline)
		bdl_buffer_printf(m->out, "/Outlines %d 0 R", OUTLINE);
	if (!o->no_mode)
		bdl_buffer_text(m->out, "/PageMode/UseOutlines");
	if (!o->no_language)
		bdl_buffer_text(m->out, "/Lang(en-GB)");
	if (o->opening)
		bdl_buffer_printf(m->out, "/OpenAction %s", o->opening);
	else if (!o->no_opening)
		bdl_buffer_printf(m->out, "/OpenAction[%d 0 R/XYZ 0 842 1]", MADE_PAGE(1));
	if (o->labels)
		bdl_buffer_printf(m->out, "/PageLabels %s", o->labels);
	bdl_buffer_printf(m->out, "%s>>", o->catalog ? o->catalog : "");
	end(m);
	begin(m, TREE);
	bdl_buffer_printf(m->out, "<</Type/Pages/Count %u/Kids[", m->pages);
	for (unsigned i = 1; i <= m->pages; i++)
		bdl_buffer_printf(m->out, "%d 0 R ", MADE_PAGE(i));
	bdl_buffer_text(m->out, "]>>");
	end(m);
	begin(m, INFO);
	bdl_buffer_printf(m->out, "<<%s>>", o->info ? o->info : "/Title(A and B)");
	end(m);
	begin(m, SPARE);
	bdl_buffer_text(m->out, o->objects ? o->objects : "null");
	end(m);
}

static void write_table(struct maker *m)
{
	size_t at = m->out->length - m->start;

	bdl_buffer_printf(m->out, "xref\n0 %u\n0000000000 65535 f \n", m->objects);
	for (unsigned i = 1; i < m->objects; i++)
		if (m->offsets[i])
			bdl_buffer_printf(m->out, "%010zu 00000 n \n", m->offsets[i]);
		else
			bdl_buffer_text(m->out, "0000000000 00000 f \n");
	bdl_buffer_printf(m->out,
		"trailer\n<</Size %u/Root %d 0 R/Info %d 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
		m->objects, CATALOG, INFO, at);
}

void made_pdf(const struct made_options *o, struct bdl_buffer *out)
{
	struct maker *m = calloc(1, sizeof(*m));

	cr_assert_not_null(m);
	m->o = o;
	m->out = out;
	m->pages = o->pages ? o->pages : 6;
	m->start = out->length;
	bdl_buffer_text(out, o->before ? o->before : "");
	bdl_buffer_text(out, "%PDF-1.7\n");
	write_catalog(m);
	write_fonts(m);
	write_picture(m, WHITE, 255);
	write_picture(m, BLACK, 0);
	for (unsigned i = 1; i <= m->pages; i++)
		write_page(m, i);
	if (!o->no_outline)
		write_outline(m);
	write_table(m);
	bdl_buffer_text(out, o->behind ? o->behind : "");
	cr_assert(!out->failed);
	free(m);
}

int made_file(const struct made_options *o)
{
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	char path[] = "/tmp/bundle-made-XXXXXX";
	int fd = mkstemp(path);

	cr_assert_geq(fd, 0);
	unlink(path);
	made_pdf(o, &pdf);
	cr_assert_eq(write(fd, pdf.data, pdf.length), (ssize_t)pdf.length);
	bdl_buffer_release(&pdf);
	return fd;
}
