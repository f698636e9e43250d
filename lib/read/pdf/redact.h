/*
 * Redact: pages without what is nobody else's business. Words are looked for where they can be had: in the page's own text,
 * in what was recognised in its pictures, in what its links and notes say. A page with something to hide does not go into
 * the part at all: what is seen of it is drawn anew as one picture, black where something was, with its other words
 * laid over it unseen. So nothing that stood in the source under, behind or beside a black box can come along.
 *
 * redact_words.c: which words stand where; redact_view.c, redact_slant.c: how they are read; redact.c: which of them are hidden; redact_again.c: what would still be found; redact_page.c:
 * the new page.
 */
#ifndef BDL_READ_PDF_REDACT_H
#define BDL_READ_PDF_REDACT_H

#include "read/layer.h"
#include "read/pdf/copy.h"

/* A word as it is seen; places as in layer.h, in units of user space. */
struct redact_word {
	size_t at, length; /* in the text of its page */
	double box[4];     /* left, top, right, bottom, from the upper left corner */
	struct bdl_layer_word layer; /* how it is laid over a page that is drawn anew */
	bool hidden;
};

struct redact_page {
	struct redact_word *words;
	size_t count, space;
	struct bdl_buffer text; /* the words, with blanks and newlines between them */
	bool anew;              /* it is drawn anew */
	bool blank;             /* it could not be: nothing of it is shown */
};

struct pdf_redaction {
	const struct bdl_private_list *list;
	int pdf;                /* the source, for children */
	struct redact_page *pages; /* one for each page of the copy */
	size_t count;
	size_t told;            /* pages that pdftotext told of */
	struct bdl_layer layer; /* of all pages, of those drawn anew what is not hidden */
	bool failed;            /* out of memory */
};

/* ---- redact.c ---- */

/*
 * Looks at all pages; fills facts.hidden. ocr: the words of pictures, or NULL. pdf: the source for children; -1: its words
 * cannot be had, which is a warning. c->redaction is set where something is to be hidden. -1: out of memory.
 */
int bdl_redact_survey(struct pdf_copy *c, int pdf, const struct bdl_layer *ocr, struct bdl_error *err)
	BDL_MUST_CHECK;
void bdl_redact_release(struct pdf_copy *c);

/* Is the page drawn anew? */
bool bdl_redact_is_anew(const struct pdf_copy *c, size_t page);

/* text with "[hidden]" for what is found in it, from the copy's arena; as it is where nothing is to be hidden. */
const char *bdl_redact_line(struct pdf_copy *c, const char *text);

/* ---- redact_words.c ---- */

/* Fills words and text of r->pages. 1: of all pages; 0: not of all; -1: out of memory. */
int bdl_redact_words(struct pdf_copy *c, struct pdf_redaction *r, const struct bdl_layer *ocr);

/* ---- redact_view.c ---- */

/* In which order the words of a page are joined; a thing that is found in any of them is hidden. */
enum redact_way {
	REDACT_AS_READ,
	REDACT_LETTERS,  /* words that were set letter by letter made whole */
	REDACT_ACROSS,   /* line by line across the page, whatever columns it has */
	REDACT_DOWN,     /* block by block: what stands beside it is another text */
	REDACT_SLANTED,  /* pieces that touch, read to the right, then in the other three directions */
	REDACT_SLANTED_UP,
	REDACT_SLANTED_LEFT,
	REDACT_SLANTED_DOWN,
	REDACT_WAYS
};

struct redact_view {
	struct bdl_buffer text;
	size_t *words, *starts; /* of the page, in this order; where each begins in the text */
	size_t count;
};

/* Joins the words that are not hidden. -1: out of memory. The view is to be released in any case. */
int bdl_redact_view(struct redact_view *v, const struct redact_page *p, enum redact_way way) BDL_MUST_CHECK;
void bdl_redact_view_release(struct redact_view *v);

/* ---- redact_slant.c ---- */

/* Joins the words of v, a view that is open, quarter turns from those that are read to the right. False: out of memory. */
bool bdl_redact_join_slanted(struct redact_view *v, const struct redact_page *p, unsigned quarters);

/* ---- redact_again.c ---- */

/*
 * Reads the words that are to be laid over the pages as anybody will extract them, and hides what is found among them. 1: there was
 * something; 0: nothing; -1: out of memory, or they could not be read.
 */
int bdl_redact_again(struct pdf_copy *c, struct pdf_redaction *r) BDL_MUST_CHECK;

/* ---- redact_strings.c ---- */

/* Is anything that an annotation of the page says, or where it leads, to be hidden? */
bool bdl_redact_annots_say(struct pdf_copy *c, const struct pdf_redaction *r, size_t page);

/*
 * Does what the link says or where it leads, or a hidden word under it, forbid that it is kept?
 */
bool bdl_redact_covers(struct pdf_copy *c, size_t page, const struct pdf_value *link);

/* ---- redact_page.c ---- */

/* The picture of the page, black where something is hidden: local number of the object; 0: it is left blank. */
uint32_t bdl_redact_picture(struct pdf_copy *c, size_t page);
/* The content that shows it. */
uint32_t bdl_redact_content(struct pdf_copy *c, size_t page);

#endif
