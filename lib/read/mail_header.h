/* Mail header: its encoded words (RFC 2047) as UTF-8. Pure. */
#ifndef BDL_READ_MAIL_HEADER_H
#define BDL_READ_MAIL_HEADER_H

#include "base/buffer.h"
#include <stddef.h>

/*
 * Appends text with its encoded words decoded. A word that breaks the rules, or is in an encoding
 * that is not known, stays as it is written. out->failed tells.
 */
void bdl_mail_words(const char *text, size_t length, struct bdl_buffer *out);

#endif
