/*
 * PDF out: a PDF file written from front to back: objects, then the cross-reference table. It knows
 * where each object began and nothing of what is in it. The first failure is kept in `err`; after
 * it every call is harmless.
 */
#ifndef BDL_BIND_PDF_OUT_H
#define BDL_BIND_PDF_OUT_H

#include "base/buffer.h"
#include "base/error.h"
#include <stdbool.h>
#include <stdint.h>

struct bdl_out {
	int fd;
	uint32_t object_count; /* numbers 1 to object_count */
	uint64_t *offsets; /* by number; 0: not written */
	uint64_t flushed; /* bytes already in the file */
	size_t pending; /* bytes of piece that are not */
	char *piece;
	bool failed;
	struct bdl_error *err; /* borrowed */
};

#define BDL_OUT_PIECE ((size_t)256 * 1024)

/* Writes the file's header. *o is released by bdl_out_release() in any case. */
int bdl_out_open(
	struct bdl_out *o, int fd, uint32_t object_count, struct bdl_error *err) BDL_MUST_CHECK;

/* Where the next byte will stand. */
uint64_t bdl_out_at(const struct bdl_out *o);
void bdl_out_bytes(struct bdl_out *o, const void *bytes, size_t length);

/* One object with that body, or a stream of those bytes. */
void bdl_out_object(struct bdl_out *o, uint32_t number, const struct bdl_buffer *body);
void bdl_out_stream(struct bdl_out *o, uint32_t number, const struct bdl_buffer *content);

/* Says that object `number` stands at that offset: for objects that are copied in. */
void bdl_out_mark(struct bdl_out *o, uint32_t number, uint64_t at);
/*
 * Room for `least` bytes or more, to be filled by the caller; then tell how many of them were. NULL
 * on failure.
 */
char *bdl_out_room(struct bdl_out *o, size_t least, size_t *room);
void bdl_out_filled(struct bdl_out *o, size_t length);

/* Cross-reference table, trailer, end. BDL_EINTERNAL if a number was never written. */
int bdl_out_finish(
	struct bdl_out *o, uint32_t root, uint32_t info, const uint8_t id[16]) BDL_MUST_CHECK;
void bdl_out_release(struct bdl_out *o);

#endif
