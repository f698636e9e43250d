/* The one struct: its life, its account, the words for its enums. No judgement. */
#include "model/bundle.h"

#include <assert.h>
#include <string.h>

void bdl_bundle_init(struct bdl_bundle *b)
{
	memset(b, 0, sizeof(*b));
	b->numbering = (struct bdl_numbering)BDL_NUMBERING_INIT;
}

void bdl_bundle_release(struct bdl_bundle *b)
{
	bdl_arena_release(&b->arena);
	bdl_bundle_init(b);
}

void bdl_volume_view(const struct bdl_bundle *b, unsigned number, struct bdl_bundle *view)
{
	const struct bdl_volume *v = &b->volumes[number - 1];
	size_t shift = b->volume ? b->volumes[b->volume - 1].first : 0;

	assert(number >= 1 && number <= b->volume_count);
	*view = *b;
	view->order = b->order - shift + v->first;
	view->order_count = v->count;
	view->sections = v->sections;
	view->section_count = v->section_count;
	view->front = v->front;
	view->pages = v->pages;
	view->volume = number;
	if (number > 1)
		view->entry_count = 0;
}

const size_t *bdl_whole_order(const struct bdl_bundle *b, size_t *count)
{
	const struct bdl_volume *last;

	*count = b->order_count;
	if (b->volume == 0)
		return b->order;
	last = &b->volumes[b->volume_count - 1];
	*count = last->first + last->count;
	return b->order - b->volumes[b->volume - 1].first;
}

size_t bdl_row_shown_for(const struct bdl_bundle *b, size_t row)
{
	if (row < b->exhibit_count && b->exhibits[row].duplicate_of < b->exhibit_count)
		return b->exhibits[row].duplicate_of;
	return row;
}

const struct bdl_exhibit *bdl_exhibit_of_row(const struct bdl_bundle *b, size_t row)
{
	row = bdl_row_shown_for(b, row);
	return row < b->exhibit_count ? &b->exhibits[row] : NULL;
}

unsigned bdl_front_page(const struct bdl_front *front, enum bdl_front_part part)
{
	unsigned page = 1;

	for (unsigned i = 0; i < (unsigned)part; i++)
		page += front->part[i];
	return page;
}

struct bdl_stamping bdl_bundle_stamping(const struct bdl_bundle *b)
{
	struct bdl_stamping s = b->stamping;

	if (!s.size)
		bdl_stamping_of(&b->numbering, b->volume > 0, false, false, &s);
	s.has[BDL_SLOT_VOLUME] = s.has[BDL_SLOT_VOLUME] || b->volume > 0;
	s.has[BDL_SLOT_MAIN] = s.has[BDL_SLOT_MAIN] || b->main_pages;
	for (size_t i = 0; i < b->section_count; i++)
		s.has[BDL_SLOT_MARK] = s.has[BDL_SLOT_MARK] || b->sections[i].mark;
	return s;
}

struct bdl_accounted bdl_bundle_account(const struct bdl_bundle *b)
{
	struct bdl_accounted a = {.files = 0};

	for (size_t i = 0; i < b->excluded_count; i++) {
		a.excluded += !b->excluded[i].inside;
		a.inside_left_out += b->excluded[i].inside;
	}
	for (size_t i = 0; i < b->exhibit_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[i];
		bool copy = x->duplicate_of != BDL_NONE;

		if (x->inside) {
			a.inside++;
			a.inside_not_shown += !copy && !x->shown;
		} else if (copy) {
			a.duplicates++;
		} else if (x->shown) {
			a.shown++;
		} else {
			a.not_shown++;
		}
	}
	a.held = b->held_count;
	a.files = a.shown + a.not_shown + a.duplicates + a.excluded;
	return a;
}

int bdl_exhibit_warn(
	struct bdl_bundle *b, struct bdl_exhibit *x, const char *sentence, struct bdl_error *err)
{
	size_t count = 0;
	const char **list;

	while (x->warnings && x->warnings[count])
		count++;
	list = bdl_arena_alloc(&b->arena, (count + 2) * sizeof(*list));
	if (!list)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < count; i++)
		list[i] = x->warnings[i];
	list[count] = bdl_arena_string(&b->arena, sentence);
	x->warnings = list;
	return list[count] ? 0 : bdl_fail_memory(err);
}

static const char *const reasons[] = {
	[BDL_REASON_NONE] = "none",
	[BDL_REASON_LOCKED] = "locked",
	[BDL_REASON_DAMAGED] = "damaged",
	[BDL_REASON_TRUNCATED] = "truncated",
	[BDL_REASON_EMPTY] = "empty",
	[BDL_REASON_UNKNOWN_KIND] = "unknown-kind",
	[BDL_REASON_NOT_YET] = "not-yet",
	[BDL_REASON_SOUND] = "sound",
	[BDL_REASON_VIDEO] = "video",
	[BDL_REASON_TOO_SLOW] = "too-slow",
	[BDL_REASON_TOO_BIG] = "too-big",
	[BDL_REASON_FAILED] = "failed",
	[BDL_REASON_UNREADABLE] = "unreadable",
};

static const char *const precisions[] = {
	[BDL_UNDATED] = "none",
	[BDL_TO_YEAR] = "year",
	[BDL_TO_MONTH] = "month",
	[BDL_TO_DAY] = "day",
};

static const char *const sources[] = {
	[BDL_FROM_NOWHERE] = "none",
	[BDL_FROM_TEXT] = "text",
	[BDL_FROM_HEADER] = "header",
	[BDL_FROM_EXIF] = "exif",
	[BDL_FROM_METADATA] = "metadata",
	[BDL_FROM_FILE_NAME] = "file-name",
	[BDL_FROM_AUTHOR] = "author",
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static int find_token(const char *const *tokens, size_t count, const char *token)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(tokens[i], token) == 0)
			return (int)i;
	return -1;
}

const char *bdl_reason_token(enum bdl_reason r)
{
	return reasons[r];
}

const char *bdl_precision_token(enum bdl_precision p)
{
	return precisions[p];
}

const char *bdl_date_source_token(enum bdl_date_source s)
{
	return sources[s];
}

int bdl_reason_from_token(const char *token)
{
	return find_token(reasons, COUNT(reasons), token);
}

int bdl_precision_from_token(const char *token)
{
	return find_token(precisions, COUNT(precisions), token);
}

int bdl_date_source_from_token(const char *token)
{
	return find_token(sources, COUNT(sources), token);
}

bool bdl_date_is_stated(const struct bdl_date *d)
{
	return d->source == BDL_FROM_TEXT || d->source == BDL_FROM_HEADER;
}

bool bdl_step_is_doubtful(const struct bdl_bundle *b, const struct bdl_step *s)
{
	const struct bdl_date *d =
		s->exhibit < b->exhibit_count ? &b->exhibits[s->exhibit].date : NULL;

	return s->inferred || (d && d->ambiguous && bdl_day_compare(d->day, s->day) == 0);
}

/* The part of the sentence for a detail: `with` has one %s for it, `without` none. */
static const char *say(struct bdl_arena *a, const char *before, const char *detail,
	const char *after, const char *without)
{
	if (!detail || !detail[0])
		return without;
	return bdl_arena_printf(a, "%s%s%s", before, detail, after);
}

const char *bdl_reason_sentence(struct bdl_arena *a, enum bdl_reason r, const char *detail)
{
	switch (r) {
	case BDL_REASON_NONE:
		return "";
	case BDL_REASON_LOCKED:
		return "It is locked with a password.";
	case BDL_REASON_DAMAGED:
		return "It is damaged and could not be read.";
	case BDL_REASON_TRUNCATED:
		return "It breaks off before its end. What could be read is shown.";
	case BDL_REASON_EMPTY:
		return "It is empty: 0 bytes.";
	case BDL_REASON_UNKNOWN_KIND:
		return say(a, "It is of a kind that this program does not know (", detail, ").",
			"It is of a kind that this program does not know.");
	case BDL_REASON_NOT_YET:
		return say(a, "It is of a kind that this version cannot put on pages (", detail,
			").", "It is of a kind that this version cannot put on pages.");
	case BDL_REASON_SOUND:
		return say(a, "It is a sound recording, ", detail,
			" long. Sound cannot be put on a page.",
			"It is a sound recording. Sound cannot be put on a page.");
	case BDL_REASON_VIDEO:
		return say(a, "It is a video, ", detail,
			" long. Moving pictures cannot be put on a page.",
			"It is a video. Moving pictures cannot be put on a page.");
	case BDL_REASON_TOO_SLOW:
		return say(a, "It could not be read within ", detail, " seconds.",
			"It could not be read within the time allowed.");
	case BDL_REASON_TOO_BIG:
		return say(a, "Reading it takes more than is allowed: ", detail, ".",
			"Reading it takes more memory or space than is allowed.");
	case BDL_REASON_FAILED:
		return "Reading it failed, twice.";
	case BDL_REASON_UNREADABLE:
		return say(a, "It could not be opened: ", detail, ".", "It could not be opened.");
	}
	return "";
}
