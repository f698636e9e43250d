/*
 * Unpack: see unpack.h; the form of our members is in lib/seal/pack.h. libdeflate wants a whole
 * member at once, which is why the window holds the largest of ours; zlib takes any.
 */
#include "verify/unpack.h"

#include <errno.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>
#include <zlib.h>

#define HEADER ((size_t)28)
#define HEADER_BEFORE ((size_t)24) /* of the first version, without the CRC of the packed bytes */
#define TRAILER ((size_t)8)
#define MEMBER_MOST (BDL_UNPACK_BLOCK + BDL_UNPACK_BLOCK / 16)
#define WINDOW (2 * MEMBER_MOST)
#define UNKNOWN_FILL 0xEE /* in place of what is lost: zeros would look like the end of the tar */

enum state { AT_START, AT_MEMBER, IN_ZLIB, IN_PLAIN, AT_END };

enum whose { NOBODYS, OURS, FOREIGN };

struct bdl_unpack {
	int fd;
	enum state state;
	enum whose first; /* who wrote the first member */
	uint8_t *window; /* bytes read and not used yet: [from, to) */
	size_t from, to;
	uint64_t at; /* position of window[from] in the file */
	bool ended; /* the file's end is in the window */
	struct libdeflate_decompressor *inflate;
	z_stream z;
	bool z_open;
	uint64_t began; /* position of the member in zlib's hands */
	bool told; /* that it is damaged */
	bool doubtful; /* its header says that it does not end before the file does */
	struct bdl_unpack_notes notes;
};

struct bdl_unpack *bdl_unpack_open(int fd)
{
	struct bdl_unpack *u = calloc(1, sizeof(*u));

	if (!u)
		return NULL;
	u->fd = fd;
	u->window = malloc(WINDOW);
	u->inflate = libdeflate_alloc_decompressor();
	if (!u->window || !u->inflate) {
		bdl_unpack_close(u);
		return NULL;
	}
	return u;
}

void bdl_unpack_close(struct bdl_unpack *u)
{
	if (!u)
		return;
	if (u->z_open)
		inflateEnd(&u->z);
	libdeflate_free_decompressor(u->inflate);
	free(u->window);
	free(u);
}

const struct bdl_unpack_notes *bdl_unpack_notes(const struct bdl_unpack *u)
{
	return &u->notes;
}

/* ---- the window ---- */

static size_t available(const struct bdl_unpack *u)
{
	return u->to - u->from;
}

static const uint8_t *here(const struct bdl_unpack *u)
{
	return u->window + u->from;
}

static void use(struct bdl_unpack *u, size_t n)
{
	u->from += n;
	u->at += n;
}

/* Reads until `want` bytes (at most MEMBER_MOST + 2) are there or the file ends. */
static int fill(struct bdl_unpack *u, size_t want, struct bdl_error *err)
{
	if (available(u) >= want || u->ended)
		return 0;
	memmove(u->window, here(u), available(u));
	u->to -= u->from;
	u->from = 0;
	while (u->to < want) {
		ssize_t n = pread(u->fd, u->window + u->to, WINDOW - u->to, (off_t)(u->at + u->to));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return bdl_fail_errno(err, NULL, "read the archive");
		if (n == 0) {
			u->ended = true;
			break;
		}
		u->to += (size_t)n;
		u->notes.length = u->at + u->to;
	}
	return 0;
}

/* ---- members ---- */

static uint32_t get32(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* The member that begins there is damaged. */
static void note_damage(struct bdl_unpack *u, uint64_t at)
{
	if (u->notes.damaged++ == 0)
		u->notes.first_damage = at;
}

static void note_author(struct bdl_unpack *u, enum whose whose)
{
	if (u->first == NOBODYS)
		u->first = whose;
	u->notes.mixed |= u->first != whose;
}

static bool is_member(const uint8_t *p, size_t n)
{
	return n >= 2 && p[0] == 0x1f && p[1] == 0x8b;
}

static bool has_extra(const uint8_t *p, size_t n)
{
	return n >= 4 && (p[3] & 4) != 0;
}

/* The length of the header that says that it is ours; 0: it does not. */
static size_t header_of_ours(const uint8_t *p, size_t n)
{
	static const uint8_t mark[] = {16, 0, 'B', 'd', 12, 0}, before[] = {12, 0, 'B', 'd', 8, 0};

	if (n < HEADER || !has_extra(p, n))
		return 0;
	return memcmp(p + 10, mark, sizeof(mark)) == 0       ? HEADER
	       : memcmp(p + 10, before, sizeof(before)) == 0 ? HEADER_BEFORE
							     : 0;
}

/*
 * Everything right: header, lengths, deflate stream and both CRCs. The block is filled as far as
 * possible in any case.
 */
static bool inflate_ours(struct bdl_unpack *u, uint8_t *out, size_t packed, size_t length)
{
	static const uint8_t head[] = {0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255};
	const uint8_t *p = here(u), *tail = p + packed - TRAILER;
	const size_t header = header_of_ours(p, packed), in = packed - header - TRAILER;
	size_t used = 0, got = 0;

	if (libdeflate_deflate_decompress_ex(
		    u->inflate, p + header, in, out, length, &used, &got) != LIBDEFLATE_SUCCESS ||
		got != length) {
		memset(out, UNKNOWN_FILL, length);
		(void)libdeflate_deflate_decompress_ex(
			u->inflate, p + header, in, out, length, &used, &got);
		return false;
	}
	if (header == HEADER && get32(p + 24) != libdeflate_crc32(0, p + header, in))
		return false;
	return used == in && memcmp(p, head, sizeof(head)) == 0 &&
	       get32(tail) == libdeflate_crc32(0, out, length) && get32(tail + 4) == length;
}

/* The member that begins here is inflated by zlib, in as many pieces as it takes. */
static int begin_zlib(struct bdl_unpack *u, enum whose whose, bool told, struct bdl_error *err)
{
	int rc = u->z_open ? inflateReset(&u->z) : inflateInit2(&u->z, 16 + MAX_WBITS);

	if (rc != Z_OK)
		return bdl_fail_memory(err);
	u->z_open = true;
	u->began = u->at;
	u->told = told;
	u->doubtful = false;
	u->state = IN_ZLIB;
	note_author(u, whose);
	return 0;
}

/*
 * One of our members, of which all bytes are there by what its header says. If they are wrong and
 * no member follows where this one should end, its length is wrong too, and zlib has to find the
 * end.
 */
static int take_ours(
	struct bdl_unpack *u, uint8_t *out, size_t packed, size_t *length, struct bdl_error *err)
{
	bool whole;

	if (fill(u, packed + 2, err) < 0)
		return -1;
	whole = inflate_ours(u, out, packed, *length);
	if (!whole)
		note_damage(u, u->at);
	if (!whole && available(u) > packed &&
		!is_member(here(u) + packed, available(u) - packed)) {
		*length = 0;
		return begin_zlib(u, OURS, true, err);
	}
	use(u, packed);
	return 0;
}

/* A member begins here, or the file ends, or something follows that is no member. */
static int take_member(struct bdl_unpack *u, uint8_t *out, size_t *length, struct bdl_error *err)
{
	size_t header, packed;

	if (fill(u, HEADER, err) < 0)
		return -1;
	if (!is_member(here(u), available(u))) {
		u->notes.trailing = available(u) > 0;
		u->notes.trailing_at = u->at;
		u->state = AT_END;
		return 0;
	}
	header = header_of_ours(here(u), available(u));
	if (!header) {
		/* no common gzip writes an extra field: more likely one of ours whose mark is
		 * damaged */
		bool odd = has_extra(here(u), available(u));

		if (odd)
			note_damage(u, u->at);
		return begin_zlib(u, FOREIGN, odd, err);
	}
	note_author(u, OURS);
	packed = get32(here(u) + 16);
	*length = get32(here(u) + 20);
	if (packed <= header + TRAILER || packed > MEMBER_MOST || *length == 0 ||
		*length > BDL_UNPACK_BLOCK) {
		*length = 0;
		note_damage(u, u->at);
		return begin_zlib(u, OURS, true, err);
	}
	if (fill(u, packed, err) < 0)
		return -1;
	if (available(u) >= packed)
		return take_ours(u, out, packed, length, err);
	/* cut short, most likely: zlib gets out what is there */
	*length = 0;
	if (begin_zlib(u, OURS, false, err) < 0)
		return -1;
	u->doubtful = true;
	return 0;
}

/* How the member ended that zlib had. */
static int end_zlib(struct bdl_unpack *u, int rc, struct bdl_error *err)
{
	bool damaged = rc == Z_STREAM_END ? u->doubtful : rc != Z_BUF_ERROR;

	if (rc == Z_MEM_ERROR)
		return bdl_fail_memory(err);
	if (damaged && !u->told)
		note_damage(u, u->began);
	u->notes.cut |= rc == Z_BUF_ERROR;
	u->notes.lost |= rc != Z_STREAM_END && rc != Z_BUF_ERROR;
	u->state = rc == Z_STREAM_END ? AT_MEMBER : AT_END;
	return 0;
}

static int take_zlib(struct bdl_unpack *u, uint8_t *out, size_t *length, struct bdl_error *err)
{
	int rc = Z_OK;

	u->z.next_out = out;
	u->z.avail_out = (uInt)BDL_UNPACK_BLOCK;
	while (rc == Z_OK && u->z.avail_out > 0) {
		if (fill(u, 1, err) < 0)
			return -1;
		u->z.next_in = u->window + u->from;
		u->z.avail_in = (uInt)available(u);
		rc = inflate(&u->z, Z_NO_FLUSH);
		use(u, available(u) - u->z.avail_in);
		if (rc == Z_BUF_ERROR && !u->ended)
			rc = Z_OK;
	}
	*length = BDL_UNPACK_BLOCK - u->z.avail_out;
	return rc == Z_OK ? 0 : end_zlib(u, rc, err);
}

static int take_plain(struct bdl_unpack *u, uint8_t *out, size_t *length, struct bdl_error *err)
{
	if (fill(u, BDL_UNPACK_BLOCK, err) < 0)
		return -1;
	*length = available(u) < BDL_UNPACK_BLOCK ? available(u) : BDL_UNPACK_BLOCK;
	memcpy(out, here(u), *length);
	use(u, *length);
	if (*length == 0)
		u->state = AT_END;
	return 0;
}

static int begin(struct bdl_unpack *u, struct bdl_error *err)
{
	if (fill(u, 512, err) < 0)
		return -1;
	if (is_member(here(u), available(u)))
		u->state = AT_MEMBER;
	else if (available(u) >= 512 && memcmp(here(u) + 257, "ustar", 5) == 0)
		u->state = IN_PLAIN;
	else {
		u->notes.strange = true;
		u->state = AT_END;
	}
	return 0;
}

int bdl_unpack_next(struct bdl_unpack *u, uint8_t *out, size_t *length, struct bdl_error *err)
{
	int rc = 0;

	*length = 0;
	while (rc == 0 && *length == 0 && u->state != AT_END)
		switch (u->state) {
		case AT_START:
			rc = begin(u, err);
			break;
		case AT_MEMBER:
			rc = take_member(u, out, length, err);
			break;
		case IN_ZLIB:
			rc = take_zlib(u, out, length, err);
			break;
		case IN_PLAIN:
			rc = take_plain(u, out, length, err);
			break;
		case AT_END:
			break;
		}
	return rc;
}
