/* Payments: see payments.h. Each transaction is held against each rule; statements that overlap are
 * told by what they have in common. */
#include "judge/payments.h"

#include "judge/paths.h"
#include "judge/words.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MOST = 255 }; /* that words.h looks for */

/* ---- rules ---- */

/* A rule with its words folded; "" where it asks for none. */
struct rule {
	const struct bdl_payment_rule *of;
	struct bdl_buffer payer, reference;
};

struct finding {
	struct bdl_bundle *b;
	struct bdl_reckoning *out;
	struct bdl_error *err;
	struct rule *rules;
	size_t rule_count;
	struct bdl_buffer text, party; /* of the transaction at hand, folded */
	size_t count; /* of out->payments */
};

/* How far a transaction is what a rule asks for; the greatest of several rules counts. */
enum fit { FITS_NOT, FITS_NEARLY, FITS };

static int fold_words(struct finding *f, const char *words, struct bdl_buffer *out)
{
	if (words && bdl_words_fold(out, words, false) < 0)
		return bdl_fail_memory(f->err);
	while (out->length && out->data[out->length - 1] == ' ')
		out->data[--out->length] = '\0';
	if (out->length > WORDS_MOST)
		return bdl_fail(f->err, BDL_EFORMAT, "bundle.yaml",
			"payments: \"%.60s...\" is more than %d bytes long", words, WORDS_MOST);
	return 0;
}

static int fold_rules(struct finding *f)
{
	const struct bdl_told *told = f->b->about.told;

	f->rules = calloc(told->payment_rule_count + 1, sizeof(*f->rules));
	if (!f->rules)
		return bdl_fail_memory(f->err);
	f->rule_count = told->payment_rule_count;
	for (size_t i = 0; i < f->rule_count; i++) {
		f->rules[i].of = &told->payment_rules[i];
		if (fold_words(f, told->payment_rules[i].payer, &f->rules[i].payer) < 0 ||
			fold_words(f, told->payment_rules[i].reference, &f->rules[i].reference) < 0)
			return -1;
	}
	return 0;
}

static void release(struct finding *f)
{
	for (size_t i = 0; i < f->rule_count; i++) {
		bdl_buffer_release(&f->rules[i].payer);
		bdl_buffer_release(&f->rules[i].reference);
	}
	free(f->rules);
	bdl_buffer_release(&f->text);
	bdl_buffer_release(&f->party);
}

static bool is_named(struct finding *f, const struct bdl_buffer *words)
{
	const char *wanted = bdl_buffer_string(words);

	return words->length == 0 || bdl_words_stand_in(bdl_buffer_string(&f->text), wanted) ||
	       bdl_words_stand_in(bdl_buffer_string(&f->party), wanted);
}

static bool is_asked_way(const struct bdl_payment_rule *rule, int64_t pence)
{
	return rule->paid_out ? pence < 0 : pence > 0;
}

static bool is_asked_amount(const struct bdl_payment_rule *rule, int64_t pence)
{
	if (pence > BDL_PENCE_MOST || pence < -BDL_PENCE_MOST)
		return false;
	pence = pence < 0 ? -pence : pence;
	return (!rule->least || pence >= rule->least) && (!rule->most || pence <= rule->most);
}

static bool is_asked_day(const struct bdl_payment_rule *rule, struct bdl_day day)
{
	return (!rule->from.year || bdl_day_compare(day, rule->from) >= 0) &&
	       (!rule->until.year || bdl_day_compare(day, rule->until) <= 0);
}

/*
 * A transaction that bears a rule's words and differs in something else is worth a line; one that
 * has only the amount of a rule without words is not: any could have.
 */
static enum fit fit_of(struct finding *f, const struct rule *rule, const struct bdl_record *r,
	enum bdl_near_why *why)
{
	if (!is_named(f, &rule->payer) || !is_named(f, &rule->reference))
		return FITS_NOT;
	if (!is_asked_way(rule->of, r->pence))
		*why = BDL_NEAR_DIRECTION;
	else if (!is_asked_amount(rule->of, r->pence))
		*why = BDL_NEAR_AMOUNT;
	else if (!bdl_day_exists(r->when.day))
		*why = BDL_NEAR_UNDATED;
	else if (!is_asked_day(rule->of, r->when.day))
		*why = BDL_NEAR_DAY;
	else
		return FITS;
	return rule->payer.length || rule->reference.length ? FITS_NEARLY : FITS_NOT;
}

/* ---- transactions ---- */

static int add_payment(struct finding *f, const struct bdl_payment *p)
{
	struct bdl_payment *more =
		bdl_arena_grow(&f->b->arena, f->out->payments, f->count, sizeof(*more));

	if (!more)
		return bdl_fail_memory(f->err);
	f->out->payments = more;
	more[f->count++] = *p;
	return 0;
}

static int add_near(struct finding *f, const struct bdl_payment *p, enum bdl_near_why why)
{
	struct bdl_near_miss *more =
		bdl_arena_grow(&f->b->arena, f->out->near, f->out->near_count, sizeof(*more));

	if (!more)
		return bdl_fail_memory(f->err);
	f->out->near = more;
	more[f->out->near_count++] = (struct bdl_near_miss){.what = *p, .why = why};
	return 0;
}

/* A payment, or what looks like one; p->pence is as the bank has it. */
static int take(struct finding *f, struct bdl_payment *p, enum fit fit, enum bdl_near_why why)
{
	if (fit == FITS_NOT)
		return 0;
	if (fit == FITS && bdl_day_compare(p->day, f->out->until) > 0) {
		fit = FITS_NEARLY;
		why = BDL_NEAR_LATER;
	}
	if (fit == FITS_NEARLY)
		return add_near(f, p, why);
	p->pence = p->pence < 0 ? -p->pence : p->pence;
	return add_payment(f, p);
}

static int fold_record(struct finding *f, const struct bdl_record *r)
{
	bdl_buffer_clear(&f->text);
	bdl_buffer_clear(&f->party);
	if (bdl_words_fold(&f->text, r->text ? r->text : "", false) < 0 ||
		bdl_words_fold(&f->party, r->party ? r->party : "", false) < 0)
		return bdl_fail_memory(f->err);
	return 0;
}

static int take_transaction(struct finding *f, size_t row)
{
	const struct bdl_event *e = &f->b->events[row];
	const struct bdl_record *r = &e->record;
	struct bdl_payment p = {.day = r->when.day,
		.pence = r->pence,
		.event = row,
		.exhibit = e->exhibit,
		.page = r->page ? r->page : 1};
	enum fit best = FITS_NOT;
	enum bdl_near_why why = BDL_NEAR_AMOUNT;

	if (!r->has_pence || r->pence == 0 || e->exhibit == BDL_NONE)
		return 0;
	if (fold_record(f, r) < 0)
		return -1;
	for (size_t i = 0; best != FITS && i < f->rule_count; i++) {
		enum bdl_near_why found = BDL_NEAR_AMOUNT;
		enum fit fit = fit_of(f, &f->rules[i], r, &found);

		if (fit > best) {
			best = fit;
			why = found;
		}
	}
	return take(f, &p, best, why);
}

/* ---- statements that overlap ---- */

/* A payment that counts, and the last exhibit of which a row was found to be the same. */
struct kept {
	size_t event, claimed_by;
};

static bool same_words(const char *a, const char *b)
{
	struct bdl_buffer x = BDL_BUFFER_INIT, y = BDL_BUFFER_INIT;
	bool same = bdl_words_fold(&x, a ? a : "", false) == 0 &&
		    bdl_words_fold(&y, b ? b : "", false) == 0 &&
		    strcmp(bdl_buffer_string(&x), bdl_buffer_string(&y)) == 0;

	bdl_buffer_release(&x);
	bdl_buffer_release(&y);
	return same;
}

/* sure: the balances too are said on both sides. */
static bool is_same(const struct bdl_bundle *b, size_t one, size_t other, bool sure)
{
	const struct bdl_event *x = &b->events[one], *y = &b->events[other];
	const char *a = b->exhibits[x->exhibit].account, *c = b->exhibits[y->exhibit].account;
	const bool both = x->record.has_balance && y->record.has_balance;

	if (x->record.pence != y->record.pence ||
		bdl_day_compare(x->record.when.day, y->record.when.day) != 0)
		return false;
	if ((a && c && strcmp(a, c) != 0) || (sure && !both) ||
		(both && x->record.balance != y->record.balance))
		return false;
	return same_words(x->record.text, y->record.text);
}

static struct kept *find_same(
	const struct bdl_bundle *b, struct kept *kept, size_t count, size_t event, bool sure)
{
	for (size_t i = 0; i < count; i++)
		if (kept[i].claimed_by != b->events[event].exhibit &&
			b->events[kept[i].event].exhibit != b->events[event].exhibit &&
			is_same(b, kept[i].event, event, sure))
			return &kept[i];
	return NULL;
}

static int add_double(struct finding *f, size_t event)
{
	size_t *more =
		bdl_arena_grow(&f->b->arena, f->out->doubles, f->out->double_count, sizeof(*more));

	if (!more)
		return bdl_fail_memory(f->err);
	f->out->doubles = more;
	more[f->out->double_count++] = event;
	return 0;
}

/*
 * The payments of one day, one statement behind the other: one that has its like in an earlier
 * statement goes. A row of a statement is the like of one row of another at most, so that two equal
 * payments remain two.
 */
static int part_day(struct finding *f, size_t first, size_t end, struct kept *kept, size_t *count)
{
	size_t kept_count = 0;

	for (size_t i = first; i < end; i++) {
		const struct bdl_payment p = f->out->payments[i];
		struct kept *same = find_same(f->b, kept, kept_count, p.event, true);

		if (!same)
			same = find_same(f->b, kept, kept_count, p.event, false);
		if (same) {
			same->claimed_by = p.exhibit;
			if (add_double(f, p.event) < 0)
				return -1;
			continue;
		}
		kept[kept_count++] = (struct kept){.event = p.event, .claimed_by = BDL_NONE};
		f->out->payments[(*count)++] = p;
	}
	return 0;
}

static int part_doubles(struct finding *f)
{
	struct kept *kept = calloc(f->count + 1, sizeof(*kept));
	size_t count = 0, end;
	int rc = kept ? 0 : bdl_fail_memory(f->err);

	for (size_t i = 0; rc == 0 && i < f->count; i = end) {
		for (end = i + 1; end < f->count; end++)
			if (bdl_day_compare(f->out->payments[end].day, f->out->payments[i].day))
				break;
		rc = part_day(f, i, end, kept, &count);
	}
	free(kept);
	f->count = count;
	return rc;
}

/* ---- what a person tells ---- */

static int no_page(const struct bdl_told_place *told, const char *key, const char *name,
	unsigned pages, struct bdl_error *err)
{
	bdl_fail(err, BDL_EPATH, "bundle.yaml", "%s: \"%.200s\" has no page %u", key, name,
		told->page);
	return bdl_hint(err, "it has %u page%s", pages, pages == 1 ? "" : "s");
}

int bdl_find_proof(const struct bdl_bundle *b, const struct bdl_told_place *told, size_t *exhibit,
	unsigned *page, bool *held, struct bdl_error *err)
{
	char key[80];

	*exhibit = BDL_NONE;
	*page = 0;
	if (held)
		*held = false;
	if (!told->file)
		return 0;
	if (bdl_path_is_held(b, told->file, false)) {
		if (held)
			*held = true;
		return 0;
	}
	if (told->line)
		snprintf(key, sizeof(key), "line %u: %s", told->line, told->key);
	else
		snprintf(key, sizeof(key), "%s", told->key);
	*exhibit = bdl_path_row(b, key, told->file, err);
	if (*exhibit == BDL_NONE)
		return -1;
	*page = told->page ? told->page : 1;
	if (*page > b->exhibits[*exhibit].pages)
		return no_page(
			told, key, b->exhibits[*exhibit].name, b->exhibits[*exhibit].pages, err);
	return 0;
}

static int take_told(struct finding *f, const struct bdl_told_payment *t)
{
	const struct bdl_told_place place = {"payments", t->file, t->page, t->line};
	struct bdl_payment p = {.day = t->day, .pence = t->pence, .event = BDL_NONE, .by = t->by};

	if (bdl_find_proof(f->b, &place, &p.exhibit, &p.page, NULL, f->err) < 0)
		return -1;
	return take(f, &p, FITS, BDL_NEAR_AMOUNT);
}

/* ---- all of them ---- */

static int compare_rows(size_t a, size_t b)
{
	return a < b ? -1 : a > b;
}

/* Everything that tells two of them apart, so that the order is the same everywhere. */
static int compare_told(const struct bdl_payment *x, const struct bdl_payment *y)
{
	if (x->pence != y->pence)
		return x->pence < y->pence ? -1 : 1;
	if (x->exhibit != y->exhibit)
		return compare_rows(x->exhibit, y->exhibit);
	if (x->page != y->page)
		return compare_rows(x->page, y->page);
	return strcmp(x->by ? x->by : "", y->by ? y->by : "");
}

/* By day; of one day what the banks have first, in the order of the events. */
static int compare_payments(const void *a, const void *b)
{
	const struct bdl_payment *x = a, *y = b;
	int order = bdl_day_compare(x->day, y->day);

	if (order == 0)
		order = compare_rows(x->event, y->event);
	return order ? order : compare_told(x, y);
}

static int compare_by_statement(const void *a, const void *b)
{
	const struct bdl_payment *x = a, *y = b;
	int order = bdl_day_compare(x->day, y->day);

	if (order == 0)
		order = compare_rows(x->exhibit, y->exhibit);
	return order ? order : compare_rows(x->event, y->event);
}

static int compare_near(const void *a, const void *b)
{
	return compare_payments(
		&((const struct bdl_near_miss *)a)->what, &((const struct bdl_near_miss *)b)->what);
}

static void sort(void *rows, size_t count, size_t size, int (*compare)(const void *, const void *))
{
	if (count)
		qsort(rows, count, size, compare);
}

static int find(struct finding *f)
{
	const struct bdl_bundle *b = f->b;
	const struct bdl_told *told = b->about.told;

	if (fold_rules(f) < 0)
		return -1;
	for (size_t i = 0; i < b->event_count; i++) {
		if (b->events[i].record.type != BDL_EVENT_TRANSACTION)
			continue;
		f->out->looked_at++;
		if (take_transaction(f, i) < 0)
			return -1;
	}
	sort(f->out->payments, f->count, sizeof(*f->out->payments), compare_by_statement);
	if (part_doubles(f) < 0)
		return -1;
	for (size_t i = 0; i < told->payment_count; i++)
		if (take_told(f, &told->payments[i]) < 0)
			return -1;
	sort(f->out->payments, f->count, sizeof(*f->out->payments), compare_payments);
	sort(f->out->near, f->out->near_count, sizeof(*f->out->near), compare_near);
	return 0;
}

int bdl_find_payments(
	struct bdl_bundle *b, struct bdl_reckoning *out, size_t *count, struct bdl_error *err)
{
	struct finding f = {.b = b, .out = out, .err = err};
	int rc;

	out->matched = b->about.told->payment_rule_count > 0;
	rc = find(&f);
	*count = f.count;
	release(&f);
	return rc;
}
