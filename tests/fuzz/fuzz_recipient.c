/*
 * Fuzz recipient: the input is a recipient's file of the user's own. A mistake is told, and leaves
 * those that there are; else it is found by its id and every alias, and can be printed as data.
 */
#include "model/recipient.h"
#include "model/recipient_json.h"

#include "fault.h"
#include "mutate.h"
#include <stdlib.h>
#include <string.h>

static void check_taken(struct bdl_recipients *all, const struct bdl_recipient *r)
{
	const struct bdl_day today = {2023, 5, 22};
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {0};

	if (!r || !r->id || bdl_recipient_find(all, r->id) != r)
		fault("it is not found by its id");
	if (bdl_recipient_to_json(r, today, &json, &err) < 0)
		fault("it cannot be printed: %s", err.message);
	(void)bdl_recipient_asks_for_step(r, "complaint");
	bdl_buffer_release(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct bdl_recipients *built_in;
	const struct bdl_recipient *one = NULL;
	struct bdl_recipients *all = NULL;
	struct bdl_error err = {0};

	if (!built_in && bdl_recipients_load(&built_in, &err) < 0)
		fault("%s: %s", err.path, err.message);
	if (bdl_recipients_load_one(&all, (const char *)bytes, length, &err) < 0) {
		fault_unless_told(&err);
		return 0;
	}
	one = bdl_recipient_at(all, 0);
	check_taken(all, one);
	bdl_recipients_release(all);
	return 0;
}
