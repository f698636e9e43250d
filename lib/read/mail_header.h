/* Mail header: one field of it, unfolded, and its encoded words (RFC 2047) as UTF-8. Pure. */
#ifndef BDL_READ_MAIL_HEADER_H
#define BDL_READ_MAIL_HEADER_H

#include "base/buffer.h"
#include <stddef.h>

/* How many bytes of text the header takes, its last line end included. */
size_t bdl_mail_header_length(const char *text, size_t length);

/* Appends what stands in the first field `name` of the header, its lines joined. false: there is
 * none. */
bool bdl_mail_field(const char *header, size_t length, const char *name, struct bdl_buffer *out);

/*
 * Appends text with its encoded words decoded. A word that breaks the rules, or is in an encoding
 * that is not known, stays as it is written. out->failed tells.
 */
void bdl_mail_words(const char *text, size_t length, struct bdl_buffer *out);

#endif
