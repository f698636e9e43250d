/* Lines: see lines.h. */
#include "lines.h"

#include "base/buffer.h"
#include "base/text.h"
#include <string.h>

enum { ID_COLUMN = 76, WIDTH = 79 };

static size_t characters(const char *s, size_t bytes)
{
	size_t n = 0;

	for (size_t i = 0; i < bytes; i++)
		n += ((unsigned char)s[i] & 0xC0) != 0x80;
	return n;
}

/* Words under each other from `left` on, none behind `right`. */
static void say_wrapped(const char *text, size_t left, size_t right, const char *id)
{
	size_t column = left;
	bool first = true;

	while (*text) {
		size_t length = strcspn(text, " "), wide = characters(text, length);

		if (column > left && column + 1 + wide > right) {
			if (first && id)
				say("%*s%4s", (int)(ID_COLUMN - column), "", id);
			say("\n%*s", (int)left, "");
			column = left;
			first = false;
		} else if (column > left) {
			say(" ");
			column++;
		}
		say("%.*s", (int)length, text);
		column += wide;
		text += length;
		text += strspn(text, " ");
	}
	if (first && id)
		say("%*s%4s", column < ID_COLUMN ? (int)(ID_COLUMN - column) : 1, "", id);
	say("\n");
}

static void say_safe(const char *text, size_t left, size_t right, const char *id)
{
	struct bdl_buffer safe = BDL_BUFFER_INIT;

	if (bdl_text_escape(&safe, text, strlen(text)) == 0)
		say_wrapped(bdl_buffer_string(&safe), left, right, id);
	bdl_buffer_release(&safe);
}

void say_line(const char *word, enum paint paint, const char *text, const char *id)
{
	say("%s%s%s%*s", paint_on(paint), word, paint_off(paint), LINE_TEXT - (int)strlen(word),
		"");
	say_safe(text, LINE_TEXT, id ? ID_COLUMN - 1 : WIDTH, id);
}

void say_below(const char *text)
{
	say("%*s", LINE_TEXT, "");
	say_safe(text, LINE_TEXT, WIDTH, NULL);
}

void say_paragraph(const char *head, const char *text)
{
	say("%s%s%s%*s", paint_on(PAINT_BOLD), head, paint_off(PAINT_BOLD),
		LINE_PARAGRAPH - (int)strlen(head), "");
	say_safe(text, LINE_PARAGRAPH, WIDTH, NULL);
}
