/*
 * Fuzz hide: the input is the list of what is to be hidden, as it travels to a reader. It is
 * refused with a message; or it is written the same as it was read.
 */
#include "model/hide.h"

#include "fault.h"
#include "mutate.h"
#include <string.h>

static int read_list(
	struct bdl_private_list *l, struct bdl_arena *a, const char *json, size_t length)
{
	struct bdl_error err = {0};

	if (bdl_hide_from_json(l, a, json, length, &err) == 0)
		return 0;
	fault_unless_told(&err);
	return -1;
}

static void write_list(const struct bdl_private_list *l, struct bdl_buffer *out)
{
	struct bdl_error err = {0};

	if (bdl_hide_to_json(l, out, &err) < 0)
		fault("what was read cannot be written: %s", err.message);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct bdl_buffer first = BDL_BUFFER_INIT, second = BDL_BUFFER_INIT;
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_private_list l;

	if (read_list(&l, &arena, (const char *)bytes, length) == 0) {
		write_list(&l, &first);
		if (read_list(&l, &arena, bdl_buffer_string(&first), first.length) < 0)
			fault("what was written is refused: %s", bdl_buffer_string(&first));
		write_list(&l, &second);
		fault_unless_same(&first, &second);
	}
	bdl_buffer_release(&first);
	bdl_buffer_release(&second);
	bdl_arena_release(&arena);
	return 0;
}
