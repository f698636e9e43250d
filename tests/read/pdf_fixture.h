/*
 * Fixtures of the PDF tests: a PDF from texts of its objects, read as evidence; the part that came
 * of it linked by the simplest linker there can be, and opened again. Each test program includes
 * this once.
 */
#ifndef BDL_TESTS_READ_PDF_FIXTURE_H
#define BDL_TESTS_READ_PDF_FIXTURE_H

#include "base/file.h"
#include "model/part.h"
#include "read/pdf/source.h"
#include "read/read.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct made {
	int rc;
	struct bdl_error err;
	struct bdl_arena arena;
	struct bdl_facts facts;
	struct bdl_part part;
	char *body; /* as it stands in the part */
	struct bdl_buffer inner; /* the documents inside, one behind the other */
	struct bdl_buffer linked; /* the part as a PDF */
	struct pdf_source pdf; /* the linked PDF, opened */
	const struct pdf_value *pages[64];
};

/*
 * A PDF of objects 1, 2, ... up to a NULL; object 1 is the catalogue. "~content" is a stream,
 * "~{entries}content" one whose dictionary has entries.
 */
static inline void write_pdf(struct bdl_buffer *out, const char *const *objects)
{
	size_t offsets[200], count = 0, table;

	bdl_buffer_text(out, "%PDF-1.7\n");
	for (; objects[count]; count++) {
		const char *text = objects[count];

		offsets[count] = out->length;
		bdl_buffer_printf(out, "%zu 0 obj\n", count + 1);
		if (text[0] != '~') {
			bdl_buffer_text(out, text);
		} else {
			const char *end = text[1] == '{' ? strchr(text, '}') : NULL;
			const char *content = end ? end + 1 : text + 1;

			bdl_buffer_printf(out, "<<%.*s/Length %zu>>stream\n",
				end ? (int)(end - text - 2) : 0, text + 2, strlen(content));
			bdl_buffer_text(out, content);
			bdl_buffer_text(out, "\nendstream");
		}
		bdl_buffer_text(out, "\nendobj\n");
	}
	table = out->length;
	bdl_buffer_printf(out, "xref\n0 %zu\n0000000000 65535 f \n", count + 1);
	for (size_t i = 0; i < count; i++)
		bdl_buffer_printf(out, "%010zu 00000 n \n", offsets[i]);
	bdl_buffer_printf(out,
		"trailer<</Size %zu/Root 1 0 R/Info %zu 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
		count + 1, count, table);
}

static inline int temporary(char folder[64])
{
	strcpy(folder, "/tmp/bundle-pdf-XXXXXX");
	cr_assert_not_null(mkdtemp(folder));
	return 0;
}

/*
 * Reads bytes as the evidence file `name`: bdl_read_pdf(), or (o) bdl_pdf_to_part(), with that room
 * reserved on its pages.
 */
static inline void read_reserved(struct made *m, const void *bytes, size_t length, const char *name,
	const struct bdl_pdf_options *o, const char *reserved)
{
	char folder[64], input[96], output[96];
	struct bdl_reading r = {.size = length,
		.name = name,
		.output_limit = 1u << 30,
		.scratch = folder,
		.reserved = reserved,
		.inner = -1,
		.arena = &m->arena,
		.facts = &m->facts};
	FILE *f;

	*m = (struct made){0};
	temporary(folder);
	snprintf(input, sizeof(input), "%s/in", folder);
	snprintf(output, sizeof(output), "%s/out", folder);
	f = fopen(input, "w+b");
	cr_assert_not_null(f);
	cr_assert_eq(fwrite(bytes, 1, length, f), length);
	fflush(f);
	rewind(f);
	r.input = fileno(f);
	FILE *part = fopen(output, "w+b");
	cr_assert_not_null(part);
	r.output = fileno(part);
	m->facts.text = "";
	m->rc = o ? bdl_pdf_to_part(&r, bytes, length, o, &m->facts.pages, &m->err)
		  : bdl_read_pdf(&r, &m->err);
	if (m->rc == 0 && (o || m->facts.shown)) {
		cr_assert_eq(
			bdl_part_load(&m->part, r.output, name, &m->err), 0, "%s", m->err.message);
		m->body = malloc((size_t)m->part.body_length + 1);
		cr_assert_not_null(m->body);
		cr_assert_eq(bdl_pread_all(r.output, m->body, (size_t)m->part.body_length, 0), 0);
		m->body[m->part.body_length] = '\0';
	}
	fclose(part);
	fclose(f);
	bdl_remove_tree(AT_FDCWD, folder);
}

static inline void read_bytes(struct made *m, const void *bytes, size_t length, const char *name,
	const struct bdl_pdf_options *o)
{
	read_reserved(m, bytes, length, name, o, NULL);
}

/*
 * ---- the linker: everything that bind defines, as plain as can be, behind the part's own objects
 * ----
 */

static inline void link_object(struct made *m, uint64_t *offsets, uint32_t number, const char *text)
{
	offsets[number] = m->linked.length;
	bdl_buffer_printf(&m->linked, "%u 0 obj\n%s\nendobj\n", (unsigned)number, text);
}

static inline uint32_t link_number(const struct bdl_part *p, const struct bdl_reloc *r)
{
	uint32_t base = p->object_count;

	switch ((enum bdl_reloc_kind)r->kind) {
	case BDL_RELOC_OBJECT:
		return r->value;
	case BDL_RELOC_PARENT:
		return base + 2;
	case BDL_RELOC_FONT:
		return base + 3;
	case BDL_RELOC_FIELD:
		return base + 4;
	case BDL_RELOC_ANNOTS:
		return base + 5 + r->value;
	case BDL_RELOC_INNER: /* what is inside has no page here */
		return p->pages[0].object;
	case BDL_RELOC_MENTION:
		return 0;
	case BDL_RELOC_STAMP:
		return base + 5 + p->page_count + r->value;
	}
	return 0;
}

static inline void link_tail(struct made *m, uint64_t *offsets)
{
	const struct bdl_part *p = &m->part;
	uint32_t base = p->object_count;
	struct bdl_buffer t = BDL_BUFFER_INIT;

	bdl_buffer_printf(&t, "<</Type/Catalog/Pages %u 0 R/AcroForm<</Fields[%u 0 R]>>>>",
		base + 2, base + 4);
	link_object(m, offsets, base + 1, bdl_buffer_string(&t));
	bdl_buffer_clear(&t);
	bdl_buffer_printf(&t, "<</Type/Pages/Count %u/Kids[", (unsigned)p->page_count);
	for (uint32_t i = 0; i < p->page_count; i++)
		bdl_buffer_printf(&t, "%u 0 R ", (unsigned)p->pages[i].object);
	bdl_buffer_text(&t, "]>>");
	link_object(m, offsets, base + 2, bdl_buffer_string(&t));
	link_object(m, offsets, base + 3,
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
	bdl_buffer_clear(&t);
	bdl_buffer_text(&t, "<</T(root)/Kids[");
	for (uint32_t i = 0; i < p->field_count; i++)
		bdl_buffer_printf(&t, "%u 0 R ", (unsigned)p->fields[i]);
	bdl_buffer_text(&t, "]>>");
	link_object(m, offsets, base + 4, bdl_buffer_string(&t));
	for (uint32_t i = 0; i < p->page_count; i++) {
		bdl_buffer_clear(&t);
		bdl_buffer_text(&t, "[");
		for (uint32_t k = 0; k < p->pages[i].annot_count; k++)
			bdl_buffer_printf(
				&t, "%u 0 R ", (unsigned)p->annots[p->pages[i].first_annot + k]);
		bdl_buffer_text(&t, "]");
		link_object(m, offsets, base + 5 + i, bdl_buffer_string(&t));
		link_object(m, offsets, base + 5 + p->page_count + i,
			"<</Length 39>>stream\nBT /BdlN 9 Tf 5 5 Td (the number) Tj ET "
			"\nendstream");
	}
	bdl_buffer_release(&t);
}

static inline void link_part(struct made *m)
{
	const struct bdl_part *p = &m->part;
	uint32_t size = p->object_count + 5 + 2 * p->page_count;
	uint64_t *offsets = calloc(size, sizeof(*offsets));
	size_t start;

	cr_assert_not_null(offsets);
	bdl_buffer_text(&m->linked, "%PDF-1.7\n");
	start = m->linked.length;
	bdl_buffer_add(&m->linked, m->body, (size_t)p->body_length);
	for (uint32_t i = 0; i < p->reloc_count; i++) {
		char digits[16];

		snprintf(digits, sizeof(digits), "%010u", (unsigned)link_number(p, &p->relocs[i]));
		memcpy(m->linked.data + start + p->relocs[i].at, digits, 10);
	}
	for (uint32_t i = 0; i < p->object_count; i++)
		offsets[i + 1] = start + p->objects[i];
	link_tail(m, offsets);
	start = m->linked.length;
	bdl_buffer_printf(&m->linked, "xref\n0 %u\n0000000000 65535 f \n", (unsigned)size);
	for (uint32_t i = 1; i < size; i++)
		bdl_buffer_printf(&m->linked, "%010llu 00000 n \n", (unsigned long long)offsets[i]);
	bdl_buffer_printf(&m->linked, "trailer<</Size %u/Root %u 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
		(unsigned)size, p->object_count + 1, start);
	free(offsets);
}

/* Links the part, opens it and finds its pages. The result must be without fault. */
static inline void open_linked(struct made *m)
{
	const struct pdf_value *v;
	size_t i = 0;

	cr_assert_eq(m->rc, 0, "%s", m->err.message);
	cr_assert(m->part.page_count > 0, "it has no pages");
	link_part(m);
	cr_assert_eq(bdl_source_open(&m->pdf, m->linked.data, m->linked.length), PDF_OPENED);
	cr_expect_not(m->pdf.repaired, "what was linked is no sound PDF");
	v = bdl_source_get(&m->pdf, &m->pdf.arena, m->pdf.root, "/Pages");
	v = bdl_value_find(v, "/Kids")->first;
	for (; v && i < 64; v = v->next)
		m->pages[i++] = bdl_source_resolve(&m->pdf, &m->pdf.arena, v);
}

static inline void make_reserved(
	struct made *m, const char *const *objects, const char *reserved)
{
	struct bdl_buffer pdf = BDL_BUFFER_INIT;

	write_pdf(&pdf, objects);
	read_reserved(m, pdf.data, pdf.length, "letter.pdf", NULL, reserved);
	cr_assert_eq(m->rc, 0, "%s", m->err.message);
	cr_assert(m->facts.shown, "it is not shown: reason %d", (int)m->facts.reason);
	open_linked(m);
	bdl_buffer_release(&pdf);
}

static inline void make(struct made *m, const char *const *objects)
{
	make_reserved(m, objects, NULL);
}

static inline void unmake(struct made *m)
{
	bdl_part_release(&m->part);
	bdl_source_close(&m->pdf);
	bdl_buffer_release(&m->linked);
	bdl_buffer_release(&m->inner);
	bdl_arena_release(&m->arena);
	free(m->body);
}

/* ---- questions ---- */

static inline const struct pdf_value *get(
	struct made *m, const struct pdf_value *v, const char *key)
{
	return bdl_source_get(&m->pdf, &m->pdf.arena, v, key);
}

static inline const struct pdf_value *item(struct made *m, const struct pdf_value *array, size_t n)
{
	const struct pdf_value *v = bdl_source_resolve(&m->pdf, &m->pdf.arena, array);

	for (v = v->type == PDF_ARRAY ? v->first : NULL; v && n > 0; n--)
		v = v->next;
	return v ? bdl_source_resolve(&m->pdf, &m->pdf.arena, v) : &bdl_value_null;
}

static inline const struct pdf_value *annot(struct made *m, size_t page, size_t n)
{
	return item(m, bdl_value_find(m->pages[page], "/Annots"), n);
}

/* The page that a destination leads to, from 0; -1: none. */
static inline int destination(struct made *m, const struct pdf_value *dest)
{
	const struct pdf_value *first = dest->type == PDF_ARRAY ? dest->first : NULL;

	for (uint32_t i = 0; first && first->type == PDF_REF && i < m->part.page_count; i++)
		if ((uint32_t)first->id == m->part.pages[i].object)
			return (int)i;
	return -1;
}

static inline bool holds(const struct made *m, const char *text)
{
	size_t length = strlen(text);

	for (uint64_t i = 0; m->body && i + length <= m->part.body_length; i++)
		if (memcmp(m->body + i, text, length) == 0)
			return true;
	return false;
}

static inline bool warns(const struct made *m, const char *words)
{
	for (const char **w = m->facts.warnings; w && *w; w++)
		if (strstr(*w, words))
			return true;
	return false;
}

/* The content of a page, all its streams decoded and joined. */
static inline void content(struct made *m, size_t page, struct bdl_buffer *out)
{
	const struct pdf_value *v = get(m, m->pages[page], "/Contents")->first;

	for (; v; v = v->next) {
		struct pdf_bytes bytes;

		cr_assert_eq(v->type, PDF_REF);
		cr_assert_eq(bdl_source_decoded(&m->pdf, v->id, v->generation, &bytes), 0);
		bdl_buffer_add(out, bytes.data, bytes.length);
		bdl_buffer_byte(out, '\n');
		free(bytes.data);
	}
}

#endif
