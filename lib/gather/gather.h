/*
 * Gather: a folder -> rows. scan lists, intake opens each file once and hashes it.
 */
#ifndef BDL_GATHER_GATHER_H
#define BDL_GATHER_GATHER_H

#include "model/bundle.h"

/* A file of this name in a folder marks the folder as our own results or work: it is never scanned. */
#define BDL_MARKER ".bundle-made-by-this-program"

/*
 * Every regular file below folder, in byte order of path; no link is followed. Everything else (links, pipes,
 * sockets, devices, files that steer this program) becomes a row of excluded. A folder that cannot be read is BDL_EIO.
 * skip: absolute real paths of folders to leave alone (results and work of this run), NULL-ended. What somebody else put
 * into such a folder, or into one with our marker, is excluded by name: nothing is left out in silence.
 */
int bdl_scan(struct bdl_bundle *b, int folder, const char *const *skip, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Opens each file once: size, SHA-256, identity; finds exact copies. A file that cannot be opened or read is BDL_EIO; one
 * that changes while it is read is BDL_ECHANGED. progress: false to stop; may be NULL.
 */
int bdl_intake(struct bdl_bundle *b, int folder,
	bool (*progress)(void *data, size_t done, size_t total, const char *name), void *data, struct bdl_error *err)
	BDL_MUST_CHECK;

/*
 * Makes b, as intake left it, a supplement to `earlier` (the table of a sealed bundle; its seal is given apart, since no
 * bundle holds its own): every file with the bytes of one that the earlier bundle holds leaves the exhibits for `held`.
 * Sets b->earlier and b->supplement. BDL_EPATH when nothing is left.
 */
int bdl_supplement(struct bdl_bundle *b, const struct bdl_bundle *earlier, const uint8_t seal[BDL_SHA256_SIZE],
	struct bdl_error *err) BDL_MUST_CHECK;

/* Once read: each file under a path that the earlier bundle has for other bytes gets a warning that says so. */
int bdl_note_replaced(struct bdl_bundle *b, const struct bdl_bundle *earlier, struct bdl_error *err) BDL_MUST_CHECK;

#endif
