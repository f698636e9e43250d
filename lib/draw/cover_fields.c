/*
 * Fields of the cover: for whom, from whom, by which numbers the case is found, which documents a
 * recipient asks for first. A recipient's rules say what stands there and what must not (LOOK
 * sections 7 and 9). See cover.h.
 */
#include "draw/cover.h"
#include "draw/pages.h"
#include "draw/rich.h"
#include "draw/words.h"
#include "model/recipient.h"
#include <string.h>

static const double FIELD_PITCH = 19.5, VALUE_LEADING = 16;

/*
 * A label and its value, where there is one; *step is for the first and the pitch of the fields
 * after it.
 */
static void field(struct bdl_cover_page *c, double *step, const char *label, struct bdl_font f,
	const char *value)
{
	struct bdl_cell words = BDL_CELL_INIT;

	if (!value || !*value)
		return;
	bdl_cell_add(c->d, &words, f, BDL_RIGHT_EDGE - BDL_COVER_VALUE_X, value);
	bdl_draft_text(c->d, BDL_TEXT, BDL_LEFT_EDGE, bdl_cover_advance(c, *step), label);
	bdl_cover_lines(c, &words, BDL_COVER_VALUE_X, 0, VALUE_LEADING);
	bdl_cell_release(&words);
	*step = FIELD_PITCH;
}

static const char *version(struct bdl_draft *d)
{
	const struct bdl_bundle *b = d->b;
	const char *day = bdl_words_day(d, b->made_on);

	if (!*day)
		return b->about.version;
	if (!b->about.version)
		return bdl_draft_printf(d, "Made on %s", day);
	return bdl_draft_printf(d, "Version" BDL_NBSP "%s, made on %s", b->about.version, day);
}

/* Which bundle a supplement adds to, so that nobody can mistake it for another. */
static void draw_earlier(struct bdl_cover_page *c, double *step)
{
	const struct bdl_earlier *e = c->d->b->earlier;

	if (!e)
		return;
	field(c, step, "Adds to", BDL_TEXT,
		bdl_draft_printf(c->d, "%s, made on %s, %s, %s", e->name,
			bdl_words_day(c->d, e->made_on),
			bdl_words_counted(c->d, e->documents, "document", "documents"),
			bdl_words_counted(c->d, e->pages, "page", "pages")));
	field(c, step, "Seal of that bundle", BDL_DIGITS,
		bdl_draft_printf(c->d, "%s %s", bdl_words_digest(c->d, e->seal, false, " "),
			bdl_words_digest(c->d, e->seal, true, " ")));
}

/* ---- what the recipient wants there ---- */

/* A fact that its rules do not speak of is shown if `otherwise`. */
static bool is_wanted(const struct bdl_draft *d, enum bdl_fact fact, bool otherwise)
{
	const struct bdl_recipient *r = d->b->recipient;

	for (size_t i = 0; r && i < r->fact_count; i++)
		if (r->facts[i].fact == fact)
			return r->facts[i].wish != BDL_FACT_HIDDEN;
	return otherwise;
}

/* Only where it is asked for: it is nobody else's business. */
static bool shows_insurance(const struct bdl_draft *d)
{
	return !d->court && is_wanted(d, BDL_FACT_NATIONAL_INSURANCE, !d->b->recipient);
}

/* ---- with a page to press ---- */

static void rich_field(
	struct bdl_cover_page *c, double *step, const char *label, struct bdl_rich *value)
{
	bdl_draft_text(c->d, BDL_TEXT, BDL_LEFT_EDGE, bdl_cover_advance(c, *step), label);
	c->y = bdl_rich_draw(c->d, value, BDL_COVER_VALUE_X, c->y,
		BDL_RIGHT_EDGE - BDL_COVER_VALUE_X, VALUE_LEADING);
	*step = FIELD_PITCH;
}

/* The row itself, or of an exact copy its original; NULL: it has no pages in the bundle. */
static const struct bdl_exhibit *bound(const struct bdl_bundle *b, size_t row)
{
	const struct bdl_exhibit *x = bdl_exhibit_of_row(b, row);

	return x && x->number ? x : NULL;
}

static const struct bdl_exhibit *find_consent(const struct bdl_bundle *b)
{
	const char *path = b->about.told ? b->about.told->consent : NULL;

	for (size_t i = 0; path && i < b->exhibit_count; i++)
		if (strcmp(b->exhibits[i].path, path) == 0 ||
			strcmp(b->exhibits[i].name, path) == 0)
			return bound(b, i);
	return NULL;
}

/* "Mr R, for Ms A" where the case file names them and does not say it in words of its own. */
static const char *from_words(struct bdl_draft *d)
{
	const struct bdl_told *told = d->b->about.told;

	if (d->b->about.from || !told || !told->applicant.name)
		return d->b->about.from;
	if (!told->representative.name)
		return told->applicant.name;
	return bdl_draft_printf(d, "%s, for %s", told->representative.name, told->applicant.name);
}

/* "Mr R, for his daughter Ms A (consent: page 164)". */
static void draw_from(struct bdl_cover_page *c, double *step)
{
	struct bdl_rich value = BDL_RICH_INIT;
	const struct bdl_exhibit *consent = find_consent(c->d->b);
	const char *from = from_words(c->d);

	if (!from || !*from)
		return;
	if (!consent || c->d->court) {
		field(c, step, "From", BDL_TEXT, from);
		return;
	}
	bdl_rich_text(&value, bdl_draft_spell(c->d, BDL_SANS, from));
	bdl_rich_text(&value, " (consent:" BDL_NBSP);
	bdl_rich_exhibits(c->d, &value, &consent, 1);
	bdl_rich_text(&value, ")");
	rich_field(c, step, "From", &value);
}

/* ---- documents that are looked for first ---- */

/* The newest step of that type that can be seen in the bundle. */
static const struct bdl_step *newest(const struct bdl_bundle *b, const char *type)
{
	const struct bdl_step *found = NULL;

	for (size_t i = 0; i < b->step_count; i++)
		if (strcmp(b->steps[i].type, type) == 0 && bound(b, b->steps[i].exhibit) &&
			bdl_day_compare(b->steps[i].day, b->made_on) <= 0)
			found = &b->steps[i];
	return found;
}

/* "3 March 2023 (page 43)"; a date that the document does not state is in brackets. */
static void draw_step(struct bdl_cover_page *c, double *step, const char *label, const char *type)
{
	const struct bdl_bundle *b = c->d->b;
	const struct bdl_step *found;
	const struct bdl_exhibit *x;
	struct bdl_rich value = BDL_RICH_INIT;

	if (!b->recipient || c->d->court || !bdl_recipient_asks_for_step(b->recipient, type))
		return;
	found = newest(b, type);
	if (!found)
		return;
	x = bound(b, found->exhibit);
	bdl_rich_text(&value, bdl_draft_printf(c->d, found->inferred ? "[%s] (" : "%s (",
				      bdl_words_day(c->d, found->day)));
	bdl_rich_exhibits(c->d, &value, &x, 1);
	bdl_rich_text(&value, ")");
	rich_field(c, step, label, &value);
}

/* ---- all of them ---- */

/* What is said of the applicant, where the recipient asks for it. */
static void draw_person(struct bdl_cover_page *c, double *step)
{
	const struct bdl_draft *d = c->d;
	const struct bdl_told *told = d->b->about.told;
	const struct bdl_person *who = told ? &told->applicant : NULL;

	if (!who || !d->b->recipient)
		return;
	if (is_wanted(d, BDL_FACT_ADDRESS, false))
		field(c, step, "Address", BDL_TEXT, who->address);
	if (is_wanted(d, BDL_FACT_CONSTITUENCY, false))
		field(c, step, "Constituency", BDL_TEXT, told->constituency);
	if (is_wanted(d, BDL_FACT_PHONE, false))
		field(c, step, "Telephone", BDL_TEXT, who->phone);
	if (is_wanted(d, BDL_FACT_EMAIL, false))
		field(c, step, "E-mail", BDL_TEXT, who->email);
	if (is_wanted(d, BDL_FACT_BORN, false))
		field(c, step, "Date of birth", BDL_TEXT, bdl_words_day(c->d, who->born));
}

static void draw_numbers(struct bdl_cover_page *c, double *step)
{
	struct bdl_draft *d = c->d;
	const struct bdl_case *about = &d->b->about;
	const char *complaint = about->told ? about->told->complaint_reference : NULL;

	if (about->reference && is_wanted(d, BDL_FACT_REFERENCE, true))
		field(c, step, "CMS reference", BDL_TEXT, bdl_words_reference(d, about->reference));
	if (about->national_insurance && shows_insurance(d))
		field(c, step, "National Insurance no.", BDL_TEXT,
			bdl_words_insurance(d, about->national_insurance));
	if (complaint && d->b->recipient && !d->court &&
		is_wanted(d, BDL_FACT_COMPLAINT_REFERENCE, true))
		field(c, step, "Complaint reference", BDL_TEXT, complaint);
}

void bdl_cover_fields(struct bdl_cover_page *c)
{
	struct bdl_draft *d = c->d;
	const struct bdl_case *about = &d->b->about;
	struct bdl_span span = {.dated = 0};
	double step = 21;

	for (size_t i = 0; i < d->b->order_count; i++)
		bdl_span_add(&span, &d->b->exhibits[d->b->order[i]].date);
	field(c, &step, "For", BDL_STRONG, about->recipient);
	draw_from(c, &step);
	if (!d->court)
		draw_person(c, &step);
	if (!d->court)
		field(c, &step, "Complaint about", BDL_TEXT, about->about);
	draw_numbers(c, &step);
	draw_step(c, &step, "Final response", "final-response");
	draw_step(c, &step, "Examiner\xE2\x80\x99s report", "ice-report");
	if (d->court && d->b->volume)
		field(c, &step, "Volume", BDL_STRONG,
			bdl_draft_printf(d, "%u of %zu", d->b->volume, d->b->volume_count));
	draw_earlier(c, &step);
	field(c, &step, d->b->volume ? "Dates in this volume" : "Dates covered", BDL_TEXT,
		bdl_words_span(d, &span));
	field(c, &step, "This version", BDL_TEXT, version(d));
}
