/*
 * Fuzz check: the input is the words of a PDF, and behind a NUL perhaps the bundle.json that goes
 * with it. Its first byte says for whom. A form feed ends a page, a new line a line; "word@7" is a
 * link to page 7; a line that begins with '#' is a bookmark to its page; tabs set words apart.
 * Every rule says one thing, in one line, and the reader's answer is one that is taken.
 */
#include "check/rules.h"

#include "base/text.h"
#include "fault.h"
#include "model/bundle_json.h"
#include "mutate.h"
#include <stdlib.h>
#include <string.h>

#define PAGES_MOST 60u
#define WIDTH 595.28
#define HEIGHT 841.89
#define LETTER 6.0 /* points */

static struct bdl_recipients *all;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct bdl_error err = {0};

	(void)argc;
	(void)argv;
	if (bdl_recipients_load(&all, &err) < 0)
		fault("%s: %s", err.path, err.message);
	return 0;
}

static void *need(void *memory)
{
	if (!memory)
		fault("no memory");
	return memory;
}

/* ---- what is seen ---- */

static struct bdl_seen_target to_page(const struct bdl_seen *s, unsigned page)
{
	return (struct bdl_seen_target){
		.kind = page >= 1 && page <= s->page_count ? BDL_TARGET_PAGE : BDL_TARGET_DEAD,
		.page = page,
		.fit = "Fit"};
}

static void see_word(struct bdl_seen *s, struct bdl_seen_page *p, double x, double y,
	const char *text, size_t length)
{
	const char *at = memchr(text, '@', length);
	size_t shown = at && at > text ? (size_t)(at - text) : length;
	struct bdl_seen_word word = {
		.left = x, .bottom = y - 2, .right = x + LETTER * (double)shown, .top = y + 10};
	struct bdl_seen_word *words =
		need(bdl_arena_grow(&s->arena, p->words, p->word_count, sizeof(*words)));

	word.text = need(bdl_arena_bytes(&s->arena, text, shown));
	p->words = words;
	words[p->word_count++] = word;
	if (shown < length) {
		struct bdl_seen_link *links =
			need(bdl_arena_grow(&s->arena, p->links, p->link_count, sizeof(*links)));

		p->links = links;
		links[p->link_count++] = (struct bdl_seen_link){.left = word.left,
			.bottom = word.bottom,
			.right = word.right,
			.top = word.top,
			.to = to_page(s, (unsigned)strtoul(text + shown + 1, NULL, 10))};
	}
}

static void see_bookmark(struct bdl_seen *s, unsigned page, const char *text, size_t length)
{
	struct bdl_seen_bookmark *list =
		need(bdl_arena_grow(&s->arena, s->bookmarks, s->bookmark_count, sizeof(*list)));

	s->bookmarks = list;
	list[s->bookmark_count++] = (struct bdl_seen_bookmark){.depth = page % 3,
		.title = need(bdl_arena_bytes(&s->arena, text, length)),
		.to = to_page(s, page)};
}

static void see_line(struct bdl_seen *s, unsigned page, double y, const char *line, size_t length)
{
	struct bdl_seen_page *p = &s->pages[page - 1];
	double x = 72;

	if (length > 1 && line[0] == '#') {
		see_bookmark(s, page, line + 1, length - 1);
		return;
	}
	for (size_t at = 0, n; at < length; at += n + 1) {
		for (n = 0; at + n < length && line[at + n] != ' ' && line[at + n] != '\t'; n++)
			;
		if (n > 0)
			see_word(s, p, x, y, line + at, n);
		x += LETTER * (double)(n + 1) +
		     (at + n < length && line[at + n] == '\t' ? 10 * LETTER : 0);
	}
	if (p->word_count)
		p->words[p->word_count - 1].ends_line = true;
}

static void see_page(struct bdl_seen *s, unsigned page, const char *text, size_t length)
{
	double y = HEIGHT - 60;

	for (size_t at = 0, n; at < length; at += n + 1, y -= 18) {
		const char *end = memchr(text + at, '\n', length - at);

		n = end ? (size_t)(end - text) - at : length - at;
		see_line(s, page, y > 20 ? y : 20, text + at, n);
	}
}

static void see(struct bdl_seen *s, const char *text, size_t length)
{
	unsigned pages = 1;

	for (size_t i = 0; i < length; i++)
		pages += text[i] == '\f' && pages < PAGES_MOST;
	*s = (struct bdl_seen){.name = "Ms A Bundle 2023-05-22.pdf",
		.size = 1000,
		.starts_right = true,
		.ends_right = true,
		.title = "Ms A",
		.language = "en-GB",
		.page_mode = "UseOutlines",
		.page_count = pages};
	s->pages = need(bdl_arena_alloc(&s->arena, pages * sizeof(*s->pages)));
	for (unsigned page = 1; page <= pages; page++) {
		const char *end = memchr(text, '\f', length);
		size_t n = end && page < pages ? (size_t)(end - text) : length;

		s->pages[page - 1] =
			(struct bdl_seen_page){.width = WIDTH, .height = HEIGHT, .unit = 1};
		see_page(s, page, text, n);
		text += n + (n < length);
		length -= n + (n < length);
	}
}

/* ---- what is said of it ---- */

#define RULES(of)                                                                                  \
	of(1) of(2) of(3) of(4) of(5) of(6) of(7) of(8) of(9) of(10) of(11) of(12) of(13) of(14)   \
		of(15) of(16) of(17) of(18) of(19) of(20) of(21) of(22) of(23) of(24) of(25)       \
			of(26) of(27) of(28) of(29) of(30) of(31) of(32) of(33) of(34) of(35)      \
				of(36) of(37) of(38) of(39) of(40) of(41) of(42) of(43) of(44)     \
					of(45) of(46) of(47)
#define NAME(n) "R" #n,
#define FUNCTION(n) bdl_rule_r##n,

static void judge(struct bdl_judging *j)
{
	static const char *const ids[] = {RULES(NAME)};
	static bdl_rule_function *const rules[] = {RULES(FUNCTION)};
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	struct bdl_verdicts read;

	j->out->rules =
		need(bdl_arena_alloc(&j->out->arena, BDL_RULES_MAX * sizeof(*j->out->rules)));
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		j->id = ids[i];
		rules[i](j);
		if (j->out->count != i + 1)
			fault("%s says %zu things", ids[i], j->out->count - i);
	}
	if (j->failed || bdl_verdicts_to_json(j->out, &json, &err) < 0)
		fault("no memory");
	if (bdl_verdicts_from_json(&read, bdl_buffer_string(&json), json.length, &err) < 0)
		fault("%s: %s", err.message, bdl_buffer_string(&json));
	bdl_verdicts_release(&read);
	bdl_buffer_release(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct bdl_verdicts verdicts = {.arena = BDL_ARENA_INIT};
	struct bdl_buffer words = BDL_BUFFER_INIT;
	const uint8_t *json = length > 1 ? memchr(bytes + 1, '\0', length - 1) : NULL;
	size_t seen_length = json ? (size_t)(json - bytes) : length;
	struct bdl_error err = {0};
	struct bdl_bundle table;
	struct bdl_seen seen;
	struct bdl_judging j = {.seen = &seen, .out = &verdicts};

	if (length < 2)
		return 0;
	bdl_bundle_init(&table);
	if (json && bdl_bundle_from_json(
			    &table, (const char *)json + 1, length - seen_length - 1, &err) == 0)
		j.table = &table;
	if (bdl_utf8_clean(&words, (const char *)bytes + 1, seen_length - 1) < 0)
		fault("no memory");
	see(&seen, bdl_buffer_string(&words), words.length);
	j.recipient = bdl_recipient_at(all, bytes[0] % 32); /* some are nobody */
	j.has_core = bytes[0] & 64;
	judge(&j);
	bdl_verdicts_release(&verdicts);
	bdl_arena_release(&seen.arena);
	bdl_bundle_release(&table);
	bdl_buffer_release(&words);
	return 0;
}
