/*
 * Fuzz baginfo: the input is bagit.txt, bag-info.txt and fetch.txt, each of the bag's own
 * encodings. They become findings and values that fit their places, in one line each; the report
 * that is made of the findings is taken.
 */
#include "verify/bag_head.h"

#include "base/text.h"
#include "fault.h"
#include "mutate.h"
#include "verify/manifest.h"
#include <string.h>

static void check_value(const char *value, size_t room)
{
	if (!memchr(value, '\0', room))
		fault("a value without an end");
	if (strpbrk(value, "\r\n"))
		fault("a value of two lines: %s", value);
}

static void check_report(struct bdl_findings *f)
{
	struct bdl_report r = {.intact = f->count == f->notes}, read;
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {0};

	if (bdl_findings_to_json(f, &r, &json, &err) < 0 ||
		bdl_report_from_json(&read, bdl_buffer_string(&json), json.length, &err) < 0)
		fault("%s: %s", err.message, bdl_buffer_string(&json));
	bdl_report_release(&read);
	bdl_buffer_release(&json);
}

static void read_as(const uint8_t *bytes, size_t length, const char *encoding)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_findings f = BDL_FINDINGS_INIT;
	struct bdl_members m = BDL_MEMBERS_INIT;
	struct bdl_bag_head h = {.major = 0};
	char label[40];

	if (bdl_buffer_add(&text, bytes, length) < 0)
		fault("no memory");
	if (encoding && bdl_head_decode(&text, "bag-info.txt", encoding, &f) < 0)
		fault("no memory");
	bdl_head_declaration(&text, &h, &f);
	check_value(h.encoding, sizeof(h.encoding));
	bdl_head_info(&text, "bag-info.txt", &h, &f);
	check_value(h.date, sizeof(h.date));
	check_value(h.agent, sizeof(h.agent));
	bdl_head_oxum(&h, &m, &f);
	if (bdl_head_fetch(&text, &m, &f) < 0)
		fault("no memory");
	bdl_verify_label(&text, "Bag-Size", label, sizeof(label));
	check_value(label, sizeof(label));
	check_report(&f);
	bdl_buffer_release(&text);
	bdl_members_release(&m);
	bdl_findings_release(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const encodings[] = {
		NULL, "UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"};

	for (size_t i = 0; i < sizeof(encodings) / sizeof(*encodings); i++)
		read_as(bytes, length, encodings[i]);
	return 0;
}
