/*
 * Tamper: an archive taken apart into its members, changed, and packed again by libarchive; and
 * what verify says. Failures end the test.
 */
#ifndef TESTS_VERIFY_TAMPER_H
#define TESTS_VERIFY_TAMPER_H

#include "sealed.h"
#include "verify/verify.h"

#include <stddef.h>

struct piece {
	char *name; /* as in the archive: "Ms A/data/letter.txt" */
	char *bytes;
	size_t length;
	unsigned type; /* AE_IFREG ... */
	char *link; /* target of a symbolic link, or NULL */
	char *hard_link; /* target of a hard link, or NULL */
};

struct pieces {
	struct piece items[600];
	size_t count;
};

/* Takes ROOT/out.tar.gz apart. */
void pieces_load(struct pieces *p, const struct sealed *s);
/* The member "Ms A/NAME". */
struct piece *pieces_find(struct pieces *p, const char *name);
/* One more at the end. */
struct piece *pieces_add(struct pieces *p, const char *name, const char *text);
void pieces_set_text(struct piece *x, const char *text);
void pieces_set_name(struct piece *x, const char *name);
void pieces_remove(struct pieces *p, const char *name);
/* Writes ROOT/name; gzip: by libarchive's own filter, else a plain tar. */
void pieces_save(const struct pieces *p, const struct sealed *s, const char *name, bool gzip);
void pieces_release(struct pieces *p);

/* Verifies ROOT/name through both libraries. */
void check(const struct sealed *s, const char *name, struct bdl_report *r);
/* The same for bytes in memory. */
void check_bytes(const void *bytes, size_t length, struct bdl_report *r);

/*
 * The report in short, one finding a line: "changed letter.txt (sealed 5 bytes, now 6)\n", "" when
 * intact. malloc'ed.
 */
char *in_short(const struct bdl_report *r);

/* Verifies ROOT/name and compares; `what` is for the message. */
void expect_report(const struct sealed *s, const char *name, const char *wanted, const char *what);

#endif
