/*
 * Run: what a build, or a listing, holds while it goes on, shared by the files of the pipeline and by nobody else.
 */
#ifndef BDL_RUN_H
#define BDL_RUN_H

#include "base/file.h"
#include "bundle.h"
#include "judge/near.h"
#include "model/hide.h"
#include "model/holidays.h"
#include "model/recipient.h"
#include "model/drawn.h"
#include "places.h"
#include "work/work.h"

/* clang-format off */
/* One PDF on its way to the results: see press.h. */
struct bdl_pressed {
	char file[300];            /* its name there: "NAME.pdf" */
	char tag[40];              /* its name in the archive: "bundle.pdf" */
	struct bdl_drawn drawn;
	int drawn_part, furniture_part;
	int claims;                /* what is to be proven of it */
	struct bdl_new_file pdf;
	unsigned pages;
	uint64_t size;             /* bytes */
	unsigned missing;          /* characters shown by a sign because no font has them */
	uint8_t sha256[BDL_SHA256_SIZE]; /* once sealed */
	bool proven;
};

/* What is known, so far, of where the bundle is to be cut: see split.h. */
struct bdl_split {
	unsigned max_pages;        /* of one PDF; 0: no limit */
	uint64_t max_size;         /* bytes; 0: no limit */
	uint64_t *bytes;           /* that each document, in the bundle's order, adds to a PDF; in the arena */
	unsigned front_pages, first_pages, index_share; /* as in judge/volumes.h */
	uint64_t front_bytes, first_bytes;
};

struct bdl_run {
	const struct bdl_build_options *o;
	struct bdl_bundle *b;
	struct bdl_build_result *result; /* NULL while listing */
	struct bdl_error *err;
	struct bdl_places places;
	struct bdl_private_list hide; /* what the PDFs must not show */
	int hide_file;             /* the same for the readers; 0: nothing is hidden */
	struct bdl_cache cache;
	struct bdl_pool *pool;
	struct bdl_kinds *kinds;
	struct bdl_step_kinds *step_kinds;
	struct bdl_recipients *recipients;
	struct bdl_holidays *holidays;
	struct bdl_sketches sketches;
	struct bdl_bundle earlier; /* of a supplement: the bundle that it adds to */
	struct bdl_bundle core;    /* a view of b: the core bundle; core.main is NULL where none is asked for */
	struct bdl_pressed *pdfs;  /* malloc'ed, in the order in which they are listed */
	size_t pdf_count;
	struct bdl_split split;
	struct bdl_proofs *proofs; /* going on while the archive is written: see proof.h; NULL: none */
	struct bdl_new_file archive, checksum;
};
/* clang-format on */

/* False: the user wants it to stop. */
bool bdl_run_tell(const struct bdl_run *r, enum bdl_doing doing, uint64_t done, uint64_t total, const char *name);
int bdl_run_tell_or_stop(const struct bdl_run *r, enum bdl_doing doing) BDL_MUST_CHECK;

/* Of the originals that go into the archive, into the bundle. */
int bdl_run_fingerprint(struct bdl_run *r) BDL_MUST_CHECK;

/* The same open file, read-only: the sandbox gets nothing that can be written to but its answers. -1 with err. */
int bdl_run_reopen(int fd, const char *path, struct bdl_error *err);

#endif
