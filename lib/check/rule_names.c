/*
 * Names: what stands in front of the bundle. The subject of the mail that brings it (R31), the
 * cover (R32), and, for those who ask for them, the references on it (R44). What has to lie in the
 * bundle for a recipient is not judged here.
 */
#include "check/cover_seen.h"
#include "check/lines.h"

#include "base/datefind.h"
#include "base/digest.h"
#include "base/text.h"
#include "model/numbering.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- R31 ---- */

/* "CO/1234/2023", "AC-2023-LON-001234", "UA-2023-001234-CSM", "SC123/23/00456": how courts and
 * tribunals name cases. */
static const char *court_reference(struct bdl_judging *j, const char *text)
{
	for (const char *at = text; *at; at++) {
		size_t n = 0, figures = 0, joints = 0;

		if (at > text && !bdl_is_space((unsigned char)at[-1]))
			continue;
		while (at[n] && !bdl_is_space((unsigned char)at[n]) && n < 40) {
			figures += bdl_is_digit((unsigned char)at[n]);
			joints += at[n] == '/' || at[n] == '-';
			n++;
		}
		if (at[0] >= 'A' && at[0] <= 'Z' && at[1] >= 'A' && at[1] <= 'Z' && joints >= 1 &&
			joints <= 3 && figures >= 6 && n >= 9)
			return bdl_rule_text(j, "%.*s", (int)n, at);
	}
	return NULL;
}

static const char *reference_of(struct bdl_judging *j, const struct bdl_cover *cover)
{
	char figures[32];

	if (j->table && j->table->about.reference)
		return j->table->about.reference;
	if (bdl_find_figures(cover->text, "12", 12, figures))
		return bdl_rule_text(j, "%s", figures);
	return court_reference(j, cover->text);
}

static const char *title_of(const struct bdl_judging *j)
{
	if (j->table && j->table->about.title)
		return j->table->about.title;
	return j->seen->title && j->seen->title[0] ? j->seen->title : NULL;
}

/* The day in the file's name or, where there is none, the one that the cover says; all 0: none. */
static struct bdl_day day_of(const struct bdl_judging *j, const struct bdl_cover *cover)
{
	struct bdl_found_date found;
	struct bdl_day none = {0}, day;

	if (j->table && j->table->made_on.year)
		return j->table->made_on;
	if (j->seen->name && bdl_find_date_in_name(j->seen->name, &found))
		return found.day;
	return bdl_last_date(cover->text, &day) ? day : none;
}

void bdl_rule_r31(struct bdl_judging *j)
{
	bool hearing = j->recipient && j->recipient->wants_hearing;
	const char *reference, *title, *lacks;
	struct bdl_cover cover;
	char when[BDL_DAY_TEXT];
	struct bdl_day day;

	if (!bdl_rule_has_pages(j) || !bdl_find_cover(j, &cover))
		return;
	reference = reference_of(j, &cover);
	title = title_of(j);
	day = day_of(j, &cover);
	bdl_day_long(day, when);
	lacks = bdl_rule_text(j, "%s%s%s", reference ? "" : ", the case number or reference",
		title ? "" : ", the short name of the case", when[0] ? "" : ", the date");
	if (*lacks)
		bdl_rule_says(j, BDL_WARN, NULL,
			"The subject of a mail that brings this bundle needs what the file does "
			"not say: %s.",
			lacks + 2);
	else
		bdl_rule_says(j, BDL_PASS, NULL, "Subject for a mail: \"%s, %s, %s\"%s.", reference,
			bdl_quote(j, title, 80), when,
			hearing ? "; put the date and time of the hearing, and the judge if known, "
				  "in the place of the date"
				: "");
}

/* ---- R32 ---- */

static bool says(struct bdl_judging *j, const struct bdl_cover *cover, const char *words)
{
	const char *part = bdl_squeeze(&j->out->arena, words);

	j->failed |= !part;
	return part && *part && bdl_squeezed_holds(cover->squeezed, part);
}

static bool says_page_count(struct bdl_judging *j, const struct bdl_cover *cover)
{
	char count[32];

	snprintf(count, sizeof(count), "%u page", j->seen->page_count);
	return says(j, cover, count);
}

/* 64 figures of a SHA-256, in groups or not; of the table's where there is one. */
static bool says_fingerprint(struct bdl_judging *j, const struct bdl_cover *cover)
{
	char hex[BDL_SHA256_HEX];
	size_t run = 0;

	if (j->table) {
		bdl_hex(j->table->fingerprint, hex);
		return says(j, cover, hex);
	}
	for (const char *s = cover->text; *s; s++) {
		if (bdl_is_digit((unsigned char)*s) || (*s >= 'a' && *s <= 'f'))
			run++;
		else if (!bdl_is_space((unsigned char)*s))
			run = 0;
		if (run >= 64)
			return true;
	}
	return false;
}

static bool says_volume(struct bdl_judging *j, const struct bdl_cover *cover)
{
	char volume[BDL_LABEL_TEXT];

	if (!j->table || j->table->volume == 0)
		return true;
	bdl_volume_words(j->table, volume);
	return says(j, cover, volume);
}

static bool says_recipient(struct bdl_judging *j, const struct bdl_cover *cover)
{
	if (j->table)
		return j->table->about.recipient && says(j, cover, j->table->about.recipient);
	return (j->recipient && says(j, cover, j->recipient->name)) ||
	       bdl_text_has_word(cover->text, "for") || bdl_text_has_word(cover->text, "to") ||
	       bdl_text_has_word(cover->text, "court") ||
	       bdl_text_has_word(cover->text, "tribunal");
}

/* A government's mark, which nobody else may use; capitals only, on a line of its own. */
static const char *protective_mark(struct bdl_judging *j, const struct bdl_cover *cover)
{
	static const char *const marks[] = {"OFFICIAL", "OFFICIAL-SENSITIVE", "OFFICIAL SENSITIVE",
		"OFFICIAL: SENSITIVE", "OFFICIAL - SENSITIVE", "SECRET", "TOP SECRET", "RESTRICTED",
		"PROTECT"};

	for (const char *line = cover->text; *line;) {
		size_t n = strcspn(line, "\n");

		for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
			if (n == strlen(marks[i]) && memcmp(line, marks[i], n) == 0)
				return bdl_rule_text(j, "%s", marks[i]);
		line += n + (line[n] == '\n');
	}
	return NULL;
}

void bdl_rule_r32(struct bdl_judging *j)
{
	static const unsigned first = 1;
	const struct bdl_pages cover_page = {.list = (unsigned *)(uintptr_t)&first, .count = 1};
	const char *lacks, *mark;
	struct bdl_cover cover;
	struct bdl_day day;

	if (!bdl_rule_has_pages(j) || !bdl_find_cover(j, &cover))
		return;
	mark = protective_mark(j, &cover);
	lacks = bdl_rule_text(j, "%s%s%s%s%s%s%s",
		title_of(j) && says(j, &cover, title_of(j)) ? "" : ", the title",
		says_recipient(j, &cover) ? "" : ", for whom it is",
		reference_of(j, &cover) ? "" : ", a reference",
		bdl_last_date(cover.text, &day) ? "" : ", a date",
		says_page_count(j, &cover) ? "" : ", how many pages it has",
		says_fingerprint(j, &cover) ? "" : ", the fingerprint of the originals",
		says_volume(j, &cover) ? "" : ", which volume it is");
	if (mark)
		bdl_rule_says(j, BDL_WARN, &cover_page,
			"The cover bears the mark %s, which is the government's alone.", mark);
	else if (*lacks)
		bdl_rule_says(j, BDL_WARN, &cover_page, "The cover does not say: %s.", lacks + 2);
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"The cover says title, recipient, reference, dates, pages and "
			"fingerprint.");
}

/* ---- R44 ---- */

void bdl_rule_r44(struct bdl_judging *j)
{
	static const unsigned first = 1;
	const struct bdl_pages cover_page = {.list = (unsigned *)(uintptr_t)&first, .count = 1};
	const struct bdl_recipient *r = j->recipient;
	struct bdl_cover cover;
	const char *lacks;
	char figures[32];
	size_t at = 0;

	if (!r) {
		bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
			"Which references and enclosures are needed depends on the recipient: "
			"--for.");
		return;
	}
	if (!r->wants_reference && !r->wants_insurance) {
		bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
			"%s asks for no reference on the cover; its enclosures are not judged from "
			"the PDF.",
			r->name);
		return;
	}
	if (!bdl_rule_has_pages(j) || !bdl_find_cover(j, &cover))
		return;
	lacks = bdl_rule_text(j, "%s%s",
		r->wants_reference && !bdl_find_figures(cover.text, "12", 12, figures)
			? ", the CMS reference of 12 figures"
			: "",
		r->wants_insurance && !bdl_find_insurance(cover.text, &at, true)
			? ", the National Insurance number"
			: "");
	if (*lacks)
		bdl_rule_says(j, BDL_FAIL, &cover_page,
			"%s asks for what the cover does not give: %s.", r->name, lacks + 2);
	else
		bdl_rule_says(j, BDL_PASS, NULL, "The cover gives the references that %s asks for.",
			r->name);
}
