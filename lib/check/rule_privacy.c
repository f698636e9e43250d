/*
 * Privacy: numbers of people and accounts that anyone who gets the bundle could read (R43), and
 * what a family court wants only where it has asked for it (R45).
 */
#include "check/cover_seen.h"
#include "check/index_seen.h"

#include "base/text.h"
#include <stdlib.h>
#include <string.h>

/* ---- R43 ---- */

/* clang-format off */
struct slips {
	struct bdl_pages insurance, account, card;
	bool in_properties;
};

/* clang-format on */

static bool is_figure(char c)
{
	return bdl_is_digit((unsigned char)c);
}

/* "11-22-33": three pairs with dashes, nothing of figures or dashes around it. */
static bool sort_code_at(const char *text, size_t at)
{
	for (size_t i = 0; i < 8; i++)
		if (i % 3 == 2 ? text[at + i] != '-' : !is_figure(text[at + i]))
			return false;
	return !is_figure(text[at + 8]) && text[at + 8] != '-' &&
	       (at == 0 ||
		       (!is_figure(text[at - 1]) && text[at - 1] != '-' && text[at - 1] != '/'));
}

/* A run of exactly eight figures within so many bytes. */
static bool account_near(const char *text, size_t at)
{
	enum { NEAR = 80 };

	size_t run = 0;

	for (size_t i = at; i < at + NEAR && text[i]; i++) {
		run = is_figure(text[i]) ? run + 1 : 0;
		if (run == 8 && !is_figure(text[i + 1]) && (i < at + 8 || !is_figure(text[i - 8])))
			return true;
	}
	return false;
}

static bool has_account(const char *text)
{
	for (size_t i = 0; text[i]; i++)
		if (is_figure(text[i]) && sort_code_at(text, i) && account_near(text, i + 8))
			return true;
	return false;
}

/* The check figure of a payment card (ISO/IEC 7812-1, Luhn). */
static bool is_card(const char *figures, size_t n)
{
	unsigned sum = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned d = (unsigned)(figures[n - 1 - i] - '0');

		sum += i % 2 == 0 ? d : d < 5 ? 2 * d : 2 * d - 9;
	}
	return sum % 10 == 0;
}

/* A group of four figures at least: part of a longer number. */
static bool four_at(const char *text, size_t at)
{
	for (size_t i = at - 1; i < at + 4; i++)
		if (i == at - 1 ? text[i] != ' ' && text[i] != '-' : !is_figure(text[i]))
			return false;
	return true;
}

/* Sixteen figures in one run or in four groups, that begin as cards in Britain do and pass the
 * check. */
static bool card_at(const char *text, size_t at)
{
	char figures[16], joint = '\0';
	size_t i = at;

	for (size_t n = 0; n < 4; n++)
		if (!is_figure(text[at + n]))
			return false;
	if (text[at + 4] == ' ' || text[at + 4] == '-')
		joint = text[at + 4];

	if (text[at] < '2' || text[at] > '6')
		return false;
	for (size_t n = 0; n < 16; n++) {
		if (n && n % 4 == 0 && joint && text[i++] != joint)
			return false;
		if (!is_figure(text[i]))
			return false;
		figures[n] = text[i++];
	}
	return !is_figure(text[i]) && !four_at(text, i + 1) && is_card(figures, 16);
}

static bool has_card(const char *text)
{
	for (size_t i = 0; text[i]; i++)
		if (is_figure(text[i]) &&
			(i == 0 || (!is_figure(text[i - 1]) && text[i - 1] != '-' &&
					   text[i - 1] != '.' && text[i - 1] != '/')) &&
			!(i > 5 && text[i - 1] == ' ' && four_at(text, i - 5)) && card_at(text, i))
			return true;
	return false;
}

/* All words of a page with spaces between them. -1 out of memory. */
static int text_of(const struct bdl_seen_page *p, struct bdl_buffer *out)
{
	bdl_buffer_clear(out);
	for (size_t i = 0; i < p->word_count; i++) {
		if (i)
			bdl_buffer_byte(out, ' ');
		bdl_buffer_text(out, p->words[i].text);
	}
	return out->failed ? -1 : 0;
}

static void look_at_pages(struct bdl_judging *j, unsigned cover, struct slips *s)
{
	bool wanted = j->recipient && j->recipient->takes_insurance;
	struct bdl_buffer text = BDL_BUFFER_INIT;

	for (unsigned page = 1; page <= j->seen->page_count && !j->failed; page++) {
		size_t at = 0;

		if (text_of(&j->seen->pages[page - 1], &text) < 0) {
			j->failed = true;
			break;
		}
		/* on the cover it stands where a recipient asks for it */
		if ((page > cover || (j->recipient && !wanted)) &&
			bdl_find_insurance(bdl_buffer_string(&text), &at, false))
			bdl_pages_add(j, &s->insurance, page);
		if (has_account(bdl_buffer_string(&text)))
			bdl_pages_add(j, &s->account, page);
		if (has_card(bdl_buffer_string(&text)))
			bdl_pages_add(j, &s->card, page);
	}
	bdl_buffer_release(&text);
}

static bool slips_in(const char *text)
{
	size_t at = 0;

	return text &&
	       (bdl_find_insurance(text, &at, false) || has_account(text) || has_card(text));
}

void bdl_rule_r43(struct bdl_judging *j)
{
	const struct bdl_seen *seen = j->seen;
	struct slips s = {.in_properties = false};
	struct bdl_pages all = {.count = 0};
	struct bdl_cover cover;

	if (!bdl_rule_has_pages(j) || !bdl_find_cover(j, &cover))
		return;
	look_at_pages(j, cover.pages, &s);
	s.in_properties = slips_in(seen->title) || slips_in(seen->author) ||
			  slips_in(seen->subject) || slips_in(seen->keywords) ||
			  slips_in(seen->xmp) || slips_in(seen->name);
	for (size_t i = 0; i < s.insurance.count; i++)
		bdl_pages_add(j, &all, s.insurance.list[i]);
	for (size_t i = 0; i < s.account.count; i++)
		bdl_pages_add(j, &all, s.account.list[i]);
	for (size_t i = 0; i < s.card.count; i++)
		bdl_pages_add(j, &all, s.card.list[i]);
	if (!all.count && !s.in_properties) {
		bdl_rule_says(j, BDL_PASS, NULL,
			"No National Insurance number, bank account or card number can be read in "
			"it, but on the cover.");
		return;
	}
	bdl_rule_says(j, BDL_WARN, &all,
		"Readable by whoever gets it:%s%s%s%s%s%s%s%s%s. Black these out in a copy if the "
		"recipient does not need them.",
		s.insurance.count ? " National Insurance numbers (" : "",
		s.insurance.count ? bdl_pages_words(j, &s.insurance) : "",
		s.insurance.count ? ")" : "",
		s.account.count ? " sort code with account number (" : "",
		s.account.count ? bdl_pages_words(j, &s.account) : "", s.account.count ? ")" : "",
		s.card.count ? " card numbers (" : "",
		s.card.count ? bdl_pages_words(j, &s.card) : "",
		s.card.count ? s.in_properties ? "), and in the file's name or properties" : ")"
		: s.in_properties ? " in the file's name or properties"
				  : "");
}

/* ---- R45 ---- */

static bool is_unasked(const char *kind)
{
	static const char *const words[] = {
		"letter", "screenshot", "photo", "chat", "message", "sms", "mail", "complaint"};

	for (size_t i = 0; kind && i < sizeof(words) / sizeof(*words); i++)
		if (strstr(kind, words[i]))
			return true;
	return false;
}

static bool row_is_unasked(const struct bdl_seen_row *r)
{
	static const char *const words[] = {"letter", "letters", "screenshot", "screenshots",
		"photograph", "photographs", "photo", "photos", "WhatsApp", "messages", "e-mail",
		"e-mails", "email", "emails", "chat", "text messages"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (bdl_text_has_word(r->text, words[i]))
			return true;
	return false;
}

void bdl_rule_r45(struct bdl_judging *j)
{
	struct bdl_pages where = {.count = 0};
	struct bdl_seen_list index;

	if (!j->recipient || !j->recipient->warns_of_messages) {
		bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
			"Only the family court leaves out letters, screenshots and photographs.");
		return;
	}
	if (!bdl_rule_has_pages(j) || bdl_find_index(j, &index) < 0)
		return;
	for (size_t i = 0; j->table && i < j->table->order_count; i++) {
		const struct bdl_exhibit *x = &j->table->exhibits[j->table->order[i]];

		if (is_unasked(x->kind))
			bdl_pages_add(j, &where, x->first_page);
	}
	for (size_t i = 0; !j->table && i < index.count; i++)
		if (index.rows[i].from_page && row_is_unasked(&index.rows[i]))
			bdl_pages_add(j, &where, index.rows[i].from_page);
	if (where.count)
		bdl_rule_says(j, BDL_WARN, &where,
			"%zu letters, screenshots, photographs or chats: %s takes them only where "
			"it has asked for them.",
			bdl_pages_total(&where), j->recipient->name);
	else if (!j->table && !index.count)
		bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
			"What the documents are cannot be seen without an index.");
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"No letters, screenshots, photographs or chats are in it.");
}
