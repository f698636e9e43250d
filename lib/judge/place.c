/* Where a date stands in the opening text of a document: see place.h. */
#include "judge/place.h"

#include "base/text.h"
#include <string.h>

enum {
	TOP_BYTES = 1500, /* without a salutation: what counts as near the top */
	WORDS_BESIDE = 4, /* "Anytown, Friday 10 February 2023" still stands alone */
	COLUMN_GAP = 3 /* spaces that part two columns */
};

/* True if the line at `line` begins with the words, ASCII case aside. */
static bool line_starts(const char *line, const char *words)
{
	while (*words && bdl_lower((unsigned char)*line) == *words) {
		line++;
		words++;
	}
	return *words == '\0';
}

size_t bdl_place_salutation(const char *text)
{
	static const char *const openings[] = {"dear ", "to whom it may concern", "hello ", "hi "};

	for (const char *line = text; line; line = strchr(line, '\n')) {
		line += strspn(line, " \n\t");
		for (size_t i = 0; i < sizeof(openings) / sizeof(*openings); i++)
			if (line_starts(line, openings[i]))
				return (size_t)(line - text);
	}
	return strlen(text);
}

/* How many bytes at `text` are the date as written, all white space being alike; 0 if it is
 * something else. */
static size_t match(const char *text, const char *raw)
{
	size_t i = 0;

	while (*raw) {
		if (bdl_is_space((unsigned char)*raw)) {
			if (!bdl_is_space((unsigned char)text[i]))
				return 0;
			while (bdl_is_space((unsigned char)text[i]))
				i++;
			while (bdl_is_space((unsigned char)*raw))
				raw++;
			continue;
		}
		if (text[i] != *raw)
			return 0;
		i++;
		raw++;
	}
	return bdl_is_digit((unsigned char)text[i]) ? 0 : i;
}

/*
 * Finds the candidate in the opening text; false if it is not there. Facts hold that text with its
 * white space tidied, so offsets do not fit: the third date written so among the candidates is the
 * third in the text.
 */
static bool locate(
	const struct bdl_facts *f, const struct bdl_candidate *c, size_t *at, size_t *length)
{
	const char *text = f->text ? f->text : "";
	size_t before = 0;

	for (const struct bdl_candidate *k = f->dates; k < c; k++)
		before += k->source == BDL_FROM_TEXT && strcmp(k->raw, c->raw) == 0;
	for (*at = 0; text[*at]; (*at)++) {
		if (*at > 0 && bdl_is_digit((unsigned char)text[*at - 1]))
			continue;
		*length = match(text + *at, c->raw);
		if (*length && before-- == 0)
			return true;
	}
	return false;
}

/* Start of the line, or of the column, that `at` stands in. */
static size_t cell_start(const char *text, size_t at)
{
	size_t spaces = 0;

	while (at > 0 && text[at - 1] != '\n' && text[at - 1] != '\t' && spaces < COLUMN_GAP) {
		spaces = text[at - 1] == ' ' ? spaces + 1 : 0;
		at--;
	}
	return at;
}

static size_t cell_end(const char *text, size_t at)
{
	size_t spaces = 0;

	while (text[at] && text[at] != '\n' && text[at] != '\t' && spaces < COLUMN_GAP) {
		spaces = text[at] == ' ' ? spaces + 1 : 0;
		at++;
	}
	return at;
}

static unsigned count_words(const char *text, size_t from, size_t to)
{
	unsigned words = 0;
	bool inside = false;

	for (size_t i = from; i < to; i++) {
		bool letter =
			bdl_is_alpha((unsigned char)text[i]) || (unsigned char)text[i] >= 0x80;

		words += letter && !inside;
		inside = letter || (inside && text[i] == '\'');
	}
	return words;
}

/* The word in front of `at`, across a line's end, says that another thing's date follows. */
static bool is_mention(const char *text, size_t at)
{
	static const char *const words[] = {"of", "on", "from", "since", "by", "until", "till",
		"to", "before", "after", "between", "and", "during", "in", "for", "than", "the",
		"your", "their", "letter", "email", "mail", "call", "with", "effect", "order",
		"commencing", "ending", "was", "is"};
	size_t end = at, n = 0;

	while (end > 0 && (bdl_is_space((unsigned char)text[end - 1]) || text[end - 1] == '('))
		end--;
	while (n < end && bdl_is_alpha((unsigned char)text[end - n - 1]))
		n++;
	for (size_t i = 0; n && i < sizeof(words) / sizeof(*words); i++)
		if (strlen(words[i]) == n && line_starts(text + end - n, words[i]))
			return true;
	return false;
}

/* "dated" with a small letter and a word before it is somebody else's date: "your letter dated 16
 * January". */
static bool is_dated_thing(const char *text, size_t at)
{
	size_t end = at;

	while (end > 0 && bdl_is_space((unsigned char)text[end - 1]))
		end--;
	if (end < 6 || memcmp(text + end - 5, "dated", 5) != 0)
		return false;
	end -= 5;
	while (end > 0 && text[end - 1] == ' ')
		end--;
	return end > 0 && bdl_is_alpha((unsigned char)text[end - 1]);
}

/* "SSCS2", "CMSB001GB": capitals, then figures among capitals, ending at `end`. */
static bool is_form_name(const char *text, size_t end)
{
	size_t start = end, letters = 0;

	while (start > 0 && ((text[start - 1] >= 'A' && text[start - 1] <= 'Z') ||
				    bdl_is_digit((unsigned char)text[start - 1])))
		start--;
	while (start + letters < end && text[start + letters] >= 'A')
		letters++;
	return letters >= 2 && start + letters < end && end - start <= 16 &&
	       (start == 0 || !bdl_is_alpha((unsigned char)text[start - 1]));
}

/* "version 1.2", "rev.", "printed", ending at `end`. */
static bool is_issue(const char *text, size_t end)
{
	static const char *const words[] = {"version", "ver", "rev", "revision", "revised",
		"edition", "printed", "updated", "v"};
	size_t n = 0;

	while (end > 0 &&
		(bdl_is_digit((unsigned char)text[end - 1]) || strchr(". ", text[end - 1])))
		end--;
	while (n < end && bdl_is_alpha((unsigned char)text[end - n - 1]))
		n++;
	for (size_t i = 0; n && i < sizeof(words) / sizeof(*words); i++)
		if (strlen(words[i]) == n && line_starts(text + end - n, words[i]))
			return true;
	return false;
}

/*
 * Behind the name of a form or the word for an issue of it stands the day on which the form was
 * printed: "SSCS2 (06/02/2024)", "CMSB001GB April 2021", "version 1.2, 3 March 2021". A whole day
 * without a bracket may as well be a receipt's, behind its number.
 */
static bool is_print_date(const char *text, size_t at, bool to_day)
{
	size_t end = at;
	bool bracket = at > 0 && text[at - 1] == '(';

	while (end > 0 && strchr(" \t(-:,", text[end - 1]))
		end--;
	return ((bracket || !to_day) && is_form_name(text, end)) || is_issue(text, end);
}

static bool stands_alone(const char *text, size_t at, size_t length)
{
	size_t start = cell_start(text, at), end = cell_end(text, at + length);

	return count_words(text, start, at) + count_words(text, at + length, end) <= WORDS_BESIDE;
}

enum bdl_place bdl_place_of(const struct bdl_facts *f, const struct bdl_candidate *c)
{
	const char *text = f->text ? f->text : "";
	size_t at, length, salutation;

	if (c->page > 1 || !locate(f, c, &at, &length))
		return BDL_PLACE_DEEP;
	if (is_dated_thing(text, at))
		return BDL_PLACE_MENTIONED;
	if (c->label == BDL_LABEL_DATE)
		return BDL_PLACE_HEAD;
	if (is_mention(text, at) || is_print_date(text, at, c->precision == BDL_TO_DAY) ||
		!stands_alone(text, at, length))
		return BDL_PLACE_MENTIONED;
	salutation = bdl_place_salutation(text);
	if (text[salutation] ? at < salutation : at < TOP_BYTES)
		return BDL_PLACE_HEAD;
	return BDL_PLACE_ALONE;
}
