/*
 * See archive.h. libarchive reads every format itself: filters for which it would start another
 * program are left out. What it says is taken with a grain of salt: names may be anything, sizes
 * and times may be wrong, and a damaged archive may send it in circles.
 */
#include "read/archive.h"

#include "base/file.h"
#include "base/text.h"
#include "base/uktime.h"
#include "read/sheet.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#define BLOCK ((size_t)64 * 1024)
#define NAME_MOST ((size_t)4096) /* of a name as drawn */
#define FAILURES_MAX 100 /* members in a row that cannot be read */

static struct archive *open_archive(const struct bdl_reading *r)
{
	struct archive *a = archive_read_new();

	if (!a)
		return NULL;
	archive_read_support_filter_gzip(a);
	archive_read_support_filter_bzip2(a);
	archive_read_support_filter_compress(a);
	archive_read_support_filter_lzma(a);
	archive_read_support_filter_xz(a);
	archive_read_support_filter_lzip(a);
	archive_read_support_filter_zstd(a);
	archive_read_support_filter_lz4(a);
	archive_read_support_filter_rpm(a);
	archive_read_support_format_tar(a);
	archive_read_support_format_zip(a);
	archive_read_support_format_7zip(a);
	archive_read_support_format_rar(a);
	archive_read_support_format_rar5(a);
	archive_read_support_format_cab(a);
	archive_read_support_format_cpio(a);
	archive_read_support_format_ar(a);
	archive_read_support_format_iso9660(a);
	archive_read_support_format_lha(a);
	archive_read_support_format_xar(a);
	archive_read_support_format_warc(a);
	archive_read_support_format_raw(a);
	if (lseek(r->input, 0, SEEK_SET) < 0 ||
		archive_read_open_fd(a, r->input, BLOCK) < ARCHIVE_WARN) {
		archive_read_free(a);
		return NULL;
	}
	return a;
}

/* A name is one line, so what ends lines is made visible too; `name` is UTF-8. */
static void show_name(const char *name, size_t length, struct bdl_buffer *out)
{
	for (size_t i = 0, n; i < length; i += n) {
		n = 0;
		while (i + n < length && name[i + n] != '\n' && name[i + n] != '\t' &&
			name[i + n] != '\f')
			n++;
		bdl_sheet_plain(out, name + i, n);
		if (i + n < length)
			bdl_buffer_printf(out, "[character U+%04X]", (unsigned)name[i + n++]);
	}
}

static const char *copy_name(struct bdl_reading *r, const char *name)
{
	struct bdl_buffer clean = BDL_BUFFER_INIT, out = BDL_BUFFER_INIT;
	size_t length = strlen(name), rest = 0;
	const char *copy = NULL;

	if (length > NAME_MOST) {
		rest = length - NAME_MOST;
		length = NAME_MOST;
	}
	bdl_utf8_clean(&clean, name, length);
	show_name(bdl_buffer_string(&clean), clean.length, &out);
	if (rest > 0)
		bdl_buffer_printf(&out, " [and %zu more bytes]", rest);
	if (!clean.failed && !out.failed)
		copy = bdl_arena_printf(r->arena, "%s", bdl_buffer_string(&out));
	bdl_buffer_release(&clean);
	bdl_buffer_release(&out);
	return copy;
}

static const char *name_of(struct archive_entry *e)
{
	const char *name = archive_entry_pathname_utf8(e);

	if (!name)
		name = archive_entry_pathname(e);
	return name && *name ? name : "[without a name]";
}

static enum bdl_member_kind kind_of(struct archive_entry *e)
{
	if (archive_entry_hardlink(e) || archive_entry_symlink(e))
		return BDL_MEMBER_LINK;
	switch (archive_entry_filetype(e)) {
	case AE_IFDIR:
		return BDL_MEMBER_FOLDER;
	case AE_IFLNK:
		return BDL_MEMBER_LINK;
	case AE_IFREG:
	case 0:
		return BDL_MEMBER_FILE;
	default:
		return BDL_MEMBER_OTHER;
	}
}

/*
 * ZIP, RAR and their age note the time on the writer's clock, which libarchive takes for that of
 * this process, and that is UTC: the day is right as it comes. The others note an instant.
 */
static struct bdl_day day_of(struct archive *a, struct archive_entry *e)
{
	int family = archive_format(a) & ARCHIVE_FORMAT_BASE_MASK;
	bool clock = family == ARCHIVE_FORMAT_ZIP || family == ARCHIVE_FORMAT_RAR ||
		     family == ARCHIVE_FORMAT_CAB || family == ARCHIVE_FORMAT_LHA;
	struct bdl_day none = {0}, day;
	struct bdl_uk_time uk;
	int64_t at;

	if (!archive_entry_mtime_is_set(e))
		return none;
	at = archive_entry_mtime(e);
	/* 0 is what packers write who keep no times; before 1970 and after 2099 is a slip */
	if (at <= 0 || at >= (int64_t)4102444800)
		return none;
	if (!clock)
		return bdl_uk_time(at, &uk) ? uk.day : none;
	day = bdl_day_from_number((int32_t)(at / 86400));
	/* "1 January 1980" is how a ZIP says that it keeps no times */
	return day.year == 1980 && day.month == 1 && day.day == 1 ? none : day;
}

static int add_member(struct bdl_reading *r, struct archive *a, struct archive_entry *e,
	struct bdl_archive_list *out, struct bdl_error *err)
{
	struct bdl_member m = {.kind = kind_of(e), .size = -1};

	m.locked = archive_entry_is_encrypted(e) > 0;
	out->files += m.kind == BDL_MEMBER_FILE;
	out->others += m.kind != BDL_MEMBER_FILE;
	out->locked += m.kind == BDL_MEMBER_FILE && m.locked;
	if (out->listed == BDL_ARCHIVE_LISTED)
		return 0;
	m.name = copy_name(r, name_of(e));
	if (!m.name)
		return bdl_fail_memory(err);
	m.day = day_of(a, e);
	if (m.kind == BDL_MEMBER_FILE && archive_entry_size_is_set(e) && archive_entry_size(e) >= 0)
		m.size = archive_entry_size(e);
	out->members[out->listed++] = m;
	return 0;
}

static bool is_compressed(struct archive *a)
{
	return archive_filter_count(a) > 1;
}

/* Passes over a member's contents; how long they are. -1: damaged, or more than is allowed. */
static int64_t pass_over(struct archive *a, struct bdl_archive_list *out)
{
	int64_t length = 0, offset;
	const void *bytes;
	size_t n;
	int rc;

	/* formats that know where the next member stands skip to it by themselves */
	if (!is_compressed(a))
		return 0;
	while ((rc = archive_read_data_block(a, &bytes, &n, &offset)) == ARCHIVE_OK) {
		length = offset + (int64_t)n;
		if (archive_filter_bytes(a, 0) > BDL_ARCHIVE_BYTES) {
			out->too_long = true;
			return -1;
		}
	}
	if (rc == ARCHIVE_FATAL)
		out->breaks_off = true;
	return rc == ARCHIVE_FATAL ? -1 : length;
}

static bool is_raw(struct archive *a)
{
	return (archive_format(a) & ARCHIVE_FORMAT_BASE_MASK) ==
	       (ARCHIVE_FORMAT_RAW & ARCHIVE_FORMAT_BASE_MASK);
}

/* One file, compressed: its name is in the file or is that of the file without its last extension.
 */
static int finish_single(
	struct bdl_reading *r, struct bdl_archive_list *out, int64_t length, struct bdl_error *err)
{
	struct bdl_member *m = &out->members[0];
	const char *extension = bdl_path_extension(r->name);
	size_t n = strlen(r->name);

	out->single = true;
	m->size = length >= 0 && !out->breaks_off ? length : -1;
	if (strcmp(m->name, "data") != 0)
		return 0;
	if (*extension && strlen(extension) + 1 < n)
		n -= strlen(extension) + 1;
	m->name = bdl_reading_line(r, r->name, n, BDL_TITLE_MAX);
	return m->name ? 0 : bdl_fail_memory(err);
}

/* The next member: 1, and 0 at the end or where reading on is of no use. */
static int next_member(struct archive *a, struct archive_entry **e, struct bdl_archive_list *out)
{
	for (int i = 0; i < FAILURES_MAX; i++) {
		int rc = archive_read_next_header(a, e);

		if (rc == ARCHIVE_OK || rc == ARCHIVE_WARN)
			return 1;
		if (rc == ARCHIVE_EOF)
			return 0;
		out->breaks_off = true;
		if (rc == ARCHIVE_FATAL)
			return 0;
	}
	return 0;
}

static int list(struct bdl_reading *r, struct archive *a, struct bdl_archive_list *out,
	struct bdl_error *err)
{
	struct archive_entry *e;
	int64_t length = 0;

	while (length >= 0 && next_member(a, &e, out)) {
		if (is_raw(a) && !is_compressed(a)) {
			out->unknown = true;
			return 0;
		}
		if (out->files + out->others == BDL_ARCHIVE_COUNTED) {
			out->too_long = true;
			return 0;
		}
		if (add_member(r, a, e, out, err) < 0)
			return -1;
		length = pass_over(a, out);
		if (is_raw(a))
			return finish_single(r, out, length, err);
	}
	out->names_locked = out->listed == 0 && archive_read_has_encrypted_entries(a) > 0;
	return 0;
}

int bdl_archive_list(struct bdl_reading *r, struct bdl_archive_list *out, struct bdl_error *err)
{
	/* names are handed out in the letters of the locale: those of UTF-8, whatever the
	 * surroundings say */
	locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0), before = (locale_t)0;
	struct archive *a;
	int rc = 0;

	*out = (struct bdl_archive_list){0};
	out->members = bdl_arena_alloc(r->arena, BDL_ARCHIVE_LISTED * sizeof(*out->members));
	if (utf8)
		before = uselocale(utf8);
	a = out->members ? open_archive(r) : NULL;
	if (!out->members)
		rc = bdl_fail_memory(err);
	else if (!a)
		out->unknown = true;
	else
		rc = list(r, a, out, err);
	if (a)
		archive_read_free(a);
	if (utf8) {
		uselocale(before);
		freelocale(utf8);
	}
	return rc;
}
