/* Look, small ways to values. See look.h. */
#include "check/look.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_MOST ((size_t)4096) /* bytes of one string */

const struct pdf_value *look_load(struct look *l, struct bdl_arena *a, const struct pdf_value *v)
{
	return bdl_source_resolve(&l->source, a, v);
}

const struct pdf_value *look_get(
	struct look *l, struct bdl_arena *a, const struct pdf_value *v, const char *key)
{
	return bdl_source_get(&l->source, a, v, key);
}

double look_number(const struct pdf_value *v, double otherwise)
{
	return v->type == PDF_NUMBER ? v->number : otherwise;
}

bool look_box(struct look *l, struct bdl_arena *a, const struct pdf_value *v, double out[4])
{
	double n[4];
	size_t i = 0;

	v = look_load(l, a, v);
	if (v->type != PDF_ARRAY)
		return false;
	for (const struct pdf_value *m = v->first; m && i < 4; m = m->next) {
		const struct pdf_value *number = look_load(l, a, m);

		if (number->type != PDF_NUMBER || fabs(number->number) > 1e7)
			return false;
		n[i++] = number->number;
	}
	if (i < 4)
		return false;
	out[0] = fmin(n[0], n[2]);
	out[1] = fmin(n[1], n[3]);
	out[2] = fmax(n[0], n[2]);
	out[3] = fmax(n[1], n[3]);
	return true;
}

/* Into the arena of what was seen, as one line. */
static const char *keep(struct look *l, struct bdl_buffer *b)
{
	struct bdl_buffer clean = BDL_BUFFER_INIT;
	const char *text = NULL;

	if (b->length > TEXT_MOST)
		b->length = TEXT_MOST;
	for (size_t i = 0; i < b->length; i++)
		if ((unsigned char)b->data[i] < 0x20 || b->data[i] == 0x7F)
			b->data[i] = ' ';
	bdl_utf8_clean(&clean, b->length ? b->data : "", b->length);
	if (clean.length && strspn(clean.data, " ") < clean.length) {
		text = bdl_arena_string(&l->seen->arena, clean.data);
		l->failed |= !text;
	}
	l->failed |= clean.failed || b->failed;
	bdl_buffer_release(&clean);
	bdl_buffer_release(b);
	return text;
}

const char *look_text(struct look *l, const struct pdf_value *v)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;

	if (v->type != PDF_STRING)
		return NULL;
	bdl_value_utf8(v, &b);
	return keep(l, &b);
}

const char *look_name_text(struct look *l, const struct pdf_value *v)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;

	if (v->type != PDF_NAME)
		return NULL;
	bdl_buffer_add(&b, v->text + 1, v->length - 1);
	return keep(l, &b);
}

int look_stream(struct look *l, const struct pdf_value *ref, struct pdf_bytes *out)
{
	bool failed = l->source.failed;
	int rc = -1;

	*out = (struct pdf_bytes){0};
	if (ref->type == PDF_REF)
		rc = bdl_source_decoded(&l->source, ref->id, ref->generation, out);
	if (rc < 0)
		l->source.failed = failed;
	return rc;
}

void *look_more(struct look *l, struct bdl_arena *a, void *list, size_t *count, size_t size)
{
	char *grown = bdl_arena_grow(a, list, *count, size);

	if (!grown) {
		l->failed = true;
		return NULL;
	}
	memset(grown + *count * size, 0, size);
	++*count;
	return grown;
}
