/* Near: which documents to hold against each other, and what is said of them. See near.h. */
#include "judge/near.h"

#include <stdlib.h>
#include <string.h>

/* Set by trying on two scans of one letter, on forms filled in for several months, on mail threads.
 */
static const double SAME_WORDS = 0.5; /* three words in a row survive two readings of a scan */
static const double SAME_FIGURES = 0.6; /* or there are none */
static const double QUOTED = 0.7; /* the rest is the quoted mail's own head */

enum { RUNS_LEAST = 12, SHARED_LEAST = 4, ROWS_MOST = 64 };

/* A hash of a row's sketch. */
struct posting {
	uint32_t hash;
	uint32_t row;
};

int bdl_sketches_add(struct bdl_sketches *s, const struct bdl_bundle *b, size_t row,
	const struct bdl_facts *f, struct bdl_error *err)
{
	struct bdl_sketch found;

	if (!s->rows) {
		s->rows = calloc(b->exhibit_count + 1, sizeof(*s->rows));
		if (!s->rows)
			return bdl_fail_memory(err);
		s->count = b->exhibit_count;
	}
	bdl_sketch_text(&found, f->text ? f->text : "");
	if (found.run_count < RUNS_LEAST)
		return 0;
	s->rows[row] = malloc(sizeof(found));
	if (!s->rows[row])
		return bdl_fail_memory(err);
	*s->rows[row] = found;
	return 0;
}

void bdl_sketches_release(struct bdl_sketches *s)
{
	for (size_t i = 0; i < s->count; i++)
		free(s->rows[i]);
	free(s->rows);
	*s = (struct bdl_sketches)BDL_SKETCHES_INIT;
}

static int by_hash(const void *a, const void *b)
{
	const struct posting *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

static struct posting *list_postings(const struct bdl_sketches *s, size_t *count)
{
	struct posting *list;

	*count = 0;
	for (size_t i = 0; i < s->count; i++)
		*count += s->rows[i] ? s->rows[i]->run_count : 0;
	list = calloc(*count + 1, sizeof(*list));
	*count = 0;
	for (size_t i = 0; list && i < s->count; i++)
		for (uint32_t k = 0; s->rows[i] && k < s->rows[i]->run_count; k++)
			list[(*count)++] = (struct posting){s->rows[i]->runs[k], (uint32_t)i};
	if (list)
		qsort(list, *count, sizeof(*list), by_hash);
	return list;
}

static bool is_mail(const struct bdl_exhibit *x)
{
	return x->format && (strcmp(x->format, "rfc822") == 0 || strcmp(x->format, "msg") == 0);
}

/* Letters of one form differ in their dates and figures. */
static bool is_same_letter(const struct bdl_exhibit *x, const struct bdl_sketch *a,
	const struct bdl_exhibit *y, const struct bdl_sketch *b)
{
	if (x->date.precision == BDL_TO_DAY && y->date.precision == BDL_TO_DAY &&
		bdl_day_compare(x->date.day, y->date.day) != 0)
		return false;
	if (a->figure_count + b->figure_count > 0 && bdl_sketch_figures_alike(a, b) < SAME_FIGURES)
		return false;
	return bdl_sketch_alike(a, b) >= SAME_WORDS;
}

static bool quotes(const struct bdl_exhibit *earlier, const struct bdl_sketch *a,
	const struct bdl_exhibit *later, const struct bdl_sketch *b)
{
	return is_mail(later) && is_mail(earlier) && earlier->date.precision != BDL_UNDATED &&
	       later->date.precision != BDL_UNDATED &&
	       bdl_day_compare(earlier->date.day, later->date.day) <= 0 &&
	       bdl_sketch_within(a, b) >= QUOTED && bdl_sketch_within(b, a) < QUOTED;
}

static int add(struct bdl_bundle *b, size_t row, size_t other, enum bdl_likeness_kind how,
	struct bdl_error *err)
{
	struct bdl_exhibit *x = &b->exhibits[row];
	struct bdl_likeness *more =
		bdl_arena_grow(&b->arena, x->like, x->like_count, sizeof(*more));

	if (!more)
		return bdl_fail_memory(err);
	x->like = more;
	x->like[x->like_count++] = (struct bdl_likeness){.row = other, .how = how};
	return 0;
}

/* What came out of one mail, and the mail itself, may well have words in common. */
static bool is_family(const struct bdl_bundle *b, size_t one, size_t other)
{
	const struct bdl_inside *x = b->exhibits[one].inside, *y = b->exhibits[other].inside;

	return (x && x->parent == other) || (y && y->parent == one);
}

/* first < second. */
static int compare(struct bdl_bundle *b, const struct bdl_sketches *s, size_t first, size_t second,
	struct bdl_error *err)
{
	const struct bdl_exhibit *x = &b->exhibits[first], *y = &b->exhibits[second];

	if (is_family(b, first, second))
		return 0;
	if (is_same_letter(x, s->rows[first], y, s->rows[second]))
		return add(b, second, first, BDL_LIKE_SAME_WORDS, err);
	if (quotes(x, s->rows[first], y, s->rows[second]))
		return add(b, first, second, BDL_LIKE_QUOTED, err);
	if (quotes(y, s->rows[second], x, s->rows[first]))
		return add(b, second, first, BDL_LIKE_QUOTED, err);
	return 0;
}

/* Where the postings of a hash begin. */
static size_t find(const struct posting *list, size_t count, uint32_t hash)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Counts for each row before `row` how many hashes both have; what half the bundle has says
 * nothing. */
static size_t count_shared(const struct bdl_sketches *s, const struct posting *list, size_t count,
	size_t row, uint8_t *shared, uint32_t *touched)
{
	const struct bdl_sketch *of = s->rows[row];
	size_t n = 0;

	for (uint32_t k = 0; k < of->run_count; k++) {
		size_t at = find(list, count, of->runs[k]), end = at;

		while (end < count && list[end].hash == of->runs[k])
			end++;
		if (end - at > ROWS_MOST)
			continue;
		for (; at < end && list[at].row < row; at++) {
			if (shared[list[at].row]++ == 0)
				touched[n++] = list[at].row;
		}
	}
	return n;
}

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static int note_row(struct bdl_bundle *b, const struct bdl_sketches *s, const struct posting *list,
	size_t count, size_t row, uint8_t *shared, uint32_t *touched, struct bdl_error *err)
{
	size_t n = count_shared(s, list, count, row, shared, touched);
	int rc = 0;

	qsort(touched, n, sizeof(*touched), by_number);
	for (size_t i = 0; i < n; i++) {
		if (rc == 0 && shared[touched[i]] >= SHARED_LEAST)
			rc = compare(b, s, touched[i], row, err);
		shared[touched[i]] = 0;
	}
	return rc;
}

int bdl_note_near(struct bdl_bundle *b, const struct bdl_sketches *s, struct bdl_error *err)
{
	size_t count;
	struct posting *list = list_postings(s, &count);
	uint8_t *shared = calloc(s->count + 1, sizeof(*shared));
	uint32_t *touched = calloc(s->count + 1, sizeof(*touched));
	int rc = list && shared && touched ? 0 : bdl_fail_memory(err);

	for (size_t i = 0; rc == 0 && i < s->count; i++)
		if (s->rows[i])
			rc = note_row(b, s, list, count, i, shared, touched, err);
	free(list);
	free(shared);
	free(touched);
	return rc;
}
