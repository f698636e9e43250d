/*
 * Seek: what can still be found in a finished PDF. It knows nothing of how the PDF was made: it
 * takes the text as pdftotext gives it to anybody, and goes through every object of the file for
 * strings and descriptions.
 */
#include "base/file.h"
#include "read/pdf/bbox.h"
#include "read/pdf/pages.h"
#include "read/read.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define FINDINGS_MOST 100u
#define DEPTH_MOST 60u
#define OBJECTS_AN_ARENA 64

struct seek {
	const struct bdl_private_list *list;
	struct bdl_buffer *findings;
	unsigned found;
	struct bdl_buffer text; /* of the page at hand */
	unsigned page;
	bool plain; /* words and nothing else, so far */
	bool failed;
};

static void search(struct seek *s, const char *text, size_t length, const char *where)
{
	struct bdl_private_spans spans = {.list = NULL};

	if (bdl_private_find(text, length, s->list, &spans, NULL) < 0)
		s->failed = true;
	for (size_t i = 0; i < spans.count && s->found < FINDINGS_MOST; i++, s->found++) {
		if (where)
			bdl_buffer_printf(s->findings, "%s: %s\n", where,
				bdl_private_token(spans.list[i].kind));
		else
			bdl_buffer_printf(s->findings, "page %u: %s\n", s->page,
				bdl_private_token(spans.list[i].kind));
	}
	free(spans.list);
}

/* ---- text ---- */

static void take(const struct pdf_bbox *e, void *data)
{
	struct seek *s = data;

	switch (e->kind) {
	case PDF_BBOX_PAGE:
		s->page++;
		bdl_buffer_clear(&s->text);
		break;
	case PDF_BBOX_WORD:
		bdl_buffer_add(&s->text, e->text, e->length);
		bdl_buffer_byte(&s->text, ' ');
		break;
	case PDF_BBOX_LINE_END:
		if (s->text.length && s->text.data[s->text.length - 1] == ' ')
			s->text.data[s->text.length - 1] = '\n';
		break;
	case PDF_BBOX_PAGE_END:
		search(s, bdl_buffer_string(&s->text), s->text.length, NULL);
		break;
	}
}

/* ---- strings ---- */

static void search_string(struct seek *s, const struct pdf_value *v)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;

	bdl_value_utf8(v, &b);
	search(s, bdl_buffer_string(&b), b.length, "beside its pages");
	s->failed = s->failed || b.failed;
	bdl_buffer_release(&b);
}

/* References are not followed: what they lead to is an object that is looked at by itself. */
static void search_value(struct seek *s, const struct pdf_value *v, unsigned depth)
{
	if (v->type == PDF_STRING)
		search_string(s, v);
	if ((v->type != PDF_DICT && v->type != PDF_ARRAY) || depth == DEPTH_MOST)
		return;
	for (const struct pdf_value *m = v->first; m; m = m->next)
		if (v->type == PDF_ARRAY || !bdl_value_is_key(m, "/ID"))
			search_value(s, m, depth + 1);
}

static void search_description(struct seek *s, struct pdf_source *source, int id)
{
	struct pdf_bytes bytes = {0};

	if (bdl_source_decoded(source, id, 0, &bytes) < 0) {
		s->failed = true;
		return;
	}
	search(s, (const char *)bytes.data, bytes.length, "in a description");
	free(bytes.data);
}

static bool is_plain(const struct pdf_value *v)
{
	return !bdl_value_is_name(bdl_value_find(v, "/Subtype"), "/Image") &&
	       !bdl_value_is_name(bdl_value_find(v, "/Type"), "/EmbeddedFile") &&
	       bdl_value_find(v, "/OCProperties")->type == PDF_NULL &&
	       bdl_value_find(v, "/AcroForm")->type == PDF_NULL;
}

static void search_objects(struct seek *s, struct pdf_source *source)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	double size = bdl_value_find(source->trailer, "/Size")->number;
	int count = size > 0 && size < 20e6 ? (int)size : 0;

	if (!count)
		s->failed = true;
	search_value(s, source->trailer, 0);
	for (int id = 1; id < count && !s->failed && s->found < FINDINGS_MOST; id++) {
		bool stream = false;
		const struct pdf_value *v = bdl_source_load(source, &a, id, 0, &stream);

		search_value(s, v, 0);
		s->plain = s->plain && is_plain(v);
		if (stream && bdl_value_is_name(bdl_value_find(v, "/Type"), "/Metadata"))
			search_description(s, source, id);
		if (id % OBJECTS_AN_ARENA == 0)
			bdl_arena_release(&a);
	}
	bdl_arena_release(&a);
}

/* ---- the whole ---- */

static int search_file(
	struct seek *s, int pdf, const void *bytes, size_t length, struct bdl_error *err)
{
	const struct bdl_stamping stamping = BDL_STAMPING_INIT;
	struct pdf_source source;
	struct pdf_pages pages = {.count = 0};
	int rc = -1;

	if (bdl_source_open(&source, bytes, length) != PDF_OPENED ||
		bdl_pages_find(&pages, &source, BDL_FACTS_PAGES_MAX, &stamping) !=
			PDF_PAGES_FOUND) {
		bdl_fail(err, BDL_EFORMAT, NULL, "cannot be read as PDF");
		goto out;
	}
	if (bdl_bbox_read(pdf, pages.count, take, s) < 0 || s->page != pages.count) {
		bdl_fail(err, BDL_EIO, NULL, "its text cannot be extracted");
		goto out;
	}
	search_objects(s, &source);
	rc = s->failed || source.failed || s->text.failed || s->findings->failed
		     ? bdl_fail(err, BDL_EIO, NULL, "not all of it can be searched")
		     : 0;
out:
	bdl_pages_release(&pages);
	bdl_source_close(&source);
	return rc;
}

int bdl_pdf_seek(int pdf, const struct bdl_private_list *l, struct bdl_buffer *findings,
	struct bdl_error *err)
{
	struct seek s = {.list = l, .findings = findings};
	struct stat st;
	void *at;
	int rc;

	if (fstat(pdf, &st) < 0)
		return bdl_fail_errno(err, NULL, "examine");
	if (st.st_size <= 0)
		return bdl_fail(err, BDL_EFORMAT, NULL, "cannot be read as PDF");
	at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, pdf, 0);
	if (at == MAP_FAILED)
		return bdl_fail_errno(err, NULL, "map into memory");
	rc = search_file(&s, pdf, at, (size_t)st.st_size, err);
	munmap(at, (size_t)st.st_size);
	bdl_buffer_release(&s.text);
	return rc;
}

/* A file that was added to ends more than once: what it was before is still in it. */
static bool ends_once(const char *bytes, size_t length)
{
	unsigned ends = 0;

	for (size_t i = 0; i + 5 <= length; i++)
		ends += memcmp(bytes + i, "%%EOF", 5) == 0;
	return ends == 1;
}

bool bdl_pdf_is_plain(int pdf, const void *bytes, size_t length, const struct bdl_private_list *l)
{
	struct bdl_buffer findings = BDL_BUFFER_INIT;
	struct seek s = {.list = l, .findings = &findings, .plain = ends_once(bytes, length)};
	bool plain = s.plain && search_file(&s, pdf, bytes, length, NULL) == 0 && s.plain &&
		     findings.length == 0;

	bdl_buffer_release(&s.text);
	bdl_buffer_release(&findings);
	return plain;
}
