/*
 * Look: what the files that fill struct bdl_seen share. Objects are found through read/pdf/source.h
 * (libqpdf) and read as values; everything that they mean is worked out here anew, so that a
 * mistake of the reader or of bind shows.
 */
#ifndef BDL_CHECK_LOOK_H
#define BDL_CHECK_LOOK_H

#include "check/seen.h"
#include "read/pdf/source.h"

#define LOOK_SAME_LINE 0.35 /* of the type's size: that far a baseline may lie off */

/* clang-format off */
/* A page as it stands in the file. */
struct look_page {
	int id, generation;
	const struct pdf_value *direct;    /* a page that is no object of its own; else NULL */
	const struct pdf_value *resources, *media, *crop, *rotate; /* inherited; null where there are none */
	double box[4];                     /* what is shown, user space */
	int turn;                          /* clockwise, 0 to 270 */
	double unit;
	struct look_box { double left, bottom, right, top; } *drawn; /* what is painted near head and foot, as seen */
	size_t drawn_count;
};

struct look_font {                         /* beside a row of seen->fonts */
	int id, generation;                /* 0: a dictionary that stands in the resources */
	const char *direct;                /* what it was written as, then */
	bool wide;                         /* two bytes a character */
	double height;                     /* of the type as drawn, of the size asked for: 1 but for type 3 */
	float widths[256];                 /* of the size asked for */
};

struct look_name {
	const char *bytes; size_t length;
	const struct pdf_value *value;
};

struct look {
	struct bdl_seen *seen;
	struct pdf_source source;
	struct bdl_arena arena;            /* of what is needed while looking alone */
	int fd;
	const char *bytes; size_t length;  /* the file, mapped */
	struct look_page *pages; unsigned page_count;
	unsigned *by_object; int objects;  /* by object number the page, from 1; 0: none */
	struct look_font *fonts;           /* as many as seen->fonts */
	struct look_name *names; size_t name_count; bool names_read;
	bool failed;                       /* out of memory: looked at once, at the end */
};
/* clang-format on */

/* ---- look_value.c: small ways to values; none fails, all lend ---- */

const struct pdf_value *look_load(struct look *l, struct bdl_arena *a, const struct pdf_value *v);
const struct pdf_value *look_get(
	struct look *l, struct bdl_arena *a, const struct pdf_value *v, const char *key);
double look_number(const struct pdf_value *v, double otherwise);
/* Four numbers, the corners in order. */
bool look_box(struct look *l, struct bdl_arena *a, const struct pdf_value *v, double out[4]);
/* A text string, one line of UTF-8; NULL where v is none or there is nothing in it. */
const char *look_text(struct look *l, const struct pdf_value *v);
/* A name without its slash, UTF-8; NULL where v is none. */
const char *look_name_text(struct look *l, const struct pdf_value *v);
/* A stream, decoded; -1 where it cannot be had, be it for want of memory: a file may not use up
 * ours. free() it. */
int look_stream(struct look *l, const struct pdf_value *ref, struct pdf_bytes *out);
/* A list of rows in an arena, longer by one zeroed row, which it returns; NULL: out of memory. */
void *look_more(struct look *l, struct bdl_arena *a, void *list, size_t *count, size_t size);

/* ---- look_frame.c ---- */

/* Beginning and end, damage, encryption, in libqpdf's own words. false: it cannot be opened, and
 * why stands in seen. */
bool look_frame(struct look *l);

/* ---- look_tree.c ---- */

/* The pages, their boxes and turns. */
void look_pages(struct look *l);
const struct pdf_value *look_page_dict(
	struct look *l, struct bdl_arena *a, const struct look_page *p);
/* User space to what is seen, as a matrix. */
void look_matrix(const struct look_page *p, double m[6]);
void look_seen_box(const struct look_page *p, const double box[4], double out[4]);

/* ---- look_target.c ---- */

/* v: a destination, or NULL; action: what is done, or NULL. Counts scripts and what leads out of
 * the file. */
struct bdl_seen_target look_target(struct look *l, struct bdl_arena *a,
	const struct pdf_value *dest, const struct pdf_value *action);
/* Scripts and ways out of an action and of those behind it. */
void look_action(struct look *l, struct bdl_arena *a, const struct pdf_value *action);
/* The same for a dictionary of actions by trigger (/AA). */
void look_triggers(struct look *l, struct bdl_arena *a, const struct pdf_value *aa);
/* Visits each pair of a name tree. */
void look_name_tree(struct look *l, const struct pdf_value *node, unsigned depth,
	void (*visit)(struct look *, const struct pdf_value *name, const struct pdf_value *value));

/* ---- the rest, one file each ---- */

void look_catalog(struct look *l); /* what the document says of itself, labels, files inside */
void look_outline(struct look *l); /* bookmarks */
void look_annots(struct look *l, unsigned page); /* links and other marks */
void look_content(struct look *l, unsigned page); /* runs, pictures, drawing */
/* The row of a font in the resources; v as it stands there. */
uint32_t look_font(struct look *l, const struct pdf_value *v);
void look_words(struct look *l); /* what pdftotext finds */
void look_grounds(
	struct look *l); /* the paper around the numbers, where something is drawn near them */

#endif
