/*
 * Pdf: what a drawn PDF says and where, by poppler's programs: its words with their places, its
 * text, its pixels. y from the page's upper edge.
 */
#ifndef BDL_TESTS_DRAW_PDF_H
#define BDL_TESTS_DRAW_PDF_H

#include "base/buffer.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The output of a shell command in which $F is a file with the PDF. free() it. */
static inline char *pdf_command(const struct bdl_buffer *pdf, const char *command, size_t *length)
{
	char path[] = "/tmp/bundle-draw-XXXXXX", line[512], block[4096];
	struct bdl_buffer out = BDL_BUFFER_INIT;
	int fd = mkstemp(path);
	FILE *pipe;
	size_t count;

	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, pdf->data, pdf->length), (ssize_t)pdf->length);
	close(fd);
	snprintf(line, sizeof line, "F=%s; %s", path, command);
	pipe = popen(line, "r");
	cr_assert_not_null(pipe);
	while ((count = fread(block, 1, sizeof block, pipe)) > 0)
		bdl_buffer_add(&out, block, count);
	cr_assert_eq(pclose(pipe), 0, "%s", line);
	unlink(path);
	if (length)
		*length = out.length;
	bdl_buffer_add(&out, "", 0);
	return out.data;
}

/* Its text in drawing order. free() it. */
static inline char *pdf_text(const struct bdl_buffer *pdf)
{
	return pdf_command(pdf, "pdftotext -q -raw $F - 2>/dev/null", NULL);
}

struct word {
	unsigned page; /* of this PDF, from 1 */
	double left, top, right, bottom;
	char text[128];
};

struct words {
	struct word *words;
	size_t count;
};

static inline struct words pdf_words(const struct bdl_buffer *pdf)
{
	char *xml = pdf_command(pdf, "pdftotext -q -bbox $F - 2>/dev/null", NULL), *rest = NULL;
	struct words w = {NULL, 0};
	unsigned page = 0;

	for (char *line = strtok_r(xml, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		struct word word = {.page = page};
		if (strstr(line, "<page "))
			page++;
		if (sscanf(line,
			    " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\">%127[^<]",
			    &word.left, &word.top, &word.right, &word.bottom, word.text) != 5)
			continue;
		if (w.count % 1024 == 0)
			w.words = realloc(w.words, (w.count + 1024) * sizeof *w.words);
		w.words[w.count++] = word;
	}
	free(xml);
	return w;
}

#endif
