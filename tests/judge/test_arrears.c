/* Arrears against reckonings done by hand: on time, late, in parts, split, doubled, missing. */
#include "judge/arrears.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 40

struct made {
	struct bdl_due_rule rules[8];
	struct bdl_payment payments[MOST];
	struct bdl_arrears_input in;
};

static struct bdl_day day(const char *iso)
{
	struct bdl_day d = {0};

	if (iso)
		cr_assert_eq(bdl_day_parse_iso(iso, &d), 0, "%s", iso);
	return d;
}

static void rule(
	struct made *m, const char *from, const char *until, int64_t pence, enum bdl_every every)
{
	m->rules[m->in.rule_count++] = (struct bdl_due_rule){
		.from = day(from), .until = day(until), .pence = pence, .every = every};
	m->in.rules = m->rules;
	m->in.payments = m->payments;
}

/* "2023-01-01 400.53 2023-02-03 81" */
static void pay(struct made *m, const char *text)
{
	char copy[1000], *save = NULL;

	snprintf(copy, sizeof(copy), "%s", text);
	for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
		struct bdl_payment *p = &m->payments[m->in.payment_count++];
		const char *amount = strtok_r(NULL, " ", &save), *point = strchr(amount, '.');

		p->day = day(word);
		p->pence = 100 * atol(amount) + (point ? atol(point + 1) : 0);
	}
}

/* A row: day, due, paid, short, owed; then of each part of it which payment, how much, how late. */
static void spell(const struct bdl_arrears *r, char *out, size_t space)
{
	size_t at = 0;

	out[0] = '\0';
	for (size_t i = 0; i < r->row_count; i++) {
		const struct bdl_due *d = &r->rows[i];
		char iso[BDL_DAY_TEXT];

		bdl_day_iso(d->day, iso);
		at += (size_t)snprintf(out + at, space - at, "%s %lld %lld %lld %lld", iso,
			(long long)d->due, (long long)d->paid, (long long)d->short_by,
			(long long)d->owed);
		for (size_t k = 0; k < d->off_count; k++)
			at += (size_t)snprintf(out + at, space - at, " (%zu: %lld, %d)",
				d->offs[k].payment, (long long)d->offs[k].pence,
				d->offs[k].days_late);
		at += (size_t)snprintf(out + at, space - at, "\n");
	}
}

static const struct row {
	const char *name, *payments, *rows;
	int64_t left_over, owed;
} cases[] = {
	{"all on time", "2023-01-01 100 2023-02-01 100 2023-03-01 100",
		"2023-01-01 10000 10000 0 0 (0: 10000, 0)\n"
		"2023-02-01 10000 10000 0 0 (1: 10000, 0)\n"
		"2023-03-01 10000 10000 0 0 (2: 10000, 0)\n",
		0, 0},
	{"one missing does not move the others", "2023-01-01 100 2023-03-01 100",
		"2023-01-01 10000 10000 0 0 (0: 10000, 0)\n"
		"2023-02-01 10000 0 10000 10000\n"
		"2023-03-01 10000 10000 0 10000 (1: 10000, 0)\n",
		0, 10000},
	{"late, and a little early", "2022-12-28 100 2023-02-20 100 2023-03-03 100",
		"2023-01-01 10000 10000 0 0 (0: 10000, -4)\n"
		"2023-02-01 10000 10000 0 0 (1: 10000, 19)\n"
		"2023-03-01 10000 10000 0 0 (2: 10000, 2)\n",
		0, 0},
	{"in parts", "2023-01-01 60 2023-01-15 39.99 2023-02-01 100 2023-03-01 100",
		"2023-01-01 10000 9999 1 1 (0: 6000, 0) (1: 3999, 14)\n"
		"2023-02-01 10000 10000 0 1 (2: 10000, 0)\n"
		"2023-03-01 10000 10000 0 1 (3: 10000, 0)\n",
		0, 1},
	{"doubled after a missing one: the older sum first", "2023-02-01 200 2023-03-01 100",
		"2023-01-01 10000 10000 0 0 (0: 10000, 31)\n"
		"2023-02-01 10000 10000 0 0 (0: 10000, 0)\n"
		"2023-03-01 10000 10000 0 0 (1: 10000, 0)\n",
		0, 0},
	{"doubled in advance", "2023-01-01 200 2023-03-01 100",
		"2023-01-01 10000 10000 0 0 (0: 10000, 0)\n"
		"2023-02-01 10000 10000 0 0 (0: 10000, -31)\n"
		"2023-03-01 10000 10000 0 0 (1: 10000, 0)\n",
		0, 0},
	{"three at once: the next two are paid in advance", "2023-01-01 300",
		"2023-01-01 10000 10000 0 0 (0: 10000, 0)\n"
		"2023-02-01 10000 10000 0 0 (0: 10000, -31)\n"
		"2023-03-01 10000 10000 0 0 (0: 10000, -59)\n",
		0, 0},
	{"too much of everything is left over", "2023-03-01 999",
		"2023-01-01 10000 10000 0 0 (0: 10000, 59)\n"
		"2023-02-01 10000 10000 0 0 (0: 10000, 28)\n"
		"2023-03-01 10000 10000 0 0 (0: 10000, 0)\n",
		69900, 0},
	{"before anything was due", "2022-11-01 50",
		"2023-01-01 10000 0 10000 10000\n2023-02-01 10000 0 10000 20000\n"
		"2023-03-01 10000 0 10000 30000\n",
		5000, 30000},
	{"nothing at all", "",
		"2023-01-01 10000 0 10000 10000\n2023-02-01 10000 0 10000 20000\n"
		"2023-03-01 10000 0 10000 30000\n",
		0, 30000},
	{"what came after the last day does not count", "2023-01-01 100 2023-04-02 100",
		"2023-01-01 10000 10000 0 0 (0: 10000, 0)\n"
		"2023-02-01 10000 0 10000 10000\n2023-03-01 10000 0 10000 20000\n",
		0, 20000},
};

Test(arrears, by_hand)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct made m = {.in = {.until = {2023, 3, 31}, .days_before = 5}};
		struct bdl_arena a = BDL_ARENA_INIT;
		struct bdl_arrears r;
		char text[2000];

		rule(&m, "2023-01-01", NULL, 10000, BDL_EVERY_MONTH);
		pay(&m, cases[i].payments);
		cr_assert_eq(bdl_arrears_reckon(&m.in, &a, &r, NULL), 0);
		spell(&r, text, sizeof(text));
		cr_expect_str_eq(text, cases[i].rows, "%s:\n%s", cases[i].name, text);
		cr_expect_eq(r.left_over, cases[i].left_over, "%s", cases[i].name);
		cr_expect_eq(r.owed, cases[i].owed, "%s", cases[i].name);
		bdl_arena_release(&a);
	}
}

/* The published case: 28 months of 561.47, of which so much came that 12,391.53 was owed. */
Test(arrears, the_liability_order)
{
	struct made m = {.in = {.until = {2021, 10, 21}, .days_before = 5}};
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_arrears r;

	rule(&m, "2019-06-22", NULL, 56147, BDL_EVERY_MONTH);
	pay(&m, "2019-06-24 561.47 2019-07-22 561.47 2019-08-22 561.47 2019-12-30 300.00 "
		"2020-03-23 561.47 2020-09-22 561.47 2021-04-26 222.28");
	cr_assert_eq(bdl_arrears_reckon(&m.in, &a, &r, NULL), 0);
	cr_expect_eq(r.row_count, 28);
	cr_expect_eq(r.due, 1572116);
	cr_expect_eq(r.paid, 332963);
	cr_expect_eq(r.owed, 1239153);
	cr_expect_eq(r.left_over, 0);
	cr_expect_eq(r.rows[6].short_by, 26147);
	cr_expect_eq(r.rows[6].owed, 194588);
	bdl_arena_release(&a);
}

Test(arrears, a_schedule_that_changes)
{
	struct made m = {.in = {.until = {2023, 5, 22}, .days_before = 5}};
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_arrears r;
	char text[2000];

	rule(&m, "2022-10-31", NULL, 50000, BDL_EVERY_MONTH);
	rule(&m, "2023-01-09", "2023-02-20", 8100, BDL_EVERY_2_WEEKS);
	rule(&m, "2023-03-01", "2023-03-01", 1234, BDL_ONCE);
	cr_assert_eq(bdl_arrears_reckon(&m.in, &a, &r, NULL), 0);
	spell(&r, text, sizeof(text));
	cr_expect_str_eq(text,
		"2022-10-31 50000 0 50000 50000\n2022-11-30 50000 0 50000 100000\n"
		"2022-12-31 50000 0 50000 150000\n2023-01-09 8100 0 8100 158100\n"
		"2023-01-23 8100 0 8100 166200\n2023-02-06 8100 0 8100 174300\n"
		"2023-02-20 8100 0 8100 182400\n2023-03-01 1234 0 1234 183634\n",
		"%s", text);
	bdl_arena_release(&a);
}

Test(arrears, stretches_that_overlap_are_a_mistake)
{
	struct made m = {.in = {.until = {2023, 5, 22}}};
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_error err = {0};
	struct bdl_arrears r;

	rule(&m, "2022-10-31", "2023-02-01", 50000, BDL_EVERY_MONTH);
	rule(&m, "2023-01-09", NULL, 8100, BDL_EVERY_MONTH);
	cr_expect_eq(bdl_arrears_reckon(&m.in, &a, &r, &err), -1);
	cr_expect_eq(err.code, BDL_EFORMAT);
	bdl_arena_release(&a);
}

/* Whatever is paid when: no penny is made, none is lost. */
Test(arrears, the_totals_of_both_sides_agree)
{
	unsigned seed = 1;

	for (int round = 0; round < 300; round++) {
		struct made m = {.in = {.until = {2023, 12, 31}, .days_before = round % 28}};
		struct bdl_arena a = BDL_ARENA_INIT;
		struct bdl_arrears r;
		int64_t rows = 0, parts = 0, paid = 0;
		int at = 0;

		rule(&m, "2022-01-31", NULL, 1 + rand_r(&seed) % 50000,
			(enum bdl_every)(1 + round % 5));
		m.in.payment_count = (size_t)(rand_r(&seed) % MOST);
		for (size_t i = 0; i < m.in.payment_count; i++) {
			at += rand_r(&seed) % 40;
			m.payments[i].day =
				bdl_day_from_number(bdl_day_number(day("2022-01-01")) + at);
			m.payments[i].pence = 1 + rand_r(&seed) % 90000;
		}
		cr_assert_eq(bdl_arrears_reckon(&m.in, &a, &r, NULL), 0);
		for (size_t i = 0; i < r.row_count; i++) {
			rows += r.rows[i].due;
			for (size_t k = 0; k < r.rows[i].off_count; k++)
				parts += r.rows[i].offs[k].pence;
			cr_expect_geq(r.rows[i].short_by, 0);
		}
		for (size_t i = 0; i < r.payment_count; i++)
			paid += m.payments[i].pence;
		cr_expect_eq(rows, r.due);
		cr_expect_eq(parts, r.paid);
		cr_expect_eq(paid, r.received);
		cr_expect_eq(r.received, r.paid + r.left_over);
		cr_expect_eq(r.owed, r.due - r.paid);
		bdl_arena_release(&a);
	}
}
