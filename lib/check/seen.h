/*
 * Seen: a finished PDF as a reader meets it, whoever made it: pages, words, links, bookmarks, pictures. Filled by
 * the files of this room that know libqpdf and pdftotext (look_*.c), from nothing but the file; the rules (rule_*.c) know
 * this struct only and are pure. Coordinates are "seen": points from the lower left corner of the page as it is shown
 * upright, /Rotate, CropBox and UserUnit applied. Strings are UTF-8 in the arena.
 */
#ifndef BDL_CHECK_SEEN_H
#define BDL_CHECK_SEEN_H

#include "base/arena.h"
#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* clang-format off */
struct bdl_seen_word {
	double left, bottom, right, top;
	const char *text;
	bool ends_line;            /* the next word stands on another line */
};

/* A stretch of shown text as the content stream has it. */
struct bdl_seen_run {
	double left, bottom, right, top; /* about: the box of its glyphs */
	double size;               /* of the type, as seen */
	double angle;              /* of the baseline as seen, degrees counter-clockwise, 0 to below 360; of words in a mirror below 180 */
	double red, green, blue;   /* 0 to 1; -1 where a pattern or an unknown space is used */
	bool invisible;            /* render mode 3: a layer of recognised words */
	uint32_t font;             /* row of fonts */
};

struct bdl_seen_font {
	const char *name;          /* base font, without the subset's tag */
	bool embedded, has_unicode; /* the file is there; what it shows can be copied */
};

struct bdl_seen_picture {
	double left, bottom, right, top;
	double dots;               /* per inch as shown, the larger of both ways; 0: a mask of one colour */
	bool grey_or_black;        /* one component */
};

enum bdl_target { BDL_TARGET_PAGE, BDL_TARGET_DEAD, BDL_TARGET_WEB, BDL_TARGET_ELSEWHERE };

/* Where a link or bookmark leads. */
struct bdl_seen_target {
	enum bdl_target kind;      /* DEAD: to a page that is not there, or to nothing; ELSEWHERE: another file, a program */
	unsigned page;             /* from 1 */
	const char *fit;           /* "XYZ", "Fit", "FitH", ... */
	double zoom;               /* of XYZ: 1 is 100 %; 0: keep; NAN: not XYZ */
	double left, top;          /* seen points on that page; NAN: not given */
};

struct bdl_seen_link {
	double left, bottom, right, top;
	struct bdl_seen_target to;
	bool hidden;               /* flags: hidden or no view */
};

/* Any other annotation, form fields among them. */
struct bdl_seen_mark {
	double left, bottom, right, top;
	const char *kind;          /* "Widget", "Highlight", ... */
	bool hidden;
};

/* How the paper looks right around the page's printed number, where a picture or a drawing comes near it. */
enum bdl_ground { BDL_GROUND_NOT_LOOKED_AT, BDL_GROUND_CLEAR, BDL_GROUND_DARK };

struct bdl_seen_page {
	double width, height;      /* as seen, points */
	int rotate;
	double unit;
	const char *label;         /* /PageLabels; NULL: the file has none */
	struct bdl_seen_word *words; size_t word_count;
	struct bdl_seen_run *runs; size_t run_count;
	struct bdl_seen_picture *pictures; size_t picture_count;
	struct bdl_seen_link *links; size_t link_count;
	struct bdl_seen_mark *marks; size_t mark_count;
	size_t drawing;            /* path painting operators: lines, fills */
	enum bdl_ground number_ground;
	bool broken;               /* its content could not be read to the end */
};

struct bdl_seen_bookmark {
	unsigned depth;            /* from 0 */
	const char *title;
	struct bdl_seen_target to;
};

struct bdl_seen_file {         /* embedded in the PDF */
	const char *name;
	bool program;              /* by its name or first bytes something that a computer would run */
};

struct bdl_seen {
	struct bdl_arena arena;
	const char *name;          /* file name */
	uint64_t size;             /* bytes */
	const char *unreadable;    /* why there are no pages: "it needs a password"; NULL: it could be opened */
	bool starts_right, ends_right; /* %PDF-, %%EOF */
	bool damaged;              /* libqpdf had to repair it, or warned of its structure */
	const char *damage;        /* its first words about that; or NULL */
	bool encrypted, needs_password;
	size_t scripts;            /* JavaScript, anywhere */
	size_t outside;            /* launch, submit, remote, import actions; web links are not counted */
	const char *title, *author, *creator, *producer, *subject, *keywords; /* Info, XMP where Info has none; NULL: none */
	bool has_xmp;
	const char *xmp;           /* the packet of the document's metadata, or NULL */
	const char *language;      /* /Lang */
	const char *page_mode;     /* "UseOutlines"; NULL */
	struct bdl_seen_target opens; bool has_opening; /* /OpenAction */
	bool has_labels;
	struct bdl_seen_page *pages; unsigned page_count;
	struct bdl_seen_font *fonts; size_t font_count;
	struct bdl_seen_bookmark *bookmarks; size_t bookmark_count;
	struct bdl_seen_file *files; size_t file_count;
	size_t field_count;        /* form fields */
	bool signed_pdf;           /* holds a signature */
};
/* clang-format on */

#endif
