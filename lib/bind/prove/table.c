/*
 * Prove, the file's frame: every entry of the cross-reference table leads to the object that it
 * names.
 */
#include "bind/prove/inside.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

#define TAIL 64u
#define OBJECTS_A_REST 128u

/* Digits at `at`, stopping at the first other byte; *at moves behind them. */
static size_t digits(const struct prover *p, size_t *at)
{
	size_t value = 0;

	while (*at < p->length && p->pdf[*at] >= '0' && p->pdf[*at] <= '9' && value < SIZE_MAX / 16)
		value = value * 10 + (size_t)(p->pdf[(*at)++] - '0');
	return value;
}

static bool stands(const struct prover *p, size_t at, const char *words)
{
	size_t n = strlen(words);

	return at <= p->length && p->length - at >= n && memcmp(p->pdf + at, words, n) == 0;
}

/*
 * Where "startxref" at the very end says that the table is; 0 if it says nothing. The trailer ends
 * where these words begin.
 */
static size_t table_at(struct prover *p)
{
	size_t from = p->length > TAIL ? p->length - TAIL : 0;

	for (size_t at = from; at < p->length; at++)
		if (stands(p, at, "startxref\n")) {
			size_t end = at + 10, table = digits(p, &end);

			p->trailer_end = at;
			return stands(p, end, "\n%%EOF\n") && end + 7 == p->length ? table : 0;
		}
	return 0;
}

static bool entry_is_right(const struct prover *p, size_t row, size_t number)
{
	size_t at = row, object;

	object = digits(p, &at);
	if (at != row + 10 || !stands(p, at, " 00000 n \n") || object >= p->length || object < 1)
		return false;
	if (p->pdf[object - 1] != '\n')
		return false;
	return digits(p, &object) == number && stands(p, object, " 0 obj");
}

bool bdl_prove_table(struct prover *p)
{
	size_t at = table_at(p), count;

	if (!stands(p, 0, "%PDF-1.7\n") || !at || !stands(p, at, "xref\n0 ")) {
		bdl_prover_say(
			p, "file: its beginning, its end or its table of objects is missing");
		return false;
	}
	at += 7;
	count = digits(p, &at);
	if (!stands(p, at, "\n0000000000 65535 f \n") || count < 1 || count > INT_MAX ||
		count > (p->length - at) / BDL_TABLE_ROW) {
		bdl_prover_say(p, "file: its table of objects is cut short");
		return false;
	}
	p->rows = ++at;
	for (size_t number = 1; number < count; number++) {
		if (!entry_is_right(p, at + number * BDL_TABLE_ROW, number)) {
			bdl_prover_say(p, "file: object %zu is not where the table of objects says",
				number);
			return false;
		}
		if (number % OBJECTS_A_REST == 0)
			bdl_prover_let_go(p);
	}
	p->object_count = (unsigned)count;
	p->trailer = at + count * BDL_TABLE_ROW;
	if (stands(p, p->trailer, "trailer\n") && p->trailer < p->trailer_end)
		return true;
	bdl_prover_say(p, "file: its table of objects does not end where it should");
	return false;
}
