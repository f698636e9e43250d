/* See date_order.h. */
#include "read/date_order.h"

#include "read/lines.h"

#define CLEARLY 3 /* so many more turns back tell that an order is wrong */

size_t bdl_figures_read(const char *text, size_t length, struct bdl_figures *out)
{
	size_t i = 0;
	char mark = 0;

	for (int part = 0; part < 3; part++) {
		size_t n = bdl_bytes_number(text + i, length - i, 4, &out->number[part]);

		if (n == 0 || n == 3)
			return 0;
		out->digits[part] = (unsigned)n;
		i += n;
		if (part == 2)
			break;
		if (i >= length || (text[i] != '/' && text[i] != '.' && text[i] != '-') ||
			(mark && text[i] != mark))
			return 0;
		mark = text[i++];
		if (mark == '.' && i < length && text[i] == ' ')
			i++;
	}
	out->dotted = mark == '.';
	return i;
}

static unsigned full_year(unsigned number, unsigned digits)
{
	if (digits == 4)
		return number;
	return digits == 2 ? number + (number < 50 ? 2000 : 1900) : 0;
}

bool bdl_date_in_order(const struct bdl_figures *f, enum bdl_date_order order, struct bdl_day *out)
{
	static const unsigned char places[BDL_DATE_ORDERS][3] = {{2, 1, 0}, {2, 0, 1}, {0, 1, 2}};
	const unsigned char *p = places[order];
	unsigned year = full_year(f->number[p[0]], f->digits[p[0]]);

	if (f->digits[p[1]] > 2 || f->digits[p[2]] > 2 || year < 1950 || year > 2100)
		return false;
	*out = (struct bdl_day){.year = (int16_t)year,
		.month = (int8_t)f->number[p[1]],
		.day = (int8_t)f->number[p[2]]};
	if (bdl_day_exists(*out))
		return true;
	*out = (struct bdl_day){0};
	return false;
}

void bdl_date_order_see(struct bdl_date_ordering *o, const struct bdl_figures *f, uint32_t seconds)
{
	struct bdl_day days[BDL_DATE_ORDERS];
	bool possible[BDL_DATE_ORDERS];

	for (int i = 0; i < BDL_DATE_ORDERS; i++) {
		int64_t now;

		possible[i] = bdl_date_in_order(f, (enum bdl_date_order)i, &days[i]);
		if (!possible[i]) {
			o->seen[i].impossible++;
			continue;
		}
		now = (int64_t)bdl_day_number(days[i]) * 86400 + seconds;
		o->seen[i].forward += o->count > 0 && now > o->seen[i].before;
		o->seen[i].back += o->count > 0 && now < o->seen[i].before;
		o->seen[i].before = now;
	}
	o->differ |= possible[BDL_DAY_FIRST] && possible[BDL_MONTH_FIRST] &&
		     bdl_day_compare(days[BDL_DAY_FIRST], days[BDL_MONTH_FIRST]) != 0;
	o->dotted |= f->dotted;
	o->count++;
}

/* How often the file goes against its own direction. */
static size_t turns(const struct bdl_date_ordering *o, enum bdl_date_order i)
{
	return o->seen[i].forward < o->seen[i].back ? o->seen[i].forward : o->seen[i].back;
}

/* Day first is given up only where something speaks clearly against it. */
static bool is_better(
	const struct bdl_date_ordering *o, enum bdl_date_order a, enum bdl_date_order than)
{
	size_t x = o->seen[a].impossible, y = o->seen[than].impossible;

	if (x != y)
		return x < y;
	return turns(o, a) * 2 + CLEARLY <= turns(o, than);
}

enum bdl_date_order bdl_date_order_decide(const struct bdl_date_ordering *o, bool *ambiguous)
{
	enum bdl_date_order best = BDL_DAY_FIRST;

	if (is_better(o, BDL_MONTH_FIRST, best) && !o->dotted)
		best = BDL_MONTH_FIRST;
	if (is_better(o, BDL_YEAR_FIRST, best))
		best = BDL_YEAR_FIRST;
	*ambiguous = best == BDL_DAY_FIRST && o->differ && !o->dotted &&
		     !is_better(o, BDL_DAY_FIRST, BDL_MONTH_FIRST);
	return best;
}
