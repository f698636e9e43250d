/*
 * Verify: an archive -> findings. bdl_verify_archive() reads a stranger's archive and so runs in the sandbox
 * (library bdl_verify_reader, linked into bundle-reader); its report comes out as JSON and is checked like any
 * untrusted input by bdl_report_from_json() (library bdl_verify).
 */
#ifndef BDL_VERIFY_VERIFY_H
#define BDL_VERIFY_VERIFY_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"
#include <stdbool.h>

enum bdl_finding_kind {
	BDL_FINDING_CHANGED,  /* in the manifest, other bytes */
	BDL_FINDING_MISSING,  /* in the manifest, not there */
	BDL_FINDING_EXTRA,    /* there, in no manifest */
	BDL_FINDING_RENAMED,  /* missing under `path`, the same bytes extra under `other` */
	BDL_FINDING_BROKEN,   /* the archive itself: cut short, two members of one name, a link, no manifest ... */
	BDL_FINDING_NOTE      /* worth knowing; it is intact all the same */
};

struct bdl_finding {
	enum bdl_finding_kind kind;
	const char *path;        /* as in the manifest, without "data/" for originals; "" for the whole archive */
	const char *other;       /* new name of a renamed one; else NULL */
	const char *text;        /* of BROKEN and NOTE: what is wrong; of CHANGED: "sealed 184,220 bytes, now 184,224"; or NULL */
	uint64_t sealed_size, found_size; /* of CHANGED, where known; else 0 */
	bool tag;                /* a file of the bag itself ("bundle.pdf"), not an original of that name */
};

struct bdl_report {
	struct bdl_arena arena;
	bool intact;
	struct bdl_finding *findings; /* changed, missing, renamed, extra, broken, notes; by path inside each */
	size_t count;
	size_t files;            /* originals in the manifest */
	size_t same;             /* of them, as sealed */
	char version[16];        /* of BagIt: "1.0"; "" where it is not known */
	char hashes[40];         /* by which originals were checked: "sha256", "md5, sha512"; "" by none */
	bool own;                /* a bundle of this program, which has a seal; else a bag of anyone's */
	char sealed_on[32];      /* Bagging-Date of bag-info.txt, ISO, or "" */
	uint8_t seal[BDL_SHA256_SIZE]; /* SHA-256 of tagmanifest-sha256.txt as found */
	bool has_seal;
};

/*
 * fd: a tar or tar.gz, a ZIP, or the folder of a bag (RFC 8493, versions 0.93 to 1.0, MD5, SHA-1, SHA-256 and SHA-512). Read
 * once, twice where a manifest is not of SHA-256, in constant memory but for the manifests. Appends the report as JSON; appends
 * bundle.json of the archive to table (at most 512 MiB; NULL: not wanted). -1 only when fd cannot be read at all.
 */
int bdl_verify_archive(int fd, struct bdl_buffer *report, struct bdl_buffer *table, struct bdl_error *err)
	BDL_MUST_CHECK;

/* The same, and appends the bytes of tagmanifest-sha256.txt, whose hash the seal is, to sealed: nothing where there is none. */
int bdl_verify_sealed(int fd, struct bdl_buffer *report, struct bdl_buffer *table, struct bdl_buffer *sealed,
	struct bdl_error *err) BDL_MUST_CHECK;

/*
 * The same, and appends to listing what of the files may be taken out, for listing.h. Whether the archive as a whole is intact,
 * only the report says.
 */
int bdl_verify_members(int fd, struct bdl_buffer *report, struct bdl_buffer *listing, struct bdl_error *err)
	BDL_MUST_CHECK;

/*
 * Copies the PDFs among the bag's own files, one behind the other, into `out`, which is empty, and appends a line for each to
 * list: "LENGTH NAME". They stand in front of the originals, and nothing behind is read. An archive that holds none, or is
 * none, gives an empty list. Whether they are as they were sealed, only bdl_verify_archive() says.
 */
int bdl_take_pdfs(int fd, int out, struct bdl_buffer *list, struct bdl_error *err) BDL_MUST_CHECK;

#define BDL_TAKEN_MOST ((size_t)4096) /* PDFs of one archive; of its further ones nothing is said */
#define BDL_TAKEN_NAME ((size_t)100)  /* bytes of a name, letters, figures, dots and dashes of ASCII */

/* *r is filled and released by the caller with bdl_report_release(). */
int bdl_report_from_json(struct bdl_report *r, const char *json, size_t length, struct bdl_error *err)
	BDL_MUST_CHECK;
void bdl_report_release(struct bdl_report *r);

#endif
