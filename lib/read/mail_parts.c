/*
 * The parts of a message (gmime): which of them are its words, which are attached. First all parts
 * are walked and what is attached is handed out; then the words are put together, since a picture
 * in the middle of them may come later.
 */
#include "read/mail_gmime.h"

#include "base/text.h"
#include "read/mail_text.h"

#include <stdio.h>
#include <string.h>

#define DEPTH_MAX 24 /* parts inside parts */

#define SIGNED_NOTE                                                                                \
	"This e-mail is signed. The signature can be checked on the original, which is in the "    \
	"archive."
#define ENCRYPTED_NOTE                                                                             \
	"This e-mail is encrypted. Its words can be read only with the key of the person it was "  \
	"sent to."

/* ---- what a part is ---- */

static bool is_signature(GMimeObject *o)
{
	return bdl_gmime_is(o, "application", "pgp-signature") ||
	       bdl_gmime_is(o, "application", "pkcs7-signature") ||
	       bdl_gmime_is(o, "application", "x-pkcs7-signature");
}

static bool is_wrapped(GMimeObject *o)
{
	return bdl_gmime_is(o, "application", "pkcs7-mime") ||
	       bdl_gmime_is(o, "application", "x-pkcs7-mime");
}

/* "Content-Type: text", and what else names no type, was meant as words. */
static bool has_half_a_type(GMimeObject *o)
{
	const char *raw = g_mime_object_get_header(o, "Content-Type");

	return raw && !strchr(raw, '/');
}

static bool is_words(GMimeObject *o)
{
	return has_half_a_type(o) || bdl_gmime_is(o, "text", "plain") ||
	       bdl_gmime_is(o, "text", "html") || bdl_gmime_is(o, "text", "enriched") ||
	       bdl_gmime_is(o, "text", "richtext") ||
	       bdl_gmime_is(o, "message", "delivery-status") ||
	       bdl_gmime_is(o, "text", "rfc822-headers") ||
	       bdl_gmime_is(o, "message", "disposition-notification");
}

static bool is_attached(GMimePart *part)
{
	const char *disposition = g_mime_object_get_disposition(GMIME_OBJECT(part));
	const char *name = g_mime_part_get_filename(part);

	if (disposition && bdl_text_casecmp(disposition, "attachment") == 0)
		return true;
	return name && *name;
}

/* ---- bytes ---- */

static const char *ending_of(GMimeObject *o)
{
	static const struct {
		const char *type, *subtype, *ending;
	} endings[] = {{"image", "jpeg", ".jpg"}, {"image", "jpg", ".jpg"},
		{"image", "png", ".png"}, {"image", "gif", ".gif"}, {"image", "tiff", ".tif"},
		{"image", "bmp", ".bmp"}, {"image", "heic", ".heic"}, {"image", "webp", ".webp"},
		{"application", "pdf", ".pdf"}, {"application", "rtf", ".rtf"},
		{"application", "msword", ".doc"}, {"application", "zip", ".zip"},
		{"application", "ms-tnef", ".tnef"}, {"application", "vnd.ms-tnef", ".tnef"},
		{"text", "plain", ".txt"}, {"text", "html", ".html"}, {"text", "csv", ".csv"},
		{"text", "calendar", ".ics"}, {"text", "vcard", ".vcf"},
		{"text", "x-vcard", ".vcf"}, {"audio", "wav", ".wav"}, {"audio", "mpeg", ".mp3"},
		{"audio", "mp4", ".m4a"}, {"video", "mp4", ".mp4"}, {"text", "*", ".txt"}};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (bdl_gmime_is(o, endings[i].type, endings[i].subtype))
			return endings[i].ending;
	return "";
}

static const char *name_of(struct bdl_mail_walk *w, GMimePart *part)
{
	const char *name = g_mime_part_get_filename(part);

	if (name && *name)
		return name;
	w->unnamed++;
	return bdl_arena_printf(w->r->arena, "%s-%u%s",
		bdl_gmime_is(GMIME_OBJECT(part), "image", "*") ? "picture" : "attachment",
		w->unnamed, ending_of(GMIME_OBJECT(part)));
}

/* What the text around may call this part. */
static int remember(struct bdl_mail_walk *w, GMimePart *part)
{
	const char *id = g_mime_part_get_content_id(part);
	const char *place = g_mime_part_get_content_location(part);

	if ((!id && !place) || w->picture_count == BDL_MAIL_PICTURES_MAX)
		return 0;
	if (!w->pictures)
		w->pictures =
			bdl_arena_alloc(w->r->arena, BDL_MAIL_PICTURES_MAX * sizeof(*w->pictures));
	if (!w->pictures)
		return bdl_fail_memory(w->err);
	w->pictures[w->picture_count++] = (struct bdl_mail_picture){
		.id = id, .place = place, .name = w->m->files[w->m->file_count - 1]};
	return 0;
}

static int attach_part(struct bdl_mail_walk *w, GMimePart *part)
{
	const char *name = name_of(w, part);
	size_t before = w->m->file_count;
	GByteArray *bytes;
	int rc;

	if (!name)
		return bdl_fail_memory(w->err);
	bytes = bdl_gmime_content(part);
	rc = bdl_mail_attach(w->r, w->m, name, bytes->data, bytes->len, w->err);
	g_byte_array_unref(bytes);
	if (rc == 0 && w->m->file_count > before)
		rc = remember(w, part);
	return rc;
}

/* A message inside: named by its subject. */
static int attach_message(struct bdl_mail_walk *w, GMimeMessagePart *part)
{
	GMimeMessage *message = g_mime_message_part_get_message(part);
	const char *subject = message ? g_mime_message_get_subject(message) : NULL;
	const char *name = subject ? bdl_reading_line(w->r, subject, strlen(subject), 120) : NULL;
	GByteArray *bytes = g_byte_array_new();
	GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
	int rc;

	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	if (message)
		g_mime_object_write_to_stream(GMIME_OBJECT(message), NULL, stream);
	g_object_unref(stream);
	if (bytes->len == 0) {
		rc = bdl_reading_warn(w->r, "A message attached to it is empty.");
		g_byte_array_unref(bytes);
		return rc < 0 ? bdl_fail_memory(w->err) : 0;
	}
	if (name && *name)
		name = bdl_arena_printf(w->r->arena, "%s.eml", name);
	else
		name = bdl_arena_printf(w->r->arena, "message-%u.eml", ++w->unnamed);
	rc = name ? bdl_mail_attach(w->r, w->m, name, bytes->data, bytes->len, w->err)
		  : bdl_fail_memory(w->err);
	g_byte_array_unref(bytes);
	return rc;
}

/* ---- the walk ---- */

static int walk(struct bdl_mail_walk *w, GMimeObject *o, unsigned depth, bool words_wanted);

static int walk_part(struct bdl_mail_walk *w, GMimePart *part, bool words_wanted, bool alone)
{
	GMimeObject *o = GMIME_OBJECT(part);

	if (is_signature(o)) {
		bdl_mail_note(w->m, SIGNED_NOTE);
		return 0;
	}
	if (is_wrapped(o)) {
		const char *kind = g_mime_object_get_content_type_parameter(o, "smime-type");

		if (kind && bdl_text_casecmp(kind, "signed-data") == 0)
			bdl_mail_note(w->m, SIGNED_NOTE);
		else
			bdl_mail_note(w->m, ENCRYPTED_NOTE);
		return attach_part(w, part);
	}
	if (is_words(o) && (alone || !is_attached(part)) && w->body_count < BDL_MAIL_BODIES_MAX) {
		if (words_wanted)
			w->bodies[w->body_count++] = part;
		return 0;
	}
	return attach_part(w, part);
}

/* The words of a part that can be one of several versions: of itself or of what it begins with. */
static GMimePart *words_of(GMimeObject *o, unsigned depth)
{
	if (GMIME_IS_MULTIPART(o)) {
		GMimeMultipart *parts = GMIME_MULTIPART(o);

		return depth < DEPTH_MAX && g_mime_multipart_get_count(parts) > 0
			       ? words_of(g_mime_multipart_get_part(parts, 0), depth + 1)
			       : NULL;
	}
	return GMIME_IS_PART(o) && is_words(o) ? GMIME_PART(o) : NULL;
}

static bool says_something(GMimePart *part)
{
	const char *charset =
		g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
	GByteArray *bytes = bdl_gmime_content(part);
	struct bdl_buffer text = BDL_BUFFER_INIT;
	bool something;

	bdl_mail_decode(charset, bytes->data, bytes->len, &text);
	something = !bdl_mail_says_nothing(bdl_buffer_string(&text), text.length);
	bdl_buffer_release(&text);
	g_byte_array_unref(bytes);
	return something;
}

/* Which of several versions of the same words is shown: plain, unless it says nothing; else HTML.
 */
static int best_version(GMimeMultipart *versions)
{
	int count = g_mime_multipart_get_count(versions), best = -1, plain = -1;

	for (int i = 0; i < count; i++) {
		GMimePart *words = words_of(g_mime_multipart_get_part(versions, i), 0);

		if (!words)
			continue;
		if (bdl_gmime_is(GMIME_OBJECT(words), "text", "plain")) {
			plain = i;
			if (says_something(words))
				return i;
		} else if (best < 0 || bdl_gmime_is(GMIME_OBJECT(words), "text", "html")) {
			best = i;
		}
	}
	return best >= 0 ? best : plain;
}

static int walk_versions(
	struct bdl_mail_walk *w, GMimeMultipart *versions, unsigned depth, bool words_wanted)
{
	int count = g_mime_multipart_get_count(versions), best = best_version(versions);

	for (int i = 0; i < count; i++)
		if (walk(w, g_mime_multipart_get_part(versions, i), depth + 1,
			    words_wanted && (i == best || best < 0)) < 0)
			return -1;
	return 0;
}

static void put_text(struct bdl_mail *m, const char *text)
{
	if (!text)
		return;
	if (m->body.length)
		bdl_buffer_text(&m->body, "\n\n");
	bdl_mail_decode(NULL, text, strlen(text), &m->body);
}

static int walk_multipart(
	struct bdl_mail_walk *w, GMimeMultipart *parts, unsigned depth, bool words_wanted)
{
	int count = g_mime_multipart_get_count(parts);

	if (GMIME_IS_MULTIPART_ENCRYPTED(parts)) {
		bdl_mail_note(w->m, ENCRYPTED_NOTE);
		return 0;
	}
	if (count == 0) {
		/* no boundary was found: whatever there is are words */
		put_text(w->m, g_mime_multipart_get_prologue(parts));
		put_text(w->m, g_mime_multipart_get_epilogue(parts));
		return 0;
	}
	if (bdl_gmime_is(GMIME_OBJECT(parts), "multipart", "alternative"))
		return walk_versions(w, parts, depth, words_wanted);
	for (int i = 0; i < count; i++)
		if (walk(w, g_mime_multipart_get_part(parts, i), depth + 1, words_wanted) < 0)
			return -1;
	return 0;
}

static int walk(struct bdl_mail_walk *w, GMimeObject *o, unsigned depth, bool words_wanted)
{
	if (depth > DEPTH_MAX) {
		bdl_mail_note(
			w->m, "Parts of it lie too deep inside one another and are not shown.");
		return bdl_reading_warn(w->r,
			       "Parts of it lie too deep inside one another and are not "
			       "shown.") < 0
			       ? bdl_fail_memory(w->err)
			       : 0;
	}
	if (GMIME_IS_MULTIPART(o))
		return walk_multipart(w, GMIME_MULTIPART(o), depth, words_wanted);
	if (GMIME_IS_MESSAGE_PART(o))
		return attach_message(w, GMIME_MESSAGE_PART(o));
	if (GMIME_IS_PART(o))
		return walk_part(w, GMIME_PART(o), words_wanted, depth == 0);
	return 0;
}

/* ---- all of it ---- */

int bdl_gmime_body(
	struct bdl_reading *r, GMimeMessage *message, struct bdl_mail *m, struct bdl_error *err)
{
	struct bdl_mail_walk w = {.r = r, .m = m, .err = err};
	GMimeObject *top = g_mime_message_get_mime_part(message);

	if (top && walk(&w, top, 0, true) < 0)
		return -1;
	for (size_t i = 0; i < w.body_count && m->body.length < BDL_MAIL_BODY_MAX; i++)
		if (bdl_gmime_words(&w, w.bodies[i]) < 0)
			return -1;
	return m->body.failed ? bdl_fail_memory(err) : 0;
}
