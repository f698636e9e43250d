/*
 * Backups of Android phones as "SMS Backup & Restore" writes them: <smses> with <sms> and <mms>,
 * <calls> with <call>; "Super Backup" writes the same under
 * other names, <allsms> and <alllogs> with <log>. Times are milliseconds since 1970, so that they
 * are known as UK time. https://synctech.com.au/sms-backup-restore/fields-in-xml-backup-files/
 */
#include "base/text.h"
#include "read/charset.h"
#include "read/lines.h"
#include "read/loose_xml.h"
#include "read/phone.h"
#include "read/phone_parts.h"

#include <stdlib.h>
#include <string.h>

#define BACKUP_MAX ((uint64_t)1 << 31)
#define LOOK_MAX ((size_t)64 * 1024) /* bytes that tell how its letters are encoded */

struct backup {
	struct bdl_phone phone;
	struct bdl_loose_tag tag;
	struct bdl_phone_parts parts; /* of the <mms> that is open */
	struct bdl_talk mms;
	const char *sender; /* of that */
	bool in_mms, root, ended;
	unsigned promised; /* as the file itself says */
};

/* ---- values ---- */

/* An attribute as words for a page; NULL where it is missing, empty or "null". */
static const char *words(struct backup *b, const char *name)
{
	const struct bdl_loose_attribute *a = bdl_loose_find(&b->tag, name);
	struct bdl_buffer value = BDL_BUFFER_INIT;
	const char *copy;

	if (!a || a->value_length == 0 || bdl_bytes_equal(a->value, a->value_length, "null"))
		return NULL;
	bdl_loose_value(a->value, a->value_length, &value);
	copy = bdl_phone_words(b->phone.r, bdl_buffer_string(&value), value.length);
	bdl_buffer_release(&value);
	return copy && *copy ? copy : NULL;
}

static bool number(const struct backup *b, const char *name, int64_t *out)
{
	const struct bdl_loose_attribute *a = bdl_loose_find(&b->tag, name);
	char text[24], *end;

	if (!a || a->value_length == 0 || a->value_length >= sizeof(text))
		return false;
	memcpy(text, a->value, a->value_length);
	text[a->value_length] = '\0';
	*out = strtoll(text, &end, 10);
	return *end == '\0' && (bdl_is_digit((unsigned char)text[0]) || text[0] == '-');
}

static const char *name_of(struct backup *b)
{
	const char *name = words(b, "contact_name");

	if (!name)
		name = words(b, "name");
	return name && strcmp(name, "(Unknown)") != 0 ? name : NULL;
}

/* Several numbers of one message are parted by '~'. */
static const char *address_of(struct backup *b)
{
	const char *address = words(b, "address"), *tilde;
	struct bdl_buffer parted = BDL_BUFFER_INIT;
	const char *copy;

	if (!address || !strchr(address, '~'))
		return address;
	for (; (tilde = strchr(address, '~')); address = tilde + 1) {
		bdl_buffer_add(&parted, address, (size_t)(tilde - address));
		bdl_buffer_text(&parted, ", ");
	}
	bdl_buffer_text(&parted, address);
	copy = bdl_arena_string(b->phone.r->arena, bdl_buffer_string(&parted));
	bdl_buffer_release(&parted);
	return copy;
}

static void set_time(struct backup *b, struct bdl_talk *t)
{
	int64_t epoch;

	if (number(b, "date", &epoch))
		t->when = bdl_phone_instant(epoch);
	if (t->when.day.year == 0)
		t->raw = words(b, "readable_date");
}

/* 1 received, 2 sent, 3 draft, 4 waiting to be sent, 5 failed, 6 queued. */
static void set_box(struct backup *b, struct bdl_talk *t, const char *attribute)
{
	int64_t box;

	if (!number(b, attribute, &box))
		return;
	t->direction = box == 1               ? BDL_DIRECTION_IN
		       : box >= 2 && box <= 6 ? BDL_DIRECTION_OUT
					      : BDL_DIRECTION_UNKNOWN;
	t->mark = box == 3 ? "draft" : box >= 4 && box <= 6 ? "not sent" : NULL;
}

/* ---- elements ---- */

static int add(struct backup *b, const struct bdl_talk *t, struct bdl_error *err)
{
	return bdl_phone_add(&b->phone, t) < 0 ? bdl_fail_memory(err) : 0;
}

static int take_sms(struct backup *b, struct bdl_error *err)
{
	struct bdl_talk t = {.type = BDL_TALK_MESSAGE};

	set_time(b, &t);
	set_box(b, &t, "type");
	t.name = name_of(b);
	t.number = address_of(b);
	t.text = words(b, "body");
	return add(b, &t, err);
}

static void set_way(struct backup *b, struct bdl_talk *t)
{
	static const enum bdl_call_way ways[] = {BDL_CALL_UNKNOWN, BDL_CALL_RECEIVED, BDL_CALL_MADE,
		BDL_CALL_MISSED, BDL_CALL_VOICEMAIL, BDL_CALL_REJECTED, BDL_CALL_REJECTED,
		BDL_CALL_RECEIVED};

	int64_t type;

	if (!number(b, "type", &type) || type < 1 ||
		type >= (int64_t)(sizeof(ways) / sizeof(*ways)))
		return;
	t->way = ways[type];
	t->direction = type == 2 ? BDL_DIRECTION_OUT : BDL_DIRECTION_IN;
	t->unanswered = type == 2 && t->has_length && t->length == 0;
}

/* Numbers below zero stand for those that the caller, or the network, kept back. */
static void set_caller(struct backup *b, struct bdl_talk *t)
{
	int64_t presentation = 0, negative = 0;

	t->name = name_of(b);
	t->number = words(b, "number");
	(void)number(b, "presentation", &presentation);
	if (number(b, "number", &negative) && negative < 0)
		t->number = NULL;
	if (t->number || t->name)
		return;
	if (presentation == 2 || negative == -2)
		t->name = "number withheld";
	else if (presentation == 4 || negative == -3)
		t->name = "payphone";
}

static int take_call(struct backup *b, struct bdl_error *err)
{
	struct bdl_talk t = {.type = BDL_TALK_CALL};
	int64_t length;

	set_time(b, &t);
	set_caller(b, &t);
	if ((number(b, "duration", &length) || number(b, "dur", &length)) && length >= 0 &&
		length <= UINT32_MAX) {
		t.has_length = true;
		t.length = (uint32_t)length;
	}
	set_way(b, &t);
	return add(b, &t, err);
}

static void begin_mms(struct backup *b)
{
	const char *subject = words(b, "sub");

	b->mms = (struct bdl_talk){.type = BDL_TALK_MESSAGE};
	set_time(b, &b->mms);
	set_box(b, &b->mms, "msg_box");
	b->mms.name = name_of(b);
	b->mms.number = address_of(b);
	b->sender = NULL;
	b->in_mms = true;
	bdl_buffer_clear(&b->parts.words);
	bdl_buffer_clear(&b->parts.notes);
	if (subject)
		bdl_buffer_printf(&b->parts.words, "Subject: %s", subject);
}

static int end_mms(struct backup *b, struct bdl_error *err)
{
	struct bdl_reading *r = b->phone.r;

	if (!b->in_mms)
		return 0;
	b->in_mms = false;
	b->mms.text = bdl_phone_words(r, bdl_buffer_string(&b->parts.words), b->parts.words.length);
	if (b->parts.notes.length > 0)
		b->mms.notes = bdl_phone_words(
			r, bdl_buffer_string(&b->parts.notes), b->parts.notes.length);
	if (!b->mms.text || (b->parts.notes.length > 0 && !b->mms.notes))
		return bdl_fail_memory(err);
	if (b->mms.direction == BDL_DIRECTION_IN && b->mms.number && strchr(b->mms.number, ','))
		b->mms.author = b->sender;
	if (!b->mms.number && b->mms.direction == BDL_DIRECTION_IN)
		b->mms.number = b->sender;
	return add(b, &b->mms, err);
}

/* 137 is who sent it; of the phone's own number only a placeholder is kept. */
static void take_address(struct backup *b)
{
	const char *address = words(b, "address");
	int64_t type;

	if (address && number(b, "type", &type) && type == 137 &&
		strcmp(address, "insert-address-token") != 0)
		b->sender = address;
}

static void take_root(struct backup *b)
{
	int64_t count;

	if (b->tag.closing || b->tag.empty)
		b->ended = true;
	if (b->tag.closing || b->root)
		return;
	b->root = true;
	if (bdl_loose_is(&b->tag, "allsms") || bdl_loose_is(&b->tag, "alllogs"))
		b->phone.layout = "Super Backup";
	if (number(b, "count", &count) && count > 0 && count < 100000000)
		b->promised = (unsigned)count;
}

static int take_tag(struct backup *b, struct bdl_error *err)
{
	const struct bdl_loose_tag *tag = &b->tag;
	bool sms = bdl_loose_is(tag, "sms"), mms = bdl_loose_is(tag, "mms"),
	     call = bdl_loose_is(tag, "call") || bdl_loose_is(tag, "log");

	if (bdl_loose_is(tag, "smses") || bdl_loose_is(tag, "calls") ||
		bdl_loose_is(tag, "allsms") || bdl_loose_is(tag, "alllogs"))
		take_root(b);
	if ((sms || mms || call) && end_mms(b, err) < 0)
		return -1;
	/* the beginning of a tag alone, at the end of the file, is nothing yet */
	if (tag->closing || (tag->broken && tag->count == 0))
		return 0;
	if (sms)
		return take_sms(b, err);
	if (call)
		return take_call(b, err);
	if (mms)
		begin_mms(b);
	if (mms && tag->empty)
		return end_mms(b, err);
	if (b->in_mms && bdl_loose_is(tag, "part"))
		return bdl_phone_part(&b->parts, b->phone.r, tag, err);
	if (b->in_mms && bdl_loose_is(tag, "addr"))
		take_address(b);
	return 0;
}

/* ---- the reader ---- */

static int warn(struct backup *b)
{
	size_t all = b->phone.calls + b->phone.messages;
	struct bdl_reading *r = b->phone.r;
	int rc = 0;

	if (b->promised > all)
		rc |= bdl_reading_warn(r,
			"The file says of itself that it holds %u; %zu %s found in it.",
			b->promised, all, all == 1 ? "was" : "were");
	if (b->parts.broken > 0)
		rc |= bdl_reading_warn(r,
			"%zu of the pictures or files in its messages %s damaged and could "
			"not be read.",
			b->parts.broken, b->parts.broken == 1 ? "is" : "are");
	return rc;
}

static int read_tags(struct backup *b, const char *bytes, size_t length, struct bdl_error *err)
{
	size_t at = 0;

	while (bdl_loose_tag(bytes, length, &at, &b->tag))
		if (take_tag(b, err) < 0)
			return -1;
	if (end_mms(b, err) < 0)
		return -1;
	b->phone.truncated = !b->ended;
	if (warn(b) < 0)
		return bdl_fail_memory(err);
	return bdl_phone_show(&b->phone, err);
}

int bdl_read_backup(struct bdl_reading *r, struct bdl_error *err)
{
	struct backup *b = bdl_arena_alloc(r->arena, sizeof(*b));
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_mapping file = {0};
	struct bdl_charset charset;
	int rc = -1;

	if (r->size > BACKUP_MAX)
		return bdl_not_shown(r, BDL_REASON_TOO_BIG, NULL);
	if (!b)
		return bdl_fail_memory(err);
	if (bdl_reading_map(r, &file, err) < 0)
		return -1;
	b->phone = (struct bdl_phone){.r = r,
		.layout = "SMS Backup & Restore",
		.origin = ", a backup of a telephone",
		.zone = BDL_ZONE_LONDON};
	(void)bdl_charset_guess(
		file.bytes, file.length < LOOK_MAX ? file.length : LOOK_MAX, &charset);
	if (charset.kind == BDL_CHARSET_UTF8 || r->size > BDL_TEXT_FILE_MAX) {
		rc = read_tags(b, (const char *)file.bytes, file.length, err);
	} else {
		bdl_charset_decode(
			&charset, file.bytes + charset.mark, file.length - charset.mark, &text);
		rc = text.failed ? bdl_fail_memory(err)
				 : read_tags(b, bdl_buffer_string(&text), text.length, err);
	}
	bdl_phone_release(&b->phone);
	bdl_buffer_release(&b->parts.words);
	bdl_buffer_release(&b->parts.notes);
	bdl_buffer_release(&text);
	bdl_reading_unmap(&file);
	return rc;
}
