/*
 * Pages: the page tree of a source walked down, each page with what it inherits, and its geometry:
 * the box that can be seen and how the page is turned. Made for page trees that loop, lie or lack
 * half of themselves.
 */
#ifndef BDL_READ_PDF_PAGES_H
#define BDL_READ_PDF_PAGES_H

#include "model/stamping.h"
#include "read/pdf/content.h"
#include "read/pdf/source.h"

/* What a node of the page tree hands down; lives in the source's arena. */
struct pdf_inherited {
	const struct pdf_value *media_box, *crop_box, *rotate, *resources;
	struct pdf_inherited *origin; /* of the resources: the one that handed them down first */
	uint32_t resources_object; /* of an origin: local number of the resources, 0: not written */
};

enum pdf_corner { PDF_CORNER_FREE, PDF_CORNER_LOOK, PDF_CORNER_TAKEN };

/* Content streams of a page: how many can be decoded, cannot be, and are not there. */
struct pdf_streams {
	unsigned whole, broken, missing;
};

struct pdf_page {
	int id, generation; /* id 0: the dictionary is `direct`, or is missing */
	const struct pdf_value *direct; /* NULL: see id; null: the page is lost and stays empty */
	struct pdf_inherited *inherited;
	uint32_t object; /* local number in the part */
	bool lost; /* nothing of it could be found */
	bool odd_box; /* its own boxes say nothing usable: box and media are ours */
	bool turned; /* it was upside down in the source: rotate is not the source's */
	bool enlarged; /* box is larger than what the source shows, to the right or below */
	double media[4]; /* the paper: left, bottom, right, top, in user space */
	double box[4]; /* what is seen of it */
	double shown[4]; /* what the source shows: box, or a part of it where that is enlarged */
	double user_unit, scale;
	double fixed; /* of a scaled page: the height that stays where it is, as seen, in its units */
	int rotate; /* 0, 90, 180, 270 */
	enum pdf_corner corner;
	struct pdf_balance balance;
	struct pdf_streams streams;
};

struct pdf_pages {
	struct pdf_page *pages;
	size_t count, space;
	size_t dropped; /* listed but not to be found, and too many to be left blank */
	struct bdl_stamping stamping; /* what is to be free on each of them */
};

enum pdf_pages_answer { PDF_PAGES_FOUND, PDF_PAGES_TOO_MANY, PDF_PAGES_NO_MEMORY };

/* Fills p; count 0 is an answer too. `most`: give up beyond. */
enum pdf_pages_answer bdl_pages_find(struct pdf_pages *p, struct pdf_source *s, size_t most,
	const struct bdl_stamping *stamping);
void bdl_pages_release(struct pdf_pages *p);

/* The page's dictionary; never NULL. */
const struct pdf_value *bdl_page_dict(
	struct pdf_source *s, struct bdl_arena *a, const struct pdf_page *p);

/* Width and height as seen, upright, in units of user space. */
double bdl_page_width(const struct pdf_page *p);
double bdl_page_height(const struct pdf_page *p);

/*
 * The rectangle in user space of what is seen from x0 to x1 right of the left edge and from y0 to
 * y1 above the bottom edge.
 */
void bdl_page_seen_rect(
	const struct pdf_page *p, double x0, double y0, double x1, double y1, double out[4]);

/*
 * What is to be free of content for the number and the words beside it (model/stamping.h), as seen,
 * in units of user space from the lower left corner. Returns how many there are.
 */
size_t bdl_page_reserved(
	const struct pdf_pages *pages, const struct pdf_page *p, double out[BDL_SLOT_COUNT][4]);

/*
 * The point in user space that scaling leaves where it is: in the middle across; at the upper edge
 * as seen when it is the foot that has to be free.
 */
void bdl_page_anchor(const struct pdf_page *p, double out[2]);
/* The point in user space that is seen in the upper left corner. */
void bdl_page_upper_left(const struct pdf_page *p, double out[2]);
/* Where a point of the source comes to lie: moved when the page is scaled. */
double bdl_page_x(const struct pdf_page *p, double x);
double bdl_page_y(const struct pdf_page *p, double y);

/* Says that the page is to be scaled so that foot and head become free as far as slots go. */
void bdl_page_scale(const struct pdf_pages *pages, struct pdf_page *p);

#endif
