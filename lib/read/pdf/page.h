/*
 * Parts of a page on their way into a part: its content and its resources. Shared by the files of
 * pages alone.
 */
#ifndef BDL_READ_PDF_PAGE_H
#define BDL_READ_PDF_PAGE_H

#include "read/pdf/copy.h"

/* Forms that stand for streams that cannot be decoded: "/BdlX0", ... */
struct pdf_forms {
	uint32_t *objects;
	unsigned count;
};

/* ---- page_content.c ---- */

/* The stream in front of the page's content: its local number. */
uint32_t bdl_content_prefix(struct pdf_copy *c, const struct pdf_page *p);
/* The stream behind it, which closes what the content left open. */
uint32_t bdl_content_suffix(struct pdf_copy *c, const struct pdf_balance *b);
/* References to the source's own streams, as elements of an array. */
void bdl_content_refs(struct pdf_copy *c, const struct pdf_value *dict);
/*
 * The whole content as one new stream: without what would spill over, with forms for what cannot be
 * decoded. Content in which an operator lacks operands becomes a form as a whole: viewers give up a
 * stream at such an operator, and the number of the page must not go with it. The same is done where
 * bdl_content_needs_frame().
 */
uint32_t bdl_content_tidied(struct pdf_copy *c, const struct pdf_page *p,
	const struct pdf_value *dict, struct pdf_forms *f);

/* Has the page to be scaled, and patterns that would not be? */
bool bdl_content_needs_frame(
	struct pdf_copy *c, const struct pdf_page *p, const struct pdf_value *dict);

/* ---- resources.c ---- */

/*
 * Writes the page's resources, with the stamps' fonts and the forms, as an object, unless a page
 * before had them too.
 */
uint32_t bdl_resources_object(struct pdf_copy *c, const struct pdf_page *p,
	const struct pdf_value *dict, const struct pdf_forms *f);

/* The resources of a page that is drawn anew: the stamps' fonts and, if not 0, the picture /BdlR. */
uint32_t bdl_resources_anew(struct pdf_copy *c, uint32_t picture);

#endif
