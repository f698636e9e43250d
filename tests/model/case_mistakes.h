/*
 * Mistakes in a case file, and what each is called: for the loader (test_case_mistakes.c), and for editors, which know the schema alone
 * (test_case_schema.c).
 */
#ifndef TESTS_MODEL_CASE_MISTAKES_H
#define TESTS_MODEL_CASE_MISTAKES_H

#include <stdbool.h>

struct mistake {
	const char *yaml;
	unsigned line, column;
	const char *message; /* whole, or its beginning */
	bool in_schema;      /* a schema can express it */
};

/* clang-format off */
static const struct mistake mistakes[] = {
	/* keys */
	{"title: T\nrefrence: 12\n", 2, 1, "there is no \"refrence\"; did you mean \"reference\"?", true},
	{"applicant:\n  name: A\n  adress: B\n", 3, 3, "applicant: there is no \"adress\"; did you mean \"address\"?", true},
	{"payments:\n  stated: {amont: 5}\n", 2, 12, "payments: stated: there is no \"amont\"; did you mean \"amount\"?", true},
	{"events:\n- {dat: 2023-01-01, text: x}\n", 2, 4, "events: there is no \"dat\"; did you mean \"date\"?", true},
	{"é: 1\n", 1, 1, "there is no \"é\"", true},
	{"title: \"é\"\napplicant: {name: \"éé\", nam: x}\n", 2, 25, "applicant: there is no \"nam\"; did you mean \"name\"?", true},
	{"private:\n  childs: [A]\n", 2, 3, "private: there is no \"childs\"", true},
	{"title: A\nfrom: B\ntitle: C\n", 3, 1, "\"title\" is there twice, first in line 1", false},
	{"losses: [{what: a, what: b}]\n", 1, 20, "losses: \"what\" is there twice, first in line 1", false},

	/* types */
	{"- title\n", 1, 1, "lines of the form \"key: value\" are expected here", true},
	{"just a text\n", 1, 1, "lines of the form", true},
	{"title: [a, b]\n", 1, 8, "title: a list stands where a text is expected", true},
	{"title:\n  a: b\n", 2, 3, "title: a part with lines of its own stands where a text is expected", true},
	{"events: soon\n", 1, 9, "events: a list is expected", true},
	{"events: {date: 2023-01-01}\n", 1, 9, "events: a list is expected", true},
	{"events: [soon]\n", 1, 10, "events: lines of the form", true},
	{"events:\n- date: 2023-01-01\n  text: x\n-\n", 4, 2, "events: an entry of the list is empty", true},
	{"private: [A]\n", 1, 10, "private: lines of the form", true},
	{"private: {children: A}\n", 1, 21, "private: children: a list is expected", true},
	{"applicant: Ms A\n", 1, 12, "applicant: lines of the form", true},
	{"sections: payments\n", 1, 11, "sections: a list is expected", true},

	/* words */
	{"nation: Scottland\n", 1, 9, "nation: \"Scottland\" is no nation whose working days are known; did you mean \"scotland\"?", true},
	{"nation: wales\n", 1, 9, "nation: \"wales\" is no nation", true},
	{"sections: [payments, leters]\n", 1, 22, "sections: \"leters\" is no section; did you mean \"letters\"?", true},
	{"sections: [payments, letters, payments]\n", 1, 31, "sections: \"payments\" is there twice", false},
	{"events: [{date: 2023-01-01, type: final-respons, text: x}]\n", 1, 35,
		"events: type: \"final-respons\" is no type of step; did you mean \"final-response\"?", true},
	{"events: [{date: 2023-01-01, type: xyzzy, text: x}]\n", 1, 35, "events: type: \"xyzzy\" is no type of step", true},
	{"schedule: [{from: 2023-01-01, amount: 5, every: moth}]\n", 1, 49,
		"schedule: every: \"moth\" is no time between two sums; did you mean \"month\"?", true},
	{"numbering: {at: bottom-rihgt}\n", 1, 17, "numbering: at: \"bottom-rihgt\" is no place for numbers; did you mean \"bottom-right\"?", true},
	{"numbering: {of_total: maybe}\n", 1, 23, "numbering: of_total: \"maybe\" is not understood", true},
	{"applicant: {email: a b@c}\n", 1, 20, "applicant: email: \"a b@c\" is no e-mail address", true},

	/* dates */
	{"ignore_dates: [2023-02-30]\n", 1, 16, "ignore_dates: \"2023-02-30\" is not a date", false},
	{"events: [{date: 2023-2-1, text: x}]\n", 1, 17, "events: date: \"2023-2-1\" is not a date", true},
	{"events: [{date: 10 Febtober 2023, text: x}]\n", 1, 17, "events: date: \"10 Febtober 2023\" is not a date", false},
	{"events: [{date: 02/13/2023, text: x}]\n", 1, 17, "events: date: \"02/13/2023\" is not a date", false},
	{"events: [{date: soon, text: x}]\n", 1, 17, "events: date: \"soon\" is not a date", true},
	{"applicant: {date_of_birth: 1985}\n", 1, 28, "applicant: date_of_birth: \"1985\" is not a date", true},
	{"events: [{date: 2023-02-10, received: 2023-02-09, text: x}]\n", 1, 39,
		"events: received: 9 February 2023 is before 10 February 2023", false},
	{"events: [{date: 2023-02-10, answers: 2023-02-11, text: x}]\n", 1, 38,
		"events: answers: 10 February 2023 is before 11 February 2023", false},

	/* what an event must say */
	{"events: [{text: x}]\n", 1, 10, "events: an event has no date, and no file that has one", true},
	{"events: [{date: 2023-01-01}]\n", 1, 10, "events: an event does not say what happened", true},
	{"events: [{date: 2023-01-01, type: complaint}]\n", 1, 10, "events: an event without a file needs a text", true},
	{"events: [{date: 2023-01-01, text: x, type: none}]\n", 1, 10, "events: type none needs the file", true},
	{"events: [{date: 2023-01-01, text: x, page: 2}]\n", 1, 10, "events: there is a page, and no file", true},
	{"events: [{file: a.pdf, type: complaint, page: 0}]\n", 1, 47, "events: page: a whole number from 1 to 100000 is expected, not \"0\"", true},

	/* paths */
	{"consent: /home/a.pdf\n", 1, 10, "consent: \"/home/a.pdf\" is not a path below the folder", true},
	{"consent: ../a.pdf\n", 1, 10, "consent: \"../a.pdf\" is not a path below the folder", true},
	{"allegations: [{heading: Delay, files: ['']}]\n", 1, 40, "allegations: files: a path is empty", true},

	/* money */
	{"losses: [{what: x, amount: 0}]\n", 1, 28, "losses: amount: the amount is 0", true},
	{"losses: [{what: x, amount: \"£0.00\"}]\n", 1, 28, "losses: amount: the amount is 0", true},
	{"losses: [{what: x, amount: -5}]\n", 1, 28, "losses: amount: \"-5\" is below zero", true},
	{"losses: [{what: x, amount: \"1,23\"}]\n", 1, 28, "losses: amount: \"1,23\" is not a sum of money", true},
	{"losses: [{what: x, amount: \"£12.5\"}]\n", 1, 28, "losses: amount: \"£12.5\" is not a sum of money", true},
	{"losses: [{what: x, amount: 1,234.56}]\n", 1, 30, "losses: there is no \"234.56\"", true},
	{"losses: [{what: x, amount: much}]\n", 1, 28, "losses: amount: \"much\" is not a sum of money", true},
	{"losses: [{what: x, amount: 99999999999}]\n", 1, 28, "losses: amount: \"99999999999\" is above a thousand million", true},
	{"losses: [{amount: 5}]\n", 1, 10, "losses: a loss does not say what was lost", true},
	{"losses: [{what: x, page: 4}]\n", 1, 10, "losses: there is a page, and no file", true},

	/* schedule, payments */
	{"schedule: [{from: 2023-01-01, amount: 5}]\n", 1, 12, "schedule: a line of the schedule has no every", true},
	{"schedule: [{amount: 5, every: month}]\n", 1, 12, "schedule: a line of the schedule has no from", true},
	{"schedule: [{from: 2023-01-01, every: month}]\n", 1, 12, "schedule: a line of the schedule has no amount", true},
	{"schedule: [{from: 2023-01-01, until: 2023-02-01, amount: 5, every: once}]\n", 1, 12, "schedule: a sum that is due once has no until", true},
	{"schedule: [{from: 2023-02-01, until: 2023-01-01, amount: 5, every: month}]\n", 1, 38,
		"schedule: until: 1 January 2023 is before 1 February 2023", false},
	{"schedule:\n- {from: 2023-06-01, amount: 5, every: month}\n- {from: 2023-01-01, until: 2023-06-01, amount: 4, every: month}\n", 2, 3,
		"schedule: this begins before the line of the schedule from 1 January 2023 (line 3) ends", false},
	{"schedule:\n- {from: 2023-01-01, amount: 5, every: month}\n- {from: 2023-01-01, amount: 4, every: week}\n", 3, 3,
		"schedule: this begins before the line of the schedule from 1 January 2023 (line 2) ends", false},
	{"schedule:\n- {from: 2023-01-01, amount: 5, every: month}\n- {from: 2023-02-15, amount: 4, every: once}\n", 3, 3,
		"schedule: a sum due once would end the line of the schedule from 1 January 2023 (line 2)", false},
	{"payments: {match: [{most: 500}]}\n", 1, 20, "payments: match: this would take every transaction for a payment", true},
	{"payments: {match: [{payer: C, least: 5, most: 4}]}\n", 1, 20, "payments: match: least is above most", false},
	{"payments: {match: [{payer: C, direction: outt}]}\n", 1, 42, "payments: match: direction: \"outt\" is no direction; did you mean \"out\"?", true},
	{"payments: {days_before: 28}\n", 1, 25, "payments: days_before: a whole number from 0 to 27 is expected, not \"28\"", true},
	{"payments: {others: [{date: 2023-01-01}]}\n", 1, 21, "payments: others: a payment has no amount", true},
	{"payments: {stated: {file: a.pdf}}\n", 1, 20, "payments: stated: there is no amount to compare with", true},
	{"silence_days: 0\n", 1, 15, "silence_days: a whole number from 1 to 3650 is expected", true},
	{"silence_days: many\n", 1, 15, "silence_days: a whole number from 1 to 3650 is expected, not \"many\"", true},

	/* allegations */
	{"allegations: [{text: x}]\n", 1, 15, "allegations: an allegation has no heading", true},
	{"allegations: [{heading: Delay; no answer}]\n", 1, 25, "allegations: heading: \";\" stands in the heading \"Delay; no answer\"", true},
	{"allegations: [{heading: Delay}, {heading: delay}]\n", 1, 43, "allegations: heading: there is a heading \"Delay\" already", false},

	/* for a court */
	{"statements: [{capacity: x}]\n", 1, 14, "statements: a statement has no witness", true},
	{"statements: [{witness: A B, initials: ab}]\n", 1, 39, "statements: initials: \"ab\" is not usable", true},
	{"proceedings: {heading: [A], parties: [{name: A, role: B}]}\n", 1, 29, "proceedings: there is a heading and parties", true},
	{"essential: [{pages: 2}]\n", 1, 13, "essential: an entry has no file", true},
	{"volumes: {max_size: big}\n", 1, 21, "volumes: max_size: \"big\" is not a size", true},

	/* no YAML, or more of it than there should be */
	{"title: Ms A: a complaint\n", 1, 12, "is not understood: a second \": \" in one line needs quotes", false},
	{"applicant:\n\tname: A\n", 2, 1, "is not understood: a tab stands where only spaces may", false},
	{"title: \"A\n", 2, 1, "is not understood: quotes or brackets are opened and not closed", false},
	{"title: @A\n", 1, 8, "is not understood: a text cannot begin with this sign", false},
	{"title: T\n from: B\n", 2, 6, "is not understood: a second \": \" in one line", false},
	{"events:\n- date: 2023-01-01\n   text: x\n", 3, 8, "is not understood: a second \": \" in one line", false},
	{"title: &a T\n", 1, 8, "a text that begins with * or & needs quotes", false},
	{"title: *a\n", 1, 8, "a text that begins with * or & needs quotes", false},
	{"title: !x T\n", 1, 8, "a text that begins with ! needs quotes", false},
	{"title: T\n---\ntitle: U\n", 2, 1, "a second document begins here", false},
	{"? [a]\n: b\n", 1, 3, "a key is expected here", false},
	{"title: caf\xE9\n", 1, 1, "is not understood: this line is not UTF-8", false},
	{"title: \"a\\0b\"\n", 1, 8, "a text holds the character 0", false},
	{"title: [[[[[[[[[[[[[[1]]]]]]]]]]]]]]\n", 1, 19, "too many levels inside each other", true},
};
/* clang-format on */

#define MISTAKE_COUNT (sizeof(mistakes) / sizeof(mistakes[0]))

#endif
