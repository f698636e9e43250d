/* Waits: see waits.h. */
#include "model/waits.h"

#include "base/months.h"

bool bdl_rule_wants_check(char confidence, const char *reviewed, struct bdl_day today)
{
	struct bdl_day day;

	if (confidence != 'S' || !reviewed || bdl_day_parse_iso(reviewed, &day) < 0)
		return true;
	return bdl_day_compare(bdl_day_add_months(day, 12), today) < 0;
}
