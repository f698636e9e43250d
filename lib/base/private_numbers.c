/*
 * Numbers that are somebody's: National Insurance numbers (HMRC manual NIM39110), sort codes with
 * accounts, IBANs (ISO 13616), payment cards (ISO/IEC 7812-1). What looks like one counts as one:
 * better a number too many is hidden than one too few. See private.h.
 */
#include "base/private_fold.h"

#include <string.h>

enum {
	NEAR = 80 /* cells around a number in which its label may stand */,
	JOINT_MOST = 4,
	CARD_LEAST = 13,
	CARD_MOST = 19
};

static bool starts_here(const struct bdl_fold *f, size_t at)
{
	return at == 0 || !bdl_fold_joins(bdl_fold_at(f, at - 1));
}

/* A space, a new line, a dash, a dot, the edge of a table's cell between the figures of a number:
 * how many cells. */
static size_t joint(const struct bdl_fold *f, size_t at)
{
	size_t n = 0;

	while (n < JOINT_MOST && bdl_fold_at(f, at + n) &&
		strchr(" \n-./|_,;", (int)bdl_fold_at(f, at + n)) && bdl_fold_at(f, at + n) < 0x80)
		n++;
	return n;
}

static size_t from_near(size_t at)
{
	return at > NEAR ? at - NEAR : 0;
}

/* One of the words stands up to NEAR cells before it. */
static bool labelled(const struct bdl_fold *f, size_t at, const char *const *words)
{
	for (; *words; words++)
		if (bdl_fold_has(f, from_near(at), at, *words))
			return true;
	return false;
}

/* ---- National Insurance ---- */

/* Figures as OCR may read them. */
static bool is_like_figure(uint32_t c)
{
	return bdl_fold_is_figure(c) || c == 'o' || c == 'i' || c == 'l' || c == 's' || c == 'b';
}

static bool may_begin(uint32_t first, uint32_t second)
{
	return first >= 'a' && first <= 'z' && second >= 'a' && second <= 'z' &&
	       !strchr("dfiquv", (int)first) && !strchr("dfioquv", (int)second);
}

static bool is_capital(const struct bdl_fold *f, size_t at)
{
	char c = f->text[f->cells[at].at];

	return c >= 'A' && c <= 'Z';
}

/* "on 10/02/23 a payment": parted as the figures of a date are. */
static bool is_like_date(const struct bdl_fold *f, size_t at, size_t end)
{
	static const char marks[] = "./-";

	for (size_t i = at; i < end; i++)
		if (bdl_fold_at(f, i) && bdl_fold_at(f, i) < 0x80 &&
			strchr(marks, (int)bdl_fold_at(f, i)))
			return true;
	return false;
}

/*
 * AB 12 34 56 C: the end of the number that begins at `at`, 0 where none does. With its last letter
 * any two letters will do in front (examples have QQ); without it the letters must be possible and
 * the figures stand in pairs, or a label before it say what it is.
 */
static size_t insurance_end(const struct bdl_fold *f, size_t at)
{
	static const char *const labels[] = {"insurance", "ni", "nino", "ni no", "n.i", NULL};
	uint32_t first = bdl_fold_at(f, at), second;
	size_t i = at + 1, figures = 0, pairs = 0, end;
	bool capitals;

	i += joint(f, i);
	second = bdl_fold_at(f, i);
	if (!(first >= 'a' && first <= 'z' && second >= 'a' && second <= 'z'))
		return 0;
	capitals = is_capital(f, at) && is_capital(f, i);
	i++;
	for (unsigned n = 0; n < 6; n++, i++) {
		size_t gap = joint(f, i);

		pairs += gap > 0 && n % 2 == 0;
		i += gap;
		if (!is_like_figure(bdl_fold_at(f, i)))
			return 0;
		figures += bdl_fold_is_figure(bdl_fold_at(f, i));
	}
	if (figures < 4)
		return 0;
	end = i + joint(f, i);
	if (bdl_fold_at(f, end) >= 'a' && bdl_fold_at(f, end) <= 'd' &&
		!bdl_fold_joins(bdl_fold_at(f, end + 1)) &&
		(capitals || !is_like_date(f, at, end) || labelled(f, at, labels)))
		return end + 1;
	if (bdl_fold_joins(bdl_fold_at(f, i)) || figures < 6 || !may_begin(first, second))
		return 0;
	/* "on 10-02-23" is a date: written small it takes a label */
	return (pairs >= 2 && capitals) || labelled(f, at, labels) ? i : 0;
}

/* ---- sort codes, accounts, IBANs ---- */

/* 11-22-33, 11 22 33: its end. */
static size_t sort_code_end(const struct bdl_fold *f, size_t at)
{
	uint32_t mark = bdl_fold_at(f, at + 2);

	if (mark != '-' && mark != ' ')
		return 0;
	for (size_t i = 0; i < 8; i++)
		if (i % 3 == 2 ? bdl_fold_at(f, at + i) != mark
			       : !bdl_fold_is_figure(bdl_fold_at(f, at + i)))
			return 0;
	if (bdl_fold_joins(bdl_fold_at(f, at + 8)) ||
		(bdl_fold_at(f, at + 8) == '-' && bdl_fold_is_figure(bdl_fold_at(f, at + 9))))
		return 0;
	return at + 8;
}

/* A run of exactly `least` to `most` figures from `at` on: its end. */
static size_t run_end(const struct bdl_fold *f, size_t at, size_t least, size_t most)
{
	size_t i = at;

	while (bdl_fold_is_figure(bdl_fold_at(f, i)))
		i++;
	if (i - at < least || i - at > most || bdl_fold_joins(bdl_fold_at(f, i)))
		return 0;
	return i;
}

/* The first run of eight figures within reach behind `at`: where it begins. */
static size_t account_behind(const struct bdl_fold *f, size_t at, size_t *end)
{
	for (size_t i = at; i < at + NEAR && i < f->count; i++) {
		*end = starts_here(f, i) ? run_end(f, i, 8, 8) : 0;
		if (*end)
			return i;
	}
	return 0;
}

static size_t iban_end(const struct bdl_fold *f, size_t at)
{
	enum { LENGTH = 22 }; /* of a British one */

	char plain[LENGTH + 1];
	size_t i = at, n = 0;
	unsigned rest = 0;

	while (n < LENGTH && bdl_fold_at(f, i)) {
		uint32_t c = bdl_fold_at(f, i++);

		if (c == ' ' && n % 4 == 0 && n)
			continue;
		if (c >= 0x80 || !bdl_fold_joins(c))
			return 0;
		plain[n++] = (char)c;
	}
	plain[n] = '\0';
	if (n < LENGTH || plain[0] != 'g' || plain[1] != 'b' || bdl_fold_joins(bdl_fold_at(f, i)))
		return 0;
	for (size_t k = 0; k < LENGTH; k++) { /* the first four characters count last */
		char c = plain[(k + 4) % LENGTH];

		rest = c >= '0' && c <= '9' ? (rest * 10 + (unsigned)(c - '0')) % 97
					    : (rest * 100 + (unsigned)(c - 'a' + 10)) % 97;
	}
	return rest == 1 ? i : 0;
}

/* ---- cards ---- */

static bool passes_check(const char *figures, size_t n)
{
	unsigned sum = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned d = (unsigned)(figures[n - 1 - i] - '0');

		sum += i % 2 == 0 ? d : d < 5 ? 2 * d : 2 * d - 9;
	}
	return sum % 10 == 0;
}

/* In one run, or in groups of four and more with the same mark between them. */
static size_t card_end(const struct bdl_fold *f, size_t at)
{
	char figures[CARD_MOST];
	size_t n = 0, group = 0, i = at;
	uint32_t mark = 0;

	if (bdl_fold_at(f, at) < '2' || bdl_fold_at(f, at) > '6')
		return 0;
	for (;; i++) {
		uint32_t c = bdl_fold_at(f, i);

		if (bdl_fold_is_figure(c)) {
			if (n == CARD_MOST)
				return 0;
			figures[n++] = (char)c;
			group++;
		} else if ((c == ' ' || c == '-') && (mark == 0 || c == mark) && group >= 4 &&
			   n < 16 && bdl_fold_is_figure(bdl_fold_at(f, i + 1))) {
			mark = c;
			group = 0;
		} else {
			break;
		}
	}
	if (n < CARD_LEAST || bdl_fold_joins(bdl_fold_at(f, i)) || !passes_check(figures, n))
		return 0;
	return i;
}

/* ---- all of them ---- */

static int find_accounts(const struct bdl_fold *f, size_t at, struct bdl_private_spans *out)
{
	static const char *const codes[] = {"sort code", "sort-code", "sortcode", NULL};
	static const char *const accounts[] = {
		"account", "account number", "account no", "acc no", "acct", "a/c", NULL};
	size_t end = sort_code_end(f, at), account, account_end = 0;

	if (end) {
		account = account_behind(f, end, &account_end);
		if (!account && !labelled(f, at, codes))
			return 0;
		if (account &&
			bdl_private_span_add(out, f, account, account_end, BDL_PRIVATE_ACCOUNT) < 0)
			return -1;
		return bdl_private_span_add(out, f, at, end, BDL_PRIVATE_ACCOUNT);
	}
	end = run_end(f, at, 6, 6);
	if (end && labelled(f, at, codes))
		return bdl_private_span_add(out, f, at, end, BDL_PRIVATE_ACCOUNT);
	end = run_end(f, at, 7, 8);
	if (end && labelled(f, at, accounts))
		return bdl_private_span_add(out, f, at, end, BDL_PRIVATE_ACCOUNT);
	end = iban_end(f, at);
	return end ? bdl_private_span_add(out, f, at, end, BDL_PRIVATE_ACCOUNT) : 0;
}

int bdl_private_numbers(const struct bdl_fold *f, struct bdl_private_spans *out)
{
	for (size_t i = 0; i < f->count; i++) {
		size_t end;

		if (!bdl_fold_joins(f->cells[i].code) || !starts_here(f, i))
			continue;
		end = insurance_end(f, i);
		if (end && bdl_private_span_add(out, f, i, end, BDL_PRIVATE_INSURANCE) < 0)
			return -1;
		if (find_accounts(f, i, out) < 0)
			return -1;
		end = card_end(f, i);
		if (end && bdl_private_span_add(out, f, i, end, BDL_PRIVATE_CARD) < 0)
			return -1;
	}
	return 0;
}
