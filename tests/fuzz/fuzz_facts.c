/*
 * Fuzz facts: the input is what a reader that was taken over says about a file. It is refused with
 * a message and leaves nothing; or what is written of it reads back, and is then written the same.
 */
#include "model/facts.h"

#include "fault.h"
#include "mutate.h"
#include <string.h>

static int read_facts(struct bdl_facts *f, struct bdl_arena *a, const char *json, size_t length)
{
	static const struct bdl_facts none;
	struct bdl_error err = {0};

	if (bdl_facts_from_json(f, a, json, length, "hostile.pdf", &err) == 0)
		return 0;
	fault_unless_told(&err);
	if (memcmp(f, &none, sizeof(none)) != 0)
		fault("refused, and yet there are facts");
	return -1;
}

static void write_facts(const struct bdl_facts *f, struct bdl_buffer *out)
{
	struct bdl_error err = {0};

	if (bdl_facts_to_json(f, out, &err) < 0)
		fault("what was read cannot be written: %s", err.message);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct bdl_buffer first = BDL_BUFFER_INIT, second = BDL_BUFFER_INIT;
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_facts f;

	if (read_facts(&f, &arena, (const char *)bytes, length) == 0) {
		write_facts(&f, &first);
		if (read_facts(&f, &arena, bdl_buffer_string(&first), first.length) < 0)
			fault("what was written is refused: %s", bdl_buffer_string(&first));
		write_facts(&f, &second);
		fault_unless_same(&first, &second);
	}
	bdl_buffer_release(&first);
	bdl_buffer_release(&second);
	bdl_arena_release(&arena);
	return 0;
}
