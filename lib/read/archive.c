/* See archive.h: an archive's page, which is a list of what it holds. */
#include "read/archive.h"

#include "read/ledger.h"

#include <string.h>

#define NAME_EDGE 72.0
#define DAY_EDGE 350.0

static const struct bdl_ledger_column columns[] = {
	{.head = "Name", .x = NAME_EDGE, .width = 264},
	{.head = "Last changed", .x = DAY_EDGE, .width = 110},
	{.head = "Size", .x = 547, .width = 80, .right = true},
};

#define COLUMNS (sizeof(columns) / sizeof(*columns))
#define NO_BREAK "\xC2\xA0"

/* "1,234,567" */
static const char *number(struct bdl_reading *r, uint64_t n)
{
	if (n < 1000)
		return bdl_arena_printf(r->arena, "%u", (unsigned)n);
	if (n < 1000000)
		return bdl_arena_printf(
			r->arena, "%u,%03u", (unsigned)(n / 1000), (unsigned)(n % 1000));
	return bdl_arena_printf(r->arena, "%s,%03u,%03u", number(r, n / 1000000),
		(unsigned)(n / 1000 % 1000), (unsigned)(n % 1000));
}

/* "12 files"; the number and its word are not parted. NULL: out of memory. */
static const char *counted(struct bdl_reading *r, size_t n, const char *one, const char *many)
{
	const char *figures = number(r, n);

	return figures ? bdl_arena_printf(
				 r->arena, "%s" NO_BREAK "%s", figures, n == 1 ? one : many)
		       : NULL;
}

/* 1,000 bytes to a kilobyte; one decimal below ten. */
static const char *size_words(struct bdl_reading *r, int64_t size)
{
	static const char *const units[] = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
	uint64_t n = (uint64_t)size, part = 0;
	size_t unit = 0;

	if (n == 1)
		return "1" NO_BREAK "byte";
	while (n >= 1000 && unit + 1 < sizeof(units) / sizeof(*units)) {
		part = n % 1000 / 100;
		n /= 1000;
		unit++;
	}
	if (unit > 0 && n < 10)
		return bdl_arena_printf(
			r->arena, "%u.%u" NO_BREAK "%s", (unsigned)n, (unsigned)part, units[unit]);
	return bdl_arena_printf(r->arena, "%u" NO_BREAK "%s", (unsigned)n, units[unit]);
}

static const char *size_cell(struct bdl_reading *r, const struct bdl_member *m)
{
	switch (m->kind) {
	case BDL_MEMBER_FOLDER:
		return "folder";
	case BDL_MEMBER_LINK:
		return "link";
	case BDL_MEMBER_OTHER:
		return "device";
	case BDL_MEMBER_FILE:
		break;
	}
	return m->size < 0 ? "" : size_words(r, m->size);
}

static int draw_members(
	struct bdl_reading *r, struct bdl_sheet *s, const struct bdl_archive_list *l)
{
	struct bdl_ledger table;

	bdl_ledger_begin(&table, s, columns, COLUMNS);
	for (size_t i = 0; i < l->listed; i++) {
		const struct bdl_member *m = &l->members[i];
		char day[BDL_DAY_TEXT] = "";
		const char *cells[COLUMNS] = {m->name, day, size_cell(r, m)};

		if (m->day.year)
			bdl_day_long(m->day, day);
		if (m->locked)
			cells[0] =
				bdl_arena_printf(r->arena, "%s (locked with a password)", m->name);
		if (!cells[0] || !cells[2])
			return -1;
		bdl_ledger_row(&table, cells, false, 0);
	}
	bdl_ledger_end(&table);
	return 0;
}

/* What is under the table: what it does not say. NULL: out of memory; "" if there is nothing to
 * say. */
static const char *below(struct bdl_reading *r, const struct bdl_archive_list *l)
{
	size_t all = l->files + l->others;
	const char *more = "", *off = "";

	if (all > l->listed) {
		more = counted(r, all - l->listed, "more is not listed.", "more are not listed.");
		more = more ? bdl_arena_printf(
				      r->arena, "%s%s ", l->too_long ? "At least " : "", more)
			    : NULL;
	}
	if (l->breaks_off)
		off = "The archive is damaged: the list breaks off here.";
	else if (l->too_long)
		off = "The archive goes on; the program stopped here, since it unpacks to very "
		      "much.";
	return more ? bdl_arena_printf(r->arena, "%s%s", more, off) : NULL;
}

/* Where it comes from, and what is shown of it. NULL: out of memory. */
static const char *provenance(struct bdl_reading *r, const struct bdl_archive_list *l)
{
	const char *name = bdl_reading_line(r, r->name, strlen(r->name), BDL_TITLE_MAX);
	const char *files = counted(r, l->files, "file", "files");
	const char *locked = "", *what;

	if (!name || !files)
		return NULL;
	if (l->single)
		what = "It is one file, compressed; its name is shown. Its contents are not shown.";
	else if (l->files == 0)
		what = "It is an archive without files.";
	else
		what = bdl_arena_printf(r->arena, "It is an archive of %s%s; %s. %s not shown.",
			l->too_long ? "at least " : "", files,
			l->files + l->others > l->listed ? "the first names are listed"
			: l->files == 1                  ? "its name is listed"
							 : "their names are listed",
			l->files == 1 ? "Its contents are" : "Their contents are");
	if (l->locked > 0 && l->locked == l->files)
		locked = " It is locked with a password.";
	else if (l->locked > 0)
		locked = " Some of them are locked with a password.";
	return what ? bdl_arena_printf(r->arena,
			      "Drawn from the file \xE2\x80\x9C%s\xE2\x80\x9D. %s%s", name, what,
			      locked)
		    : NULL;
}

static int draw(struct bdl_reading *r, const struct bdl_archive_list *l, struct bdl_error *err)
{
	const char *label = bdl_reading_label(r), *from = provenance(r, l), *note = below(r, l);
	struct bdl_sheet s;

	if (!label || !from || !note)
		return bdl_fail_memory(err);
	if (bdl_sheet_open(&s, false, label, from, err) < 0)
		return -1;
	s.y += 12;
	if (l->listed > 0 && draw_members(r, &s, l) < 0) {
		bdl_sheet_abort(&s);
		return bdl_fail_memory(err);
	}
	s.y += 8;
	bdl_sheet_lines(&s, bdl_sheet_text, 16, NAME_EDGE, s.right - NAME_EDGE, note, strlen(note));
	return bdl_sheet_close(&s, r, err);
}

/* Sentences for the author. */
static int warn(struct bdl_reading *r, const struct bdl_archive_list *l)
{
	if (l->breaks_off &&
		bdl_reading_warn(r, "The archive is damaged: not all of it could be listed.") < 0)
		return -1;
	if (l->files == 0)
		return 0;
	if (l->locked > 0)
		return bdl_reading_warn(r,
			"%zu of its %zu files %s locked with a password; unpack the archive into "
			"the folder to have them shown.",
			l->locked, l->files, l->locked == 1 ? "is" : "are");
	return bdl_reading_warn(r, "What is in an archive is not shown. Unpack it into the folder "
				   "to have its files shown.");
}

/* RAR 5 with locked names begins with a header of type 4, behind a sum and a length of one byte;
 * libarchive takes it for damage. */
static bool is_locked_rar(const struct bdl_reading *r)
{
	return r->head_length > 14 && memcmp(r->head, "Rar!\x1A\x07\x01\0", 8) == 0 &&
	       r->head[12] < 0x80 && r->head[13] == 4;
}

int bdl_read_archive(struct bdl_reading *r, struct bdl_error *err)
{
	struct bdl_archive_list l;

	if (bdl_archive_list(r, &l, err) < 0)
		return -1;
	if (l.names_locked || (l.listed == 0 && is_locked_rar(r)))
		return bdl_not_shown(r, BDL_REASON_LOCKED, NULL);
	if (l.listed == 0 && l.breaks_off)
		return bdl_not_shown(r, BDL_REASON_DAMAGED, NULL);
	if (l.unknown)
		return bdl_not_shown(r, BDL_REASON_NOT_YET, r->facts->media_type);
	if (warn(r, &l) < 0)
		return bdl_fail_memory(err);
	if (draw(r, &l, err) < 0)
		return -1;
	if (r->facts->shown && l.breaks_off)
		r->facts->reason = BDL_REASON_TRUNCATED;
	return 0;
}
