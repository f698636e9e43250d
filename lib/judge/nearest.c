/* Nearest: see nearest.h. */
#include "judge/nearest.h"

#include "base/text.h"
#include <string.h>

enum { NEAR_BYTES = 60 };

static size_t least(size_t a, size_t b, size_t c)
{
	a = a < b ? a : b;
	return a < c ? a : c;
}

size_t bdl_distance(const char *a, const char *b)
{
	size_t row[NEAR_BYTES + 1], n = strlen(b);

	n = n < NEAR_BYTES ? n : NEAR_BYTES;
	for (size_t k = 0; k <= n; k++)
		row[k] = k;
	for (size_t i = 0; a[i] && i < NEAR_BYTES; i++) {
		size_t corner = row[0];

		row[0] = i + 1;
		for (size_t k = 1; k <= n; k++) {
			size_t above = row[k];
			bool same = bdl_lower((unsigned char)a[i]) ==
				    bdl_lower((unsigned char)b[k - 1]);

			row[k] = least(corner + !same, above + 1, row[k - 1] + 1);
			corner = above;
		}
	}
	return row[n];
}

/* The next digit of s at or behind `at`; 0: there is none. */
static char next_digit(const char *s, size_t *at)
{
	while (s[*at] && !bdl_is_digit((unsigned char)s[*at]))
		++*at;
	return s[*at] ? s[(*at)++] : '\0';
}

static bool same_digits(const char *a, const char *b)
{
	size_t at = 0, bt = 0;
	char c;

	do {
		c = next_digit(a, &at);
		if (c != next_digit(b, &bt))
			return false;
	} while (c);
	return true;
}

/* Bytes of the word that `at` stands in or begins. */
static size_t word_at(const char *s, size_t at)
{
	size_t end = at;

	while (s[end] && s[end] != ' ')
		end++;
	return end - at;
}

/* "Part I" and "Part II", "Own A" and "Own B", "Mr X" and "Ms X": short words tell things apart. */
static bool differs_in_short_words(const char *a, const char *b)
{
	const size_t most = 3;
	size_t at = 0;

	while (a[at] && bdl_lower((unsigned char)a[at]) == bdl_lower((unsigned char)b[at]))
		at++;
	while (at > 0 && a[at - 1] != ' ')
		at--;
	return word_at(a, at) <= most && word_at(b, at) <= most;
}

bool bdl_is_slip(const char *a, const char *b)
{
	const size_t shortest = 5;
	size_t x = strlen(a), y = strlen(b), slips = x < 8 || y < 8 ? 1 : 2;

	return x >= shortest && y >= shortest && x <= NEAR_BYTES && y <= NEAR_BYTES &&
	       bdl_text_casecmp(a, b) != 0 && same_digits(a, b) && !differs_in_short_words(a, b) &&
	       bdl_distance(a, b) <= slips;
}
