/* PDF text: see pdf_text.h. Failures stay in the buffer's `failed`. */
#include "bind/pdf_text.h"
#include "base/text.h"

#include <math.h>
#include <stdbool.h>

void bdl_pdf_real(struct bdl_buffer *out, double value, int decimals)
{
	static const double scales[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
	long long units = llround(value * scales[decimals]);
	unsigned long long size =
		units < 0 ? 0ull - (unsigned long long)units : (unsigned long long)units;
	char digits[32], *p = digits + sizeof(digits);
	bool seen = false;

	for (int i = 0; i < decimals; i++, size /= 10) {
		seen = seen || size % 10 != 0;
		if (seen)
			*--p = (char)('0' + size % 10);
	}
	if (seen)
		*--p = '.';
	do
		*--p = (char)('0' + size % 10);
	while (size /= 10);
	if (units < 0)
		*--p = '-';
	bdl_buffer_add(out, p, (size_t)(digits + sizeof(digits) - p));
}

void bdl_pdf_reals(struct bdl_buffer *out, const double *values, int count, int decimals)
{
	for (int i = 0; i < count; i++) {
		if (i)
			bdl_buffer_byte(out, ' ');
		bdl_pdf_real(out, values[i], decimals);
	}
}

void bdl_pdf_ref(struct bdl_buffer *out, uint32_t object)
{
	bdl_pdf_real(out, object, 0);
	bdl_buffer_add(out, " 0 R", 4);
}

void bdl_pdf_literal(struct bdl_buffer *out, const char *bytes, size_t length)
{
	bdl_buffer_byte(out, '(');
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c < 0x20 || c > 0x7E) {
			bdl_buffer_printf(out, "\\%03o", (unsigned)c);
			continue;
		}
		if (c == '(' || c == ')' || c == '\\')
			bdl_buffer_byte(out, '\\');
		bdl_buffer_byte(out, (char)c);
	}
	bdl_buffer_byte(out, ')');
}

static bool is_plain(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] < 0x20 || text[i] > 0x7E)
			return false;
	return true;
}

void bdl_pdf_string(struct bdl_buffer *out, const char *text, size_t length)
{
	if (is_plain(text, length)) {
		bdl_pdf_literal(out, text, length);
		return;
	}
	bdl_buffer_text(out, "<FEFF");
	while (length) {
		uint32_t code;
		size_t n = bdl_utf8_next(text, length, &code);

		text += n;
		length -= n;
		if (code < 0x20 || (code >= 0x7F && code < 0xA0))
			code = ' ';
		if (code > 0xFFFF)
			bdl_buffer_printf(out, "%04X%04X", (unsigned)(0xD7C0 + (code >> 10)),
				(unsigned)(0xDC00 | (code & 0x3FF)));
		else
			bdl_buffer_printf(out, "%04X", (unsigned)code);
	}
	bdl_buffer_byte(out, '>');
}
