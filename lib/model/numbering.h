/*
 * Numbering: what is printed on a page as its number, and how others refer to it. Page N of the PDF carries N on it, from
 * 1 on the first (general guidance on electronic bundles, 2; R2), perhaps with something in front: "App 12", and the
 * volume where there are several, "2/12" (Chancery Guide, appendix X, 12(j)). Where a family court's rules say so (FPR
 * PD 27A, R3) the letter of the section stands in front and each section counts from 1: "A1"; the pages before the first
 * section are then i, ii, iii. Pure.
 */
#ifndef BDL_MODEL_NUMBERING_H
#define BDL_MODEL_NUMBERING_H

#include <stdbool.h>
#include <stddef.h>

struct bdl_bundle;
struct bdl_exhibit;

enum bdl_number_side { BDL_NUMBER_RIGHT, BDL_NUMBER_CENTRE, BDL_NUMBER_LEFT };
enum bdl_number_colour { BDL_NUMBER_BLACK, BDL_NUMBER_BLUE, BDL_NUMBER_RED };

/* clang-format off */
struct bdl_numbering {
	bool by_section;         /* "A12" instead of "12" */
	bool of_total;           /* printed as "Page 12 of 165"; others still say "page 12" */
	const char *prefix;      /* "App " in front of the number; NULL: nothing; see bdl_prefix_is_usable() */
	enum bdl_number_side side;
	bool top;                /* at the top of the page instead of its foot */
	double size;             /* of the type, in points: 9 (R6) to 24 */
	enum bdl_number_colour colour;
};
/* clang-format on */

#define BDL_NUMBERING_INIT { .size = 12 }
#define BDL_NUMBER_SIZE_LEAST 9.0
#define BDL_NUMBER_SIZE_MOST 24.0
#define BDL_PREFIX_MAX 16
#define BDL_LABEL_TEXT 80 /* room for a label or a printed number */

/*
 * What others call page `page` (from 1) of this PDF of the bundle: "12", "App 12", "2/12", "A12", "ii". The same as
 * the PDF's page label. Needs a paginated bundle.
 */
void bdl_page_label(const struct bdl_bundle *b, unsigned page, char out[BDL_LABEL_TEXT]);

/*
 * The label of page `page` (from 1) of an exhibit that has a place in the bundle, in whichever volume that is; b may be
 * the whole or a view of another volume.
 */
void bdl_exhibit_label(const struct bdl_bundle *b, const struct bdl_exhibit *x, unsigned page, char out[BDL_LABEL_TEXT]);

/* What is printed on it: the label, or "Page 12 of 165" with the label in the place of 12. */
void bdl_page_number(const struct bdl_bundle *b, unsigned page, char out[BDL_LABEL_TEXT]);

/* Everything that is stamped on a page beside header and foot. "" for what it does not have. */
struct bdl_page_words {
	char number[BDL_LABEL_TEXT];  /* bdl_page_number(), at the side that the numbering says */
	char volume[BDL_LABEL_TEXT];  /* "Volume 2 of 3", beside the number */
	char mark[BDL_LABEL_TEXT];    /* "AB1-9": the exhibit's mark and the page in it, bottom centre (PD 32, 15.1) */
	char main[BDL_LABEL_TEXT];    /* "Main bundle page 123", bottom left: where a page of the core bundle stands there */
};

void bdl_page_words(const struct bdl_bundle *b, unsigned page, struct bdl_page_words *out);

/* "AB1-9" for the ninth page behind the exhibit's front sheet; "" elsewhere. */
void bdl_page_mark(const struct bdl_bundle *b, unsigned page, char out[BDL_LABEL_TEXT]);

/*
 * The number that page `page` of a core bundle has in the main bundle: "123", "2/12"; "" for what stands in the core
 * bundle alone, and where b is none (Chancery Guide, appendix X, 5).
 */
void bdl_main_label(const struct bdl_bundle *b, unsigned page, char out[BDL_LABEL_TEXT]);

/* "Volume 2 of 3"; "" where there is only one. */
void bdl_volume_words(const struct bdl_bundle *b, char out[BDL_LABEL_TEXT]);

/* "xiv"; in figures beyond 3,999, for which Roman numerals are not made. */
void bdl_roman(unsigned n, char out[BDL_LABEL_TEXT]);

/*
 * Printable ASCII, at most BDL_PREFIX_MAX of it, with no figure at its end: that would read as a part of the number.
 */
bool bdl_prefix_is_usable(const char *prefix);

/* The bounds that are said above. */
bool bdl_numbering_is_usable(const struct bdl_numbering *n);

#endif
