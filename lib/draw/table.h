/*
 * Table: rows with a common grid over as many pages as they take: column heads on every page,
 * groups (sections, years) that stay with their first row and are named again where they run on,
 * rows that are never split unless one is taller than a page.
 */
#ifndef BDL_DRAW_TABLE_H
#define BDL_DRAW_TABLE_H

#include "draw/cell.h"

#define BDL_TABLE_COLUMNS 6

struct bdl_table_column {
	const char *head;
	double x, width; /* right-aligned columns end at x */
	bool right;
};

struct bdl_table_form {
	const char *title;
	struct bdl_table_column columns[BDL_TABLE_COLUMNS]; /* the last holds the page to press */
	size_t column_count;
	bool press;              /* the last column says "page 30", not "30" */
	double rule_left;        /* of the lines between rows */
	double group_x;          /* of a group's name; its label stands at the left edge */
	double group_above, group_above_on_top, group_below;
	double lead, air;        /* a row's first baseline below its top; its end below its last */
	bool foot;               /* pages have the foot line */
};

struct bdl_table {
	struct bdl_draft *d;
	const struct bdl_table_form *form;
	double y;                /* where the next thing begins */
	bool after_row;          /* a row ends at y */
	bool fresh;              /* nothing but heads on this page yet */
	bool pending;            /* the group was named but not drawn: it waits for its first row */
	const char *label, *name;/* of the group; name NULL: none */
	unsigned group_page;     /* 0: none to press */
	const char *elsewhere;   /* words in the place of the next row's page: it is in another volume; NULL: none */
	struct bdl_cell cells[BDL_TABLE_COLUMNS]; /* of the next row, the last one's left empty */
};

/* Begins the page `number` with title and legend, and the table on it. */
void bdl_table_begin(struct bdl_table *t, struct bdl_draft *d, const struct bdl_table_form *form,
	unsigned number, const char *legend);
/* Column heads at baseline y and the line below them; for a table inside a page. */
void bdl_table_heads(struct bdl_table *t, double y);
void bdl_table_release(struct bdl_table *t);

/* The rows that follow belong to this group. label and name must live as long as the table. */
void bdl_table_group(struct bdl_table *t, const char *label, const char *name, unsigned page);

/* Height of the row in t->cells, and of a group's heading. */
double bdl_table_row_height(const struct bdl_table *t);
double bdl_table_group_height(const struct bdl_table *t);

/*
 * Draws the row in t->cells, a link to the page; 0: no page, the last cell is drawn as it is.
 * `keep` is the height of what must stand on the same page below it, where a page is tall enough.
 * Says where it stands.
 */
struct bdl_place bdl_table_row(struct bdl_table *t, unsigned page, double keep);

/*
 * Draws words between two rows: from x on, behind a bar, after a line that begins at x. What is `keep` points high below it
 * stays on the same page, where a page is tall enough.
 */
void bdl_table_aside(struct bdl_table *t, const struct bdl_cell *words, double x, double keep);
double bdl_table_aside_height(const struct bdl_table *t, const struct bdl_cell *words);

/* Draws the foot line, if the form has one: last on each page, so that copied text ends with it. */
void bdl_table_end_page(struct bdl_table *t);

/* Ends the page and goes on on a new one; heads and group only where rows follow. */
void bdl_table_turn(struct bdl_table *t, bool rows);

#endif
