/*
 * See source.h. libqpdf's C API: strings it returns live until the next call; calls that return
 * a value report errors only through qpdf_has_error(); warnings queue up until they are fetched.
 * When memory runs out, libqpdf drops the object at hand and says so in an error or a warning,
 * among those about the file.
 */
#include "read/pdf/source.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#define HOPS_MOST 32 /* references that lead to references */

/* The words of C++ and of zlib; a file can bring its own names into a message, but not blanks. */
static bool speaks_of_memory(qpdf_data q, qpdf_error e)
{
	const char *text = e ? qpdf_get_error_full_text(q, e) : NULL;

	return text && (strstr(text, "std::bad_alloc") || strstr(text, "memory error") ||
			       strstr(text, "allocate memory") || strstr(text, "out of memory") ||
			       strstr(text, "nsufficient memory"));
}

/* Forgets what libqpdf complains of, unless it is the lack of memory. */
static void forget_complaints(struct pdf_source *s)
{
	qpdf_data q = s->qpdf;

	if (qpdf_has_error(q) && speaks_of_memory(q, qpdf_get_error(q)))
		s->failed = true;
	while (qpdf_more_warnings(q))
		if (speaks_of_memory(q, qpdf_next_warning(q)))
			s->failed = true;
}

static const struct pdf_value *parse(
	struct pdf_source *s, struct bdl_arena *a, const char *text, size_t length)
{
	char *copy = bdl_arena_bytes(a, text, length);
	const struct pdf_value *v = copy ? bdl_value_parse(a, copy, length) : NULL;

	if (!v)
		s->failed = true;
	return v ? v : &bdl_value_null;
}

/* Parses the object behind a handle. The text has to be copied before the next call. */
static const struct pdf_value *unparse(struct pdf_source *s, struct bdl_arena *a, qpdf_oh oh)
{
	const char *text = qpdf_oh_unparse_resolved(s->qpdf, oh);

	if (!text || qpdf_has_error(s->qpdf))
		return &bdl_value_null;
	return parse(s, a, text, qpdf_get_last_string_length(s->qpdf));
}

static enum pdf_opened why_not(struct pdf_source *s)
{
	qpdf_data q = s->qpdf;
	qpdf_error e = qpdf_get_error(q);
	enum qpdf_error_code_e code = e ? qpdf_get_error_code(q, e) : qpdf_e_internal;

	s->failed = speaks_of_memory(q, e);
	forget_complaints(s);
	if (s->failed)
		return PDF_NO_MEMORY;
	if (code == qpdf_e_password)
		return PDF_LOCKED;
	if (code == qpdf_e_unsupported)
		return PDF_FOREIGN;
	return PDF_BROKEN;
}

static const struct pdf_value *load_trailer(struct pdf_source *s)
{
	qpdf_oh oh = qpdf_get_trailer(s->qpdf);
	const struct pdf_value *v = unparse(s, &s->arena, oh);

	qpdf_oh_release(s->qpdf, oh);
	return v;
}

enum pdf_opened bdl_source_open(struct pdf_source *s, const void *pdf, size_t length)
{
	qpdf_data q = qpdf_init();
	QPDF_ERROR_CODE rc;

	*s = (struct pdf_source){.qpdf = q, .trailer = &bdl_value_null, .root = &bdl_value_null};
	qpdf_silence_errors(q);
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	rc = qpdf_read_memory(q, "evidence", pdf, length, NULL);
	if ((rc & (QPDF_ERRORS)) || qpdf_has_error(q))
		return why_not(s);
	s->repaired = qpdf_more_warnings(q);
	s->encrypted = qpdf_is_encrypted(q);
	s->trailer = load_trailer(s);
	s->root = bdl_source_get(s, &s->arena, s->trailer, "/Root");
	forget_complaints(s);
	return s->failed ? PDF_NO_MEMORY : PDF_OPENED;
}

void bdl_source_close(struct pdf_source *s)
{
	qpdf_data q = s->qpdf;

	if (q)
		qpdf_cleanup(&q);
	free(s->attached);
	bdl_arena_release(&s->arena);
	*s = (struct pdf_source){0};
}

const struct pdf_value *bdl_source_load(
	struct pdf_source *s, struct bdl_arena *a, int id, int generation, bool *stream)
{
	qpdf_oh oh = qpdf_get_object_by_id(s->qpdf, id, generation);
	bool is_stream = qpdf_oh_is_stream(s->qpdf, oh);
	const struct pdf_value *v;

	if (is_stream) {
		qpdf_oh dict = qpdf_oh_get_dict(s->qpdf, oh);

		v = unparse(s, a, dict);
		qpdf_oh_release(s->qpdf, dict);
	} else {
		v = unparse(s, a, oh);
	}
	qpdf_oh_release(s->qpdf, oh);
	forget_complaints(s);
	if (stream)
		*stream = is_stream;
	return v;
}

const struct pdf_value *bdl_source_resolve(
	struct pdf_source *s, struct bdl_arena *a, const struct pdf_value *v)
{
	for (int hop = 0; v->type == PDF_REF; hop++)
		v = hop < HOPS_MOST ? bdl_source_load(s, a, v->id, v->generation, NULL)
				    : &bdl_value_null;
	return v;
}

const struct pdf_value *bdl_source_get(
	struct pdf_source *s, struct bdl_arena *a, const struct pdf_value *v, const char *key)
{
	v = bdl_source_resolve(s, a, v);
	return bdl_source_resolve(s, a, bdl_value_find(v, key));
}

static int stream_data(struct pdf_source *s, int id, int generation,
	enum qpdf_stream_decode_level_e level, struct pdf_bytes *out)
{
	qpdf_oh oh = qpdf_get_object_by_id(s->qpdf, id, generation);
	QPDF_BOOL decoded = QPDF_FALSE;
	QPDF_ERROR_CODE rc = QPDF_ERRORS;

	*out = (struct pdf_bytes){0};
	if (qpdf_oh_is_stream(s->qpdf, oh))
		rc = qpdf_oh_get_stream_data(
			s->qpdf, oh, level, &decoded, &out->data, &out->length);
	qpdf_oh_release(s->qpdf, oh);
	forget_complaints(s);
	if (!(rc & (QPDF_ERRORS)) && (level == qpdf_dl_none || decoded))
		return 0;
	free(out->data);
	*out = (struct pdf_bytes){0};
	return -1;
}

int bdl_source_raw(struct pdf_source *s, int id, int generation, struct pdf_bytes *out)
{
	return stream_data(s, id, generation, qpdf_dl_none, out);
}

int bdl_source_decoded(struct pdf_source *s, int id, int generation, struct pdf_bytes *out)
{
	return stream_data(s, id, generation, qpdf_dl_specialized, out);
}

const char *bdl_source_version(void)
{
	return qpdf_get_qpdf_version();
}
