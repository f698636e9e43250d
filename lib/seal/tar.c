/*
 * Tar: ustar headers, with a pax header only where a name or size needs one, owner 0, mode 0644,
 * one time.
 *
 * libarchive turns names from the locale's character set into UTF-8 for pax. Ours are UTF-8
 * already, so it is shown a UTF-8 locale, for this thread and for the length of a header only; in
 * the "C" locale it would mark each such name with hdrcharset=BINARY, which makes GNU tar complain,
 * and the bytes would depend on the user's locale.
 */
#include "seal/tar.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct bdl_tar {
	struct archive *archive;
	struct archive_entry *entry;
	struct bdl_gzip *gzip;
	locale_t utf8;
	int64_t mtime;
	bool failed; /* the gzip below, or everything: what libarchive still writes is thrown away
		      */
};

/* Never fails: after a fatal error libarchive 3.6.2 forgets to free its own buffer. */
static la_ssize_t pass_on(struct archive *a, void *data, const void *bytes, size_t length)
{
	struct bdl_tar *t = data;

	(void)a;
	if (!t->failed && bdl_gzip_add(t->gzip, bytes, length) < 0)
		t->failed = true;
	return (la_ssize_t)length;
}

/* What libarchive says; where the gzip below failed, its close will have said it better. */
static int fail(struct bdl_tar *t, const char *path, struct bdl_error *err)
{
	const char *words = archive_error_string(t->archive);

	if (archive_errno(t->archive) == ENOMEM)
		return bdl_fail_memory(err);
	return bdl_fail(err, BDL_EIO, path, "cannot be put into the archive: %s",
		words ? words : "writing failed");
}

static int set_up(struct bdl_tar *t)
{
	t->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	t->entry = archive_entry_new();
	t->archive = archive_write_new();
	if (t->utf8 == (locale_t)0 || !t->entry || !t->archive)
		return -1;
	if (archive_write_set_format_pax_restricted(t->archive) != ARCHIVE_OK ||
		archive_write_add_filter_none(t->archive) != ARCHIVE_OK ||
		archive_write_set_bytes_per_block(t->archive, 0) != ARCHIVE_OK ||
		archive_write_open(t->archive, t, NULL, pass_on, NULL) != ARCHIVE_OK)
		return -1;
	return 0;
}

struct bdl_tar *bdl_tar_open(struct bdl_gzip *g, int64_t mtime, struct bdl_error *err)
{
	struct bdl_tar *t = calloc(1, sizeof(*t));

	if (!t) {
		bdl_fail_memory(err);
		return NULL;
	}
	t->gzip = g;
	t->mtime = mtime;
	if (set_up(t) < 0) {
		bdl_fail(err, BDL_EINTERNAL, NULL, "libarchive cannot write a tar file here");
		bdl_tar_close(t, true, NULL);
		return NULL;
	}
	return t;
}

int bdl_tar_member(struct bdl_tar *t, const char *path, uint64_t size, struct bdl_error *err)
{
	locale_t before = uselocale(t->utf8);
	int rc;

	archive_entry_clear(t->entry);
	archive_entry_set_pathname(t->entry, path);
	archive_entry_set_size(t->entry, (la_int64_t)size);
	archive_entry_set_filetype(t->entry, AE_IFREG);
	archive_entry_set_perm(t->entry, 0644);
	archive_entry_set_mtime(t->entry, t->mtime, 0);
	rc = archive_write_header(t->archive, t->entry);
	uselocale(before);
	return rc == ARCHIVE_OK && !t->failed ? 0 : fail(t, path, err);
}

int bdl_tar_add(struct bdl_tar *t, const void *bytes, size_t length, struct bdl_error *err)
{
	const char *from = bytes;

	while (length) {
		la_ssize_t n = archive_write_data(t->archive, from, length);

		if (n <= 0 || t->failed)
			return fail(t, NULL, err);
		from += n;
		length -= (size_t)n;
	}
	return 0;
}

int bdl_tar_close(struct bdl_tar *t, bool give_up, struct bdl_error *err)
{
	int rc = 0;

	if (!t)
		return 0;
	t->failed |= give_up;
	if (t->archive && archive_write_close(t->archive) != ARCHIVE_OK)
		t->failed = true;
	if (t->failed && !give_up)
		rc = fail(t, NULL, err);
	archive_write_free(t->archive);
	archive_entry_free(t->entry);
	if (t->utf8 != (locale_t)0)
		freelocale(t->utf8);
	free(t);
	return rc;
}
