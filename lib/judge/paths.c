/* Paths: see paths.h. */
#include "judge/paths.h"

#include "judge/nearest.h"
#include <string.h>

enum {
	PATTERN_MOST = 4096, /* what bundle.yaml takes */
	NEAR_ROWS = 20000
};

/* ---- what is meant ---- */

static bool is_pattern(const char *asked)
{
	return strpbrk(asked, "*?") != NULL;
}

/*
 * One step over the states of the pattern: at[i] is true where its first i characters are used up.
 * Each character of the name is looked at once, so no pattern takes long.
 */
static void pass_stars(const char *pattern, size_t length, bool *at)
{
	for (size_t i = 0; i < length; i++)
		if (at[i] && pattern[i] == '*')
			at[i + 1] = true;
}

/* True for the first, or the second, of two stars that stand side by side. */
static bool is_double(const char *pattern, size_t i)
{
	return pattern[i + 1] == '*' || (i > 0 && pattern[i - 1] == '*');
}

static void take_character(const char *pattern, size_t length, bool *at, char c)
{
	bool first =
		((unsigned char)c & 0xC0) != 0x80; /* not inside a character of several bytes */

	for (size_t i = length + 1; i-- > 0;) {
		bool here = false;

		if (i < length && at[i] && pattern[i] == '*')
			here = c != '/' || is_double(pattern, i);
		if (i > 0 && at[i - 1] && pattern[i - 1] == c && !strchr("*?", c))
			here = true;
		if (i > 0 && at[i - 1] && pattern[i - 1] == '?' && first && c != '/')
			here = true;
		if (i > 0 && at[i] && pattern[i - 1] == '?' && !first)
			here = true;
		at[i] = here;
	}
}

static bool pattern_matches(const char *pattern, const char *name)
{
	bool at[PATTERN_MOST + 1] = {true};
	size_t length = strlen(pattern);

	if (length > PATTERN_MOST)
		return false;
	pass_stars(pattern, length, at);
	for (; *name; name++) {
		if (at[length] && *name == '/')
			return true; /* a folder: all that lies in it */
		take_character(pattern, length, at, *name);
		pass_stars(pattern, length, at);
	}
	return at[length];
}

bool bdl_path_matches(const char *asked, const char *name)
{
	size_t length = strlen(asked);

	if (strcmp(asked, ".") == 0)
		return true;
	if (strncmp(asked, name, length) == 0 && (name[length] == '\0' || name[length] == '/'))
		return true;
	return is_pattern(asked) && pattern_matches(asked, name);
}

/* ---- what it may have been meant to be ---- */

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

const char *bdl_path_nearest(const struct bdl_bundle *b, const char *asked)
{
	const char *base = base_of(asked), *best = NULL;
	size_t closest = strlen(base) / 2 + 1;

	for (size_t i = 0; i < b->exhibit_count && i < NEAR_ROWS; i++) {
		size_t far;

		if (b->exhibits[i].inside)
			continue;
		far = bdl_distance(base, base_of(b->exhibits[i].name));
		if (far < closest || (best && far == closest &&
					     bdl_distance(asked, b->exhibits[i].name) <
						     bdl_distance(asked, best))) {
			closest = far;
			best = b->exhibits[i].name;
		}
	}
	return best;
}

/* Says that there is none. Always 0. */
static size_t none(
	const struct bdl_bundle *b, const char *key, const char *asked, struct bdl_error *err)
{
	const char *near = bdl_path_nearest(b, asked);

	bdl_fail(err, BDL_EPATH, "bundle.yaml", "%s: there is no file \"%.200s\"", key, asked);
	if (near)
		bdl_hint(err, "the nearest is \"%.200s\"", near);
	else
		bdl_hint(err, "write the path as it is below the folder: letters/2023-02-10.pdf");
	return 0;
}

static size_t original(const struct bdl_bundle *b, size_t row)
{
	return b->exhibits[row].duplicate_of == BDL_NONE ? row : b->exhibits[row].duplicate_of;
}

static const struct bdl_held *find_held(
	const struct bdl_held *list, size_t count, const char *asked)
{
	for (size_t i = 0; i < count; i++)
		if (bdl_path_matches(asked, list[i].name))
			return &list[i];
	return NULL;
}

const struct bdl_held *bdl_path_held(const struct bdl_bundle *b, const char *asked)
{
	const struct bdl_held *found = find_held(b->held, b->held_count, asked);

	if (!found && b->earlier)
		found = find_held(b->earlier->files, b->earlier->file_count, asked);
	return found;
}

bool bdl_path_is_held(const struct bdl_bundle *b, const char *asked, bool any)
{
	bool held = bdl_path_held(b, asked) != NULL;

	for (size_t i = 0; held && !any && i < b->exhibit_count; i++)
		held = !bdl_path_matches(asked, b->exhibits[i].name);
	return held;
}

size_t bdl_path_rows(const struct bdl_bundle *b, const char *key, const char *asked, bool *found,
	struct bdl_error *err)
{
	size_t count = 0;

	memset(found, 0, b->exhibit_count * sizeof(*found));
	for (size_t i = 0; i < b->exhibit_count; i++) {
		size_t row = original(b, i);

		if (b->exhibits[i].inside || !bdl_path_matches(asked, b->exhibits[i].name))
			continue;
		count += !found[row];
		found[row] = true;
	}
	return count ? count : none(b, key, asked, err);
}

size_t bdl_path_row(
	const struct bdl_bundle *b, const char *key, const char *asked, struct bdl_error *err)
{
	size_t row = BDL_NONE;

	for (size_t i = 0; i < b->exhibit_count; i++) {
		if (strcmp(asked, b->exhibits[i].name) == 0)
			return original(b, i);
		if (b->exhibits[i].inside || !bdl_path_matches(asked, b->exhibits[i].name) ||
			row == original(b, i))
			continue;
		if (row != BDL_NONE) {
			bdl_fail(err, BDL_EPATH, "bundle.yaml", "%s: \"%.200s\" are several files",
				key, asked);
			bdl_hint(err, "name one file, for instance \"%.150s\"",
				b->exhibits[row].name);
			return BDL_NONE;
		}
		row = original(b, i);
	}
	if (row == BDL_NONE)
		none(b, key, asked, err);
	return row;
}
