/*
 * Fixture of the readers' tests: bytes read as an evidence file through bdl_read(), and what came
 * of them as pixels of a rendered page. Stands on pdf_fixture.h, whose linker makes a PDF of the
 * part. Each test program includes this once.
 */
#ifndef BDL_TESTS_READ_READING_FIXTURE_H
#define BDL_TESTS_READ_READING_FIXTURE_H

#include "pdf_fixture.h"

#define HEAD_MAX ((size_t)1024 * 1024)

static inline FILE *file_of(const char *folder, const char *name, const void *bytes, size_t length)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w+b");
	cr_assert_not_null(f);
	cr_assert_eq(fwrite(bytes, 1, length, f), length);
	fflush(f);
	rewind(f);
	return f;
}

/*
 * Reads bytes as the evidence file `name` and loads the part if there is one, and what was found
 * inside; unmake() afterwards. ocr: as in struct bdl_reading.
 */
static inline void read_evidence_with(struct made *m, const void *bytes, size_t length,
	const char *name, const char *ocr, bool recognise)
{
	char folder[64];
	struct bdl_reading r = {.size = length,
		.name = name,
		.output_limit = 1u << 30,
		.scratch = folder,
		.ocr = ocr,
		.recognise = recognise,
		.head = bytes,
		.head_length = length < HEAD_MAX ? length : HEAD_MAX,
		.arena = &m->arena,
		.facts = &m->facts};
	FILE *in, *out, *inner;

	*m = (struct made){0};
	temporary(folder);
	in = file_of(folder, "in", bytes, length);
	out = file_of(folder, "out", "", 0);
	inner = file_of(folder, "inner", "", 0);
	r.input = fileno(in);
	r.output = fileno(out);
	r.inner = fileno(inner);
	m->rc = bdl_read(&r, &m->err);
	cr_expect_eq(m->rc, 0, "%s: %s", name, m->err.message);
	if (m->rc == 0 && m->facts.shown) {
		cr_assert_eq(
			bdl_part_load(&m->part, r.output, name, &m->err), 0, "%s", m->err.message);
		cr_expect_eq(m->part.page_count, m->facts.pages);
		m->body = malloc((size_t)m->part.body_length + 1);
		cr_assert_not_null(m->body);
		cr_assert_eq(bdl_pread_all(r.output, m->body, (size_t)m->part.body_length, 0), 0);
		m->body[m->part.body_length] = '\0';
	}
	cr_expect_eq(bdl_read_fd(r.inner, name, 1u << 30, &m->inner, &m->err), 0);
	fclose(out);
	fclose(in);
	fclose(inner);
	bdl_remove_tree(AT_FDCWD, folder);
}

static inline void read_evidence(struct made *m, const void *bytes, size_t length, const char *name)
{
	read_evidence_with(m, bytes, length, name, "", false);
}

/* What a poppler tool prints of page `page` (from 1) of the linked part; `tail` ends its command
 * line. */
static inline void poppler(
	struct made *m, const char *tool, unsigned page, const char *tail, struct bdl_buffer *out)
{
	char folder[64], line[256], piece[4096];
	FILE *f;
	size_t n;

	if (m->linked.length == 0)
		link_part(m);
	temporary(folder);
	fclose(file_of(folder, "p.pdf", m->linked.data, m->linked.length));
	snprintf(line, sizeof(line), "%s -f %u -l %u %s/p.pdf %s", tool, page, page, folder, tail);
	f = popen(line, "r");
	cr_assert_not_null(f);
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		bdl_buffer_add(out, piece, n);
	cr_expect_eq(pclose(f), 0, "%s", line);
	bdl_remove_tree(AT_FDCWD, folder);
}

/* ---- pixels ---- */

/* A page at 72 dpi: one pixel a point. */
struct seen {
	struct bdl_buffer ppm;
	unsigned width, height;
	const unsigned char *rgb;
};

static inline void see_page(struct made *m, unsigned page, struct seen *s)
{
	int header = 0;

	*s = (struct seen){0};
	poppler(m, "pdftoppm -r 72", page, "", &s->ppm);
	cr_assert_eq(sscanf(bdl_buffer_string(&s->ppm), "P6 %u %u 255%n", &s->width, &s->height,
			     &header),
		2);
	cr_assert(s->ppm.length == (size_t)header + 1 + (size_t)3 * s->width * s->height);
	s->rgb = (const unsigned char *)s->ppm.data + header + 1;
}

static inline void unsee(struct seen *s)
{
	bdl_buffer_release(&s->ppm);
}

/* True if the pixel at x, y (points from the upper left) is within 60 of the colour 0xRRGGBB. */
static inline bool is_colour(const struct seen *s, double x, double y, unsigned colour)
{
	const unsigned char *p;

	if (x < 0 || y < 0 || x >= s->width || y >= s->height)
		return false;
	p = s->rgb + 3 * ((size_t)y * s->width + (size_t)x);
	for (int i = 0; i < 3; i++)
		if (abs((int)p[i] - (int)(colour >> (16 - 8 * i) & 255)) > 60)
			return false;
	return true;
}

#endif
