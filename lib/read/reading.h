/*
 * What the readers of this room share: the file in memory, strings fit for facts, candidates for a
 * date, and the way from a drawn canvas to a part.
 */
#ifndef BDL_READ_READING_H
#define BDL_READ_READING_H

#include "draw/canvas.h"
#include "read/read.h"

#define BDL_TITLE_MAX ((size_t)200) /* bytes of a title or a column head in facts */
#define BDL_RAW_MAX ((size_t)80)    /* bytes of a date as written */
#define BDL_DRAWN_PAGES_MAX 5000u   /* of one drawn document; more is BDL_REASON_TOO_BIG */
#define BDL_TEXT_FILE_MAX ((uint64_t)64 * 1024 * 1024)

/* The whole file, read-only. Evidence that shrinks meanwhile ends this process: the parent notices. */
struct bdl_mapping {
	const unsigned char *bytes;
	size_t length;
};

int bdl_reading_map(const struct bdl_reading *r, struct bdl_mapping *out, struct bdl_error *err)
	BDL_MUST_CHECK;
void bdl_reading_unmap(struct bdl_mapping *m);

/*
 * text as one line of at most `most` bytes: broken UTF-8 replaced, runs of white space and of control
 * characters made one space, ends trimmed. From the arena; NULL when out of memory.
 */
const char *bdl_reading_line(struct bdl_reading *r, const char *text, size_t length, size_t most);

/* The file's name for people: no folder, no extension, '_' and '+' are spaces. NULL: out of memory. */
const char *bdl_reading_label(struct bdl_reading *r);

/* Sets facts.text to the opening of UTF-8 text (lines kept) and facts.text_characters to its length. */
int bdl_reading_opening(struct bdl_reading *r, const char *text, size_t length, struct bdl_error *err)
	BDL_MUST_CHECK;

/*
 * Adds a copy of c, raw made one line. The last quarter of the places is kept for dates with the
 * label BDL_LABEL_DATE and for those of a file's own data; what finds no place is left out.
 */
int bdl_reading_candidate(struct bdl_reading *r, const struct bdl_candidate *c, size_t raw_length,
	struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Adds a record (a call, a message, a transaction); strings are made one line and copied. When there are
 * BDL_FACTS_RECORDS_MAX already, facts.rows still counts and a warning says that no more are kept.
 */
int bdl_reading_record(struct bdl_reading *r, const struct bdl_record *record, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Counts private matter that was found: on a page of the part, from 1, or in what belongs to none (0). More than
 * BDL_FACTS_HIDDEN_MAX rows are not told apart any more. -1: out of memory.
 */
int bdl_reading_private(struct bdl_reading *r, unsigned page, enum bdl_private_kind kind, unsigned count)
	BDL_MUST_CHECK;
/* Finds in the words of a page what shows by its form, where nothing is to be hidden, and keeps what it says. */
int bdl_reading_seek(struct bdl_reading *r, unsigned page, const char *text, size_t length, struct bdl_error *err)
	BDL_MUST_CHECK;

/*
 * Hands out a document inside this one; it becomes an exhibit of its own, read by its own reader. An empty name becomes
 * "attachment-N"; '/' and control characters in it become '_'. More than BDL_FACTS_INNER_MAX, or more bytes than the output
 * limit: a warning names what was left out.
 */
int bdl_reading_inner(struct bdl_reading *r, const char *name, const void *bytes, size_t length, struct bdl_error *err)
	BDL_MUST_CHECK;

/*
 * The page that is drawn as number `page` (from 0) gets, at x on the baseline y (from the top), words in black 12-point Liberation
 * Sans that name the page of document `inner` (row of facts.inner, from 0), "page 31", and a link there, `width` points wide. To be
 * called before bdl_reading_drawn(). What lies beyond the bounds of model/part.h is not mentioned.
 */
int bdl_reading_mention(struct bdl_reading *r, const struct bdl_mentioned *m, struct bdl_error *err)
	BDL_MUST_CHECK;

/*
 * A table of text that somebody else knows better than as a plain table: a bank's, a phone's. Tried in order by csv.c, before it draws
 * the table itself. 1: recognised, pages drawn and facts filled; 0: it is not mine, nothing was touched; -1: failure.
 */
struct bdl_table;
typedef int bdl_table_reader(struct bdl_reading *r, const struct bdl_table *t, struct bdl_error *err);

/* Closes the canvas, makes the part of it and fills shown and pages; frees c in any case. */
int bdl_reading_drawn(struct bdl_reading *r, struct bdl_canvas *c, bool furnished, struct bdl_error *err)
	BDL_MUST_CHECK;

#endif
