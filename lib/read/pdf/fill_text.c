/* Setting text in a box with Liberation Sans in WinAnsi. See fill.h. */
#include "read/pdf/fill.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define MARGIN 2.0
#define SIZE_MOST 12.0
#define SIZE_LEAST 4.0
#define LEADING 1.15
#define CAPITALS 0.716 /* height of capital letters, of the size */
#define ASCENT 0.905

/* clang-format off */
/* Widths of Liberation Sans from 0x20, in thousandths of the size. */
static const unsigned short widths[224] = {
	277, 277, 354, 556, 556, 889, 666, 190, 333, 333, 389, 583, 277, 333, 277, 277,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 277, 277, 583, 583, 583, 556,
	1015, 666, 666, 722, 722, 666, 610, 777, 722, 277, 500, 666, 556, 833, 722, 777,
	666, 777, 722, 666, 610, 722, 666, 943, 666, 666, 610, 277, 277, 277, 469, 556,
	333, 556, 556, 500, 556, 556, 277, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 277, 556, 500, 722, 500, 500, 500, 333, 259, 333, 583, 365,
	556, 365, 222, 556, 333, 1000, 556, 556, 333, 1000, 666, 333, 1000, 365, 610, 365,
	365, 222, 222, 333, 333, 350, 556, 1000, 333, 1000, 500, 333, 943, 365, 500, 666,
	277, 333, 556, 556, 556, 556, 259, 556, 333, 736, 370, 556, 583, 333, 736, 552,
	399, 548, 333, 333, 333, 576, 537, 277, 333, 333, 365, 556, 833, 833, 833, 610,
	666, 666, 666, 666, 666, 666, 1000, 722, 666, 666, 666, 666, 277, 277, 277, 277,
	722, 722, 777, 777, 777, 777, 777, 583, 777, 722, 722, 722, 722, 666, 666, 610,
	556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 277, 277, 277, 277,
	556, 556, 556, 556, 556, 556, 556, 548, 610, 556, 556, 556, 556, 500, 556, 500
};

/* WinAnsi from 0x80 to 0x9F; 0: no character. */
static const unsigned short special[32] = {
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
	0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
	0x0153, 0, 0x017E, 0x0178
};

/* clang-format on */

static unsigned char win_ansi(uint32_t code)
{
	if ((code >= 0x20 && code < 0x7F) || (code >= 0xA0 && code <= 0xFF))
		return (unsigned char)code;
	for (unsigned i = 0; i < 32; i++)
		if (special[i] && special[i] == code)
			return (unsigned char)(0x80 + i);
	return 0;
}

/* text in WinAnsi with '\n' between lines. Returns how many characters became '?'. */
static unsigned encode(struct bdl_buffer *out, const char *text, size_t length)
{
	unsigned missing = 0;

	for (size_t i = 0, n; i < length; i += n) {
		unsigned char byte;
		uint32_t code;

		n = bdl_utf8_next(text + i, length - i, &code);
		byte = win_ansi(code);
		if (code == '\r' && i + 1 < length && text[i + 1] == '\n')
			continue;
		if (code == '\r' || code == '\n' || code == 0x2028 || code == 0x2029) {
			bdl_buffer_byte(out, '\n');
		} else if (byte) {
			bdl_buffer_byte(out, (char)byte);
		} else if (code == '\t') {
			bdl_buffer_byte(out, ' ');
		} else {
			bdl_buffer_byte(out, '?');
			missing++;
		}
	}
	return missing;
}

static double width_of(const char *s, size_t length)
{
	unsigned sum = 0;

	for (size_t i = 0; i < length; i++)
		sum += widths[(unsigned char)s[i] - 0x20];
	return sum / 1000.0;
}

/* How much of s fits on a line; *next: where the following line begins. At least one character. */
static size_t line_end(const char *s, size_t length, double room, size_t *next)
{
	size_t space = 0, i;
	double width = 0;

	for (i = 0; i < length && s[i] != '\n'; i++) {
		width += widths[(unsigned char)s[i] - 0x20] / 1000.0;
		if (width > room && i > 0)
			break;
		if (s[i] == ' ')
			space = i;
	}
	if (i == length || s[i] == '\n') {
		*next = i + (i < length ? 1 : 0);
		return i;
	}
	*next = space ? space + 1 : i;
	return space ? space : i;
}

static double room_of(const struct pdf_setting *s, double size)
{
	return s->many_lines ? (s->width - 2 * MARGIN) / size : 1e9;
}

static bool fits(const struct pdf_setting *s, const struct bdl_buffer *text, double size)
{
	unsigned lines = 0;
	size_t at = 0, next;

	if (s->cells)
		return size * CAPITALS <= s->height - 1;
	for (; at < text->length; at += next, lines++) {
		size_t end = line_end(text->data + at, text->length - at, room_of(s, size), &next);

		if (width_of(text->data + at, end) * size > s->width - 2 * MARGIN)
			return false;
	}
	if (lines <= 1)
		return size * CAPITALS <= s->height - 1;
	return lines * size * LEADING <= s->height - MARGIN;
}

static void add_number(struct bdl_buffer *b, double n)
{
	char text[PDF_NUMBER_TEXT];

	bdl_buffer_add(b, text, bdl_lex_write(n, text));
}

static void show(struct bdl_buffer *out, double x, double y, const char *text, size_t length)
{
	bdl_buffer_text(out, "1 0 0 1 ");
	add_number(out, x);
	add_number(out, y);
	bdl_buffer_text(out, "Tm <");
	for (size_t i = 0; i < length; i++)
		bdl_buffer_printf(out, "%02X", (unsigned)(unsigned char)text[i]);
	bdl_buffer_text(out, "> Tj\n");
}

static double not_below(double value, double least)
{
	return value > least ? value : least;
}

static void set_cells(struct bdl_buffer *out, const struct pdf_setting *s, double size,
	const struct bdl_buffer *text)
{
	double cell = s->width / s->cells, y = not_below((s->height - CAPITALS * size) / 2, 0);

	for (size_t i = 0; i < text->length && i < s->cells; i++) {
		double width = width_of(text->data + i, 1) * size;

		if (text->data[i] != '\n')
			show(out, not_below((double)i * cell + (cell - width) / 2, 0), y,
				text->data + i, 1);
	}
}

static void set_lines(struct bdl_buffer *out, const struct pdf_setting *s, double size,
	const struct bdl_buffer *text)
{
	double y = s->many_lines ? s->height - MARGIN - ASCENT * size
				 : (s->height - CAPITALS * size) / 2;
	size_t next;

	for (size_t at = 0; at < text->length; at += next) {
		size_t end = line_end(text->data + at, text->length - at, room_of(s, size), &next);
		double slack = s->width - 2 * MARGIN - width_of(text->data + at, end) * size;

		show(out, not_below(MARGIN + slack * s->align / 2, 0), not_below(y, 0),
			text->data + at, end);
		y -= size * LEADING;
	}
}

unsigned bdl_fill_text(
	struct bdl_buffer *out, const struct pdf_setting *s, const char *text, size_t length)
{
	struct bdl_buffer encoded = BDL_BUFFER_INIT;
	struct pdf_setting setting = *s;
	double size = s->size > 0 ? s->size : SIZE_MOST;
	unsigned missing = encode(&encoded, text, length);

	if (encoded.length && memchr(encoded.data, '\n', encoded.length))
		setting.many_lines = true;
	while (size > SIZE_LEAST && !fits(&setting, &encoded, size))
		size -= 0.25;
	bdl_buffer_text(out, "/BdlN ");
	add_number(out, size);
	bdl_buffer_text(out, "Tf\n");
	if (setting.cells && !setting.many_lines)
		set_cells(out, &setting, size, &encoded);
	else
		set_lines(out, &setting, size, &encoded);
	if (encoded.failed)
		out->failed = true;
	bdl_buffer_release(&encoded);
	return missing;
}
