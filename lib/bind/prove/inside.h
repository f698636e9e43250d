/* Inside prove: what its files share. */
#ifndef BDL_BIND_PROVE_INSIDE_H
#define BDL_BIND_PROVE_INSIDE_H

#include "base/buffer.h"
#include "base/error.h"
#include "bind/prove/shows.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stddef.h>

#define FINDINGS_MAX 100u
#define BDL_TABLE_ROW 20u /* bytes */

/*
 * A link that leads to a page of the same file. Rectangle and height in points of the page as seen.
 */
struct found_link {
	double box[4];
	unsigned target; /* 0: none of the pages */
	double height; /* of the place on the target as seen; NAN: not given */
	bool keeps_zoom;
	double target_height;
};

/* A page as it stands in the file. */
struct found_page {
	unsigned number; /* from 1 */
	qpdf_oh object;
	double box[4]; /* CropBox within MediaBox, user space */
	int turn; /* clockwise, 0 to 270 */
	double unit;
	qpdf_oh annots;
	unsigned annot_count, annots_unread;
	struct found_link *links; /* of the annotations read so far */
	size_t link_count, link_space;
	struct bdl_show shows[BDL_SHOWS_MAX];
	size_t show_count, words_claimed;
};

struct prover_leaf {
	int object;
	unsigned page;
};

/* The objects that libqpdf is shown just now. */
struct excerpt {
	unsigned char *has; /* a bit for each object of the file */
	unsigned *objects;
	size_t count, space;
	unsigned first_page, last_page; /* these are to be looked at; 0: none */
	unsigned root, info, pages, outlines, labels; /* where the file begins; 0: nowhere */
};

struct prover {
	qpdf_data q;
	const char *pdf;
	size_t length;
	int fd; /* -1: the file is in memory as a whole */
	size_t mapped; /* so much of pdf is a mapped file that this room may let go of */
	/* where in pdf: the table's row 0, "trailer" to "startxref" */
	size_t rows, trailer, trailer_end;
	unsigned object_count; /* rows, row 0 among them */
	char *tail; /* behind the file: room for the table of an excerpt */
	struct excerpt excerpt;
	struct bdl_buffer *findings;
	unsigned finding_count;
	bool out_of_memory;
	/* 1: the file is open; 0: it cannot be read, which has been said; -1: failed */
	int rc;
	struct bdl_error *err;
	unsigned page_count;
	int *page_object; /* of page i + 1 */
	struct prover_leaf *leaves; /* the same, in order of their objects */
	unsigned links_read;
	bool outline_claimed; /* the bookmarks are among the claims */
	struct found_page page; /* the one that claims are about just now; number 0: none */
	struct found_page target; /* of the last link: many lead to the same page */
};

/* One more line of findings; the hundredth says that there are more. */
void bdl_prover_say(struct prover *p, const char *format, ...) BDL_PRINTF(2, 3);

/* qpdf's last complaint is forgotten; true if there was one. */
bool bdl_prover_trouble(struct prover *p);

/* What has been read of a mapped file need not stay in memory: it is there to be read again. */
void bdl_prover_let_go(struct prover *p);

/* A number (0 for what is none), without regard to the locale. */
double bdl_prover_number(struct prover *p, qpdf_oh oh);
/* A decimal number at the start of text; *end is where it stops (text itself if there is none). */
double bdl_prover_decimal(const char *text, const char **end);

/* Item of an array, value of a dictionary's key: null where there is none. */
qpdf_oh bdl_prover_item(struct prover *p, qpdf_oh array, int i);
qpdf_oh bdl_prover_key(struct prover *p, qpdf_oh dictionary, const char *key);
bool bdl_prover_is_name(struct prover *p, qpdf_oh oh, const char *name);

/*
 * The page to which a destination leads, 0 if to none; whether it leaves the reader's zoom alone.
 */
unsigned bdl_prover_target(struct prover *p, qpdf_oh dest, bool *keeps_zoom);

/*
 * The pages of the file, from its page tree: fills page_count, page_object and leaves. 1: found; 0:
 * not, which has been said; -1: failed.
 */
int bdl_find_leaves(struct prover *p, struct bdl_error *err);
/* The page that is this object; 0: none. */
unsigned bdl_page_of(const struct prover *p, int object);

/* The file's own table of objects, byte by byte. false: it is wrong, which has been said. */
bool bdl_prove_table(struct prover *p);

/* Goes through the references of an object, in order. */
struct bdl_refs {
	const char *at, *end;
	const char *key; /* the name that stood last before the reference */
	size_t key_length;
	bool is_value; /* the reference is the key's value, not an item of an array */
	unsigned object; /* the one referred to */
};

/* object: of the table, which has been proven. */
struct bdl_refs bdl_refs_of(const struct prover *p, unsigned object);
bool bdl_refs_next(struct bdl_refs *r);
bool bdl_refs_key(const struct bdl_refs *r, const char *key);

/* Needs a table that has been proven. -1 with p->err. */
int bdl_excerpt_begin(struct prover *p);
void bdl_excerpt_end(struct prover *p);
/*
 * Which objects libqpdf is to be shown: those of the page tree; of the pages from first to last; of
 * some bookmarks from `item` on.
 */
void bdl_excerpt_tree(struct prover *p);
void bdl_excerpt_pages(struct prover *p, unsigned first, unsigned last);
void bdl_excerpt_bookmarks(struct prover *p, unsigned item);
bool bdl_excerpt_has(const struct prover *p, unsigned object);
/* Its table and trailer are written behind the file: how many bytes these are, and at most are. */
size_t bdl_excerpt_write(struct prover *p, char *out);
size_t bdl_excerpt_room(const struct prover *p);

/*
 * Sittings: libqpdf is shown one excerpt of the file after another, so that a bundle of any length
 * is proven in the same room. Whatever it lent before is gone. false: the file cannot be read on
 * (rc).
 */
bool bdl_sittings_begin(struct prover *p);
bool bdl_sit_at_tree(struct prover *p);
bool bdl_sit_at_page(struct prover *p, unsigned page);
bool bdl_sit_at_bookmark(struct prover *p, unsigned item);
void bdl_sittings_end(struct prover *p);

/* Opening view, labels, language, title; then the bookmarks against the claims. */
void bdl_prove_opening(struct prover *p, const char *title, size_t title_length);

struct outline_walk {
	qpdf_oh item; /* the current one */
	/* objects, 0 for none: the current item's first child, */
	unsigned first;
	unsigned next[64]; /* and the neighbour of each item on the path down to the current one */
	unsigned depth;
	bool started, ended;
	unsigned visible; /* seen without opening anything, so far */
	bool shut[64]; /* an item above is closed */
	bool closed; /* the current one */
};

/* What a viewer calls the page at hand, worked out from the tree of labels. */
void bdl_prove_label(struct prover *p, const char *words, size_t length);

/* The next bookmark of the file in depth-first order; false behind the last. */
bool bdl_outline_step(struct prover *p, struct outline_walk *w);
void bdl_prove_bookmark(struct prover *p, struct outline_walk *w, unsigned depth, unsigned page,
	bool open, const char *title, size_t title_length);
void bdl_prove_outline_end(struct prover *p, struct outline_walk *w);

/* Reads page `number` into p->page. */
void bdl_find_page(struct prover *p, unsigned number);
/*
 * Reads one more annotation, from the last to the first: the links that are claimed usually stand
 * last, and whatever qpdf has once read it keeps, so that evidence with thousands of annotations is
 * better left alone. false: no more.
 */
bool bdl_find_link(struct prover *p);
/* A page's box, turn and unit alone. */
void bdl_find_place(struct prover *p, qpdf_oh page, struct found_page *out);
/* User space to points of the page as seen, from its lower left corner. */
void bdl_as_seen(const struct found_page *page, double x, double y, double seen[2]);
double bdl_seen_width(const struct found_page *page);
double bdl_seen_height(const struct found_page *page);

void bdl_prove_place(struct prover *p, const double box[4], int turn, double unit, unsigned annots);

/* Where words are to stand, in seen points, and how tall their type is. */
struct claimed_place {
	double left, baseline, size;
};

/* at: "bottom-right" and the like. false: the claim is none. */
bool bdl_prove_number(struct prover *p, const char *at, const struct claimed_place *place,
	const char *colour, const char *words, size_t length);
void bdl_prove_words(struct prover *p, const char *hex, size_t length);
void bdl_prove_beside(
	struct prover *p, const struct claimed_place *place, const char *hex, size_t length);
/* None of the words that the page's stamp shows lies on others of them. */
void bdl_prove_apart(struct prover *p);
void bdl_prove_link(struct prover *p, const double box[4], unsigned target, double height);

/* Does the page say the words, given in hex ("-": none), and lead to page `target`? */
void bdl_prove_mention(struct prover *p, unsigned target, const char *hex, size_t length);

#endif
