/* See lex.h. ISO 32000-1, 7.2 and 7.3. */
#include "read/pdf/lex.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define NUMBER_MOST 1e15

enum { ORDINARY, SPACE, DELIMITER };

/* clang-format off */
static const unsigned char classes[256] = {
	['\0'] = SPACE, ['\t'] = SPACE, ['\n'] = SPACE, ['\f'] = SPACE, ['\r'] = SPACE, [' '] = SPACE,
	['('] = DELIMITER, [')'] = DELIMITER, ['<'] = DELIMITER, ['>'] = DELIMITER, ['['] = DELIMITER,
	[']'] = DELIMITER, ['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER, ['%'] = DELIMITER
};

/* clang-format on */

void bdl_lex_init(struct pdf_lex *l, const char *text, size_t length)
{
	*l = (struct pdf_lex){.start = text, .at = text, .end = text + length, .word = text};
}

bool bdl_lex_is_space(int c)
{
	return classes[(unsigned char)c] == SPACE;
}

static void skip_space(struct pdf_lex *l)
{
	while (l->at < l->end) {
		if (*l->at == '%') {
			while (l->at < l->end && *l->at != '\n' && *l->at != '\r')
				l->at++;
		} else if (classes[(unsigned char)*l->at] == SPACE) {
			l->at++;
		} else {
			return;
		}
	}
}

static void skip_ordinary(struct pdf_lex *l)
{
	while (l->at < l->end && classes[(unsigned char)*l->at] == ORDINARY)
		l->at++;
}

static enum pdf_token literal(struct pdf_lex *l)
{
	unsigned depth = 1;

	for (l->at++; l->at < l->end && depth; l->at++) {
		if (*l->at == '\\')
			l->at++;
		else if (*l->at == '(')
			depth++;
		else if (*l->at == ')')
			depth--;
	}
	if (l->at > l->end) /* a backslash was the last byte */
		l->at = l->end;
	l->unfinished = depth != 0;
	return PDF_LITERAL;
}

static enum pdf_token hex(struct pdf_lex *l)
{
	const char *close = memchr(l->at, '>', (size_t)(l->end - l->at));

	l->unfinished = !close;
	l->at = close ? close + 1 : l->end;
	return PDF_HEX;
}

static enum pdf_token angle(struct pdf_lex *l, char which)
{
	bool twice = l->end - l->at > 1 && l->at[1] == which;

	if (which == '<' && !twice)
		return hex(l);
	l->at += twice ? 2 : 1;
	if (!twice)
		return PDF_KEYWORD;
	return which == '<' ? PDF_DICT_OPEN : PDF_DICT_CLOSE;
}

static enum pdf_token ordinary(struct pdf_lex *l)
{
	bool digit = false, point = false, other = false;

	skip_ordinary(l);
	for (const char *p = l->word; p < l->at && !other; p++) {
		if (*p >= '0' && *p <= '9')
			digit = true;
		else if (*p == '.')
			point = true;
		else if (*p != '+' && *p != '-')
			other = true;
	}
	if (other || !(digit || point))
		return PDF_KEYWORD;
	return point ? PDF_REAL : PDF_INTEGER;
}

static enum pdf_token delimited(struct pdf_lex *l)
{
	switch (*l->at) {
	case '(':
		return literal(l);
	case '<':
	case '>':
		return angle(l, *l->at);
	case '[':
		l->at++;
		return PDF_ARRAY_OPEN;
	case ']':
		l->at++;
		return PDF_ARRAY_CLOSE;
	case '/':
		l->at++;
		skip_ordinary(l);
		return PDF_WORD_NAME;
	default: /* a stray ) { or } */
		l->at++;
		return PDF_KEYWORD;
	}
}

enum pdf_token bdl_lex_next(struct pdf_lex *l)
{
	enum pdf_token token;

	skip_space(l);
	l->unfinished = false;
	l->word = l->at;
	if (l->at == l->end)
		token = PDF_END;
	else if (classes[(unsigned char)*l->at] == DELIMITER)
		token = delimited(l);
	else
		token = ordinary(l);
	l->length = (size_t)(l->at - l->word);
	return token;
}

double bdl_lex_number(const char *word, size_t length)
{
	double value = 0, unit = 1;
	bool negative = false, point = false;

	for (size_t i = 0; i < length; i++) {
		if (word[i] == '-') {
			negative = true;
		} else if (word[i] == '.') {
			point = true;
		} else if (word[i] >= '0' && word[i] <= '9' && point) {
			unit /= 10;
			value += unit * (word[i] - '0');
		} else if (word[i] >= '0' && word[i] <= '9' && value < NUMBER_MOST) {
			value = value * 10 + (word[i] - '0');
		}
	}
	return negative ? -value : value;
}

size_t bdl_lex_write(double n, char out[PDF_NUMBER_TEXT])
{
	long long scaled = llround(n * 1e6);
	unsigned long long size =
		scaled < 0 ? (unsigned long long)-scaled : (unsigned long long)scaled;
	int length = snprintf(out, PDF_NUMBER_TEXT, "%s%llu.%06llu", scaled < 0 ? "-" : "",
		size / 1000000, size % 1000000);

	while (length > 0 && out[length - 1] == '0')
		length--;
	if (length > 0 && out[length - 1] == '.')
		length--;
	out[length++] = ' ';
	return (size_t)length;
}
