/* Court: see court.h. */
#include "model/court.h"

#include "base/text.h"
#include "model/bundle.h"
#include <stdio.h>
#include <string.h>

#define NUMBER_MOST 9999u /* of a mark: what fits beside four letters on a page */

/* The word in the text, whatever its case. */
static bool has_word(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = text; *at; at++) {
		size_t i = 0;

		if (at > text && bdl_is_alpha((unsigned char)at[-1]))
			continue;
		while (i < n && bdl_lower((unsigned char)at[i]) == word[i])
			i++;
		if (i == n && !bdl_is_alpha((unsigned char)at[n]))
			return true;
	}
	return false;
}

bool bdl_is_for_court(const struct bdl_case *c)
{
	if (c->court && (c->court->court || c->court->heading || c->court->claim_number))
		return true;
	return c->recipient && has_word(c->recipient, "court");
}

bool bdl_is_for_tribunal(const struct bdl_case *c)
{
	return c->recipient && has_word(c->recipient, "tribunal");
}

static size_t count_capitals(const char *text)
{
	size_t n = 0;

	while (text[n] >= 'A' && text[n] <= 'Z')
		n++;
	return n;
}

bool bdl_initials_are_usable(const char *initials)
{
	size_t n = count_capitals(initials);

	return n >= 2 && n <= 4 && initials[n] == '\0';
}

bool bdl_mark_parse(const char *mark, size_t *initials, unsigned *number)
{
	const char *digits;

	*initials = count_capitals(mark);
	*number = 0;
	digits = mark + *initials;
	if (*initials < 2 || *initials > 4 || *digits < '1' || *digits > '9')
		return false;
	for (; bdl_is_digit((unsigned char)*digits) && *number <= NUMBER_MOST; digits++)
		*number = *number * 10 + (unsigned)(*digits - '0');
	return *digits == '\0' && *number <= NUMBER_MOST;
}

void bdl_ordinal(unsigned number, char out[BDL_ORDINAL_TEXT])
{
	static const char *const words[] = {"", "first", "second", "third", "fourth", "fifth",
		"sixth", "seventh", "eighth", "ninth", "tenth"};
	static const char *const ends[] = {"th", "st", "nd", "rd"};
	unsigned last = number % 10;

	if (number > 0 && number < sizeof(words) / sizeof(words[0])) {
		snprintf(out, BDL_ORDINAL_TEXT, "%s", words[number]);
		return;
	}
	if (last > 3 || (number / 10) % 10 == 1)
		last = 0;
	snprintf(out, BDL_ORDINAL_TEXT, "%u%s", number, ends[last]);
}

bool bdl_is_style(const char *word, size_t length)
{
	static const char *const styles[] = {"Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Sir", "Dame",
		"Lord", "Lady", "Prof", "Professor", "Rev", "Revd", "Cllr", "Master"};

	while (length && word[length - 1] == '.')
		length--;
	for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++)
		if (strlen(styles[i]) == length && strncmp(styles[i], word, length) == 0)
			return true;
	return false;
}
