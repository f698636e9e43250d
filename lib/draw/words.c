/* Words: see words.h. */
#include "draw/words.h"
#include "base/text.h"
#include <stdio.h>
#include <string.h>

void bdl_words_count(size_t count, char out[BDL_NUMBER_TEXT])
{
	char digits[BDL_NUMBER_TEXT];
	size_t length, at = 0;

	length = (size_t)snprintf(digits, sizeof digits, "%zu", count);
	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = digits[i];
	}
	out[at] = '\0';
}

void bdl_words_number(const struct bdl_draft *d, unsigned page, char out[BDL_LABEL_TEXT])
{
	bdl_page_label(d->b, page, out);
}

const char *bdl_words_page(struct bdl_draft *d, unsigned page)
{
	char label[BDL_LABEL_TEXT];

	bdl_words_number(d, page, label);
	return bdl_draft_printf(d, "page" BDL_NBSP "%s", label);
}

const char *bdl_words_all_volumes(struct bdl_draft *d)
{
	if (d->b->volume == 0)
		return "";
	return bdl_draft_printf(
		d, ", in all" BDL_NBSP "%zu" BDL_NBSP "volumes", d->b->volume_count);
}

const char *bdl_words_continued(struct bdl_draft *d, const char *title)
{
	static const char words[] = ", continued";
	size_t length = strlen(title), more = sizeof words - 1;

	if (length >= more && strcmp(title + length - more, words) == 0)
		return title;
	return bdl_draft_printf(d, "%s%s", title, words);
}

const char *bdl_words_mark(struct bdl_draft *d, unsigned page)
{
	char mark[BDL_LABEL_TEXT] = "";

	if (page > 0)
		bdl_page_mark(d->b, page, mark);
	return bdl_draft_printf(d, "%s", mark);
}

const char *bdl_words_counted(struct bdl_draft *d, size_t count, const char *one, const char *many)
{
	char digits[BDL_NUMBER_TEXT];

	bdl_words_count(count, digits);
	return bdl_draft_printf(d, "%s" BDL_NBSP "%s", digits, count == 1 ? one : many);
}

const char *bdl_words_money(struct bdl_draft *d, int64_t pence)
{
	uint64_t whole = pence < 0 ? 0 - (uint64_t)pence : (uint64_t)pence;
	char pounds[BDL_NUMBER_TEXT];

	bdl_words_count((size_t)(whole / 100), pounds);
	return bdl_draft_printf(
		d, "%s%s.%02u", pence < 0 ? "\u2212" : "", pounds, (unsigned)(whole % 100));
}

/*
 * Letters and digits of text in groups, NBSP between; sizes is how long each group is, 0 ends. text
 * itself if it has another length or other characters.
 */
static const char *group(struct bdl_draft *d, const char *text, const char *sizes, bool letters)
{
	char kept[16], out[64];
	size_t length = 0, wanted = 0, at = 0, from = 0;

	for (const char *s = sizes; *s; s++)
		wanted += (size_t)(*s - '0');
	for (const char *p = text; *p; p++) {
		if (bdl_is_space(*p))
			continue;
		if (length >= wanted || !(bdl_is_digit(*p) || (letters && bdl_is_alpha(*p))))
			return text;
		kept[length++] = *p;
	}
	if (length != wanted)
		return text;
	for (const char *s = sizes; *s; s++) {
		size_t size = (size_t)(*s - '0');
		at += (size_t)snprintf(out + at, sizeof out - at, "%s%.*s", from ? BDL_NBSP : "",
			(int)size, kept + from);
		from += size;
	}
	return bdl_draft_string(d, bdl_arena_string(&d->arena, out));
}

const char *bdl_words_reference(struct bdl_draft *d, const char *reference)
{
	return group(d, reference, "444", false);
}

const char *bdl_words_insurance(struct bdl_draft *d, const char *number)
{
	return group(d, number, "22221", true);
}

const char *bdl_words_day(struct bdl_draft *d, struct bdl_day day)
{
	char text[BDL_DAY_TEXT], out[2 * BDL_DAY_TEXT];
	size_t at = 0;

	bdl_day_long(day, text);
	for (const char *p = text; *p; p++) {
		if (*p == ' ')
			out[at++] = BDL_NBSP[0];
		out[at++] = *p == ' ' ? BDL_NBSP[1] : *p;
	}
	out[at] = '\0';
	return bdl_draft_string(d, bdl_arena_string(&d->arena, out));
}

const char *bdl_words_source(const struct bdl_date *date)
{
	switch (date->source) {
	case BDL_FROM_NOWHERE:
	case BDL_FROM_TEXT:
	case BDL_FROM_HEADER:
		return NULL;
	case BDL_FROM_EXIF:
		return "from the photo’s own data";
	case BDL_FROM_METADATA:
		return "from the document’s own data";
	case BDL_FROM_FILE_NAME:
		return "from the file name";
	case BDL_FROM_AUTHOR:
		return "given by the author";
	}
	return NULL;
}

const char *bdl_words_ambiguity(struct bdl_draft *d, const struct bdl_date *date)
{
	bool turned = date->other.day == date->day.month && date->other.month == date->day.day;

	if (!date->ambiguous)
		return NULL;
	if (date->other.year && !turned)
		return bdl_draft_printf(
			d, "or %s: both stand in it", bdl_words_day(d, date->other));
	if (!date->raw || !*date->raw)
		return "day first";
	return bdl_draft_printf(d, "day first, as written: %s", date->raw);
}

const char *bdl_words_date(struct bdl_draft *d, const struct bdl_date *date)
{
	const char *source = bdl_words_source(date), *ambiguity = bdl_words_ambiguity(d, date);
	struct bdl_span span = {.first = date->day, .last = date->day, .dated = 1};

	if (date->precision == BDL_UNDATED)
		return "undated";
	if (date->until.year)
		span.last = date->until;
	return bdl_draft_printf(d, "%s%s%s%s%s%s%s", source ? "[" : "", bdl_words_span(d, &span),
		source ? "]" : "", source ? ", " : "", source ? source : "", ambiguity ? ", " : "",
		ambiguity ? ambiguity : "");
}

const char *bdl_words_digest(
	struct bdl_draft *d, const uint8_t sha256[BDL_SHA256_SIZE], bool second, const char *gap)
{
	char hex[BDL_SHA256_HEX];
	const char *h = hex + (second ? 32 : 0);

	bdl_hex(sha256, hex);
	return bdl_draft_printf(d, "%.4s %.4s %.4s %.4s%s%.4s %.4s %.4s %.4s", h, h + 4, h + 8,
		h + 12, gap, h + 16, h + 20, h + 24, h + 28);
}

void bdl_span_add(struct bdl_span *s, const struct bdl_date *date)
{
	struct bdl_day last = date->until.year ? date->until : date->day;

	if (date->precision == BDL_UNDATED) {
		s->undated++;
		return;
	}
	if (s->dated == 0 || bdl_day_compare(date->day, s->first) < 0)
		s->first = date->day;
	if (s->dated == 0 || bdl_day_compare(last, s->last) > 0)
		s->last = last;
	s->dated++;
}

const char *bdl_words_span(struct bdl_draft *d, const struct bdl_span *s)
{
	if (s->dated == 0)
		return "";
	if (bdl_day_compare(s->first, s->last) == 0)
		return bdl_words_day(d, s->first);
	return bdl_draft_printf(
		d, "%s to %s", bdl_words_day(d, s->first), bdl_words_day(d, s->last));
}
