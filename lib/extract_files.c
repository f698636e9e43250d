/* Files out of the sandbox: see extract_files.h. Nothing that is said on the pipe is believed. */
#include "extract_files.h"

#include "base/file.h"
#include "verify/stream.h"
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TOLD_EVERY                                                                                 \
	((uint64_t)4 * 1024 * 1024) /* bytes between two words to the user, who may want to stop   \
				     */

enum { TICK = 200, SILENCE_MOST = 120 * 1000 }; /* milliseconds */

struct receiving {
	struct bdl_receiving *r;
	struct bdl_error *err;
	char *piece; /* BDL_STREAM_MOST + 1 */
	struct bdl_listed *row; /* of the file in hand; NULL: it is not wanted */
	int fd; /* of that file; -1 */
	struct bdl_digest *digest;
	uint64_t size, done; /* of that file; of all that are wanted */
	uint64_t seen; /* of whatever came */
};

static int break_off(struct receiving *g)
{
	g->r->broke_off = true;
	return bdl_fail(g->err, BDL_EFORMAT, g->r->archive, "cannot be unpacked");
}

static int refuse_stream(const struct receiving *g)
{
	return bdl_fail(g->err, BDL_EFORMAT, g->r->archive,
		"what its reader hands out is not what it should be");
}

static int refuse_change(const struct receiving *g, const char *path)
{
	bdl_fail(g->err, BDL_ECHANGED, path, "is not what it was a moment ago");
	return bdl_hint(g->err, "the archive was changed while it was read; nothing was written");
}

static int tell(const struct receiving *g)
{
	const struct bdl_receiving *r = g->r;

	if (!r->progress || r->progress(r->progress_data, BDL_DOING_EXTRACT, g->done, r->total,
				    g->row ? g->row->path : NULL))
		return 0;
	return bdl_fail(g->err, BDL_ESTOPPED, NULL, "stopped");
}

/* Exactly `length` bytes. */
static int receive(struct receiving *g, void *bytes, size_t length)
{
	char *to = bytes;
	int silent = 0;

	while (length) {
		struct pollfd p = {.fd = g->r->stream, .events = POLLIN};
		int ready = poll(&p, 1, TICK);
		ssize_t n = ready > 0 ? read(g->r->stream, to, length) : -1;

		if (ready < 0 && errno != EINTR)
			return bdl_fail_errno(g->err, g->r->archive, "listen to the reader of");
		if (ready > 0 && n < 0 && errno != EINTR && errno != EAGAIN)
			return bdl_fail_errno(g->err, g->r->archive, "listen to the reader of");
		if (n == 0)
			return break_off(g);
		if (n > 0) {
			to += n;
			length -= (size_t)n;
			continue;
		}
		silent += TICK;
		if (tell(g) < 0)
			return -1;
		if (silent > SILENCE_MOST)
			return bdl_fail(g->err, BDL_ELIMIT, g->r->archive,
				"cannot be unpacked: its reader has not said anything for %d "
				"seconds",
				SILENCE_MOST / 1000);
	}
	return 0;
}

/* The file in hand is over. */
static int finish_file(struct receiving *g)
{
	struct bdl_listed *row = g->row;
	uint8_t found[BDL_SHA256_SIZE];
	int rc, fd = g->fd;

	if (!row)
		return 0;
	g->row = NULL;
	g->fd = -1;
	rc = bdl_digest_close(g->digest, found, g->err);
	g->digest = NULL;
	if (close(fd) < 0)
		return bdl_fail_errno(g->err, row->path, "write");
	if (rc < 0)
		return -1;
	if (g->size != row->size || memcmp(found, row->sha256, sizeof(found)) != 0)
		return refuse_change(g, row->path);
	row->taken = true;
	return 0;
}

static int begin_file(struct receiving *g, const char *path)
{
	struct bdl_listed *row = bdl_listing_find(g->r->listing, path);

	if (finish_file(g) < 0 || tell(g) < 0)
		return -1;
	if (!row || !row->wanted)
		return 0;
	if (row->taken)
		return refuse_stream(g);
	g->digest = bdl_digest_open();
	if (!g->digest)
		return bdl_fail_memory(g->err);
	g->size = 0;
	g->row = row;
	g->fd = bdl_new_folder_file(g->r->folder, row->path, g->err);
	return g->fd < 0 ? -1 : 0;
}

static int add_bytes(struct receiving *g, size_t length)
{
	g->seen += length;
	if (g->seen / TOLD_EVERY != (g->seen - length) / TOLD_EVERY && tell(g) < 0)
		return -1;
	if (!g->row)
		return 0;
	g->size += length;
	g->done += length;
	if (g->size > g->row->size)
		return refuse_change(g, g->row->path);
	bdl_digest_add(g->digest, g->piece, length);
	if (bdl_write_all(g->fd, g->piece, length) < 0)
		return bdl_fail_errno(g->err, g->row->path, "write");
	return 0;
}

/* Nothing that is wanted is left out. */
static int finish_all(struct receiving *g)
{
	const struct bdl_listing *l = g->r->listing;

	if (finish_file(g) < 0)
		return -1;
	for (size_t i = 0; i < l->count; i++)
		if (l->rows[i].wanted && !l->rows[i].taken)
			return refuse_change(g, l->rows[i].path);
	return 0;
}

/* 1: that was the last. */
static int take_frame(struct receiving *g)
{
	struct bdl_stream_head head;

	if (receive(g, &head, sizeof(head)) < 0)
		return -1;
	if (head.length > BDL_STREAM_MOST)
		return refuse_stream(g);
	if (receive(g, g->piece, head.length) < 0)
		return -1;
	g->piece[head.length] = '\0';
	switch (head.kind) {
	case BDL_STREAM_NAME:
		return begin_file(g, g->piece);
	case BDL_STREAM_DATA:
		return add_bytes(g, head.length);
	case BDL_STREAM_END:
		return finish_all(g) < 0 ? -1 : 1;
	default:
		return refuse_stream(g);
	}
}

int bdl_receive_files(struct bdl_receiving *r, struct bdl_error *err)
{
	struct receiving g = {.r = r, .err = err, .fd = -1};
	int rc = 0;

	g.piece = malloc(BDL_STREAM_MOST + 1);
	if (!g.piece)
		return bdl_fail_memory(err);
	while (rc == 0)
		rc = take_frame(&g);
	if (g.digest)
		(void)bdl_digest_close(g.digest, NULL, NULL);
	bdl_close_quietly(g.fd);
	free(g.piece);
	return rc < 0 ? -1 : 0;
}
