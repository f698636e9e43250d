/* What is new since an earlier bundle, for tables made of letters: a path and what its bytes are.
 */
#include "gather/gather.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define MOST 8

struct table {
	struct bdl_exhibit exhibits[MOST];
	char paths[MOST][8];
	struct bdl_bundle b;
};

/* "a=1 b=2 c=1": c is a copy of a. */
static void fill(struct table *t, const char *text)
{
	memset(t->exhibits, 0, sizeof(t->exhibits));
	bdl_bundle_init(&t->b);
	t->b.exhibits = t->exhibits;
	t->b.stage = BDL_STAGE_TAKEN_IN;
	for (const char *p = text; *p; p++) {
		struct bdl_exhibit *x = &t->exhibits[t->b.exhibit_count];

		if (*p == ' ')
			continue;
		snprintf(t->paths[t->b.exhibit_count], sizeof(t->paths[0]), "%c", *p);
		x->path = x->name = t->paths[t->b.exhibit_count];
		x->sha256[31] = (uint8_t)p[2];
		x->duplicate_of = BDL_NONE;
		for (size_t i = 0; i < t->b.exhibit_count && x->duplicate_of == BDL_NONE; i++)
			if (t->exhibits[i].sha256[31] == x->sha256[31])
				x->duplicate_of = i;
		if (x->duplicate_of == BDL_NONE) {
			x->number = (unsigned)t->b.exhibit_count + 1;
			x->first_page = 10 * x->number;
		}
		t->b.exhibit_count++;
		p += 2;
	}
}

static const uint8_t seal[BDL_SHA256_SIZE] = {1, 2, 3};

static const struct row {
	const char *earlier, *now;
	const char *kept, *held; /* "b" and "a:1@10": document 1, page 10 */
} rows[] = {
	{"a=1", "a=1 b=2", "b", "a:1@10"},
	{"a=1 b=2", "b=2 c=3", "c", "b:2@20"},
	{"a=1", "z=1 b=2", "b", "z:1@10"},
	{"a=1", "a=2", "a", ""},
	{"a=1 b=1", "a=1 b=1 c=2", "c", "a:1@10 b:1@10"},
	{"a=1", "b=2 c=2 d=3", "b c>b d", ""},
	{"a=1", "a=1 b=2 c=1 d=2", "b d>b", "a:1@10 c:1@10"},
};

static void spell(const struct bdl_bundle *b, char *kept, char *held, size_t space)
{
	size_t at = 0;

	kept[0] = held[0] = '\0';
	for (size_t i = 0; i < b->exhibit_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[i];

		at += (size_t)snprintf(kept + at, space - at, "%s%s", i ? " " : "", x->path);
		if (x->duplicate_of != BDL_NONE)
			at += (size_t)snprintf(
				kept + at, space - at, ">%s", b->exhibits[x->duplicate_of].path);
	}
	at = 0;
	for (size_t i = 0; i < b->held_count; i++)
		at += (size_t)snprintf(held + at, space - at, "%s%s:%u@%u", i ? " " : "",
			b->held[i].path, b->held[i].number, b->held[i].page);
}

Test(supplement, what_is_new)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct table earlier, now;
		char kept[100], held[100];

		fill(&earlier, rows[i].earlier);
		fill(&now, rows[i].now);
		earlier.b.name = "First";
		earlier.b.pages = 99;
		cr_assert_eq(bdl_supplement(&now.b, &earlier.b, seal, NULL), 0, "row %zu", i);
		spell(&now.b, kept, held, sizeof(kept));
		cr_expect_str_eq(kept, rows[i].kept, "row %zu: %s", i, kept);
		cr_expect_str_eq(held, rows[i].held, "row %zu: %s", i, held);
		cr_expect_eq(now.b.supplement, 1);
		cr_expect_str_eq(now.b.earlier->name, "First");
		cr_expect_eq(now.b.earlier->pages, 99);
		cr_expect_arr_eq(now.b.earlier->seal, seal, sizeof(seal));
		bdl_bundle_release(&now.b);
	}
}

Test(supplement, numbers_go_on_and_so_do_supplements)
{
	struct table earlier, now;

	fill(&earlier, "a=1 b=2");
	fill(&now, "c=3");
	earlier.exhibits[1].number = 41;
	earlier.b.supplement = 2;
	cr_assert_eq(bdl_supplement(&now.b, &earlier.b, seal, NULL), 0);
	cr_expect_eq(now.b.earlier->documents, 41);
	cr_expect_eq(now.b.supplement, 3);
	bdl_bundle_release(&now.b);
}

Test(supplement, nothing_new_is_an_error)
{
	struct bdl_error err = {0};
	struct table earlier, now;

	fill(&earlier, "a=1 b=2");
	fill(&now, "b=2");
	earlier.b.name = "First";
	cr_expect_eq(bdl_supplement(&now.b, &earlier.b, seal, &err), -1);
	cr_expect_eq(err.code, BDL_EPATH);
	cr_expect_str_eq(err.message, "holds every file of the folder already");
	bdl_bundle_release(&now.b);
}

Test(supplement, another_file_under_an_old_name_is_noted)
{
	struct table earlier, now;

	fill(&earlier, "a=1 b=2");
	fill(&now, "a=9 c=3");
	cr_assert_eq(bdl_note_replaced(&now.b, &earlier.b, NULL), 0);
	cr_assert_not_null(now.exhibits[0].warnings);
	cr_expect(strstr(now.exhibits[0].warnings[0], "another file under this name"));
	cr_expect_null(now.exhibits[1].warnings);
	bdl_bundle_release(&now.b);
}
