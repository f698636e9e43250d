/* See mention.h. Documents inside one stand together in the table, in the order of their carrier.
 */
#include "bind/mention.h"
#include "bind/link_part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a page says where the document has no page in this PDF. */
static const char elsewhere[] = "see the index";

/* By carrier: the first row that came out of it. */
static int find_firsts(struct bdl_plan *plan, struct bdl_error *err)
{
	const struct bdl_bundle *b = plan->in->bundle;

	plan->first_inner = malloc((b->exhibit_count + 1) * sizeof(*plan->first_inner));
	if (!plan->first_inner)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < b->exhibit_count; i++)
		plan->first_inner[i] = BDL_NONE;
	for (size_t i = b->exhibit_count; i-- > 0;)
		if (b->exhibits[i].inside && b->exhibits[i].inside->parent < b->exhibit_count)
			plan->first_inner[b->exhibits[i].inside->parent] = i;
	return 0;
}

/* The row of document `inner`; BDL_NONE: it is left out, as others before it may be. */
static size_t find_inner(const struct bdl_bundle *b, size_t first, size_t carrier, uint32_t inner)
{
	size_t at = inner < b->exhibit_count - first ? first + inner : b->exhibit_count - 1;

	while (at > first &&
		(!b->exhibits[at].inside || b->exhibits[at].inside->parent != carrier ||
			b->exhibits[at].inside->nth > inner))
		at--;
	return b->exhibits[at].inside->nth == inner ? at : BDL_NONE;
}

/* The page of this PDF on which it begins, from 1; 0: none. */
static unsigned page_of(const struct bdl_plan *plan, size_t row, uint32_t inner)
{
	const struct bdl_bundle *b = plan->in->bundle;
	size_t carrier = plan->parts[row].exhibit;
	const struct bdl_exhibit *x;
	size_t at;

	if (!plan->first_inner || carrier == BDL_NONE || plan->first_inner[carrier] == BDL_NONE)
		return 0;
	at = find_inner(b, plan->first_inner[carrier], carrier, inner);
	if (at == BDL_NONE)
		return 0;
	x = &b->exhibits[at];
	if (x->duplicate_of != BDL_NONE)
		x = &b->exhibits[x->duplicate_of];
	if (x->volume != plan->in->bundle->volume || x->first_page > plan->page_count)
		return 0;
	return x->first_page;
}

/* Where the link leads: to the document, else to the index, which says where it is. */
static unsigned led_to(const struct bdl_plan *plan, unsigned named)
{
	const struct bdl_front *front = &plan->in->bundle->front;
	unsigned index = front->index ? bdl_front_page(front, BDL_FRONT_INDEX) : 1;

	return named ? named : index <= plan->page_count ? index : 1;
}

uint32_t bdl_mention_object(const struct bdl_plan *plan, size_t row, uint32_t inner)
{
	return plan->pages[led_to(plan, page_of(plan, row, inner)) - 1].object;
}

/* "page 31", filled up with blanks. */
static void words_of(const struct bdl_plan *plan, unsigned page, char words[BDL_MENTION_LENGTH + 1])
{
	char label[BDL_LABEL_TEXT], text[BDL_LABEL_TEXT + 8];

	if (page) {
		bdl_page_label(plan->in->bundle, page, label);
		snprintf(text, sizeof(text), "page %s", label);
	}
	if (!page || strlen(text) > BDL_MENTION_LENGTH)
		snprintf(text, sizeof(text), "%s", elsewhere);
	memset(words, ' ', BDL_MENTION_LENGTH);
	memcpy(words, text, strlen(text));
	words[BDL_MENTION_LENGTH] = '\0';
}

static void to_hex(const char *words, size_t length, char *out)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < length; i++) {
		out[2 * i] = digits[(unsigned char)words[i] >> 4];
		out[2 * i + 1] = digits[(unsigned char)words[i] & 15];
	}
}

void bdl_mention_piece(
	const struct bdl_plan *plan, size_t row, uint32_t value, char at[BDL_MENTION_DIGITS])
{
	char words[BDL_MENTION_LENGTH + 1];
	size_t length = BDL_MENTION_DIGITS / 2;

	words_of(plan, page_of(plan, row, bdl_mention_inner(value)), words);
	to_hex(words + length * bdl_mention_piece_of(value), length, at);
}

static int note(struct bdl_plan *plan, const struct bdl_plan_mention *m, struct bdl_error *err)
{
	if (plan->mention_count == plan->mention_space) {
		size_t space = plan->mention_space ? plan->mention_space * 2 : 64;
		struct bdl_plan_mention *grown = realloc(plan->mentions, space * sizeof(*grown));

		if (!grown)
			return bdl_fail_memory(err);
		plan->mentions = grown;
		plan->mention_space = space;
	}
	plan->mentions[plan->mention_count++] = *m;
	return 0;
}

int bdl_mentions_survey(
	struct bdl_plan *plan, size_t row, const struct bdl_part *part, struct bdl_error *err)
{
	for (uint32_t i = 0; i < part->reloc_count; i++) {
		const struct bdl_reloc *r = &part->relocs[i];
		struct bdl_plan_mention m;

		if ((r->kind != BDL_RELOC_MENTION && r->kind != BDL_RELOC_INNER) ||
			bdl_mention_piece_of(r->value) != 0)
			continue;
		if (!plan->first_inner && find_firsts(plan, err) < 0)
			return -1;
		m.page = bdl_bound_as(plan, row, bdl_mention_page(r->value));
		m.in_words = r->kind == BDL_RELOC_MENTION;
		m.named = page_of(plan, row, bdl_mention_inner(r->value));
		if (note(plan, &m, err) < 0)
			return -1;
	}
	return 0;
}

void bdl_mentions_claim(
	struct bdl_buffer *out, const struct bdl_plan *plan, unsigned page, size_t *next)
{
	char words[BDL_MENTION_LENGTH + 1], hex[2 * BDL_MENTION_LENGTH + 1] = "";

	for (; *next < plan->mention_count && plan->mentions[*next].page == page; ++*next) {
		unsigned named = plan->mentions[*next].named;

		words_of(plan, named, words);
		to_hex(words, BDL_MENTION_LENGTH, hex);
		bdl_buffer_printf(out, "mention %u %u %s\n", page, led_to(plan, named),
			plan->mentions[*next].in_words ? hex : "-");
	}
}
