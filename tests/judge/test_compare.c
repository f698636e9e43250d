/* Which files two bundles share, for tables made of letters: a path and what its bytes are. */
#include "judge/compare.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* "path=X path=Y": X stands for the bytes. */
static const struct row {
	const char *before, *after;
	const char *answer; /* by kind, in the order of the list */
} rows[] = {
	{"", "", ""},
	{"a=1 b=2", "a=1 b=2", "same a, same b"},
	{"a=1", "a=1 b=2", "same a, added b"},
	{"a=1 b=2", "b=2", "same b, removed a"},
	{"a=1", "a=2", "changed a"},
	{"a=1", "b=1", "renamed a b"},
	{"a=1 b=2", "a=2 b=1", "renamed a b, renamed b a"},
	{"a=1", "a=2 b=1", "renamed a b, added a"},
	{"a=1 b=1", "a=1 c=1", "same a, renamed b c"},
	{"a=1 b=1", "a=1", "same a, removed b"},
	{"a=1", "a=1 b=1", "same a, added b"},
	{"a=1 b=2 c=3", "a=9 d=2 e=5", "renamed b d, changed a, added e, removed c"},
	{"a=1 b=2", "c=3 d=4", "added c, added d, removed a, removed b"},
};

#define MOST 8

struct table {
	struct bdl_exhibit exhibits[MOST];
	char paths[MOST][8];
	struct bdl_bundle b;
};

static void fill(struct table *t, const char *text)
{
	memset(t, 0, sizeof(*t));
	t->b.exhibits = t->exhibits;
	for (const char *p = text; *p; p++) {
		size_t row = t->b.exhibit_count;

		if (*p == ' ')
			continue;
		snprintf(t->paths[row], sizeof(t->paths[row]), "%c", *p);
		t->exhibits[row].path = t->exhibits[row].name = t->paths[row];
		t->exhibits[row].sha256[31] = (uint8_t)p[2];
		t->b.exhibit_count++;
		p += 2;
	}
}

static void spell(const struct bdl_comparison *c, char *out, size_t space)
{
	static const char *const words[] = {"same", "renamed", "changed", "added", "removed"};
	size_t at = 0;

	out[0] = '\0';
	for (size_t i = 0; i < c->count; i++) {
		const struct bdl_difference *d = &c->files[i];

		at += (size_t)snprintf(out + at, space - at, "%s%s %s", i ? ", " : "",
			words[d->kind], (d->before ? d->before : d->after)->path);
		if (d->kind == BDL_RENAMED)
			at += (size_t)snprintf(out + at, space - at, " %s", d->after->path);
	}
}

Test(compare, files)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct table before, after;
		struct bdl_comparison c;
		char text[400];

		fill(&before, rows[i].before);
		fill(&after, rows[i].after);
		cr_assert_eq(bdl_compare(&before.b, &after.b, &c, NULL), 0);
		spell(&c, text, sizeof(text));
		cr_expect_str_eq(text, rows[i].answer, "row %zu: %s", i, text);
		bdl_comparison_release(&c);
	}
}

Test(compare, what_came_out_of_a_file_is_part_of_it)
{
	static const struct bdl_inside inside = {.parent = 0};
	struct table before, after;
	struct bdl_comparison c;

	fill(&before, "m=1 n=2");
	fill(&after, "m=1");
	before.exhibits[1].inside = &inside;
	cr_assert_eq(bdl_compare(&before.b, &after.b, &c, NULL), 0);
	cr_expect_eq(c.count, 1);
	bdl_comparison_release(&c);
}

Test(compare, numbers_pages_titles_and_dates)
{
	struct table before, after;
	struct bdl_comparison c;

	fill(&before, "a=1 b=2 c=3 d=4 e=5");
	fill(&after, "a=1 b=2 c=3 d=4 e=5");
	for (size_t i = 0; i < 5; i++) {
		before.exhibits[i].number = after.exhibits[i].number = (unsigned)i + 1;
		before.exhibits[i].title = after.exhibits[i].title = "Letter";
	}
	after.exhibits[0].number = 9;
	after.exhibits[1].first_page = 4;
	after.exhibits[2].title = "Note";
	after.exhibits[3].date = (struct bdl_date){
		.day = {2023, 2, 10}, .precision = BDL_TO_DAY, .source = BDL_FROM_TEXT};
	after.exhibits[4].number = 0; /* a copy now: it has no number to differ */
	cr_assert_eq(bdl_compare(&before.b, &after.b, &c, NULL), 0);
	cr_expect_eq(c.counts[BDL_SAME], 5);
	cr_expect_eq(c.renumbered, 2);
	cr_expect_eq(c.redescribed, 2);
	bdl_comparison_release(&c);
}
