/* Sketches: the sample of a text's words, and what two samples say of two texts. See near.h. */
#include "judge/near.h"

#include "base/text.h"
#include <string.h>

enum { RUN = 3, WORD_MOST = 64 };

/* FNV-1a, then mixed, so that the lowest are a fair sample. */
static uint32_t mix(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdu;
	h ^= h >> 33;
	h *= 0xc4ceb9fe1a85ec53u;
	return (uint32_t)(h >> 32);
}

/* Puts a hash among the lowest `most`, ascending. */
static void keep(uint32_t *lowest, uint32_t *count, uint32_t most, uint32_t hash)
{
	uint32_t at = *count;

	if (at == most && hash >= lowest[most - 1])
		return;
	while (at > 0 && lowest[at - 1] > hash)
		at--;
	if (at > 0 && lowest[at - 1] == hash)
		return;
	if (*count < most)
		(*count)++;
	memmove(lowest + at + 1, lowest + at, (*count - at - 1) * sizeof(*lowest));
	lowest[at] = hash;
}

/*
 * The next word, letters and digits of any script, its hash without regard to case; false at the
 * end. Marks of quotation and OCR's stray dots are between words.
 */
static bool next_word(const char **text, uint64_t *hash, bool *figure)
{
	const unsigned char *p = (const unsigned char *)*text;
	size_t length = 0;

	while (*p && *p < 0x80 && !bdl_is_alpha(*p) && !bdl_is_digit(*p))
		p++;
	*hash = 14695981039346656037u;
	*figure = false;
	for (; *p >= 0x80 || bdl_is_alpha(*p) || bdl_is_digit(*p); p++) {
		unsigned char c = *p >= 'A' && *p <= 'Z' ? (unsigned char)(*p + 'a' - 'A') : *p;

		*figure |= bdl_is_digit(*p);
		if (length++ < WORD_MOST)
			*hash = (*hash ^ c) * 1099511628211u;
	}
	*text = (const char *)p;
	return length > 0;
}

void bdl_sketch_text(struct bdl_sketch *s, const char *text)
{
	uint64_t last[RUN] = {0}, hash;
	size_t words = 0;
	bool figure;

	*s = (struct bdl_sketch){.run_count = 0};
	while (next_word(&text, &hash, &figure)) {
		last[0] = last[1];
		last[1] = last[2];
		last[2] = hash;
		if (++words >= RUN)
			keep(s->runs, &s->run_count, BDL_SKETCH_RUNS,
				mix(last[0] * 31 * 31 + last[1] * 31 + last[2]));
		if (figure)
			keep(s->figures, &s->figure_count, BDL_SKETCH_FIGURES, mix(hash));
	}
}

struct counted {
	uint32_t first, second, both;
};

/* Counts what lies below the highest hash up to which both samples are complete. */
static struct counted count(
	const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count, uint32_t most)
{
	uint32_t top = UINT32_MAX;
	struct counted c = {0};

	if (a_count == most)
		top = a[most - 1];
	if (b_count == most && b[most - 1] < top)
		top = b[most - 1];
	for (uint32_t i = 0, j = 0; i < a_count || j < b_count;) {
		bool left = i < a_count && (j == b_count || a[i] <= b[j]);
		bool right = j < b_count && (i == a_count || b[j] <= a[i]);

		if ((left ? a[i] : b[j]) > top)
			break;
		c.first += left;
		c.second += right;
		c.both += left && right;
		i += left;
		j += right;
	}
	return c;
}

static double share(uint32_t part, uint32_t whole)
{
	return whole ? (double)part / whole : 0;
}

double bdl_sketch_alike(const struct bdl_sketch *a, const struct bdl_sketch *b)
{
	struct counted c = count(a->runs, a->run_count, b->runs, b->run_count, BDL_SKETCH_RUNS);

	return share(c.both, c.first + c.second - c.both);
}

double bdl_sketch_figures_alike(const struct bdl_sketch *a, const struct bdl_sketch *b)
{
	struct counted c =
		count(a->figures, a->figure_count, b->figures, b->figure_count, BDL_SKETCH_FIGURES);

	return share(c.both, c.first + c.second - c.both);
}

double bdl_sketch_within(const struct bdl_sketch *a, const struct bdl_sketch *b)
{
	struct counted c = count(a->runs, a->run_count, b->runs, b->run_count, BDL_SKETCH_RUNS);

	return share(c.both, c.first);
}
