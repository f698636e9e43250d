/* A recipient as a whole: who it is, where it is, what comes next. See recipient_take.h. */
#include "model/recipient_take.h"

enum { ORDER_MOST = 1000 };

static void take_line(struct bdl_taking *t, const struct bdl_written_line *w, const char **text,
	struct bdl_said *said)
{
	if (!w)
		return;
	*text = bdl_recipient_take_text(t, w->value);
	*said = bdl_recipient_take_said(t, NULL, &w->said);
}

static void take_where(
	struct bdl_taking *t, const struct bdl_written_recipient *w, struct bdl_recipient *r)
{
	if (w->address) {
		r->address = bdl_recipient_take_texts(t, w->address->lines, w->address->lines_count);
		r->address_said = bdl_recipient_take_said(t, NULL, &w->address->said);
		if (w->address->lines_count == 0)
			bdl_taking_wrong(t, NULL, "address", "the address has no lines");
	}
	take_line(t, w->email, &r->email, &r->email_said);
	take_line(t, w->phone, &r->phone, &r->phone_said);
	take_line(t, w->site, &r->site, &r->site_said);
	if (w->next) {
		r->next = w->next->id ? bdl_recipient_take_id(t, w->next->id) : NULL;
		r->next_words = bdl_recipient_take_text(t, w->next->words);
		r->next_said = bdl_recipient_take_said(t, NULL, &w->next->said);
		if (!w->next->id && !w->next->words)
			bdl_taking_wrong(t, NULL, "next", "next: an id or words are needed");
	}
}

static void take_notes(
	struct bdl_taking *t, const struct bdl_written_recipient *w, struct bdl_recipient *r)
{
	r->notes = w->notes_count ? bdl_recipient_take_rows(t, (size_t)w->notes_count + 1, sizeof(*r->notes))
				  : NULL;
	r->note_said = bdl_recipient_take_rows(t, w->notes_count, sizeof(*r->note_said));
	for (unsigned i = 0; r->notes && r->note_said && i < w->notes_count; i++) {
		r->notes[i] = bdl_recipient_take_text(t, w->notes[i].value);
		r->note_said[i] = bdl_recipient_take_said(t, NULL, &w->notes[i].said);
	}
}

int bdl_recipient_take_recipient(
	struct bdl_taking *t, const struct bdl_written_recipient *w, struct bdl_recipient *r)
{
	struct bdl_day day;

	if (bdl_day_parse_iso(w->reviewed, &day) < 0)
		bdl_taking_wrong(t, NULL, w->reviewed,
			"reviewed \"%.40s\" is not a date as 2026-11-22", w->reviewed);
	if (w->order > ORDER_MOST)
		bdl_taking_wrong(
			t, NULL, "order", "order is from 1 to %d, not %u", ORDER_MOST, w->order);
	t->reviewed = bdl_recipient_take_text(t, w->reviewed);
	*r = (struct bdl_recipient){.id = bdl_recipient_take_id(t, w->id),
		.aliases = bdl_recipient_take_texts(t, w->aliases, w->aliases_count),
		.order = w->order && w->order <= ORDER_MOST ? (int)w->order : ORDER_MOST,
		.name = bdl_recipient_take_text(t, w->name),
		.short_name = bdl_recipient_take_text(t, w->short_name ? w->short_name : w->name),
		.reviewed = t->reviewed,
		.court = w->court};
	take_where(t, w, r);
	take_notes(t, w, r);
	bdl_recipient_take_enclosures(t, w, r);
	bdl_recipient_take_deadlines(t, w, r);
	bdl_recipient_take_standards(t, w, r);
	bdl_recipient_take_facts(t, w, r);
	bdl_recipient_take_pdf(t, &w->pdf, r);
	return t->failed ? -1 : 0;
}
