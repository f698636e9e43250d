/*
 * Exhibit front: the pages in front of an exhibit to a witness statement: corner marking and mark
 * (PD 32, 11.3 and 17.2), the title of the proceedings, the sentence that identifies it, whether it
 * consists of letters (12.2), and its documents with their dates (13.3).
 */
#include "draw/pages.h"
#include "draw/proceedings.h"
#include "draw/words.h"
#include <string.h>

static const double SENTENCE_WIDTH = 400, TITLE_BELOW = 32, SENTENCE_BELOW = 30, LIST_BELOW = 38,
		    HEADS_BELOW = 26;

/* `This is the exhibit marked "AB1" referred to in the first witness statement of A. B., solicitor
 * for the Claimant, dated 2 June 2023.` */
static const char *sentence(struct bdl_draft *d, const struct bdl_section *s)
{
	const struct bdl_statement *w = s->statement;
	const char *day = bdl_words_day(d, w->date);
	char number[BDL_ORDINAL_TEXT];

	bdl_ordinal(w->number, number);
	return bdl_draft_printf(d,
		"This is the exhibit marked “%s” referred to in the %s witness statement of "
		"%s%s%s, "
		"dated %s.",
		s->mark, number, bdl_words_witness(d, w->witness), w->capacity ? ", " : "",
		w->capacity ? w->capacity : "", *day ? day : "____________________");
}

static const char *letters_sentence(enum bdl_correspondence c)
{
	switch (c) {
	case BDL_LETTERS:
		return "The documents in this exhibit are copies of letters.";
	case BDL_LETTERS_AND_MAIL:
		return "The documents in this exhibit are copies of letters and e-mails, with what "
		       "came with them.";
	case BDL_MIXED:
		break;
	}
	return NULL;
}

static void draw_list(struct bdl_draft *d, const struct bdl_section *s, double y)
{
	const struct bdl_bundle *b = d->b;
	struct bdl_table_form form = bdl_index_form(b, s);
	struct bdl_table t = {.d = d, .form = &form};

	form.title = bdl_draft_printf(d, "Exhibit %s", s->mark);
	bdl_table_heads(&t, y);
	for (size_t i = s->first; i < s->first + s->count; i++) {
		size_t row = b->order[i];

		bdl_index_cells(&t, row, false);
		bdl_table_row(&t, b->exhibits[row].first_page, 0);
	}
	bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, t.y, 1, 0);
	bdl_table_release(&t);
}

unsigned bdl_exhibit_front(struct bdl_draft *d, const struct bdl_section *s, unsigned first)
{
	const char *letters = letters_sentence(s->correspondence);
	double y;

	bdl_draft_page(d, first);
	y = bdl_proceedings(d, s);
	y = bdl_proceedings_title(d, bdl_draft_printf(d, "EXHIBIT %s", s->mark), y, TITLE_BELOW);
	y = bdl_proceedings_centred(d, sentence(d, s), y + SENTENCE_BELOW, SENTENCE_WIDTH);
	if (y + LIST_BELOW + HEADS_BELOW + 60 > BDL_LAST_ROW) {
		bdl_draft_page(d, d->page + 1);
		y = 64 - LIST_BELOW;
	}
	y += LIST_BELOW;
	if (letters) {
		bdl_draft_text(d, BDL_TEXT, BDL_LEFT_EDGE, y, letters);
		y += HEADS_BELOW;
	}
	draw_list(d, s, y);
	return d->page - first + 1;
}

const char *bdl_section_name(struct bdl_draft *d, const struct bdl_section *s)
{
	if (!s->mark)
		return s->title;
	return bdl_draft_printf(d, "Exhibit" BDL_NBSP "%s: %s", s->mark, s->title);
}
