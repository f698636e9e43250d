/*
 * Stamping: where on a page its number and the words beside it stand (look/LOOK.md sections 5 and 6), and so what has to
 * be free there. Bind stamps in these slots; the reader keeps them clear of content: both ask this one function, so a
 * stamp cannot lie on evidence. Points of the page as seen, from its lower left corner. Pure.
 */
#ifndef BDL_MODEL_STAMPING_H
#define BDL_MODEL_STAMPING_H

#include "model/numbering.h"

/* In the order in which they are placed: who comes later gives way. */
enum bdl_slot_kind { BDL_SLOT_NUMBER, BDL_SLOT_MARK, BDL_SLOT_VOLUME, BDL_SLOT_MAIN, BDL_SLOT_COUNT };

/* clang-format off */
struct bdl_stamping {
	enum bdl_number_side side;
	bool top;
	unsigned size;               /* of the number's type, tenths of a point */
	unsigned width;              /* of the number's slot, tenths of a point: the longest number with air around it */
	bool has[BDL_SLOT_COUNT];    /* which of them there are; the number always is */
};

struct bdl_slot {
	bool used;
	double box[4];               /* left, bottom, right, top: free for this and nothing else */
	double size, baseline;       /* of its type */
	enum bdl_number_side align;  /* in the box: its words begin left, end right, or stand in the middle */
	double edge;                 /* where they begin, end, or have their middle */
};
/* clang-format on */

/* As long as nobody asks for anything else: the number alone, 12 point, at the bottom right. */
#define BDL_STAMPING_INIT { .size = 120, .width = 600, .has = {true} }

#define BDL_STAMPING_TEXT 64 /* room for it in words */
#define BDL_STAMP_STRIP_MOST 60.0 /* points of A4, foot or head, that slots take at most: drawn pages leave them free */

/*
 * What a numbering takes, with the words that are wanted beside the number. The slot is as wide as the longest number that
 * is to be expected: six figures.
 */
void bdl_stamping_of(const struct bdl_numbering *n, bool volumes, bool marks, bool main, struct bdl_stamping *out);

/* How wide the longest label that is to be expected is, bold and at size 1. */
double bdl_longest_label(const struct bdl_numbering *n, bool volumes);

/* "bottom-right 120 600 mark volume": the same text for what needs the same room. */
void bdl_stamping_text(const struct bdl_stamping *s, char out[BDL_STAMPING_TEXT]);
/* The reverse; "" and NULL are BDL_STAMPING_INIT. false, and that too, for what is no such text. */
bool bdl_stamping_parse(const char *text, struct bdl_stamping *out);

/*
 * The slots of a page of this width and height. On a page that is too narrow they are stacked; on one that is too small
 * for a slot at all it is cut to the page.
 */
void bdl_stamping_lay(const struct bdl_stamping *s, double width, double height, struct bdl_slot out[BDL_SLOT_COUNT]);

/* How much of a page's foot and head the slots take: from the edge to the far side of the furthest. */
void bdl_stamping_strips(const struct bdl_slot slots[BDL_SLOT_COUNT], double height, double *foot, double *head);

#endif
