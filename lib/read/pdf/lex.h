/*
 * Lex: the words of PDF syntax, one after another, of objects and of content streams. Knows nothing
 * of what they mean. Never reads outside [at, end), never fails: what is no word of PDF is a
 * keyword.
 */
#ifndef BDL_READ_PDF_LEX_H
#define BDL_READ_PDF_LEX_H

#include <stdbool.h>
#include <stddef.h>

enum pdf_token {
	PDF_END,
	PDF_INTEGER,
	PDF_REAL,
	PDF_LITERAL, /* (string) */
	PDF_HEX, /* <737472> */
	PDF_WORD_NAME, /* /Name */
	PDF_ARRAY_OPEN,
	PDF_ARRAY_CLOSE,
	PDF_DICT_OPEN,
	PDF_DICT_CLOSE,
	PDF_KEYWORD
};

struct pdf_lex {
	const char *start, *at, *end;
	const char *word; /* of the newest token, delimiters included */
	size_t length;
	bool unfinished; /* the newest token is a string that the end cut off */
};

void bdl_lex_init(struct pdf_lex *l, const char *text, size_t length);
enum pdf_token bdl_lex_next(struct pdf_lex *l);

/*
 * The number that a token says; 0 where it says none. Never infinite, and the locale does not
 * matter.
 */
double bdl_lex_number(const char *word, size_t length);

#define PDF_NUMBER_TEXT 48
/*
 * Writes n as PDF does, with up to six decimals, and a space behind it; returns the length. |n|
 * below 1e12.
 */
size_t bdl_lex_write(double n, char out[PDF_NUMBER_TEXT]);

bool bdl_lex_is_space(int c);

#endif
