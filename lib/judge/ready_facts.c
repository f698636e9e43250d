/*
 * Ready: what the cover must say, had better say, or must not: names, addresses, numbers, and the
 * consent of whoever is spoken for. See ready.h.
 */
#include "judge/ready.h"

#include "base/text.h"
#include <string.h>

enum { REFERENCE_FIGURES = 12, INSURANCE_SIGNS = 9 };

/* ---- what there is to say ---- */

/* "fact-national-insurance". */
static const char *id_of(struct bdl_readying *m, enum bdl_fact fact)
{
	return bdl_ready_printf(m, "fact-%s", bdl_fact_token(fact));
}

/* A table out of an archive says that these were given, not what they are. */
static bool is_kept_back(const struct bdl_person *who, enum bdl_fact fact)
{
	return (fact == BDL_FACT_ADDRESS && who->given & BDL_GIVEN_ADDRESS) ||
	       (fact == BDL_FACT_PHONE && who->given & BDL_GIVEN_PHONE) ||
	       (fact == BDL_FACT_EMAIL && who->given & BDL_GIVEN_EMAIL) ||
	       (fact == BDL_FACT_BORN && who->given & BDL_GIVEN_BORN);
}

/* NULL or "": it is not given. */
static const char *value_of(struct bdl_readying *m, enum bdl_fact fact)
{
	const struct bdl_case *about = &m->b->about;
	const struct bdl_person *who = &m->told->applicant;

	if (is_kept_back(who, fact))
		return "given";
	switch (fact) {
	case BDL_FACT_NAME:
		return who->name ? who->name : about->from;
	case BDL_FACT_ADDRESS:
		return who->address;
	case BDL_FACT_PHONE:
		return who->phone;
	case BDL_FACT_EMAIL:
		return who->email;
	case BDL_FACT_BORN:
		return who->born.year ? bdl_ready_day(m, who->born) : NULL;
	case BDL_FACT_REFERENCE:
		return about->reference;
	case BDL_FACT_NATIONAL_INSURANCE:
		return about->national_insurance;
	case BDL_FACT_CONSTITUENCY:
		return m->told->constituency;
	case BDL_FACT_CLAIM_NUMBER:
		return about->court ? about->court->claim_number : NULL;
	case BDL_FACT_COMPLAINT_REFERENCE:
		return m->told->complaint_reference;
	case BDL_FACT_REPRESENTATIVE:
		return m->told->representative.name;
	case BDL_FACT_CONSENT:
		return m->told->consent;
	}
	return NULL;
}

/* Letters and figures of a number, without the spaces; cut where it is longer than `most`. */
static size_t squeeze(const char *s, char *out, size_t most)
{
	size_t n = 0;

	for (; *s && n < most; s++)
		if (*s != ' ' && *s != '-')
			out[n++] = *s;
	out[n] = '\0';
	return n;
}

/* ---- is the number one ---- */

/* What is wrong with it; NULL: nothing. */
static const char *fault_of_reference(const char *reference, enum bdl_ready_state *state)
{
	char figures[40];
	size_t n = squeeze(reference, figures, sizeof(figures) - 1);

	*state = BDL_READY_TO_DO;
	if (strspn(figures, "0123456789") != n)
		return "has signs in it that are no figures";
	if (n != REFERENCE_FIGURES)
		return "has not 12 figures";
	*state = BDL_READY_LOOK;
	return bdl_text_starts(figures, "121") ? NULL
					       : "does not begin with 121, as those of the CMS do";
}

/* The letters that are given out: HMRC, NIM39110. */
static const char *fault_of_insurance(const char *number, enum bdl_ready_state *state)
{
	static const char *const never[] = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
	char s[40];
	size_t n = squeeze(number, s, sizeof(s) - 1);

	for (size_t i = 0; i < n; i++)
		if (s[i] >= 'a' && s[i] <= 'z')
			s[i] = (char)(s[i] - 'a' + 'A');
	*state = BDL_READY_TO_DO;
	if (n < 2 || !bdl_is_alpha(s[0]) || !bdl_is_alpha(s[1]) ||
		strspn(s + 2, "0123456789") != 6 || n > INSURANCE_SIGNS)
		return "is not two letters, six figures and a letter";
	if (n == INSURANCE_SIGNS && (s[8] < 'A' || s[8] > 'D'))
		return "does not end with A, B, C or D";
	if (n < INSURANCE_SIGNS) {
		*state = BDL_READY_LOOK;
		return "lacks the letter at its end";
	}
	if (s[0] == 'Q' && s[1] == 'Q') {
		*state = BDL_READY_LOOK;
		return "begins with QQ, as examples do: nobody has such a number";
	}
	if (strchr("DFIQUV", s[0]) || strchr("DFIOQUV", s[1]))
		return "begins with letters that are given to nobody";
	for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++)
		if (strncmp(s, never[i], 2) == 0)
			return "begins with letters that are given to nobody";
	return NULL;
}

/* Says what is wrong with it; false: nothing. The number itself is not repeated: the answer is
 * shown to others. */
static bool say_fault(
	struct bdl_readying *m, enum bdl_fact fact, const char *value, const struct bdl_said *said)
{
	enum bdl_ready_state state;
	const char *fault = fact == BDL_FACT_REFERENCE ? fault_of_reference(value, &state)
			    : fact == BDL_FACT_NATIONAL_INSURANCE
				    ? fault_of_insurance(value, &state)
				    : NULL;
	struct bdl_ready_finding *f;

	if (!fault)
		return false;
	f = bdl_ready_find(
		m, state, id_of(m, fact), "%s: the one given %s", bdl_fact_label(fact), fault);
	bdl_ready_said(m, f, "By it the case is found", said);
	bdl_ready_todo(m, f, "Compare it with a letter, and put it right in bundle.yaml.");
	return true;
}

/* ---- each rule ---- */

static void say_missing(struct bdl_readying *m, const struct bdl_fact_rule *rule)
{
	bool required = rule->wish == BDL_FACT_REQUIRED;
	struct bdl_ready_finding *f = bdl_ready_find(m, required ? BDL_READY_TO_DO : BDL_READY_LOOK,
		id_of(m, rule->fact),
		required ? "%s: %s asks for it, none is given" : "%s: %s can use it, none is given",
		bdl_fact_label(rule->fact), m->who);

	bdl_ready_said(m, f, rule->why, &rule->said);
	bdl_ready_todo(m, f, "Add it to bundle.yaml.");
}

/* The number as it stands in a text, however spaced. */
static bool is_in(const char *number, const char *text)
{
	char wanted[40];
	size_t n = squeeze(number, wanted, sizeof(wanted) - 1);

	for (; text && *text && n; text++) {
		const char *at = text;
		size_t k = 0;

		while (*at && k < n) {
			if (*at != ' ' && bdl_lower((unsigned char)*at) !=
						  bdl_lower((unsigned char)wanted[k]))
				break;
			k += *at != ' ';
			at++;
		}
		if (k == n)
			return true;
	}
	return false;
}

/* The cover does not show it; the words beside it, which somebody wrote, may. */
static void ask_hidden(struct bdl_readying *m, const struct bdl_fact_rule *rule, const char *value)
{
	const struct bdl_case *about = &m->b->about;
	struct bdl_ready_finding *f;

	if (is_in(value, about->title) || is_in(value, about->summary) ||
		is_in(value, about->from) || is_in(value, about->about)) {
		f = bdl_ready_find(m, BDL_READY_TO_DO, id_of(m, rule->fact),
			"%s: it stands in words that the cover shows", bdl_fact_label(rule->fact));
		bdl_ready_said(m, f, rule->why, &rule->said);
		bdl_ready_todo(
			m, f, "Take it out of title, summary, from and about in bundle.yaml.");
		return;
	}
	bdl_ready_find(m, BDL_READY_OK, id_of(m, rule->fact), "%s: left off the cover",
		bdl_fact_label(rule->fact));
}

/* Its rule about consent is asked where somebody is spoken for. */
static bool is_about_acting(enum bdl_fact fact)
{
	return fact == BDL_FACT_CONSENT || fact == BDL_FACT_REPRESENTATIVE;
}

/* " 1212 1212 1212". */
static void add_reference(struct bdl_buffer *ok, const char *reference)
{
	char figures[40];
	size_t n = squeeze(reference, figures, sizeof(figures) - 1);

	for (size_t i = 0; i < n; i += 4)
		bdl_buffer_printf(ok, " %.4s", figures + i);
}

static void ask(struct bdl_readying *m, const struct bdl_fact_rule *rule, struct bdl_buffer *ok)
{
	const char *value = value_of(m, rule->fact);

	if (is_about_acting(rule->fact))
		return;
	if (!value || !*value) {
		if (rule->wish != BDL_FACT_HIDDEN)
			say_missing(m, rule);
	} else if (rule->wish == BDL_FACT_HIDDEN) {
		ask_hidden(m, rule, value);
	} else if (!say_fault(m, rule->fact, value, &rule->said)) {
		bdl_buffer_printf(ok, "%s%s", ok->length ? ", " : "", bdl_fact_label(rule->fact));
		if (rule->fact == BDL_FACT_REFERENCE)
			add_reference(ok, value);
	}
}

/* ---- consent ---- */

/* The document that gives it: the one named in bundle.yaml, else one of that kind; BDL_NONE: there
 * is none. */
static size_t find_consent(const struct bdl_readying *m)
{
	const struct bdl_bundle *b = m->b;
	size_t found = BDL_NONE;

	for (size_t i = 0; i < b->exhibit_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[i];
		bool named = m->told->consent && (strcmp(x->path, m->told->consent) == 0 ||
							 strcmp(x->name, m->told->consent) == 0);

		if (named && x->duplicate_of != BDL_NONE)
			return x->duplicate_of;
		if (named)
			return i;
		if (!m->told->consent && bdl_ready_is_bound(x) && x->kind &&
			strcmp(x->kind, "authority") == 0)
			found = i;
	}
	return found;
}

/* "Mr R, for his daughter Ms A": from says that somebody is spoken for. */
static bool is_spoken_for(const struct bdl_readying *m)
{
	const char *from = m->b->about.from;

	if (m->told->representative.name)
		return true;
	return from && (strstr(from, ", for ") || strstr(from, " on behalf of "));
}

static const char without_consent[] =
	"Who acts for another is asked for a signed consent; without it nobody may answer";

static enum bdl_ready_state consent_state(const struct bdl_readying *m, struct bdl_said *said)
{
	enum bdl_ready_state state = BDL_READY_LOOK;

	*said = (struct bdl_said){.confidence = 'S'};
	for (size_t i = 0; i < m->r->fact_count; i++) {
		const struct bdl_fact_rule *rule = &m->r->facts[i];

		if (rule->fact != BDL_FACT_CONSENT || rule->wish == BDL_FACT_HIDDEN)
			continue;
		*said = rule->said;
		state = rule->wish == BDL_FACT_REQUIRED ? BDL_READY_TO_DO : BDL_READY_LOOK;
	}
	return state;
}

/* Where there is none in this bundle. */
static void say_no_consent(struct bdl_readying *m, const char *whose, enum bdl_ready_state state,
	const struct bdl_said *said)
{
	const char *earlier = bdl_ready_earlier(m);
	struct bdl_ready_finding *f;

	if (earlier)
		f = bdl_ready_find(m, BDL_READY_LOOK, "consent",
			"consent of %s: there is none here; this is a supplement to %s, which may "
			"hold it",
			whose, earlier);
	else
		f = bdl_ready_find(
			m, state, "consent", "consent of %s: there is none in the folder", whose);
	bdl_ready_said(m, f, without_consent, said);
	bdl_ready_todo(m, f, "%s",
		earlier ? "See that it is there; if it is not, put it into the folder."
			: "Put it into the folder, and name the file under consent in "
			  "bundle.yaml.");
}

static void ask_consent(struct bdl_readying *m, struct bdl_buffer *ok)
{
	struct bdl_said said;
	enum bdl_ready_state state = consent_state(m, &said);
	const char *whose = m->told->applicant.name ? m->told->applicant.name : "the applicant";
	size_t row = find_consent(m);
	struct bdl_ready_finding *f;

	/* solicitors are on the record of a court */
	if (!is_spoken_for(m) || m->r->court)
		return;
	if (row != BDL_NONE && m->b->exhibits[row].shown &&
		bdl_ready_is_bound(&m->b->exhibits[row])) {
		bdl_buffer_printf(ok, "%sconsent of %s (%u)", ok->length ? ", " : "", whose,
			m->b->exhibits[row].number);
		return;
	}
	if (row == BDL_NONE && bdl_ready_held(m, m->told->consent)) {
		bdl_buffer_printf(ok, "%sconsent of %s (in %s)", ok->length ? ", " : "", whose,
			bdl_ready_earlier(m));
		return;
	}
	if (row == BDL_NONE) {
		say_no_consent(m, whose, state, &said);
		return;
	}
	f = bdl_ready_find(
		m, state, "consent", "consent of %s: it cannot be read in the bundle", whose);
	bdl_ready_said(m, f, without_consent, &said);
	bdl_ready_todo(
		m, f, "Put it into the folder, and name the file under consent in bundle.yaml.");
	bdl_ready_about(m, f, row);
}

void bdl_ready_facts(struct bdl_readying *m)
{
	struct bdl_buffer ok = BDL_BUFFER_INIT;

	for (size_t i = 0; i < m->r->fact_count; i++)
		ask(m, &m->r->facts[i], &ok);
	ask_consent(m, &ok);
	if (ok.length)
		bdl_ready_find(m, BDL_READY_OK, "facts", "%s", bdl_buffer_string(&ok));
	if (ok.failed)
		m->failed = bdl_fail_memory(m->err) < 0;
	bdl_buffer_release(&ok);
}
