/*
 * Archive: what a ZIP, tar, 7z and the like hold, by name. Listing (archive_list.c, the one file of this room that
 * knows libarchive) and drawing (archive.c) are apart. Nothing is unpacked into files; the
 * contents of members are passed over, or decompressed and thrown away where there is no other way to the next name.
 */
#ifndef BDL_READ_ARCHIVE_H
#define BDL_READ_ARCHIVE_H

#include "read/reading.h"

#define BDL_ARCHIVE_LISTED ((size_t)5000)            /* members that are drawn */
#define BDL_ARCHIVE_COUNTED ((size_t)1000000)        /* members that are counted */
#define BDL_ARCHIVE_BYTES ((int64_t)512 * 1024 * 1024) /* decompressed on the way to names */

enum bdl_member_kind { BDL_MEMBER_FILE, BDL_MEMBER_FOLDER, BDL_MEMBER_LINK, BDL_MEMBER_OTHER };

struct bdl_member {
	const char *name; /* UTF-8, one line, every character to be seen; from the reading's arena */
	enum bdl_member_kind kind;
	struct bdl_day day;  /* of its last change; all 0: not said */
	int64_t size;        /* bytes; -1: not said */
	bool locked;         /* behind a password */
};

struct bdl_archive_list {
	struct bdl_member *members; /* the first BDL_ARCHIVE_LISTED */
	size_t listed;
	size_t files, others; /* files, and folders and links, of all that were counted */
	size_t locked;        /* of the files */
	bool names_locked;    /* the names themselves are behind a password */
	bool breaks_off;      /* damaged: what follows could not be read */
	bool too_long;        /* BDL_ARCHIVE_COUNTED or BDL_ARCHIVE_BYTES was reached */
	bool single;          /* no archive: one file, compressed */
	bool unknown;         /* of a format that cannot be listed */
};

/* Fills *out as far as the archive can be read; 0. -1: out of memory. */
int bdl_archive_list(struct bdl_reading *r, struct bdl_archive_list *out, struct bdl_error *err) BDL_MUST_CHECK;

#endif
