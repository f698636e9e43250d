/* Looking: a PDF made by the test, looked at and judged. */
#ifndef TESTS_CHECK_LOOKING_H
#define TESTS_CHECK_LOOKING_H

#include "check/check.h"
#include "made_pdf.h"

#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

#define GOOD_NAME "A v B Bundle 2026-01-02.pdf"

struct looking {
	struct bdl_seen seen;
	struct bdl_verdicts verdicts;
};

static inline void looking_open(struct looking *l, const struct made_options *o, const char *name, const char *recipient,
	const struct bdl_bundle *table)
{
	const struct bdl_check_scope scope = {.recipient = recipient, .table = table};
	struct bdl_error err = {0};
	int fd = made_file(o);

	cr_assert_eq(bdl_seen_look(&l->seen, fd, name, &err), 0, "%s", err.message);
	cr_assert_eq(bdl_check(&l->seen, &scope, &l->verdicts, &err), 0, "%s", err.message);
	close(fd);
}

static inline void looking_close(struct looking *l)
{
	bdl_verdicts_release(&l->verdicts);
	bdl_seen_release(&l->seen);
}

static inline const struct bdl_rule_found *found_of(const struct looking *l, const char *id)
{
	for (size_t i = 0; i < l->verdicts.count; i++)
		if (strcmp(l->verdicts.rules[i].id, id) == 0)
			return &l->verdicts.rules[i];
	cr_assert_fail("no verdict on %s", id);
	return NULL;
}

/* One rule, one PDF that shows it. */
struct rule_case {
	const char *id;
	enum bdl_verdict verdict;
	const char *says;          /* part of the sentence; NULL: anything */
	unsigned page;             /* the first page that is named; 0: none or any */
	struct made_options made;
	const char *name, *recipient;
};

static inline void expect_cases(const struct rule_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct rule_case *c = &cases[i];
		const struct bdl_rule_found *r;
		struct looking l;

		looking_open(&l, &c->made, c->name ? c->name : GOOD_NAME, c->recipient, NULL);
		r = found_of(&l, c->id);
		cr_expect(r->verdict == c->verdict, "case %zu, %s: verdict %d: %s", i, c->id, (int)r->verdict, r->text);
		if (c->says)
			cr_expect(strstr(r->text, c->says), "case %zu, %s: \"%s\" is not in: %s", i, c->id, c->says, r->text);
		if (c->page)
			cr_expect(r->page_count && r->pages[0] == c->page, "case %zu, %s: not page %u: %s", i, c->id, c->page, r->text);
		looking_close(&l);
	}
}

#define EXPECT_CASES(list) expect_cases(list, sizeof(list) / sizeof(*(list)))

#endif
