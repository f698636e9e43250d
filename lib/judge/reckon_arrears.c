/* Arrears of a bundle: its schedule against the payments in its bank transactions; its losses, each
 * with its proof. See reckon.h. */
#include "judge/arrears.h"
#include "judge/payments.h"
#include "judge/reckon.h"

/* ---- the schedule ---- */

/* The shortest time between two sums of the stretch, in days. */
static unsigned days_apart(const struct bdl_due_rule *r)
{
	switch (r->every) {
	case BDL_EVERY_WEEK:
		return 7;
	case BDL_EVERY_2_WEEKS:
		return 14;
	case BDL_ONCE:
	case BDL_EVERY_4_WEEKS:
	case BDL_EVERY_MONTH:
	case BDL_EVERY_YEAR:
		break;
	}
	return 28;
}

/* Or a payment made on time would be one for the next sum, and the one that it was for unpaid. */
static int check_days_before(const struct bdl_told *told, struct bdl_error *err)
{
	for (size_t i = 0; i < told->schedule_count; i++) {
		unsigned apart = days_apart(&told->schedule[i]);

		if (told->days_before < apart)
			continue;
		bdl_fail(err, BDL_EFORMAT, "bundle.yaml",
			"payments: days_before is %u, but sums of the schedule are due every %u "
			"days",
			told->days_before, apart);
		return bdl_hint(err, "give fewer days than lie between two sums");
	}
	return 0;
}

static bool is_monthly(const struct bdl_told *told)
{
	for (size_t i = 0; i < told->schedule_count; i++)
		if (told->schedule[i].every != BDL_EVERY_MONTH)
			return false;
	return true;
}

/* ---- the sums ---- */

/* What was counted one way must come out the other way, to the penny, or no figure is given. */
static int check_totals(const struct bdl_reckoning *r, struct bdl_error *err)
{
	const struct bdl_arrears *s = &r->sums;
	int64_t due = 0, short_by = 0, parts = 0, left = 0;

	for (size_t i = 0; i < s->row_count; i++) {
		due += s->rows[i].due;
		short_by += s->rows[i].short_by;
		for (size_t k = 0; k < s->rows[i].off_count; k++)
			parts += s->rows[i].offs[k].pence;
	}
	for (size_t i = 0; i < s->payment_count; i++)
		left += s->left[i];
	if (due == s->due && parts == s->paid && short_by == s->owed && left == s->left_over &&
		s->due == s->paid + s->owed && s->received == s->paid + s->left_over)
		return 0;
	return bdl_fail(err, BDL_EINTERNAL, NULL, "the totals of the arrears do not agree");
}

static int compare_with_evidence(
	const struct bdl_bundle *b, struct bdl_reckoning *out, struct bdl_error *err)
{
	const struct bdl_told *told = b->about.told;
	const struct bdl_told_place place = {
		.key = "stated", .file = told->stated_in, .page = told->stated_page};

	out->stated = told->stated_owed;
	return bdl_find_proof(b, &place, &out->stated_exhibit, &out->stated_page, NULL, err);
}

static int reckon(struct bdl_bundle *b, struct bdl_reckoning *out, struct bdl_error *err)
{
	const struct bdl_told *told = b->about.told;
	struct bdl_arrears_input in = {.rules = told->schedule,
		.rule_count = told->schedule_count,
		.until = out->until,
		.days_before = (int)told->days_before};

	if (bdl_find_payments(b, out, &in.payment_count, err) < 0)
		return -1;
	in.payments = out->payments;
	if (bdl_arrears_reckon(&in, &b->arena, &out->sums, err) < 0)
		return -1;
	if (out->sums.payment_count != in.payment_count)
		return bdl_fail(err, BDL_EINTERNAL, NULL, "a payment was lost");
	return check_totals(out, err);
}

static int reckon_schedule(struct bdl_bundle *b, struct bdl_error *err)
{
	struct bdl_reckoning *out = bdl_arena_alloc(&b->arena, sizeof(*out));

	if (!out)
		return bdl_fail_memory(err);
	out->until = b->made_on;
	out->monthly = is_monthly(b->about.told);
	if (check_days_before(b->about.told, err) < 0 || reckon(b, out, err) < 0 ||
		compare_with_evidence(b, out, err) < 0)
		return -1;
	b->reckoning = out;
	return 0;
}

/* ---- losses ---- */

static int prove_losses(struct bdl_bundle *b, struct bdl_losses *out, struct bdl_error *err)
{
	const struct bdl_told *told = b->about.told;

	for (size_t i = 0; i < told->loss_count; i++) {
		const struct bdl_loss *loss = &told->losses[i];
		const struct bdl_told_place place = {"losses", loss->file, loss->page, loss->line};
		struct bdl_lost *row = &out->rows[out->count++];

		*row = (struct bdl_lost){
			.what = loss->what, .pence = loss->pence, .day = loss->day};
		out->pence += loss->pence;
		if (bdl_find_proof(b, &place, &row->exhibit, &row->page, &row->held, err) < 0)
			return -1;
	}
	return 0;
}

static int list_losses(struct bdl_bundle *b, struct bdl_error *err)
{
	const struct bdl_told *told = b->about.told;
	struct bdl_losses *out = bdl_arena_alloc(&b->arena, sizeof(*out));

	if (!out)
		return bdl_fail_memory(err);
	out->rows = bdl_arena_alloc(&b->arena, told->loss_count * sizeof(*out->rows));
	if (!out->rows)
		return bdl_fail_memory(err);
	out->remedy = told->remedy;
	if (prove_losses(b, out, err) < 0)
		return -1;
	b->losses = out;
	return 0;
}

/* Payments alone say nothing of what is owed, and must not vanish. */
static int check_schedule(const struct bdl_told *told, struct bdl_error *err)
{
	if (told->schedule_count || (!told->payment_count && !told->payment_rule_count))
		return 0;
	bdl_fail(err, BDL_EFORMAT, "bundle.yaml", "payments are given, but not what was due");
	return bdl_hint(err, "add \"schedule:\" with the sums, or take \"payments:\" out");
}

int bdl_reckon_arrears(struct bdl_bundle *b, struct bdl_error *err)
{
	const struct bdl_told *told = b->about.told;

	if (!told)
		return 0;
	if (check_schedule(told, err) < 0)
		return -1;
	if (told->schedule_count && reckon_schedule(b, err) < 0)
		return -1;
	return told->loss_count || told->remedy ? list_losses(b, err) : 0;
}
