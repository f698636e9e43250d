/*
 * Prove: opens the file, then goes through the claims line by line (bind/claims.c says what they
 * look like).
 */
#include "bind/prove.h"
#include "bind/prove/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

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
	if (!bdl_sit_at_page(p, number))
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
	if (is_at_hand(p, c, page) &&
		!bdl_prove_number(p, at, &place, colour, c->at, (size_t)(c->end - c->at)))
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

static void examine_all(struct prover *p, const char *claims, size_t length)
{
	struct outline_walk walk = {.depth = 0};

	while (length && p->rc > 0 && !p->out_of_memory) {
		const char *newline = memchr(claims, '\n', length);

		if (!newline || examine(p, &walk, claims, (size_t)(newline - claims)) < 0) {
			p->rc = bdl_fail(p->err, BDL_EINTERNAL, NULL,
				"the bundle could not be checked: a claim is not understood");
			return;
		}
		length -= (size_t)(newline + 1 - claims);
		claims = newline + 1;
	}
	if (p->rc <= 0)
		return;
	leave_page(p);
	if (p->outline_claimed)
		bdl_prove_outline_end(p, &walk);
}

static int prove(struct prover *p, const char *claims, size_t claims_length)
{
	if (bdl_prove_table(p) && bdl_sittings_begin(p) && bdl_sit_at_tree(p)) {
		p->rc = bdl_find_leaves(p, p->err);
		if (p->rc > 0)
			examine_all(p, claims, claims_length);
	}
	bdl_sittings_end(p);
	free(p->page_object);
	free(p->leaves);
	free(p->page.links);
	if (p->rc >= 0 && (p->out_of_memory || p->findings->failed))
		return bdl_fail_memory(p->err);
	return p->rc < 0 ? -1 : 0;
}

int bdl_prove(const char *pdf, size_t length, const char *claims, size_t claims_length,
	struct bdl_buffer *findings, struct bdl_error *err)
{
	struct prover p = {
		.pdf = pdf, .length = length, .fd = -1, .findings = findings, .err = err};

	return prove(&p, claims, claims_length);
}

int bdl_prove_file(int fd, const char *claims, size_t claims_length, struct bdl_buffer *findings,
	struct bdl_error *err)
{
	struct prover p = {.pdf = "", .fd = fd, .findings = findings, .err = err};
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
		p.length = p.mapped = (size_t)st.st_size;
	}
	rc = prove(&p, claims, claims_length);
	if (bytes)
		munmap(bytes, (size_t)st.st_size);
	return rc;
}
