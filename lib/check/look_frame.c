/*
 * Look, the file's frame: first and last bytes, and what libqpdf says while it opens it. The one
 * file of this room that asks libqpdf itself, since the way that objects are found keeps no
 * complaint.
 */
#include "check/look.h"

#include "base/text.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

#define START 1024u /* bytes in which the header has to be for readers; the rule wants it first */
#define TAIL 64u

static bool ends_right(const char *bytes, size_t length)
{
	size_t end = length;

	while (end && bdl_is_space((unsigned char)bytes[end - 1]) && length - end < TAIL)
		end--;
	return end >= 5 && memcmp(bytes + end - 5, "%%EOF", 5) == 0;
}

/* One line of libqpdf's, without the name that we gave the file. */
static const char *complaint(struct look *l, qpdf_data q, qpdf_error e)
{
	const char *text = e ? qpdf_get_error_message_detail(q, e) : NULL;
	struct bdl_buffer clean = BDL_BUFFER_INIT;
	const char *kept;

	bdl_text_escape(&clean, text ? text : "", text ? strlen(text) : 0);
	kept = bdl_arena_string(&l->seen->arena, bdl_buffer_string(&clean));
	l->failed |= !kept;
	bdl_buffer_release(&clean);
	return kept;
}

static const char *why_not(struct look *l, qpdf_data q, qpdf_error e)
{
	const char *detail;

	if (e && qpdf_get_error_code(q, e) == qpdf_e_password) {
		l->seen->needs_password = l->seen->encrypted = true;
		return "it is locked with a password";
	}
	if (e && qpdf_get_error_code(q, e) == qpdf_e_unsupported) {
		l->seen->encrypted = true;
		return "it is encrypted in a way that is not known";
	}
	if (l->length == 0)
		return "it is empty";
	if (!l->seen->starts_right)
		return "it is no PDF";
	detail = complaint(l, q, e);
	return detail && *detail ? detail : "it is damaged beyond repair";
}

/*
 * Of the complaints while the file is opened only the first is told; damage that comes up later is
 * about single objects, evidence perhaps, and does not concern the frame.
 */
static void take_warnings(struct look *l, qpdf_data q)
{
	while (qpdf_more_warnings(q)) {
		qpdf_error e = qpdf_next_warning(q);

		if (!l->seen->damaged)
			l->seen->damage = complaint(l, q, e);
		l->seen->damaged = true;
	}
}

bool look_frame(struct look *l)
{
	struct bdl_seen *s = l->seen;
	qpdf_data q = qpdf_init();
	bool opened;

	if (!q) {
		l->failed = true;
		return false;
	}
	s->starts_right = l->length >= 5 && memcmp(l->bytes, "%PDF-", 5) == 0;
	s->ends_right = ends_right(l->bytes, l->length);
	qpdf_silence_errors(q);
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	opened = !(qpdf_read_memory(q, "bundle", l->bytes, l->length, NULL) & (QPDF_ERRORS)) &&
		 !qpdf_has_error(q);
	if (opened) {
		s->encrypted = qpdf_is_encrypted(q);
		take_warnings(l, q);
	} else {
		s->unreadable = why_not(l, q, qpdf_get_error(q));
	}
	qpdf_cleanup(&q);
	return opened;
}
