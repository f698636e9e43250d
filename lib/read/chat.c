/*
 * Chats as WhatsApp saves them, and others that look the same: a stamp, a name, words that may go
 * on over further lines. Read twice: first for the order of day and month, which only the whole
 * file tells, then for the messages.
 */
#include "base/text.h"
#include "read/charset.h"
#include "read/chat_stamp.h"
#include "read/lines.h"
#include "read/phone.h"

#include <string.h>

#define NAME_MAX_BYTES ((size_t)120)
#define CALL_WORDS_MAX ((size_t)80)

struct chat {
	struct bdl_phone phone;
	enum bdl_date_order order;
	bool waiting; /* a message has begun */
	struct bdl_talk now; /* that message */
	struct bdl_buffer words; /* so far */
};

/* ---- names ---- */

/* Words of lines that the program itself writes, in which a colon belongs to no name. */
static bool is_program(const char *s, size_t length)
{
	static const char *const words[] = {"end-to-end encrypted", " changed the ",
		" changed this ", " created group", " added ", " removed ", " joined using ",
		"security code", " left: ", " pinned a message", "disappearing messages",
		"\xE2\x80\x9C", "\""};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (bdl_bytes_find(s, length, words[i]))
			return true;
	return false;
}

/* How long the name at s is; 0: nobody is named. */
static size_t name_length(const char *s, size_t length)
{
	for (size_t i = 1; i < length && i <= NAME_MAX_BYTES; i++) {
		if (s[i] != ':')
			continue;
		if (i + 1 < length && (bdl_is_digit((unsigned char)s[i + 1]) || s[i + 1] == '/'))
			return 0;
		return is_program(s, i) ? 0 : i;
	}
	return 0;
}

static bool is_message(const struct bdl_chat_stamp *stamp, const char *line, size_t length)
{
	return stamp->shape != BDL_CHAT_BARE ||
	       name_length(line + stamp->length, length - stamp->length) > 0;
}

/* ---- calls ---- */

/* "Missed voice call", "Voice call, 5 min", "Video call. No answer": a line that the program writes
 * for a call. */
static void find_call(struct bdl_talk *t)
{
	static const char *const starts[] = {"missed voice call", "missed video call",
		"missed group voice call", "missed group video call", "silenced voice call",
		"silenced video call", "voice call", "video call", "group voice call",
		"group video call"};
	const char *s = t->text, *rest;
	size_t length = strlen(s), i = 0;

	while (i < sizeof(starts) / sizeof(*starts) && !bdl_bytes_start(s, length, starts[i]))
		i++;
	if (i == sizeof(starts) / sizeof(*starts) || length > CALL_WORDS_MAX || strchr(s, '\n'))
		return;
	rest = s + strlen(starts[i]);
	if (*rest && *rest != ',' && *rest != '.' && i >= 6)
		return;
	rest += strspn(rest, ",. ");
	if (i < 6) {
		t->way = BDL_CALL_MISSED;
	} else if (bdl_phone_length(rest, strlen(rest), &t->length)) {
		t->has_length = true;
	} else if (bdl_bytes_start(rest, strlen(rest), "no answer") ||
		   bdl_bytes_start(rest, strlen(rest), "missed")) {
		t->unanswered = true;
	} else if (*rest) {
		return;
	}
	t->type = BDL_TALK_CALL;
}

/* ---- messages ---- */

static int end_message(struct chat *c)
{
	struct bdl_talk *t = &c->now;

	if (!c->waiting)
		return 0;
	c->waiting = false;
	t->text = bdl_phone_words(c->phone.r, bdl_buffer_string(&c->words), c->words.length);
	if (c->words.failed || !t->text)
		return -1;
	if (bdl_bytes_start(
		    t->text, strlen(t->text), "messages and calls are end-to-end encrypted"))
		t->type = BDL_TALK_NOTICE;
	else
		find_call(t);
	if (t->type == BDL_TALK_NOTICE)
		t->author = t->name = NULL;
	return bdl_phone_add(&c->phone, t);
}

static int begin_message(
	struct chat *c, const struct bdl_chat_stamp *stamp, const char *line, size_t length)
{
	const char *s = line + stamp->length;
	size_t n = name_length(s, length - stamp->length), rest = stamp->length + n + (n ? 1 : 0);

	c->now = (struct bdl_talk){.type = n ? BDL_TALK_MESSAGE : BDL_TALK_NOTICE};
	if (bdl_date_in_order(&stamp->date, c->order, &c->now.when.day)) {
		c->now.when.zone = BDL_ZONE_UNKNOWN;
		c->now.when.seconds = stamp->seconds;
	} else {
		c->now.when.day = (struct bdl_day){0};
	}
	c->now.raw = bdl_reading_line(
		c->phone.r, line + stamp->date_at, stamp->date_length, BDL_RAW_MAX);
	if (n > 0)
		c->now.author = c->now.name = bdl_phone_words(c->phone.r, s, n);
	if (!c->now.raw || (n > 0 && !c->now.author))
		return -1;
	bdl_buffer_clear(&c->words);
	bdl_buffer_add(&c->words, line + rest, length - rest);
	c->waiting = true;
	return 0;
}

static int take_line(struct chat *c, const struct bdl_line *l)
{
	struct bdl_chat_stamp stamp;

	if (bdl_chat_stamp(l->text, l->length, &stamp) && is_message(&stamp, l->text, l->length)) {
		if (end_message(c) < 0)
			return -1;
		return begin_message(c, &stamp, l->text, l->length);
	}
	if (!c->waiting) {
		if (l->length == 0)
			return 0;
		c->now = (struct bdl_talk){.type = BDL_TALK_NOTICE};
		bdl_buffer_clear(&c->words);
		c->waiting = true;
	} else {
		bdl_buffer_byte(&c->words, '\n');
	}
	bdl_buffer_add(&c->words, l->text, l->length);
	return 0;
}

/* ---- whose telephone ---- */

/* Who took back a message as "you": the phone is theirs. NULL: nobody, or several (two chats in one
 * file). */
static const char *find_owner(const struct bdl_phone *p)
{
	static const char *const words[] = {
		"you deleted this message", "you deleted this message."};
	const char *owner = NULL;

	for (size_t i = 0; i < p->count; i++) {
		const struct bdl_talk *t = &p->items[i];

		if (t->type != BDL_TALK_MESSAGE || !t->author ||
			(!bdl_bytes_equal(t->text, strlen(t->text), words[0]) &&
				!bdl_bytes_equal(t->text, strlen(t->text), words[1])))
			continue;
		if (owner && strcmp(owner, t->author) != 0)
			return NULL;
		owner = t->author;
	}
	return owner;
}

static void set_directions(struct bdl_phone *p)
{
	const char *owner = find_owner(p);

	for (size_t i = 0; owner && i < p->count; i++)
		if (p->items[i].author)
			p->items[i].direction = strcmp(p->items[i].author, owner) == 0
							? BDL_DIRECTION_OUT
							: BDL_DIRECTION_IN;
}

/* ---- the whole file ---- */

static void look_through(struct chat *c, const char *text, size_t length)
{
	struct bdl_date_ordering ordering = {.count = 0};
	size_t next = 0, shapes[3] = {0}, with_seconds = 0;
	struct bdl_chat_stamp stamp;
	struct bdl_line l;

	while (bdl_line_next(text, length, &next, &l)) {
		if (!bdl_chat_stamp(l.text, l.length, &stamp) ||
			!is_message(&stamp, l.text, l.length))
			continue;
		bdl_date_order_see(&ordering, &stamp.date, stamp.seconds);
		shapes[stamp.shape]++;
		with_seconds += stamp.has_seconds;
	}
	c->order = bdl_date_order_decide(&ordering, &c->phone.ambiguous);
	if (shapes[BDL_CHAT_DASH] > shapes[BDL_CHAT_BRACKETS])
		c->phone.layout = "WhatsApp (Android)";
	else if (with_seconds * 2 > ordering.count)
		c->phone.layout = "WhatsApp (iPhone)";
	else
		c->phone.layout = "WhatsApp";
}

static int read_chat(struct chat *c, const char *text, size_t length, struct bdl_error *err)
{
	struct bdl_line l;
	size_t next = 0;

	look_through(c, text, length);
	while (bdl_line_next(text, length, &next, &l))
		if (take_line(c, &l) < 0)
			return bdl_fail_memory(err);
	if (end_message(c) < 0)
		return bdl_fail_memory(err);
	set_directions(&c->phone);
	return bdl_phone_show(&c->phone, err);
}

int bdl_read_whatsapp(struct bdl_reading *r, struct bdl_error *err)
{
	struct chat c = {.phone = {.r = r,
				 .origin = ", a chat saved from a telephone",
				 .zone = BDL_ZONE_UNKNOWN,
				 .chat = true}};
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_mapping file = {0};
	struct bdl_charset charset;
	int rc = -1;

	if (r->size > BDL_TEXT_FILE_MAX)
		return bdl_not_shown(r, BDL_REASON_TOO_BIG, NULL);
	if (bdl_reading_map(r, &file, err) < 0)
		return -1;
	(void)bdl_charset_guess(file.bytes, file.length, &charset);
	bdl_charset_decode(&charset, file.bytes + charset.mark, file.length - charset.mark, &text);
	if (text.failed)
		bdl_fail_memory(err);
	else
		rc = read_chat(&c, bdl_buffer_string(&text), text.length, err);
	bdl_phone_release(&c.phone);
	bdl_buffer_release(&c.words);
	bdl_buffer_release(&text);
	bdl_reading_unmap(&file);
	return rc;
}
