/*
 * Told paths: whether the files that bundle.yaml names are there, asked before hours are spent on
 * reading. See judge.h. What may be inside a file is known only then; the passes that use the paths
 * look again.
 */
#include "judge/judge.h"

#include "judge/paths.h"
#include "model/told.h"
#include "model/yaml_node.h"
#include <string.h>

static size_t original(const struct bdl_bundle *b, size_t row)
{
	return b->exhibits[row].duplicate_of == BDL_NONE ? row : b->exhibits[row].duplicate_of;
}

/* "mail.eml/scan.pdf", where there is a mail.eml. */
static bool may_come_out_of(const struct bdl_exhibit *x, const char *path)
{
	size_t n = strlen(x->name);

	return strncmp(path, x->name, n) == 0 && path[n] == '/';
}

/* Why a file of the folder has no row; NULL: it is none of those. */
static const struct bdl_excluded *find_excluded(const struct bdl_bundle *b, const char *path)
{
	for (size_t i = 0; i < b->excluded_count; i++)
		if (strcmp(b->excluded[i].name, path) == 0)
			return &b->excluded[i];
	return NULL;
}

static int refuse_none(
	const struct bdl_bundle *b, const struct bdl_yaml *y, const struct bdl_told_path *p)
{
	const struct bdl_excluded *x = find_excluded(b, p->path);
	const char *near = bdl_path_nearest(b, p->path);

	if (x) {
		bdl_node_wrong(y, p->node, "\"%.150s\" is not bound: %.100s", p->path, x->reason);
		return bdl_hint(y->err, "name another file, or none");
	}
	bdl_node_wrong(y, p->node, "there is no file \"%.200s\"", p->path);
	y->err->code =
		BDL_EPATH; /* the file is written as it should be: it is the place that is not */
	if (near)
		return bdl_hint(y->err, "the nearest is \"%.200s\"", near);
	return bdl_hint(y->err, "write the path as it is below the folder: letters/2023-02-10.pdf");
}

static int refuse_many(const struct bdl_yaml *y, const struct bdl_told_path *p, const char *one)
{
	bdl_node_wrong(y, p->node, "\"%.200s\" are several files", p->path);
	return bdl_hint(y->err, "name one file, for instance \"%.150s\"", one);
}

static int check(
	const struct bdl_bundle *b, const struct bdl_yaml *y, const struct bdl_told_path *p)
{
	size_t found = BDL_NONE;

	if (bdl_path_is_held(b, p->path, false))
		return 0;
	for (size_t row = 0; row < b->exhibit_count; row++) {
		const struct bdl_exhibit *x = &b->exhibits[row];

		if (strcmp(p->path, x->name) == 0 || may_come_out_of(x, p->path))
			return 0;
		if (!bdl_path_matches(p->path, x->name) || found == original(b, row))
			continue;
		if (p->many)
			return 0;
		if (found != BDL_NONE)
			return refuse_many(y, p, b->exhibits[found].name);
		found = original(b, row);
	}
	return found == BDL_NONE ? refuse_none(b, y, p) : 0;
}

int bdl_check_told_paths(const struct bdl_bundle *b, struct bdl_error *err)
{
	const struct bdl_yaml y = {.path = "bundle.yaml", .err = err};
	const struct bdl_told *told = b->about.told;

	for (size_t i = 0; told && i < told->path_count; i++)
		if (check(b, &y, &told->paths[i]) < 0)
			return -1;
	return 0;
}
