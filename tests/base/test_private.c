/* What is nobody else's business is found, as it is written and as it is broken; what only looks
 * like it is left. */
#include "base/private.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const char *names[] = {"Zoë Brown", "Ellie", NULL};
static const char *addresses[] = {"12 Elm Road, Leeds", NULL};
static const char *words[] = {"07700 900123", "secret", NULL};
static const char *keep[] = {"AB 12 34 56 C", "LS1 9ZZ", NULL};

/* The spans as "kind[text] kind[text]". */
static void describe(const char *text, const struct bdl_private_list *l, char *out, size_t room)
{
	struct bdl_private_spans spans;
	struct bdl_error err = {0};
	size_t used = 0;

	cr_assert_eq(bdl_private_find(text, strlen(text), l, &spans, &err), 0);
	out[0] = '\0';
	for (size_t i = 0; i < spans.count; i++) {
		const struct bdl_private_span *s = &spans.list[i];

		cr_assert(s->at + s->length <= strlen(text));
		used += (size_t)snprintf(out + used, room - used, "%s%s[%.*s]", i ? " " : "",
			bdl_private_token(s->kind), (int)s->length, text + s->at);
		cr_assert_lt(used, room);
	}
	free(spans.list);
}

struct row {
	const char *text, *found;
};

static void check(const struct row *rows, size_t count, const struct bdl_private_list *l)
{
	for (size_t i = 0; i < count; i++) {
		char out[2000];

		describe(rows[i].text, l, out, sizeof(out));
		cr_expect_str_eq(out, rows[i].found, "row %zu, \"%s\": %s", i, rows[i].text, out);
	}
}

Test(private, what_is_listed)
{
	static const struct row rows[] = {
		{"Zoë Brown and ZOE BROWN and zoe brown",
			"name[Zoë Brown] name[ZOE BROWN] name[zoe brown]"},
		{"Zoe\xCC\x88 Brown", "name[Zoe\xCC\x88 Brown]"},
		{"Zoë\nBrown; Zoë-Brown; Zoë  Brown's",
			"name[Zoë\nBrown] name[Zoë-Brown] name[Zoë  Brown]"},
		{"Zoë is Brown", ""},
		{"Zoë Browning", ""},
		{"Ellie's, ELLIE, Nellie, Ellies", "name[Ellie] name[ELLIE] name[Ellies]"},
		{"El-\nlie came", "name[El-\nlie]"},
		{"El\xC2\xADlie", "name[El\xC2\xADlie]"},
		{"at 12 Elm Road\nLeeds", "address[12 Elm Road\nLeeds]"},
		{"at 112 Elm Road, Leeds", ""},
		{"ring 07700-900123 or 07700 900123", "word[07700-900123] word[07700 900123]"},
		{"07700 9001234", ""},
		{"Ellie Zoë Brown", "name[Ellie] name[Zoë Brown]"},
		{"", ""},
		{"\xFF\xFE Ellie \xC3", "name[Ellie]"},
	};
	const struct bdl_private_list l = {.names = names, .addresses = addresses, .words = words};

	check(rows, COUNT(rows), &l);
}

/* As they stand in names of files, in mail, in what was set or recognised badly. */
Test(private, what_is_listed_is_found_however_it_is_written)
{
	static const struct row rows[] = {
		{"E l l i e came", "name[E l l i e]"},
		{"Z o \xC3\xAB B r o w n", "name[Z o \xC3\xAB B r o w n]"},
		{"E ll i e came, e l lie", "name[E ll i e] name[e l lie]"},
		{"El lie, Elli e, ell ie", "name[El lie] name[Elli e]"},
		{"zoebrown@example.org", "name[zoebrown]"},
		{"zoe.brown@example.org", "name[zoe.brown]"},
		{"Zoe_Brown.pdf, IMG_Ellie2.jpg, EllieSchool.docx, ForEllie",
			"name[Zoe_Brown] name[Ellie] name[Ellie] name[Ellie]"},
		{"mummyellie@example.org, info@elliefinn.org",
			"name[ellie] name[ellie] name[finn]"},
		{"BROWN, Zoe", "name[BROWN, Zoe]"},
		{"Zoebrowning, allie, bellies, Ellington", ""},
		{"El\xC2\xAD\nlie", "name[El\xC2\xAD\nlie]"},
		{"El-\r\nlie", "name[El-\r\nlie]"},
		{"> El-\n> lie", "name[El-\n> lie]"},
		{"\xEF\xAC\x81nn", "name[\xEF\xAC\x81nn]"},
		{"+44 7700 900123", "word[44 7700 900123]"},
		{"+44 (0)7700 900 123", "word[44 (0)7700 900 123]"},
		{"00447700900123", "word[00447700900123]"},
		{"07700900123", "word[07700900123]"},
		{"077 00 90 01 23", "word[077 00 90 01 23]"},
		{"07700 900124, 107700900123, 077009001230", ""},
		{"11112222", "word[11112222]"},
		{"LS12AA", "address[LS12AA]"},
	};
	static const char *more_names[] = {"Zo\xC3\xAB Brown", "Ellie", "Finn", NULL};
	static const char *more_words[] = {"07700 900123", "1111-2222", NULL};
	static const char *more_addresses[] = {"LS1 2AA", NULL};
	const struct bdl_private_list l = {
		.names = more_names, .words = more_words, .addresses = more_addresses};

	check(rows, COUNT(rows), &l);
}

/* Without this no bundle of a child called May could be made: every index has dates. */
Test(private, a_month_is_no_name_where_it_stands_in_a_date)
{
	static const struct row rows[] = {
		{"May was ill on 10 May 2023", "name[May]"},
		{"the 3rd of May, 1st May, MAY 2023, 4 June", ""},
		{"to May, from June, may be", "name[May] name[June] name[may]"},
	};
	static const char *months[] = {"May", "June", NULL};
	const struct bdl_private_list l = {.names = months};

	check(rows, COUNT(rows), &l);
}

Test(private, numbers)
{
	static const struct row rows[] = {
		{"NI AB 12 34 56 D.", "national-insurance[AB 12 34 56 D]"},
		{"ab123456d", "national-insurance[ab123456d]"},
		{"QQ 12 34 56 C", "national-insurance[QQ 12 34 56 C]"},
		{"AB 12 34 56 C", ""}, /* kept */
		{"AB123456C", ""}, /* kept, written otherwise */
		{"AB 12 34\n56 D", "national-insurance[AB 12 34\n56 D]"},
		{"AB-12-34-56-D", "national-insurance[AB-12-34-56-D]"},
		{"AB 12 34 56", "national-insurance[AB 12 34 56]"},
		{"National Insurance number: AB123456", "national-insurance[AB123456]"},
		{"invoice AB123456", ""},
		{"DA 12 34 56", ""},
		{"AB 12 34 S6 D", "national-insurance[AB 12 34 S6 D]"},
		{"XAB 12 34 56 D", ""},
		{"AB 12 34 56 Dx", "national-insurance[AB 12 34 56]"},
		{"reference 121212121212", ""},
		{"Sort code 20-00-00 Account 12345678", "account[20-00-00] account[12345678]"},
		{"20-00-00 12345678", "account[20-00-00] account[12345678]"},
		{"20 00 00 12345678", "account[20 00 00] account[12345678]"},
		{"Sort code: 200000", "account[200000]"},
		{"on 10-02-23 he paid", ""},
		{"on 10/02/23 a letter, On 10.02.23 a letter", ""},
		{"his NI is ab-12-34-56-d", "national-insurance[ab-12-34-56-d]"},
		{"AB | 12 | 34 | 56 | D", "national-insurance[AB | 12 | 34 | 56 | D]"},
		{"AB,12,34,56,D", "national-insurance[AB,12,34,56,D]"},
		{"note_AB_12_34_56_D.txt", "national-insurance[AB_12_34_56_D]"},
		{"account number 1234567", "account[1234567]"},
		{"account ****5678", ""},
		{"GB29 NWBK 6016 1331 9268 19", "account[GB29 NWBK 6016 1331 9268 19]"},
		{"GB29NWBK60161331926819", "account[GB29NWBK60161331926819]"},
		{"GB30 NWBK 6016 1331 9268 19", ""},
		{"card 4111 1111 1111 1111 ends", "card[4111 1111 1111 1111]"},
		{"4111111111111111", "card[4111111111111111]"},
		{"4111-1111-1111-1111", "card[4111-1111-1111-1111]"},
		{"3782 822463 10005", "card[3782 822463 10005]"},
		{"4111 1111 1111 1112", ""},
		{"41111111111111112222222", ""},
	};
	const struct bdl_private_list l = {.keep = keep, .patterns = true};

	check(rows, COUNT(rows), &l);
}

Test(private, addresses)
{
	static const struct row rows[] = {
		{"12 High Street, Leeds, LS1 1AA",
			"address-by-postcode[12 High Street, Leeds, LS1 1AA]"},
		{"Ms A\n12 High Street\nLeeds\nLS1 1AA",
			"address-by-postcode[12 High Street\nLeeds\nLS1 1AA]"},
		{"Ms A\nFlat 2, Elm Court\n5 High Street\nLeeds LS1 1AA\nPhone",
			"address-by-postcode[Flat 2, Elm Court\n5 High Street\nLeeds LS1 1AA]"},
		{"ls1 1aa", "address-by-postcode[ls1 1aa]"},
		{"LS1\n1AA", "address-by-postcode[LS1\n1AA]"},
		{"EC1A1BB", "address-by-postcode[EC1A1BB]"},
		{"He lives near W1A 0AX.", "address-by-postcode[He lives near W1A 0AX]"},
		{"PO Box 209, Bootle L20 7WA", ""},
		{"Child Maintenance Service 21\nMail Handling Site A\nWolverhampton\nWV98 2BU", ""},
		{"Independent Case Examiner\n7 High Street\nBootle L20 7WA",
			"address-by-postcode[7 High Street\nBootle L20 7WA]"},
		/* who is named above a home, or before it, makes no office of it */
		{"The council moved us to 16 Acacia Road, Manchester M14 5AC last year.",
			"address-by-postcode[16 Acacia Road, Manchester M14 5AC]"},
		{"The bank has my new address, 18 Acacia Road, Manchester, M14 5AC.",
			"address-by-postcode[18 Acacia Road, Manchester, M14 5AC]"},
		{"The solicitors wrote to me at home:\n15 Acacia Road\nManchester\nM14 5AC",
			"address-by-postcode[15 Acacia Road\nManchester\nM14 5AC]"},
		{"To the Child Maintenance Service\n17 Acacia Road\nManchester\nM14 5AC",
			"address-by-postcode[17 Acacia Road\nManchester\nM14 5AC]"},
		{"Freepost RTXX\n1 Office Way\nLeeds LS1 1AA", ""},
		{"3 Tribunal Court, Leeds LS1 1AA",
			"address-by-postcode[3 Tribunal Court, Leeds LS1 1AA]"},
		{"1 Low Road, Leeds LS1 9ZZ", ""}, /* kept by its postcode */
		{"N1 2nd", "address-by-postcode[N1 2nd]"},
		{"QA1 1AA", ""},
		{"LS1 1AC", "address-by-postcode[LS1 1AC]"},
		{"1234", ""},
	};
	const struct bdl_private_list l = {.keep = keep, .patterns = true};

	check(rows, COUNT(rows), &l);
}

/* A letter of the Child Maintenance Service as pdftotext reads its two columns. */
Test(private, a_letter_head)
{
	static const char text[] =
		"Child Maintenance Service Team\n"
		"Ms A Brown                 Phone number: 0800 171 2345\n"
		"12 High Street             Website: www.gov.uk/child-maintenance\n"
		"Leeds                      Date: 20 July 2021\n"
		"LS1 1AA                    Your reference number: 121212121212\n";
	const struct bdl_private_list l = {.patterns = true};
	struct bdl_private_spans spans;
	struct bdl_error err = {0};
	bool street = false;

	cr_assert_eq(bdl_private_find(text, strlen(text), &l, &spans, &err), 0);
	for (size_t i = 0; i < spans.count; i++)
		street |= strstr(text, "LS1 1AA") < text + spans.list[i].at + spans.list[i].length;
	cr_expect(street, "the postcode is found");
	free(spans.list);
}

Test(private, never_overlaps_and_never_leaves_the_text)
{
	static const char alphabet[] = "AB12 34-56C\nLSa.,Ellie0";
	const struct bdl_private_list l = {.names = names,
		.addresses = addresses,
		.words = words,
		.keep = keep,
		.patterns = true};
	unsigned seed = 1;

	for (unsigned round = 0; round < 5000; round++) {
		struct bdl_private_spans spans;
		struct bdl_error err = {0};
		size_t end = 0, n = seed % 120;
		char text[121];

		for (size_t i = 0; i < n; i++) {
			seed = seed * 1103515245u + 12345u;
			text[i] = alphabet[(seed >> 16) % (sizeof(alphabet) - 1)];
		}
		text[n] = '\0';
		seed = seed * 1103515245u + 12345u;
		cr_assert_eq(bdl_private_find(text, n, &l, &spans, &err), 0);
		for (size_t i = 0; i < spans.count; i++) {
			cr_assert(spans.list[i].at >= end && spans.list[i].length > 0);
			end = spans.list[i].at + spans.list[i].length;
			cr_assert(end <= n);
		}
		free(spans.list);
	}
}

Test(private, tokens)
{
	for (int k = BDL_PRIVATE_INSURANCE; k <= BDL_PRIVATE_GPS; k++)
		cr_expect_eq(
			bdl_private_from_token(bdl_private_token((enum bdl_private_kind)k)), k);
	cr_expect_eq(bdl_private_from_token("else"), -1);
	cr_expect_eq(bdl_private_from_token(NULL), -1);
}
