/*
 * Phone: calls and messages out of a phone's or a chat's file, whatever program wrote it. A reader
 * fills the list; then it goes on pages (phone_calls.c, phone_messages.c) and into the facts, one
 * record for each call and message.
 */
#ifndef BDL_READ_PHONE_H
#define BDL_READ_PHONE_H

#include "read/sheet.h"

enum bdl_talk_type {
	BDL_TALK_CALL,
	BDL_TALK_MESSAGE,
	BDL_TALK_NOTICE /* a line of the chat that nobody wrote: "You created the group"; no record
			 */
};

enum bdl_call_way {
	BDL_CALL_UNKNOWN,
	BDL_CALL_MADE,
	BDL_CALL_RECEIVED,
	BDL_CALL_MISSED,
	BDL_CALL_REJECTED,
	BDL_CALL_VOICEMAIL,
	BDL_CALL_WAYS
};

/* One of them. Strings are of the reading's arena and may be NULL. */
struct bdl_talk {
	enum bdl_talk_type type;
	struct bdl_moment when; /* day of zeros: not known */
	const char *raw; /* the date as written, where it is words; one line */
	enum bdl_direction direction;
	enum bdl_call_way way; /* calls */
	bool unanswered; /* calls made: nobody answered */
	bool has_length;
	uint32_t length; /* seconds */
	const char *name, *number; /* the other side */
	const char *author; /* messages: who stands beside the words, where that is not told by
			       direction and name */
	const char *text; /* words, fit for a page, lines kept */
	const char *mark; /* "draft", "not sent": neither was received by anybody */
	const char *notes; /* lines in small type below: what came with it */

	/* phone.c */
	size_t place; /* in the file */
	const char *key; /* the same for every spelling of one number */
	const char *party; /* "Mr C (07700 900123)", or NULL */
	struct bdl_moment begun; /* first of the same key */
	unsigned page; /* on which it stands, from 1 */
};

struct bdl_phone {
	struct bdl_reading *r;
	struct bdl_talk *items;
	size_t count, space;
	size_t parties, authors; /* counted by show: other sides; in a chat, names that write */
	size_t calls, messages; /* counted by add */
	const char *layout; /* "SMS Backup & Restore" */
	const char *origin; /* behind the file's name: ", a backup of a telephone"; or "" */
	enum bdl_zone zone;
	bool ambiguous; /* dates could be month first */
	bool chat; /* one conversation in the order of the file, calls among the messages, names as
		      written */
	bool sorted; /* a chat whose file is not in the order of time: put it in order */
	bool table; /* rows of a table, whose opening words are in the facts already */
	bool truncated; /* the file breaks off */
};

/* Copies *t. -1: out of memory. */
int bdl_phone_add(struct bdl_phone *p, const struct bdl_talk *t) BDL_MUST_CHECK;

/* Draws, makes the part, fills the facts and releases the list in any case. */
int bdl_phone_show(struct bdl_phone *p, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_phone_release(struct bdl_phone *p);

/*
 * text as words for a page: broken UTF-8 replaced, line ends made '\n', marks that only steer the
 * direction of writing left out, other control characters as signs, white space at the ends gone.
 * NULL: out of memory.
 */
const char *bdl_phone_words(struct bdl_reading *r, const char *text, size_t length);

/* UK time of milliseconds (or, below 100,000,000,000, seconds) since 1970; a day of zeros where
 * that is no time. */
struct bdl_moment bdl_phone_instant(int64_t epoch);

/* "0:03:12", "192", "3m 12s", "00:03" (minutes and seconds), "1 hr 2 min", "5 min". false: it is
 * none. */
bool bdl_phone_length(const char *text, size_t length, uint32_t *seconds);

/* "38 min 12 s"; "7 hours 27 minutes 5 seconds". Spaces inside do not break. */
void bdl_phone_say_length(struct bdl_buffer *out, uint64_t seconds);
void bdl_phone_say_time(struct bdl_buffer *out, uint64_t seconds);

/* "2,000"; "1 call", "23 calls". */
void bdl_phone_say_number(struct bdl_buffer *out, size_t n);
void bdl_phone_say_count(struct bdl_buffer *out, size_t n, const char *what);

/* ---- for phone.c ---- */

/* Fills key, party and begun, and counts parties and authors; reorders the list. -1: out of memory.
 */
int bdl_phone_name_parties(
	struct bdl_phone *p, struct bdl_talk **list, size_t count) BDL_MUST_CHECK;
bool bdl_phone_is_dated(const struct bdl_talk *t);
/* By time; what has no date comes last; then as in the file. */
int bdl_phone_compare(const struct bdl_talk *x, const struct bdl_talk *y);

/* Of the page; of the row in the index, which says more; the lines below the title. NULL: out of
 * memory. */
const char *bdl_phone_title(struct bdl_phone *p);
const char *bdl_phone_index_title(struct bdl_phone *p, const char *title);
const char *bdl_phone_provenance(struct bdl_phone *p);

/* All calls as a table, then who they were with. Calls stand together, by time. */
int bdl_phone_draw_calls(struct bdl_phone *p, struct bdl_sheet *s, struct bdl_talk *const *list,
	size_t count) BDL_MUST_CHECK;
/* Everything in the list as a transcript. */
int bdl_phone_draw_messages(struct bdl_phone *p, struct bdl_sheet *s, struct bdl_talk *const *list,
	size_t count) BDL_MUST_CHECK;
/* The record of an item that stands on a page; -1: out of memory. */
int bdl_phone_record(struct bdl_phone *p, struct bdl_talk *t, unsigned page) BDL_MUST_CHECK;
bool bdl_phone_not_answered(const struct bdl_talk *t);

#endif
