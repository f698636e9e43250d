/*
 * Prove: opens the file, then goes through the claims line by line (bind/claims.c says what they
 * look like).
 */
#define _DEFAULT_SOURCE /* madvise() */
#include "bind/prove.h"
#include "bind/prove/inside.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define LOOKS_A_REST 64u
#define LOOKS_A_SITTING 1000u

/* A claim being read: words and numbers parted by single blanks. */
struct claim {
	const char *at, *end;
	bool bad;
};

static double next_number(struct claim *c)
{
	const char *end;
	double value = bdl_prover_decimal(c->at, &end);

	if (end == c->at || end > c->end)
		c->bad = true;
	c->at = end < c->end ? end + 1 : c->end;
	return value;
}

static unsigned next_count(struct claim *c)
{
	double value = next_number(c);

	if (!(value >= 0 && value <= 4294967295.0))
		c->bad = true;
	return c->bad ? 0 : (unsigned)value;
}

static void next_word(struct claim *c, char *out, size_t size)
{
	const char *blank = memchr(c->at, ' ', (size_t)(c->end - c->at));
	size_t n = (size_t)((blank ? blank : c->end) - c->at);

	if (n == 0 || n >= size) {
		c->bad = true;
		n = 0;
	}
	memcpy(out, c->at, n);
	out[n] = '\0';
	c->at = blank ? blank + 1 : c->end;
}

/*
 * Everything that was said of the page before has been looked at: it must not show more than that.
 */
static void leave_page(struct prover *p)
{
	struct found_page *page = &p->page;

	if (page->number && page->show_count && page->words_claimed + 1 < page->show_count)
		bdl_prover_say(p, "page %u: shows more words than it should beside its number",
			page->number);
	if (page->number)
		bdl_prove_apart(p);
	page->number = 0;
}

static void claim_pages(struct prover *p, struct claim *c)
{
	unsigned count = next_count(c);

	if (p->page_count != count)
		bdl_prover_say(p, "file: has %u pages instead of %u", p->page_count, count);
}

static void claim_page(struct prover *p, struct claim *c)
{
	unsigned number = next_count(c), annots;
	double box[4], unit;
	int turn;

	leave_page(p);
	for (int i = 0; i < 4; i++)
		box[i] = next_number(c);
	turn = (int)next_count(c);
	unit = next_number(c);
	annots = next_count(c);
	if (c->bad || number < 1 || number > p->page_count)
		return;
	bdl_find_page(p, number);
	bdl_prove_place(p, box, turn, unit, annots);
}

/*
 * Is the claim about the page at hand? One that the file lacks has been told of; any other would be
 * passed over.
 */
static bool is_at_hand(const struct prover *p, struct claim *c, unsigned page)
{
	if (page != p->page.number && page <= p->page_count)
		c->bad = true;
	return !c->bad && page && page == p->page.number;
}

static struct claimed_place next_place(struct claim *c)
{
	struct claimed_place place = {.left = next_number(c)};

	place.baseline = next_number(c);
	place.size = next_number(c);
	return place;
}

static void claim_number(struct prover *p, struct claim *c)
{
	unsigned page = next_count(c);
	struct claimed_place place;
	char at[24], colour[12];

	next_word(c, at, sizeof(at));
	place = next_place(c);
	next_word(c, colour, sizeof(colour));
	if (is_at_hand(p, c, page) && !bdl_prove_number(p, at, &place, colour, c->at,
					       (size_t)(c->end - c->at)))
		c->bad = true;
}

static void claim_label(struct prover *p, struct claim *c)
{
	if (is_at_hand(p, c, next_count(c)))
		bdl_prove_label(p, c->at, (size_t)(c->end - c->at));
}

static void claim_beside(struct prover *p, struct claim *c)
{
	unsigned page = next_count(c);
	struct claimed_place place = next_place(c);

	if (is_at_hand(p, c, page))
		bdl_prove_beside(p, &place, c->at, (size_t)(c->end - c->at));
}

static void claim_words(struct prover *p, struct claim *c)
{
	if (is_at_hand(p, c, next_count(c)))
		bdl_prove_words(p, c->at, (size_t)(c->end - c->at));
}

static void claim_link(struct prover *p, struct claim *c)
{
	unsigned page = next_count(c), target;
	double box[4], height = (double)NAN;

	for (int i = 0; i < 4; i++)
		box[i] = next_number(c);
	target = next_count(c);
	if (c->at == c->end || *c->at != '-')
		height = next_number(c);
	if (is_at_hand(p, c, page))
		bdl_prove_link(p, box, target, height);
}

static void claim_mention(struct prover *p, struct claim *c)
{
	unsigned page = next_count(c), target = next_count(c);

	if (is_at_hand(p, c, page))
		bdl_prove_mention(p, target, c->at, (size_t)(c->end - c->at));
}

static void claim_bookmark(struct prover *p, struct claim *c, struct outline_walk *walk)
{
	unsigned depth = next_count(c), page = next_count(c);
	char state[8];

	leave_page(p);
	next_word(c, state, sizeof(state));
	if (strcmp(state, "open") != 0 && strcmp(state, "closed") != 0)
		c->bad = true;
	if (!c->bad)
		bdl_prove_bookmark(p, walk, depth, page, strcmp(state, "open") == 0, c->at,
			(size_t)(c->end - c->at));
}

/* One line; -1 if it is none that claims.c writes. */
static int examine(struct prover *p, struct outline_walk *walk, const char *line, size_t length)
{
	struct claim c = {.at = line, .end = line + length};
	char verb[24];

	next_word(&c, verb, sizeof(verb));
	if (strcmp(verb, "pages") == 0)
		claim_pages(p, &c);
	else if (strcmp(verb, "title") == 0)
		bdl_prove_opening(p, c.at, (size_t)(c.end - c.at));
	else if (strcmp(verb, "page") == 0)
		claim_page(p, &c);
	else if (strcmp(verb, "number") == 0)
		claim_number(p, &c);
	else if (strcmp(verb, "label") == 0)
		claim_label(p, &c);
	else if (strcmp(verb, "beside") == 0)
		claim_beside(p, &c);
	else if (strcmp(verb, "words") == 0)
		claim_words(p, &c);
	else if (strcmp(verb, "link") == 0)
		claim_link(p, &c);
	else if (strcmp(verb, "mention") == 0)
		claim_mention(p, &c);
	else if (strcmp(verb, "outline") == 0)
		p->outline_claimed = true;
	else if (strcmp(verb, "bookmark") == 0)
		claim_bookmark(p, &c, walk);
	else if (strcmp(verb, "bundle-claims") != 0)
		c.bad = true;
	return c.bad ? -1 : 0;
}

/*
 * While the file is opened, every complaint is about its frame, which is ours. Later ones are about
 * evidence, which may be as damaged as it was, unless qpdf says that it had to mend the frame after
 * all.
 */
static void note_warnings(struct prover *p, bool all)
{
	while (qpdf_more_warnings(p->q)) {
		const char *words = qpdf_get_error_full_text(p->q, qpdf_next_warning(p->q));

		if (all || strstr(words, "xref") || strstr(words, "reconstruct") ||
			strstr(words, "trailer"))
			bdl_prover_say(p, "file: %s", words);
	}
}

/* 1: opened; 0: it is no file that could be opened, which has been said; -1: failed. */
static int open_file(struct prover *p, struct bdl_error *err)
{
	p->q = qpdf_init();
	if (!p->q)
		return bdl_fail_memory(err);
	qpdf_silence_errors(p->q);
	qpdf_set_suppress_warnings(p->q, QPDF_TRUE);
	if (qpdf_read_memory(p->q, "bundle.pdf", p->pdf, p->length, NULL) & QPDF_ERRORS) {
		bdl_prover_say(p, "file: %s", qpdf_get_error_full_text(p->q, qpdf_get_error(p->q)));
		return 0;
	}
	note_warnings(p, true);
	return 1;
}

void bdl_prover_let_go(struct prover *p)
{
	if (p->mapped)
		(void)madvise((void *)(uintptr_t)p->pdf, p->length, MADV_DONTNEED);
}

static void close_file(struct prover *p)
{
	if (p->q) {
		note_warnings(p, false);
		qpdf_cleanup(&p->q);
	}
	p->looked_at = 0;
	p->target.number = 0; /* its handles are gone */
}

/*
 * Between two pages, or two bookmarks. Whatever qpdf has once read it keeps, and of a mapped file
 * whatever was read stays in memory too: both are let go of every so often, so that a bundle of any
 * length is proven in the same room. As open_file().
 */
static int have_a_rest(struct prover *p, struct outline_walk *walk, struct bdl_error *err)
{
	int path[sizeof(walk->items) / sizeof(*walk->items)];
	int rc;

	if (p->looked_at % LOOKS_A_REST == 0)
		bdl_prover_let_go(p);
	if (p->looked_at++ < LOOKS_A_SITTING)
		return 1;
	leave_page(p);
	for (unsigned i = 0; i <= walk->depth; i++)
		path[i] = walk->started ? qpdf_oh_get_object_id(p->q, walk->items[i]) : 0;
	close_file(p);
	rc = open_file(p, err);
	for (unsigned i = 0; rc > 0 && walk->started && i <= walk->depth; i++)
		walk->items[i] = qpdf_get_object_by_id(p->q, path[i], 0);
	return rc;
}

static bool begins(const char *line, size_t length, const char *words)
{
	size_t n = strlen(words);

	return length >= n && memcmp(line, words, n) == 0;
}

static int examine_all(struct prover *p, const char *claims, size_t length, struct bdl_error *err)
{
	struct outline_walk walk = {.depth = 0};

	while (length && !p->out_of_memory) {
		const char *newline = memchr(claims, '\n', length);
		int rc = begins(claims, length, "page ") || begins(claims, length, "bookmark ")
				 ? have_a_rest(p, &walk, err)
				 : 1;

		if (rc <= 0)
			return rc;
		if (!newline || examine(p, &walk, claims, (size_t)(newline - claims)) < 0)
			return bdl_fail(err, BDL_EINTERNAL, NULL,
				"the bundle could not be checked: a claim is not understood");
		length -= (size_t)(newline + 1 - claims);
		claims = newline + 1;
	}
	leave_page(p);
	if (p->outline_claimed)
		bdl_prove_outline_end(p, &walk);
	return p->out_of_memory ? bdl_fail_memory(err) : 0;
}

static int prove(struct prover *p, const char *claims, size_t claims_length, struct bdl_error *err)
{
	int rc;

	bdl_prove_table(p);
	rc = open_file(p, err);
	if (rc > 0)
		rc = bdl_find_leaves(p, err);
	if (rc > 0)
		rc = examine_all(p, claims, claims_length, err);
	close_file(p);
	free(p->page_object);
	free(p->leaves);
	free(p->page.links);
	if (rc == 0 && p->findings->failed)
		rc = bdl_fail_memory(err);
	return rc;
}

int bdl_prove(const char *pdf, size_t length, const char *claims, size_t claims_length,
	struct bdl_buffer *findings, struct bdl_error *err)
{
	struct prover p = {.pdf = pdf, .length = length, .findings = findings};

	return prove(&p, claims, claims_length, err);
}

int bdl_prove_file(int fd, const char *claims, size_t claims_length, struct bdl_buffer *findings,
	struct bdl_error *err)
{
	struct prover p = {.mapped = true, .pdf = "", .findings = findings};
	struct stat st;
	void *bytes = NULL;
	int rc;

	if (fstat(fd, &st) < 0)
		return bdl_fail_errno(err, "", "examine the bundle");
	if (st.st_size > 0)
		bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (bytes == MAP_FAILED)
		return bdl_fail_errno(err, "", "map the bundle");
	if (bytes) {
		p.pdf = bytes;
		p.length = (size_t)st.st_size;
	}
	p.mapped = bytes != NULL;
	rc = prove(&p, claims, claims_length, err);
	if (bytes)
		munmap(bytes, (size_t)st.st_size);
	return rc;
}
