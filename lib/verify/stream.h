/*
 * Stream: the files of a bag on their way out of the sandbox, one behind the other, through a pipe.
 * Each is a frame with its name, then frames with its bytes; one last frame says that there are no
 * more. Whoever reads it believes nothing: names are looked up in what bdl_verify_members() listed,
 * and bytes are hashed again.
 */
#ifndef BDL_VERIFY_STREAM_H
#define BDL_VERIFY_STREAM_H

#include "base/error.h"
#include <stdint.h>

enum bdl_stream_kind {
	BDL_STREAM_NAME = 1, /* a file begins: its path inside the bag, without a NUL */
	BDL_STREAM_DATA, /* its next bytes */
	BDL_STREAM_END /* no more files; of length 0 */
};

/* What stands before each frame's bytes. Both ends are of one build on one machine, so it travels
 * as it lies in memory. */
struct bdl_stream_head {
	uint32_t kind, length;
};

#define BDL_STREAM_MOST ((uint32_t)256 * 1024) /* bytes of one frame */

/*
 * fd: as for bdl_verify_archive(). Of two members of one name the first goes out, as it is the
 * first that is verified. -1: fd cannot be read, or nobody reads `out`.
 */
int bdl_stream_bag(int fd, int out, struct bdl_error *err) BDL_MUST_CHECK;

#endif
