/*
 * Catalog: the objects that hold the bundle together: page tree, bookmarks, fields, layers,
 * catalog, information.
 */
#ifndef BDL_BIND_CATALOG_H
#define BDL_BIND_CATALOG_H

#include "bind/pdf_out.h"
#include "bind/plan.h"

/* Collected while the parts are copied. References with blanks behind them. */
struct bdl_gathered {
	struct bdl_buffer fields;
	struct bdl_buffer layers, hidden_layers;
};

void bdl_gathered_release(struct bdl_gathered *g);

/* The field that holds the part's fields, if it has any; its layers. */
void bdl_gather(struct bdl_out *o, const struct bdl_plan *plan, size_t row,
	const struct bdl_part *part, struct bdl_gathered *g);

void bdl_write_tree(struct bdl_out *o, const struct bdl_plan *plan);
void bdl_write_outline(struct bdl_out *o, const struct bdl_plan *plan);
void bdl_write_catalog(
	struct bdl_out *o, const struct bdl_plan *plan, const struct bdl_gathered *g);
void bdl_write_info(struct bdl_out *o, const struct bdl_plan *plan);

#endif
