/* Compare: see compare.h. */
#include "verify/compare.h"

#include "base/text.h"
#include "verify/listing.h"
#include "verify/sizes.h"
#include <stdlib.h>
#include <string.h>

struct bdl_finding bdl_about_member(const struct bdl_member *m, enum bdl_finding_kind kind)
{
	bool original = bdl_member_is_original(m);

	return (struct bdl_finding){.kind = kind,
		.path = original ? m->path + strlen("data/") : m->path,
		.tag = !original};
}

const uint8_t *bdl_member_key(
	const struct bdl_comparing *c, const struct bdl_member *m, bool sealed, size_t *size)
{
	unsigned have = sealed ? m->listed : c->payload;
	int hash = BDL_HASH_COUNT - 1;

	while (hash > 0 && !(have & c->payload & BDL_HASH_BIT(hash)))
		hash--;
	if (!(have & BDL_HASH_BIT(hash)))
		hash = BDL_HASH_SHA256;
	*size = bdl_hash_size((enum bdl_hash)hash);
	return sealed ? bdl_member_sealed(m, (enum bdl_hash)hash)
		      : bdl_member_found(m, (enum bdl_hash)hash);
}

/* ---- what was changed ---- */

/* Sizes come from index.csv, when that is as it was sealed and something has changed. */
struct sealed_sizes {
	struct bdl_sizes sizes;
	bool usable, read;
};

static int find_sealed_size(const struct bdl_comparing *c, struct sealed_sizes *s,
	const struct bdl_member *m, uint64_t *size, bool *known)
{
	if (!s->read && s->usable && bdl_sizes_read(&s->sizes, c->index) < 0)
		return -1;
	s->read = true;
	*known = bdl_member_is_original(m) && m->listed & BDL_HASH_BIT(BDL_HASH_SHA256) &&
		 bdl_sizes_find(&s->sizes, bdl_member_sealed(m, BDL_HASH_SHA256), size);
	return 0;
}

static int tell_changed(
	const struct bdl_comparing *c, struct sealed_sizes *s, const struct bdl_member *m)
{
	struct bdl_finding x = bdl_about_member(m, BDL_FINDING_CHANGED);
	struct bdl_findings *f = c->findings;
	bool known;

	x.found_size = m->size;
	if (find_sealed_size(c, s, m, &x.sealed_size, &known) < 0)
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

/* ---- the verdict ---- */

/* Listed in no manifest, and ought to be. */
static bool is_extra(const struct bdl_comparing *c, const struct bdl_member *m)
{
	if (bdl_member_is_original(m))
		return c->payload != 0;
	if (bdl_text_starts(m->path, "tagmanifest-"))
		return false;
	return c->sealed_tags || (c->tag_manifest && bdl_text_starts(m->path, "manifest-"));
}

/* In one manifest, and not in the other. */
static void tell_unlisted(const struct bdl_comparing *c, const struct bdl_member *m)
{
	unsigned lacking = c->payload & ~m->listed;

	if (!c->complete || !bdl_member_is_original(m) || !m->listed)
		return;
	for (int h = 0; h < BDL_HASH_COUNT; h++)
		if (lacking & BDL_HASH_BIT(h))
			bdl_findings_broken(c->findings,
				bdl_about_member(m, BDL_FINDING_BROKEN).path,
				"is not listed in manifest-%s.txt",
				bdl_hash_name((enum bdl_hash)h));
}

static int compare_one(struct bdl_comparing *c, struct sealed_sizes *s, const struct bdl_member *m)
{
	struct bdl_finding x =
		bdl_about_member(m, m->listed ? BDL_FINDING_MISSING : BDL_FINDING_EXTRA);
	bool same = bdl_member_is_same(m);

	c->files += m->listed && bdl_member_is_original(m);
	c->same += same && bdl_member_is_original(m);
	tell_unlisted(c, m);
	if (same || m->matched || (!m->listed && !m->present))
		return 0;
	if (m->listed && m->present)
		return tell_changed(c, s, m);
	if (m->listed || is_extra(c, m))
		bdl_findings_add(c->findings, &x);
	return 0;
}

/* How row stands to all that lies below path, which is n bytes long; 0: it is part of it. */
static int order_to_below(const char *row, const char *path, size_t n)
{
	int order = strncmp(row, path, n);

	return order ? order : (unsigned char)row[n] - '/';
}

/* "data/a" beside "data/a/b": on no disk can both be. The rows are sorted. */
static void tell_both(struct bdl_comparing *c, const struct bdl_member *m)
{
	size_t from = 0, to = c->members->count, n = strlen(m->path);
	const struct bdl_member *rows = c->members->rows;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (order_to_below(rows[middle].path, m->path, n) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	if (from < c->members->count && order_to_below(rows[from].path, m->path, n) == 0)
		bdl_findings_broken(c->findings, bdl_about_member(m, BDL_FINDING_BROKEN).path,
			"is a file and a folder at once, so it cannot be unpacked");
}

int bdl_compare_members(struct bdl_comparing *c)
{
	const struct bdl_member *index = bdl_members_find(c->members, "index.csv");
	struct sealed_sizes sizes = {.usable = index && bdl_member_is_same(index)};
	int rc = 0;

	bdl_members_sort(c->members);
	for (size_t i = 0; i < c->members->count; i++)
		tell_both(c, &c->members->rows[i]);
	if (bdl_compare_alike(c) < 0 || bdl_compare_renamed(c) < 0)
		rc = -1;
	for (size_t i = 0; rc == 0 && i < c->members->count; i++)
		rc = compare_one(c, &sizes, &c->members->rows[i]);
	bdl_sizes_release(&sizes.sizes);
	return rc;
}

/* ---- what may be taken out ---- */

static void list_one(
	const struct bdl_comparing *c, const struct bdl_member *m, struct bdl_buffer *out)
{
	struct bdl_listed row = {.path = m->path, .size = m->size};

	memcpy(row.sha256, m->found, sizeof(row.sha256));
	if (bdl_member_is_same(m))
		row.kind = BDL_LISTED_SEALED;
	else if (!m->present || m->cut || m->listed)
		return;
	else if (m->matched)
		row.kind = BDL_LISTED_ALIKE;
	else if (!is_extra(c, m))
		row.kind = BDL_LISTED_UNSEALED;
	else
		return;
	bdl_listing_write(out, &row);
}

void bdl_compare_list(const struct bdl_comparing *c, struct bdl_buffer *out)
{
	for (size_t i = 0; i < c->members->count; i++)
		list_one(c, &c->members->rows[i], out);
}
