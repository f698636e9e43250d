/*
 * Poppler: pdftotext, pdftoppm and pdftocairo as children, under whatever limits and sandbox this
 * process is in. The PDF reaches them as a descriptor, what they say comes back through a pipe.
 * Nothing here trusts them to end well.
 */
#ifndef BDL_READ_POPPLER_H
#define BDL_READ_POPPLER_H

#include "base/buffer.h"
#include "base/error.h"
#include <stddef.h>
#include <sys/types.h>

struct poppler_child {
	pid_t pid;
	int fd; /* its stdout, to be read to the end */
};

/* Words with their boxes, as XHTML (words.c reads it). -1: could not be started. */
int bdl_poppler_words(struct poppler_child *p, int pdf, struct bdl_error *err) BDL_MUST_CHECK;

/* The same of the pages from first to last (from 1) alone. */
int bdl_poppler_words_of(struct poppler_child *p, int pdf, unsigned first, unsigned last,
	struct bdl_error *err) BDL_MUST_CHECK;

/*
 * A part of each page from first to last (from 1) at 72 dpi, as PGM one after another; x and y are
 * pixels right of and below the upper left corner as seen.
 */
struct poppler_view {
	unsigned first, last;
	unsigned x, y, width, height;
};

int bdl_poppler_view(struct poppler_child *p, int pdf, const struct poppler_view *v,
	struct bdl_error *err) BDL_MUST_CHECK;

/*
 * The whole of page `page` (from 1) in grey, `scale` pixels to a unit of its user space, as one PGM.
 */
int bdl_poppler_page(struct poppler_child *p, int pdf, unsigned page, double scale,
	struct bdl_error *err) BDL_MUST_CHECK;

/* The same in colours, as one PPM. */
int bdl_poppler_colours(struct poppler_child *p, int pdf, unsigned page, double scale,
	struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Ends the child (kills it if it has not ended by itself) and returns 0 if it had done all its work
 * well.
 */
int bdl_poppler_end(struct poppler_child *p);

/*
 * Writes the PDF anew, through all of poppler's ways with broken files. -1: nothing came of it, or
 * more than `most`.
 */
int bdl_poppler_rescue(int pdf, size_t most, struct bdl_buffer *out) BDL_MUST_CHECK;

/* read() until EINTR is over; 0 at the end or on failure. */
size_t bdl_poppler_read(const struct poppler_child *p, void *bytes, size_t most);
/* So many bytes, or false. */
bool bdl_poppler_read_all(const struct poppler_child *child, unsigned char *out, size_t length);
/* One number of the head of a PGM or PPM, with the white space behind it; 0 where there is none. */
unsigned bdl_poppler_head_number(const struct poppler_child *child);

#endif
