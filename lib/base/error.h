/*
 * Errors: caller-owned, no allocation, so that running out of memory can be told too, and the path
 * is kept from the place where it was known to the place where it is printed.
 *
 * Every function of the library that can fail returns 0 or -1 and fills a struct bdl_error that
 * begins zeroed. The first failure wins: bdl_fail() never overwrites one that is already there.
 */
#ifndef BDL_BASE_ERROR_H
#define BDL_BASE_ERROR_H

#if defined(__GNUC__)
#define BDL_MUST_CHECK __attribute__((warn_unused_result))
#define BDL_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define BDL_MUST_CHECK
#define BDL_PRINTF(f, a)
#endif

enum bdl_code {
	BDL_OK,
	BDL_ENOMEM,       /* out of memory */
	BDL_EIO,          /* the system refused: cannot open, read, write; disk full */
	BDL_EPATH,        /* a name or place that must not or cannot be used */
	BDL_EFORMAT,      /* bytes that are not what they should be */
	BDL_ELIMIT,       /* too big, too many, too slow */
	BDL_ECHANGED,     /* evidence changed while the bundle was made */
	BDL_EUNSUPPORTED, /* understood, but not done by this version */
	BDL_ESTOPPED,     /* the user asked to stop */
	BDL_EINTERNAL     /* a mistake in this program */
};

struct bdl_error {
	enum bdl_code code;
	int sys;           /* errno, or 0 */
	char path[512];    /* which file, relative to the evidence folder or archive; "" if none */
	char message[512]; /* what a person should read: one line, no capital, no full stop */
	char hint[256];    /* what to do next, or what is safe; "" if nothing is to be said */
};

/* Records a failure, unless err already holds one; err and path may be NULL. Always returns -1. */
int bdl_fail(struct bdl_error *err, enum bdl_code code, const char *path, const char *format, ...)
	BDL_PRINTF(4, 5);

/* The same from errno: "cannot VERB: Permission denied". ENOMEM becomes BDL_ENOMEM. Returns -1. */
int bdl_fail_errno(struct bdl_error *err, const char *path, const char *verb);

/* Out of memory. Returns -1. */
int bdl_fail_memory(struct bdl_error *err);

/* Adds the line that says what to do next, unless there is one. Always returns -1. */
int bdl_hint(struct bdl_error *err, const char *format, ...) BDL_PRINTF(2, 3);

#endif
