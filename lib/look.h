/*
 * Look: a stranger's archive, or the folder of a bag, goes into the sandbox, and what is checked
 * comes out. What verify and extract have in common.
 */
#ifndef BDL_LOOK_H
#define BDL_LOOK_H

#include "bundle.h"
#include "places.h"
#include "work/pool.h"

struct bdl_examination {
	const struct bdl_verify_options *o;
	struct bdl_error *err;
	struct bdl_places places;
	struct bdl_pool *pool;
	int archive; /* read-only; -1: not open */
	uint64_t size; /* bytes of the archive's file; 0: it is a folder */
};

/* o and err are borrowed until the close, which is due in any case. */
int bdl_look_open(struct bdl_examination *l, const struct bdl_verify_options *o,
	struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Verifies it. BDL_JOB_VERIFY: output gets bundle.json, second what is sealed, believed only where its hash is the report's
 * seal. BDL_JOB_MEMBERS: second gets what of the files may be taken out (verify/listing.h). All of it is raw and untrusted;
 * NULL: not wanted.
 */
int bdl_look_verify(struct bdl_examination *l, enum bdl_job_kind kind, struct bdl_report *report,
	struct bdl_buffer *output, struct bdl_buffer *second) BDL_MUST_CHECK;

void bdl_look_close(struct bdl_examination *l);

/* What a reader may use that parses the archive open as fd, and writes `output` bytes at most. */
struct bdl_limits bdl_look_limits(int fd, uint64_t output);

#endif
