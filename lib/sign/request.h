/*
 * Request: asking an authority for a time stamp (RFC 3161). It is told a hash and a random number, nothing else; what is
 * done with the request, and how it gets there, is the caller's affair.
 */
#ifndef BDL_SIGN_REQUEST_H
#define BDL_SIGN_REQUEST_H

#include "base/buffer.h"
#include "base/digest.h"

/* Appends the request in DER: the hash, a number by which the answer is known, and that the certificate is wanted. */
int bdl_request_write(const uint8_t seal[BDL_SHA256_SIZE], struct bdl_buffer *der, struct bdl_error *err) BDL_MUST_CHECK;

#endif
