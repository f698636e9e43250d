/*
 * Prove, sitting by sitting: whatever libqpdf has once read it keeps, and of a mapped file whatever
 * was read stays in memory too, so that the file is opened anew every so often, each time for an
 * excerpt of it.
 */
#define _DEFAULT_SOURCE /* madvise() */
#include "bind/prove/inside.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGES_A_SITTING 16u /* those of an index lead to thirty others each */

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
static int open_file(struct prover *p, size_t length)
{
	p->q = qpdf_init();
	if (!p->q)
		return bdl_fail_memory(p->err);
	qpdf_silence_errors(p->q);
	qpdf_set_suppress_warnings(p->q, QPDF_TRUE);
	if (qpdf_read_memory(p->q, "bundle.pdf", p->pdf, length, NULL) & QPDF_ERRORS) {
		bdl_prover_say(p, "file: %s", qpdf_get_error_full_text(p->q, qpdf_get_error(p->q)));
		return 0;
	}
	note_warnings(p, true);
	return 1;
}

void bdl_prover_let_go(struct prover *p)
{
	if (p->mapped)
		(void)madvise((void *)(uintptr_t)p->pdf, p->mapped, MADV_DONTNEED);
}

static void close_file(struct prover *p)
{
	if (p->q) {
		note_warnings(p, false);
		qpdf_cleanup(&p->q);
	}
	p->target.number = 0; /* told anew in the next sitting */
}

/* The file once more, with room behind it that can be written to. */
static char *map_with_room(struct prover *p, size_t room)
{
	size_t whole = p->length - p->length % (size_t)sysconf(_SC_PAGESIZE);
	char *place = mmap(NULL, p->length + room, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (place == MAP_FAILED)
		return NULL;
	if ((whole && mmap(place, whole, PROT_READ, MAP_PRIVATE | MAP_FIXED, p->fd, 0) ==
			      MAP_FAILED) ||
		mprotect(place + whole, p->length - whole + room, PROT_READ | PROT_WRITE) < 0) {
		munmap(place, p->length + room);
		return NULL;
	}
	memcpy(place + whole, p->pdf + whole, p->length - whole);
	bdl_prover_let_go(p);
	p->mapped = whole;
	return place;
}

bool bdl_sittings_begin(struct prover *p)
{
	size_t room = bdl_excerpt_room(p);
	char *place = p->fd < 0 ? malloc(p->length + room) : map_with_room(p, room);

	if (!place) {
		p->rc = bdl_fail_memory(p->err);
		return false;
	}
	if (p->fd < 0)
		memcpy(place, p->pdf, p->length);
	p->pdf = place;
	p->tail = place + p->length;
	p->rc = bdl_excerpt_begin(p);
	return p->rc == 0;
}

void bdl_sittings_end(struct prover *p)
{
	char *place = p->tail ? p->tail - p->length : NULL;

	close_file(p);
	bdl_excerpt_end(p);
	if (place && p->fd < 0)
		free(place);
	else if (place)
		munmap(place, p->length + bdl_excerpt_room(p));
}

static bool sit(struct prover *p)
{
	bdl_prover_let_go(p);
	p->rc = p->out_of_memory ? bdl_fail_memory(p->err)
				 : open_file(p, p->length + bdl_excerpt_write(p, p->tail));
	return p->rc > 0;
}

bool bdl_sit_at_tree(struct prover *p)
{
	bdl_excerpt_tree(p);
	return sit(p);
}

bool bdl_sit_at_page(struct prover *p, unsigned page)
{
	unsigned left = p->page_count - page;

	if (page >= p->excerpt.first_page && page <= p->excerpt.last_page)
		return true;
	close_file(p);
	bdl_excerpt_pages(p, page, page + (left < PAGES_A_SITTING ? left : PAGES_A_SITTING - 1));
	return sit(p);
}

bool bdl_sit_at_bookmark(struct prover *p, unsigned item)
{
	close_file(p);
	bdl_excerpt_bookmarks(p, item);
	return sit(p);
}
