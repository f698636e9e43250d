/*
 * Chats in JSON: Telegram's export, those of Messenger and Instagram, and plain lists of messages
 * with author and time. The only file of the readers that knows jansson. What cannot be read as one
 * of these is shown as the text that it is.
 */
#include "base/text.h"
#include "base/uktime.h"
#include "read/chat_stamp.h"
#include "read/lines.h"
#include "read/phone.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define JSON_MAX ((uint64_t)32 * 1024 * 1024) /* bytes; in memory it takes about ten times that */
#define PIECES_MAX ((size_t)10000) /* of one message's text, of its reactions */

struct chat_file {
	struct bdl_phone phone;
	const char *conversation; /* name of the one that is read, where the file holds several */
	bool messenger; /* letters are written as if each byte were one */
	bool failed; /* out of memory */
};

/* ---- words ---- */

/*
 * Messenger writes each byte of a letter's UTF-8 as a character of its own. Puts the bytes together
 * again where that gives UTF-8; else the text stays as it is.
 */
static void unfold_letters(const char *text, size_t length, struct bdl_buffer *out)
{
	struct bdl_buffer bytes = BDL_BUFFER_INIT;
	uint32_t code = 0;
	size_t n;

	for (size_t i = 0; i < length && code <= 0xFF; i += n) {
		n = bdl_utf8_next(text + i, length - i, &code);
		bdl_buffer_byte(&bytes, (char)(unsigned char)code);
	}
	if (code <= 0xFF && bdl_utf8_valid(bdl_buffer_string(&bytes), bytes.length))
		bdl_buffer_add(out, bytes.data, bytes.length);
	else
		bdl_buffer_add(out, text, length);
	out->failed |= bytes.failed;
	bdl_buffer_release(&bytes);
}

static const char *words_of(struct chat_file *f, const struct bdl_buffer *b)
{
	const char *words =
		b->failed ? NULL : bdl_phone_words(f->phone.r, bdl_buffer_string(b), b->length);

	f->failed |= words == NULL;
	return words && *words ? words : NULL;
}

static void add_string(struct chat_file *f, const json_t *value, struct bdl_buffer *out)
{
	if (!json_is_string(value))
		return;
	if (f->messenger && json_string_length(value) > 0)
		unfold_letters(json_string_value(value), json_string_length(value), out);
	else
		bdl_buffer_add(out, json_string_value(value), json_string_length(value));
}

/* The first of the names (NULL-ended) that is there and is words. */
static const char *string(struct chat_file *f, const json_t *m, const char *const *names)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	const char *words;

	for (; *names && b.length == 0; names++)
		add_string(f, json_object_get(m, *names), &b);
	words = words_of(f, &b);
	bdl_buffer_release(&b);
	return words;
}

#define STRING(f, m, ...) string(f, m, (const char *const[]){__VA_ARGS__, NULL})

/* Telegram's text is a string, or a list of strings and of objects with a text: links, bold words.
 */
static const char *text_of(struct chat_file *f, const json_t *m)
{
	const json_t *text = json_object_get(m, "text");
	struct bdl_buffer b = BDL_BUFFER_INIT;
	const char *words;

	if (!json_is_array(text))
		return STRING(f, m, "content", "message", "text", "body");
	for (size_t i = 0; i < json_array_size(text) && i < PIECES_MAX; i++) {
		const json_t *piece = json_array_get(text, i);

		add_string(f, json_is_object(piece) ? json_object_get(piece, "text") : piece, &b);
	}
	words = words_of(f, &b);
	bdl_buffer_release(&b);
	return words;
}

/* ---- what came with a message ---- */

static void add_note(struct bdl_buffer *notes, const char *word, const char *what)
{
	bdl_buffer_printf(
		notes, "%s%s \xE2\x80\x9C%s\xE2\x80\x9D.", notes->length ? "\n" : "", word, what);
}

static void add_files(struct chat_file *f, const json_t *m, struct bdl_buffer *notes)
{
	static const struct {
		const char *name, *word;
	} lists[] = {{"photos", "Picture with this message:"},
		{"videos", "Video with this message:"},
		{"audio_files", "Sound recording with this message:"},
		{"files", "File with this message:"}, {"gifs", "Picture with this message:"}};

	for (size_t k = 0; k < sizeof(lists) / sizeof(*lists); k++) {
		const json_t *list = json_object_get(m, lists[k].name);

		for (size_t i = 0; i < json_array_size(list) && i < PIECES_MAX; i++) {
			const char *uri = STRING(f, json_array_get(list, i), "uri");

			if (uri)
				add_note(notes, lists[k].word, uri);
		}
	}
}

static void add_reactions(struct chat_file *f, const json_t *m, struct bdl_buffer *notes)
{
	const json_t *list = json_object_get(m, "reactions");

	for (size_t i = 0; i < json_array_size(list) && i < PIECES_MAX; i++) {
		const json_t *one = json_array_get(list, i);
		const char *what = STRING(f, one, "reaction", "emoji"),
			   *who = STRING(f, one, "actor");

		if (what && who)
			bdl_buffer_printf(notes, "%sReaction of %s: %s", notes->length ? "\n" : "",
				who, what);
	}
}

static const char *notes_of(struct chat_file *f, const json_t *m)
{
	static const struct {
		const char *name, *word;
	} singles[] = {{"photo", "Picture with this message:"}, {"file", "File with this message:"},
		{"forwarded_from", "Forwarded from"}, {"edited", "Edited:"},
		{"sticker_emoji", "Sticker:"}};
	struct bdl_buffer notes = BDL_BUFFER_INIT;
	const char *words, *link = STRING(f, json_object_get(m, "share"), "link");

	for (size_t k = 0; k < sizeof(singles) / sizeof(*singles); k++) {
		const char *what = STRING(f, m, singles[k].name);

		if (what)
			add_note(&notes, singles[k].word, what);
	}
	if (link)
		add_note(&notes, "Link with this message:", link);
	add_files(f, m, &notes);
	add_reactions(f, m, &notes);
	if (json_is_true(json_object_get(m, "is_unsent")))
		bdl_buffer_printf(&notes, "%sTaken back by who sent it.", notes.length ? "\n" : "");
	words = words_of(f, &notes);
	bdl_buffer_release(&notes);
	return words;
}

/* ---- times ---- */

/* "2018-12-05T10:39:10", with or without a zone that is UTC. */
static void read_words(const char *s, struct bdl_moment *out)
{
	struct bdl_figures figures;
	size_t length = strlen(s), n = bdl_figures_read(s, length, &figures), clock;
	bool has_seconds;

	if (n == 0 || !bdl_date_in_order(&figures, BDL_YEAR_FIRST, &out->day)) {
		out->day = (struct bdl_day){0};
		return;
	}
	n += n < length && (s[n] == 'T' || s[n] == ' ');
	clock = bdl_chat_clock(s + n, length - n, &out->seconds, &has_seconds);
	if (clock == 0)
		return;
	out->zone = BDL_ZONE_UNKNOWN;
	n += clock;
	if (s[n] == '.')
		n += 1 + strspn(s + n + 1, "0123456789");
	if (strcmp(s + n, "Z") == 0 || strcmp(s + n, "+00:00") == 0)
		*out = bdl_phone_instant(bdl_epoch(out->day, out->seconds, 0));
}

static void set_time(struct chat_file *f, const json_t *m, struct bdl_talk *t)
{
	static const char *const instants[] = {
		"timestamp_ms", "date_unixtime", "timestamp", "date", "time"};

	for (size_t i = 0; i < sizeof(instants) / sizeof(*instants); i++) {
		const json_t *value = json_object_get(m, instants[i]);
		const char *s = json_string_value(value);

		if (json_is_integer(value))
			t->when = bdl_phone_instant(json_integer_value(value));
		else if (s && strspn(s, "0123456789") == strlen(s) && strlen(s) >= 9 &&
			 strlen(s) <= 13)
			t->when = bdl_phone_instant(strtoll(s, NULL, 10));
		else if (s)
			read_words(s, &t->when);
		if (t->when.day.year != 0)
			return;
	}
	t->raw = STRING(f, m, "date", "timestamp", "time");
}

/* ---- messages ---- */

static void set_call(const json_t *m, struct bdl_talk *t)
{
	const json_t *length = json_object_get(m, "call_duration"),
		     *why = json_object_get(m, "discard_reason");

	if (!length)
		length = json_object_get(m, "duration_seconds");
	t->type = BDL_TALK_CALL;
	if (json_is_integer(length) && json_integer_value(length) >= 0 &&
		json_integer_value(length) <= UINT32_MAX) {
		t->has_length = true;
		t->length = (uint32_t)json_integer_value(length);
	}
	if (json_is_true(json_object_get(m, "missed")) ||
		(json_is_string(why) && strcmp(json_string_value(why), "missed") == 0))
		t->way = BDL_CALL_MISSED;
	t->unanswered = t->way == BDL_CALL_UNKNOWN && t->has_length && t->length == 0;
}

/* How long it took stands nowhere in the words. */
static void note_call(struct chat_file *f, struct bdl_talk *t)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;

	if (t->notes)
		bdl_buffer_printf(&b, "%s\n", t->notes);
	bdl_buffer_text(&b, "Call, ");
	if (bdl_phone_not_answered(t))
		bdl_buffer_text(&b, "not answered");
	else if (t->has_length)
		bdl_phone_say_length(&b, t->length);
	else
		bdl_buffer_text(&b, "length not told");
	bdl_buffer_byte(&b, '.');
	t->notes = words_of(f, &b);
	bdl_buffer_release(&b);
}

/* What the program tells of itself: "create group", a call. */
static void set_service(struct chat_file *f, const json_t *m, struct bdl_talk *t)
{
	const char *action = STRING(f, m, "action"), *actor = STRING(f, m, "actor");
	char *words;

	if (action && strcmp(action, "phone_call") == 0) {
		set_call(m, t);
		t->author = t->name = actor;
		note_call(f, t);
		return;
	}
	t->type = BDL_TALK_NOTICE;
	words = bdl_arena_printf(
		f->phone.r->arena, "%s: %s", actor ? actor : "Telegram", action ? action : "");
	f->failed |= words == NULL;
	for (char *c = words; c && *c; c++)
		if (*c == '_')
			*c = ' ';
	t->text = words;
}

static void take_message(struct chat_file *f, const json_t *m)
{
	struct bdl_talk t = {.type = BDL_TALK_MESSAGE};
	const char *type = json_string_value(json_object_get(m, "type"));

	if (!json_is_object(m))
		return;
	set_time(f, m, &t);
	t.author = STRING(f, m, "sender_name", "author", "from", "sender", "name");
	t.name = t.author;
	t.text = text_of(f, m);
	t.notes = notes_of(f, m);
	if (type && strcmp(type, "service") == 0)
		set_service(f, m, &t);
	else if (json_object_get(m, "call_duration") || (type && strcmp(type, "Call") == 0)) {
		set_call(m, &t);
		note_call(f, &t);
	}
	if (f->conversation && t.type != BDL_TALK_NOTICE)
		t.name = f->conversation;
	f->failed |= bdl_phone_add(&f->phone, &t) < 0;
}

static void take_messages(struct chat_file *f, const json_t *list)
{
	for (size_t i = 0; i < json_array_size(list) && !f->failed; i++)
		take_message(f, json_array_get(list, i));
}

/* All chats of a Telegram account, each under its name. */
static void take_chats(struct chat_file *f, const json_t *list)
{
	for (size_t i = 0; i < json_array_size(list) && !f->failed; i++) {
		const json_t *chat = json_array_get(list, i);

		f->conversation = STRING(f, chat, "name");
		if (!f->conversation)
			f->conversation = "Chat without a name";
		take_messages(f, json_object_get(chat, "messages"));
	}
	f->phone.chat = false;
}

static void take_all(struct chat_file *f, const json_t *root)
{
	const json_t *messages = json_is_array(root) ? root : json_object_get(root, "messages"),
		     *chats = json_object_get(json_object_get(root, "chats"), "list"),
		     *first = json_array_get(messages, 0);

	f->messenger = json_object_get(first, "sender_name") != NULL;
	f->phone.layout = f->messenger          ? "Messenger or Instagram"
			  : json_is_array(root) ? "List of messages"
						: "Telegram";
	if (messages)
		take_messages(f, messages);
	else if (chats)
		take_chats(f, chats);
}

/* ---- the reader ---- */

static bool all_instants(const struct bdl_phone *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->items[i].when.day.year != 0 && p->items[i].when.zone != BDL_ZONE_LONDON)
			return false;
	return p->count > 0;
}

static int read_json(struct chat_file *f, const json_t *root, struct bdl_error *err)
{
	struct bdl_reading *r = f->phone.r;

	if (root)
		take_all(f, root);
	if (f->failed)
		return bdl_fail_memory(err);
	if (f->phone.calls + f->phone.messages == 0) {
		r->facts->format = "text";
		return bdl_read_text(r, err);
	}
	f->phone.zone = all_instants(&f->phone) ? BDL_ZONE_LONDON : BDL_ZONE_UNKNOWN;
	return bdl_phone_show(&f->phone, err);
}

int bdl_read_chat_json(struct bdl_reading *r, struct bdl_error *err)
{
	struct chat_file f = {
		.phone = {.r = r, .origin = ", a saved chat", .chat = true, .sorted = true}};
	struct bdl_mapping file = {0};
	json_t *root = NULL;
	size_t mark;
	int rc;

	if (r->size > JSON_MAX) {
		r->facts->format = "text";
		return bdl_read_text(r, err);
	}
	if (bdl_reading_map(r, &file, err) < 0)
		return -1;
	mark = bdl_bytes_start((const char *)file.bytes, file.length, "\xEF\xBB\xBF") ? 3 : 0;
	root = json_loadb(
		(const char *)file.bytes + mark, file.length - mark, JSON_ALLOW_NUL, NULL);
	rc = read_json(&f, root, err);
	json_decref(root);
	bdl_phone_release(&f.phone);
	bdl_reading_unmap(&file);
	return rc;
}
