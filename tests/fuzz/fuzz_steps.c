/*
 * Fuzz steps: the input is the opening words of a letter, behind a byte that says which kind of
 * file, from whom. Its parts, its kind, its title, its date and the step that it shows are judged
 * by the rules that are compiled in: always something, twice the same.
 */
#include "judge/judge.h"
#include "judge/reckon.h"

#include "base/text.h"
#include "fault.h"
#include "mutate.h"
#include "rules.h"
#include <stdlib.h>
#include <string.h>

static struct bdl_kinds *kinds;
static struct bdl_step_kinds *steps;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	load_rules(&kinds, &steps);
	return 0;
}

static void judge(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_facts *f)
{
	struct bdl_error err = {0};

	*x = (struct bdl_exhibit){.path = "letters/3 March 2023.pdf",
		.name = "letters/3 March 2023.pdf",
		.format = f->format,
		.media_type = f->media_type,
		.shown = true,
		.pages = 2,
		.duplicate_of = BDL_NONE};
	bdl_bundle_init(b);
	b->exhibits = x;
	b->exhibit_count = 1;
	b->made_on = (struct bdl_day){2026, 5, 22};
	b->stage = BDL_STAGE_READ;
	if (bdl_classify(b, x, f, kinds, &err) < 0 || bdl_date_exhibit(b, x, f, &err) < 0 ||
		bdl_take_steps(b, 0, f, steps, &err) < 0)
		fault("%s", err.message);
	if (!x->kind || !bdl_kinds_find(kinds, x->kind) || !x->title || !*x->title ||
		strpbrk(x->title, "\r\n"))
		fault("no kind, or no title: %s", x->title ? x->title : "none");
	if (!bdl_utf8_valid(x->title, strlen(x->title)))
		fault("a title that is not UTF-8: %s", x->title);
	if (b->step_count + b->undated_step_count > 1)
		fault("one document shows two steps");
	for (size_t i = 0; i < b->step_count; i++)
		if (!bdl_day_exists(b->steps[i].day) ||
			!bdl_step_kind_find(steps, b->steps[i].type))
			fault("a step of no day, or of no kind: %s", b->steps[i].type);
}

static void forget(struct bdl_bundle *b)
{
	b->exhibits = NULL;
	b->exhibit_count = 0;
	bdl_bundle_release(b);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const struct {
		const char *format, *sender;
	} files[] = {{"pdf", NULL}, {"rfc822", "Child Maintenance Service <noreply@dwp.gov.uk>"},
		{"rfc822", "Mr R <r@mail.example>"}, {"text", NULL}};
	static struct bdl_candidate date = {.day = {2023, 3, 2},
		.precision = BDL_TO_DAY,
		.source = BDL_FROM_TEXT,
		.page = 1,
		.raw = "2 March 2023"};
	struct bdl_buffer clean = BDL_BUFFER_INIT;
	struct bdl_facts f = {
		.media_type = "x/y", .format_basis = "fuzz", .shown = true, .pages = 2};
	struct bdl_exhibit first, second;
	struct bdl_bundle one, two;
	char *text;

	if (length == 0 || length > BDL_FACTS_TEXT_MAX)
		return 0;
	if (bdl_utf8_clean(&clean, (const char *)bytes + 1, length - 1) < 0)
		fault("no memory");
	text = strdup(bdl_buffer_string(&clean));
	if (!text)
		fault("no memory");
	f.format = files[bytes[0] % 4].format;
	f.sender = files[bytes[0] % 4].sender;
	f.text = text;
	f.text_characters = strlen(text);
	f.dates = &date;
	f.date_count = bytes[0] & 16 ? 1 : 0;
	judge(&one, &first, &f);
	judge(&two, &second, &f);
	if (strcmp(first.title, second.title) != 0 || one.step_count != two.step_count)
		fault("judged twice, it differs");
	forget(&one);
	forget(&two);
	free(text);
	bdl_buffer_release(&clean);
	return 0;
}
