/* The money of bundle.yaml: what was due, how payments are known, losses. See case_told.h. Whole
 * pence throughout. */
#include "model/case_told.h"

#include "model/told.h"
#include <stdlib.h>
#include <string.h>

/* ---- schedule ---- */

const char *const bdl_every_words[] = {
	[BDL_ONCE] = "once",
	[BDL_EVERY_WEEK] = "week",
	[BDL_EVERY_2_WEEKS] = "2 weeks",
	[BDL_EVERY_4_WEEKS] = "4 weeks",
	[BDL_EVERY_MONTH] = "month",
	[BDL_EVERY_YEAR] = "year",
	NULL,
};

struct stretch {
	struct bdl_due_rule rule;
	const struct bdl_node *node, *every;
};

static int take_every(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct stretch *s = into;
	int word;

	/* as bdl_take_word() compares them, with '-' for spaces */
	static const char *const words[] = {
		"once", "week", "2-weeks", "4-weeks", "month", "year", NULL};

	word = bdl_take_word(y, n, "time between two sums", words);
	if (word < 0)
		return -1;
	s->rule.every = (enum bdl_every)word;
	s->every = n;
	return 0;
}

static const struct bdl_key stretch_keys[] = {
	BDL_KEY("from", struct stretch, rule.from, bdl_take_day),
	BDL_KEY("until", struct stretch, rule.until, bdl_take_day),
	BDL_KEY("amount", struct stretch, rule.pence, bdl_take_pence),
	{"every", take_every, 0},
	BDL_KEY_END,
};

static int take_stretch(const struct bdl_yaml *y, const struct bdl_node *n, struct stretch *s)
{
	const struct bdl_due_rule *r = &s->rule;

	s->node = n;
	if (bdl_take_mapping(y, n, stretch_keys, s) < 0)
		return -1;
	if (!bdl_day_exists(r->from) || !r->pence || !s->every) {
		bdl_node_wrong(y, n, "a line of the schedule has no %s",
			!r->pence  ? "amount"
			: s->every ? "from"
				   : "every");
		return bdl_hint(y->err, "write {from: 2022-04-01, amount: \"\xC2\xA3"
					"372.06\", every: month}");
	}
	if (r->every == BDL_ONCE && bdl_day_exists(r->until)) {
		bdl_node_wrong(y, n, "a sum that is due once has no until");
		return bdl_hint(y->err, "leave until out, or write every: month");
	}
	return bdl_case_check_order(y, n, "until", r->from, r->until);
}

static int by_from(const void *a, const void *b)
{
	const struct stretch *s = a, *t = b;
	int c = bdl_day_compare(s->rule.from, t->rule.from);

	return c ? c : (s->node->line > t->node->line) - (s->node->line < t->node->line);
}

/* `later` may not begin before `s` ends. A sum due once would also cut short, unseen, an open
 * stretch in front of it. */
static int check_stretches(
	const struct bdl_yaml *y, const struct stretch *s, const struct stretch *later)
{
	const struct bdl_due_rule *r = &s->rule;
	struct bdl_day end = bdl_day_exists(r->until) ? r->until : r->from;
	char from[BDL_DAY_TEXT];

	bdl_day_long(r->from, from);
	if (bdl_day_compare(later->rule.from, end) <= 0) {
		bdl_node_wrong(y, later->node,
			"this begins before the line of the schedule from %s (line %u) ends", from,
			s->node->line);
		return bdl_hint(y->err, "end that one the day before, with until");
	}
	if (later->rule.every == BDL_ONCE && r->every != BDL_ONCE && !bdl_day_exists(r->until)) {
		bdl_node_wrong(y, later->node,
			"a sum due once would end the line of the schedule from %s (line %u)", from,
			s->node->line);
		return bdl_hint(y->err,
			"give that line an until, and go on with one more line behind this sum");
	}
	return 0;
}

static int take_schedule(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_told *t = into;
	struct stretch *s;
	size_t i = 0;
	void *rows;

	if (bdl_take_rows(y, n, BDL_TOLD_MOST, sizeof(*s), &rows, &t->schedule_count) < 0)
		return -1;
	s = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next)
		if (take_stretch(y, v, &s[i++]) < 0)
			return -1;
	qsort(s, t->schedule_count, sizeof(*s), by_from);
	for (i = 1; i < t->schedule_count; i++)
		if (check_stretches(y, &s[i - 1], &s[i]) < 0)
			return -1;
	t->schedule = bdl_arena_alloc(y->a, (t->schedule_count + 1) * sizeof(*t->schedule));
	if (!t->schedule)
		return bdl_fail_memory(y->err);
	for (i = 0; i < t->schedule_count; i++)
		t->schedule[i] = s[i].rule;
	return 0;
}

/* ---- payments ---- */

/* Seen from the account, as the bank writes it. */
static int take_direction(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const char *const words[] = {"in", "out", NULL};
	int word = bdl_take_word(y, n, "direction", words);

	if (word < 0)
		return -1;
	((struct bdl_payment_rule *)into)->paid_out = word == 1;
	return 0;
}

static const struct bdl_key match_keys[] = {
	BDL_KEY("payer", struct bdl_payment_rule, payer, bdl_take_text),
	BDL_KEY("reference", struct bdl_payment_rule, reference, bdl_take_text),
	BDL_KEY("least", struct bdl_payment_rule, least, bdl_take_pence),
	BDL_KEY("most", struct bdl_payment_rule, most, bdl_take_pence),
	{"direction", take_direction, 0},
	BDL_KEY("from", struct bdl_payment_rule, from, bdl_take_day),
	BDL_KEY("until", struct bdl_payment_rule, until, bdl_take_day),
	BDL_KEY_END,
};

static int take_match(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_told *t = into;
	struct bdl_payment_rule *r;
	void *rows;

	if (bdl_take_rows(y, n, BDL_TOLD_MOST, sizeof(*r), &rows, &t->payment_rule_count) < 0)
		return -1;
	r = t->payment_rules = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next, r++) {
		if (bdl_take_mapping(y, v, match_keys, r) < 0 ||
			bdl_case_check_order(y, v, "until", r->from, r->until) < 0)
			return -1;
		if (!r->payer && !r->reference && !r->least) {
			bdl_node_wrong(y, v, "this would take every transaction for a payment");
			return bdl_hint(
				y->err, "add payer: MR C, or reference: CMS, as the bank has it");
		}
		if (r->most && r->least > r->most) {
			bdl_node_wrong(y, v, "least is above most");
			return bdl_hint(y->err, "check both sums");
		}
	}
	return 0;
}

struct other {
	struct bdl_told_payment told;
};

static const struct bdl_key other_keys[] = {
	BDL_KEY("date", struct other, told.day, bdl_take_day),
	BDL_KEY("amount", struct other, told.pence, bdl_take_pence),
	BDL_KEY("by", struct other, told.by, bdl_take_text),
	BDL_KEY("file", struct other, told.file, bdl_take_path),
	BDL_KEY("page", struct other, told.page, bdl_take_page),
	BDL_KEY_END,
};

static int take_others(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_told *t = into;
	struct bdl_told_payment *p;
	void *rows;

	if (bdl_take_rows(y, n, BDL_TOLD_MOST, sizeof(*p), &rows, &t->payment_count) < 0)
		return -1;
	p = t->payments = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next, p++) {
		if (bdl_take_mapping(y, v, other_keys, p) < 0)
			return -1;
		p->line = v->line;
		if (!bdl_day_exists(p->day) || !p->pence) {
			bdl_node_wrong(y, v, "a payment has no %s", p->pence ? "date" : "amount");
			return bdl_hint(y->err, "write {date: 2022-05-03, amount: \"\xC2\xA3"
						"50.00\", by: Ms A}");
		}
		if (bdl_case_check_page(y, v, p->file, p->page) < 0 ||
			bdl_case_name_file(y, v, "file", p->file, t) < 0)
			return -1;
	}
	return 0;
}

static int take_stated(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {
		BDL_KEY("amount", struct bdl_told, stated_owed, bdl_take_pence),
		BDL_KEY("file", struct bdl_told, stated_in, bdl_take_path),
		BDL_KEY("page", struct bdl_told, stated_page, bdl_take_page),
		BDL_KEY_END,
	};
	struct bdl_told *t = into;

	if (bdl_take_mapping(y, n, keys, into) < 0 ||
		bdl_case_name_file(y, n, "file", t->stated_in, t) < 0)
		return -1;
	if (t->stated_owed)
		return bdl_case_check_page(y, n, t->stated_in, t->stated_page);
	bdl_node_wrong(y, n, "there is no amount to compare with");
	return bdl_hint(y->err, "add amount: \"\xC2\xA3"
				"12,391.53\", as the document has it");
}

static int take_days_before(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_told *t = into;

	return bdl_take_count(y, n, 0, BDL_DAYS_BEFORE_MOST, &t->days_before);
}

static int take_payments(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {
		{"match", take_match, 0},
		{"days_before", take_days_before, 0},
		{"others", take_others, 0},
		{"stated", take_stated, 0},
		BDL_KEY_END,
	};
	struct bdl_told *t = into;

	t->days_before = BDL_DAYS_BEFORE_USUAL;
	return bdl_take_mapping(y, n, keys, into);
}

/* ---- losses ---- */

static const struct bdl_key loss_keys[] = {
	BDL_KEY("what", struct bdl_loss, what, bdl_take_text),
	BDL_KEY("amount", struct bdl_loss, pence, bdl_take_pence),
	BDL_KEY("date", struct bdl_loss, day, bdl_take_day),
	BDL_KEY("file", struct bdl_loss, file, bdl_take_path),
	BDL_KEY("page", struct bdl_loss, page, bdl_take_page),
	BDL_KEY_END,
};

static int take_losses(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_told *t = into;
	struct bdl_loss *loss;
	void *rows;

	if (bdl_take_rows(y, n, BDL_TOLD_MOST, sizeof(*loss), &rows, &t->loss_count) < 0)
		return -1;
	loss = t->losses = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next, loss++) {
		if (bdl_take_mapping(y, v, loss_keys, loss) < 0)
			return -1;
		loss->line = v->line;
		if (!loss->what) {
			bdl_node_wrong(y, v, "a loss does not say what was lost");
			return bdl_hint(y->err, "add what: Overdraft fees");
		}
		if (bdl_case_check_page(y, v, loss->file, loss->page) < 0 ||
			bdl_case_name_file(y, v, "file", loss->file, t) < 0)
			return -1;
	}
	return 0;
}

const struct bdl_key bdl_case_money_keys[] = {
	{"schedule", take_schedule, 0},
	{"payments", take_payments, 0},
	{"losses", take_losses, 0},
	BDL_KEY("remedy", struct bdl_told, remedy, bdl_take_text),
	BDL_KEY_END,
};
