/* Made seen: a struct bdl_seen written down as the PDF that would be seen so. See seeing.h. */
#include "seeing.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CATALOG = 1, TREE, INFO, OUTLINE, FONT, FIRST_PAGE };

struct writer {
	const struct bdl_seen *s;
	struct bdl_buffer out;
	size_t offsets[4000];
	unsigned objects;
};

/* Two objects a page: its dictionary and what stands on it. */
static unsigned page_object(unsigned page)
{
	return FIRST_PAGE + 2 * (page - 1);
}

static unsigned bookmark_object(const struct writer *w, size_t row)
{
	return page_object(w->s->page_count + 1) + (unsigned)row;
}

static void begin(struct writer *w, unsigned object)
{
	cr_assert_lt(object, sizeof(w->offsets) / sizeof(*w->offsets));
	w->offsets[object] = w->out.length;
	w->objects = object >= w->objects ? object + 1 : w->objects;
	bdl_buffer_printf(&w->out, "%u 0 obj\n", object);
}

static void string(struct bdl_buffer *out, const char *text)
{
	bdl_buffer_byte(out, '(');
	for (; *text; text++) {
		if (strchr("()\\", *text))
			bdl_buffer_byte(out, '\\');
		bdl_buffer_byte(out, *text);
	}
	bdl_buffer_byte(out, ')');
}

/* Courier's letters are 0.6 wide: at five sixths of that they are as wide as seeing.c says. */
static void write_words(struct writer *w, const struct bdl_seen_page *p, unsigned object)
{
	struct bdl_buffer content = BDL_BUFFER_INIT;

	for (size_t i = 0; i < p->word_count; i++) {
		const struct bdl_seen_word *word = &p->words[i];
		double size = (word->top - word->bottom) / 1.1;

		bdl_buffer_printf(&content, "BT /F1 %.2f Tf 83.3333 Tz 1 0 0 1 %.2f %.2f Tm ", size,
			word->left, word->bottom + 0.2 * size);
		string(&content, word->text);
		bdl_buffer_text(&content, " Tj ET\n");
	}
	begin(w, object);
	bdl_buffer_printf(&w->out, "<</Length %zu>>\nstream\n%s\nendstream\nendobj\n",
		content.length, bdl_buffer_string(&content));
	cr_assert(!content.failed);
	bdl_buffer_release(&content);
}

static void target(struct bdl_buffer *out, const struct bdl_seen_target *t)
{
	if (t->kind == BDL_TARGET_WEB)
		bdl_buffer_text(out, "/A<</S/URI/URI(https://example.org/)>>");
	else if (t->kind == BDL_TARGET_PAGE)
		bdl_buffer_printf(out, "/Dest[%u 0 R/XYZ null null null]", page_object(t->page));
	else
		bdl_buffer_text(out, "/Dest[null/XYZ null null null]");
}

static void write_page(struct writer *w, unsigned page)
{
	const struct bdl_seen_page *p = &w->s->pages[page - 1];

	begin(w, page_object(page));
	bdl_buffer_printf(&w->out,
		"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Contents %u 0 "
		"R/Resources<</Font<</F1 %d 0 R>>>>/Annots[",
		TREE, p->width, p->height, page_object(page) + 1, FONT);
	for (size_t i = 0; i < p->link_count; i++) {
		const struct bdl_seen_link *l = &p->links[i];

		bdl_buffer_printf(&w->out, "<</Type/Annot/Subtype/Link/Rect[%.2f %.2f %.2f %.2f]",
			l->left, l->bottom, l->right, l->top);
		target(&w->out, &l->to);
		bdl_buffer_text(&w->out, ">>");
	}
	bdl_buffer_text(&w->out, "]>>\nendobj\n");
	write_words(w, p, page_object(page) + 1);
}

/* The nearest bookmark of that depth before or behind the row, below the same parent; the row
 * itself: there is none. */
static size_t sibling(const struct bdl_seen *s, size_t row, int step)
{
	unsigned depth = s->bookmarks[row].depth;

	for (size_t i = row + (size_t)step; i < s->bookmark_count && s->bookmarks[i].depth >= depth;
		i += (size_t)step)
		if (s->bookmarks[i].depth == depth)
			return i;
	return row;
}

/* The last of the bookmarks that stand beside the row. */
static size_t last_of(const struct bdl_seen *s, size_t row)
{
	while (sibling(s, row, 1) != row)
		row = sibling(s, row, 1);
	return row;
}

static void write_bookmark(struct writer *w, size_t row)
{
	const struct bdl_seen *s = w->s;
	const struct bdl_seen_bookmark *m = &s->bookmarks[row];
	size_t parent = row;

	while (parent > 0 && s->bookmarks[parent].depth >= m->depth)
		parent--;
	begin(w, bookmark_object(w, row));
	bdl_buffer_text(&w->out, "<</Title");
	string(&w->out, m->title);
	bdl_buffer_printf(
		&w->out, "/Parent %u 0 R", m->depth ? bookmark_object(w, parent) : OUTLINE);
	target(&w->out, &m->to);
	if (sibling(s, row, 1) != row)
		bdl_buffer_printf(&w->out, "/Next %u 0 R", bookmark_object(w, sibling(s, row, 1)));
	if (sibling(s, row, -1) != row)
		bdl_buffer_printf(&w->out, "/Prev %u 0 R", bookmark_object(w, sibling(s, row, -1)));
	if (row + 1 < s->bookmark_count && m[1].depth > m->depth)
		bdl_buffer_printf(&w->out, "/First %u 0 R/Last %u 0 R/Count 1",
			bookmark_object(w, row + 1), bookmark_object(w, last_of(s, row + 1)));
	bdl_buffer_text(&w->out, ">>\nendobj\n");
}

static void write_head(struct writer *w)
{
	const struct bdl_seen *s = w->s;

	begin(w, CATALOG);
	bdl_buffer_printf(
		&w->out, "<</Type/Catalog/Pages %d 0 R/Lang(en-GB)/PageMode/UseOutlines", TREE);
	if (s->bookmark_count)
		bdl_buffer_printf(&w->out, "/Outlines %d 0 R", OUTLINE);
	bdl_buffer_text(&w->out, ">>\nendobj\n");
	begin(w, TREE);
	bdl_buffer_printf(&w->out, "<</Type/Pages/Count %u/Kids[", s->page_count);
	for (unsigned page = 1; page <= s->page_count; page++)
		bdl_buffer_printf(&w->out, "%u 0 R ", page_object(page));
	bdl_buffer_text(&w->out, "]>>\nendobj\n");
	begin(w, INFO);
	bdl_buffer_text(&w->out, "<<");
	if (s->title) {
		bdl_buffer_text(&w->out, "/Title");
		string(&w->out, s->title);
	}
	if (s->keywords) {
		bdl_buffer_text(&w->out, "/Keywords");
		string(&w->out, s->keywords);
	}
	bdl_buffer_text(&w->out, ">>\nendobj\n");
	begin(w, OUTLINE);
	if (s->bookmark_count)
		bdl_buffer_printf(&w->out,
			"<</Type/Outlines/First %u 0 R/Last %u 0 R/Count 1>>\nendobj\n",
			bookmark_object(w, 0), bookmark_object(w, last_of(s, 0)));
	else
		bdl_buffer_text(&w->out, "null\nendobj\n");
	begin(w, FONT);
	bdl_buffer_text(&w->out,
		"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>\nendobj\n");
}

static void write_end(struct writer *w)
{
	size_t at = w->out.length;

	bdl_buffer_printf(&w->out, "xref\n0 %u\n0000000000 65535 f \n", w->objects);
	for (unsigned i = 1; i < w->objects; i++)
		bdl_buffer_printf(&w->out, "%010zu 00000 n \n", w->offsets[i]);
	bdl_buffer_printf(&w->out,
		"trailer\n<</Size %u/Root %d 0 R/Info %d 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
		w->objects, CATALOG, INFO, at);
}

int seeing_file(const struct seeing *s)
{
	struct writer *w = calloc(1, sizeof(*w));
	char path[] = "/tmp/bundle-seen-XXXXXX";
	int fd = mkstemp(path);

	cr_assert(w && fd >= 0);
	unlink(path);
	w->s = &s->seen;
	bdl_buffer_text(&w->out, "%PDF-1.7\n");
	write_head(w);
	for (unsigned page = 1; page <= s->seen.page_count; page++)
		write_page(w, page);
	for (size_t i = 0; i < s->seen.bookmark_count; i++)
		write_bookmark(w, i);
	write_end(w);
	cr_assert(!w->out.failed);
	cr_assert_eq(write(fd, w->out.data, w->out.length), (ssize_t)w->out.length);
	bdl_buffer_release(&w->out);
	free(w);
	return fd;
}
