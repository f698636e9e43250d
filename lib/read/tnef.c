/*
 * TNEF (winmail.dat): what Outlook sends to programs that are not Outlook, [MS-OXTNEF]. A row of
 * attributes, some of which hold MAPI properties; mapi.c makes a message of them. Read here and not
 * by a library: there is little of it, and those that exist were not made for hostile files.
 */
#include "base/text.h"
#include "base/uktime.h"
#include "read/mail_text.h"
#include "read/mapi.h"
#include "read/sniff_inside.h"

#include <stdio.h>
#include <string.h>

#define FILE_MAX ((uint64_t)256 * 1024 * 1024)
#define VALUES_MAX 4096u /* of one property */
#define ROWS_MAX 2000u /* recipients */

enum attribute {
	FROM = 0x8000,
	SUBJECT = 0x8004,
	DATE_SENT = 0x8005,
	MESSAGE_ID = 0x8009,
	BODY = 0x800C,
	FILE_DATA = 0x800F,
	FILE_TITLE = 0x8010,
	FILE_BEGINS = 0x9002,
	PROPERTIES = 0x9003,
	RECIPIENTS = 0x9004,
	FILE_PROPERTIES = 0x9005,
	CODEPAGE = 0x9007
};

/* Bytes still to be read; a value that goes beyond the end makes it `broken`. */
struct bytes {
	const unsigned char *at;
	size_t left;
	bool broken;
};

struct file {
	struct bdl_mapi_object properties;
	const unsigned char *data;
	size_t length;
	const char *title;
	bool any;
};

struct tnef {
	struct bdl_reading *r;
	struct bdl_error *err;
	struct bdl_mail m;
	struct bdl_mapi_object message;
	struct bdl_mapi_object *recipients;
	size_t recipient_count;
	struct file file; /* the one at hand */
	char charset[16];
	const char *subject, *from, *message_id;
	struct bdl_buffer body;
	bool dated;
	int64_t local; /* date sent, by the sender's clock */
};

static const unsigned char *take(struct bytes *b, size_t length)
{
	const unsigned char *at = b->at;

	if (b->broken || length > b->left) {
		b->broken = true;
		return NULL;
	}
	b->at += length;
	b->left -= length;
	return at;
}

static uint32_t take32(struct bytes *b)
{
	const unsigned char *p = take(b, 4);

	return p ? bdl_little32(p) : 0;
}

/* A value of `length` bytes, filled up to a multiple of four. */
static const unsigned char *take_padded(struct bytes *b, size_t length)
{
	const unsigned char *p = take(b, length);
	size_t filled = (4 - length % 4) % 4;

	if (p)
		(void)take(b, filled < b->left ? filled : b->left);
	return p;
}

/* ---- MAPI properties ---- */

static size_t fixed_length(unsigned type)
{
	switch (type) {
	case 0x0002:
	case 0x0003:
	case 0x0004:
	case 0x000A:
	case 0x000B:
		return 4;
	case 0x0005:
	case 0x0006:
	case 0x0007:
	case 0x0014:
	case 0x0040:
		return 8;
	case 0x0048:
		return 16;
	default:
		return 0;
	}
}

/* Properties of a company's own: a GUID and a number or name. */
static void skip_name(struct bytes *b)
{
	(void)take(b, 16);
	if (take32(b) == 0)
		(void)take32(b);
	else
		(void)take_padded(b, take32(b));
}

/* The first value of a property; others are passed over. */
static void take_values(struct bytes *b, unsigned type, struct bdl_mapi_property *p)
{
	size_t fixed = fixed_length(type & 0xFFF);
	uint32_t count = (type & 0x1000) || fixed == 0 ? take32(b) : 1;

	if (count > VALUES_MAX)
		b->broken = true;
	for (uint32_t i = 0; i < count && !b->broken; i++) {
		size_t length = fixed ? fixed : take32(b);
		const unsigned char *value = take_padded(b, length);

		if (i == 0 && value) {
			p->bytes = value;
			p->length = length;
		}
	}
}

static int take_properties(struct tnef *t, struct bytes *b, struct bdl_mapi_object *out)
{
	uint32_t count = take32(b);

	for (uint32_t i = 0; i < count && !b->broken; i++) {
		uint32_t tag = take32(b);
		struct bdl_mapi_property p = {.type = tag & 0xFFFF, .id = tag >> 16};

		if (p.id >= 0x8000)
			skip_name(b);
		take_values(b, p.type, &p);
		if (p.bytes && p.length && bdl_mapi_add(t->r->arena, out, &p, t->err) < 0)
			return -1;
	}
	return 0;
}

static int take_recipients(struct tnef *t, struct bytes *b)
{
	uint32_t rows = take32(b);

	if (rows > ROWS_MAX)
		rows = ROWS_MAX;
	if (!t->recipients)
		t->recipients = bdl_arena_alloc(t->r->arena, ROWS_MAX * sizeof(*t->recipients));
	if (!t->recipients)
		return bdl_fail_memory(t->err);
	for (uint32_t i = 0; i < rows && !b->broken && t->recipient_count < ROWS_MAX; i++)
		if (take_properties(t, b, &t->recipients[t->recipient_count++]) < 0)
			return -1;
	return 0;
}

/* ---- attributes ---- */

static const char *line_of(struct tnef *t, const unsigned char *bytes, size_t length)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	const char *line = NULL;

	while (length > 0 && bytes[length - 1] == 0)
		length--;
	bdl_mail_decode(t->charset, bytes, length, &text);
	if (!text.failed)
		line = bdl_reading_line(
			t->r, bdl_buffer_string(&text), text.length, BDL_FACTS_STRING_MAX);
	bdl_buffer_release(&text);
	return line && *line ? line : NULL;
}

/* "name\0SMTP:address\0" behind a head of eight bytes that says how long they are. */
static const char *sender_of(struct tnef *t, const unsigned char *bytes, size_t length)
{
	size_t name, address;
	const char *shown, *where;

	if (length < 8)
		return NULL;
	name = bdl_little16(bytes + 4);
	address = bdl_little16(bytes + 6);
	if (name > length - 8 || address > length - 8 - name)
		return NULL;
	shown = line_of(t, bytes + 8, name);
	where = line_of(t, bytes + 8 + name, address);
	if (where && strchr(where, ':'))
		where = strchr(where, ':') + 1;
	if (!where || !strchr(where, '@'))
		return shown;
	return shown ? bdl_arena_printf(t->r->arena, "%s <%s>", shown, where) : where;
}

/* Seven numbers of 16 bits: year, month, day, hour, minute, second, day of the week. */
static void note_date(struct tnef *t, const unsigned char *bytes, size_t length)
{
	struct bdl_day day;
	uint32_t seconds;

	if (length < 12 || bdl_little16(bytes) > 2150 || bdl_little16(bytes + 2) > 12 ||
		bdl_little16(bytes + 4) > 31)
		return;
	day = (struct bdl_day){(int16_t)bdl_little16(bytes), (int8_t)bdl_little16(bytes + 2),
		(int8_t)bdl_little16(bytes + 4)};
	seconds = bdl_little16(bytes + 6) * 3600u + bdl_little16(bytes + 8) * 60u +
		  bdl_little16(bytes + 10);
	if (!bdl_day_exists(day) || day.year < 1980 || seconds >= 86400)
		return;
	t->dated = true;
	t->local = bdl_epoch(day, seconds, 0);
}

static const char *name_of_file(struct tnef *t)
{
	const struct bdl_mapi_object *o = &t->file.properties;
	const char *name = bdl_mapi_line(t->r, o, BDL_MAPI_FILE_NAME, t->charset);

	name = name ? name : t->file.title;
	if (!name)
		name = bdl_mapi_line(t->r, o, BDL_MAPI_FILE_SHORT_NAME, t->charset);
	if (!name)
		name = bdl_mapi_line(t->r, o, BDL_MAPI_SHOWN_NAME, t->charset);
	return name ? name : "";
}

/* Hands out the file at hand, if there is one. A message inside is TNEF again, behind a GUID. */
static int finish_file(struct tnef *t)
{
	const struct bdl_mapi_property *data =
		bdl_mapi_find(&t->file.properties, BDL_MAPI_FILE_DATA);
	const char *name = name_of_file(t);
	int rc = 0;

	if (data && data->length > 20 && bdl_little32(data->bytes + 16) == 0x223E9F78) {
		name = bdl_arena_printf(t->r->arena, "%s.tnef", *name ? name : "message");
		rc = name ? bdl_mail_attach(
				    t->r, &t->m, name, data->bytes + 16, data->length - 16, t->err)
			  : bdl_fail_memory(t->err);
	} else if (t->file.data) {
		rc = bdl_mail_attach(t->r, &t->m, name, t->file.data, t->file.length, t->err);
	} else if (data) {
		rc = bdl_mail_attach(t->r, &t->m, name, data->bytes, data->length, t->err);
	} else if (t->file.any) {
		rc = bdl_reading_warn(
			t->r, "What is attached to it as \"%s\" could not be read.", name);
	}
	t->file = (struct file){0};
	return rc;
}

static int take_attribute(struct tnef *t, unsigned id, const unsigned char *bytes, size_t length)
{
	struct bytes b = {.at = bytes, .left = length};

	switch ((enum attribute)id) {
	case CODEPAGE:
		if (length >= 4)
			bdl_mapi_charset(bdl_little32(bytes), t->charset);
		return 0;
	case SUBJECT:
		t->subject = line_of(t, bytes, length);
		return 0;
	case MESSAGE_ID:
		t->message_id = line_of(t, bytes, length);
		return 0;
	case FROM:
		t->from = sender_of(t, bytes, length);
		return 0;
	case DATE_SENT:
		note_date(t, bytes, length);
		return 0;
	case BODY:
		while (length > 0 && bytes[length - 1] == 0)
			length--;
		bdl_mail_decode(t->charset, bytes, length, &t->body);
		return 0;
	case PROPERTIES:
		return take_properties(t, &b, &t->message);
	case RECIPIENTS:
		return take_recipients(t, &b);
	case FILE_BEGINS:
		if (finish_file(t) < 0)
			return -1;
		t->file.any = true;
		return 0;
	case FILE_TITLE:
		t->file.title = line_of(t, bytes, length);
		return 0;
	case FILE_DATA:
		t->file.data = bytes;
		t->file.length = length;
		return 0;
	case FILE_PROPERTIES:
		return take_properties(t, &b, &t->file.properties);
	}
	return 0;
}

/* level (1 byte), type and number (4), length (4), bytes, sum (2). *whole: it did not break off. */
static int take_attributes(struct tnef *t, struct bytes b, bool *whole)
{
	(void)take(&b, 6); /* signature and key */
	while (b.left > 0 && !b.broken) {
		const unsigned char *level = take(&b, 1), *bytes;
		uint32_t id = take32(&b), length = take32(&b);

		if (b.broken || !level)
			break;
		bytes = take(&b, length < b.left ? length : b.left);
		if (bytes && take_attribute(t, id & 0xFFFF, bytes, (size_t)(b.at - bytes)) < 0)
			return -1;
		if (bytes && (size_t)(b.at - bytes) < length)
			b.broken = true;
		(void)take(&b, b.left < 2 ? b.left : 2);
	}
	*whole = !b.broken;
	return finish_file(t);
}

/* Attributes stand in where there are no properties. */
static int make_mail(struct tnef *t)
{
	char raw[BDL_MAIL_DATE_TEXT];
	struct bdl_day day;

	if (bdl_mapi_mail(t->r, &t->message, t->recipients, t->recipient_count, &t->m, t->err) < 0)
		return -1;
	if (!t->m.subject)
		t->m.subject = t->subject;
	if (!t->m.from)
		t->m.from = t->m.sender = t->from;
	if (!t->m.message_id)
		t->m.message_id = t->message_id;
	if (t->m.body.length == 0)
		bdl_mail_trim(bdl_buffer_string(&t->body), t->body.length, &t->m.body);
	if (!t->m.dated && t->dated && bdl_mail_day(false, t->local, &day, raw)) {
		t->m.dated = true;
		t->m.zoned = false;
		t->m.epoch = t->local;
		t->m.date_raw = bdl_arena_string(t->r->arena, raw);
	}
	return t->m.body.failed || t->body.failed ? bdl_fail_memory(t->err) : 0;
}

/* Most are sent along with an e-mail that has the words: then only the files are here. */
static int show(struct tnef *t, bool whole)
{
	if (!whole) {
		t->r->facts->reason = BDL_REASON_TRUNCATED;
		bdl_mail_note(&t->m, "It breaks off before its end. What could be read is shown.");
	}
	return bdl_mail_show(t->r, &t->m, t->err);
}

int bdl_read_tnef(struct bdl_reading *r, struct bdl_error *err)
{
	struct tnef t = {.r = r, .err = err};
	struct bdl_mapping file;
	bool whole = true;
	int rc = -1;

	if (r->size > FILE_MAX)
		return bdl_not_shown(r, BDL_REASON_TOO_BIG, NULL);
	if (bdl_reading_map(r, &file, err) < 0)
		return -1;
	if (take_attributes(&t, (struct bytes){.at = file.bytes, .left = file.length}, &whole) ==
			0 &&
		make_mail(&t) == 0)
		rc = show(&t, whole);
	else
		bdl_buffer_release(&t.m.body);
	bdl_buffer_release(&t.body);
	bdl_reading_unmap(&file);
	return rc;
}
