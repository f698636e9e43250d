/*
 * Facts: what a reader says about one file. They come out of the sandbox as JSON and are validated like
 * any untrusted input: every string is bounded, valid UTF-8 and free of control characters; every token
 * is known; every number is in range. They are kept in the work cache under the file's SHA-256.
 */
#ifndef BDL_MODEL_FACTS_H
#define BDL_MODEL_FACTS_H

#include "base/buffer.h"
#include "base/private.h"
#include "model/bundle.h"

#define BDL_FACTS_MAX ((size_t)64 * 1024 * 1024) /* bytes of JSON that a reader may hand out */
#define BDL_FACTS_TEXT_MAX ((size_t)16 * 1024) /* bytes of opening text */
#define BDL_FACTS_STRING_MAX ((size_t)1024) /* bytes of any other string */
#define BDL_FACTS_STRINGS_MAX ((size_t)128) /* column heads, warnings */
#define BDL_FACTS_DATES_MAX 64
#define BDL_FACTS_PAGES_MAX 200000u
#define BDL_FACTS_RECORDS_MAX ((size_t)200000)
#define BDL_FACTS_RECORD_TEXT_MAX ((size_t)8 * 1024) /* bytes of what one record says */
#define BDL_FACTS_INNER_MAX ((size_t)10000)
#define BDL_FACTS_HIDDEN_TEXT ((size_t)200) /* bytes of what one says */
#define BDL_FACTS_HIDDEN_MAX ((size_t)100000)
#define BDL_OCR_WANTED 40 /* room for bdl_facts.ocr */

/* What stood beside a date in the text. */
enum bdl_date_label {
	BDL_LABEL_NONE,
	BDL_LABEL_DATE,    /* "Date:", "Dated", "Date of letter" */
	BDL_LABEL_BIRTH,   /* born, date of birth: never the document's date */
	BDL_LABEL_DUE,     /* by, before, due, expires, valid until: not the document's date */
	BDL_LABEL_PERIOD_START,
	BDL_LABEL_PERIOD_END,
	BDL_LABEL_ROW      /* the date cell of a row of a table */
};

/* One candidate for the exhibit's date. */
struct bdl_candidate {
	struct bdl_day day;
	enum bdl_precision precision;
	enum bdl_date_source source;
	enum bdl_date_label label;
	bool ambiguous;         /* could be month first; read day first */
	unsigned page;          /* from 1; 0: not from a page */
	size_t offset;          /* bytes from the start of the text it was found in */
	const char *raw;        /* as written */
};

/*
 * A document inside this one: an attachment, a message of a mailbox. Its bytes stand, decoded, in a file beside the part:
 * from offset `at`, `length` bytes.
 */
struct bdl_inner {
	const char *name;  /* as its carrier calls it, or one that the reader made up; never empty, no '/' */
	uint64_t at, length;
};

/* How a picture looks; judge/picture.c draws the conclusions. Shares are in thousandths; colours is 0 if nobody looked. */
struct bdl_look {
	unsigned colours; /* different ones, about; at most 65536 */
	unsigned flat;    /* pixels that are exactly as the one to their left */
	unsigned even;    /* rows of one colour from edge to edge */
	unsigned paper;   /* pixels that are light and have hardly any colour */
	unsigned vivid;   /* pixels of a strong colour */
	unsigned ground;  /* pixels of that brightness which most have, give or take a little */
	unsigned tone;    /* that brightness, 0 to 255 */
};

/*
 * Private matter on a page of the part. Where the reader was asked to hide something, this is what is hidden there; else what shows by
 * its form, in documents that have pages of their own. Where a picture was taken is told in any case.
 */
struct bdl_hidden {
	unsigned page;             /* from 1; 0: in what belongs to no page */
	enum bdl_private_kind kind;
	unsigned count;            /* places */
	const char *text;          /* what it says, where nothing was to be hidden: it may be meant to be seen; else NULL */
};

struct bdl_facts {
	const char *format, *media_type;
	const char *format_basis;  /* "sniffed: %PDF- at byte 0", "libmagic 5.44" */
	bool shown;
	enum bdl_reason reason;
	const char *detail;        /* see bdl_exhibit.detail; or NULL */
	unsigned pages;            /* of the part; 0 if not shown */
	const char *title;         /* the document's own: a heading, a Subject; or NULL */
	const char *text;          /* opening words, at most BDL_FACTS_TEXT_MAX bytes, lines kept ('\n' only); "" if none */
	uint64_t text_characters;  /* in the whole document */
	unsigned width, height;    /* pixels as seen, for pictures; else 0 */
	struct bdl_look look;      /* of the first page of a picture */
	const char *camera;        /* EXIF make and model, or NULL */
	struct bdl_candidate *dates; /* in the order found; never from the file's time */
	size_t date_count;
	const char **headers;      /* column heads of a table, NULL-ended; or NULL */
	size_t rows;               /* of a table, without the header */
	const char **warnings;     /* NULL-ended, or NULL */
	struct bdl_record *records;/* in the order of the document */
	size_t record_count;
	struct bdl_inner *inner;   /* in the order of the document, one behind the other */
	size_t inner_count;
	const char *account;       /* of a bank's record: sort code and number, last four figures; or NULL */
	const char *layout;        /* what was recognised in it: "Monzo", "SMS Backup & Restore"; or NULL */
	const char *message_id;    /* of mail, without its angle brackets; or NULL */
	const char *sender;        /* of mail, "Name <address>"; or NULL */
	unsigned scanned;          /* pages that are pictures of words and have no words of their own */
	bool recognised;           /* these have been read by OCR: their words are in text and in the part */
	const char *reserved;      /* the room that was made on its pages (bdl_stamping_text()); NULL: they leave it anyway */
	bool is_signed;            /* electronically, in a way that its pages cannot carry into the bundle */
	struct bdl_hidden *hidden;
	size_t hidden_count;
	bool whole;                /* all that the file holds has been searched and none of it found: its bytes can be sent */
	unsigned unsearched;       /* pages whose words are not known, when something was to be hidden */
	const char *ocr;           /* what was asked for when it was read: "", "auto eng", "all eng"; NULL is "" */
};

/*
 * Writes f as JSON (keys sorted, same facts give same bytes). Strings are cleaned and cut to their bounds, lists cut
 * to theirs; a candidate whose day does not exist or that comes from a file's name (facts are kept by content, and
 * the same bytes may bear two names) is left out. BDL_EINTERNAL if format is no token or pages do not fit the reason.
 */
int bdl_facts_to_json(const struct bdl_facts *f, struct bdl_buffer *out, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Reads JSON that a reader wrote; strings are copied into the arena. Anything out of bounds is BDL_EFORMAT
 * and leaves *f zeroed. `path` names the evidence file in messages.
 */
int bdl_facts_from_json(struct bdl_facts *f, struct bdl_arena *a, const char *json, size_t length,
	const char *path, struct bdl_error *err) BDL_MUST_CHECK;

const char *bdl_date_label_token(enum bdl_date_label l);
int bdl_date_label_from_token(const char *token);

#endif
