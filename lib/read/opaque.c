/* Opaque: see opaque.h. Only the words that lie open are looked at; nothing is unpacked or decoded further. */
#include "read/opaque.h"

#include "base/datefind.h"
#include "read/charset.h"
#include "read/lines.h"
#include "read/reading.h"
#include <string.h>

#define LOOKED_AT ((size_t)64 * 1024)

static const char *const texts[] = { "rfc822", "mbox", "html", "vcard", "ics", "ofx", "qif", "mt940", "camt", "sms-xml",
	"calls-xml", "whatsapp", "xml", "json", NULL };

static bool is_one_of(const char *format, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(*list, format) == 0)
			return true;
	return false;
}

static int add_header_date(struct bdl_reading *r, const char *text, size_t length, struct bdl_error *err)
{
	struct bdl_found_date found;

	if (!bdl_find_date(text, length, 0, &found) || !found.day.day)
		return 0;
	return bdl_reading_candidate(r,
		&(struct bdl_candidate){ .day = found.day, .precision = BDL_TO_DAY, .source = BDL_FROM_HEADER,
			.label = BDL_LABEL_DATE, .raw = text },
		length, err);
}

/* The Date and the Subject of a mail's header, as they stand; an encoded Subject is no title. */
static int read_mail_header(struct bdl_reading *r, const char *text, size_t length, struct bdl_error *err)
{
	struct bdl_line line;
	bool dated = false;

	for (size_t next = 0; bdl_line_next(text, length, &next, &line) && line.length > 0;) {
		if (!dated && bdl_bytes_start(line.text, line.length, "date:")) {
			if (add_header_date(r, line.text + 5, line.length - 5, err) < 0)
				return -1;
			dated = true;
		}
		if (!r->facts->title && bdl_bytes_start(line.text, line.length, "subject:") &&
			!bdl_bytes_find(line.text, line.length, "=?")) {
			r->facts->title = bdl_reading_line(r, line.text + 8, line.length - 8, BDL_TITLE_MAX);
			if (!r->facts->title)
				return bdl_fail_memory(err);
			if (!r->facts->title[0])
				r->facts->title = NULL;
		}
	}
	return 0;
}

static int read_words(struct bdl_reading *r, struct bdl_error *err)
{
	size_t n = r->head_length < LOOKED_AT ? r->head_length : LOOKED_AT;
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_charset charset;
	int rc = 0;

	if (!bdl_charset_guess(r->head, n, &charset))
		return 0;
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
	if (strcmp(format, "audio") == 0)
		return bdl_not_shown(r, BDL_REASON_SOUND, NULL);
	if (strcmp(format, "video") == 0)
		return bdl_not_shown(r, BDL_REASON_VIDEO, NULL);
	if (strcmp(r->facts->media_type, "application/encrypted") == 0)
		return bdl_not_shown(r, BDL_REASON_LOCKED, NULL);
	if (strcmp(format, "unknown") == 0)
		return bdl_not_shown(r, BDL_REASON_UNKNOWN_KIND, r->facts->media_type);
	return bdl_not_shown(r, BDL_REASON_NOT_YET, r->facts->media_type);
}
