/*
 * Lines: the words of a page as they stand side by side, whatever order the file has them in; and comparing words that
 * went through a PDF. Pure. Inside this room.
 */
#ifndef BDL_CHECK_LINES_H
#define BDL_CHECK_LINES_H

#include "base/calendar.h"
#include "check/seen.h"

/* clang-format off */
struct bdl_line {
	double left, bottom, right, top;         /* seen points */
	const struct bdl_seen_word **words; size_t count; /* from left to right */
	const char *text;                        /* joined by single spaces */
};

struct bdl_lines {
	struct bdl_line *list; size_t count;     /* from the top down */
};
/* clang-format on */

/* Everything lives in the arena. -1 out of memory. */
int bdl_lines_of(const struct bdl_seen_page *page, struct bdl_arena *a, struct bdl_lines *out) BDL_MUST_CHECK;

/*
 * Text as it is compared: letters and figures of ASCII in small letters, other characters as they are, no white space (the
 * no-break kinds too), no marks of ASCII; curly quotes, dashes and dots dropped too. From the arena; NULL out of memory.
 */
const char *bdl_squeeze(struct bdl_arena *a, const char *text);

/*
 * True if `whole` (squeezed) holds `part` (squeezed), or, where part has characters outside ASCII, which a font may lack or a
 * script may turn round, at least its letters and figures of ASCII in their order.
 */
bool bdl_squeezed_holds(const char *whole, const char *part);

/* True if the text holds the word, ignoring ASCII case, not as a part of a longer one. */
bool bdl_text_has_word(const char *text, const char *word);

/*
 * A page as others name it, at the end of a line: "31", "A12", "2/12", "App 12", "31-35", "31 to 35", with "p." or "page"
 * in front or not. How many of the last words it takes, 0 where the line does not end so. `from` and `to` get the two ends
 * ("31", "35"; to is "" without a range), each of at most 31 bytes.
 */
size_t bdl_line_page(const struct bdl_line *line, char from[32], char to[32]);

/* The last date in a text, of a span its first day, as far as it is known; false if there is none. "undated" is none. */
bool bdl_last_date(const char *text, struct bdl_day *out);

#endif
