/*
 * Look: a stranger's signature or time stamp is taken apart and judged. Runs in the sandbox (library bdl_sign_reader,
 * linked into bundle-reader). Nothing is fetched: no revocation list, no missing certificate.
 */
#ifndef BDL_SIGN_LOOK_H
#define BDL_SIGN_LOOK_H

#include "sign/witness.h"

/*
 * fd: the file; question: as bdl_question_write() made it. Appends what bdl_witness_read() reads. -1 only when fd cannot be
 * read or memory is short: a file that is no signature has an answer too.
 */
int bdl_look_at_witness(int fd, const char *question, size_t length, struct bdl_buffer *out,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
