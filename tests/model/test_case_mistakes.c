/* What a mistake in the case file is called: its line and column, the keys it stands under, the
 * word that was meant. */
#include "case_mistakes.h"
#include "model/case.h"
#include "base/buffer.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int load(const char *yaml, struct bdl_error *err)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_case c = {.title = "as it was"};
	int rc = bdl_case_load(&c, &a, yaml, strlen(yaml), "bundle.yaml", err);

	if (rc < 0)
		cr_expect(strcmp(c.title, "as it was") == 0 && !c.told, "%s", yaml);
	bdl_arena_release(&a);
	return rc;
}

Test(case_mistakes, each_is_one_clear_line_at_its_place)
{
	for (size_t i = 0; i < MISTAKE_COUNT; i++) {
		const struct mistake *m = &mistakes[i];
		struct bdl_error err = {.code = BDL_OK};
		char place[64];

		snprintf(place, sizeof(place), "bundle.yaml:%u:%u", m->line, m->column);
		cr_expect_eq(load(m->yaml, &err), -1, "%s", m->yaml);
		cr_expect_eq(err.code, BDL_EFORMAT, "%s", m->yaml);
		cr_expect_str_eq(err.path, place, "%s: %s", m->yaml, err.message);
		cr_expect(strncmp(err.message, m->message, strlen(m->message)) == 0, "%s: %s",
			m->yaml, err.message);
		cr_expect_null(strchr(err.message, '\n'), "%s", m->yaml);
		cr_expect(err.hint[0], "%s", m->yaml);
	}
}

/* Sizes: nothing that can be written into a file makes the reader run long or deep. */
Test(case_mistakes, there_is_an_end_to_everything)
{
	static const struct {
		const char *head, *each, *message;
		size_t times;
	} large[] = {
		{"title: \"", "x", "title: a text is too long: 501 bytes; 500 are the most", 501},
		{"events: [", "{date: 2023-01-01, text: x}, ",
			"events: the list has 1001 entries; 1000 are the most", 1001},
		{"private: {words: [", "a, ", "private: words: the list has 1001 entries", 1001},
		{"core: [", "a, ", "there are more values than a case file may have", 100001},
		{"core: ", "[", "too many levels inside each other", 50000},
	};

	for (size_t i = 0; i < sizeof(large) / sizeof(large[0]); i++) {
		struct bdl_buffer yaml = BDL_BUFFER_INIT;
		struct bdl_error err = {.code = BDL_OK};

		bdl_buffer_text(&yaml, large[i].head);
		for (size_t k = 0; k < large[i].times; k++)
			bdl_buffer_text(&yaml, large[i].each);
		bdl_buffer_text(&yaml, i == 0 ? "\"\n" : i == 2 ? "]}\n" : "]\n");
		cr_expect_eq(load(yaml.data, &err), -1);
		cr_expect_eq(err.code, BDL_EFORMAT);
		cr_expect(strstr(err.message, large[i].message) == err.message, "%s", err.message);
		bdl_buffer_release(&yaml);
	}
}
