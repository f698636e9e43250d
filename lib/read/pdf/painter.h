/*
 * Painter: the state of the small interpreter of content streams (marks.h), shared by its files
 * alone: marks.c runs operators, paint.c has paths and pictures, ink.c colours and
 * text.
 */
#ifndef BDL_READ_PDF_PAINTER_H
#define BDL_READ_PDF_PAINTER_H

#include "read/pdf/marks.h"
#include "read/pdf/path.h"

#define PAINTER_STATES 64 /* nested q; deeper ones share the last */

struct paint_state {
	double matrix[6], clip[4];
	double pen; /* line width, before the matrix */
	bool white_fill, white_pen;
	bool plain_fill, plain_pen; /* the colour space is one in which white can be told */
	double leading;
	int text_mode;
	bool text_backwards; /* the size of the type is negative: letters stand on their heads */
};

/* Resources of a page or form, their dictionaries looked up when first needed. */
struct paint_means {
	struct bdl_arena arena;
	const struct pdf_value *resources, *xobjects, *spaces;
};

/* How much of a page is under pictures, in cells. */
#define COVER_SIDE 32
struct paint_cover {
	bool cells[COVER_SIDE][COVER_SIDE];
};

/* Which way the words of a page stand, counted by the operators that show them. */
struct paint_ways {
	int rotate; /* of the page */
	unsigned upside_down, all;
};

struct painter {
	struct pdf_copy *copy;
	struct paint_ways *ways; /* only words are looked for; NULL: marks are */
	struct paint_cover *cover; /* only pictures are looked for; NULL: marks are */
	const double *target;
	struct pdf_path path;
	bool clips; /* W: the path becomes part of the clip once it is painted */
	struct paint_state states[PAINTER_STATES];
	size_t depth; /* of q; states beyond PAINTER_STATES are only counted */
	double text[6], line[6]; /* matrices of text */
	enum pdf_corner verdict;
	unsigned operations;
};

/* The newest state. */
struct paint_state *bdl_painter_now(struct painter *p);
void bdl_painter_find(struct painter *p, enum pdf_corner what);
/* Can what is painted now be seen in the rectangle at all? */
bool bdl_painter_reaches(struct painter *p);

/* Each does an operator of its kind, or says false. */
bool bdl_paint_path(struct painter *p, const struct pdf_operation *o);
bool bdl_paint_text(struct painter *p, const struct pdf_operation *o);
bool bdl_paint_colour(struct painter *p, struct paint_means *r, const struct pdf_operation *o);

/* A picture in the unit square. */
void bdl_paint_picture(struct painter *p);

#endif
