/* Proceedings: see proceedings.h. Places are those of the exhibit sheet in look/LOOK.md. */
#include "draw/proceedings.h"

#include "base/text.h"
#include "draw/cell.h"
#include "draw/words.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TOP = 64, CORNER_LABEL = 373, CORNER_VALUE = 453, LEADING = 16 };

static const double CENTRE = (BDL_LEFT_EDGE + BDL_RIGHT_EDGE) / 2, COURT_WIDTH = 285,
		    HEADING_GAP = 53, NAME_PITCH = 16.5, AND_PITCH = 24, ROLE_GAP = 14;

static const struct bdl_font MARK_TITLE = {BDL_SANS_BOLD, 20};

/* ---- corner and court ---- */

static const char *capitalised(struct bdl_draft *d, const char *word)
{
	return bdl_draft_printf(
		d, "%c%s", word[0] >= 'a' && word[0] <= 'z' ? word[0] - 32 : word[0], word + 1);
}

/* "Anna" -> "A.", "A." and "van" as they are. */
static void add_witness_word(struct bdl_buffer *out, const char *word, size_t length, bool last)
{
	uint32_t code;
	size_t first = bdl_utf8_next(word, length, &code);

	if (out->length)
		bdl_buffer_text(out, BDL_NBSP);
	if (last || (word[0] >= 'a' && word[0] <= 'z')) {
		bdl_buffer_add(out, word, length);
		return;
	}
	bdl_buffer_add(out, word, first);
	bdl_buffer_byte(out, '.');
}

const char *bdl_words_witness(struct bdl_draft *d, const char *name)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	const char *word = name, *result;
	size_t words = 0;

	while (*word) {
		size_t length = strcspn(word, " ");
		bool last = word[length] == '\0';

		if (length && !bdl_is_style(word, length)) {
			add_witness_word(&out, word, length, last);
			words++;
		}
		word += length + strspn(word + length, " ");
	}
	if (out.failed)
		bdl_fail_memory(&d->failure);
	if (words < 2)
		result = name;
	else
		result = bdl_draft_string(d, bdl_arena_string(&d->arena, bdl_buffer_string(&out)));
	bdl_buffer_release(&out);
	return result;
}

/* Of a role alone one says "the Claimant". */
static bool is_role(const char *line);

static const char *on_behalf(struct bdl_draft *d, const char *who)
{
	return is_role(who) ? bdl_draft_printf(d, "the %s", who) : who;
}

static double corner_row(
	struct bdl_draft *d, double y, const char *label, struct bdl_font f, const char *value)
{
	struct bdl_cell words = BDL_CELL_INIT;
	double end;

	bdl_cell_add(d, &words, f, BDL_RIGHT_EDGE - CORNER_VALUE, value);
	bdl_draft_text(d, BDL_TEXT, CORNER_LABEL, y, label);
	end = bdl_cell_paragraph(d, &words, CORNER_VALUE, y, LEADING);
	bdl_cell_release(&words);
	return end;
}

/* The marking of PD 32, 17.2; a statement that is not yet made leaves room for its date. */
static double draw_corner(struct bdl_draft *d, const struct bdl_section *s)
{
	const struct bdl_statement *w = s->statement;
	const char *day = bdl_words_day(d, w->date);
	char number[BDL_ORDINAL_TEXT];
	double y = TOP;

	bdl_ordinal(w->number, number);
	if (w->on_behalf_of)
		y = corner_row(d, y, "On behalf of:", BDL_TEXT, on_behalf(d, w->on_behalf_of)) +
		    LEADING;
	y = corner_row(d, y, "Witness:", BDL_TEXT, bdl_words_witness(d, w->witness)) + LEADING;
	y = corner_row(d, y, "Statement:", BDL_TEXT, capitalised(d, number)) + LEADING;
	y = corner_row(d, y, "Exhibit:", BDL_STRONG, s->mark) + LEADING;
	y = corner_row(d, y, "Dated:", BDL_TEXT, day);
	if (!*day)
		bdl_draft_rule(d, CORNER_VALUE, BDL_RIGHT_EDGE, y + 2, 0.4, 0.6);
	return y;
}

/* corner: the baseline on which the corner marking ends; the claim number stands beside it. */
static double draw_court(struct bdl_draft *d, const struct bdl_court *c, double corner)
{
	struct bdl_cell words = BDL_CELL_INIT;
	double y = TOP - LEADING;

	for (const char **line = c->court; line && *line; line++)
		bdl_cell_add(d, &words, BDL_TEXT, COURT_WIDTH, *line);
	if (words.count)
		y = bdl_cell_paragraph(d, &words, BDL_LEFT_EDGE, TOP, LEADING);
	bdl_cell_clear(&words);
	if (c->claim_number) {
		bdl_cell_add(d, &words, BDL_TEXT, COURT_WIDTH,
			bdl_draft_printf(d, "Claim No." BDL_NBSP "%s", c->claim_number));
		y += y < TOP ? LEADING : 2 * LEADING;
		y = bdl_cell_paragraph(d, &words, BDL_LEFT_EDGE, y > corner ? y : corner, LEADING);
	}
	bdl_cell_release(&words);
	return y > corner ? y : corner;
}

/* ---- title of the proceedings ---- */

static bool is_word(const char *word, size_t length, const char *other)
{
	size_t i = 0;

	while (i < length && bdl_lower((unsigned char)word[i]) == other[i])
		i++;
	return i == length && other[i] == '\0';
}

/* "Claimant", "Second Defendant", "Interested Parties": at most four words, the last of which is a
 * role. */
static bool is_role(const char *line)
{
	static const char *const roles[] = {"claimant", "claimants", "defendant", "defendants",
		"respondent", "respondents", "appellant", "appellants", "applicant", "applicants",
		"petitioner", "petitioners", "intervener", "interveners", "party", "parties"};
	size_t end = strlen(line), start, words = 1;

	for (size_t i = 0; i < end; i++)
		words += line[i] == ' ';
	for (start = end; start > 0 && bdl_is_alpha((unsigned char)line[start - 1]);)
		start--;
	for (size_t i = 0; words <= 4 && i < sizeof(roles) / sizeof(roles[0]); i++)
		if (is_word(line + start, end - start, roles[i]))
			return true;
	return false;
}

/* The letters of a line, without dashes and spaces around it, are that word. */
static bool is_alone(const char *line, const char *word)
{
	size_t length;

	while (*line && !bdl_is_alpha((unsigned char)*line))
		line++;
	for (length = 0; bdl_is_alpha((unsigned char)line[length]);)
		length++;
	for (const char *rest = line + length; *rest; rest++)
		if (bdl_is_alpha((unsigned char)*rest) || bdl_is_digit((unsigned char)*rest))
			return false;
	return is_word(line, length, word);
}

struct heading {
	struct bdl_draft *d;
	double y; /* the last baseline */
	double name_end; /* where the name on that line ends; the right edge where none does */
	double step; /* to the next line */
};

static void next_line(struct heading *h, double step)
{
	h->y += step;
	h->name_end = BDL_RIGHT_EDGE;
	if (h->y <= BDL_LAST_ROW)
		return;
	bdl_draft_page(h->d, h->d->page + 1);
	h->y = TOP;
}

/* Each line in the middle of the page. */
static void centred(struct heading *h, struct bdl_font f, const char *words, double width)
{
	struct bdl_cell cell = BDL_CELL_INIT;

	bdl_cell_add(h->d, &cell, f, width, words);
	for (size_t i = 0; i < cell.count; i++) {
		double wide = bdl_canvas_width(
			h->d->c, f, cell.text.data + cell.lines[i].at, cell.lines[i].length);

		next_line(h, i == 0 ? h->step : fmax(NAME_PITCH, f.size * 1.2));
		bdl_cell_draw(h->d, &cell, i, CENTRE - wide / 2, h->y, false);
		h->name_end = CENTRE + wide / 2;
	}
	bdl_cell_release(&cell);
	h->step = NAME_PITCH;
}

/* On the line of the name where there is room for it. */
static void draw_role(struct heading *h, const char *role)
{
	const char *words = bdl_draft_spell(h->d, BDL_SANS_ITALIC, role);
	double wide = bdl_draft_width(h->d, BDL_SLANTED, words);

	if (h->name_end + ROLE_GAP > BDL_RIGHT_EDGE - wide)
		next_line(h, NAME_PITCH);
	bdl_draft_text_right(h->d, BDL_SLANTED, BDL_RIGHT_EDGE, h->y, words);
	h->name_end = BDL_RIGHT_EDGE;
	h->step = NAME_PITCH;
}

/* "The King on the application of Ms A" takes three lines. */
static void draw_name(struct heading *h, const char *line)
{
	static const char link[] = "on the application of";
	const char *at = line;
	size_t first;

	while (*at && !(bdl_text_starts(at, link) && (at == line || at[-1] == ' ')))
		at++;
	if (!*at) {
		centred(h, BDL_STRONG, line, 400);
		return;
	}
	for (first = (size_t)(at - line); first > 0 && strchr(" (,", line[first - 1]);)
		first--;
	if (first > 0)
		centred(h, BDL_STRONG,
			bdl_draft_string(h->d, bdl_arena_bytes(&h->d->arena, line, first)), 400);
	centred(h, BDL_TEXT, link, 400);
	at += strlen(link);
	at += strspn(at, " ");
	if (*at)
		centred(h, BDL_STRONG, at, 400);
}

static void draw_line(struct heading *h, const char *line)
{
	if (is_role(line)) {
		draw_role(h, line);
	} else if (is_alone(line, "and") || is_alone(line, "v")) {
		h->step = AND_PITCH;
		centred(h, BDL_TEXT, is_alone(line, "v") ? "– v –" : "– and –", 400);
		h->step = AND_PITCH;
	} else if (line[0] == '(' && bdl_is_alpha((unsigned char)line[1])) {
		centred(h, BDL_TEXT, line, 400);
	} else {
		draw_name(h, line);
	}
}

/* From the baseline of "BETWEEN" on. */
static double draw_heading(struct bdl_draft *d, const char *const *lines, double y)
{
	struct heading h = {.d = d, .y = y, .step = 30};

	bdl_draft_text(d, BDL_STRONG, BDL_LEFT_EDGE, y, "BETWEEN");
	for (; *lines; lines++)
		if (!is_alone(*lines, "between"))
			draw_line(&h, *lines);
	return h.y;
}

double bdl_proceedings(struct bdl_draft *d, const struct bdl_section *s)
{
	const struct bdl_court *c = d->b->about.court;
	double y = s ? draw_corner(d, s) : TOP - LEADING;

	if (!c)
		return y;
	y = draw_court(d, c, y);
	if (c->heading)
		y = draw_heading(d, c->heading, y + HEADING_GAP);
	return y;
}

double bdl_proceedings_centred(struct bdl_draft *d, const char *words, double y, double width)
{
	struct heading h = {.d = d, .y = y, .step = 0};

	centred(&h, BDL_TEXT, words, width);
	return h.y;
}

double bdl_proceedings_title(struct bdl_draft *d, const char *title, double y, double below)
{
	struct heading h = {.d = d, .y = y + below, .step = 33};

	if (h.y + 66 > BDL_LAST_ROW)
		next_line(&h, BDL_LAST_ROW);
	bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, h.y, 1, 0);
	centred(&h, MARK_TITLE, title, BDL_RIGHT_EDGE - BDL_LEFT_EDGE);
	bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, h.y + 22, 1, 0);
	return h.y + 22;
}
