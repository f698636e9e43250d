/*
 * Addresses by their postcode: the postcode itself (its form: gov.uk, ILRS bulk data, appendix C),
 * and what stands before it as the street and the town: in the same line, or in the short lines
 * above. Offices' own addresses are left. See private.h.
 */
#include "base/private_fold.h"

#include <string.h>

enum { LINE_MOST = 48 /* cells of a line of an address */, LINES_MOST = 6, BEFORE_MOST = 90 };

static bool is_letter_of(uint32_t c, const char *not_these)
{
	return c >= 'a' && c <= 'z' && !strchr(not_these, (int)c);
}

/*
 * A9, A99, A9A, AA9, AA99, AA9A, then a space or none, then 9AA: its end; 0: none begins at `at`.
 * C, I, K, M, O and V never stand at the end, but they may be misread or mistyped.
 */
static size_t postcode_end(const struct bdl_fold *f, size_t at)
{
	size_t i = at;

	if (!is_letter_of(bdl_fold_at(f, i++), "qvx"))
		return 0;
	if (is_letter_of(bdl_fold_at(f, i), "ijz"))
		i++;
	if (!bdl_fold_is_figure(bdl_fold_at(f, i++)))
		return 0;
	/* "L1 1AA", "L12AA" reads as L1 2AA: the last three are the inward code */
	if (bdl_fold_joins(bdl_fold_at(f, i)) && bdl_fold_at(f, i) < 0x80 &&
		(bdl_fold_at(f, i + 1) == ' ' || bdl_fold_at(f, i + 1) == '\n' ||
			bdl_fold_is_figure(bdl_fold_at(f, i + 1))))
		i++;
	for (unsigned n = 0; n < 2 && (bdl_fold_at(f, i) == ' ' || bdl_fold_at(f, i) == '\n'); n++)
		i++;
	if (!bdl_fold_is_figure(bdl_fold_at(f, i)) || !is_letter_of(bdl_fold_at(f, i + 1), "") ||
		!is_letter_of(bdl_fold_at(f, i + 2), "") || bdl_fold_joins(bdl_fold_at(f, i + 3)))
		return 0;
	return i + 3;
}

static size_t line_start(const struct bdl_fold *f, size_t at)
{
	while (at > 0 && f->cells[at - 1].code != '\n')
		at--;
	return at;
}

/* A figure at the start of a word, or a word that begins an address without one. */
static bool begins_address(const struct bdl_fold *f, size_t at, size_t to)
{
	static const char *const words[] = {"flat", "apartment", "unit", "house", NULL};

	if (at && bdl_fold_joins(f->cells[at - 1].code))
		return false;
	if (bdl_fold_is_figure(f->cells[at].code))
		return true;
	for (size_t i = 0; words[i]; i++)
		if (bdl_fold_has(f, at, at + strlen(words[i]) < to ? at + strlen(words[i]) : to,
			    words[i]))
			return true;
	return false;
}

/*
 * A post box and a mail room are nobody's home, whether the address says so itself or the line
 * above does. The name of an office above a street does not count: people write who moved them, or
 * whom they write to, above where they live.
 */
static bool is_office(const struct bdl_fold *f, size_t start, size_t at)
{
	static const char *const marks[] = {"po box", "p.o. box", "post office box",
		"mail handling", "freepost", "house of commons", NULL};
	size_t line = line_start(f, start), before = line ? line_start(f, line - 1) : line;

	for (size_t i = 0; marks[i]; i++)
		if (bdl_fold_has(f, before, at, marks[i]))
			return true;
	return false;
}

/* In its own line: from the house number on, else the words in front that have no sentence before
 * them. */
static size_t start_in_line(const struct bdl_fold *f, size_t line, size_t at)
{
	size_t from = at > line + BEFORE_MOST ? at - BEFORE_MOST : line;

	for (size_t i = from; i < at; i++)
		if (begins_address(f, i, at))
			return i;
	for (size_t i = at; i > line; i--)
		if (strchr(":;.!?(", (int)f->cells[i - 1].code) && f->cells[i - 1].code < 0x80)
			return at;
	return at - line <= LINE_MOST ? line : at;
}

/* Where an address begins in [from, to); to: nowhere. */
static size_t beginning(const struct bdl_fold *f, size_t from, size_t to)
{
	while (from < to && !begins_address(f, from, to))
		from++;
	return from;
}

/* Lines above that are as short as those of an address, from the topmost with a house number or a
 * flat on. */
static size_t start_above(const struct bdl_fold *f, size_t line)
{
	size_t start = line, end = line;
	bool found = false;

	for (unsigned n = 0; n < LINES_MOST && end > 0; n++) {
		size_t above = line_start(f, end - 1), begins;

		if (end - 1 == above || end - 1 - above > LINE_MOST)
			break;
		begins = beginning(f, above, end - 1);
		if (begins == end - 1 && found)
			break;
		if (begins < end - 1) {
			start = begins;
			found = true;
		}
		end = above;
	}
	return start;
}

static int find_one(const struct bdl_fold *f, size_t at, size_t end, struct bdl_private_spans *out)
{
	size_t line = line_start(f, at), start = start_in_line(f, line, at), above;

	above = start == line ? start_above(f, line) : start;
	/* the line with the town has no number of its own, or it is the second line of a flat */
	if (above < start)
		start = above;
	if (is_office(f, start, at))
		return 0;
	while (start < at && !bdl_fold_joins(f->cells[start].code))
		start++;
	return bdl_private_span_add(out, f, start, end, BDL_PRIVATE_POSTCODE);
}

int bdl_private_addresses(const struct bdl_fold *f, struct bdl_private_spans *out)
{
	for (size_t i = 0; i < f->count; i++) {
		size_t end;

		if (i && bdl_fold_joins(f->cells[i - 1].code))
			continue;
		end = postcode_end(f, i);
		if (end && find_one(f, i, end, out) < 0)
			return -1;
	}
	return 0;
}
