/*
 * Send: hands a request for a time stamp to curl, which must be installed: this program knows no network. Only done when the user
 * names the authority.
 */
#ifndef BUNDLER_SEND_H
#define BUNDLER_SEND_H

#include "base/buffer.h"

/* http:// or https://, and nothing in it that is no part of an address. */
bool send_is_address(const char *url);

/* Appends the answer, at most 1 MiB. -1 with err: curl is not there, or says why not. */
int send_request(const char *url, const struct bdl_buffer *request, struct bdl_buffer *response, struct bdl_error *err)
	BDL_MUST_CHECK;

#endif
