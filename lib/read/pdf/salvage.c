/*
 * See salvage.h. Objects in object streams are not looked for: their table is what is missing.
 */
#include "read/pdf/salvage.h"

#include "base/text.h"
#include "read/pdf/lex.h"

#include <stdlib.h>
#include <string.h>

#define OBJECTS_MOST 1000000u
#define HEAD 8192 /* bytes of an object within which it says what it is */

struct found {
	unsigned id, generation;
	size_t at;
	bool page;
};

struct search {
	const char *text;
	size_t length;
	struct found *found;
	size_t count, space;
	unsigned highest;
	bool failed;
};

/* The number that ends in front of text[*end]; *end moves to its first digit. */
static bool number_before(const char *text, size_t *end, unsigned *out)
{
	size_t first = *end;

	while (first > 0 && *end - first < 7 && bdl_is_digit((unsigned char)text[first - 1]))
		first--;
	if (first == *end)
		return false;
	*out = (unsigned)bdl_lex_number(text + first, *end - first);
	*end = first;
	return true;
}

static bool space_before(const char *text, size_t *end)
{
	size_t start = *end;

	while (*end > 0 && start - *end < 8 && bdl_lex_is_space(text[*end - 1]))
		--*end;
	return *end < start;
}

/* Reads "12 0 obj" backwards from "obj". */
static bool header(const struct search *s, size_t obj, struct found *f)
{
	size_t at = obj;

	if (!space_before(s->text, &at) || !number_before(s->text, &at, &f->generation) ||
		!space_before(s->text, &at) || !number_before(s->text, &at, &f->id))
		return false;
	f->at = at;
	return f->id > 0 && f->generation < 65536;
}

/* A page whose dictionary is all there. */
static bool is_page(const struct search *s, size_t from)
{
	struct pdf_lex l;
	bool type = false, page = false;
	size_t left = s->length - from;

	bdl_lex_init(&l, s->text + from, left < HEAD ? left : HEAD);
	for (;;) {
		enum pdf_token t = bdl_lex_next(&l);

		if (t == PDF_END)
			return false;
		if (t == PDF_KEYWORD && l.length == 6 && memcmp(l.word, "endobj", 6) == 0)
			return page;
		if (t == PDF_KEYWORD && l.length == 6 && memcmp(l.word, "stream", 6) == 0)
			return false;
		page = page || (type && t == PDF_WORD_NAME && l.length == 5 &&
				       memcmp(l.word, "/Page", 5) == 0);
		type = t == PDF_WORD_NAME && l.length == 5 && memcmp(l.word, "/Type", 5) == 0;
	}
}

static void add(struct search *s, const struct found *f)
{
	if (s->count == s->space) {
		size_t space = s->space ? s->space * 2 : 256;
		struct found *grown = realloc(s->found, space * sizeof(*grown));

		if (!grown) {
			s->failed = true;
			return;
		}
		s->found = grown;
		s->space = space;
	}
	s->found[s->count++] = *f;
	if (f->id > s->highest)
		s->highest = f->id;
}

static void search(struct search *s)
{
	for (size_t i = 0; i + 3 <= s->length && s->count < OBJECTS_MOST && !s->failed;) {
		const char *o = memchr(s->text + i, 'o', s->length - i - 2);
		struct found f;

		if (!o)
			return;
		i = (size_t)(o - s->text);
		if (o[1] == 'b' && o[2] == 'j' && header(s, i, &f)) {
			f.page = is_page(s, i + 3);
			add(s, &f);
		}
		i++;
	}
}

static void write_end(const struct search *s, unsigned pages, struct bdl_buffer *out)
{
	size_t tree = out->length, catalogue, table;

	bdl_buffer_printf(out, "%u 0 obj\n<</Type/Pages/Count %u/Kids[", s->highest + 1, pages);
	for (size_t i = 0; i < s->count; i++)
		if (s->found[i].page)
			bdl_buffer_printf(out, "%u %u R\n", s->found[i].id, s->found[i].generation);
	bdl_buffer_text(out, "]>>\nendobj\n");
	catalogue = out->length;
	bdl_buffer_printf(out, "%u 0 obj\n<</Type/Catalog/Pages %u 0 R>>\nendobj\n", s->highest + 2,
		s->highest + 1);
	table = out->length;
	bdl_buffer_text(out, "xref\n0 1\n0000000000 65535 f \n");
	for (size_t i = 0; i < s->count; i++)
		bdl_buffer_printf(out, "%u 1\n%010zu %05u n \n", s->found[i].id, s->found[i].at,
			s->found[i].generation);
	bdl_buffer_printf(
		out, "%u 2\n%010zu 00000 n \n%010zu 00000 n \n", s->highest + 1, tree, catalogue);
	bdl_buffer_printf(out, "trailer\n<</Size %u/Root %u 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
		s->highest + 3, s->highest + 2, table);
}

int bdl_pdf_salvage(const void *pdf, size_t length, struct bdl_buffer *out)
{
	struct search s = {.text = pdf, .length = length};
	unsigned pages = 0;

	search(&s);
	for (size_t i = 0; i < s.count; i++)
		pages += s.found[i].page;
	if (pages && !s.failed) {
		bdl_buffer_add(out, pdf, length);
		bdl_buffer_text(out, "\nendstream\nendobj\n"); /* for the object that breaks off */
		write_end(&s, pages, out);
	}
	free(s.found);
	/* out of memory is not "no pages": the caller looks at the buffer */
	out->failed = out->failed || s.failed;
	return pages && !out->failed ? 0 : -1;
}
