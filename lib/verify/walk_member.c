/* One member of a walk: its row, its bytes hashed, those kept that are wanted. See walk.h. */
#include "verify/walk.h"

#include "base/text.h"
#include <string.h>

static struct bdl_kept *kept_of(const struct bdl_walk *w, const char *name)
{
	for (size_t i = 0; i < w->kept_count; i++)
		if (w->kept[i].text && strcmp(w->kept[i].name, name) == 0)
			return &w->kept[i];
	return NULL;
}

static int keep(struct bdl_kept *k, const void *bytes, size_t length, struct bdl_error *err)
{
	if (!k || k->too_long)
		return 0;
	if (length > k->most - k->text->length) {
		k->too_long = true;
		bdl_buffer_release(k->text);
		return 0;
	}
	return bdl_buffer_add(k->text, bytes, length) < 0 ? bdl_fail_memory(err) : 0;
}

/* A component that a path joiner of Windows would not keep below the folder: it starts anew at a
 * backslash or a drive, or steps up between backslashes. */
static bool leads_out(const char *name, size_t length)
{
	if (name[0] == '\\' ||
		(length > 1 && bdl_is_alpha((unsigned char)name[0]) && name[1] == ':'))
		return true;
	for (size_t at = 0, n; at < length; at += n + 1) {
		for (n = 0; at + n < length && name[at + n] != '\\';)
			n++;
		if (n == 2 && name[at] == '.' && name[at + 1] == '.')
			return true;
	}
	return false;
}

bool bdl_name_is_foreign(struct bdl_walk *w, const char *name, const char *shown)
{
	for (size_t n; *name; name += n + (name[n] != '\0')) {
		n = strcspn(name, "/");
		if (!leads_out(name, n))
			continue;
		bdl_findings_broken(
			w->findings, shown, "has a name that leads out of the bundle on Windows");
		return true;
	}
	return false;
}

int bdl_incoming_begin(struct bdl_incoming *in, struct bdl_walk *w, const char *name,
	const char *shown, struct bdl_error *err)
{
	enum bdl_walk_wish wish = BDL_WALK_PASS;

	*in = (struct bdl_incoming){.w = w};
	if (w->members->count >= BDL_MEMBERS_MOST) {
		bdl_findings_broken(
			w->findings, "", "the archive has more than %zu members", BDL_MEMBERS_MOST);
		return 1;
	}
	in->row = bdl_members_row(w->members, name);
	if (!in->row)
		return bdl_fail_memory(err);
	if (in->row->present) {
		bdl_findings_broken(w->findings, shown, "stands in the archive more than once");
		in->row = NULL;
		return 0;
	}
	in->row->present = true;
	if (w->wish)
		wish = w->wish(w->data, name);
	w->stopped = wish == BDL_WALK_STOP;
	if (w->stopped)
		return 1;
	in->taken = wish == BDL_WALK_TAKE;
	in->kept = kept_of(w, name);
	in->digest = bdl_digest_open();
	in->hashing = w->hashes ? bdl_hashing_open(w->hashes) : NULL;
	if (in->digest && (in->hashing || !w->hashes))
		return 0;
	bdl_incoming_drop(in);
	return bdl_fail_memory(err);
}

int bdl_incoming_add(
	struct bdl_incoming *in, const void *bytes, size_t length, struct bdl_error *err)
{
	bdl_digest_add(in->digest, bytes, length);
	if (in->hashing)
		bdl_hashing_add(in->hashing, bytes, length);
	in->row->size += length;
	if (keep(in->kept, bytes, length, err) < 0)
		return -1;
	return in->taken ? in->w->take(in->w->data, bytes, length, err) : 0;
}

void bdl_incoming_drop(struct bdl_incoming *in)
{
	in->row->cut = true;
	if (in->digest)
		(void)bdl_digest_close(in->digest, NULL, NULL);
	if (in->hashing)
		(void)bdl_hashing_close(in->hashing, NULL, NULL);
}

int bdl_incoming_end(struct bdl_incoming *in, bool cut, struct bdl_error *err)
{
	struct bdl_hashes *all = NULL;
	int rc = 0;

	in->row->cut = cut;
	if (in->hashing) {
		all = bdl_arena_alloc(&in->w->members->arena, sizeof(*all));
		rc = bdl_hashing_close(in->hashing, all, err);
		if (!all)
			rc = bdl_fail_memory(err);
	}
	if (bdl_digest_close(in->digest, in->row->found, err) < 0)
		rc = -1;
	if (all)
		memcpy(all->of[BDL_HASH_SHA256], in->row->found, sizeof(in->row->found));
	in->row->all_found = all;
	return rc;
}
