/* See hidden.h. */
#include "read/pdf/hidden.h"

#include "base/text.h"
#include "read/layer.h"

#include <stdlib.h>
#include <string.h>

#define CODES 0x110000u
#define COUNT_MOST 0xFFFEu
#define ADVANCE 0.5 /* of every glyph, in sizes of the font */

static uint16_t code_of(const struct pdf_hidden *h, uint32_t character)
{
	return h->codes[character < CODES ? character : BDL_REPLACEMENT];
}

static void take_character(struct pdf_hidden *h, uint32_t character)
{
	if (character >= CODES || h->codes[character] || h->count == COUNT_MOST)
		return;
	h->codes[character] = (uint16_t)++h->count;
	h->characters[h->count] = character;
}

static bool allocate(struct pdf_copy *c)
{
	struct pdf_hidden *h = bdl_arena_alloc(&c->arena, sizeof(*h));

	c->hidden = h;
	if (h) {
		h->codes = calloc(CODES, sizeof(*h->codes));
		h->characters = calloc(COUNT_MOST + 1, sizeof(*h->characters));
	}
	if (!h || !h->codes || !h->characters)
		c->failed = true;
	return !c->failed;
}

void bdl_hidden_start(struct pdf_copy *c, const struct bdl_layer *layer)
{
	const char *text;
	uint32_t character;

	if (!layer || layer->count == 0 || !allocate(c))
		return;
	c->hidden->layer = layer;
	text = bdl_buffer_string(&layer->text);
	take_character(c->hidden, ' ');
	for (size_t i = 0; i < layer->text.length;) {
		i += bdl_utf8_next(text + i, layer->text.length - i, &character);
		take_character(c->hidden, character);
	}
	c->hidden->font = bdl_hidden_font(c);
}

static void number(struct bdl_buffer *b, double n)
{
	char text[PDF_NUMBER_TEXT];
	double fine = n > 1e9 ? 1e9 : n < -1e9 ? -1e9 : n;

	/* a hundredth of a point is finer than anybody selects */
	fine = (double)(long long)(fine * 100 + (fine < 0 ? -0.5 : 0.5)) / 100;
	bdl_buffer_add(b, text, bdl_lex_write(fine, text));
}

/* The direction of writing in user space, for a word as it is seen. */
static void direction(const struct pdf_page *p, int turn, double out[2])
{
	static const signed char ways[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
	const signed char *way = ways[((p->rotate - turn) % 360 + 360) % 360 / 90];

	out[0] = way[0];
	out[1] = way[1];
}

static void begin_line(
	struct bdl_buffer *b, const struct pdf_page *p, const struct bdl_layer_word *w)
{
	double up = bdl_page_height(p) - w->y, at[4], way[2];

	bdl_page_seen_rect(p, w->x, up, w->x, up, at);
	direction(p, w->turn, way);
	bdl_buffer_text(b, "/BdlO ");
	number(b, w->size * p->scale);
	bdl_buffer_text(b, "Tf ");
	number(b, way[0]);
	number(b, way[1]);
	number(b, -way[1]);
	number(b, way[0]);
	number(b, bdl_page_x(p, at[0]));
	number(b, bdl_page_y(p, at[1]));
	bdl_buffer_text(b, "Tm\n");
}

/* How far b begins from a, along the writing and across it. */
static void distance(const struct bdl_layer_word *a, const struct bdl_layer_word *b, double out[2])
{
	double x = b->x - a->x, y = b->y - a->y;

	out[0] = a->turn == 0 ? x : a->turn == 90 ? y : a->turn == 180 ? -x : -y;
	out[1] = a->turn == 0 ? -y : a->turn == 90 ? x : a->turn == 180 ? y : -x;
}

static void show(struct pdf_hidden *h, struct bdl_buffer *b, const struct bdl_layer_word *w)
{
	const char *text = bdl_buffer_string(&h->layer->text) + w->at;
	unsigned count = 0;
	size_t before = b->length;
	struct bdl_buffer codes = BDL_BUFFER_INIT;
	uint32_t character;

	for (size_t i = 0; i < w->length; count++) {
		i += bdl_utf8_next(text + i, w->length - i, &character);
		bdl_buffer_printf(&codes, "%04X", (unsigned)code_of(h, character));
	}
	if (w->end == BDL_WORD_SPACE)
		bdl_buffer_printf(&codes, "%04X", (unsigned)code_of(h, ' '));
	if (count && w->size > 0)
		number(b, w->width / (count * ADVANCE * w->size) * 100);
	if (b->length > before)
		bdl_buffer_printf(b, "Tz<%s>Tj\n", bdl_buffer_string(&codes));
	if (codes.failed)
		b->failed = true;
	bdl_buffer_release(&codes);
}

static void write_words(
	struct pdf_hidden *h, struct bdl_buffer *b, const struct pdf_page *p, size_t page)
{
	const struct bdl_layer_word *before = NULL;

	for (; h->next < h->layer->count && h->layer->words[h->next].page == page; h->next++) {
		const struct bdl_layer_word *w = &h->layer->words[h->next];
		double by[2];

		if (!before || before->end != BDL_WORD_SPACE || before->turn != w->turn ||
			before->size < w->size || before->size > w->size) {
			begin_line(b, p, w);
		} else {
			distance(before, w, by);
			number(b, by[0] * p->scale);
			number(b, by[1] * p->scale);
			bdl_buffer_text(b, "Td ");
		}
		show(h, b, w);
		before = w;
	}
}

uint32_t bdl_hidden_page(struct pdf_copy *c, size_t page)
{
	const struct pdf_page *p = &c->pages.pages[page];
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct pdf_hidden *h = c->hidden;
	uint32_t object;

	while (h && h->next < h->layer->count && h->layer->words[h->next].page < page)
		h->next++;
	if (!h || h->next == h->layer->count || h->layer->words[h->next].page != page)
		return 0;
	bdl_buffer_text(&b, "q BT 3 Tr\n");
	write_words(h, &b, p, page);
	bdl_buffer_text(&b, "ET Q\n");
	if (b.failed)
		c->failed = true;
	object = bdl_part_reserve(c->writer);
	bdl_copy_stream(c, object, "", bdl_buffer_string(&b), b.length);
	bdl_buffer_release(&b);
	return object;
}

void bdl_hidden_release(struct pdf_copy *c)
{
	if (!c->hidden)
		return;
	free(c->hidden->codes);
	free(c->hidden->characters);
	c->hidden = NULL;
}
