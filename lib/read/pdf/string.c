/*
 * Strings of PDF: what bytes a written string stands for, and text strings as UTF-8. See
 * value.h.
 */
#include "read/pdf/value.h"

#include "base/text.h"

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static void hex_bytes(const struct pdf_value *v, struct bdl_buffer *out)
{
	int high = -1;

	for (size_t i = 1; i < v->length && v->text[i] != '>'; i++) {
		int digit = hex_digit(v->text[i]);

		if (digit < 0)
			continue;
		if (high < 0) {
			high = digit;
			continue;
		}
		bdl_buffer_byte(out, (char)(high << 4 | digit));
		high = -1;
	}
	if (high >= 0)
		bdl_buffer_byte(out, (char)(high << 4));
}

/* Reads up to three octal digits at s[*i]; *i is left on the last. */
static char octal(const char *s, size_t end, size_t *i)
{
	unsigned code = 0;
	size_t n = 0;

	while (n < 3 && *i + n < end && s[*i + n] >= '0' && s[*i + n] <= '7')
		code = code * 8 + (unsigned)(s[*i + n++] - '0');
	*i += n - 1;
	return (char)(unsigned char)code;
}

/* The escape behind a backslash; *i is left on its last byte. */
static void escape(const char *s, size_t end, size_t *i, struct bdl_buffer *out)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";

	if (s[*i] >= '0' && s[*i] <= '7') {
		bdl_buffer_byte(out, octal(s, end, i));
		return;
	}
	if (s[*i] == '\r' || s[*i] == '\n') { /* a line folded in the file */
		if (s[*i] == '\r' && *i + 1 < end && s[*i + 1] == '\n')
			++*i;
		return;
	}
	for (size_t k = 0; from[k]; k++) {
		if (s[*i] == from[k]) {
			bdl_buffer_byte(out, to[k]);
			return;
		}
	}
	bdl_buffer_byte(out, s[*i]);
}

void bdl_value_bytes(const struct pdf_value *v, struct bdl_buffer *out)
{
	size_t end = v->length;

	if (v->type != PDF_STRING || end < 2)
		return;
	if (v->text[0] == '<') {
		hex_bytes(v, out);
		return;
	}
	if (v->text[end - 1] == ')')
		end--;
	for (size_t i = 1; i < end; i++) {
		if (v->text[i] == '\\' && i + 1 < end) {
			i++;
			escape(v->text, end, &i, out);
		} else {
			bdl_buffer_byte(out, v->text[i]);
		}
	}
}

/* ISO 32000-1, D.2: where PDFDocEncoding is not Latin-1. */
/* clang-format off */
static const unsigned short low[8] = { /* 0x18 to 0x1F */
	0x02D8, 0x02C7, 0x02C6, 0x02D9, 0x02DD, 0x02DB, 0x02DA, 0x02DC
};
static const unsigned short high[33] = { /* 0x80 to 0xA0 */
	0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203A, 0x2212,
	0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x0141,
	0x0152, 0x0160, 0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161, 0x017E, 0xFFFD, 0x20AC
};

/* clang-format on */

static void put_code(struct bdl_buffer *out, uint32_t code)
{
	char bytes[4];

	bdl_buffer_add(out, bytes, bdl_utf8_put(code, bytes));
}

static void from_document_encoding(const struct bdl_buffer *in, struct bdl_buffer *out)
{
	for (size_t i = 0; i < in->length; i++) {
		unsigned char c = (unsigned char)in->data[i];

		if (c >= 0x18 && c <= 0x1F)
			put_code(out, low[c - 0x18]);
		else if (c >= 0x80 && c <= 0xA0)
			put_code(out, high[c - 0x80]);
		else
			put_code(out, c);
	}
}

static uint32_t unit(const struct bdl_buffer *in, size_t at, bool little)
{
	uint32_t a = (unsigned char)in->data[at], b = (unsigned char)in->data[at + 1];

	return little ? b << 8 | a : a << 8 | b;
}

static void from_utf16(const struct bdl_buffer *in, bool little, struct bdl_buffer *out)
{
	for (size_t i = 2; i + 1 < in->length; i += 2) {
		uint32_t code = unit(in, i, little);

		if (code == 0x1B) { /* an escape that names the language, up to the next one */
			for (i += 2; i + 1 < in->length && unit(in, i, little) != 0x1B; i += 2)
				;
			continue;
		}
		if (code >= 0xD800 && code < 0xDC00 && i + 3 < in->length) {
			uint32_t second = unit(in, i + 2, little);

			if (second >= 0xDC00 && second < 0xE000) {
				code = 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00);
				i += 2;
			}
		}
		put_code(out, code);
	}
}

void bdl_value_utf8(const struct pdf_value *v, struct bdl_buffer *out)
{
	struct bdl_buffer bytes = BDL_BUFFER_INIT;

	bdl_value_bytes(v, &bytes);
	if (bytes.length >= 2 && unit(&bytes, 0, false) == 0xFEFF)
		from_utf16(&bytes, false, out);
	else if (bytes.length >= 2 && unit(&bytes, 0, true) == 0xFEFF)
		from_utf16(&bytes, true, out);
	else if (bytes.length >= 3 && bdl_text_starts(bytes.data, "\xEF\xBB\xBF"))
		bdl_utf8_clean(out, bytes.data + 3, bytes.length - 3);
	else
		from_document_encoding(&bytes, out);
	if (bytes.failed)
		out->failed = true;
	bdl_buffer_release(&bytes);
}
