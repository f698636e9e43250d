/* See sniff_inside.h. */
#include "read/sniff_inside.h"

#include <errno.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

size_t bdl_sniff_at(const struct bdl_sniffing *s, uint64_t at, void *bytes, size_t length)
{
	size_t got = 0;

	if (at < s->length && length <= s->length - at) {
		memcpy(bytes, s->head + at, length);
		return length;
	}
	if (s->fd < 0) {
		if (at >= s->length)
			return 0;
		length = s->length - (size_t)at;
		memcpy(bytes, s->head + at, length);
		return length;
	}
	if (at > (uint64_t)INT64_MAX)
		return 0;
	while (got < length) {
		ssize_t n = pread(s->fd, (char *)bytes + got, length - got, (off_t)(at + got));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		got += (size_t)n;
	}
	return got;
}

uint32_t bdl_little16(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

uint32_t bdl_little32(const unsigned char *p)
{
	return bdl_little16(p) | bdl_little16(p + 2) << 16;
}

uint32_t bdl_big32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | (uint32_t)p[3];
}

const unsigned char *bdl_find_bytes(
	const unsigned char *bytes, size_t length, const void *what, size_t n)
{
	const unsigned char first = *(const unsigned char *)what;

	while (length >= n) {
		const unsigned char *p = memchr(bytes, first, length - n + 1);

		if (!p)
			return NULL;
		if (memcmp(p, what, n) == 0)
			return p;
		length -= (size_t)(p - bytes) + 1;
		bytes = p + 1;
	}
	return NULL;
}
