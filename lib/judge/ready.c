/* Ready: is the bundle ready for a recipient? The order of the questions, and how a finding is put
 * down. See reckon.h. */
#include "judge/ready.h"

#include "judge/paths.h"
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBERS_NAMED = 12 };

static void no_memory(struct bdl_readying *m)
{
	if (!m->failed)
		bdl_fail_memory(m->err);
	m->failed = true;
}

/* ---- words ---- */

BDL_PRINTF(2, 0)

static const char *print(struct bdl_readying *m, const char *format, va_list args)
{
	va_list again;
	char *text = NULL;
	int length;

	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length >= 0)
		text = bdl_arena_alloc(m->arena, (size_t)length + 1);
	if (!text) {
		no_memory(m);
		return "";
	}
	vsnprintf(text, (size_t)length + 1, format, args);
	return text;
}

const char *bdl_ready_printf(struct bdl_readying *m, const char *format, ...)
{
	va_list args;
	const char *text;

	va_start(args, format);
	text = print(m, format, args);
	va_end(args);
	return text;
}

const char *bdl_ready_day(struct bdl_readying *m, struct bdl_day d)
{
	char text[BDL_DAY_TEXT];

	bdl_day_long(d, text);
	return bdl_ready_printf(m, "%s", text);
}

const char *bdl_ready_step_day(struct bdl_readying *m, const struct bdl_step *s)
{
	const char *day = bdl_ready_day(m, s->day);

	return s->inferred ? bdl_ready_printf(m, "[%s]", day) : day;
}

const char *bdl_ready_weekday(struct bdl_readying *m, struct bdl_day d)
{
	return bdl_ready_printf(m, "%s %s", bdl_day_weekday(d), bdl_ready_day(m, d));
}

const char *bdl_ready_page(struct bdl_readying *m, size_t row, unsigned page)
{
	const struct bdl_exhibit *x;
	char label[BDL_LABEL_TEXT];

	if (row >= m->b->exhibit_count)
		return "";
	x = &m->b->exhibits[row];
	if (x->duplicate_of < m->b->exhibit_count)
		x = &m->b->exhibits[x->duplicate_of];
	if (!x->first_page)
		return "";
	bdl_exhibit_label(m->b, x, page ? page : 1, label);
	return bdl_ready_printf(m, "page %s", label);
}

const char *bdl_ready_numbers(struct bdl_readying *m, const size_t *rows, size_t count)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	const char *words;

	for (size_t i = 0; i < count && i < NUMBERS_NAMED; i++)
		bdl_buffer_printf(&text, "%s%u", i ? ", " : "", m->b->exhibits[rows[i]].number);
	if (count > NUMBERS_NAMED)
		bdl_buffer_printf(&text, " and %zu more", count - NUMBERS_NAMED);
	if (text.failed)
		no_memory(m);
	words = bdl_ready_printf(m, "%s", bdl_buffer_string(&text));
	bdl_buffer_release(&text);
	return words;
}

const char *bdl_ready_counted(
	struct bdl_readying *m, size_t count, const char *one, const char *many)
{
	return bdl_ready_printf(m, "%zu %s", count, count == 1 ? one : many);
}

const char *bdl_ready_money(struct bdl_readying *m, int64_t pence)
{
	uint64_t n = pence < 0 ? (uint64_t)-pence : (uint64_t)pence;
	uint64_t pounds = n / 100;
	const char *sign = pence < 0 ? "-" : "";

	if (pounds >= 1000000)
		return bdl_ready_printf(m, "%s£%" PRIu64 ",%03u,%03u.%02u", sign, pounds / 1000000,
			(unsigned)(pounds / 1000 % 1000), (unsigned)(pounds % 1000),
			(unsigned)(n % 100));
	if (pounds >= 1000)
		return bdl_ready_printf(m, "%s£%" PRIu64 ",%03u.%02u", sign, pounds / 1000,
			(unsigned)(pounds % 1000), (unsigned)(n % 100));
	return bdl_ready_printf(m, "%s£%" PRIu64 ".%02u", sign, pounds, (unsigned)(n % 100));
}

const char *bdl_ready_earlier(const struct bdl_readying *m)
{
	const struct bdl_earlier *e = m->b->earlier;

	if (!m->b->supplement)
		return NULL;
	return e && e->name && e->name[0] ? e->name : "an earlier bundle";
}

const struct bdl_held *bdl_ready_held(const struct bdl_readying *m, const char *file)
{
	return file && bdl_path_is_held(m->b, file, false) ? bdl_path_held(m->b, file) : NULL;
}

bool bdl_ready_is_bound(const struct bdl_exhibit *x)
{
	return x->number > 0 && x->duplicate_of == BDL_NONE;
}

bool bdl_ready_is_listed(const char **list, const char *word)
{
	for (; list && *list && word; list++)
		if (strcmp(*list, word) == 0)
			return true;
	return false;
}

/* ---- findings ---- */

static struct bdl_ready_finding *append(
	struct bdl_ready *out, struct bdl_arena *a, const struct bdl_ready_finding *f)
{
	struct bdl_ready_finding *list =
		bdl_arena_grow(a, out->findings, out->finding_count, sizeof(*list));

	if (!list)
		return NULL;
	out->findings = list;
	list[out->finding_count] = *f;
	return &list[out->finding_count++];
}

struct bdl_ready_finding *bdl_ready_find(
	struct bdl_readying *m, enum bdl_ready_state state, const char *id, const char *format, ...)
{
	struct bdl_ready_finding f = {.id = id, .state = state}, *added;
	va_list args;

	va_start(args, format);
	f.text = print(m, format, args);
	va_end(args);
	added = append(m->out, m->arena, &f);
	if (!added)
		no_memory(m);
	return added;
}

void bdl_ready_why(struct bdl_readying *m, struct bdl_ready_finding *f, const char *format, ...)
{
	va_list args;

	if (!f)
		return;
	va_start(args, format);
	f->why = print(m, format, args);
	va_end(args);
}

void bdl_ready_todo(struct bdl_readying *m, struct bdl_ready_finding *f, const char *format, ...)
{
	va_list args;

	if (!f)
		return;
	va_start(args, format);
	f->todo = print(m, format, args);
	va_end(args);
}

void bdl_ready_about(struct bdl_readying *m, struct bdl_ready_finding *f, size_t row)
{
	size_t *rows;

	if (!f || row >= m->b->exhibit_count)
		return;
	rows = bdl_arena_grow(m->arena, f->exhibits, f->exhibit_count, sizeof(*rows));
	if (!rows) {
		no_memory(m);
		return;
	}
	f->exhibits = rows;
	rows[f->exhibit_count++] = row;
}

/* It was not read in an official text, or was last read more than a year before today. */
static bool is_doubtful(const struct bdl_readying *m, char confidence, const char *reviewed)
{
	return bdl_rule_wants_check(
		confidence, reviewed ? reviewed : m->r->reviewed, m->b->made_on);
}

/* Somebody knew it from memory: there is no text to see. */
static bool was_read(char confidence)
{
	return confidence != 'M';
}

void bdl_ready_said(struct bdl_readying *m, struct bdl_ready_finding *f, const char *words,
	const struct bdl_said *said)
{
	bool cited = said->source && was_read(said->confidence);

	if (!f)
		return;
	if (words && cited)
		bdl_ready_why(m, f, "%s; see %s", words, said->source);
	else if (words || cited)
		bdl_ready_why(m, f, "%s", words ? words : said->source);
	else if (said->source)
		bdl_ready_why(m, f, "nothing that was read says so");
	f->check_with_them = is_doubtful(m, said->confidence, said->reviewed);
}

void bdl_ready_limit(struct bdl_readying *m, struct bdl_ready_finding *f, const char *words,
	const struct bdl_limit *l)
{
	if (!f)
		return;
	if (was_read(l->confidence))
		bdl_ready_why(m, f, "%s (%s)", words, l->source);
	else
		bdl_ready_why(m, f, "%s", words);
	f->check_with_them = is_doubtful(m, l->confidence, l->reviewed);
}

/* ---- the answer ---- */

static int weight(enum bdl_ready_state s)
{
	switch (s) {
	case BDL_READY_TO_DO:
		return 0;
	case BDL_READY_LOOK:
		return 1;
	case BDL_READY_OK:
		break;
	}
	return 2;
}

/* By state; those of one state stay in the order in which they were asked for. */
static void settle(struct bdl_ready *out)
{
	for (size_t i = 1; i < out->finding_count; i++) {
		struct bdl_ready_finding f = out->findings[i];
		size_t k = i;

		for (; k > 0 && weight(out->findings[k - 1].state) > weight(f.state); k--)
			out->findings[k] = out->findings[k - 1];
		out->findings[k] = f;
	}
	out->ready = out->finding_count == 0 || out->findings[0].state != BDL_READY_TO_DO;
}

int bdl_ready_add(struct bdl_ready *ready, const struct bdl_ready_finding *f, struct bdl_arena *a,
	struct bdl_error *err)
{
	if (!append(ready, a, f))
		return bdl_fail_memory(err);
	settle(ready);
	return 0;
}

int bdl_make_ready(const struct bdl_bundle *b, const struct bdl_recipient *r,
	const struct bdl_built *built, struct bdl_arena *a, struct bdl_ready *out,
	struct bdl_error *err)
{
	static const struct bdl_told nothing;
	struct bdl_readying m = {.b = b,
		.r = r,
		.told = b->about.told ? b->about.told : &nothing,
		.who = r->short_name,
		.arena = a,
		.out = out,
		.err = err};

	if (built)
		m.built = *built;
	if (!m.who)
		m.who = bdl_ready_printf(&m, "the %s", r->name);
	*out = (struct bdl_ready){.recipient = r->id, .name = r->name};
	bdl_ready_list_steps(&m);
	if (m.failed)
		return -1;
	bdl_ready_deadlines(&m);
	bdl_ready_enclosures(&m);
	bdl_ready_facts(&m);
	bdl_ready_limits(&m);
	bdl_ready_dates(&m);
	bdl_ready_files(&m);
	bdl_ready_case(&m);
	bdl_ready_lines(&m);
	if (m.failed)
		return -1;
	settle(out);
	return 0;
}
