/* The parts of a message that are its words (gmime), as lines of text. See mail_gmime.h. */
#include "base/text.h"
#include "read/html_text.h"
#include "read/mail_gmime.h"
#include "read/mail_text.h"

#include <string.h>

bool bdl_gmime_is(GMimeObject *o, const char *type, const char *subtype)
{
	return g_mime_content_type_is_type(g_mime_object_get_content_type(o), type, subtype);
}

GByteArray *bdl_gmime_content(GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GByteArray *bytes = g_byte_array_new();
	GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);

	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	if (content)
		g_mime_data_wrapper_write_to_stream(content, stream);
	g_object_unref(stream);
	return bytes;
}

/* "<id@host>" and "id@host", "%40" for '@', are the same. */
static bool same_id(const char *id, const char *cid)
{
	while (*id && *cid) {
		if (*id == '@' && bdl_text_starts(cid, "%40"))
			cid += 2;
		else if (*id != *cid)
			return false;
		id++;
		cid++;
	}
	return !*id && !*cid;
}

static const char *name_picture(void *context, const char *src)
{
	struct bdl_mail_walk *w = context;
	bool by_id = bdl_text_starts(src, "cid:") || bdl_text_starts(src, "CID:");

	for (size_t i = 0; i < w->picture_count; i++) {
		const struct bdl_mail_picture *p = &w->pictures[i];

		if (by_id ? p->id && same_id(p->id, src + 4) : p->place && !strcmp(p->place, src))
			return p->name;
	}
	return NULL;
}

static void put_html(struct bdl_mail_walk *w, const char *charset, const GByteArray *bytes)
{
	const struct bdl_html_options options = {.picture = name_picture, .context = w};
	struct bdl_buffer text = BDL_BUFFER_INIT;
	char named[40];

	if (!charset) {
		bdl_html_charset((const char *)bytes->data, bytes->len, named, sizeof(named));
		charset = named;
	}
	bdl_mail_decode(charset, bytes->data, bytes->len, &text);
	bdl_html_text(bdl_buffer_string(&text), text.length, &options, &w->m->body, NULL);
	w->m->body.failed |= text.failed;
	bdl_buffer_release(&text);
}

static int put_plain(
	struct bdl_mail_walk *w, GMimeObject *o, const char *charset, const GByteArray *bytes)
{
	const char *format = g_mime_object_get_content_type_parameter(o, "format");
	const char *delsp = g_mime_object_get_content_type_parameter(o, "delsp");
	struct bdl_buffer text = BDL_BUFFER_INIT, whole = BDL_BUFFER_INIT;
	int rc = 0;

	bdl_mail_decode(charset, bytes->data, bytes->len, &text);
	if (format && bdl_text_casecmp(format, "flowed") == 0)
		bdl_mail_unflow(bdl_buffer_string(&text), text.length,
			delsp && bdl_text_casecmp(delsp, "yes") == 0, &whole);
	else
		rc = bdl_mail_take_uu(
			w->r, w->m, bdl_buffer_string(&text), text.length, &whole, w->err);
	bdl_mail_trim(bdl_buffer_string(&whole), whole.length, &w->m->body);
	w->m->body.failed |= text.failed || whole.failed;
	bdl_buffer_release(&text);
	bdl_buffer_release(&whole);
	return rc;
}

int bdl_gmime_words(struct bdl_mail_walk *w, GMimePart *part)
{
	GMimeObject *o = GMIME_OBJECT(part);
	const char *charset = g_mime_object_get_content_type_parameter(o, "charset");
	GByteArray *bytes = bdl_gmime_content(part);
	int rc = 0;

	if (w->m->body.length && w->m->body.data[w->m->body.length - 1] != '\n')
		bdl_buffer_text(&w->m->body, "\n\n");
	if (bdl_gmime_is(o, "text", "html") || bdl_gmime_is(o, "text", "enriched") ||
		bdl_gmime_is(o, "text", "richtext"))
		put_html(w, charset, bytes);
	else
		rc = put_plain(w, o, charset, bytes);
	g_byte_array_unref(bytes);
	return rc;
}
