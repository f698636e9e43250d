/* See content.h. */
#include "read/pdf/content.h"

#include <string.h>

void bdl_content_init(struct pdf_content *c, const char *text, size_t length)
{
	*c = (struct pdf_content){.cut = SIZE_MAX};
	bdl_lex_init(&c->lex, text, length);
}

static size_t offset(const struct pdf_content *c)
{
	return (size_t)(c->lex.word - c->lex.start);
}

static bool is_word(const struct pdf_content *c, const char *word)
{
	return c->lex.length == strlen(word) && memcmp(c->lex.word, word, c->lex.length) == 0;
}

/* What follows EI must look like content, not like pixels that happen to spell EI. */
static bool looks_like_content(const char *p, const char *end)
{
	if (p < end && !bdl_lex_is_space(*p))
		return false;
	for (int i = 0; i < 12 && p < end; i++, p++)
		if ((unsigned char)*p > 126 || ((unsigned char)*p < 32 && !bdl_lex_is_space(*p)))
			return false;
	return true;
}

/* Skips the data of an inline image, from behind ID up to and with EI. */
static void skip_image_data(struct pdf_content *c)
{
	const char *p = c->lex.at, *end = c->lex.end;

	while (end - p > 2) {
		const char *e = memchr(p + 1, 'E', (size_t)(end - p - 2));

		if (!e)
			break;
		if (e[1] == 'I' && bdl_lex_is_space(e[-1]) && looks_like_content(e + 2, end)) {
			c->lex.at = e + 2;
			return;
		}
		p = e;
	}
	c->lex.at = end;
	c->image_open = true;
}

/* From behind BI: the entries of its dictionary, then the data. */
static void skip_image(struct pdf_content *c, size_t start)
{
	for (;;) {
		enum pdf_token t = bdl_lex_next(&c->lex);

		if (t == PDF_KEYWORD && is_word(c, "ID")) {
			skip_image_data(c);
			return;
		}
		if (t == PDF_KEYWORD && is_word(c, "EI"))
			return;
		if (t == PDF_END) {
			c->cut = start;
			return;
		}
	}
}

static uint32_t operator_code(const struct pdf_content *c)
{
	uint32_t code = 0;

	if (c->lex.length > 3)
		return 0;
	for (size_t i = 0; i < c->lex.length; i++)
		code = code << 8 | (unsigned char)c->lex.word[i];
	return code;
}

static void add_number(struct pdf_operation *o, const struct pdf_lex *l)
{
	if (o->number_count == PDF_OPERANDS) { /* only the last can matter */
		memmove(o->numbers, o->numbers + 1, sizeof(o->numbers) - sizeof(*o->numbers));
		o->number_count--;
	}
	o->numbers[o->number_count++] = bdl_lex_number(l->word, l->length);
}

/* Brackets of operands: how deep, and where the outermost one began. */
struct nesting {
	unsigned depth;
	size_t start;
};

static void open_bracket(struct nesting *n, size_t at)
{
	if (n->depth++ == 0)
		n->start = at;
}

static bool close_bracket(struct nesting *n)
{
	if (n->depth > 0)
		n->depth--;
	return n->depth == 0;
}

/* Takes one operand. false: the content ends inside it. */
static bool operand(
	struct pdf_content *c, enum pdf_token t, struct pdf_operation *out, struct nesting *n)
{
	bool open = t == PDF_ARRAY_OPEN || t == PDF_DICT_OPEN;
	bool close = t == PDF_ARRAY_CLOSE || t == PDF_DICT_CLOSE;

	if (n->depth == 0 && !open && !close)
		out->operand_count++;
	if (t == PDF_INTEGER || t == PDF_REAL) {
		add_number(out, &c->lex);
	} else if (t == PDF_WORD_NAME && n->depth == 0) {
		out->name = c->lex.word;
		out->name_length = c->lex.length;
	} else if (open) {
		open_bracket(n, offset(c));
	} else if (close) {
		out->operand_count += close_bracket(n);
	} else if (c->lex.unfinished) {
		c->cut = n->depth ? n->start : offset(c);
		return false;
	}
	return true;
}

static bool is_literal_word(const struct pdf_content *c)
{
	return is_word(c, "true") || is_word(c, "false") || is_word(c, "null");
}

bool bdl_content_next(struct pdf_content *c, struct pdf_operation *out)
{
	struct nesting nesting = {0};

	out->number_count = 0;
	out->operand_count = 0;
	out->name = NULL;
	for (;;) {
		enum pdf_token t = bdl_lex_next(&c->lex);

		if (t == PDF_END) {
			if (nesting.depth)
				c->cut = nesting.start;
			return false;
		}
		if (t != PDF_KEYWORD) {
			if (!operand(c, t, out, &nesting))
				return false;
			continue;
		}
		if (nesting.depth || is_literal_word(c))
			continue;
		out->at = offset(c);
		out->code = operator_code(c);
		if (out->code == PDF_OP2('B', 'I'))
			skip_image(c, out->at);
		return c->cut == SIZE_MAX;
	}
}

/* The state of a content stream while it is read. */
static bool is_stray(struct pdf_balance *b, uint32_t code)
{
	switch (code) {
	case PDF_OP1('q'):
		b->saves++;
		return false;
	case PDF_OP1('Q'):
		if (b->saves == 0) {
			b->stray++;
			return true;
		}
		b->saves--;
		return false;
	case PDF_OP2('B', 'T'):
		b->text = true;
		return false;
	case PDF_OP2('E', 'T'):
		b->text = false;
		return false;
	case PDF_OP3('B', 'M', 'C'):
	case PDF_OP3('B', 'D', 'C'):
		b->marks++;
		return false;
	case PDF_OP3('E', 'M', 'C'):
		if (b->marks > 0)
			b->marks--;
		return false;
	default:
		return false;
	}
}

/* Operators that need operands: how many of any type, and how many of them numbers (ISO 32000-1, annex A). */
static const struct {
	uint32_t code;
	uint8_t operands, numbers;
} needs[] = {
	{ PDF_OP1('w'), 1, 1 },           { PDF_OP1('J'), 1, 1 },           { PDF_OP1('j'), 1, 1 },
	{ PDF_OP1('M'), 1, 1 },           { PDF_OP1('d'), 2, 1 },           { PDF_OP1('i'), 1, 1 },
	{ PDF_OP2('r', 'i'), 1, 0 },      { PDF_OP2('g', 's'), 1, 0 },      { PDF_OP2('c', 'm'), 6, 6 },
	{ PDF_OP1('m'), 2, 2 },           { PDF_OP1('l'), 2, 2 },           { PDF_OP1('c'), 6, 6 },
	{ PDF_OP1('v'), 4, 4 },           { PDF_OP1('y'), 4, 4 },           { PDF_OP2('r', 'e'), 4, 4 },
	{ PDF_OP2('T', 'c'), 1, 1 },      { PDF_OP2('T', 'w'), 1, 1 },      { PDF_OP2('T', 'z'), 1, 1 },
	{ PDF_OP2('T', 'L'), 1, 1 },      { PDF_OP2('T', 'f'), 2, 1 },      { PDF_OP2('T', 'r'), 1, 1 },
	{ PDF_OP2('T', 's'), 1, 1 },      { PDF_OP2('T', 'd'), 2, 2 },      { PDF_OP2('T', 'D'), 2, 2 },
	{ PDF_OP2('T', 'm'), 6, 6 },      { PDF_OP2('T', 'j'), 1, 0 },      { PDF_OP2('T', 'J'), 1, 0 },
	{ PDF_OP1('\''), 1, 0 },          { PDF_OP1('"'), 3, 2 },           { PDF_OP2('c', 's'), 1, 0 },
	{ PDF_OP2('C', 'S'), 1, 0 },      { PDF_OP1('g'), 1, 1 },           { PDF_OP1('G'), 1, 1 },
	{ PDF_OP2('r', 'g'), 3, 3 },      { PDF_OP2('R', 'G'), 3, 3 },      { PDF_OP1('k'), 4, 4 },
	{ PDF_OP1('K'), 4, 4 },           { PDF_OP2('s', 'h'), 1, 0 },      { PDF_OP2('D', 'o'), 1, 0 },
	{ PDF_OP2('d', '0'), 2, 2 },      { PDF_OP2('d', '1'), 6, 6 },      { PDF_OP2('M', 'P'), 1, 0 },
	{ PDF_OP2('D', 'P'), 2, 0 },      { PDF_OP3('B', 'M', 'C'), 1, 0 }, { PDF_OP3('B', 'D', 'C'), 2, 0 },
};

static bool is_starved(const struct pdf_operation *o)
{
	for (size_t i = 0; i < sizeof(needs) / sizeof(needs[0]); i++)
		if (needs[i].code == o->code)
			return o->operand_count < needs[i].operands || o->number_count < needs[i].numbers;
	return false;
}

void bdl_content_balance(struct pdf_balance *b, const char *text, size_t length)
{
	struct pdf_content c;
	struct pdf_operation o;

	*b = (struct pdf_balance){0};
	bdl_content_init(&c, text, length);
	while (bdl_content_next(&c, &o)) {
		is_stray(b, o.code);
		b->starved = b->starved || is_starved(&o);
	}
	b->cut = c.cut != SIZE_MAX;
	b->image = c.image_open;
}

void bdl_content_tidy(const char *text, size_t length, struct bdl_buffer *out)
{
	struct pdf_balance b = {0};
	struct pdf_content c;
	struct pdf_operation o;
	size_t done = 0;

	bdl_content_init(&c, text, length);
	while (bdl_content_next(&c, &o)) {
		if (!is_stray(&b, o.code))
			continue;
		bdl_buffer_add(out, text + done, o.at - done);
		/* where an inline image ends is told by the bytes that follow: none of them may move */
		bdl_buffer_byte(out, ' ');
		done = o.at + 1;
	}
	if (c.cut < length)
		length = c.cut;
	if (done < length)
		bdl_buffer_add(out, text + done, length - done);
}

void bdl_content_close(const struct pdf_balance *b, struct bdl_buffer *out)
{
	bool open = b->image || b->text || b->marks || b->saves;

	/* the last word, or a comment, would swallow what is written behind it */
	if (open && out->length && out->data[out->length - 1] != '\n')
		bdl_buffer_byte(out, '\n');
	if (b->image)
		bdl_buffer_text(out, "\nEI\n");
	if (b->text)
		bdl_buffer_text(out, "ET\n");
	for (uint32_t i = 0; i < b->marks; i++)
		bdl_buffer_text(out, "EMC\n");
	for (uint32_t i = 0; i < b->saves; i++)
		bdl_buffer_text(out, "Q\n");
}
