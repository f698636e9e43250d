/* Check: the rules in their order, and how they say what they found. */
#include "check/rules.h"

#include "base/text.h"
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_MOST 1500 /* bytes of one sentence */

/* clang-format off */
static const struct {
	const char *id;
	bdl_rule_function *judge;
} rules[] = {
	{ "R1", bdl_rule_r1 },   { "R2", bdl_rule_r2 },   { "R3", bdl_rule_r3 },   { "R4", bdl_rule_r4 },
	{ "R5", bdl_rule_r5 },   { "R6", bdl_rule_r6 },   { "R7", bdl_rule_r7 },   { "R8", bdl_rule_r8 },
	{ "R9", bdl_rule_r9 },   { "R10", bdl_rule_r10 }, { "R11", bdl_rule_r11 }, { "R12", bdl_rule_r12 },
	{ "R13", bdl_rule_r13 }, { "R14", bdl_rule_r14 }, { "R15", bdl_rule_r15 }, { "R16", bdl_rule_r16 },
	{ "R17", bdl_rule_r17 }, { "R18", bdl_rule_r18 }, { "R19", bdl_rule_r19 }, { "R20", bdl_rule_r20 },
	{ "R21", bdl_rule_r21 }, { "R22", bdl_rule_r22 }, { "R23", bdl_rule_r23 }, { "R24", bdl_rule_r24 },
	{ "R25", bdl_rule_r25 }, { "R26", bdl_rule_r26 }, { "R27", bdl_rule_r27 }, { "R28", bdl_rule_r28 },
	{ "R29", bdl_rule_r29 }, { "R30", bdl_rule_r30 }, { "R31", bdl_rule_r31 }, { "R32", bdl_rule_r32 },
	{ "R33", bdl_rule_r33 }, { "R34", bdl_rule_r34 }, { "R35", bdl_rule_r35 }, { "R36", bdl_rule_r36 },
	{ "R37", bdl_rule_r37 }, { "R38", bdl_rule_r38 }, { "R39", bdl_rule_r39 }, { "R40", bdl_rule_r40 },
	{ "R41", bdl_rule_r41 }, { "R42", bdl_rule_r42 }, { "R43", bdl_rule_r43 }, { "R44", bdl_rule_r44 },
	{ "R45", bdl_rule_r45 }, { "R46", bdl_rule_r46 }, { "R47", bdl_rule_r47 },
};

/* clang-format on */

/* ---- saying ---- */

const char *bdl_rule_text(struct bdl_judging *j, const char *format, ...)
{
	char line[TEXT_MOST];
	const char *copy;
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	copy = bdl_arena_string(&j->out->arena, line);
	j->failed |= !copy;
	return copy ? copy : "";
}

/* UTF-8, and nothing in it that ends a line or drives a terminal; a character cut at the end is dropped. */
static const char *one_line(struct bdl_judging *j, const char *text)
{
	struct bdl_buffer clean = BDL_BUFFER_INIT, safe = BDL_BUFFER_INIT;
	const char *copy = NULL;

	if (bdl_utf8_clean(&clean, text, strlen(text)) == 0 &&
		bdl_text_escape(&safe, bdl_buffer_string(&clean), clean.length) == 0)
		copy = bdl_arena_string(&j->out->arena, bdl_buffer_string(&safe));
	bdl_buffer_release(&clean);
	bdl_buffer_release(&safe);
	j->failed |= !copy;
	return copy ? copy : "";
}

const char *bdl_quote(struct bdl_judging *j, const char *text, size_t most)
{
	size_t at = 0, length = strlen(text), characters = 0;
	struct bdl_buffer cut = BDL_BUFFER_INIT;
	const char *out;

	while (at < length && characters < most) {
		uint32_t code;

		at += bdl_utf8_next(text + at, length - at, &code);
		characters++;
	}
	bdl_buffer_add(&cut, text, at);
	if (at < length)
		bdl_buffer_text(&cut, "...");
	j->failed |= cut.failed;
	out = one_line(j, bdl_buffer_string(&cut));
	bdl_buffer_release(&cut);
	return out;
}

void bdl_rule_says(struct bdl_judging *j, enum bdl_verdict verdict, const struct bdl_pages *pages,
	const char *format, ...)
{
	struct bdl_rule_found *found = &j->out->rules[j->out->count];
	char line[TEXT_MOST];
	va_list args;

	assert(j->out->count < BDL_RULES_MAX);
	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	*found = (struct bdl_rule_found){.id = j->id, .verdict = verdict, .text = one_line(j, line)};
	if (pages && pages->count) {
		unsigned *list = bdl_arena_alloc(&j->out->arena, pages->count * sizeof(*list));

		j->failed |= !list;
		if (list)
			memcpy(list, pages->list, pages->count * sizeof(*list));
		found->pages = list;
		found->page_count = list ? pages->count : 0;
	}
	j->out->count++;
}

/* ---- pages ---- */

static size_t place_of(const struct bdl_pages *p, unsigned page)
{
	size_t low = 0, high = p->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (p->list[middle] < page)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void bdl_pages_add(struct bdl_judging *j, struct bdl_pages *p, unsigned page)
{
	size_t at = place_of(p, page);
	unsigned *list;

	if (at < p->count && p->list[at] == page)
		return;
	if (p->count == BDL_VERDICT_PAGES_MAX) {
		p->more++;
		return;
	}
	list = bdl_arena_grow(&j->out->arena, p->list, p->count, sizeof(*list));
	if (!list) {
		j->failed = true;
		return;
	}
	memmove(list + at + 1, list + at, (p->count - at) * sizeof(*list));
	list[at] = page;
	p->list = list;
	p->count++;
}

size_t bdl_pages_total(const struct bdl_pages *p)
{
	return p->count + p->more;
}

const char *bdl_pages_words(struct bdl_judging *j, const struct bdl_pages *p)
{
	enum { NAMED = 6 };
	struct bdl_buffer words = BDL_BUFFER_INIT;
	size_t total = bdl_pages_total(p), named = total <= NAMED ? p->count : NAMED - 1;
	const char *out;

	bdl_buffer_text(&words, total == 1 ? "page " : "pages ");
	for (size_t i = 0; i < named; i++)
		bdl_buffer_printf(&words, "%s%u",
			i == 0                                 ? ""
			: i + 1 == named && named == total ? " and "
								: ", ",
			p->list[i]);
	if (named < total)
		bdl_buffer_printf(&words, " and %zu more", total - named);
	j->failed |= words.failed;
	out = bdl_rule_text(j, "%s", bdl_buffer_string(&words));
	bdl_buffer_release(&words);
	return out;
}

/* ---- all of them ---- */

static int judge_all(struct bdl_judging *j)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		j->id = rules[i].id;
		rules[i].judge(j);
		assert(j->out->count == i + 1);
		if (j->failed)
			return -1;
	}
	return 0;
}

int bdl_check(const struct bdl_seen *seen, const struct bdl_check_scope *scope,
	struct bdl_verdicts *out, struct bdl_error *err)
{
	struct bdl_judging j = {.seen = seen, .table = scope->table, .has_core = scope->has_core, .out = out};
	struct bdl_recipients *recipients = NULL;
	int rc = -1;

	*out = (struct bdl_verdicts){.arena = BDL_ARENA_INIT};
	out->rules = bdl_arena_alloc(&out->arena, BDL_RULES_MAX * sizeof(*out->rules));
	if (!out->rules)
		return bdl_fail_memory(err);
	if (bdl_recipients_load(&recipients, err) < 0)
		return -1;
	if (scope->rules && bdl_recipients_add(recipients, "rules", scope->rules,
				    scope->rules_length, NULL, err) < 0)
		goto out;
	if (scope->recipient)
		j.recipient = bdl_recipient_find(recipients, scope->recipient);
	if (scope->recipient && !j.recipient)
		bdl_fail(err, BDL_EPATH, scope->recipient, "is no recipient that is known");
	else if (judge_all(&j) < 0)
		bdl_fail_memory(err);
	else
		rc = 0;
out:
	bdl_recipients_release(recipients);
	return rc;
}
