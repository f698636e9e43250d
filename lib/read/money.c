/* See money.h. */
#include "read/money.h"

#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define POUNDS_MAX INT64_C(10000000000000)
#define MINUS "\xE2\x88\x92"

static const char *const spaces[] = {" ", "\t", "\n", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
static const char *const currencies[] = {"\xC2\xA3", "\xE2\x82\xAC", "$", "\xC2\xA5"};

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

/* What is still to be read of a value. */
struct value {
	const char *text;
	size_t length;
};

static size_t starts(struct value v, const char *with)
{
	size_t n = strlen(with);

	return v.length >= n && memcmp(v.text, with, n) == 0 ? n : 0;
}

static size_t starts_any(struct value v, const char *const *list, size_t count)
{
	size_t n = 0;

	for (size_t i = 0; i < count && n == 0; i++)
		n = starts(v, list[i]);
	return n;
}

static void drop(struct value *v, size_t n)
{
	v->text += n;
	v->length -= n;
}

static void drop_spaces(struct value *v)
{
	size_t n;

	while ((n = starts_any(*v, spaces, COUNT(spaces))) > 0)
		drop(v, n);
}

/* A currency's sign, or its three letters ("GBP"). */
static size_t currency(struct value v)
{
	size_t n = starts_any(v, currencies, COUNT(currencies));

	if (n > 0 || v.length < 3)
		return n;
	for (; n < 3; n++)
		if (v.text[n] < 'A' || v.text[n] > 'Z')
			return 0;
	return v.length > 3 && bdl_is_alpha((unsigned char)v.text[3]) ? 0 : 3;
}

/* ---- the figures ---- */

struct figures {
	int64_t pounds;
	unsigned pence; /* hundredths */
};

static bool add_digit(int64_t *value, char digit)
{
	*value = *value * 10 + (digit - '0');
	return *value < POUNDS_MAX;
}

/* Digits behind the decimal mark: two, or more if they are noughts. */
static bool read_pence(struct value *v, unsigned *pence)
{
	size_t n = 0;

	*pence = 0;
	while (n < v->length && bdl_is_digit((unsigned char)v->text[n])) {
		if (n < 2)
			*pence += (unsigned)(v->text[n] - '0') * (n == 0 ? 10 : 1);
		else if (v->text[n] != '0')
			return false;
		n++;
	}
	drop(v, n);
	return true;
}

/* The bytes that part thousands here: a mark, an apostrophe, a space, each before exactly three
 * digits. */
static size_t thousands_mark(struct value v, char mark)
{
	size_t n = 0, digits = 0;

	if (v.length > 0 && (v.text[0] == mark || v.text[0] == '\''))
		n = 1;
	else
		n = starts_any(v, spaces, COUNT(spaces));
	while (n + digits < v.length && bdl_is_digit((unsigned char)v.text[n + digits]))
		digits++;
	return n > 0 && digits == 3 ? n : 0;
}

static bool read_figures(struct value *v, struct bdl_money_style style, struct figures *f)
{
	const char mark = style.comma ? '.' : ',', point = style.comma ? ',' : '.';
	size_t digits = 0, group = 0, n;
	bool grouped = false;

	*f = (struct figures){0};
	for (;;) {
		while (v->length > 0 && bdl_is_digit((unsigned char)v->text[0])) {
			if (!add_digit(&f->pounds, v->text[0]))
				return false;
			drop(v, 1);
			digits++;
			group++;
		}
		n = digits > 0 && group <= 3 ? thousands_mark(*v, mark) : 0;
		if (n == 0)
			break;
		grouped = true;
		group = 0;
		drop(v, n);
	}
	if (grouped && group != 3)
		return false;
	if (v->length > 0 && v->text[0] == point) {
		bool more = v->length > 1 && bdl_is_digit((unsigned char)v->text[1]);

		drop(v, 1);
		return (digits > 0 || more) && read_pence(v, &f->pence);
	}
	return digits > 0;
}

/* ---- signs ---- */

struct sign {
	unsigned minus; /* how many times it is said to be negative */
	bool open, credit;
};

static bool read_front(struct value *v, struct sign *s)
{
	bool plus = false, named = false;

	for (;;) {
		size_t n;

		drop_spaces(v);
		if ((n = starts(*v, MINUS)) > 0 || (n = starts(*v, "-")) > 0)
			s->minus++;
		else if (!plus && (n = starts(*v, "+")) > 0)
			plus = true;
		else if (!s->open && (n = starts(*v, "(")) > 0)
			s->open = true;
		else if (!named && (n = currency(*v)) > 0)
			named = true;
		else
			return !(plus && s->minus > 0);
		drop(v, n);
	}
}

/* "CR", "DR", "C", "D", "OD" as the last word. */
static bool read_word(struct value *v, struct sign *s)
{
	static const struct {
		const char *word;
		bool credit;
	} words[] = {{"CR", true}, {"DR", false}, {"OD", false}, {"C", true}, {"D", false}};

	for (size_t i = 0; i < COUNT(words); i++) {
		size_t n = strlen(words[i].word), same = 0;

		while (same < n && same < v->length &&
			bdl_lower((unsigned char)v->text[same]) ==
				bdl_lower((unsigned char)words[i].word[same]))
			same++;
		if (same < n || (v->length > n && bdl_is_alpha((unsigned char)v->text[n])))
			continue;
		s->credit |= words[i].credit;
		s->minus += !words[i].credit;
		drop(v, n);
		return true;
	}
	return false;
}

static bool read_back(struct value *v, struct sign *s)
{
	bool closed = false, word = false;

	for (;;) {
		size_t n;

		drop_spaces(v);
		if (v->length == 0)
			break;
		if ((n = starts(*v, MINUS)) > 0 || (n = starts(*v, "-")) > 0)
			s->minus++;
		else if (s->open && !closed && (n = starts(*v, ")")) > 0)
			closed = true;
		else if (!word && (word = read_word(v, s)))
			n = 0;
		else if ((n = currency(*v)) == 0)
			return false;
		drop(v, n);
	}
	s->minus += closed;
	return closed == s->open && s->minus + s->credit <= 1;
}

enum bdl_money_read bdl_money_read(
	struct bdl_money_style style, const char *text, size_t length, int64_t *pence)
{
	struct value v = {text, length};
	struct sign sign = {0};
	struct figures f;

	drop_spaces(&v);
	if (v.length == 0)
		return BDL_MONEY_NONE;
	if (!read_front(&v, &sign) || !read_figures(&v, style, &f) || !read_back(&v, &sign))
		return BDL_MONEY_UNREADABLE;
	*pence = f.pounds * 100 + f.pence;
	if (sign.minus > 0)
		*pence = -*pence;
	return BDL_MONEY_READ;
}

/* ---- comma or point ---- */

void bdl_money_vote(struct bdl_money_votes *v, const char *text, size_t length)
{
	size_t points = 0, commas = 0, behind = 0;
	char last = '\0';

	for (size_t i = 0; i < length; i++) {
		points += text[i] == '.';
		commas += text[i] == ',';
		if (text[i] == '.' || text[i] == ',') {
			last = text[i];
			behind = 0;
		} else {
			behind += bdl_is_digit((unsigned char)text[i]);
		}
	}
	if (points + commas == 0)
		return;
	if (points > 0 && commas > 0)
		*(last == ',' ? &v->comma : &v->point) += 1;
	else if (points > 1 || commas > 1)
		*(last == ',' ? &v->point : &v->comma) += 1;
	else if (behind != 3)
		*(last == ',' ? &v->comma : &v->point) += 1;
}

bool bdl_money_comma(const struct bdl_money_votes *v)
{
	return v->comma > v->point;
}

/* ---- sums ---- */

int64_t bdl_money_add(int64_t a, int64_t b)
{
	if (b > 0 && a > INT64_MAX - b)
		return INT64_MAX;
	if (b < 0 && a < INT64_MIN - b)
		return INT64_MIN;
	return a + b;
}

/* ---- to words ---- */

const char *bdl_money_text(int64_t pence, char out[BDL_MONEY_TEXT])
{
	uint64_t all = pence < 0 ? (uint64_t)0 - (uint64_t)pence : (uint64_t)pence;
	char digits[24];
	int n = snprintf(digits, sizeof(digits), "%" PRIu64, all / 100);
	size_t at = 0;

	if (pence < 0) {
		memcpy(out, MINUS, 3);
		at = 3;
	}
	for (int i = 0; i < n && at + 6 < BDL_MONEY_TEXT; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = digits[i];
	}
	snprintf(out + at, BDL_MONEY_TEXT - at, ".%02u", (unsigned)(all % 100));
	return out;
}
