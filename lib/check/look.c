/*
 * Look: see check.h. Page after page: what the content stream says, what lies on the page; then
 * what pdftotext reads. The file may be hostile: all walks are bounded, and what a page would not
 * give is marked on the page.
 */
#include "check/look.h"

#include "check/check.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

/* libqpdf keeps every object that it was asked for: after so many pages the file is opened anew. */
#define PAGES_BEFORE_REOPENING 1000u

static int map(struct look *l, struct bdl_error *err)
{
	struct stat st;
	void *p;

	l->bytes = "";
	if (fstat(l->fd, &st) < 0)
		return bdl_fail_errno(err, l->seen->name, "examine");
	l->seen->size = (uint64_t)st.st_size;
	if (st.st_size == 0)
		return 0;
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, l->fd, 0);
	if (p == MAP_FAILED)
		return bdl_fail_errno(err, l->seen->name, "map");
	l->bytes = p;
	l->length = (size_t)st.st_size;
	return 0;
}

/* Why the file as it was opened cannot be looked at; NULL: it can. */
static const char *open_source(struct look *l)
{
	switch (bdl_source_open(&l->source, l->bytes, l->length)) {
	case PDF_OPENED:
		return NULL;
	case PDF_LOCKED:
		return "it is locked with a password";
	case PDF_FOREIGN:
		return "it is encrypted in a way that is not known";
	case PDF_BROKEN:
		return "it is damaged beyond repair";
	case PDF_NO_MEMORY:
		l->failed = true;
		break;
	}
	return "there is not enough memory";
}

/*
 * Values that live as long as the look (boxes that pages inherit) are in the arena of the source
 * that is open; so a new one may only take the place of its qpdf.
 */
static void reopen(struct look *l)
{
	struct pdf_source fresh;
	void *used = l->source.qpdf;

	if (l->seen->damaged)
		return;
	if (bdl_source_open(&fresh, l->bytes, l->length) == PDF_OPENED) {
		l->source.qpdf = fresh.qpdf;
		fresh.qpdf = used;
	}
	bdl_source_close(&fresh);
}

static void look_at_pages(struct look *l)
{
	for (unsigned i = 0; i < l->page_count && !l->failed; i++) {
		if (i && i % PAGES_BEFORE_REOPENING == 0)
			reopen(l);
		look_content(l, i);
		look_annots(l, i);
		if (l->source.failed)
			l->failed = true;
	}
}

static void look(struct look *l)
{
	struct bdl_seen *s = l->seen;

	if (!look_frame(l))
		return;
	s->unreadable = open_source(l);
	if (s->unreadable)
		return;
	look_pages(l);
	if (l->failed)
		return;
	if (s->page_count == 0) {
		s->unreadable = "it has no pages";
		return;
	}
	look_catalog(l);
	look_outline(l);
	look_at_pages(l);
	if (!l->failed)
		look_words(l);
	if (!l->failed)
		look_grounds(l);
}

int bdl_seen_look(struct bdl_seen *seen, int fd, const char *name, struct bdl_error *err)
{
	struct look l = {.seen = seen, .fd = fd};
	int rc;

	*seen = (struct bdl_seen){.arena = BDL_ARENA_INIT, .name = name};
	rc = map(&l, err);
	if (rc == 0)
		look(&l);
	if (rc == 0 && (l.failed || l.source.failed))
		rc = bdl_fail_memory(err);
	bdl_source_close(&l.source);
	bdl_arena_release(&l.arena);
	free(l.pages);
	free(l.by_object);
	if (l.length)
		munmap((void *)(uintptr_t)l.bytes, l.length);
	return rc;
}

void bdl_seen_release(struct bdl_seen *seen)
{
	bdl_arena_release(&seen->arena);
	*seen = (struct bdl_seen){.arena = BDL_ARENA_INIT};
}
