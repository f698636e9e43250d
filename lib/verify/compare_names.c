/*
 * Names: what was renamed, what is the same file under a name that only looks different, what a
 * system leaves behind. See compare.h.
 */
#include "verify/compare.h"

#include "base/name_fold.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

/* ---- what was renamed ---- */

struct loose {
	struct bdl_member *member;
	const uint8_t *hash;
	size_t size;
	bool missing;
};

static int hash_order(const struct loose *x, const struct loose *y)
{
	if (x->size != y->size)
		return x->size < y->size ? -1 : 1;
	return memcmp(x->hash, y->hash, x->size);
}

static int by_hash(const void *a, const void *b)
{
	const struct loose *x = a, *y = b;
	int order = hash_order(x, y);

	if (!order)
		order = (int)bdl_member_is_original(x->member) -
			(int)bdl_member_is_original(y->member);
	if (!order)
		order = (int)y->missing - (int)x->missing;
	return order ? order : strcmp(x->member->path, y->member->path);
}

static void tell_renamed(struct bdl_comparing *c, struct bdl_member *gone, struct bdl_member *come)
{
	struct bdl_finding x = bdl_about_member(gone, BDL_FINDING_RENAMED),
			   y = bdl_about_member(come, BDL_FINDING_RENAMED);

	x.other = y.path;
	gone->matched = come->matched = true;
	bdl_findings_add(c->findings, &x);
}

static bool alike(const struct loose *x, const struct loose *y)
{
	return hash_order(x, y) == 0 &&
	       bdl_member_is_original(x->member) == bdl_member_is_original(y->member);
}

/*
 * Among members of one hash the missing come first: the first of them is paired with the first that
 * is extra, and so on.
 */
int bdl_compare_renamed(struct bdl_comparing *c)
{
	struct loose *loose = calloc(c->members->count + 1, sizeof(*loose));
	size_t count = 0;

	if (!loose)
		return -1;
	for (size_t i = 0; i < c->members->count; i++) {
		struct bdl_member *m = &c->members->rows[i];
		struct loose *l = &loose[count];

		if ((m->listed != 0) == m->present || m->cut || m->matched)
			continue;
		*l = (struct loose){.member = m, .missing = m->listed != 0};
		l->hash = bdl_member_key(c, m, l->missing, &l->size);
		count++;
	}
	qsort(loose, count, sizeof(*loose), by_hash);
	for (size_t first = 0, end; first < count; first = end) {
		size_t come;

		for (end = first + 1; end < count && alike(&loose[first], &loose[end]);)
			end++;
		for (come = first; come < end && loose[come].missing;)
			come++;
		for (size_t gone = first; come < end && loose[gone].missing; gone++, come++)
			tell_renamed(c, loose[gone].member, loose[come].member);
	}
	free(loose);
	return 0;
}

/* ---- names that look different ---- */

struct folded {
	char *name; /* malloc'ed */
	struct bdl_member *member;
};

static int by_folded(const void *a, const void *b)
{
	const struct folded *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	/* those that are there come first */
	if (!order)
		order = (int)y->member->present - (int)x->member->present;
	return order ? order : strcmp(x->member->path, y->member->path);
}

/* Both manifest lines speak of one sequence of bytes, and that is there. */
static bool stands_for(const struct bdl_comparing *c, const struct bdl_member *there,
	const struct bdl_member *missing)
{
	size_t size, other;
	const uint8_t *found = bdl_member_key(c, there, false, &size),
		      *sealed = bdl_member_key(c, missing, true, &other);

	return there->present && there->listed && !missing->present && missing->listed &&
	       size == other && memcmp(found, sealed, size) == 0;
}

/*
 * The one is listed, the other is there with its bytes, and the names are one by Unicode: a Mac, or
 * a program that unpacks, wrote the accents its own way. -1: out of memory.
 */
static int tell_composed(
	struct bdl_comparing *c, struct bdl_member *there, struct bdl_member *missing, bool *told)
{
	char *a, *b;
	size_t size, other;
	const uint8_t *found = bdl_member_key(c, there, false, &size),
		      *sealed = bdl_member_key(c, missing, true, &other);
	int rc = 0;

	*told = false;
	if (!there->present || there->listed || missing->present || !missing->listed ||
		size != other || memcmp(found, sealed, size) != 0)
		return 0;
	a = bdl_name_compose(there->path);
	b = bdl_name_compose(missing->path);
	if (!a || !b)
		rc = -1;
	else if (strcmp(a, b) == 0) {
		there->matched = missing->matched = *told = true;
		bdl_findings_note(c->findings, bdl_about_member(missing, BDL_FINDING_NOTE).path,
			"is here; the accents of its name are written in another way");
	}
	free(a);
	free(b);
	return rc;
}

static void tell_alike(struct bdl_comparing *c, const struct folded *x, struct folded *y)
{
	const char *first = bdl_about_member(x->member, BDL_FINDING_NOTE).path,
		   *second = bdl_about_member(y->member, BDL_FINDING_NOTE).path;

	if (stands_for(c, x->member, y->member)) {
		y->member->matched = true;
		bdl_findings_note(c->findings, second,
			"is here as \"%.150s\": the names differ only in capitals or in how "
			"accents are written",
			first);
	} else {
		bdl_findings_note(c->findings, second,
			"differs from \"%.150s\" only in capitals or in how accents are written: "
			"some systems take them for one",
			first);
	}
}

static bool is_left_behind(const char *path)
{
	static const char *const names[] = {".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db",
		".spotlight-v100", ".trashes", ".fseventsd"};
	const char *name = strrchr(path, '/');

	name = name ? name + 1 : path;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (bdl_text_casecmp(name, names[i]) == 0)
			return true;
	return bdl_text_starts(name, "._");
}

static int fold_all(struct bdl_comparing *c, struct folded *list, size_t *count)
{
	for (size_t i = 0; i < c->members->count; i++) {
		struct bdl_member *m = &c->members->rows[i];

		if (!bdl_member_is_original(m))
			continue;
		if (m->listed && is_left_behind(m->path))
			bdl_findings_note(c->findings, bdl_about_member(m, BDL_FINDING_NOTE).path,
				"is a file that systems make and remove by themselves");
		list[*count].name = bdl_name_fold(m->path);
		list[*count].member = m;
		if (!list[*count].name)
			return -1;
		++*count;
	}
	return 0;
}

int bdl_compare_alike(struct bdl_comparing *c)
{
	struct folded *list = calloc(c->members->count + 1, sizeof(*list));
	size_t count = 0;
	int rc = list ? fold_all(c, list, &count) : -1;

	if (rc == 0)
		qsort(list, count, sizeof(*list), by_folded);
	for (size_t i = 1; rc == 0 && i < count; i++) {
		bool told;

		if (strcmp(list[i - 1].name, list[i].name) != 0)
			continue;
		rc = tell_composed(c, list[i - 1].member, list[i].member, &told);
		if (rc == 0 && !told)
			tell_alike(c, &list[i - 1], &list[i]);
	}
	for (size_t i = 0; list && i < count; i++)
		free(list[i].name);
	free(list);
	return rc;
}
