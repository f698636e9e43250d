/*
 * Fuzz manifest: the input is a manifest of a bag. Each line becomes a row whose path stays in the
 * bag, with a digest, or a finding; rows are found by their path, each path is there once, and in
 * byte order once they are sorted.
 */
#include "verify/manifest.h"

#include "fault.h"
#include "mutate.h"
#include <stdlib.h>
#include <string.h>

static bool climbs(const char *path)
{
	for (const char *p = path; p; p = strchr(p, '/')) {
		p += *p == '/';
		if (strncmp(p, "..", 2) == 0 && (p[2] == '/' || p[2] == '\0'))
			return true;
	}
	return path[0] == '/';
}

static void check_rows(struct bdl_members *m, bool originals)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct bdl_member *row = &m->rows[i];

		if (!row->path || !row->path[0] || climbs(row->path))
			fault("a path that leads out of the bag: %s",
				row->path ? row->path : "none");
		if (bdl_members_find(m, row->path) != row)
			fault("%s is not found", row->path);
		if (row->listed == 0 || bdl_member_is_original(row) != originals)
			fault("%s has no place here", row->path);
	}
	bdl_members_sort(m);
	for (size_t i = 1; i < m->count; i++)
		if (strcmp(m->rows[i - 1].path, m->rows[i].path) >= 0)
			fault("%s is there twice, or in the wrong place", m->rows[i].path);
}

static void read_as(const uint8_t *bytes, size_t length, enum bdl_hash hash, bool originals)
{
	struct bdl_members m = BDL_MEMBERS_INIT;
	struct bdl_findings f = BDL_FINDINGS_INIT;
	struct bdl_buffer text = BDL_BUFFER_INIT, report = BDL_BUFFER_INIT;
	struct bdl_report r = {.files = 0}, read;
	struct bdl_error err = {0};

	if (bdl_buffer_add(&text, bytes, length) < 0 ||
		bdl_verify_manifest(&text, "manifest-sha256.txt", hash, originals, &m, &f) < 0)
		fault("no memory");
	check_rows(&m, originals);
	r.intact = f.count == f.notes;
	if (bdl_findings_to_json(&f, &r, &report, &err) < 0 ||
		bdl_report_from_json(&read, bdl_buffer_string(&report), report.length, &err) < 0)
		fault("%s: %s", err.message, bdl_buffer_string(&report));
	bdl_report_release(&read);
	bdl_buffer_release(&report);
	bdl_buffer_release(&text);
	bdl_findings_release(&f);
	bdl_members_release(&m);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	read_as(bytes, length, BDL_HASH_SHA256, true);
	read_as(bytes, length, BDL_HASH_SHA256, false);
	read_as(bytes, length, BDL_HASH_MD5, true);
	return 0;
}
