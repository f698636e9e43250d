/* PDF out: see pdf_out.h. */
#include "bind/pdf_out.h"
#include "base/file.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OFFSET_MAX UINT64_C(9999999999) /* a cross-reference entry has ten digits */

static void write_piece(struct bdl_out *o)
{
	if (!o->failed && bdl_write_all(o->fd, o->piece, o->pending) < 0) {
		o->failed = true;
		bdl_fail_errno(o->err, NULL, "write the bundle");
	}
	o->flushed += o->pending;
	o->pending = 0;
}

int bdl_out_open(struct bdl_out *o, int fd, uint32_t object_count, struct bdl_error *err)
{
	static const char header[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

	*o = (struct bdl_out){.fd = fd, .object_count = object_count, .err = err};
	o->offsets = calloc((size_t)object_count + 1, sizeof(*o->offsets));
	o->piece = malloc(BDL_OUT_PIECE);
	o->failed = !o->offsets || !o->piece;
	if (o->failed)
		return bdl_fail_memory(err);
	if (lseek(fd, 0, SEEK_SET) < 0)
		return bdl_fail_errno(err, NULL, "write the bundle");
	bdl_out_bytes(o, header, sizeof(header) - 1);
	return 0;
}

uint64_t bdl_out_at(const struct bdl_out *o)
{
	return o->flushed + o->pending;
}

char *bdl_out_room(struct bdl_out *o, size_t least, size_t *room)
{
	assert(least <= BDL_OUT_PIECE);
	if (BDL_OUT_PIECE - o->pending < least)
		write_piece(o);
	*room = BDL_OUT_PIECE - o->pending;
	return o->failed ? NULL : o->piece + o->pending;
}

void bdl_out_filled(struct bdl_out *o, size_t length)
{
	o->pending += length;
}

void bdl_out_bytes(struct bdl_out *o, const void *bytes, size_t length)
{
	const char *from = bytes;

	while (length) {
		size_t n;
		char *to = bdl_out_room(o, 1, &n);

		if (!to)
			return;
		if (n > length)
			n = length;
		memcpy(to, from, n);
		bdl_out_filled(o, n);
		from += n;
		length -= n;
	}
}

void bdl_out_mark(struct bdl_out *o, uint32_t number, uint64_t at)
{
	assert(number >= 1 && number <= o->object_count && o->offsets[number] == 0);
	if (at > OFFSET_MAX && !o->failed) {
		o->failed = true;
		bdl_fail(o->err, BDL_ELIMIT, NULL,
			"the bundle would be larger than ten thousand million bytes");
		bdl_hint(o->err, "make two bundles of the folder");
	}
	o->offsets[number] = at;
}

static void begin(struct bdl_out *o, uint32_t number, const struct bdl_buffer *content)
{
	char line[32];
	int n = snprintf(line, sizeof(line), "%u 0 obj\n", (unsigned)number);

	if (content->failed && !o->failed) {
		o->failed = true;
		bdl_fail_memory(o->err);
	}
	bdl_out_mark(o, number, bdl_out_at(o));
	bdl_out_bytes(o, line, (size_t)n);
}

void bdl_out_object(struct bdl_out *o, uint32_t number, const struct bdl_buffer *body)
{
	begin(o, number, body);
	bdl_out_bytes(o, bdl_buffer_string(body), body->length);
	bdl_out_bytes(o, "\nendobj\n", 8);
}

void bdl_out_stream(struct bdl_out *o, uint32_t number, const struct bdl_buffer *content)
{
	char line[64];
	int n = snprintf(line, sizeof(line), "<< /Length %zu >>\nstream\n", content->length);

	begin(o, number, content);
	bdl_out_bytes(o, line, (size_t)n);
	bdl_out_bytes(o, bdl_buffer_string(content), content->length);
	bdl_out_bytes(o, "\nendstream\nendobj\n", 18);
}

static void write_table(struct bdl_out *o)
{
	char line[32];
	int n = snprintf(
		line, sizeof(line), "xref\n0 %llu\n", (unsigned long long)o->object_count + 1);

	bdl_out_bytes(o, line, (size_t)n);
	bdl_out_bytes(o, "0000000000 65535 f \n", 20);
	for (uint32_t i = 1; i <= o->object_count && !o->failed; i++) {
		if (!o->offsets[i]) {
			o->failed = true;
			bdl_fail(o->err, BDL_EINTERNAL, NULL, "object %u was never written",
				(unsigned)i);
		}
		snprintf(line, sizeof(line), "%010llu 00000 n \n",
			(unsigned long long)o->offsets[i]);
		bdl_out_bytes(o, line, 20);
	}
}

int bdl_out_finish(struct bdl_out *o, uint32_t root, uint32_t info, const uint8_t id[16])
{
	uint64_t table = bdl_out_at(o);
	char hex[33], tail[256];
	int n;

	write_table(o);
	for (size_t i = 0; i < 16; i++)
		snprintf(hex + 2 * i, 3, "%02x", (unsigned)id[i]);
	n = snprintf(tail, sizeof(tail),
		"trailer\n<< /Size %llu /Root %u 0 R /Info %u 0 R /ID [<%s> <%s>] >>\n"
		"startxref\n%llu\n%%%%EOF\n",
		(unsigned long long)o->object_count + 1, (unsigned)root, (unsigned)info, hex, hex,
		(unsigned long long)table);
	bdl_out_bytes(o, tail, (size_t)n);
	write_piece(o);
	return o->failed ? -1 : 0;
}

void bdl_out_release(struct bdl_out *o)
{
	free(o->offsets);
	free(o->piece);
	*o = (struct bdl_out){.fd = -1};
}
