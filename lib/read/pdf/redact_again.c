/*
 * What would still be found among the words that are to be laid over the pages: they are put into a
 * PDF of nothing else, in their places, and that is read by pdftotext as the finished one will be.
 * See redact.h.
 */
#include "base/file.h"
#include "base/text.h"
#include "read/pdf/bbox.h"
#include "read/pdf/part.h"
#include "read/pdf/redact.h"
#include "read/reading.h"

#include <stdlib.h>
#include <string.h>

#define ADVANCE 0.5 /* of every glyph, in sizes of the font, as in hidden.c */
#define FONT 3u /* objects: the catalogue, the page tree, the font, then two for each page */

/* ---- a PDF of words ---- */

struct writer {
	struct bdl_buffer out;
	size_t *offsets; /* of objects, from 1 */
	size_t count, space;
};

static void begin(struct writer *w)
{
	if (w->count < w->space)
		w->offsets[w->count] = w->out.length;
	bdl_buffer_printf(&w->out, "%zu 0 obj\n", ++w->count);
}

static void write_word(struct bdl_buffer *b, const struct bdl_layer *l,
	const struct bdl_layer_word *w, double height)
{
	static const signed char ways[4][2] = {{1, 0}, {0, -1}, {-1, 0}, {0, 1}};
	const signed char *way = ways[(w->turn % 360 + 360) % 360 / 90];
	const char *text = bdl_buffer_string(&l->text) + w->at;
	unsigned count = 0;
	uint32_t character;

	for (size_t i = 0; i < w->length; count++)
		i += bdl_utf8_next(text + i, w->length - i, &character);
	if (!count || !(w->size > 0))
		return;
	bdl_buffer_printf(b, "/F %.3f Tf %d %d %d %d %.3f %.3f Tm %.3f Tz <", w->size, way[0],
		way[1], -way[1], way[0], w->x, height - w->y,
		w->width / (count * ADVANCE * w->size) * 100);
	for (size_t i = 0; i < w->length;) {
		i += bdl_utf8_next(text + i, w->length - i, &character);
		bdl_buffer_printf(b, "%02X", (unsigned)(character < 256 ? character : '?'));
	}
	bdl_buffer_text(b, w->end == BDL_WORD_SPACE ? "20> Tj\n" : "> Tj\n");
}

static void write_page(
	struct writer *w, struct pdf_copy *c, const struct bdl_layer *l, size_t page, size_t *next)
{
	const struct pdf_page *p = &c->pages.pages[page];
	struct bdl_buffer content = BDL_BUFFER_INIT;
	double height = bdl_page_height(p);

	bdl_buffer_text(&content, "BT 3 Tr\n");
	for (; *next < l->count && l->words[*next].page == page; ++*next)
		write_word(&content, l, &l->words[*next], height);
	bdl_buffer_text(&content, "ET\n");
	begin(w);
	bdl_buffer_printf(&w->out,
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.3f %.3f]/Contents %zu 0 R"
		"/Resources<</Font<</F %u 0 R>>>>>>\nendobj\n",
		bdl_page_width(p), height, w->count + 1, FONT);
	begin(w);
	bdl_buffer_printf(&w->out, "<</Length %zu>>\nstream\n%s\nendstream\nendobj\n",
		content.length, bdl_buffer_string(&content));
	if (content.failed)
		w->out.failed = true;
	bdl_buffer_release(&content);
}

static void write_head(struct writer *w, size_t pages)
{
	bdl_buffer_text(&w->out, "%PDF-1.4\n");
	begin(w);
	bdl_buffer_text(&w->out, "<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
	begin(w);
	bdl_buffer_printf(&w->out, "<</Type/Pages/Count %zu/Kids[", pages);
	for (size_t i = 0; i < pages; i++)
		bdl_buffer_printf(&w->out, "%zu 0 R ", FONT + 1 + 2 * i);
	bdl_buffer_text(&w->out, "]>>\nendobj\n");
	begin(w);
	bdl_buffer_text(&w->out,
		"<</Type/Font/Subtype/TrueType/BaseFont/Words/Encoding/WinAnsiEncoding"
		"/FirstChar 0/LastChar 255/Widths[");
	for (int i = 0; i < 256; i++)
		bdl_buffer_text(&w->out, "500 ");
	bdl_buffer_text(&w->out,
		"]/FontDescriptor<</Type/FontDescriptor/FontName/Words/Flags 32/FontBBox[0 -250 "
		"500 750]/ItalicAngle 0/Ascent 750/Descent -250/CapHeight 750/StemV 80>>"
		">>\nendobj\n");
}

static void write_tail(struct writer *w)
{
	size_t at = w->out.length;

	bdl_buffer_printf(&w->out, "xref\n0 %zu\n0000000000 65535 f \n", w->count + 1);
	for (size_t i = 0; i < w->count; i++)
		bdl_buffer_printf(&w->out, "%010zu 00000 n \n", w->offsets[i]);
	bdl_buffer_printf(&w->out, "trailer\n<</Size %zu/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
		w->count + 1, at);
}

/* A file without a name; -1: it could not be made. */
static int words_as_pdf(struct pdf_copy *c, const struct bdl_layer *l)
{
	size_t pages = c->pages.count, next = 0;
	struct writer w = {.out = BDL_BUFFER_INIT, .space = FONT + 2 * pages};
	int fd = -1;

	w.offsets = calloc(w.space, sizeof(*w.offsets));
	if (w.offsets) {
		write_head(&w, pages);
		for (size_t i = 0; i < pages; i++)
			write_page(&w, c, l, i, &next);
		write_tail(&w);
		if (!w.out.failed)
			fd = bdl_part_as_file(w.out.data, w.out.length);
	}
	free(w.offsets);
	bdl_buffer_release(&w.out);
	return fd;
}

/* ---- reading it ---- */

struct seen {
	size_t at;
	double box[4];
};

struct again {
	struct pdf_copy *copy;
	struct pdf_redaction *r;
	size_t page; /* the next */
	struct bdl_buffer text;
	struct seen *words;
	size_t count, space;
	bool more, failed;
};

static void add_seen(struct again *a, const struct pdf_bbox *e)
{
	if (a->count == a->space) {
		size_t space = a->space ? a->space * 2 : 256;
		struct seen *grown = realloc(a->words, space * sizeof(*grown));

		if (!grown) {
			a->failed = true;
			return;
		}
		a->words = grown;
		a->space = space;
	}
	a->words[a->count].at = a->text.length;
	memcpy(a->words[a->count++].box, e->box, sizeof(e->box));
	bdl_buffer_add(&a->text, e->text, e->length);
	bdl_buffer_byte(&a->text, ' ');
}

/* Every word of the page in whose place something was found; false: none lies there. */
static bool hide_at(struct again *a, size_t page, const double seen[4])
{
	struct redact_page *p = &a->r->pages[page];
	const struct pdf_page *of = &a->copy->pages.pages[page];
	double box[4] = {seen[0], seen[1], seen[2], seen[3]};
	bool any = false;

	if (of->turned) {
		box[0] = bdl_page_width(of) - seen[2];
		box[2] = bdl_page_width(of) - seen[0];
		box[1] = bdl_page_height(of) - seen[3];
		box[3] = bdl_page_height(of) - seen[1];
	}
	for (size_t i = 0; i < p->count; i++) {
		const double *word = p->words[i].box;
		double x = (word[0] + word[2]) / 2, y = (word[1] + word[3]) / 2;

		if (x < box[0] || x > box[2] || y < box[1] || y > box[3])
			continue;
		any = true;
		if (p->words[i].hidden)
			continue;
		p->words[i].hidden = true;
		p->anew = true;
		a->more = true;
	}
	return any;
}

static void search_page(struct again *a, size_t page)
{
	struct bdl_private_spans spans = {.list = NULL};

	if (a->text.failed || page >= a->r->count ||
		bdl_private_find(bdl_buffer_string(&a->text), a->text.length, a->r->list, &spans,
			NULL) < 0) {
		a->failed = true;
		return;
	}
	for (size_t i = 0; i < spans.count; i++) {
		const struct bdl_private_span *s = &spans.list[i];
		bool hidden = false;

		for (size_t k = 0; k < a->count; k++) {
			size_t end = k + 1 < a->count ? a->words[k + 1].at : a->text.length;

			if (a->words[k].at < s->at + s->length && end > s->at + 1)
				hidden |= hide_at(a, page, a->words[k].box);
		}
		/* what cannot be hidden is not clean: the layer will not be laid */
		a->more |= !hidden;
		if (bdl_reading_private(a->copy->reading, (unsigned)page + 1, s->kind, 1) < 0)
			a->failed = true;
	}
	free(spans.list);
}

static void take(const struct pdf_bbox *e, void *data)
{
	struct again *a = data;

	switch (e->kind) {
	case PDF_BBOX_PAGE:
		bdl_buffer_clear(&a->text);
		a->count = 0;
		break;
	case PDF_BBOX_WORD:
		add_seen(a, e);
		break;
	case PDF_BBOX_LINE_END:
		if (a->text.length && a->text.data[a->text.length - 1] == ' ')
			a->text.data[a->text.length - 1] = '\n';
		break;
	case PDF_BBOX_PAGE_END:
		search_page(a, a->page++);
		break;
	}
}

int bdl_redact_again(struct pdf_copy *c, struct pdf_redaction *r)
{
	struct again a = {.copy = c, .r = r};
	int fd;

	if (r->layer.count == 0)
		return 0;
	fd = words_as_pdf(c, &r->layer);
	if (fd < 0 || bdl_bbox_read(fd, c->pages.count, take, &a) < 0)
		a.failed = true;
	bdl_close_quietly(fd);
	free(a.words);
	bdl_buffer_release(&a.text);
	return a.failed ? -1 : a.more;
}
