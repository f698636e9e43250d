/* Opaque: see opaque.h. Only the words that lie open are looked at; nothing is unpacked or decoded
 * further. */
#include "read/opaque.h"

#include "read/charset.h"
#include "read/reading.h"
#include <string.h>

#define LOOKED_AT ((size_t)64 * 1024)

static const char *const texts[] = {"html", "vcard", "ics", "ofx", "qif", "mt940", "camt",
	"sms-xml", "calls-xml", "whatsapp", "xml", "json", NULL};

static bool is_one_of(const char *format, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(*list, format) == 0)
			return true;
	return false;
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
	if (rc == 0 && strcmp(r->facts->format, "html") != 0)
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
