/* Which column of a call log is what, and what its cells mean. See phone_table.h. */
#include "read/phone_table.h"

#include "base/datefind.h"
#include "base/text.h"
#include "base/uktime.h"
#include "read/chat_stamp.h"
#include "read/lines.h"

#include <string.h>

#define ALIASES_MAX 24

/* clang-format off */
/* Heads with everything but letters left out, in lower case; the likelier first. */
static const char *const aliases[BDL_CALL_COLUMNS][ALIASES_MAX] = {
	[BDL_COLUMN_DATE] = {"date", "calldate", "dateofcall", "startdate", "dateandtime", "datetime", "calldatetime",
		"calldateandtime", "timestamp", "started", "callstart", "starttime", "start", "when", "day",
		"messagedate", "sentdate", "time", "calltime"},
	[BDL_COLUMN_TIME] = {"time", "calltime", "timeofcall", "starttime", "timestarted", "timeofday"},
	[BDL_COLUMN_WAY] = {"direction", "calldirection", "incomingoutgoing", "inout", "inoutbound", "way"},
	[BDL_COLUMN_SORT] = {"type", "calltype", "kind", "callkind", "eventtype", "service", "category", "usagetype"},
	[BDL_COLUMN_ANSWER] = {"answered", "status", "callstatus", "result", "outcome", "callresult"},
	[BDL_COLUMN_NUMBER] = {"number", "phonenumber", "numbercalled", "callednumber", "numberdialled", "dialednumber",
		"diallednumber", "phone", "telephone", "telephonenumber", "mobilenumber", "callernumber", "callerid", "caller",
		"calledparty", "destinationnumber", "destination", "called", "senderid", "address", "to"},
	[BDL_COLUMN_NAME] = {"name", "contactname", "contact", "remoteparty", "callername", "party", "person", "with",
		"description", "displayname", "chatsession", "conversation"},
	[BDL_COLUMN_SENDER] = {"sendername", "sender", "author", "from"},
	[BDL_COLUMN_LENGTH] = {"duration", "callduration", "calllength", "length", "talktime", "durationseconds", "durationsecs",
		"durations", "durationsec", "durationinseconds", "durationhhmmss", "durationminutes", "durationmins",
		"durationinminutes", "durationmmss", "seconds", "minutes", "callminutes"},
	[BDL_COLUMN_TEXT] = {"message", "text", "body", "content", "messagetext", "subject"},
};

/* A table with one of these is a bank's. */
static const char *const bank_heads[] = {"balance", "paidin", "paidout", "moneyin", "moneyout", "debit", "credit",
	"debitamount", "creditamount", "sortcode", "accountnumber", "transactiontype", "transactionid", "transactiondate"};

/* Heads that only a bill has: what it lists was called from this phone. */
static const char *const bill_heads[] = {"numbercalled", "callednumber", "numberdialled", "diallednumber", "dialednumber",
	"destinationnumber", "destination", "called"};

static const char *const minute_heads[] = {"durationminutes", "durationmins", "durationinminutes", "minutes", "callminutes"};

/* clang-format on */

/* ---- heads ---- */

static size_t letters_of(struct bdl_cell c, char out[32])
{
	size_t n = 0;

	for (size_t i = 0; i < c.length && n < 31; i++)
		if (bdl_is_alpha((unsigned char)c.text[i]))
			out[n++] = (char)bdl_lower((unsigned char)c.text[i]);
	out[n] = '\0';
	return n;
}

static bool is_in(const char *word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count && list[i]; i++)
		if (strcmp(list[i], word) == 0)
			return true;
	return false;
}

#define IS_IN(word, list) is_in(word, list, sizeof(list) / sizeof(*(list)))

static bool is_taken(const struct bdl_call_columns *c, size_t column)
{
	for (int i = 0; i < BDL_CALL_COLUMNS; i++)
		if (c->at[i] == column)
			return true;
	return false;
}

/* The column with the likeliest head that is not taken yet. */
static size_t find_head(
	const struct bdl_table *t, const struct bdl_call_columns *c, enum bdl_call_column which)
{
	char word[32];

	for (size_t k = 0; k < ALIASES_MAX && aliases[which][k]; k++)
		for (size_t i = 0; i < t->rows[t->header].count; i++) {
			(void)letters_of(bdl_table_cell(t, t->header, i), word);
			if (strcmp(word, aliases[which][k]) == 0 && !is_taken(c, i))
				return i;
		}
	return SIZE_MAX;
}

static bool is_bank(const struct bdl_table *t)
{
	char word[32];

	for (size_t i = 0; i < t->rows[t->header].count; i++) {
		(void)letters_of(bdl_table_cell(t, t->header, i), word);
		if (IS_IN(word, bank_heads))
			return true;
	}
	return false;
}

static bool find_by_heads(const struct bdl_table *t, struct bdl_call_columns *c)
{
	char word[32];

	if (is_bank(t))
		return false;
	for (int i = 0; i < BDL_CALL_COLUMNS; i++)
		c->at[i] = find_head(t, c, (enum bdl_call_column)i);
	if (c->at[BDL_COLUMN_NUMBER] != SIZE_MAX) {
		(void)letters_of(bdl_table_cell(t, t->header, c->at[BDL_COLUMN_NUMBER]), word);
		c->outgoing = IS_IN(word, bill_heads) && c->at[BDL_COLUMN_WAY] == SIZE_MAX;
	}
	if (c->at[BDL_COLUMN_LENGTH] != SIZE_MAX) {
		(void)letters_of(bdl_table_cell(t, t->header, c->at[BDL_COLUMN_LENGTH]), word);
		c->minutes = IS_IN(word, minute_heads);
	}
	return c->at[BDL_COLUMN_DATE] != SIZE_MAX &&
	       (c->at[BDL_COLUMN_NUMBER] != SIZE_MAX || c->at[BDL_COLUMN_NAME] != SIZE_MAX) &&
	       (c->at[BDL_COLUMN_LENGTH] != SIZE_MAX || c->at[BDL_COLUMN_TEXT] != SIZE_MAX ||
		       c->at[BDL_COLUMN_NUMBER] != SIZE_MAX);
}

/* ---- cells ---- */

struct bdl_cell bdl_call_cell(const struct bdl_table *t, const struct bdl_call_columns *c,
	size_t row, enum bdl_call_column which)
{
	if (c->at[which] == SIZE_MAX)
		return (struct bdl_cell){.text = ""};
	return bdl_table_cell(t, row, c->at[which]);
}

enum bdl_call_way bdl_call_way(struct bdl_cell c, bool *unanswered)
{
	static const enum bdl_call_way numbers[] = {BDL_CALL_UNKNOWN, BDL_CALL_RECEIVED,
		BDL_CALL_MADE, BDL_CALL_MISSED, BDL_CALL_VOICEMAIL, BDL_CALL_REJECTED,
		BDL_CALL_REJECTED};

	static const struct {
		const char *word;
		enum bdl_call_way way;
	} words[] = {{"miss", BDL_CALL_MISSED}, {"reject", BDL_CALL_REJECTED},
		{"declin", BDL_CALL_REJECTED}, {"block", BDL_CALL_REJECTED},
		{"refus", BDL_CALL_REJECTED}, {"voicemail", BDL_CALL_VOICEMAIL},
		{"voice mail", BDL_CALL_VOICEMAIL}, {"cancel", BDL_CALL_MADE},
		{"out", BDL_CALL_MADE}, {"dial", BDL_CALL_MADE}, {"made", BDL_CALL_MADE},
		{"sent", BDL_CALL_MADE}, {"incoming", BDL_CALL_RECEIVED},
		{"inbound", BDL_CALL_RECEIVED}, {"receiv", BDL_CALL_RECEIVED}};

	*unanswered = bdl_bytes_find(c.text, c.length, "cancel") ||
		      bdl_bytes_find(c.text, c.length, "no answer") ||
		      bdl_bytes_find(c.text, c.length, "unanswered") ||
		      bdl_bytes_find(c.text, c.length, "not answered");
	if (c.length == 1 && c.text[0] >= '1' && c.text[0] <= '6')
		return numbers[c.text[0] - '0'];
	if (bdl_bytes_equal(c.text, c.length, "in"))
		return BDL_CALL_RECEIVED;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (bdl_bytes_find(c.text, c.length, words[i].word))
			return words[i].way;
	return BDL_CALL_UNKNOWN;
}

/* ---- dates and times ---- */

/* Milliseconds or seconds since 1970, as phones keep time. */
static bool read_epoch(struct bdl_cell c, struct bdl_moment *out)
{
	int64_t value = 0;

	if (c.length != 10 && c.length != 13)
		return false;
	for (size_t i = 0; i < c.length; i++) {
		if (!bdl_is_digit((unsigned char)c.text[i]))
			return false;
		value = value * 10 + (c.text[i] - '0');
	}
	*out = bdl_phone_instant(value);
	return out->day.year != 0;
}

/* The day at the beginning of a cell; how much of it that takes, or 0. */
static size_t read_day(struct bdl_cell c, enum bdl_date_order order, struct bdl_day *day)
{
	struct bdl_figures figures;
	struct bdl_found_date found;
	size_t n = bdl_figures_read(c.text, c.length, &figures);

	if (n > 0)
		return bdl_date_in_order(&figures, order, day) ? n : 0;
	if (c.length > 60 || !bdl_find_date(c.text, c.length, 0, &found) || found.day.day == 0 ||
		found.at > 12)
		return 0;
	*day = found.day;
	return found.at + found.length;
}

/* A time of day in what follows; "Z" behind it makes it an instant. */
static bool read_time(struct bdl_cell c, struct bdl_moment *m)
{
	size_t i = 0, n = 0;
	bool has_seconds;

	while (i < c.length && n == 0) {
		if (bdl_is_digit((unsigned char)c.text[i]))
			n = bdl_chat_clock(c.text + i, c.length - i, &m->seconds, &has_seconds);
		if (n == 0)
			i++;
	}
	if (n == 0)
		return false;
	i += n;
	m->zone = BDL_ZONE_UNKNOWN;
	if (i < c.length && c.text[i] == '.')
		for (i++; i < c.length && bdl_is_digit((unsigned char)c.text[i]); i++)
			;
	if (bdl_bytes_equal(c.text + i, c.length - i, "Z") ||
		bdl_bytes_equal(c.text + i, c.length - i, "+00:00") ||
		bdl_bytes_equal(c.text + i, c.length - i, " UTC"))
		*m = bdl_phone_instant(bdl_epoch(m->day, m->seconds, 0));
	return true;
}

bool bdl_call_moment(const struct bdl_table *t, const struct bdl_call_columns *c, size_t row,
	struct bdl_moment *out)
{
	struct bdl_cell date = bdl_call_cell(t, c, row, BDL_COLUMN_DATE),
			time = bdl_call_cell(t, c, row, BDL_COLUMN_TIME);
	size_t n;

	*out = (struct bdl_moment){.zone = BDL_ZONE_NONE};
	if (read_epoch(date, out))
		return true;
	n = read_day(date, c->order, &out->day);
	if (n == 0)
		return false;
	if (time.length > 0 && read_time(time, out))
		return true;
	(void)read_time((struct bdl_cell){.text = date.text + n, .length = date.length - n}, out);
	return true;
}

/* ---- what stands in the columns ---- */

static void see_order(const struct bdl_table *t, struct bdl_call_columns *c)
{
	struct bdl_date_ordering ordering = {.count = 0};

	for (size_t row = t->body; row < t->row_count; row++) {
		struct bdl_cell cell = bdl_call_cell(t, c, row, BDL_COLUMN_DATE);
		struct bdl_moment m = {.zone = BDL_ZONE_NONE};
		struct bdl_figures figures;

		if (bdl_figures_read(cell.text, cell.length, &figures) == 0)
			continue;
		m.day = (struct bdl_day){.year = 2000, .month = 1, .day = 1};
		if (!read_time(bdl_call_cell(t, c, row, BDL_COLUMN_TIME), &m))
			(void)read_time((struct bdl_cell){.text = cell.text + 6,
						.length = cell.length > 6 ? cell.length - 6 : 0},
				&m);
		bdl_date_order_see(&ordering, &figures, m.seconds);
	}
	c->order = bdl_date_order_decide(&ordering, &c->ambiguous);
}

static bool is_number(struct bdl_cell c)
{
	size_t digits = 0;

	for (size_t i = 0; i < c.length; i++) {
		if (bdl_is_digit((unsigned char)c.text[i]))
			digits++;
		else if (!strchr("+-() ", c.text[i]))
			return false;
	}
	return digits >= 3 && digits <= 16;
}

static bool is_length(struct bdl_cell c)
{
	uint32_t seconds;

	return memchr(c.text, ':', c.length) && bdl_phone_length(c.text, c.length, &seconds);
}

static bool is_way(struct bdl_cell c)
{
	bool unanswered;

	return c.length > 1 && c.length < 30 && bdl_call_way(c, &unanswered) != BDL_CALL_UNKNOWN;
}

static bool is_date(struct bdl_cell c)
{
	struct bdl_figures figures;
	struct bdl_day day;

	return bdl_figures_read(c.text, c.length, &figures) > 0 ||
	       read_day(c, BDL_DAY_FIRST, &day) > 0;
}

/* The first column that is not taken and whose cells all are so. */
static size_t find_cells(
	const struct bdl_table *t, const struct bdl_call_columns *c, bool (*is)(struct bdl_cell))
{
	for (size_t i = 0; i < t->columns && i < 32; i++) {
		size_t row = t->body;

		while (row < t->row_count && is(bdl_table_cell(t, row, i)))
			row++;
		if (row == t->row_count && !is_taken(c, i))
			return i;
	}
	return SIZE_MAX;
}

/* A log without heads, as iMazing writes it. */
static bool find_by_cells(const struct bdl_table *t, struct bdl_call_columns *c)
{
	if (t->columns < 4 || t->columns > 8 || t->row_count == t->body)
		return false;
	c->at[BDL_COLUMN_WAY] = find_cells(t, c, is_way);
	c->at[BDL_COLUMN_DATE] = find_cells(t, c, is_date);
	c->at[BDL_COLUMN_LENGTH] = find_cells(t, c, is_length);
	c->at[BDL_COLUMN_NUMBER] = find_cells(t, c, is_number);
	for (size_t i = 0; i < t->columns && c->at[BDL_COLUMN_NAME] == SIZE_MAX; i++)
		if (!is_taken(c, i))
			c->at[BDL_COLUMN_NAME] = i;
	return c->at[BDL_COLUMN_WAY] != SIZE_MAX && c->at[BDL_COLUMN_DATE] != SIZE_MAX &&
	       c->at[BDL_COLUMN_LENGTH] != SIZE_MAX &&
	       (c->at[BDL_COLUMN_NUMBER] != SIZE_MAX || c->at[BDL_COLUMN_NAME] != SIZE_MAX);
}

static bool tells_way(const struct bdl_table *t, const struct bdl_call_columns *c, size_t row)
{
	bool ignored;

	return bdl_call_way(bdl_call_cell(t, c, row, BDL_COLUMN_WAY), &ignored) !=
		       BDL_CALL_UNKNOWN ||
	       bdl_call_way(bdl_call_cell(t, c, row, BDL_COLUMN_SORT), &ignored) !=
		       BDL_CALL_UNKNOWN;
}

/*
 * Most rows have a date (a short bill may end in many sums), and a length that can be read where
 * there is one. Where no column has lengths, most rows must say which way it went; and where none
 * has words either, nearly all must have a telephone number.
 */
static bool holds_calls(const struct bdl_table *t, const struct bdl_call_columns *c)
{
	size_t dates = 0, lengths = 0, filled = 0, ways = 0, numbers = 0;
	size_t rows = t->row_count - t->body;

	for (size_t row = t->body; row < t->row_count; row++) {
		struct bdl_cell length = bdl_call_cell(t, c, row, BDL_COLUMN_LENGTH),
				number = bdl_call_cell(t, c, row, BDL_COLUMN_NUMBER);
		struct bdl_moment m;
		uint32_t seconds;

		dates += bdl_call_moment(t, c, row, &m);
		ways += tells_way(t, c, row);
		numbers += number.length > 8 && is_number(number);
		filled += length.length > 0;
		lengths += bdl_phone_length(length.text, length.length, &seconds);
	}
	if (c->at[BDL_COLUMN_LENGTH] == SIZE_MAX && ways * 2 < rows)
		return false;
	if (c->at[BDL_COLUMN_LENGTH] == SIZE_MAX && c->at[BDL_COLUMN_TEXT] == SIZE_MAX &&
		numbers * 10 < rows * 8)
		return false;
	return rows > 0 && dates * 2 >= rows && lengths * 10 >= filled * 7;
}

bool bdl_find_call_columns(const struct bdl_table *t, struct bdl_call_columns *out)
{
	*out = (struct bdl_call_columns){.order = BDL_DAY_FIRST};
	for (int i = 0; i < BDL_CALL_COLUMNS; i++)
		out->at[i] = SIZE_MAX;
	if (t->header != SIZE_MAX ? !find_by_heads(t, out) : !find_by_cells(t, out))
		return false;
	see_order(t, out);
	return holds_calls(t, out);
}
