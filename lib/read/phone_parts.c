/* See phone_parts.h. */
#include "read/phone_parts.h"

#include "base/text.h"
#include "read/lines.h"

#include <string.h>

/* ---- base64 ---- */

static int value_of(unsigned char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool bdl_base64_decode(const char *text, size_t length, struct bdl_buffer *out)
{
	char piece[3 * 1024];
	size_t used = 0;
	uint32_t bits = 0;
	unsigned count = 0;
	bool sound = true, ended = false;

	for (size_t i = 0; sound && i < length; i++) {
		int v = value_of((unsigned char)text[i]);

		if (bdl_is_space((unsigned char)text[i]))
			continue;
		ended = ended || text[i] == '=';
		sound = ended ? text[i] == '=' : v >= 0;
		if (!sound || ended)
			continue;
		bits = bits << 6 | (uint32_t)v;
		if (++count < 4)
			continue;
		piece[used++] = (char)(bits >> 16);
		piece[used++] = (char)(bits >> 8);
		piece[used++] = (char)bits;
		count = 0;
		if (used == sizeof(piece)) {
			bdl_buffer_add(out, piece, used);
			used = 0;
		}
	}
	if (count >= 2) {
		bits <<= 6 * (4 - count);
		piece[used++] = (char)(bits >> 16);
		if (count == 3)
			piece[used++] = (char)(bits >> 8);
	}
	bdl_buffer_add(out, piece, used);
	return sound && count != 1;
}

/* ---- parts ---- */

/* An attribute with its entities resolved; false where it is missing or "null". */
static bool value(const struct bdl_loose_tag *tag, const char *name, struct bdl_buffer *out)
{
	const struct bdl_loose_attribute *a = bdl_loose_find(tag, name);

	bdl_buffer_clear(out);
	if (!a || a->value_length == 0 || bdl_bytes_equal(a->value, a->value_length, "null"))
		return false;
	bdl_loose_value(a->value, a->value_length, out);
	return out->length > 0;
}

static const struct {
	const char *type, *word, *extension;
} kinds[] = {
	{"image/jpeg", "Picture", ".jpg"},
	{"image/jpg", "Picture", ".jpg"},
	{"image/png", "Picture", ".png"},
	{"image/gif", "Picture", ".gif"},
	{"image/", "Picture", ""},
	{"video/mp4", "Video", ".mp4"},
	{"video/3gpp", "Video", ".3gp"},
	{"video/", "Video", ""},
	{"audio/amr", "Sound recording", ".amr"},
	{"audio/mp4", "Sound recording", ".m4a"},
	{"audio/", "Sound recording", ""},
	{"text/x-vcard", "Contact card", ".vcf"},
	{"text/vcard", "Contact card", ".vcf"},
	{"application/pdf", "Document", ".pdf"},
	{"", "File", ""},
};

static size_t kind_of(const char *type, size_t length)
{
	size_t i = 0;

	while (!bdl_bytes_start(type, length, kinds[i].type))
		i++;
	return i;
}

/* The name that the phone gave it, else one made of its kind. */
static void name_part(const struct bdl_loose_tag *tag, size_t kind, struct bdl_buffer *out)
{
	static const char *const names[] = {"cl", "fn", "name"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (value(tag, names[i], out))
			return;
	bdl_buffer_printf(out, "%s%s", kinds[kind].word, kinds[kind].extension);
}

static int hand_out(struct bdl_phone_parts *p, struct bdl_reading *r, const char *name,
	const struct bdl_loose_attribute *data, const char **remark, struct bdl_error *err)
{
	struct bdl_buffer bytes = BDL_BUFFER_INIT;
	bool sound = bdl_base64_decode(data->value, data->value_length, &bytes);
	int rc = 0;

	*remark = "";
	if (bytes.failed) {
		bdl_buffer_release(&bytes);
		return bdl_fail_memory(err);
	}
	if (data->open)
		*remark = ". The file breaks off inside it";
	else if (!sound)
		*remark = ". It is damaged and could not be read";
	p->broken += !sound && !data->open;
	if ((sound || data->open) && bytes.length > 0)
		rc = bdl_reading_inner(r, name, bytes.data, bytes.length, err);
	bdl_buffer_release(&bytes);
	return rc;
}

static void add_line(struct bdl_buffer *out, const char *text, size_t length)
{
	if (out->length > 0)
		bdl_buffer_byte(out, '\n');
	bdl_buffer_add(out, text, length);
}

static int add_media(struct bdl_phone_parts *p, struct bdl_reading *r,
	const struct bdl_loose_tag *tag, size_t kind, struct bdl_error *err)
{
	const struct bdl_loose_attribute *data = bdl_loose_find(tag, "data");
	struct bdl_buffer name = BDL_BUFFER_INIT, line = BDL_BUFFER_INIT;
	const char *remark = ". The backup does not hold it";
	int rc = 0;

	name_part(tag, kind, &name);
	if (data && data->value_length > 0 &&
		!bdl_bytes_equal(data->value, data->value_length, "null"))
		rc = hand_out(p, r, bdl_buffer_string(&name), data, &remark, err);
	bdl_buffer_printf(&line, "%s with this message: \xE2\x80\x9C%s\xE2\x80\x9D%s.",
		kinds[kind].word, bdl_buffer_string(&name), remark);
	add_line(&p->notes, bdl_buffer_string(&line), line.length);
	if (rc == 0 && (name.failed || line.failed || p->notes.failed))
		rc = bdl_fail_memory(err);
	bdl_buffer_release(&name);
	bdl_buffer_release(&line);
	return rc;
}

int bdl_phone_part(struct bdl_phone_parts *p, struct bdl_reading *r,
	const struct bdl_loose_tag *tag, struct bdl_error *err)
{
	struct bdl_buffer type = BDL_BUFFER_INIT, words = BDL_BUFFER_INIT;
	int rc = 0;

	(void)value(tag, "ct", &type);
	if (bdl_bytes_equal(bdl_buffer_string(&type), type.length, "application/smil"))
		rc = 0;
	else if (value(tag, "text", &words) &&
		 (type.length == 0 || bdl_bytes_start(type.data, type.length, "text/")))
		add_line(&p->words, words.data, words.length);
	else if (!bdl_bytes_equal(bdl_buffer_string(&type), type.length, "text/plain") ||
		 bdl_loose_find(tag, "data"))
		rc = add_media(p, r, tag, kind_of(bdl_buffer_string(&type), type.length), err);
	if (rc == 0 && (type.failed || words.failed || p->words.failed))
		rc = bdl_fail_memory(err);
	bdl_buffer_release(&type);
	bdl_buffer_release(&words);
	return rc;
}
