/* Naming: see naming.h. */
#include "naming.h"

#include "base/file.h"
#include "base/text.h"
#include "bundle.h"
#include <string.h>

bool bdl_name_is_usable(const char *name)
{
	size_t n = strlen(name);

	if (n == 0 || n > 120 || !bdl_utf8_valid(name, n) || name[0] == '.' || name[0] == '-' ||
		name[0] == ' ' || name[n - 1] == '.' || name[n - 1] == ' ')
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)name[i] < 0x20 || name[i] == 0x7F ||
			strchr("<>:\"/\\|?*%", name[i]))
			return false;
	return true;
}

/* The evidence folder's own name with a dash for what no file name should hold, cut to leave room
 * for the date. */
static const char *name_from_folder(struct bdl_bundle *b, const char *path)
{
	char base[101];
	size_t n = 0;
	const char *s = bdl_path_base(path);

	for (size_t took; *s && n + 4 < sizeof(base); s += took) {
		uint32_t code;

		took = bdl_utf8_next(s, strlen(s), &code);
		if (code < 0x20 || code == 0x7F || code == BDL_REPLACEMENT ||
			(code < 0x80 && strchr("<>:\"/\\|?*%", (int)code)))
			base[n++] = '-';
		else
			n += bdl_utf8_put(code, base + n);
	}
	while (n && (base[n - 1] == ' ' || base[n - 1] == '.'))
		n--;
	base[n] = '\0';
	s = base;
	while (*s == '.' || *s == '-' || *s == ' ')
		s++;
	return *s ? bdl_arena_string(&b->arena, s) : "Evidence";
}

int bdl_name_bundle(
	struct bdl_bundle *b, const char *given, const char *folder, struct bdl_error *err)
{
	const char *title;
	char iso[BDL_DAY_TEXT];

	if (given) {
		title = bdl_arena_string(&b->arena, given);
		b->name = title;
	} else {
		bdl_day_iso(b->made_on, iso);
		title = name_from_folder(b, folder);
		if (title && b->supplement)
			b->name = bdl_arena_printf(
				&b->arena, "%s Supplement %u %s", title, b->supplement, iso);
		else if (title)
			b->name = bdl_arena_printf(&b->arena, "%s Bundle %s", title, iso);
	}
	if (!b->name)
		return bdl_fail_memory(err);
	if (!b->about.title)
		b->about.title = title;
	return 0;
}
