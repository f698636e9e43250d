/*
 * Fuzz case: the input is bundle.yaml. A mistake is told with its line and column, and changes
 * nothing; else the case can be written into bundle.json, and is the same when it is read back from
 * there.
 */
#include "model/bundle_json.h"
#include "model/case.h"

#include "fault.h"
#include "mutate.h"
#include <stdlib.h>
#include <string.h>

static void check_refused(const struct bdl_case *c, const struct bdl_error *err)
{
	static const struct bdl_case none;

	fault_unless_told(err);
	if (memcmp(c, &none, sizeof(none)) != 0)
		fault("refused, and yet the case is another: %s", err->message);
	if (strncmp(err->path, "bundle.yaml", 11) != 0 && err->code == BDL_EFORMAT)
		fault("a mistake in no place: %s: %s", err->path, err->message);
}

static void write_table(const struct bdl_bundle *b, struct bdl_buffer *out)
{
	struct bdl_error err = {0};

	if (bdl_bundle_to_json(b, false, out, &err) < 0)
		fault("the case cannot be written: %s", err.message);
}

static void check_written(const struct bdl_bundle *b)
{
	struct bdl_buffer first = BDL_BUFFER_INIT, second = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	struct bdl_bundle read;

	write_table(b, &first);
	bdl_bundle_init(&read);
	if (bdl_bundle_from_json(&read, bdl_buffer_string(&first), first.length, &err) < 0)
		fault("%s: %s", err.message, bdl_buffer_string(&first));
	write_table(&read, &second);
	fault_unless_same(&first, &second);
	bdl_bundle_release(&read);
	bdl_buffer_release(&first);
	bdl_buffer_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct bdl_error err = {0};
	struct bdl_bundle b;

	bdl_bundle_init(&b);
	b.name = "Small";
	b.made_on = (struct bdl_day){2023, 5, 22};
	b.stage = BDL_STAGE_PAGINATED;
	if (bdl_case_load(&b.about, &b.arena, (const char *)bytes, length, "bundle.yaml", &err) < 0)
		check_refused(&b.about, &err);
	else
		check_written(&b);
	bdl_bundle_release(&b);
	return 0;
}
