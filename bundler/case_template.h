/*
 * The text of a new bundle.yaml: what was answered, and every other key switched off, with a comment on each.
 */
#ifndef BUNDLER_CASE_TEMPLATE_H
#define BUNDLER_CASE_TEMPLATE_H

#include "base/buffer.h"

/* clang-format off */
struct case_person { const char *name, *address, *phone, *email, *born; };

/* Texts of one line, UTF-8; NULL: not said. Dates as bundle.yaml takes them. */
struct case_answers {
	const char *title, *summary, *recipient, *from, *about, *reference, *insurance, *constituency, *mp;
	struct case_person applicant, representative;
	const char *children;    /* names, with commas between */
	const char *schema;      /* where editors find the schema; NULL: nowhere that is known */
};
/* clang-format on */

/* -1: out of memory. */
int case_template(struct bdl_buffer *out, const struct case_answers *answers);

#endif
