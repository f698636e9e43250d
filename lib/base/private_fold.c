/* Folding a text for the finder of private matter. See private_fold.h. */
#include "base/private_fold.h"

#include "base/text.h"
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
	PARTS_MOST = 18 /* of one character's decomposition (Unicode's longest) */,
	SOFT_HYPHEN = 0xAD
};

static int add_cell(struct bdl_fold *f, uint32_t code, size_t at, size_t end)
{
	if (f->count == f->space) {
		size_t space = f->space ? 2 * f->space : 256;
		struct bdl_fold_cell *more = realloc(f->cells, space * sizeof(*more));

		if (!more)
			return -1;
		f->cells = more;
		f->space = space;
	}
	f->cells[f->count++] = (struct bdl_fold_cell){.code = code, .at = at, .end = end};
	return 0;
}

static bool is_unseen(uint32_t c)
{
	return c == SOFT_HYPHEN || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069);
}

/* Spaces, dashes and quotes of any form become the plain one. */
static uint32_t plain(uint32_t c)
{
	if (c == '\n' || c == '\r' || c == '\f' || c == 0x2028 || c == 0x2029)
		return '\n';
	if (c <= ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000)
		return ' ';
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
		return '-';
	if (c == 0x2018 || c == 0x2019 || c == 0x201B)
		return '\'';
	return c;
}

static int fold_one(struct bdl_fold *f, uint32_t code, size_t at, size_t end)
{
	utf8proc_int32_t parts[PARTS_MOST];
	utf8proc_ssize_t count;
	int boundary = 0;

	code = plain(code);
	if (code < 0x80)
		return add_cell(f, (uint32_t)bdl_lower((int)code), at, end);
	count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, PARTS_MOST,
		UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK,
		&boundary);
	if (count < 0 || count > PARTS_MOST)
		return add_cell(f, code, at, end);
	for (utf8proc_ssize_t i = 0; i < count; i++)
		if (add_cell(f, plain((uint32_t)parts[i]), at, end) < 0)
			return -1;
	return 0;
}

int bdl_fold(struct bdl_fold *f, const char *text, size_t length)
{
	*f = (struct bdl_fold){.text = text, .length = length};
	for (size_t at = 0, n; at < length; at += n) {
		uint32_t code;

		n = bdl_utf8_next(text + at, length - at, &code);
		/* at the end of a line it is seen */
		if (code == SOFT_HYPHEN && at + n < length &&
			(text[at + n] == '\n' || text[at + n] == '\r'))
			code = '-';
		if (!is_unseen(code) && fold_one(f, code, at, at + n) < 0)
			return -1;
	}
	return 0;
}

void bdl_fold_release(struct bdl_fold *f)
{
	free(f->cells);
	f->cells = NULL;
	f->count = f->space = 0;
}

uint32_t bdl_fold_at(const struct bdl_fold *f, size_t i)
{
	return i < f->count ? f->cells[i].code : 0;
}

bool bdl_fold_is_figure(uint32_t code)
{
	return code >= '0' && code <= '9';
}

bool bdl_fold_is_letter(uint32_t code)
{
	int category;

	if (code < 0x80)
		return code >= 'a' && code <= 'z';
	category = (int)utf8proc_category((utf8proc_int32_t)code);
	return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
	       category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ND;
}

bool bdl_fold_joins(uint32_t code)
{
	return bdl_fold_is_figure(code) || bdl_fold_is_letter(code);
}

static bool has_at(const struct bdl_fold *f, size_t at, size_t to, const char *words)
{
	for (; *words; words++, at++) {
		uint32_t code = at < to ? bdl_fold_at(f, at) : 0;

		if (code == '\n')
			code = ' ';
		if (code != (uint32_t)(unsigned char)*words)
			return false;
	}
	return !bdl_fold_joins(bdl_fold_at(f, at));
}

bool bdl_fold_has(const struct bdl_fold *f, size_t from, size_t to, const char *words)
{
	for (size_t i = from; i < to; i++)
		if ((i == 0 || !bdl_fold_joins(bdl_fold_at(f, i - 1))) && has_at(f, i, to, words))
			return true;
	return false;
}

int bdl_private_span_add(struct bdl_private_spans *s, const struct bdl_fold *f, size_t from,
	size_t to, enum bdl_private_kind kind)
{
	struct bdl_private_span *more;

	/* room grows with powers of two: the count says when */
	if ((s->count & (s->count - 1)) == 0) {
		more = realloc(s->list, (s->count ? 2 * s->count : 1) * sizeof(*more));
		if (!more)
			return -1;
		s->list = more;
	}
	s->list[s->count++] = (struct bdl_private_span){.at = f->cells[from].at,
		.length = f->cells[to - 1].end - f->cells[from].at,
		.kind = kind};
	return 0;
}
