/*
 * The one struct: a table of exhibits (rows) and events (rows of the chronology), with the case they
 * belong to. A folder fills it (build), an archive fills it (list, verify), bundle.json is it written
 * down. Each pass fills its own columns and no others; the comment over a group of fields names the
 * one pass that writes it. Strings and rows live in the bundle's arena.
 */
#ifndef BDL_MODEL_BUNDLE_H
#define BDL_MODEL_BUNDLE_H

#include "base/arena.h"
#include "base/calendar.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/private.h"
#include "model/court.h"
#include "model/numbering.h"
#include "model/numbering_words.h"
#include "model/ready.h"
#include "model/stamping.h"
#include "model/steer.h"
#include "model/step.h"
#include "model/told.h"
#include "model/waits.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Passes in their order; each asserts that the one before it has run. */
enum bdl_stage {
	BDL_STAGE_EMPTY,
	BDL_STAGE_SCANNED,
	BDL_STAGE_TAKEN_IN,
	BDL_STAGE_READ,
	BDL_STAGE_CLASSIFIED,
	BDL_STAGE_DATED,
	BDL_STAGE_ARRANGED,
	BDL_STAGE_CHRONICLED,
	BDL_STAGE_PAGINATED,
	BDL_STAGE_DRAWN,
	BDL_STAGE_BOUND,
	BDL_STAGE_PROVEN,
	BDL_STAGE_SEALED
};

enum bdl_precision { BDL_UNDATED, BDL_TO_YEAR, BDL_TO_MONTH, BDL_TO_DAY };

/* Where a date came from. STATED means that the document itself says it; all others are inferred. */
enum bdl_date_source {
	BDL_FROM_NOWHERE,
	BDL_FROM_TEXT,      /* stated in the document's words */
	BDL_FROM_HEADER,    /* stated in an e-mail's header */
	BDL_FROM_EXIF,      /* the photo's own data */
	BDL_FROM_METADATA,  /* the document's own data, e.g. of an office file */
	BDL_FROM_FILE_NAME,
	BDL_FROM_AUTHOR     /* index.csv or bundle.yaml */
};

struct bdl_date {
	struct bdl_day day;             /* as far as it is known */
	struct bdl_day until;           /* last day where the document covers a span; else zero */
	enum bdl_precision precision;   /* of `day` */
	enum bdl_date_source source;
	const char *raw;                /* as written there, UTF-8, one line; NULL when undated */
	unsigned page;                  /* page of the exhibit, from 1; 0: not from a page */
	bool ambiguous;                 /* it could be another: `other` says which, where that is known */
	struct bdl_day other;           /* day and month the other way round, or another date with as good a claim; else zero */
};

/* Why a file has a sheet instead of pages of its own, or (TRUNCATED) shows less than it held. */
enum bdl_reason {
	BDL_REASON_NONE,
	BDL_REASON_LOCKED,       /* a password is needed */
	BDL_REASON_DAMAGED,
	BDL_REASON_TRUNCATED,    /* shown, but the file breaks off before its end */
	BDL_REASON_EMPTY,
	BDL_REASON_UNKNOWN_KIND, /* no reader knows this kind of file */
	BDL_REASON_NOT_YET,      /* a known kind that this version cannot put on pages */
	BDL_REASON_SOUND,
	BDL_REASON_VIDEO,
	BDL_REASON_TOO_SLOW,     /* the time limit */
	BDL_REASON_TOO_BIG,      /* the memory limit, or more output than allowed */
	BDL_REASON_FAILED,       /* the reader crashed, twice */
	BDL_REASON_UNREADABLE    /* the system would not let it be read */
};

#define BDL_NONE SIZE_MAX /* no such row */

struct bdl_recipient;

/* What kind of thing happened. The last is told by a person, without a document. */
enum bdl_event_type {
	BDL_EVENT_DOCUMENT,
	BDL_EVENT_CALL,
	BDL_EVENT_MESSAGE,
	BDL_EVENT_TRANSACTION,
	BDL_EVENT_STATED
};

/* Seen from whoever keeps the record: an incoming call, money paid in. */
enum bdl_direction { BDL_DIRECTION_UNKNOWN, BDL_DIRECTION_IN, BDL_DIRECTION_OUT };

enum bdl_answered { BDL_ANSWERED_UNKNOWN, BDL_ANSWERED_YES, BDL_ANSWERED_NO };

/* By which clock a time is given. */
enum bdl_zone {
	BDL_ZONE_NONE,    /* no time of day is given */
	BDL_ZONE_UNKNOWN, /* a time, but the record does not say by which clock */
	BDL_ZONE_LONDON   /* UK time: the record names an instant, and this is it on a British clock */
};

/* A day and perhaps a time of day, both by the clock of `zone`. */
struct bdl_moment {
	struct bdl_day day;
	enum bdl_zone zone;
	uint32_t seconds; /* since midnight, 0 to 86,399; 0 with BDL_ZONE_NONE */
	int32_t offset;   /* minutes east of UTC; with BDL_ZONE_LONDON only: 0 or 60 */
};

/* One call, message or transaction: what a row of a phone's or a bank's record says happened. */
struct bdl_record {
	enum bdl_event_type type;
	struct bdl_moment when;
	enum bdl_direction direction;
	enum bdl_answered answered; /* calls */
	bool has_length, has_pence, has_balance;
	uint32_t length;         /* seconds that a call took */
	int64_t pence;           /* of the account's currency; negative: paid out */
	int64_t balance;         /* behind it, pence */
	const char *party;       /* number or name, one line; or NULL */
	const char *text;        /* what was said, or what the bank calls it, one line; or NULL */
	unsigned page;           /* of the exhibit, from 1 */
};

/* Where a document comes from that is no file of its own: an attachment, a message of a mailbox. */
struct bdl_inside {
	size_t parent;           /* row of the document that it came out of */
	uint64_t at;             /* offset of its bytes in what came out of the parent; see model/facts.h */
	size_t nth;              /* of the documents that its parent holds, from 0; some may be left out */
};

/* How two documents with different bytes are alike in their words. */
enum bdl_likeness_kind {
	BDL_LIKE_SAME_WORDS, /* nearly all: one letter, scanned or saved twice */
	BDL_LIKE_QUOTED      /* the other, a later mail, holds nearly all of this one's */
};

struct bdl_likeness {
	size_t row;              /* of the other */
	enum bdl_likeness_kind how;
};

struct bdl_exhibit {
	/* scan; read: for what is inside a file, below the path of that */
	const char *path;        /* exact bytes, relative to the folder, '/' between components */
	const char *name;        /* the same, readable: UTF-8, control characters escaped */

	/* intake */
	uint64_t size;           /* bytes */
	uint8_t sha256[BDL_SHA256_SIZE];
	uint64_t device, inode;
	int64_t modified;        /* seconds since 1970; recorded only on request, never used as a date */
	int64_t modified_ns;
	size_t duplicate_of;     /* row with the same bytes that is shown instead, or BDL_NONE */
	const char *archive_path;/* where it lies in the archive: "data/..." (escaped where DESIGN says); NULL inside a file */

	/* read */
	const char *format;      /* short token: "pdf", "jpeg", ... "unknown" */
	const char *media_type;  /* "application/pdf" */
	bool shown;              /* has pages of its own in the bundle */
	enum bdl_reason reason;
	const char *detail;      /* what the reason needs to say: a media type, "2 minutes 14 seconds"; or NULL */
	unsigned pages;          /* pages in the bundle: of the part, or 1 for a sheet; 0 for a duplicate */
	const char *part;        /* file name of the part in the work folder; NULL if not shown */
	const char **warnings;   /* NULL-ended, or NULL: sentences about what is not as it was */
	const char *layout;      /* what was recognised in it: "Monzo", "WhatsApp"; or NULL */
	const char *account;     /* of a bank's record: at most the last four figures in clear; or NULL */
	const char *message_id;  /* of mail; or NULL */
	unsigned scanned;        /* pages that are pictures of words */
	bool recognised;         /* whose words have been read and can be searched */
	bool is_signed;          /* electronically; a warning says where the signature can be checked */
	size_t inner_count;      /* documents found inside it; each has a row of its own */
	const struct bdl_inside *inside; /* NULL: it is a file of the folder */

	bool whole;              /* its bytes were searched too, and nothing was found; see bdl_facts.whole */
	unsigned unsearched;     /* pages whose words are not known, where private matter was searched for */

	/* steer: after intake */
	const struct bdl_steer *steer; /* what index.csv says of it; NULL: nothing */

	/* classify */
	const char *kind;        /* id of a kind of schemas/kinds.yaml */
	const char *basis;       /* why: "words: "Child Maintenance Service", "Your reference number"" */
	const char *title;       /* one line, UTF-8, never empty once classified */

	/* date */
	struct bdl_date date;

	/* near */
	struct bdl_likeness *like; /* by row */
	size_t like_count;

	/* arrange */
	unsigned number;         /* exhibit number from 1; 0 for a duplicate */
	size_t section;          /* row of sections, or BDL_NONE for a duplicate */

	/* redact */
	bool withheld;           /* its original stays out of the archive: something in it is hidden, or may be */
	const char *told_path;   /* what stands for its path in the archive; NULL: the path itself */

	/* paginate */
	unsigned first_page;     /* in its PDF, from 1; 0 for a duplicate */
	unsigned volume;         /* which of the bundle's volumes, from 1; 0: there is but one, or it is a duplicate */
};

struct bdl_section {
	const char *letter;      /* "A" */
	const char *id;          /* of schemas/kinds.yaml */
	const char *title;       /* "Letters from the CMS" */
	size_t first, count;     /* rows of bdl_bundle.order */
	const char *mark;        /* of an exhibit to a witness statement: "AB1"; NULL: it is a section only */
	const struct bdl_statement *statement; /* the statement to which it is exhibited; NULL with mark */
	enum bdl_correspondence correspondence; /* what an exhibit consists of */
	unsigned page;           /* paginate: of its sheet */
	unsigned sheets;         /* paginate: pages that its sheet takes: 1, or more where it lists many documents */
	unsigned before;         /* of a volume: pages of its exhibits that stand in earlier volumes; 0: it begins here */
};

/* Something that happened: a document of that date, or a record that a document holds. */
struct bdl_event {
	struct bdl_record record;
	size_t exhibit;          /* row of exhibits, or BDL_NONE: told by a person */
};

/* One row of the chronology: an event, or several that belong together. */
struct bdl_entry {
	struct bdl_date date;
	const char *text;        /* one sentence */
	size_t exhibit;          /* row of exhibits, or BDL_NONE: told by a person */
	unsigned page;           /* of the exhibit, from 1 */
	const char *type;        /* of the step that it is: id of schemas/steps.yaml; NULL: it is none */
	const char *by;          /* who says so, where a person told it: "Mr R"; NULL: the document does */
};

/* Private matter on a page of an exhibit; never what it says. */
struct bdl_private_found {
	size_t row;              /* of exhibits, or BDL_NONE: in what the author says of the case */
	unsigned page;           /* of the exhibit, from 1; 0: in its title, its name, its notes, its data */
	enum bdl_private_kind kind;
	unsigned count;          /* places */
};

/* Something in the folder that is not taken as evidence. */
struct bdl_excluded {
	const char *path;        /* exact bytes */
	const char *name;        /* readable */
	const char *reason;      /* "symbolic link", "named pipe", ... */
	bool inside;             /* it came out of a file, and is none: its bytes are in the archive with that */
};

/* A file that an earlier bundle holds; in bdl_bundle.held: one of the folder, byte for byte: it is not bound, nor sealed, again. */
struct bdl_held {
	const char *path;        /* exact bytes */
	const char *name;        /* readable */
	uint8_t sha256[BDL_SHA256_SIZE];
	unsigned number;         /* of the document in the earlier bundle; 0: not known */
	unsigned page;           /* its first page there; 0: not known */
};

/* The sealed bundle that a supplement adds to. */
struct bdl_earlier {
	const char *name;        /* as its files are called */
	struct bdl_day made_on;
	uint8_t seal[BDL_SHA256_SIZE];
	unsigned pages;
	unsigned documents;      /* its highest document number: the supplement goes on from there */
	unsigned supplement;     /* which supplement it is itself, from 1; 0: none */
	struct bdl_held *files;  /* all that it holds, whether they lie in this folder or not; of a table out of an archive none */
	size_t file_count;
};

/* Who and what it is about. All may be NULL. */
struct bdl_case {
	const char *title;       /* "Ms A and the Child Maintenance Service" */
	const char *summary;     /* one sentence under the title */
	const char *recipient;   /* "The Independent Case Examiner" */
	const char *recipient_id;/* id of schemas/recipients: "ice"; NULL: nobody whose rules are known */
	const char *from;        /* "Mr R, for his daughter Ms A" */
	const char *about;       /* "Child Maintenance Service (CMS)" */
	const char *reference;   /* as given: "121212121212" */
	const char *national_insurance;
	const char *version;     /* "1" */
	const char **ignore_dates; /* NULL-ended ISO dates never to be taken as a document's date; or NULL */
	struct bdl_numbering_wish numbering; /* what it says of the numbers on the pages */
	uint64_t max_size;       /* of one PDF, bytes: what is larger comes out as volumes; 0: no limit */
	unsigned max_pages;      /* of one PDF; 0: no limit */
	const char **sections;   /* ids of sections of kinds.yaml in the order wished for, NULL-ended; others follow; or NULL */
	struct bdl_court *court; /* what a court asks for; NULL: nothing is said of it */
	struct bdl_told *told;   /* what else a person says of it; NULL: nothing */
};

struct bdl_accounted {
	size_t files;            /* everything received: the sum of the four below */
	size_t shown, not_shown, duplicates, excluded;
	size_t held;             /* files that the earlier bundle holds already; not counted above */
	size_t inside;           /* documents found in files, not counted above; */
	size_t inside_not_shown; /* of these, without pages of their own */
	size_t inside_left_out;  /* documents found in files that are left out; counted nowhere else */
};

/* What stands in front of the exhibits, in this order. */
enum bdl_front_part {
	BDL_FRONT_COVER,
	BDL_FRONT_SUMMARY,     /* one page of the whole case, for who asks for it */
	BDL_FRONT_INDEX,
	BDL_FRONT_ESSENTIAL,   /* the essential reading */
	BDL_FRONT_CHRONOLOGY,
	BDL_FRONT_DELAYS,      /* deadlines and who waited for whom */
	BDL_FRONT_ARREARS,     /* arrears, losses and remedy */
	BDL_FRONT_ALLEGATIONS,
	BDL_FRONT_PARTS
};

/* How many pages each of them takes. Filled while paginating, from what draw measured. */
struct bdl_front {
	union {
		struct {
			unsigned cover, summary, index, essential, chronology, delays, arrears, allegations;
		};
		unsigned part[BDL_FRONT_PARTS];
	};
};

/*
 * One of the PDFs that a bundle over its recipient's limits is split into: some of the exhibits, with a cover, an index
 * and section sheets of its own, its pages counted from 1.
 */
struct bdl_volume {
	size_t first, count;     /* rows of bdl_bundle.order */
	struct bdl_section *sections; /* of these exhibits; their `first` counts from the volume's first exhibit */
	size_t section_count;
	struct bdl_front front;
	unsigned pages;
	uint64_t size;           /* bytes of its PDF; 0 while that is not known */
};

struct bdl_bundle {
	struct bdl_arena arena;
	enum bdl_stage stage;

	/* given */
	struct bdl_day made_on;  /* the bundle's date */
	const char *name;        /* of the PDF and the archive, without extension; a safe file name */
	struct bdl_case about;
	struct bdl_numbering numbering;
	const struct bdl_earlier *earlier; /* NULL: it is no supplement */
	unsigned supplement;     /* which supplement it is, from 1; 0: none */
	struct bdl_stamping stamping; /* what its pages keep free for numbers; size 0: bdl_bundle_stamping() works it out */

	const struct bdl_recipient *recipient; /* whose rules shape it; borrowed; NULL: nobody in particular */
	struct bdl_steering *steering; /* index.csv; NULL: there is none */

	/* scan: files in byte order of path; read: behind them what came out of them, parents first */
	struct bdl_exhibit *exhibits;
	size_t exhibit_count;
	struct bdl_excluded *excluded;
	size_t excluded_count;

	/* intake */
	uint8_t fingerprint[BDL_SHA256_SIZE]; /* SHA-256 of manifest-sha256.txt */
	struct bdl_held *held;   /* of a supplement, by path */
	size_t held_count;

	/* read; redact (judge): by row and page. Where `redacted` it is hidden in the PDFs and in this table */
	struct bdl_private_found *private_found;
	size_t private_count;
	bool redacted;

	/* arrange */
	size_t *order;           /* rows of exhibits in the order they are bound; no duplicates */
	size_t order_count;
	struct bdl_section *sections;
	size_t section_count;

	/* records, one exhibit at a time (BDL_STAGE_READ); chronicle: documents too, all by time */
	struct bdl_event *events;
	size_t event_count, event_space;

	/* steps, one exhibit at a time (BDL_STAGE_READ); chronicle: those that were told, too, all by day */
	struct bdl_step *steps;
	size_t step_count, step_space;

	/* Steps whose day nobody knows: all 0, or as far as it is known. No time is counted from them. */
	struct bdl_step *undated_steps;
	size_t undated_step_count;

	/* chronicle */
	struct bdl_entry *entries; /* by date */
	size_t entry_count;

	/* reckon */
	struct bdl_deadline *deadlines; /* the nearest first */
	size_t deadline_count;
	struct bdl_delay *delays;   /* by day of asking */
	size_t delay_count;
	struct bdl_silence *silences; /* the same */
	size_t silence_count;
	struct bdl_reckoning *reckoning; /* of arrears; NULL: no schedule was given */
	struct bdl_losses *losses;  /* and the remedy; NULL: neither was named */

	/* paginate */
	struct bdl_front front;
	unsigned pages;          /* of bundle.pdf */
	struct bdl_volume *volumes; /* NULL while all is one PDF */
	size_t volume_count;
	unsigned volume;         /* of a view (bdl_volume_view()): which volume it shows, from 1; 0: the whole */
	const struct bdl_bundle *main; /* of a core bundle: the whole one that its pages are taken from; else NULL */
	const unsigned *main_pages; /* of a core bundle: for each of its pages the page of the main bundle, 0: none; else NULL */

	/* seal */
	uint8_t seal[BDL_SHA256_SIZE]; /* SHA-256 of tagmanifest-sha256.txt; stands in no file of the archive */
};

/* The row that is shown for this one: of an exact copy that of its original, else itself. */
size_t bdl_row_shown_for(const struct bdl_bundle *b, size_t row);

/* The row's exhibit, or of an exact copy the one that is shown in its place; NULL: there is no such row. */
const struct bdl_exhibit *bdl_exhibit_of_row(const struct bdl_bundle *b, size_t row);

/* The page on which a part of the front begins, or would; BDL_FRONT_PARTS: the first page behind the front. */
unsigned bdl_front_page(const struct bdl_front *front, enum bdl_front_part part);

/*
 * Where its stamps go: b->stamping, else what its numbering takes; never without a slot for words that it has (its volume,
 * its exhibits' marks, its main bundle's pages).
 */
struct bdl_stamping bdl_bundle_stamping(const struct bdl_bundle *b);

void bdl_bundle_init(struct bdl_bundle *b);
void bdl_bundle_release(struct bdl_bundle *b);

/*
 * Volume `number` (from 1) of a bundle that has volumes, as a bundle of its own: *view shares every string and row with b,
 * has the volume's order, sections, front and pages for its own, and must not be released. exhibits is the whole table:
 * a row whose `volume` is another one is not in the view's PDF. The chronology stands in the first volume: the others
 * have no entries. b may be such a view itself.
 */
void bdl_volume_view(const struct bdl_bundle *b, unsigned number, struct bdl_bundle *view);

/* The order of all exhibits, where b may be a view of one volume; *count is how many there are. */
const size_t *bdl_whole_order(const struct bdl_bundle *b, size_t *count);

struct bdl_accounted bdl_bundle_account(const struct bdl_bundle *b);

/* Tokens of bundle.json: "none", "locked", ...; "day", "month", "year", "none"; "text", "file-name", ... */
const char *bdl_reason_token(enum bdl_reason r);
const char *bdl_precision_token(enum bdl_precision p);
const char *bdl_date_source_token(enum bdl_date_source s);
/* The enum of a token, or -1. */
int bdl_reason_from_token(const char *token);
int bdl_precision_from_token(const char *token);
int bdl_date_source_from_token(const char *token);

/* Counts private matter in; see bdl_private_found. */
int bdl_bundle_found(struct bdl_bundle *b, const struct bdl_private_found *found, struct bdl_error *err) BDL_MUST_CHECK;
/* Puts them in order, rows first, those of the case behind; what is alike becomes one. */
void bdl_bundle_sort_found(struct bdl_bundle *b);

/* The first of those of a row (BDL_NONE: of the case), once they are in order; *count is how many. NULL: there are none. */
const struct bdl_private_found *bdl_bundle_found_of(const struct bdl_bundle *b, size_t row, size_t *count);

/* How much of it there is. Titles and names (page 0) are no passages. */
struct bdl_found_sum {
	size_t passages, pages;  /* places on pages; pages that have any */
	size_t withheld;         /* originals that stay out of the archive */
	size_t unsearched;       /* documents with pages whose words are not known */
};
struct bdl_found_sum bdl_bundle_found_sum(const struct bdl_bundle *b);

/* Adds a sentence to the warnings of a row. */
int bdl_exhibit_warn(struct bdl_bundle *b, struct bdl_exhibit *x, const char *sentence, struct bdl_error *err)
	BDL_MUST_CHECK;

/* "document", "call", ...; "in", "out", NULL; the enum of a token, or -1. */
const char *bdl_event_type_token(enum bdl_event_type t);
int bdl_event_type_from_token(const char *token);
const char *bdl_direction_token(enum bdl_direction d);
int bdl_direction_from_token(const char *token);

/* "2023-02-10T09:15:32+00:00"; without an offset where the clock is not known; the day alone where no time is given. */
#define BDL_MOMENT_TEXT 40
void bdl_moment_iso(struct bdl_moment m, char out[BDL_MOMENT_TEXT]);
/* What it wrote, and the zone that stands beside it ("Europe/London", "unknown", NULL). -1: not of that form. */
int bdl_moment_parse(const char *iso, const char *zone, struct bdl_moment *out) BDL_MUST_CHECK;
const char *bdl_zone_name(enum bdl_zone z);
/* Earlier first; a day without a time before the times of that day. */
int bdl_moment_compare(struct bdl_moment a, struct bdl_moment b);

/* True where the document itself states the date (text, header); false where it is inferred. */
bool bdl_date_is_stated(const struct bdl_date *d);
/* True where the step's day is not stated in its document, or is a date there that can be read in two ways. */
bool bdl_step_is_doubtful(const struct bdl_bundle *b, const struct bdl_step *s);

/*
 * The sentence of look/LOOK.md section 8 for x's reason ("It is locked with a password."), from the arena;
 * seconds and bytes are the limits in force. NULL when out of memory, "" for BDL_REASON_NONE.
 */
const char *bdl_reason_sentence(struct bdl_arena *a, enum bdl_reason r, const char *detail);

#endif
