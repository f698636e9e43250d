/*
 * Seal: the BagIt bag (RFC 8493) as a reproducible tar.gz. Layout and promises: DESIGN of the format in
 * docs/format.md. Written by libarchive through the parallel gzip of gzip.c; constant memory.
 */
#ifndef BDL_SEAL_SEAL_H
#define BDL_SEAL_SEAL_H

#include "base/buffer.h"
#include "model/bundle.h"

/*
 * Fills archive_path of every exhibit: "data/" and the path; names with CR, LF, '%', '\\' or bytes that are not
 * UTF-8, or that differ from another only by case or normalisation, are escaped (RFC 8493 percent encoding where it
 * asks for it, a suffix for the others) so that no two are alike. Deterministic. Part of intake.
 */
int bdl_archive_names(struct bdl_bundle *b, struct bdl_error *err) BDL_MUST_CHECK;

/* manifest-sha256.txt: "HASH  data/...\n", byte-sorted by path; sha256sum -c accepts it. All originals, copies too. */
int bdl_manifest(const struct bdl_bundle *b, struct bdl_buffer *out, struct bdl_error *err) BDL_MUST_CHECK;

/* A file that was made of the originals, a PDF or bundle.json: a tag file of the bag. */
struct bdl_sealed_file {
	const char *name;            /* "bundle.pdf": in the bag's top folder, ASCII, unlike all other tag files */
	int fd;                      /* whole; borrowed */
	uint8_t *digest;             /* NULL, or where its SHA-256 is to go */
};

struct bdl_seal_input {
	struct bdl_bundle *bundle;   /* seal is filled in */
	int folder;                  /* evidence: every original is read and hashed again */
	const struct bdl_sealed_file *files; /* in the order in which they stand in the archive: the PDFs, bundle.json */
	size_t file_count;
	unsigned threads;            /* 1 to 256; the bytes do not depend on it */
	const char *versions;        /* libraries, for bag-info.txt: "libarchive 3.6.2, ..." */
	bool (*progress)(void *data, uint64_t done, uint64_t total); /* bytes; false: stop; may be NULL */
	void *progress_data;
};

/*
 * Writes NAME.tar.gz to fd and its SHA-256 to archive_digest. BDL_ECHANGED names an original whose bytes are not those
 * of intake. Failure leaves fd half written: the caller throws the file away.
 */
int bdl_seal(const struct bdl_seal_input *in, int fd, uint8_t archive_digest[BDL_SHA256_SIZE],
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
