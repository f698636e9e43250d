/*
 * Claims: what prove is to find in bundle.pdf, one claim a line, numbers in decimal:
 *
 *   bundle-claims 2
 *   pages COUNT
 *   title WORDS
 *   page PAGE LEFT BOTTOM RIGHT TOP ROTATE UNIT ANNOTATIONS
 *   number PAGE PLACE LEFT BASELINE SIZE COLOUR WORDS
 *   label PAGE WORDS
 *   words PAGE HEX
 *   beside PAGE LEFT BASELINE SIZE HEX
 *   link PAGE LEFT BOTTOM RIGHT TOP TARGET HEIGHT
 *   mention PAGE TARGET HEX
 *   outline
 *   bookmark DEPTH PAGE open|closed TITLE
 *
 * Of a page: the visible box in user space, how many annotations it has; its number as printed, in
 * seen points, PLACE being "bottom-right" and the like; what a viewer is to call it. Words are
 * those of its header and foot, in order, in WinAnsi; then come those beside the number. Links are
 * in seen points; HEIGHT "-" is the target's top. A mention is words elsewhere on the page that
 * name another page, in hex ("-": none), and a link to the page TARGET. Pages come in order, each
 * followed by what is on it; then the bookmarks in order, all of them behind "outline". A share of
 * the claims begins with the lines in front of the first page, and has whole pages; the last share
 * has the bookmarks.
 */
#include "bind/mention.h"
#include "bind/pdf_text.h"
#include "bind/plan.h"

#include "base/file.h"
#include <errno.h>
#include <math.h>
#include <string.h>

#define PIECE ((size_t)64 * 1024)

static void claim_page(struct bdl_buffer *out, const struct bdl_plan *plan, unsigned page)
{
	const struct bdl_linked_page *p = &plan->pages[page - 1];

	bdl_buffer_printf(out, "page %u ", page);
	bdl_pdf_reals(out, p->place.box, 4, 6);
	bdl_buffer_printf(out, " %d ", p->place.rotate);
	bdl_pdf_real(out, p->place.unit, 6);
	bdl_buffer_printf(out, " %lu\n", (unsigned long)p->own_annots + p->link_count);
}

static void claim_number(struct bdl_buffer *out, const struct bdl_plan *plan, unsigned page,
	const struct bdl_stamped_words *w)
{
	static const char *const sides[] = {"right", "centre", "left"};
	static const char *const colours[] = {"black", "blue", "red"};
	const struct bdl_numbering *n = &plan->in->bundle->numbering;
	char label[BDL_LABEL_TEXT];

	bdl_buffer_printf(out, "number %u %s-%s ", page, n->top ? "top" : "bottom", sides[n->side]);
	bdl_pdf_reals(out, (const double[]){w->left, w->baseline, w->size}, 3, 4);
	bdl_buffer_printf(out, " %s %s\n", colours[n->colour], w->words);
	bdl_page_label(plan->in->bundle, page, label);
	bdl_buffer_printf(out, "label %u %s\n", page, label);
}

static void hex(struct bdl_buffer *out, const char *words)
{
	for (const char *p = words; *p; p++)
		bdl_buffer_printf(out, "%02x", (unsigned)(unsigned char)*p);
	bdl_buffer_byte(out, '\n');
}

static void claim_words(struct bdl_buffer *out, unsigned page, const char *words)
{
	if (!words || !words[0])
		return;
	bdl_buffer_printf(out, "words %u ", page);
	hex(out, words);
}

/* In the order in which they are stamped. */
static void claim_beside(struct bdl_buffer *out, unsigned page, const struct bdl_stamped *stamped)
{
	for (int kind = BDL_SLOT_COUNT - 1; kind > BDL_SLOT_NUMBER; kind--) {
		const struct bdl_stamped_words *w = &stamped->at[kind];

		if (!w->words)
			continue;
		bdl_buffer_printf(out, "beside %u ", page);
		bdl_pdf_reals(out, (const double[]){w->left, w->baseline, w->size}, 3, 4);
		bdl_buffer_byte(out, ' ');
		hex(out, w->words);
	}
}

static void claim_links(struct bdl_buffer *out, const struct bdl_plan *plan, unsigned page)
{
	struct bdl_link l;

	for (size_t i = 0; bdl_plan_link(plan, page, i, &l); i++) {
		bdl_buffer_printf(out, "link %u ", page);
		bdl_pdf_reals(out, (const double[]){l.left, l.bottom, l.right, l.top}, 4, 4);
		bdl_buffer_printf(out, " %u ", l.target);
		if (isnan(l.target_top))
			bdl_buffer_byte(out, '-');
		else
			bdl_pdf_real(out, l.target_top, 4);
		bdl_buffer_byte(out, '\n');
	}
}

/* Passes a piece on to fd (-1: all of it stays in memory). -1 with errno. */
static int pass_on(struct bdl_buffer *out, int fd, size_t least)
{
	if (fd < 0 || out->failed || out->length < least)
		return 0;
	if (bdl_write_all(fd, bdl_buffer_string(out), out->length) < 0)
		return -1;
	bdl_buffer_clear(out);
	return 0;
}

static int claim_all(struct bdl_buffer *out, const struct bdl_plan *plan, int fd)
{
	struct bdl_stamped stamped;
	size_t mentions = 0;

	bdl_buffer_printf(out, "bundle-claims 2\npages %u\ntitle ", plan->page_count);
	for (const char *c = plan->in->title ? plan->in->title : ""; *c; c++)
		bdl_buffer_byte(out, *c >= 0 && *c < ' ' ? ' ' : *c);
	bdl_buffer_byte(out, '\n');
	for (unsigned page = 1; page <= plan->page_count; page++) {
		const struct bdl_stamp *s = bdl_plan_furniture(plan, page);

		bdl_plan_stamped(plan, page, &stamped);
		claim_page(out, plan, page);
		claim_number(out, plan, page, &stamped.at[BDL_SLOT_NUMBER]);
		if (s) {
			claim_words(out, page, s->header_left);
			claim_words(out, page, s->header_right);
			claim_words(out, page, s->foot);
			claim_words(out, page, s->foot_link);
		}
		claim_beside(out, page, &stamped);
		claim_links(out, plan, page);
		bdl_mentions_claim(out, plan, page, &mentions);
		if (pass_on(out, fd, PIECE) < 0)
			return -1;
	}
	bdl_buffer_text(out, "outline\n");
	for (size_t i = 0; i < plan->outline.count; i++) {
		const struct bdl_outline_item *item = &plan->outline.items[i];

		bdl_buffer_printf(out, "bookmark %u %u %s ", (unsigned)item->depth,
			(unsigned)item->page, item->open ? "open" : "closed");
		bdl_buffer_add(out, plan->outline.titles.data + item->title, item->title_length);
		bdl_buffer_byte(out, '\n');
		if (pass_on(out, fd, PIECE) < 0)
			return -1;
	}
	return pass_on(out, fd, 0);
}

int bdl_plan_claims(const struct bdl_plan *plan, int fd, struct bdl_error *err)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	int rc = claim_all(&out, plan, fd);

	if (rc < 0)
		bdl_fail_errno(err, NULL, "write down what is to be proven");
	else if (out.failed)
		rc = bdl_fail_memory(err);
	bdl_buffer_release(&out);
	return rc;
}

int bdl_bind_claims(const struct bdl_bind_input *in, struct bdl_buffer *out, struct bdl_error *err)
{
	struct bdl_plan plan;
	int rc = -1;

	if (bdl_plan_make(&plan, in, err) < 0)
		goto out;
	claim_all(out, &plan, -1);
	rc = out->failed ? bdl_fail_memory(err) : 0;
out:
	bdl_plan_release(&plan);
	return rc;
}

/* Behind the line at `at`. */
static size_t line_end(const char *claims, size_t length, size_t at)
{
	const char *newline = memchr(claims + at, '\n', length - at);

	return newline ? (size_t)(newline - claims) + 1 : length;
}

/* Where share `i` begins: at the page nearest behind its part of the bytes; the end if there is
 * none. */
static size_t share_from(const char *claims, size_t length, unsigned i, unsigned of)
{
	size_t at;

	if (i == 0 || i == of)
		return i == 0 ? 0 : length;
	at = line_end(claims, length, length / of * i);
	while (at < length && (length - at < 5 || memcmp(claims + at, "page ", 5) != 0))
		at = line_end(claims, length, at);
	return at;
}

struct bdl_claims_share bdl_claims_share(const char *claims, size_t length, unsigned i, unsigned of)
{
	struct bdl_claims_share s = {.from = share_from(claims, length, i, of),
		.to = share_from(claims, length, i + 1, of)};

	/* where the bookmarks are all the rest, there is no page left to begin with */
	if (i > 0 && s.from == length)
		return (struct bdl_claims_share){.head = 0};
	if (i > 0)
		s.head = line_end(claims, length, line_end(claims, length, 0));
	return s;
}
