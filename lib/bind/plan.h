/*
 * Plan: what bundle.pdf will consist of, decided before a byte is written: which page of which part
 * stands where, what is to be pressed and where it leads, the bookmarks, and the number of every
 * object.
 */
#ifndef BDL_BIND_PLAN_H
#define BDL_BIND_PLAN_H

#include "bind/bind.h"
#include "bind/outline.h"
#include "bind/stamped.h"
#include "model/part.h"

/* Rows of bdl_plan.parts; exhibits' parts follow in the order in which they are bound. */
enum { BDL_DRAWN_PART, BDL_FURNITURE_PART, BDL_FIRST_EXHIBIT_PART };

struct bdl_linked_part {
	size_t exhibit; /* row of exhibits, or BDL_NONE */
	const char *name; /* for messages */
	unsigned page_count;
	/* survey */
	uint64_t body_length;
	uint32_t object_count;
	bool has_fields;
	/* numbers */
	uint32_t base; /* its object 1 becomes base + 1 */
	uint32_t field; /* the form field that holds all of its fields, or 0 */
};

struct bdl_linked_page {
	uint32_t part, index; /* row of parts; page in it, from 0 */
	unsigned back_page; /* where the printed number leads; 0: nowhere */
	double back_top; /* height there, in seen points; NAN: the top of the page */
	/* survey */
	struct bdl_place place;
	uint32_t flags; /* BDL_PAGE_DRAWN, ... */
	uint32_t own_annots; /* the source's */
	uint32_t object; /* local number; global once numbered */
	/* numbers */
	uint32_t first_link; /* object of the first of its links */
	uint32_t link_count;
};

/* A page that names the page of another document (0: that has none here). See mention.h. */
struct bdl_plan_mention {
	unsigned page, named;
	bool in_words; /* false: only a link leads there */
};

struct bdl_plan {
	const struct bdl_bind_input *in;
	struct bdl_linked_part *parts;
	size_t part_count;
	struct bdl_linked_page *pages; /* pages[0] is page 1 */
	unsigned page_count;
	struct bdl_stamping stamping;
	size_t *drawn_links; /* rows of drawn->links by page, in their order */
	size_t *drawn_from; /* page p's: from drawn_from[p - 1] up to drawn_from[p] */
	struct bdl_outline outline;
	struct bdl_plan_mention *mentions; /* by page */
	size_t mention_count, mention_space;
	size_t *first_inner; /* by row of exhibits: the first that came out of it, or BDL_NONE; NULL: not needed */
	uint32_t fonts[2]; /* objects: regular, bold */

	/* object numbers */
	uint32_t catalog, info, nothing, first_node, outlines, first_item, first_annots,
		first_stamp;
	uint32_t object_count;
};

/*
 * Everything but the numbers of parts' insides (survey.c). BDL_EINTERNAL when a page of the bundle
 * belongs to nobody, or to two. *plan is released by bdl_plan_release() in any case.
 */
int bdl_plan_lay_out(struct bdl_plan *plan, const struct bdl_bind_input *in,
	struct bdl_error *err) BDL_MUST_CHECK;

/* Loads each part once: sizes, pages' places, bookmarks. */
int bdl_plan_survey(struct bdl_plan *plan, struct bdl_error *err) BDL_MUST_CHECK;

/* Gives every object its number. BDL_ELIMIT if there are too many. */
int bdl_plan_number(struct bdl_plan *plan, struct bdl_error *err) BDL_MUST_CHECK;

/* The three above. */
int bdl_plan_make(struct bdl_plan *plan, const struct bdl_bind_input *in,
	struct bdl_error *err) BDL_MUST_CHECK;
void bdl_plan_release(struct bdl_plan *plan);

/* Opens and loads a part; its descriptor is in *fd (the caller closes it with bdl_plan_shut). */
int bdl_plan_load(const struct bdl_plan *plan, size_t row, struct bdl_part *part, int *fd,
	struct bdl_error *err) BDL_MUST_CHECK;
void bdl_plan_shut(const struct bdl_plan *plan, size_t row, struct bdl_part *part, int fd);

/* What is stamped on the page beside its number; NULL: nothing. */
const struct bdl_stamp *bdl_plan_furniture(const struct bdl_plan *plan, unsigned page);

/* Number and words of the page, and their places. Needs its place: surveyed. */
void bdl_plan_stamped(const struct bdl_plan *plan, unsigned page, struct bdl_stamped *out);

/*
 * Page p's links in the order in which they are written; `i` from 0. false behind the last.
 * Rectangles in seen points.
 */
bool bdl_plan_link(const struct bdl_plan *plan, unsigned page, size_t i, struct bdl_link *out);

/* What prove is to find in a bundle that is bound by this plan, written to fd: claims.c. */
int bdl_plan_claims(const struct bdl_plan *plan, int fd, struct bdl_error *err) BDL_MUST_CHECK;

#define BDL_TREE_FAN_OUT 64u

/* A page's node in the page tree, and the tree's size. */
uint32_t bdl_tree_leaf(const struct bdl_plan *plan, unsigned page);
uint32_t bdl_tree_nodes(unsigned pages);
uint32_t bdl_tree_root(const struct bdl_plan *plan);

#endif
