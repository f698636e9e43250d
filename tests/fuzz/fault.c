/* Fault: see fault.h. */
#define _GNU_SOURCE /* memfd_create() */
#include "fault.h"

#include "base/file.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void fault(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("FAULT: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	abort();
}

void fault_unless_told(const struct bdl_error *err)
{
	if (err->code == BDL_OK || !err->message[0])
		fault("failed without a word");
}

void fault_unless_same(const struct bdl_buffer *first, const struct bdl_buffer *second)
{
	if (strcmp(bdl_buffer_string(first), bdl_buffer_string(second)) != 0)
		fault("%s became %s", bdl_buffer_string(first), bdl_buffer_string(second));
}

int hostile_file(const void *bytes, size_t length)
{
	static int fd = -1;

	if (fd < 0)
		fd = memfd_create("hostile", MFD_CLOEXEC);
	if (fd < 0 || ftruncate(fd, 0) < 0 || lseek(fd, 0, SEEK_SET) != 0 ||
		bdl_write_all(fd, bytes, length) < 0 || lseek(fd, 0, SEEK_SET) != 0) {
		perror("a file in memory");
		exit(2);
	}
	return fd;
}
