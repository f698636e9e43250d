/*
 * Verify: what the manifests say against what is there: the order of things. Everything is compared
 * at the end, so it does not matter in which order an archive was packed.
 */
#include "verify/verify.h"

#include "base/calendar.h"
#include "base/text.h"
#include "verify/bag_head.h"
#include "verify/compare.h"
#include "verify/findings.h"
#include "verify/manifest.h"
#include "verify/members.h"
#include "verify/walk.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEGABYTE ((size_t)1024 * 1024)

/* Files of the bag whose words are wanted; the manifests once for each hash. */
enum kept {
	DECLARATION,
	INFO,
	PACKAGE_INFO,
	FETCH,
	INDEX,
	TABLE,
	MANIFEST,
	TAG_MANIFEST = MANIFEST + BDL_HASH_COUNT,
	KEPT_COUNT = TAG_MANIFEST + BDL_HASH_COUNT
};

enum { NAME_ROOM = 32 };

struct verifying {
	struct bdl_members members;
	struct bdl_findings findings;
	struct bdl_kept kept[KEPT_COUNT];
	char names[KEPT_COUNT][NAME_ROOM];
	struct bdl_buffer texts[KEPT_COUNT];
	struct bdl_bag_head head;
	struct bdl_report report; /* its head; the findings are in `findings` */
	struct bdl_buffer *listing; /* NULL: not wanted */
	unsigned payload; /* bits: the payload manifests that were read */
};

/* clang-format off */
static const struct {
	const char *name;
	size_t most;
} what_to_keep[MANIFEST] = {
	[DECLARATION] =  { "bagit.txt",         MEGABYTE },
	[INFO] =         { "bag-info.txt",      MEGABYTE },
	[PACKAGE_INFO] = { "package-info.txt",  MEGABYTE },
	[FETCH] =        { "fetch.txt",         64 * MEGABYTE },
	[INDEX] =        { "index.csv",         256 * MEGABYTE },
	[TABLE] =        { "bundle.json",       512 * MEGABYTE },
};

/* clang-format on */

static const struct bdl_member *member_of(const struct verifying *v, size_t kept)
{
	return bdl_members_find(&v->members, v->names[kept]);
}

static bool is_there(const struct verifying *v, size_t kept)
{
	const struct bdl_member *m = member_of(v, kept);

	return m && m->present;
}

static void start(struct verifying *v, struct bdl_buffer *table)
{
	*v = (struct verifying){.members = BDL_MEMBERS_INIT, .findings = BDL_FINDINGS_INIT};
	for (size_t i = 0; i < KEPT_COUNT; i++) {
		size_t hash = (i - MANIFEST) % BDL_HASH_COUNT;

		if (i < MANIFEST)
			snprintf(v->names[i], NAME_ROOM, "%s", what_to_keep[i].name);
		else
			snprintf(v->names[i], NAME_ROOM, "%smanifest-%s.txt",
				i < TAG_MANIFEST ? "" : "tag", bdl_hash_name((enum bdl_hash)hash));
		v->kept[i] = (struct bdl_kept){.name = v->names[i],
			.most = i < MANIFEST       ? what_to_keep[i].most
				: i < TAG_MANIFEST ? 512 * MEGABYTE
						   : MEGABYTE,
			.text = i == TABLE ? table : &v->texts[i]};
	}
}

static void finish(struct verifying *v)
{
	bdl_members_release(&v->members);
	bdl_findings_release(&v->findings);
	for (size_t i = 0; i < KEPT_COUNT; i++)
		bdl_buffer_release(&v->texts[i]);
}

/* ---- reading ---- */

static int read_members(struct verifying *v, int fd, unsigned hashes, struct bdl_error *err)
{
	struct bdl_walk walk = {.fd = fd,
		.hashes = hashes,
		.members = &v->members,
		.findings = &v->findings,
		.kept = v->kept,
		.kept_count = KEPT_COUNT};

	return bdl_walk_bag(&walk, err);
}

/* Hashes beside SHA-256 that a manifest has. */
static unsigned others_wanted(const struct verifying *v)
{
	unsigned wanted = 0;

	for (size_t i = MANIFEST; i < KEPT_COUNT; i++)
		if (is_there(v, i))
			wanted |= BDL_HASH_BIT((i - MANIFEST) % BDL_HASH_COUNT);
	return wanted & ~BDL_HASH_BIT(BDL_HASH_SHA256);
}

/*
 * Our own bags have SHA-256 alone, and are read once. Which hashes others need is known for certain
 * only at their end.
 */
static int read_all(struct verifying *v, int fd, struct bdl_buffer *table, struct bdl_error *err)
{
	struct bdl_buffer *listing;
	unsigned others;

	if (read_members(v, fd, 0, err) < 0)
		return -1;
	others = others_wanted(v);
	if (!others)
		return 0;
	finish(v);
	if (table)
		bdl_buffer_clear(table);
	listing = v->listing;
	start(v, table);
	v->listing = listing;
	return read_members(v, fd, others, err);
}

/* ---- the bag's own files ---- */

/* "manifest-blake2b.txt" */
static void tell_unknown_manifests(struct verifying *v)
{
	for (size_t i = 0; i < v->members.count; i++) {
		const char *path = v->members.rows[i].path;
		bool known = false;

		if (!v->members.rows[i].present || !bdl_text_ends(path, ".txt") ||
			(!bdl_text_starts(path, "manifest-") &&
				!bdl_text_starts(path, "tagmanifest-")))
			continue;
		for (size_t k = MANIFEST; k < KEPT_COUNT; k++)
			known |= strcmp(path, v->names[k]) == 0;
		if (!known)
			bdl_findings_note(&v->findings, path,
				"is of a hash that this program does not know: it was not used");
	}
}

/* A bundle of this program has files that other bags have not, and a seal. */
static bool is_own(const struct verifying *v)
{
	return is_there(v, TABLE) || bdl_text_starts(v->head.agent, "bundle ") ||
	       bdl_members_find(&v->members, "bundle.pdf");
}

static int read_manifest(struct verifying *v, size_t kept)
{
	const struct bdl_kept *k = &v->kept[kept];
	enum bdl_hash hash = (enum bdl_hash)((kept - MANIFEST) % BDL_HASH_COUNT);

	if (!is_there(v, kept))
		return 0;
	if (k->too_long) {
		bdl_findings_broken(&v->findings, k->name, "is too long to be read");
		return 0;
	}
	if (kept < TAG_MANIFEST)
		v->payload |= BDL_HASH_BIT(hash);
	if (bdl_head_decode(k->text, k->name, v->head.encoding, &v->findings) < 0)
		return -1;
	return bdl_verify_manifest(
		k->text, k->name, hash, kept < TAG_MANIFEST, &v->members, &v->findings);
}

static int read_manifests(struct verifying *v)
{
	size_t sealed = TAG_MANIFEST + BDL_HASH_SHA256;

	for (size_t i = MANIFEST; i < KEPT_COUNT; i++)
		if (read_manifest(v, i) < 0)
			return -1;
	if (!v->payload)
		bdl_findings_broken(&v->findings, "manifest-sha256.txt",
			"is missing: there is nothing to check the originals against");
	if (v->report.own && !is_there(v, sealed))
		bdl_findings_broken(
			&v->findings, v->names[sealed], "is missing: this archive has no seal");
	tell_unknown_manifests(v);
	return 0;
}

static void read_declaration(struct verifying *v)
{
	memcpy(v->head.encoding, "UTF-8", sizeof("UTF-8"));
	if (is_there(v, DECLARATION))
		bdl_head_declaration(&v->texts[DECLARATION], &v->head, &v->findings);
}

/* Where a manifest lists it, it is told as any other that is missing. */
static void miss_declaration(struct verifying *v)
{
	const struct bdl_member *m = member_of(v, DECLARATION);

	if (!m || (!m->present && !m->listed))
		bdl_findings_broken(&v->findings, "bagit.txt", "is missing");
}

static int read_info(struct verifying *v)
{
	size_t which = is_there(v, INFO) ? INFO : PACKAGE_INFO;

	if (bdl_head_decode(&v->texts[which], v->names[which], v->head.encoding, &v->findings) < 0)
		return -1;
	bdl_head_info(&v->texts[which], v->names[which], &v->head, &v->findings);
	return 0;
}

static int read_fetch(struct verifying *v)
{
	if (!is_there(v, FETCH))
		return 0;
	if (bdl_head_decode(&v->texts[FETCH], v->names[FETCH], v->head.encoding, &v->findings) < 0)
		return -1;
	return bdl_head_fetch(&v->texts[FETCH], &v->members, &v->findings);
}

/* ---- the report ---- */

static void fill_report(struct verifying *v)
{
	const struct bdl_member *seal = member_of(v, TAG_MANIFEST + BDL_HASH_SHA256);
	struct bdl_report *r = &v->report;
	struct bdl_day day;
	size_t used = 0;

	if (bdl_day_parse_iso(v->head.date, &day) == 0)
		bdl_day_iso(day, r->sealed_on);
	if (v->head.major || v->head.minor)
		snprintf(r->version, sizeof(r->version), "%u.%u", v->head.major, v->head.minor);
	for (int h = 0; h < BDL_HASH_COUNT; h++)
		if (v->payload & BDL_HASH_BIT(h))
			used += (size_t)snprintf(r->hashes + used, sizeof(r->hashes) - used, "%s%s",
				used ? ", " : "", bdl_hash_name((enum bdl_hash)h));
	r->has_seal = seal && seal->present && !seal->cut;
	if (r->has_seal)
		memcpy(r->seal, seal->found, sizeof(r->seal));
}

static bool has_tag_manifest(const struct verifying *v)
{
	for (size_t i = TAG_MANIFEST; i < KEPT_COUNT; i++)
		if (is_there(v, i))
			return true;
	return false;
}

static int judge(struct verifying *v)
{
	struct bdl_comparing c = {.members = &v->members,
		.findings = &v->findings,
		.index = &v->texts[INDEX],
		.payload = v->payload,
		.complete = v->head.major >= 1,
		.tag_manifest = has_tag_manifest(v),
		.sealed_tags = v->report.own && v->report.has_seal};
	int rc = bdl_compare_members(&c);

	v->report.files = c.files;
	v->report.same = c.same;
	if (rc == 0 && v->listing)
		bdl_compare_list(&c, v->listing);
	/* where an original differs that says it better */
	if (rc == 0 && !bdl_findings_of_originals(&v->findings))
		bdl_head_oxum(&v->head, &v->members, &v->findings);
	return rc;
}

/* As they are in the archive, before they are decoded. */
static int keep_sealed(struct verifying *v, struct bdl_buffer *sealed, struct bdl_error *err)
{
	size_t seal = TAG_MANIFEST + BDL_HASH_SHA256;

	if (!is_there(v, seal) || v->kept[seal].too_long)
		return 0;
	if (bdl_buffer_add(sealed, v->texts[seal].data, v->texts[seal].length) < 0)
		return bdl_fail_memory(err);
	return 0;
}

static int examine(struct verifying *v, int fd, struct bdl_buffer *table, struct bdl_buffer *sealed,
	struct bdl_error *err)
{
	if (read_all(v, fd, table, err) < 0)
		return -1;
	if (sealed && keep_sealed(v, sealed, err) < 0)
		return -1;
	/* where there is no archive at all one sentence is enough */
	if (v->members.count == 0 && v->findings.count == 0)
		bdl_findings_broken(&v->findings, "", "there is no sealed bundle in it");
	if (v->members.count == 0)
		return 0;
	read_declaration(v);
	if (read_info(v) < 0)
		return bdl_fail_memory(err);
	v->report.own = is_own(v);
	if (read_manifests(v) < 0 || read_fetch(v) < 0)
		return bdl_fail_memory(err);
	miss_declaration(v);
	fill_report(v);
	return judge(v) < 0 ? bdl_fail_memory(err) : 0;
}

static int verify(int fd, struct bdl_buffer *report, struct bdl_buffer *table,
	struct bdl_buffer *sealed, struct bdl_buffer *listing, struct bdl_error *err)
{
	struct verifying v;
	int rc;

	start(&v, table);
	v.listing = listing;
	rc = examine(&v, fd, table, sealed, err);
	if (rc == 0)
		rc = bdl_findings_to_json(&v.findings, &v.report, report, err);
	finish(&v);
	return rc;
}

int bdl_verify_archive(
	int fd, struct bdl_buffer *report, struct bdl_buffer *table, struct bdl_error *err)
{
	return verify(fd, report, table, NULL, NULL, err);
}

int bdl_verify_sealed(int fd, struct bdl_buffer *report, struct bdl_buffer *table,
	struct bdl_buffer *sealed, struct bdl_error *err)
{
	return verify(fd, report, table, sealed, NULL, err);
}

int bdl_verify_members(
	int fd, struct bdl_buffer *report, struct bdl_buffer *listing, struct bdl_error *err)
{
	if (verify(fd, report, NULL, NULL, listing, err) < 0)
		return -1;
	return listing->failed ? bdl_fail_memory(err) : 0;
}
