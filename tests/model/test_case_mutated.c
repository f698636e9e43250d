/* A case file with any byte of it wrong is read or refused at a place, and never anything else. */
#include "base/buffer.h"
#include "model/case.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 200 /* each loads the kinds and the steps, too */

static unsigned long long seed = 20260301;

static unsigned below(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

/* The worked example of docs/case-file.md, which has every key. */
static void worked_example(struct bdl_buffer *out)
{
	char path[1024], line[1024];
	bool inside = false;
	FILE *file;

	snprintf(path, sizeof(path), "%s/docs/case-file.md", getenv("BUNDLE_SOURCE"));
	file = fopen(path, "r");
	cr_assert_not_null(file, "%s", path);
	while (fgets(line, sizeof(line), file)) {
		if (strncmp(line, "```", 3) == 0)
			inside = !inside;
		else if (inside)
			bdl_buffer_text(out, line);
	}
	fclose(file);
	cr_assert_gt(out->length, 2000);
}

/* One to four bytes changed, a piece left out or said twice. */
static void mutate(const struct bdl_buffer *from, struct bdl_buffer *to)
{
	static const char signs[] = "{}[]:,-#&*!|>'\"%@`\t\n \\~?0\x80\xff";
	unsigned at = below((unsigned)from->length), length = below(60), kind = below(4);

	if (at + length > from->length)
		length = (unsigned)from->length - at;
	bdl_buffer_clear(to);
	bdl_buffer_add(to, from->data, at);
	if (kind == 1)
		bdl_buffer_add(to, from->data + at, length);
	if (kind > 1)
		length = 0;
	bdl_buffer_add(to, from->data + at + (kind == 0 ? length : 0),
		from->length - at - (kind == 0 ? length : 0));
	for (unsigned n = kind > 1 ? 1 + below(4) : 0; n > 0; n--)
		to->data[below((unsigned)to->length)] = signs[below(sizeof(signs) - 1)];
}

Test(case_mutated, is_read_or_refused_at_its_place)
{
	struct bdl_buffer whole = BDL_BUFFER_INIT, bad = BDL_BUFFER_INIT;
	unsigned refused = 0;

	worked_example(&whole);
	for (unsigned i = 0; i < ROUNDS; i++) {
		struct bdl_arena a = BDL_ARENA_INIT;
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_case c;
		unsigned line, column;

		mutate(&whole, &bad);
		if (bdl_case_load(&c, &a, bad.data, bad.length, "bundle.yaml", &err) < 0) {
			refused++;
			cr_expect_eq(err.code, BDL_EFORMAT, "%s", err.message);
			cr_expect_eq(sscanf(err.path, "bundle.yaml:%u:%u", &line, &column), 2, "%s",
				err.path);
			cr_expect(err.message[0] && err.hint[0], "%s", err.message);
		}
		bdl_arena_release(&a);
	}
	cr_expect(refused > ROUNDS / 10 && refused < ROUNDS, "%u", refused);
	bdl_buffer_release(&whole);
	bdl_buffer_release(&bad);
}
