/*
 * Attached: the files that a PDF carries: those of the document (the name tree /EmbeddedFiles, /AF)
 * and those that stand on its pages (annotations /FileAttachment). ISO 32000-2, 7.11.4 and 14.13.
 */
#ifndef BDL_READ_PDF_ATTACHED_H
#define BDL_READ_PDF_ATTACHED_H

#include "read/pdf/source.h"
#include "read/reading.h"

/*
 * Remembers the file of a file specification that was met on a page, unless it is known already or
 * is no part of the PDF. Lack of memory is left in s->failed.
 */
void bdl_attached_note(struct pdf_source *s, const struct pdf_value *specification);

/* The same for each specification of an array. */
void bdl_attached_note_all(struct pdf_source *s, const struct pdf_value *list);

/* The stream of the file itself, a reference; null: it is no part of the PDF. */
const struct pdf_value *bdl_attached_stream(
	struct pdf_source *s, struct bdl_arena *a, const struct pdf_value *specification);

/* Which document inside this one the file of a stream has become, from 0; SIZE_MAX: none. */
size_t bdl_attached_inner(const struct pdf_source *s, int id, int generation);

/* The file's name as written, a string; null where there is none. */
const struct pdf_value *bdl_attached_name(
	struct pdf_source *s, struct bdl_arena *a, const struct pdf_value *specification);

/*
 * Hands out all files as documents inside this one, those of the document first, and says in the
 * warnings how many there were and how many could not be had. Does nothing the second time. -1: out of memory, or they cannot be
 * written.
 */
int bdl_attached_hand_out(
	struct bdl_reading *r, struct pdf_source *s, struct bdl_error *err) BDL_MUST_CHECK;

#endif
