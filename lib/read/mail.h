/*
 * Mail: one message, as every reader of mail (mail_parse.c, outlook.c, tnef.c) hands it on, and how
 * it becomes pages and facts (mail_show.c). What is attached is handed out with bdl_reading_inner()
 * on the way and only named here.
 */
#ifndef BDL_READ_MAIL_H
#define BDL_READ_MAIL_H

#include "read/reading.h"

#define BDL_MAIL_BODY_MAX ((size_t)16 * 1024 * 1024) /* bytes of words that go on pages */
#define BDL_MAIL_NOTES 8

/* Strings are lines of UTF-8 from the reading's arena; NULL: the message does not say. */
struct bdl_mail {
	const char *subject;
	const char *from, *to, *copy, *blind;
	const char *sender; /* the first of `from`, "Name <address>" */
	const char *message_id; /* without angle brackets */
	const char *date_raw; /* as written */
	bool dated; /* epoch is known */
	bool zoned; /* false: epoch is that of a clock whose zone nobody says */
	bool received; /* the date is when it arrived: it has none of its own */
	int64_t epoch; /* seconds since 1970 */
	struct bdl_buffer body; /* UTF-8, '\n'; quoted lines begin with '>' */
	const char **files; /* names of what is attached, as handed out */
	size_t file_count;
	const char *notes[BDL_MAIL_NOTES]; /* sentences that stand above the words */
	size_t note_count;
};

/* Draws the message and fills the facts. Releases m->body in any case. */
int bdl_mail_show(struct bdl_reading *r, struct bdl_mail *m, struct bdl_error *err) BDL_MUST_CHECK;

/* Hands out a document attached to m and lists it by the name it got. */
int bdl_mail_attach(struct bdl_reading *r, struct bdl_mail *m, const char *name, const void *bytes,
	size_t length, struct bdl_error *err) BDL_MUST_CHECK;

/* Appends text to out, what is uuencoded in it handed out and named in its place (mail_uu.c). */
int bdl_mail_take_uu(struct bdl_reading *r, struct bdl_mail *m, const char *text, size_t length,
	struct bdl_buffer *out, struct bdl_error *err) BDL_MUST_CHECK;

/* Adds a sentence above the words, once. */
void bdl_mail_note(struct bdl_mail *m, const char *sentence);

/*
 * Appends bytes as UTF-8 lines. charset is what the message calls it, or NULL: what it cannot be is
 * read as what it looks like.
 */
void bdl_mail_decode(const char *charset, const void *bytes, size_t length, struct bdl_buffer *out);

/* One message of `length` bytes of RFC 822 into m, its attachments handed out (mail_parse.c). */
int bdl_mail_parse(struct bdl_reading *r, const void *bytes, size_t length, struct bdl_mail *m,
	struct bdl_error *err) BDL_MUST_CHECK;

/* What a list of messages says of one of them; strings from r's arena, NULL where it does not say.
 */
struct bdl_mail_summary {
	const char *subject, *from, *date_raw;
	bool dated, zoned, received; /* as in struct bdl_mail */
	int64_t epoch;
};

int bdl_mail_summarise(struct bdl_reading *r, const void *bytes, size_t length,
	struct bdl_mail_summary *out, struct bdl_error *err) BDL_MUST_CHECK;

/* "Friday 10 February 2023, 14:05" on a British clock, or, unzoned, on the one it was written by.
 */
#define BDL_MAIL_DATE_TEXT 64
bool bdl_mail_day(bool zoned, int64_t epoch, struct bdl_day *day, char text[BDL_MAIL_DATE_TEXT]);

#endif
