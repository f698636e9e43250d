/* Buffer: growing by half, NUL kept behind the last byte. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int reserve(struct bdl_buffer *b, size_t more)
{
	size_t space = b->space;
	char *data;

	if (b->failed || more > SIZE_MAX / 4 || b->length > SIZE_MAX / 4)
		goto fail;
	if (b->data && b->space - b->length > more)
		return 0;
	while (space - b->length <= more)
		space = space < 64 ? 128 : space + space / 2;
	data = realloc(b->data, space);
	if (!data)
		goto fail;
	b->data = data;
	b->space = space;
	return 0;
fail:
	b->failed = true;
	return -1;
}

int bdl_buffer_add(struct bdl_buffer *b, const void *bytes, size_t length)
{
	if (reserve(b, length) < 0)
		return -1;
	if (length)
		memcpy(b->data + b->length, bytes, length);
	b->length += length;
	b->data[b->length] = '\0';
	return 0;
}

int bdl_buffer_text(struct bdl_buffer *b, const char *text)
{
	return bdl_buffer_add(b, text, strlen(text));
}

int bdl_buffer_byte(struct bdl_buffer *b, char byte)
{
	return bdl_buffer_add(b, &byte, 1);
}

int bdl_buffer_printf(struct bdl_buffer *b, const char *format, ...)
{
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0 || reserve(b, (size_t)length) < 0) {
		b->failed = true;
		return -1;
	}
	va_start(args, format);
	vsnprintf(b->data + b->length, (size_t)length + 1, format, args);
	va_end(args);
	b->length += (size_t)length;
	return 0;
}

const char *bdl_buffer_string(const struct bdl_buffer *b)
{
	return b->data ? b->data : "";
}

void bdl_buffer_clear(struct bdl_buffer *b)
{
	b->length = 0;
	b->failed = false;
	if (b->data)
		b->data[0] = '\0';
}

char *bdl_buffer_take(struct bdl_buffer *b)
{
	char *data = b->data;

	*b = (struct bdl_buffer)BDL_BUFFER_INIT;
	return data;
}

void bdl_buffer_release(struct bdl_buffer *b)
{
	free(bdl_buffer_take(b));
}
