/*
 * Labels: the tree of page labels, so that a viewer calls each page what is printed on it (general
 * guidance on electronic bundles, 2; R4). Pure.
 */
#ifndef BDL_BIND_LABELS_H
#define BDL_BIND_LABELS_H

#include "base/buffer.h"
#include "model/bundle.h"

/* "<< /Nums [0 << /S /r >> 3 << /P (A) /S /D >>] >>": bdl_page_label() of every page, in ranges. */
void bdl_pdf_labels(struct bdl_buffer *out, const struct bdl_bundle *b);

#endif
