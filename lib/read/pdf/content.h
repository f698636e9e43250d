/*
 * Content: the operators of a content stream, one after another, and what a stream leaves open
 * behind it. The bytes are decoded streams of one page, joined by newlines.
 */
#ifndef BDL_READ_PDF_CONTENT_H
#define BDL_READ_PDF_CONTENT_H

#include "read/pdf/lex.h"

#include "base/buffer.h"
#include <stdint.h>

#define PDF_OPERANDS 32 /* the last ones are kept; more is never needed */

/* Operators by their letters: PDF_OP("re") is 'r' << 8 | 'e'. Up to three letters; others are 0. */
#define PDF_OP1(a) ((uint32_t)(unsigned char)(a))
#define PDF_OP2(a, b) (PDF_OP1(a) << 8 | PDF_OP1(b))
#define PDF_OP3(a, b, c) (PDF_OP2(a, b) << 8 | PDF_OP1(c))

struct pdf_operation {
	uint32_t code; /* PDF_OP...; 0: unknown */
	size_t at; /* offset of the operator's first byte */
	double numbers[PDF_OPERANDS]; /* operands that are numbers, also those in arrays */
	unsigned number_count;
	unsigned operand_count; /* of any type; an array or dictionary is one */
	const char *name; /* the last operand that is a name, with its slash; or NULL */
	size_t name_length;
};

struct pdf_content {
	struct pdf_lex lex;
	size_t cut; /* where the last thing that never ended began; SIZE_MAX: all is whole */
	bool image_open; /* the content ends inside the data of an inline image */
};

void bdl_content_init(struct pdf_content *c, const char *text, size_t length);
/* An inline image is one operation, "BI". false at the end. */
bool bdl_content_next(struct pdf_content *c, struct pdf_operation *out);

/*
 * What has to be written behind a content stream to close it, and what has to be taken out of it.
 */
struct pdf_balance {
	uint32_t saves; /* q without Q */
	uint32_t marks; /* BMC and BDC without EMC */
	uint32_t stray; /* Q without q: viewers ignore it, but it would undo our own q */
	bool text, image; /* ends inside BT, inside an inline image */
	bool cut; /* ends inside a string, array or dictionary */
	bool starved; /* an operator lacks operands: there some viewers give up all that follows */
};

void bdl_content_balance(struct pdf_balance *b, const char *text, size_t length);

/* Appends text with blanks for its stray Q and without the end that was cut off. */
void bdl_content_tidy(const char *text, size_t length, struct bdl_buffer *out);

/* Appends the operators that close what is open, on lines of their own. */
void bdl_content_close(const struct pdf_balance *b, struct bdl_buffer *out);

#endif
