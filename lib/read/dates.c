/*
 * Dates in words as candidates, each with what stood in front of it: "Dated" makes it the
 * document's, "born", "by" and "until" make it somebody else's, "from ... to ..." a period. Judging
 * between them is not done here.
 */
#include "read/reading.h"

#include "base/datefind.h"
#include "base/text.h"
#include "read/lines.h"

#include <string.h>

#define GAP_MAX 6 /* bytes between the two dates of a period: " to ", " - " */

/* clang-format off */
static const struct phrase {
	const char *words;
	enum bdl_date_label label;
} phrases[] = {
	{ "date of birth",    BDL_LABEL_BIRTH }, { "birth date",      BDL_LABEL_BIRTH }, { "birthday",      BDL_LABEL_BIRTH },
	{ "d.o.b",            BDL_LABEL_BIRTH }, { "dob",             BDL_LABEL_BIRTH }, { "born",          BDL_LABEL_BIRTH },
	{ "dated",            BDL_LABEL_DATE },  { "date of letter",  BDL_LABEL_DATE },  { "letter date",   BDL_LABEL_DATE },
	{ "date of issue",    BDL_LABEL_DATE },  { "issue date",      BDL_LABEL_DATE },  { "date issued",   BDL_LABEL_DATE },
	{ "statement date",   BDL_LABEL_DATE },  { "invoice date",    BDL_LABEL_DATE },  { "date sent",     BDL_LABEL_DATE },
	{ "date of statement", BDL_LABEL_DATE }, { "date of report",  BDL_LABEL_DATE },  { "report date",   BDL_LABEL_DATE },
	{ "date of this letter", BDL_LABEL_DATE }, { "our date",      BDL_LABEL_DATE },  { "date of notice", BDL_LABEL_DATE },
	{ "date of decision", BDL_LABEL_DATE },  { "decision date",   BDL_LABEL_DATE },  { "date of invoice", BDL_LABEL_DATE },
	{ "bill date",        BDL_LABEL_DATE },  { "notice date",     BDL_LABEL_DATE },  { "date of order", BDL_LABEL_DATE },
	{ "dyddiad",          BDL_LABEL_DATE },  { "date of bill",    BDL_LABEL_DATE },
	{ "due date",         BDL_LABEL_DUE },   { "due",             BDL_LABEL_DUE },   { "due by",        BDL_LABEL_DUE },
	{ "by",               BDL_LABEL_DUE },   { "before",          BDL_LABEL_DUE },   { "until",         BDL_LABEL_DUE },
	{ "no later than",    BDL_LABEL_DUE },   { "not later than",  BDL_LABEL_DUE },   { "expires",       BDL_LABEL_DUE },
	{ "expiry",           BDL_LABEL_DUE },   { "expiry date",     BDL_LABEL_DUE },   { "expires end",   BDL_LABEL_DUE },
	{ "valid to",         BDL_LABEL_DUE },   { "deadline",        BDL_LABEL_DUE },   { "renewal date",  BDL_LABEL_DUE },
	{ "next payment",     BDL_LABEL_DUE },   { "payable",         BDL_LABEL_DUE },   { "appointment",   BDL_LABEL_DUE },
	{ "hearing date",     BDL_LABEL_DUE },   { "listed for",      BDL_LABEL_DUE },   { "payment date",  BDL_LABEL_DUE },
	{ "collection date",  BDL_LABEL_DUE },   { "next review",     BDL_LABEL_DUE },   { "review date",   BDL_LABEL_DUE },
	{ "from",             BDL_LABEL_PERIOD_START }, { "between",  BDL_LABEL_PERIOD_START },
	{ "period",           BDL_LABEL_PERIOD_START }, { "commencing", BDL_LABEL_PERIOD_START },
	{ "start date",       BDL_LABEL_PERIOD_START }, { "starting", BDL_LABEL_PERIOD_START },
	{ "beginning",        BDL_LABEL_PERIOD_START }, { "effective date", BDL_LABEL_PERIOD_START },
	{ "end date",         BDL_LABEL_PERIOD_END },   { "ending",   BDL_LABEL_PERIOD_END },
	{ "period ended",     BDL_LABEL_PERIOD_END },   { "year ended", BDL_LABEL_PERIOD_END },
};

/* Words that may stand between such a phrase and its date. */
static const char *const fillers[] = { "on", "the", "is", "was", "at", "monday", "tuesday", "wednesday", "thursday",
	"friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun" };

/* clang-format on */

static bool is_separator(char c)
{
	return bdl_is_space((unsigned char)c) || strchr(":.,;-()\"'*|", c) != NULL;
}

/* True if text[0..end) ends with the words, and no letter stands right in front of them. */
static bool ends_with(const char *text, size_t end, const char *words)
{
	size_t n = strlen(words);

	if (end < n || !bdl_bytes_start(text + end - n, n, words))
		return false;
	return end == n || !(bdl_is_alpha((unsigned char)text[end - n - 1]) ||
				   bdl_is_digit((unsigned char)text[end - n - 1]));
}

/* Steps back over white space, punctuation and words that say nothing. */
static size_t step_back(const char *text, size_t end)
{
	size_t before = end + 1;

	while (before != end) {
		before = end;
		while (end > 0 && is_separator(text[end - 1]))
			end--;
		for (size_t i = 0; i < sizeof(fillers) / sizeof(*fillers); i++)
			if (ends_with(text, end, fillers[i])) {
				end -= strlen(fillers[i]);
				break;
			}
	}
	return end;
}

/* "Date" or "Issued" alone counts where it opens a line or a column, not where other words qualify it. */
static bool is_plain_date_word(const char *text, size_t end)
{
	size_t i;

	if (!ends_with(text, end, "date") && !ends_with(text, end, "sent") &&
		!ends_with(text, end, "issued"))
		return false;
	i = end - (ends_with(text, end, "issued") ? 6 : 4);
	if (ends_with(text, end, "sent") && text[end] != ':')
		return false;
	while (i > 0 && (text[i - 1] == '*' || text[i - 1] == '"'))
		i--;
	return i == 0 || text[i - 1] == '\n' || text[i - 1] == '\t' ||
	       (i > 1 && text[i - 1] == ' ' && text[i - 2] == ' ');
}

/* "about the date of decision, 3 March 2022": a small letter behind a word. "dated" is looked at
 * where the place of a date is judged. */
static bool is_in_sentence(const char *text, size_t phrase)
{
	if (!(text[phrase] >= 'a' && text[phrase] <= 'z') || strncmp(text + phrase, "dated", 5) == 0)
		return false;
	return phrase > 1 && (text[phrase - 1] == ' ' || text[phrase - 1] == '\n') &&
	       (bdl_is_alpha((unsigned char)text[phrase - 2]) || text[phrase - 2] == ',');
}

static enum bdl_date_label label_before(const char *text, size_t at)
{
	enum bdl_date_label label = BDL_LABEL_NONE;
	size_t from = at > 64 ? at - 64 : 0, end = step_back(text + from, at - from), longest = 0;

	for (size_t i = 0; i < sizeof(phrases) / sizeof(*phrases); i++) {
		size_t n = strlen(phrases[i].words);

		if (n > longest && ends_with(text + from, end, phrases[i].words)) {
			longest = n;
			label = phrases[i].label;
		}
	}
	if (label == BDL_LABEL_DATE && is_in_sentence(text + from, end - longest))
		label = BDL_LABEL_NONE;
	if (longest == 0 && is_plain_date_word(text + from, end))
		label = BDL_LABEL_DATE;
	return label;
}

/* True if nothing but "to", "and", "until" or a dash stands between two dates. */
static bool is_period_gap(const char *text, size_t length)
{
	static const char *const words[] = {
		"to", "and", "until", "-", "\xE2\x80\x93", "\xE2\x80\x94"};

	while (length > 0 && bdl_is_space((unsigned char)*text)) {
		text++;
		length--;
	}
	while (length > 0 && bdl_is_space((unsigned char)text[length - 1]))
		length--;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (bdl_bytes_equal(text, length, words[i]))
			return true;
	return false;
}

/* What a reader of pictures takes a figure for, and the figure; 0: no such letter. */
static char figure_of(char c)
{
	static const char letters[] = "OoIlSB", figures[] = "001158";
	const char *at = c ? strchr(letters, c) : NULL;

	return at ? figures[at - letters] : '\0';
}

/*
 * A copy in which letters stand for figures no more: "1O February 2O23", "l2/O3/2023". Only in
 * words of figures of which at least half are real ones, and no longer than a year. Byte for byte
 * as long as the text.
 */
static char *without_slips(struct bdl_reading *r, const char *text, size_t length)
{
	char *copy = bdl_arena_bytes(r->arena, text, length);

	for (size_t at = 0, n; copy && at < length; at += n + 1) {
		size_t digits = 0, slips = 0;

		for (n = 0; at + n < length; n++) {
			if (bdl_is_digit((unsigned char)text[at + n]))
				digits++;
			else if (figure_of(text[at + n]))
				slips++;
			else
				break;
		}
		if (slips == 0 || digits < slips || n > 4 ||
			(at + n < length && bdl_is_alpha((unsigned char)text[at + n])) ||
			(at > 0 && bdl_is_alpha((unsigned char)text[at - 1])))
			continue;
		for (size_t i = at; i < at + n; i++)
			if (figure_of(text[i]))
				copy[i] = figure_of(text[i]);
	}
	return copy;
}

static enum bdl_precision precision_of(struct bdl_day d)
{
	return d.day ? BDL_TO_DAY : d.month ? BDL_TO_MONTH : BDL_TO_YEAR;
}

int bdl_reading_dates(struct bdl_reading *r, const char *text, size_t length, unsigned page,
	struct bdl_error *err)
{
	const char *figures = without_slips(r, text, length);
	struct bdl_found_date now, later;
	enum bdl_date_label label, forced = BDL_LABEL_NONE;
	bool more;

	if (!figures)
		return bdl_fail_memory(err);
	more = bdl_find_date(figures, length, 0, &now);
	while (more && r->facts->date_count < BDL_FACTS_DATES_MAX) {
		size_t end = now.at + now.length, gap;

		more = bdl_find_date(figures, length, end, &later);
		gap = more ? later.at - end : 0;
		label = forced ? forced : label_before(text, now.at);
		forced = BDL_LABEL_NONE;
		if (more && gap <= GAP_MAX && is_period_gap(text + end, gap) &&
			(label == BDL_LABEL_NONE || label == BDL_LABEL_PERIOD_START ||
				label == BDL_LABEL_DATE)) {
			label = BDL_LABEL_PERIOD_START;
			forced = BDL_LABEL_PERIOD_END;
		}
		if (bdl_reading_candidate(r,
			    &(struct bdl_candidate){.day = now.day,
				    .precision = precision_of(now.day),
				    .source = BDL_FROM_TEXT,
				    .label = label,
				    .ambiguous = now.ambiguous,
				    .page = page,
				    .offset = now.at,
				    .raw = text + now.at},
			    now.length, err) < 0)
			return -1;
		now = later;
	}
	return 0;
}
