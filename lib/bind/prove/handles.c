/*
 * Prove, the way to libqpdf: its manners (errors to be fetched, numbers by locale) are met here
 * once.
 */
#include "bind/prove/inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void bdl_prover_say(struct prover *p, const char *format, ...)
{
	char line[512];
	va_list args;

	p->finding_count++;
	if (p->finding_count > FINDINGS_MAX)
		return;
	if (p->finding_count == FINDINGS_MAX) {
		bdl_buffer_text(p->findings, "and more\n");
		return;
	}
	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	for (char *c = line; *c; c++)
		if (*c > 0 && *c < ' ')
			*c = ' ';
	bdl_buffer_printf(p->findings, "%s\n", line);
}

bool bdl_prover_trouble(struct prover *p)
{
	if (!qpdf_has_error(p->q))
		return false;
	(void)qpdf_get_error(p->q);
	return true;
}

double bdl_prover_decimal(const char *text, const char **end)
{
	const char *at = text;
	bool negative = *at == '-', any = false;
	double value = 0, place = 1;

	if (negative || *at == '+')
		at++;
	for (; *at >= '0' && *at <= '9'; at++, any = true)
		value = value * 10 + (*at - '0');
	if (*at == '.')
		for (at++; *at >= '0' && *at <= '9'; at++, any = true) {
			value = value * 10 + (*at - '0');
			place *= 10;
		}
	*end = any ? at : text;
	return (negative ? -value : value) / place;
}

double bdl_prover_number(struct prover *p, qpdf_oh oh)
{
	const char *end;

	if (qpdf_oh_is_integer(p->q, oh))
		return (double)qpdf_oh_get_int_value(p->q, oh);
	if (qpdf_oh_is_real(p->q, oh))
		return bdl_prover_decimal(qpdf_oh_get_real_value(p->q, oh), &end);
	return 0;
}

qpdf_oh bdl_prover_item(struct prover *p, qpdf_oh array, int i)
{
	if (!qpdf_oh_is_array(p->q, array) || i < 0 || i >= qpdf_oh_get_array_n_items(p->q, array))
		return qpdf_oh_new_null(p->q);
	return qpdf_oh_get_array_item(p->q, array, i);
}

qpdf_oh bdl_prover_key(struct prover *p, qpdf_oh dictionary, const char *key)
{
	if (!qpdf_oh_is_dictionary(p->q, dictionary))
		return qpdf_oh_new_null(p->q);
	return qpdf_oh_get_key(p->q, dictionary, key);
}

bool bdl_prover_is_name(struct prover *p, qpdf_oh oh, const char *name)
{
	return qpdf_oh_is_name(p->q, oh) && strcmp(qpdf_oh_get_name(p->q, oh), name) == 0;
}

unsigned bdl_prover_target(struct prover *p, qpdf_oh dest, bool *keeps_zoom)
{
	int object = qpdf_oh_get_object_id(p->q, bdl_prover_item(p, dest, 0));

	*keeps_zoom = bdl_prover_is_name(p, bdl_prover_item(p, dest, 1), "/XYZ") &&
		      qpdf_oh_is_null(p->q, bdl_prover_item(p, dest, 4));
	if (bdl_prover_trouble(p))
		return 0;
	return bdl_page_of(p, object);
}
