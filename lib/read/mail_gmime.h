/* What the files that know gmime share (mail_parse.c: headers; mail_parts.c: parts; mail_words.c:
 * words). */
#ifndef BDL_READ_MAIL_GMIME_H
#define BDL_READ_MAIL_GMIME_H

#include "read/mail.h"

#include <gmime/gmime.h>

#define BDL_MAIL_FILE_MAX ((uint64_t)160 * 1024 * 1024)

#define BDL_MAIL_BODIES_MAX 64 /* parts that are words, one below the other */
#define BDL_MAIL_PICTURES_MAX 512 /* that can be named where they stand */

/* A picture among the words. */
struct bdl_mail_picture {
	const char *id, *place; /* Content-ID and Content-Location; or NULL */
	const char *name;
};

/* A message being taken apart. */
struct bdl_mail_walk {
	struct bdl_reading *r;
	struct bdl_mail *m;
	struct bdl_error *err;
	GMimePart *bodies[BDL_MAIL_BODIES_MAX]; /* lent */
	size_t body_count;
	struct bdl_mail_picture *pictures;
	size_t picture_count;
	unsigned unnamed;
};

/* NULL: there is no header. g_object_unref() it. */
GMimeMessage *bdl_gmime_message(const void *bytes, size_t length);

/* Is the part of that type? subtype may be "*". */
bool bdl_gmime_is(GMimeObject *o, const char *type, const char *subtype);

/* The decoded bytes of a part; release with g_byte_array_unref(). */
GByteArray *bdl_gmime_content(GMimePart *part);

/* Appends the words of a part to the message's (mail_words.c). */
int bdl_gmime_words(struct bdl_mail_walk *w, GMimePart *part) BDL_MUST_CHECK;

/* The words of the message into m->body, everything else handed out. */
int bdl_gmime_body(struct bdl_reading *r, GMimeMessage *message, struct bdl_mail *m,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
