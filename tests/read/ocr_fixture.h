/*
 * Fixture of the tests of recognised words: a small letter drawn by the canvas, as a picture, and
 * the places of words as pdftotext tells them. Each test program includes this once.
 */
#ifndef BDL_TESTS_READ_OCR_FIXTURE_H
#define BDL_TESTS_READ_OCR_FIXTURE_H

#include "draw/canvas.h"
#include "reading_fixture.h"

#define SHEET_WIDE 360.0 /* points */
#define SHEET_HIGH 250.0
#define SHEET_DPI 200
#define WORDS_MOST 200

struct word {
	char text[48];
	double left, top, right, bottom; /* points from the upper left */
};

struct words {
	struct word list[WORDS_MOST];
	size_t count;
};

struct picture_of_sheet {
	struct bdl_buffer pgm;
	const unsigned char *pixels;
	unsigned width, height;
};

static const char *const letter[] = {"Child Maintenance Service", "Date: 14 March 2023",
	"Our reference: 39902518", "Dear Ms Archer",
	"Thank you for your letter about the payments that you",
	"have not received since November. The total amount",
	"outstanding is £1,284.50 and we have written to the",
	"other parent to ask for payment within seven days.", "Yours sincerely", "A Caseworker",
	NULL};

/* The letter as a PDF with words. */
static inline void draw_letter(struct bdl_buffer *pdf, const char *const *lines)
{
	const struct bdl_font font = {BDL_SANS, 11};
	struct bdl_error err = {0};
	struct bdl_canvas *c = bdl_canvas_open(&err);

	cr_assert_not_null(c, "%s", err.message);
	bdl_canvas_page(c, SHEET_WIDE, SHEET_HIGH);
	for (size_t i = 0; lines[i]; i++)
		bdl_canvas_text(
			c, font, BDL_BLACK, 36, 40 + 20.0 * (double)i, lines[i], strlen(lines[i]));
	cr_assert_eq(bdl_canvas_close(c, pdf, &err), 0, "%s", err.message);
}

/* What a command prints; %s in it is a file with these bytes. */
static inline void run_on(
	const char *command, const void *bytes, size_t length, struct bdl_buffer *out)
{
	char folder[64], path[96], line[256], piece[4096];
	FILE *f;
	size_t n;

	temporary(folder);
	fclose(file_of(folder, "x.pdf", bytes, length));
	snprintf(path, sizeof(path), "%s/x.pdf", folder);
	snprintf(line, sizeof(line), "%s %s -", command, path);
	if (strncmp(command, "pdftoppm", 8) == 0)
		snprintf(line, sizeof(line), "%s %s", command, path);
	f = popen(line, "r");
	cr_assert_not_null(f);
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		bdl_buffer_add(out, piece, n);
	cr_expect_eq(pclose(f), 0, "%s", line);
	bdl_remove_tree(AT_FDCWD, folder);
}

static inline void picture_letter(struct picture_of_sheet *p, const struct bdl_buffer *pdf)
{
	int head = 0;

	*p = (struct picture_of_sheet){.width = 0};
	run_on("pdftoppm -gray -r 200", pdf->data, pdf->length, &p->pgm);
	cr_assert_eq(
		sscanf(bdl_buffer_string(&p->pgm), "P5 %u %u 255%n", &p->width, &p->height, &head),
		2);
	p->pixels = (const unsigned char *)p->pgm.data + head + 1;
}

/* The words of a PDF's only page and where they stand. */
static inline void find_words(struct words *w, const void *pdf, size_t length)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	const char *at;

	*w = (struct words){.count = 0};
	run_on("pdftotext -bbox -cropbox", pdf, length, &out);
	at = bdl_buffer_string(&out);
	while ((at = strstr(at, "<word ")) && w->count < WORDS_MOST) {
		struct word *word = &w->list[w->count];

		if (sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\">%47[^<]",
			    &word->left, &word->top, &word->right, &word->bottom, word->text) == 5)
			w->count++;
		at++;
	}
	bdl_buffer_release(&out);
}

static inline const struct word *nearest_word(const struct words *w, const struct word *like)
{
	const struct word *best = NULL;
	double least = 1e9;

	for (size_t i = 0; i < w->count; i++) {
		double by =
			fabs(w->list[i].left - like->left) + fabs(w->list[i].bottom - like->bottom);

		if (strcmp(w->list[i].text, like->text) == 0 && by < least) {
			least = by;
			best = &w->list[i];
		}
	}
	return best;
}

#endif
