/*
 * Classify: which kind of evidence a file is, by the rules of schemas/kinds.yaml, and why. The
 * reasons that are given are those that decided: the conditions of the rules that held for the kind
 * that won.
 */
#include "judge/judge.h"

#include "judge/title.h"
#include "judge/words.h"
#include <assert.h>
#include <string.h>

enum { QUOTES_MAX = 6 }; /* words that a basis quotes */

/* What the rules look at, folded once for all of them. */
struct subject {
	const struct bdl_kinds *kinds;
	const struct bdl_facts *facts;
	const char *format;
	struct bdl_buffer text, path, heads; /* heads: one line for each column */
};

/* ---- conditions ---- */

/* The first of the words that stands in the text, or NULL. */
static const char *first_of(const struct bdl_buffer *text, const char **words, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (bdl_words_stand_in(bdl_buffer_string(text), words[i]))
			return words[i];
	return NULL;
}

static bool has_all(const struct bdl_buffer *text, const char **words, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (!bdl_words_stand_in(bdl_buffer_string(text), words[i]))
			return false;
	return true;
}

static bool has_format(const struct subject *s, const struct bdl_kind_rule *r)
{
	for (unsigned i = 0; i < r->formats_count; i++)
		if (strcmp(r->formats[i], s->format) == 0)
			return true;
	return r->formats_count == 0;
}

/* Messengers scale a phone's screenshot to one of these heights; nothing that a camera makes is as
 * narrow. */
static bool is_forwarded_screen(unsigned width, unsigned height)
{
	return (height == 1280 || height == 1600 || height == 2048) &&
	       height * 10ul >= width * 19ul && height * 10ul <= width * 24ul;
}

static bool is_screen(const struct bdl_kinds *kinds, unsigned width, unsigned height)
{
	for (unsigned i = 0; i < kinds->screens_count; i++) {
		const unsigned *size = kinds->screens[i];

		if ((width == size[0] && height == size[1]) ||
			(width == size[1] && height == size[0]))
			return true;
	}
	return is_forwarded_screen(width, height);
}

/* True if the sides stand to each other as `least` to `most` thousandths. */
static bool is_between(uint64_t longer, uint64_t shorter, uint64_t least, uint64_t most)
{
	return longer * 1000 >= shorter * least && longer * 1000 <= shorter * most;
}

/* From square to 16:9 and a quarter of a million pixels; but not the shape of a sheet of A4 or US
 * letter. */
static bool is_photo(unsigned width, unsigned height)
{
	uint64_t longer = width > height ? width : height,
		 shorter = width > height ? height : width;

	if (longer * shorter < 250000 || !is_between(longer, shorter, 1000, 1790))
		return false;
	return !is_between(longer, shorter, 1400, 1430) && !is_between(longer, shorter, 1285, 1300);
}

static bool has_shape(const struct subject *s, const char *shape)
{
	unsigned width = s->facts->width, height = s->facts->height;

	if (!shape)
		return true;
	return strcmp(shape, "screen") == 0 ? is_screen(s->kinds, width, height)
					    : is_photo(width, height);
}

static bool has_camera(const struct subject *s, const char *camera)
{
	return !camera || (strcmp(camera, "yes") == 0) == (s->facts->camera != NULL);
}

/* The cheap conditions first: most rules fail at the format. */
static bool holds(const struct subject *s, const struct bdl_kind_rule *r)
{
	if (!has_format(s, r) || !has_camera(s, r->camera) || !has_shape(s, r->shape))
		return false;
	if (r->name_count && !first_of(&s->path, r->name, r->name_count))
		return false;
	if (!has_all(&s->heads, r->columns, r->columns_count) ||
		!has_all(&s->text, r->all, r->all_count))
		return false;
	if (r->any_count && !first_of(&s->text, r->any, r->any_count))
		return false;
	return !first_of(&s->text, r->none, r->none_count);
}

static int score(const struct subject *s, const struct bdl_kind *kind)
{
	int sum = 0;

	for (unsigned i = 0; i < kind->rules_count; i++)
		if (holds(s, &kind->rules[i]))
			sum += kind->rules[i].weight;
	return sum;
}

static const struct bdl_kind *judge(const struct subject *s)
{
	const struct bdl_kind *best = NULL;
	int most = s->kinds->enough - 1;

	for (unsigned i = 0; i < s->kinds->kinds_count; i++) {
		int sum = score(s, &s->kinds->kinds[i]);

		if (sum > most) {
			most = sum;
			best = &s->kinds->kinds[i];
		}
	}
	return best;
}

/* ---- the basis ---- */

/* A list of words that grows: `words “A”, “B”`; nothing twice, and no "Dear" beside "Dear Sir". */
struct quotes {
	const char *words[QUOTES_MAX];
	size_t count;
};

static void quote(struct quotes *q, const char *word)
{
	for (size_t i = 0; i < q->count; i++)
		if (word && strstr(q->words[i], word))
			return;
	if (word && q->count < QUOTES_MAX)
		q->words[q->count++] = word;
}

static void quote_all(struct quotes *q, const char **words, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		quote(q, words[i]);
}

static void begin_reason(struct bdl_buffer *out, const char *reason)
{
	if (out->length)
		bdl_buffer_text(out, "; ");
	bdl_buffer_text(out, reason);
}

static void say_quotes(
	struct bdl_buffer *out, const struct quotes *q, const char *reason, bool marks)
{
	if (q->count == 0)
		return;
	begin_reason(out, reason);
	for (size_t i = 0; i < q->count; i++)
		bdl_buffer_printf(
			out, marks ? "%s \u201c%s\u201d" : "%s %s", i ? "," : "", q->words[i]);
}

static void say_picture(
	struct bdl_buffer *out, const struct subject *s, bool camera, const char *shape)
{
	if (camera && s->facts->camera) {
		begin_reason(out, "taken with a camera, by the picture\u2019s own data: ");
		bdl_buffer_text(out, s->facts->camera);
	}
	if (shape) {
		begin_reason(out, "");
		bdl_buffer_printf(out, "%u by %u pixels, the size of a %s", s->facts->width,
			s->facts->height, strcmp(shape, "screen") == 0 ? "screen" : "photograph");
	}
}

/* True if a rule that holds asks for this column. */
static bool is_asked_for(
	const struct subject *s, const struct bdl_kind *kind, const struct bdl_buffer *head)
{
	for (unsigned i = 0; i < kind->rules_count; i++) {
		const struct bdl_kind_rule *r = &kind->rules[i];

		if (first_of(head, r->columns, r->columns_count) && holds(s, r))
			return true;
	}
	return false;
}

/* The heads that decided, as the table writes them and in its order. */
static void quote_heads(struct quotes *q, const struct subject *s, const struct bdl_kind *kind)
{
	for (const char **head = s->facts->headers; head && *head && q->count < QUOTES_MAX;
		head++) {
		struct bdl_buffer one = BDL_BUFFER_INIT;

		if (bdl_words_fold(&one, *head, true) == 0 && is_asked_for(s, kind, &one))
			q->words[q->count++] = *head;
		bdl_buffer_release(&one);
	}
}

static bool is_format_alone(const struct bdl_kind_rule *r)
{
	return !r->any_count && !r->all_count && !r->name_count && !r->columns_count &&
	       !r->camera && !r->shape;
}

static const char *explain(
	struct bdl_bundle *b, const struct subject *s, const struct bdl_kind *kind)
{
	struct quotes words = {.count = 0}, heads = {.count = 0}, names = {.count = 0};
	struct bdl_buffer out = BDL_BUFFER_INIT;
	bool format = false, camera = false;
	const char *shape = NULL;
	char *basis;

	for (unsigned i = 0; i < kind->rules_count; i++) {
		const struct bdl_kind_rule *r = &kind->rules[i];

		if (!holds(s, r))
			continue;
		format = format || is_format_alone(r);
		camera = camera || r->camera;
		shape = shape ? shape : r->shape;
		if (r->any_count)
			quote(&words, first_of(&s->text, r->any, r->any_count));
		quote_all(&words, r->all, r->all_count);
		if (r->name_count)
			quote(&names, first_of(&s->path, r->name, r->name_count));
	}
	quote_heads(&heads, s, kind);
	say_quotes(&out, &heads, "column heads", false);
	say_quotes(&out, &words, "words", true);
	say_picture(&out, s, camera, shape);
	say_quotes(&out, &names, "words in the file\u2019s path", true);
	if (format || out.length == 0) {
		begin_reason(&out, "file format ");
		bdl_buffer_text(&out, s->format);
	}
	basis = out.failed ? NULL : bdl_arena_string(&b->arena, bdl_buffer_string(&out));
	bdl_buffer_release(&out);
	return basis;
}

/* ---- the pass ---- */

static int fold_subject(struct subject *s, const struct bdl_exhibit *x)
{
	int rc = bdl_words_fold(&s->path, x->name ? x->name : x->path, true);

	if (s->facts->text)
		rc |= bdl_words_fold(&s->text, s->facts->text, false);
	for (const char **head = s->facts->headers; head && *head; head++) {
		rc |= bdl_words_fold(&s->heads, *head, true);
		rc |= bdl_buffer_byte(&s->heads, '\n');
	}
	return rc;
}

int bdl_classify(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_facts *f,
	const struct bdl_kinds *kinds, struct bdl_error *err)
{
	static const struct bdl_facts nothing;
	struct subject s = {.kinds = kinds, .facts = f ? f : &nothing, .format = "unknown"};
	const struct bdl_kind *kind;
	int rc = -1;

	assert(b->stage >= BDL_STAGE_TAKEN_IN && b->stage < BDL_STAGE_ARRANGED);
	if (s.facts->format)
		s.format = s.facts->format;
	else if (x->format)
		s.format = x->format;
	if (fold_subject(&s, x) < 0) {
		bdl_fail_memory(err);
		goto out;
	}
	kind = judge(&s);
	x->basis = kind ? explain(b, &s, kind) : "no mark of any other kind was found";
	if (!kind)
		kind = bdl_kinds_find(kinds, "other");
	x->kind = bdl_arena_string(&b->arena, kind->id);
	if (!x->basis || !x->kind)
		bdl_fail_memory(err);
	else
		rc = bdl_title(b, x, s.facts, kind, err);
out:
	bdl_buffer_release(&s.text);
	bdl_buffer_release(&s.path);
	bdl_buffer_release(&s.heads);
	return rc;
}
