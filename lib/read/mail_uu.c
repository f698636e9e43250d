/* Files that stand uuencoded among the words of old e-mails: handed out, and named where they
 * stood. */
#include "base/text.h"
#include "read/lines.h"
#include "read/mail.h"

#include <string.h>

/* "begin 644 name": where the name begins; 0: it is no such line. */
static size_t begin_line(const struct bdl_line *l)
{
	unsigned mode;
	size_t digits;

	if (!bdl_bytes_start(l->text, l->length, "begin "))
		return 0;
	digits = bdl_bytes_number(l->text + 6, l->length - 6, 4, &mode);
	if (digits < 3 || l->length < 6 + digits + 2 || l->text[6 + digits] != ' ')
		return 0;
	return 6 + digits + 1;
}

/* A line of up to 45 bytes; the spaces at its end may be lost. false: it is none. */
static bool decode_line(const struct bdl_line *l, struct bdl_buffer *out)
{
	size_t count = l->length ? ((unsigned char)l->text[0] - 32u) & 63u : 64;
	size_t least = l->length, done = 0;

	if (count > 45 || l->length > 64 || least + 4 < 1 + (count + 2) / 3 * 4 - 3)
		return false;
	for (size_t i = 1; i < l->length; i++)
		if (l->text[i] < 32 || l->text[i] > 96)
			return false;
	for (size_t i = 1; done < count; i += 4) {
		unsigned v[4];

		for (size_t k = 0; k < 4; k++)
			v[k] = i + k < l->length ? ((unsigned)l->text[i + k] - 32u) & 63u : 0;
		for (size_t k = 0; k < 3 && done < count; k++, done++)
			bdl_buffer_byte(
				out, (char)((v[k] << (2 + 2 * k) | v[k + 1] >> (4 - 2 * k)) & 255));
	}
	return true;
}

/* The file whose "begin" line ends at *next, which moves behind its "end". false: it is none. */
static bool decode_file(const char *text, size_t length, size_t *next, struct bdl_buffer *out)
{
	size_t at = *next;
	struct bdl_line l;

	while (bdl_line_next(text, length, &at, &l)) {
		if (bdl_bytes_equal(l.text, l.length, "end")) {
			*next = at;
			return true;
		}
		/* an empty line, or a lone "`", is the last */
		if (l.length == 0 || (l.length == 1 && (l.text[0] == '`' || l.text[0] == ' ')))
			continue;
		if (!decode_line(&l, out))
			return false;
	}
	return false;
}

int bdl_mail_take_uu(struct bdl_reading *r, struct bdl_mail *m, const char *text, size_t length,
	struct bdl_buffer *out, struct bdl_error *err)
{
	struct bdl_buffer file = BDL_BUFFER_INIT;
	size_t next = 0, put = 0;
	struct bdl_line l;
	int rc = 0;

	while (rc == 0 && bdl_line_next(text, length, &next, &l)) {
		size_t name_at = begin_line(&l), after = next;
		const char *name;

		if (!name_at)
			continue;
		bdl_buffer_clear(&file);
		if (!decode_file(text, length, &after, &file) || file.length == 0)
			continue;
		name = bdl_reading_line(r, l.text + name_at, l.length - name_at, BDL_TITLE_MAX);
		rc = name && !file.failed ? bdl_mail_attach(r, m, name, file.data, file.length, err)
					  : bdl_fail_memory(err);
		bdl_buffer_add(out, text + put, l.at - put);
		bdl_buffer_printf(out, "[attached: %s]\n", name ? name : "");
		put = next = after;
	}
	if (put < length)
		bdl_buffer_add(out, text + put, length - put);
	bdl_buffer_release(&file);
	return rc;
}
