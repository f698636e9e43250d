/*
 * Bbox: what pdftotext says of the words of a PDF, one element a line: <page>, <block>, <line>, <word xMin="" yMin=""
 * xMax="" yMax="">text</word>, with coordinates in units right of and below the upper left corner as seen.
 */
#ifndef BDL_READ_PDF_BBOX_H
#define BDL_READ_PDF_BBOX_H

#include "base/buffer.h"
#include "base/error.h"
#include <stdbool.h>

enum pdf_bbox_kind { PDF_BBOX_PAGE, PDF_BBOX_PAGE_END, PDF_BBOX_WORD, PDF_BBOX_LINE_END };

struct pdf_bbox {
	enum pdf_bbox_kind kind;
	double box[4];          /* of a word: left, top, right, bottom */
	const char *text;       /* of a word, UTF-8, entities resolved; "": its line was too long to be read whole */
	size_t length;
};

/* Its answer, as it comes. */
struct pdf_bbox_reader {
	void (*take)(const struct pdf_bbox *e, void *data);
	void *data;
	struct bdl_buffer line, word;
	bool cut;               /* out: the text of a word could not be told */
};

/* The next bytes: calls r->take for each element in turn. */
void bdl_bbox_take(struct pdf_bbox_reader *r, const char *bytes, size_t length);
/* False: memory was short. */
bool bdl_bbox_release(struct pdf_bbox_reader *r) BDL_MUST_CHECK;

/*
 * Asks pdftotext, for some of the pages at a time, and calls `take` for each element in turn. pages: how many there are.
 * 0 when it had told all; -1 else: also where the text of a word was too long.
 */
int bdl_bbox_read(int pdf, size_t pages, void (*take)(const struct pdf_bbox *e, void *data), void *data) BDL_MUST_CHECK;

#endif
