/* Order: see order.h. */
#include "draw/order.h"
#include "base/text.h"
#include <fribidi.h>
#include <stdlib.h>

bool bdl_order_turns(uint32_t code)
{
	FriBidiCharType type;

	if (code < 0x590)
		return false;
	type = fribidi_get_bidi_type(code);
	return FRIBIDI_IS_RTL(type) || FRIBIDI_IS_ARABIC(type);
}

bool bdl_order_is_rtl(const char *text, size_t length)
{
	for (size_t at = 0; at < length && text[at] != '\n';) {
		uint32_t code = (unsigned char)text[at];
		if (code < 0x80) {
			if ((code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z'))
				return false;
			at++;
			continue;
		}
		at += bdl_utf8_next(text + at, length - at, &code);
		FriBidiCharType type = fribidi_get_bidi_type(code);
		if (FRIBIDI_IS_STRONG(type) && FRIBIDI_IS_LETTER(type))
			return FRIBIDI_IS_RTL(type);
	}
	return false;
}

int bdl_order_levels(const uint32_t *codes, size_t count, bool rtl, int8_t *levels)
{
	FriBidiCharType *types = calloc(count + 1, sizeof *types);
	FriBidiBracketType *brackets = calloc(count + 1, sizeof *brackets);
	FriBidiParType base = rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
	int rc = -1;

	if (!types || !brackets || count > INT32_MAX)
		goto out;
	fribidi_get_bidi_types(codes, (FriBidiStrIndex)count, types);
	fribidi_get_bracket_types(codes, (FriBidiStrIndex)count, types, brackets);
	if (fribidi_get_par_embedding_levels_ex(
		    types, brackets, (FriBidiStrIndex)count, &base, levels) == 0)
		goto out;
	for (size_t i = count; i > 0 && types[i - 1] == FRIBIDI_TYPE_WS; i--)
		levels[i - 1] = rtl ? 1 : 0;
	rc = 0;
out:
	free(types);
	free(brackets);
	return rc;
}

static void reverse(size_t *order, size_t from, size_t to)
{
	while (from + 1 < to) {
		size_t kept = order[from];
		order[from++] = order[--to];
		order[to] = kept;
	}
}

void bdl_order_visual(const int8_t *levels, size_t count, size_t *order)
{
	int highest = 0;

	for (size_t i = 0; i < count; i++) {
		order[i] = i;
		highest = levels[i] > highest ? levels[i] : highest;
	}
	for (int level = highest; level > 0; level--) {
		for (size_t from = 0, to; from < count; from = to + 1) {
			for (to = from; to < count && levels[order[to]] >= level; to++)
				;
			reverse(order, from, to);
		}
	}
}
