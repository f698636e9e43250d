/*
 * Fuzz report: the input is what a reader that was taken over says about an archive. It is refused
 * with a message; or its counts agree, every finding says which file or what is wrong, and written
 * again as the reader writes it it reads back the same.
 */
#include "verify/verify.h"

#include "fault.h"
#include "mutate.h"
#include "verify/findings.h"
#include <string.h>

static int read_report(struct bdl_report *r, const char *json, size_t length)
{
	struct bdl_error err = {0};

	if (bdl_report_from_json(r, json, length, &err) == 0)
		return 0;
	fault_unless_told(&err);
	return -1;
}

static void check(const struct bdl_report *r)
{
	bool intact = true;

	for (size_t i = 0; i < r->count; i++) {
		const struct bdl_finding *f = &r->findings[i];

		intact = intact && f->kind == BDL_FINDING_NOTE;
		if (!f->path || (f->kind >= BDL_FINDING_BROKEN ? !f->text : !f->path[0]))
			fault("a finding about nothing");
		if ((f->kind == BDL_FINDING_RENAMED) != (f->other != NULL))
			fault("a new name of what was not renamed, or none");
		for (const char *p = f->text; p && *p; p++)
			if ((unsigned char)*p < 0x20 || *p == 0x7F)
				fault("a finding of two lines");
	}
	if (intact != r->intact || r->same > r->files)
		fault("intact %d, %zu of %zu files", r->intact, r->same, r->files);
}

static void check_written(const struct bdl_report *r)
{
	struct bdl_findings f = BDL_FINDINGS_INIT, again = BDL_FINDINGS_INIT;
	struct bdl_buffer first = BDL_BUFFER_INIT, second = BDL_BUFFER_INIT;
	struct bdl_report read;
	struct bdl_error err = {0};

	for (size_t i = 0; i < r->count; i++)
		bdl_findings_add(&f, &r->findings[i]);
	if (bdl_findings_to_json(&f, r, &first, &err) < 0)
		fault("%s", err.message);
	if (read_report(&read, bdl_buffer_string(&first), first.length) < 0)
		fault("what was written is refused: %s", bdl_buffer_string(&first));
	for (size_t i = 0; i < read.count; i++)
		bdl_findings_add(&again, &read.findings[i]);
	if (bdl_findings_to_json(&again, &read, &second, &err) < 0)
		fault("%s", err.message);
	fault_unless_same(&first, &second);
	bdl_report_release(&read);
	bdl_buffer_release(&first);
	bdl_buffer_release(&second);
	bdl_findings_release(&f);
	bdl_findings_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct bdl_report r;

	if (read_report(&r, (const char *)bytes, length) < 0)
		return 0;
	check(&r);
	check_written(&r);
	bdl_report_release(&r);
	return 0;
}
