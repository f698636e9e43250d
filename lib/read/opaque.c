/* Opaque: see opaque.h. Only the words that lie open are looked at; nothing is unpacked or decoded
 * further. */
#include "read/opaque.h"

#include "base/datefind.h"
#include "read/charset.h"
#include "read/mail_header.h"
#include "read/reading.h"
#include <string.h>

#define LOOKED_AT ((size_t)64 * 1024)

static const char *const texts[] = {"rfc822", "mbox", "html", "vcard", "ics", "ofx", "qif", "mt940",
	"camt", "sms-xml", "calls-xml", "whatsapp", "xml", "json", NULL};

static bool is_one_of(const char *format, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(*list, format) == 0)
			return true;
	return false;
}

static int add_header_date(
	struct bdl_reading *r, const char *text, size_t length, struct bdl_error *err)
{
	struct bdl_found_date found;

	if (!bdl_find_date(text, length, 0, &found) || !found.day.day)
		return 0;
	return bdl_reading_candidate(r,
		&(struct bdl_candidate){.day = found.day,
			.precision = BDL_TO_DAY,
			.source = BDL_FROM_HEADER,
			.label = BDL_LABEL_DATE,
			.raw = text},
		length, err);
}

static int add_subject(
	struct bdl_reading *r, const char *text, size_t length, struct bdl_error *err)
{
	struct bdl_buffer words = BDL_BUFFER_INIT;
	const char *line = NULL;

	bdl_mail_words(text, length, &words);
	if (!words.failed)
		line = bdl_reading_line(r, bdl_buffer_string(&words), words.length, BDL_TITLE_MAX);
	bdl_buffer_release(&words);
	if (!line)
		return bdl_fail_memory(err);
	/* what is still encoded is no title */
	r->facts->title = line[0] && !strstr(line, "=?") ? line : NULL;
	return 0;
}

/* The Date of a mail as its sender's clock had it, and the Subject. */
static int read_mail_header(
	struct bdl_reading *r, const char *text, size_t length, struct bdl_error *err)
{
	size_t header = bdl_mail_header_length(text, length);
	struct bdl_buffer field = BDL_BUFFER_INIT;
	int rc = 0;

	if (bdl_mail_field(text, header, "Date", &field))
		rc = add_header_date(r, bdl_buffer_string(&field), field.length, err);
	bdl_buffer_clear(&field);
	if (rc == 0 && bdl_mail_field(text, header, "Subject", &field))
		rc = add_subject(r, bdl_buffer_string(&field), field.length, err);
	if (rc == 0 && field.failed)
		rc = bdl_fail_memory(err);
	bdl_buffer_release(&field);
	return rc;
}

static int read_words(struct bdl_reading *r, struct bdl_error *err)
{
	size_t n = r->head_length < LOOKED_AT ? r->head_length : LOOKED_AT;
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_charset charset;
	int rc = 0;

	if (!bdl_charset_guess(r->head, n, &charset)) {
		/* a mail with something else than text in it: its header still is text */
		n = bdl_mail_header_length((const char *)r->head, n);
		if (strcmp(r->facts->format, "rfc822") != 0 ||
			!bdl_charset_guess(r->head, n, &charset))
			return 0;
	}
	bdl_charset_decode(&charset, r->head + charset.mark, n - charset.mark, &text);
	if (text.failed)
		rc = bdl_fail_memory(err);
	if (rc == 0)
		rc = bdl_reading_opening(r, bdl_buffer_string(&text), text.length, err);
	if (rc == 0 && strcmp(r->facts->format, "rfc822") == 0)
		rc = read_mail_header(r, bdl_buffer_string(&text), text.length, err);
	else if (rc == 0 && strcmp(r->facts->format, "html") != 0)
		rc = bdl_reading_dates(r, bdl_buffer_string(&text), text.length, 0, err);
	bdl_buffer_release(&text);
	return rc;
}

int bdl_read_opaque(struct bdl_reading *r, struct bdl_error *err)
{
	const char *format = r->facts->format;

	if (is_one_of(format, texts) && read_words(r, err) < 0)
		return -1;
	if (strcmp(r->facts->media_type, "application/encrypted") == 0)
		return bdl_not_shown(r, BDL_REASON_LOCKED, NULL);
	if (strcmp(format, "unknown") == 0)
		return bdl_not_shown(r, BDL_REASON_UNKNOWN_KIND, r->facts->media_type);
	return bdl_not_shown(r, BDL_REASON_NOT_YET, r->facts->media_type);
}
