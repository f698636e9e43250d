/* Nearest: see nearest.h. Three rows of the table of distances are enough: a swap looks back by
 * two.
 */
#include "base/nearest.h"

#include "base/text.h"
#include <string.h>

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool same(char a, char b)
{
	return bdl_lower((unsigned char)a) == bdl_lower((unsigned char)b);
}

size_t bdl_word_distance(const char *a, const char *b, size_t most)
{
	size_t rows[3][BDL_NEAREST_MOST + 1], m = strlen(a), n = strlen(b);

	if (m > BDL_NEAREST_MOST || n > BDL_NEAREST_MOST)
		return most + 1;
	for (size_t j = 0; j <= n; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= m; i++) {
		size_t *row = rows[i % 3];
		const size_t *above = rows[(i - 1) % 3], *two_above = rows[(i + 1) % 3];

		row[0] = i;
		for (size_t j = 1; j <= n; j++) {
			row[j] = least(least(above[j], row[j - 1]) + 1,
				above[j - 1] + !same(a[i - 1], b[j - 1]));
			if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
				row[j] = least(row[j], two_above[j - 2] + 1);
		}
	}
	return least(rows[m % 3][n], most + 1);
}

/* The only word of the list that begins with it. */
static const char *begun(const char *word, const char *const *list)
{
	const char *found = NULL;
	size_t length = strlen(word);

	for (; length >= 3 && *list; list++) {
		size_t k = 0;

		while (k < length && same(word[k], (*list)[k]))
			k++;
		if (k < length)
			continue;
		if (found)
			return NULL;
		found = *list;
	}
	return found;
}

/* w is nearer to the word than best, or as near and, other than best, as long: letters are swapped
 * more often than left out. */
static bool is_nearer(size_t d, const char *w, size_t least_yet, const char *best, size_t length)
{
	if (!best || d < least_yet)
		return true;
	return d == least_yet && strlen(w) == length && strlen(best) != length;
}

const char *bdl_nearest(const char *word, const char *const *list)
{
	size_t length = strlen(word), bound = length < 4 ? 1 : 2;
	const char *best = NULL;

	for (const char *const *w = list; *w; w++) {
		size_t d = bdl_word_distance(word, *w, bound);

		if (d > bound || !is_nearer(d, *w, bound, best, length))
			continue;
		best = *w;
		bound = d;
	}
	return best ? best : begun(word, list);
}
