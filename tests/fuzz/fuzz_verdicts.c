/*
 * Fuzz verdicts: the input is what a reader that was taken over says of the rules. It is refused
 * with a message; or every rule has a name and one sentence, its pages ascend, and what is written
 * of it reads back and is then written the same.
 */
#include "check/verdict.h"

#include "base/text.h"
#include "fault.h"
#include "mutate.h"
#include <string.h>

static int read_verdicts(struct bdl_verdicts *v, const char *json, size_t length)
{
	struct bdl_error err = {0};

	if (bdl_verdicts_from_json(v, json, length, &err) == 0)
		return 0;
	fault_unless_told(&err);
	bdl_verdicts_release(v);
	return -1;
}

static void check(const struct bdl_verdicts *v)
{
	if (v->count > BDL_RULES_MAX)
		fault("%zu rules", v->count);
	for (size_t i = 0; i < v->count; i++) {
		const struct bdl_rule_found *r = &v->rules[i];

		if (!r->id || !*r->id || !r->text || strpbrk(r->text, "\r\n") ||
			!bdl_utf8_valid(r->text, strlen(r->text)))
			fault("a rule without a name or a sentence");
		if (r->page_count > BDL_VERDICT_PAGES_MAX)
			fault("%zu pages", r->page_count);
		for (size_t k = 1; k < r->page_count; k++)
			if (r->pages[k - 1] >= r->pages[k])
				fault("page %u stands before page %u", r->pages[k - 1],
					r->pages[k]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct bdl_buffer first = BDL_BUFFER_INIT, second = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	struct bdl_verdicts v, again;

	if (read_verdicts(&v, (const char *)bytes, length) < 0)
		return 0;
	check(&v);
	if (bdl_verdicts_to_json(&v, &first, &err) < 0)
		fault("what was read cannot be written: %s", err.message);
	if (read_verdicts(&again, bdl_buffer_string(&first), first.length) < 0)
		fault("what was written is refused: %s", bdl_buffer_string(&first));
	if (bdl_verdicts_to_json(&again, &second, &err) < 0)
		fault("what was read again cannot be written: %s", err.message);
	fault_unless_same(&first, &second);
	bdl_verdicts_release(&again);
	bdl_verdicts_release(&v);
	bdl_buffer_release(&first);
	bdl_buffer_release(&second);
	return 0;
}
