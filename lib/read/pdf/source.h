/*
 * Source: the PDF that is being read, by object number. source.c is the only file of this room
 * that knows libqpdf, and it uses it for three things: to find objects (cross-reference tables,
 * object streams, repair), to decrypt, and to decode streams. Everything else is done on values
 * (value.h).
 */
#ifndef BDL_READ_PDF_SOURCE_H
#define BDL_READ_PDF_SOURCE_H

#include "read/pdf/value.h"

enum pdf_opened {
	PDF_OPENED,
	PDF_LOCKED, /* needs a password */
	PDF_FOREIGN, /* encrypted in a way that libqpdf does not know */
	PDF_BROKEN, /* libqpdf cannot make sense of it */
	PDF_NO_MEMORY /* nothing is known of it */
};

struct pdf_attachment; /* attached.c: a file that the PDF carries */

struct pdf_source {
	void *qpdf;
	struct bdl_arena arena; /* of the values that live as long as the source */
	const struct pdf_value *trailer; /* never NULL once opened */
	const struct pdf_value *root; /* the catalogue */
	bool repaired; /* libqpdf had to rebuild the table of objects */
	bool encrypted;
	bool failed; /* out of memory: values may be missing; look once, at the end */
	struct pdf_attachment *attached; /* what was met so far */
	size_t attached_count, attached_space;
	bool handed_out; /* the files have become documents of their own */
};

/* Borrows the bytes until the close, which is due whatever the answer. */
enum pdf_opened bdl_source_open(struct pdf_source *s, const void *pdf, size_t length);
void bdl_source_close(struct pdf_source *s);

/*
 * The object, or the dictionary of a stream; null when there is none. `stream` may be NULL. Never
 * NULL.
 */
const struct pdf_value *bdl_source_load(
	struct pdf_source *s, struct bdl_arena *a, int id, int generation, bool *stream);

/* v itself, or what the reference v leads to. */
const struct pdf_value *bdl_source_resolve(
	struct pdf_source *s, struct bdl_arena *a, const struct pdf_value *v);
/* A key of a dictionary (or of what v refers to), resolved. */
const struct pdf_value *bdl_source_get(
	struct pdf_source *s, struct bdl_arena *a, const struct pdf_value *v, const char *key);

struct pdf_bytes {
	unsigned char *data; /* free() it */
	size_t length;
};

/*
 * A stream's bytes as they stand in the file, decrypted. 0, or -1 when they cannot be had: for lack
 * of memory if `failed` is set.
 */
int bdl_source_raw(struct pdf_source *s, int id, int generation, struct pdf_bytes *out);
/* The same, decoded; -1 also for filters of pictures. */
int bdl_source_decoded(struct pdf_source *s, int id, int generation, struct pdf_bytes *out);

const char *bdl_source_version(void);

#endif
