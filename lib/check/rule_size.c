/* Rules R25 to R27, R29 and R30: how large the file is and how long, blank pages, and its name. */
#include "check/rules.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define NAME_MOST 120u /* bytes */

/* ---- R25 ---- */

static const char *megabytes(struct bdl_judging *j, uint64_t bytes)
{
	return bdl_rule_text(j, "%.1f MB", (double)bytes / 1e6);
}

void bdl_rule_r25(struct bdl_judging *j)
{
	const struct bdl_recipient *r = j->recipient;
	uint64_t size = j->seen->size;

	if (!r || (!r->bytes_most.value && !r->bytes_safe.value))
		bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
			"The file has %s; no limit is known (%s).", megabytes(j, size),
			r ? r->name : "no recipient is named: --for");
	else if (r->bytes_most.value && size > r->bytes_most.value)
		bdl_rule_says(j, BDL_FAIL, NULL,
			"The file has %s; the limit is %s (%s): split it into volumes.",
			megabytes(j, size), r->bytes_most.words, r->name);
	else if (r->bytes_safe.value && size > r->bytes_safe.value)
		bdl_rule_says(j, BDL_WARN, NULL,
			"The file has %s; only up to %s is certain to be taken (%s).",
			megabytes(j, size), r->bytes_safe.words, r->name);
	else
		bdl_rule_says(j, BDL_PASS, NULL, "The file has %s; the limit is %s (%s).",
			megabytes(j, size),
			r->bytes_safe.value ? r->bytes_safe.words : r->bytes_most.words, r->name);
}

/* ---- R26, R27 ---- */

static bool is_family(const struct bdl_recipient *r)
{
	return strcmp(r->id, "family") == 0 || bdl_text_starts(r->id, "family-");
}

/* Family courts limit a bundle; others limit what is sent by mail. */
static void judge_pages(struct bdl_judging *j, bool family, const char *otherwise)
{
	const struct bdl_recipient *r = j->recipient;

	if (!bdl_rule_has_pages(j))
		return;
	if (!r || !r->pages_most.value || is_family(r) != family)
		bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL, "%s", otherwise);
	else if (j->seen->page_count > r->pages_most.value)
		bdl_rule_says(j, BDL_FAIL, NULL, "The file has %u pages; the limit is %s (%s).",
			j->seen->page_count, r->pages_most.words, r->name);
	else
		bdl_rule_says(j, BDL_PASS, NULL, "The file has %u pages; the limit is %s (%s).",
			j->seen->page_count, r->pages_most.words, r->name);
}

void bdl_rule_r26(struct bdl_judging *j)
{
	judge_pages(j, true, "Only family courts limit the pages of a bundle.");
}

void bdl_rule_r27(struct bdl_judging *j)
{
	judge_pages(j, false, "Only what goes to a county court by e-mail has a limit of pages.");
}

/* ---- R29 ---- */

/* Nothing but a number, and what stands beside it at head or foot. */
static bool is_blank(const struct bdl_seen_page *page)
{
	double strip = 0.1 * page->height;
	size_t letters = 0;

	if (!bdl_page_is_bare(page))
		return false;
	for (size_t i = 0; i < page->word_count; i++) {
		double middle = (page->words[i].bottom + page->words[i].top) / 2;

		if (middle > strip && middle < page->height - strip)
			letters += strlen(page->words[i].text);
	}
	return letters == 0;
}

void bdl_rule_r29(struct bdl_judging *j)
{
	struct bdl_pages blank = {0};

	if (!bdl_rule_has_pages(j))
		return;
	for (unsigned i = 0; i < j->seen->page_count; i++)
		if (is_blank(&j->seen->pages[i]))
			bdl_pages_add(j, &blank, i + 1);
	if (blank.count)
		bdl_rule_says(
			j, BDL_WARN, &blank, "Nothing stands on %s.", bdl_pages_words(j, &blank));
	else
		bdl_rule_says(j, BDL_PASS, NULL, "No page is blank.");
}

/* ---- R30 ---- */

static bool is_plain(const char *name)
{
	for (; *name; name++)
		if (!bdl_is_alpha((unsigned char)*name) && !bdl_is_digit((unsigned char)*name) &&
			!strchr(" ._()-", *name))
			return false;
	return true;
}

static bool is_day(const char *figures, size_t year, size_t month, size_t day)
{
	int y = 0, m = (figures[month] - '0') * 10 + figures[month + 1] - '0',
	    d = (figures[day] - '0') * 10 + figures[day + 1] - '0';

	for (size_t i = 0; i < 4; i++)
		y = y * 10 + figures[year + i] - '0';
	return y >= 1900 && y <= 2100 && m >= 1 && m <= 12 && d >= 1 && d <= 31;
}

/* Eight figures in a row that are no date: what a bank account has. */
static bool has_account(const char *name)
{
	for (size_t n; *name; name += n ? n : 1) {
		n = strspn(name, "0123456789");
		if (n == 8 && !is_day(name, 0, 4, 6) && !is_day(name, 4, 2, 0))
			return true;
	}
	return false;
}

/* QQ123456C, with or without spaces. */
static bool has_insurance_number(const char *name)
{
	for (; *name; name++) {
		const char *at = name;
		int letters = 0, figures = 0;

		while (letters < 2 && bdl_is_alpha((unsigned char)*at)) {
			letters++;
			at++;
		}
		for (; letters == 2 && (*at == ' ' || bdl_is_digit((unsigned char)*at)); at++)
			figures += *at != ' ';
		if (figures == 6 && *at && strchr("ABCDabcd", *at) &&
			!bdl_is_alpha((unsigned char)at[1]))
			return true;
	}
	return false;
}

static bool holds(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (; *text; text++) {
		size_t k = 0;

		while (k < n && text[k] &&
			bdl_lower((unsigned char)text[k]) == bdl_lower((unsigned char)word[k]))
			k++;
		if (k == n)
			return true;
	}
	return false;
}

/* The name without .pdf ends with figures that can be a day: 2026-11-22, 22-11-2026, 1-4-20, 22
 * November 2026. */
static bool ends_with_date(const char *name)
{
	size_t length = strlen(name) - 4, i = length, figures = 0;

	while (i > 0 && (bdl_is_digit((unsigned char)name[i - 1]) || strchr("-._ ", name[i - 1]))) {
		figures += bdl_is_digit((unsigned char)name[i - 1]);
		i--;
	}
	if (figures >= 4)
		return bdl_is_digit((unsigned char)name[length - 1]);
	return false;
}

static const char *fault_of_name(const char *name)
{
	if (!bdl_text_ends(name, ".pdf") && !bdl_text_ends(name, ".PDF"))
		return "does not end with .pdf";
	if (strlen(name) > NAME_MOST)
		return "is longer than 120 characters";
	if (!is_plain(name))
		return "has characters other than letters, figures, spaces and . _ ( ) -";
	if (has_insurance_number(name))
		return "holds a National Insurance number";
	if (has_account(name))
		return "holds what looks like the number of an account";
	return NULL;
}

void bdl_rule_r30(struct bdl_judging *j)
{
	const char *name = j->seen->name, *fault = fault_of_name(name);

	if (fault)
		bdl_rule_says(j, BDL_FAIL, NULL, "The file's name %s: \"%s\".", fault,
			bdl_quote(j, name, 130));
	else if (!holds(name, "bundle") || bdl_text_starts(name, "Bundle") ||
		 bdl_text_starts(name, "bundle"))
		bdl_rule_says(j, BDL_WARN, NULL,
			"The file's name should be a short name of the case, then Bundle, then a "
			"date: \"%s\".",
			bdl_quote(j, name, 130));
	else if (!ends_with_date(name))
		bdl_rule_says(j, BDL_WARN, NULL, "The file's name should end with a date: \"%s\".",
			bdl_quote(j, name, 130));
	else
		bdl_rule_says(j, BDL_PASS, NULL, "The file's name says what it is: \"%s\".",
			bdl_quote(j, name, 130));
}
