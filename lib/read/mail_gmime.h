/* What the files that know gmime share (mail_parse.c: headers; mail_parts.c: the body). */
#ifndef BDL_READ_MAIL_GMIME_H
#define BDL_READ_MAIL_GMIME_H

#include "read/mail.h"

#include <gmime/gmime.h>

#define BDL_MAIL_FILE_MAX ((uint64_t)160 * 1024 * 1024)

/* NULL: there is no header. g_object_unref() it. */
GMimeMessage *bdl_gmime_message(const void *bytes, size_t length);

/* The words of the message into m->body, everything else handed out. */
int bdl_gmime_body(struct bdl_reading *r, GMimeMessage *message, struct bdl_mail *m,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
