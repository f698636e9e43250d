/*
 * The public API, all of it: build a bundle from a folder, list one, verify one, sign one. The library never prints,
 * exits, reads the environment, handles signals or changes directory; progress is a callback.
 */
#ifndef BDL_BUNDLE_H
#define BDL_BUNDLE_H

#include "base/error.h"
#include "judge/compare.h"
#include "check/verdict.h"
#include "model/bundle.h"
#include "model/recipient.h"
#include "sign/signer.h"
#include "sign/witness.h"
#include "verify/verify.h"
#include "work/pool.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is being done; the words of look/LOOK.md section 11 are the tool's. */
enum bdl_doing {
	BDL_DOING_SCAN,
	BDL_DOING_HASH,
	BDL_DOING_READ,
	BDL_DOING_ARRANGE,
	BDL_DOING_DRAW,
	BDL_DOING_BIND,
	BDL_DOING_PROVE,
	BDL_DOING_SEAL,
	BDL_DOING_VERIFY,
	BDL_DOING_CHECK,
	BDL_DOING_EXTRACT
};

/* Return false to stop: the call then fails with BDL_ESTOPPED and leaves nothing behind. name may be NULL. */
typedef bool (*bdl_progress)(void *data, enum bdl_doing doing, uint64_t done, uint64_t total, const char *name);

struct bdl_books;
struct bdl_recipient;

struct bdl_build_options {
	const char *folder;       /* of evidence; never written to but for bundle/ and .bundle/ */
	const char *output;       /* folder for the results; NULL: FOLDER/bundle, or bundle-2 ... if that is evidence */
	const char *work;         /* folder for the cache; NULL: FOLDER/.bundle, or below `temporary` if that fails */
	const char *temporary;    /* an existing folder such as /tmp */
	const char *recipient;    /* id of schemas/recipients: wins over bundle.yaml; NULL: as that says */
	const char *name;         /* of PDF and archive; NULL: "FOLDER Bundle DATE", "FOLDER Supplement 1 DATE" */
	const char *supplement_to;/* path of a sealed archive: bind what is new since then; NULL: everything */
	struct bdl_day made_on;   /* the bundle's date */
	unsigned jobs;            /* 1 to 256 */
	struct bdl_limits limits; /* for each file of evidence */
	const char *reader;       /* path of bundle-reader */
	const char *ocr;          /* words of pictures: "" or NULL off, "auto eng", "all eng+cym"; see model/facts.h */
	struct bdl_numbering_wish numbering; /* wins over what bundle.yaml says; strings are borrowed */
	bool keep_unmatched;      /* a row of index.csv about nothing is no error but stays unmatched in the bundle's steering */
	bool redact;              /* the PDFs are without what is nobody else's business: see docs/privacy.md */
	bool share;               /* the archive too: originals of which something is hidden stay out of it */
	bool record_times;        /* put the files' own times into bundle.json */
	uint64_t max_size;        /* of one PDF, bytes: what is larger comes out as volumes; 0: as bundle.yaml says */
	unsigned max_pages;       /* of one PDF; 0: as bundle.yaml says */
	bdl_progress progress;    /* may be NULL */
	void *progress_data;
};

#define BDL_BUILD_OPTIONS_INIT { .jobs = 1, .limits = BDL_LIMITS_DEFAULT, .temporary = "/tmp" }

/* One PDF of the results. */
struct bdl_pdf_result {
	char file[300];           /* its name in the folder of the results */
	unsigned pages;
	uint64_t size;            /* bytes */
};

struct bdl_build_result {
	char output[4096];        /* folder of the results, as given or found */
	struct bdl_pdf_result *pdfs; /* the bundle first; in the arena of the bundle */
	size_t pdf_count;
	uint64_t max_size;        /* the limits that were in force, for each PDF; 0: none. Only a document of its own may */
	unsigned max_pages;       /* be over them */
	const char **removed;     /* PDFs that an earlier build of this name had made and that are no part of this one */
	size_t removed_count;
	const char **strangers;   /* PDFs beside them that are named as if they were of this bundle, and are not */
	size_t stranger_count;
	char archive[300], checksum[300]; /* file names in it */
	uint64_t archive_size;
	uint8_t archive_sha256[BDL_SHA256_SIZE];
	const struct bdl_ready *ready; /* for the recipient; in the arena of the bundle; NULL: for nobody whose rules are known */
	const char *size_of;      /* name of the recipient whose limit max_size is; NULL: somebody gave it */
	unsigned missing;         /* characters shown by a sign because no font has them */
	bool sandboxed;           /* Landlock and seccomp were both in force */
	char sandbox_missing[128];/* what was not, for a person */
};

/*
 * The whole pipeline. b must be initialised; it is filled as far as the passes came and is the caller's to release in
 * any case. 0: the results lie in their places. -1: nothing was written under a final name; what was there is as it was.
 */
int bdl_build(const struct bdl_build_options *o, struct bdl_bundle *b, struct bdl_build_result *result,
	struct bdl_error *err) BDL_MUST_CHECK;

/* The passes up to paginate only: what the index would be. Writes nothing but the cache. */
int bdl_list_folder(const struct bdl_build_options *o, struct bdl_bundle *b, struct bdl_error *err) BDL_MUST_CHECK;

/* A signature or a time stamp, which lies beside an archive. */
struct bdl_beside_one {
	const char *given;        /* its path; NULL: the archive's with .p7s or .tsr behind it, if that is there */
	bool there;               /* it was found, and the rest filled in */
	char path[4096];
	struct bdl_witness witness;
};

struct bdl_beside {
	struct bdl_beside_one one[BDL_WITNESS_KINDS];
	const char *ca;           /* file of certificates that are trusted, PEM; NULL: none is */
	int64_t now;              /* seconds since 1970, UTC */
};

struct bdl_verify_options {
	const char *archive;      /* path of a tar, a tar.gz, a ZIP, or of a folder that is a bag */
	struct bdl_beside *beside;/* looked at as well and filled in; NULL: not wanted */
	struct bdl_buffer *sealed;/* gets the bytes of tagmanifest-sha256.txt, whose hash is the report's seal; NULL: not wanted */
	const char *temporary;
	const char *reader;
	bdl_progress progress;
	void *progress_data;
};

/*
 * Is it intact? *report is filled and the caller's to release. table may be NULL; else it is filled from the archive's
 * bundle.json (untrusted: only as good as the report says). -1: it could not be examined at all.
 */
int bdl_verify(const struct bdl_verify_options *o, struct bdl_report *report, struct bdl_bundle *table,
	struct bdl_error *err) BDL_MUST_CHECK;

struct bdl_extract_options {
	struct bdl_verify_options from;
	const char *output;       /* the folder to make; NULL: here, called as the archive is without its ending */
	const char *const *paths; /* of files or folders in the bag, "data/" may be left out; none: everything */
	size_t path_count;
	bool only_intact;         /* of an archive that is not intact take what is as it was sealed */
	uint64_t max_size;        /* of all files together, bytes; 0: no limit but that of a bomb */
};

struct bdl_extract_result {
	char folder[4096];        /* what was made, or was to be */
	bool written;             /* false: the archive is not intact, nothing was written */
	bool unvouched;           /* ... and nothing in it can be relied on, since its list of hashes is changed or missing */
	size_t files;             /* written, or to be written ... */
	uint64_t bytes;           /* ... with so many bytes */
};

/*
 * Verifies, then writes what was verified into a folder that did not exist, each byte hashed again on its way out of the
 * sandbox. The folder appears whole or not at all. *report is filled and the caller's to release. 0: see result. -1: it could
 * not be examined or written at all, and nothing is left of it.
 */
int bdl_extract(const struct bdl_extract_options *o, struct bdl_report *report, struct bdl_extract_result *result,
	struct bdl_error *err) BDL_MUST_CHECK;

struct bdl_sign_options {
	const char *archive;
	struct bdl_signer_options signer;
	const char *temporary;
	const char *reader;
	bdl_progress progress;
	void *progress_data;
};

/*
 * Signs an archive that is intact, beside it: ARCHIVE.p7s, which must not be there. *out says where it lies and what can be
 * read in it, as bdl_verify() will find it. -1: nothing was written.
 */
int bdl_sign_archive(const struct bdl_sign_options *o, struct bdl_beside_one *out, struct bdl_error *err) BDL_MUST_CHECK;

struct bdl_stamp_options {
	const char *archive;
	int64_t now;              /* seconds since 1970, UTC */
	const char *temporary;
	const char *reader;
	bdl_progress progress;
	void *progress_data;
};

/* Writes the request for a time stamp of an archive that is intact: ARCHIVE.tsq, which must not be there. path gets its name. */
int bdl_stamp_ask(const struct bdl_stamp_options *o, char path[4096], struct bdl_error *err) BDL_MUST_CHECK;

/* What the request is: DER, to be sent as it is. BDL_EPATH: it is not there. */
int bdl_stamp_request(const char *archive, struct bdl_buffer *request, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Keeps an answer that fits the archive, which is intact, and the request beside it: ARCHIVE.tsr, which must not be there.
 * name: what the answer is called in messages. -1: nothing was written.
 */
int bdl_stamp_keep(const struct bdl_stamp_options *o, const char *name, const struct bdl_buffer *response,
	struct bdl_beside_one *out, struct bdl_error *err) BDL_MUST_CHECK;

struct bdl_check_options {
	int pdf;                  /* a finished bundle, open for reading; borrowed */
	const char *name;         /* its file name, without folders */
	const char *table_json;   /* its bundle.json, if there is one; else NULL */
	size_t table_length;
	unsigned volume;          /* which of the table's volumes it is, from 1; 0: the whole, or there are none */
	bool has_core;            /* a core bundle goes with it */
	const char *recipient;    /* id of schemas/recipients; NULL: nobody in particular */
	const char *rules;        /* of a recipient that is not compiled in: its file, as it was read; else NULL */
	size_t rules_length;
	const char *temporary;
	const char *reader;
	bdl_progress progress;
	void *progress_data;
};

/*
 * Does it keep R1 to R47? The PDF is looked at in the sandbox, whoever made it. *out is the caller's to release with
 * bdl_verdicts_release() in any case. -1: it could not be examined at all (BDL_EFORMAT: its reader crashed, or ran
 * into a limit); a file that is no PDF is examined, and fails R1.
 */
int bdl_check_file(const struct bdl_check_options *o, struct bdl_verdicts *out, struct bdl_error *err) BDL_MUST_CHECK;

/* One PDF that was checked. */
struct bdl_checked_pdf {
	char file[300];           /* what it is called outside of the archive */
	char tag[128];            /* what it is called in the archive; "" where there is none */
	uint64_t size;            /* bytes */
	uint8_t sha256[BDL_SHA256_SIZE];
	struct bdl_verdicts verdicts;
};

/* What is not any more as the bundle has it. */
enum bdl_change_kind { BDL_CHANGE_CHANGED, BDL_CHANGE_ADDED, BDL_CHANGE_REMOVED };

struct bdl_change {
	enum bdl_change_kind kind;
	const char *name;         /* readable */
	bool result;              /* one of the results, not of the evidence */
};

struct bdl_checked {
	struct bdl_arena arena;
	char name[300];           /* of what was checked */
	struct bdl_checked_pdf *pdfs; /* the bundle first */
	size_t pdf_count;
	struct bdl_verdicts verdicts; /* of all of them: for each rule the worst */
	bool has_report;
	struct bdl_report report; /* of the archive */
	const char *table_fault;  /* why its bundle.json cannot be read; NULL: it was read, or there is no archive */
	struct bdl_change *changes; /* of a folder since the bundle was made */
	size_t change_count;
	struct bdl_books *books;  /* rules that what follows may point into; NULL: none were needed */
	const struct bdl_recipient *recipient; /* whose rules were asked; NULL: nobody's */
	const char *rules;        /* their file where it is the user's own; else NULL */
	size_t rules_length;
	bool judged;              /* ready says whether the table can be sent to them */
	struct bdl_bundle table;  /* of the folder as it is now; else of the archive */
	struct bdl_ready ready;
};

struct bdl_check_bundle_options {
	const char *path;         /* a PDF, a sealed archive, a folder of evidence or of results */
	const char *recipient;    /* id; NULL: as bundle.yaml or the archive says */
	const char *temporary, *reader; /* as above */
	const struct bdl_build_options *listing; /* how a folder is read to see whether it is ready; folder, recipient and made_on are set here */
	struct bdl_day today;     /* last days are counted from it */
	bdl_progress progress;
	void *progress_data;
};

/*
 * A PDF is checked as it is. Of an archive every PDF is, against its table, and the archive itself (R38, R42). Of a folder
 * the newest bundle that was built there is, and what has changed since is told. Where a recipient is known, it is also
 * judged whether the folder as it is now, or the archive, is ready for it; that nothing has been built is one of the findings
 * then, else BDL_EPATH. *out is the caller's to release in any case.
 */
int bdl_check_bundle(const struct bdl_check_bundle_options *o, struct bdl_checked *out, struct bdl_error *err)
	BDL_MUST_CHECK;
void bdl_checked_release(struct bdl_checked *c);

/*
 * Whom a word means: id, alias or name of one of `all`; or a file of the user's own (bdl_recipient_is_path()), which is read,
 * checked and added to them. *one is NULL where it means nobody. -1: the file cannot be read, or breaks its schema.
 */
int bdl_recipient_choose(struct bdl_recipients *all, const char *word, const struct bdl_recipient **one,
	struct bdl_error *err) BDL_MUST_CHECK;

/* Versions of this library and what it stands on, one line. */
int bdl_versions(const char *reader, const char *temporary, struct bdl_buffer *out, struct bdl_error *err) BDL_MUST_CHECK;

/* A file name that every recipient's computer takes: UTF-8, none of <>:"/\|?*% or control characters, 1 to 120 bytes. */
bool bdl_name_is_usable(const char *name);

#endif
