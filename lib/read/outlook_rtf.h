/*
 * Outlook RTF: the words of a message that Outlook keeps as compressed RTF ([MS-OXRTFCP]), in which
 * HTML may be wrapped ([MS-OXRTFEX]). Pure.
 */
#ifndef BDL_READ_OUTLOOK_RTF_H
#define BDL_READ_OUTLOOK_RTF_H

#include "base/buffer.h"
#include <stdbool.h>
#include <stddef.h>

/* Appends the RTF that was compressed; what breaks off is kept as far as it goes. false: it is
 * none. */
bool bdl_rtf_expand(const unsigned char *bytes, size_t length, struct bdl_buffer *out);

/* Appends the words of RTF as UTF-8; *html tells that they are a page of HTML that was wrapped in
 * it. */
void bdl_rtf_words(const char *rtf, size_t length, struct bdl_buffer *out, bool *html);

#endif
