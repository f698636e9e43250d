/*
 * Verify: what the manifests say against what the archive holds. Everything is compared at the end,
 * so it does not matter in which order an archive was packed.
 */
#include "verify/verify.h"

#include "base/calendar.h"
#include "base/text.h"
#include "verify/ahead.h"
#include "verify/findings.h"
#include "verify/manifest.h"
#include "verify/members.h"
#include "verify/sizes.h"
#include "verify/unpack.h"
#include "verify/walk.h"
#include <stdlib.h>
#include <string.h>

#define MEGABYTE ((size_t)1024 * 1024)

enum kept { DECLARATION, INFO, MANIFEST, TAG_MANIFEST, INDEX, TABLE, KEPT_COUNT };

struct verifying {
	struct bdl_members members;
	struct bdl_findings findings;
	struct bdl_kept kept[KEPT_COUNT];
	struct bdl_buffer texts[KEPT_COUNT];
	struct bdl_report report; /* its head; the findings are in `findings` */
	struct bdl_sizes sizes;
	bool sizes_read;
};

/* clang-format off */
static const struct {
	const char *name;
	size_t most;
} what_to_keep[KEPT_COUNT] = {
	[DECLARATION] =  { "bagit.txt",              MEGABYTE },
	[INFO] =         { "bag-info.txt",           MEGABYTE },
	[MANIFEST] =     { "manifest-sha256.txt",    512 * MEGABYTE },
	[TAG_MANIFEST] = { "tagmanifest-sha256.txt", MEGABYTE },
	[INDEX] =        { "index.csv",              256 * MEGABYTE },
	[TABLE] =        { "bundle.json",            512 * MEGABYTE },
};

/* clang-format on */

static const struct bdl_member *member_of(const struct verifying *v, enum kept kept)
{
	return bdl_members_find(&v->members, v->kept[kept].name);
}

static bool is_there(const struct verifying *v, enum kept kept)
{
	const struct bdl_member *m = member_of(v, kept);

	return m && m->present;
}

/* ---- reading ---- */

/* What was wrong with the file as such. */
static void tell_notes(struct verifying *v, const struct bdl_unpack_notes *n)
{
	struct bdl_findings *f = &v->findings;

	if (n->strange)
		bdl_findings_broken(f, "",
			n->length
				? "this is not a sealed bundle: it is neither a gzip nor a tar file"
				: "this file is empty");
	if (n->damaged)
		bdl_findings_broken(f, "",
			n->damaged == 1 ? "the file is damaged: wrong bytes in the block that "
					  "begins at byte %s"
					: "the file is damaged in several blocks, the first of "
					  "which begins at byte %s",
			bdl_findings_number(f, n->first_damage));
	if (n->lost)
		bdl_findings_broken(f, "", "behind the damage nothing can be read");
	if (n->cut)
		bdl_findings_broken(f, "", "the file is cut short: it ends at byte %s",
			bdl_findings_number(f, n->length));
	if (n->trailing)
		bdl_findings_broken(f, "", "bytes that do not belong to it follow at byte %s",
			bdl_findings_number(f, n->trailing_at));
	if (n->mixed)
		bdl_findings_broken(f, "", "parts of it were packed by another program");
}

static int read_archive(struct verifying *v, int fd, struct bdl_error *err)
{
	struct bdl_unpack *u = bdl_unpack_open(fd);
	struct bdl_ahead *a = u ? bdl_ahead_open(u) : NULL;
	struct bdl_walk walk = {.ahead = a,
		.members = &v->members,
		.findings = &v->findings,
		.kept = v->kept,
		.kept_count = KEPT_COUNT};
	int rc = a ? bdl_walk(&walk, err) : bdl_fail_memory(err);

	bdl_ahead_close(a);
	if (rc == 0)
		tell_notes(v, bdl_unpack_notes(u));
	bdl_unpack_close(u);
	return rc;
}

/* ---- judging ---- */

static int read_manifests(struct verifying *v)
{
	static const enum kept which[] = {MANIFEST, TAG_MANIFEST};

	for (size_t i = 0; i < 2; i++) {
		const struct bdl_kept *k = &v->kept[which[i]];

		if (!is_there(v, which[i]))
			bdl_findings_broken(&v->findings, k->name,
				which[i] == MANIFEST ? "is missing: there is nothing to check the "
						       "originals against"
						     : "is missing: this archive has no seal");
		else if (k->too_long)
			bdl_findings_broken(&v->findings, k->name, "is too long to be read");
		else if (bdl_verify_manifest(k->text, k->name, which[i] == MANIFEST, &v->members,
				 &v->findings) < 0)
			return -1;
	}
	return 0;
}

static void read_head(struct verifying *v)
{
	const struct bdl_member *seal = member_of(v, TAG_MANIFEST);
	char version[16], date[32];
	struct bdl_day day;

	bdl_verify_label(v->kept[DECLARATION].text, "BagIt-Version", version, sizeof(version));
	if (!is_there(v, DECLARATION) &&
		!(member_of(v, DECLARATION) && member_of(v, DECLARATION)->listed))
		bdl_findings_broken(&v->findings, "bagit.txt", "is missing");
	else if (is_there(v, DECLARATION) && !version[0])
		bdl_findings_broken(
			&v->findings, "bagit.txt", "does not say which version of BagIt this is");
	bdl_verify_label(v->kept[INFO].text, "Bagging-Date", date, sizeof(date));
	if (bdl_day_parse_iso(date, &day) == 0)
		bdl_day_iso(day, v->report.sealed_on);
	v->report.has_seal = seal && seal->present && !seal->cut;
	if (v->report.has_seal)
		memcpy(v->report.seal, seal->found, sizeof(v->report.seal));
}

static bool is_same(const struct bdl_member *m)
{
	return m->listed && m->present && !m->cut &&
	       memcmp(m->sealed, m->found, sizeof(m->found)) == 0;
}

/* A finding about one member, under the name that a person knows. */
static struct bdl_finding about(const struct bdl_member *m, enum bdl_finding_kind kind)
{
	bool original = bdl_member_is_original(m);

	return (struct bdl_finding){.kind = kind,
		.path = original ? m->path + strlen("data/") : m->path,
		.tag = !original};
}

/* Sizes come from index.csv, when that is as it was sealed and something has changed. */
static int find_sealed_size(struct verifying *v, const struct bdl_member *m,
	const struct bdl_member *index, uint64_t *size, bool *known)
{
	if (!v->sizes_read && index && is_same(index) &&
		bdl_sizes_read(&v->sizes, v->kept[INDEX].text) < 0)
		return -1;
	v->sizes_read = true;
	*known = bdl_member_is_original(m) && bdl_sizes_find(&v->sizes, m->sealed, size);
	return 0;
}

static int tell_changed(
	struct verifying *v, const struct bdl_member *m, const struct bdl_member *index)
{
	struct bdl_finding x = about(m, BDL_FINDING_CHANGED);
	struct bdl_findings *f = &v->findings;
	bool known;

	x.found_size = m->size;
	if (find_sealed_size(v, m, index, &x.sealed_size, &known) < 0)
		return -1;
	if (m->cut)
		x.text = bdl_arena_printf(&f->arena,
			"the archive ends inside it: only its first %s bytes are there",
			bdl_findings_number(f, m->size));
	else if (known && x.sealed_size != m->size)
		x.text = bdl_arena_printf(&f->arena, "sealed %s bytes, now %s",
			bdl_findings_number(f, x.sealed_size), bdl_findings_number(f, m->size));
	else if (known)
		x.text = bdl_arena_printf(&f->arena, "%s bytes as sealed, but not the same bytes",
			bdl_findings_number(f, m->size));
	bdl_findings_add(f, &x);
	return 0;
}

/* ---- what was renamed ---- */

struct loose {
	struct bdl_member *member;
	const uint8_t *hash;
	bool missing;
};

static int by_hash(const void *a, const void *b)
{
	const struct loose *x = a, *y = b;
	int order = memcmp(x->hash, y->hash, BDL_SHA256_SIZE);

	if (!order)
		order = (int)bdl_member_is_original(x->member) -
			(int)bdl_member_is_original(y->member);
	if (!order)
		order = (int)y->missing - (int)x->missing;
	return order ? order : strcmp(x->member->path, y->member->path);
}

static void tell_renamed(struct verifying *v, struct bdl_member *gone, struct bdl_member *come)
{
	struct bdl_finding x = about(gone, BDL_FINDING_RENAMED),
			   y = about(come, BDL_FINDING_RENAMED);

	x.other = y.path;
	gone->matched = come->matched = true;
	bdl_findings_add(&v->findings, &x);
}

static bool alike(const struct loose *x, const struct loose *y)
{
	return memcmp(x->hash, y->hash, BDL_SHA256_SIZE) == 0 &&
	       bdl_member_is_original(x->member) == bdl_member_is_original(y->member);
}

/*
 * Among members of one hash the missing come first: the first of them is paired with the first that
 * is extra, and so on.
 */
static int find_renamed(struct verifying *v)
{
	struct loose *loose = calloc(v->members.count + 1, sizeof(*loose));
	size_t count = 0;

	if (!loose)
		return -1;
	for (size_t i = 0; i < v->members.count; i++) {
		struct bdl_member *m = &v->members.rows[i];

		if (m->listed != m->present && !m->cut)
			loose[count++] =
				(struct loose){m, m->listed ? m->sealed : m->found, m->listed};
	}
	qsort(loose, count, sizeof(*loose), by_hash);
	for (size_t first = 0, end; first < count; first = end) {
		size_t come;

		for (end = first + 1; end < count && alike(&loose[first], &loose[end]);)
			end++;
		for (come = first; come < end && loose[come].missing;)
			come++;
		for (size_t gone = first; come < end && loose[gone].missing; gone++, come++)
			tell_renamed(v, loose[gone].member, loose[come].member);
	}
	free(loose);
	return 0;
}

/* ---- the verdict ---- */

/* Listed in no manifest, and ought to be. */
static bool is_extra(const struct verifying *v, const struct bdl_member *m, bool has_manifest)
{
	if (bdl_member_is_original(m))
		return has_manifest;
	return v->report.has_seal && strcmp(m->path, v->kept[TAG_MANIFEST].name) != 0;
}

static int judge(struct verifying *v)
{
	struct bdl_member index = {.path = ""};
	bool has_manifest = is_there(v, MANIFEST);

	if (member_of(v, INDEX))
		index = *member_of(v, INDEX);
	bdl_members_sort(&v->members);
	if (find_renamed(v) < 0)
		return -1;
	for (size_t i = 0; i < v->members.count; i++) {
		struct bdl_member *m = &v->members.rows[i];
		struct bdl_finding x =
			about(m, m->listed ? BDL_FINDING_MISSING : BDL_FINDING_EXTRA);

		v->report.files += m->listed && bdl_member_is_original(m);
		v->report.same += is_same(m) && bdl_member_is_original(m);
		if (is_same(m) || m->matched)
			continue;
		if (m->listed && m->present && tell_changed(v, m, &index) < 0)
			return -1;
		if (m->listed != m->present && (m->listed || is_extra(v, m, has_manifest)))
			bdl_findings_add(&v->findings, &x);
	}
	return 0;
}

static int examine(struct verifying *v, int fd, struct bdl_error *err)
{
	if (read_archive(v, fd, err) < 0)
		return -1;
	/* where there is no archive at all one sentence is enough */
	if (v->members.count == 0 && v->findings.count == 0)
		bdl_findings_broken(&v->findings, "", "there is no sealed bundle in it");
	if (v->members.count == 0)
		return 0;
	if (read_manifests(v) < 0)
		return bdl_fail_memory(err);
	read_head(v);
	return judge(v) < 0 ? bdl_fail_memory(err) : 0;
}

int bdl_verify_archive(
	int fd, struct bdl_buffer *report, struct bdl_buffer *table, struct bdl_error *err)
{
	struct verifying v = {.members = BDL_MEMBERS_INIT, .findings = BDL_FINDINGS_INIT};
	int rc;

	for (size_t i = 0; i < KEPT_COUNT; i++) {
		v.kept[i].name = what_to_keep[i].name;
		v.kept[i].most = what_to_keep[i].most;
		v.kept[i].text = &v.texts[i];
	}
	v.kept[TABLE].text = table;
	rc = examine(&v, fd, err);
	if (rc == 0)
		rc = bdl_findings_to_json(&v.findings, &v.report, report, err);
	bdl_members_release(&v.members);
	bdl_findings_release(&v.findings);
	bdl_sizes_release(&v.sizes);
	for (size_t i = 0; i < KEPT_COUNT; i++)
		bdl_buffer_release(&v.texts[i]);
	return rc;
}
