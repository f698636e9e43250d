/* Press: see press.h. Whatever parses PDF does so in the sandbox, our own drawings too. */
#include "press.h"

#include "bind/bind.h"
#include "draw/draw.h"
#include "one_job.h"
#include "proof.h"
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void bdl_pressed_init(struct bdl_pressed *p, const char *file, const char *tag)
{
	*p = (struct bdl_pressed){.drawn = BDL_DRAWN_INIT};
	p->drawn_part = p->furniture_part = p->claims = p->pdf.fd = -1;
	snprintf(p->file, sizeof(p->file), "%s", file);
	snprintf(p->tag, sizeof(p->tag), "%s", tag);
}

void bdl_pressed_release(struct bdl_pressed *p)
{
	bdl_new_file_abort(&p->pdf);
	bdl_close_quietly(p->drawn_part);
	bdl_close_quietly(p->furniture_part);
	bdl_drawn_release(&p->drawn);
	bdl_close_quietly(p->claims);
}

/* ---- draw ---- */

/* One of our own drawings becomes a part, and is not needed any more. */
static int convert(struct bdl_run *r, struct bdl_buffer *pdf, int *part)
{
	const struct bdl_listener listener = {r->o->progress, r->o->progress_data, BDL_DOING_DRAW};
	struct bdl_job job = {.kind = BDL_JOB_CONVERT, .second = -1, .result = -1};
	struct bdl_outcome outcome;
	int writing = -1, part_reading = -1, rc = -1;

	*part = -1;
	if (bdl_places_scratch(&r->places, &writing, &job.input, r->err) < 0)
		return -1;
	if (bdl_write_all(writing, bdl_buffer_string(pdf), pdf->length) < 0) {
		bdl_fail_errno(r->err, r->places.work_path, "write to");
		goto out;
	}
	if (bdl_places_scratch(&r->places, &job.output, &part_reading, r->err) < 0)
		goto out;
	*part = part_reading;
	job.limits = (struct bdl_limits){
		.seconds = 600, .memory = (uint64_t)8 << 30, .output = (uint64_t)8 << 30};
	rc = bdl_run_one_job(r->pool, &job, &listener, &outcome, r->err);
	if (rc == 0 && outcome.kind != BDL_OUTCOME_DONE)
		rc = bdl_fail(r->err, BDL_EINTERNAL, NULL,
			"the drawn pages could not be taken over: %s", outcome.message);
	bdl_close_quietly(job.output);
	bdl_buffer_release(pdf);
out:
	bdl_close_quietly(writing);
	bdl_close_quietly(job.input);
	return rc;
}

static int draw(struct bdl_run *r, const struct bdl_bundle *view, struct bdl_pressed *p)
{
	if (bdl_run_tell_or_stop(r, BDL_DOING_DRAW) < 0 || bdl_draw(view, &p->drawn, r->err) < 0)
		return -1;
	if (p->drawn.page_count > 0 && convert(r, &p->drawn.pdf, &p->drawn_part) < 0)
		return -1;
	return convert(r, &p->drawn.furniture, &p->furniture_part);
}

/* ---- bind ---- */

/* The case's, and the volume where there are several: two windows must not look alike. */
static const char *title_of(struct bdl_run *r, const struct bdl_bundle *view)
{
	char volume[BDL_LABEL_TEXT];
	const char *title = view->about.title ? view->about.title : view->name;

	bdl_volume_words(view, volume);
	return volume[0] ? bdl_arena_printf(&r->b->arena, "%s, %s", title, volume) : title;
}

/* The PDF, and what is to be proven of it. */
static int bind_and_claim(struct bdl_run *r, const struct bdl_bind_input *in, struct bdl_pressed *p)
{
	int writing, rc;

	if (bdl_places_scratch(&r->places, &writing, &p->claims, r->err) < 0)
		return -1;
	rc = bdl_bind_and_claim(in, p->pdf.fd, writing, r->err);
	bdl_close_quietly(writing);
	return rc;
}

static int bind_parts(struct bdl_run *r, const struct bdl_bundle *view, struct bdl_pressed *p)
{
	const struct bdl_bind_input in = {.bundle = view,
		.drawn = &p->drawn,
		.drawn_part = p->drawn_part,
		.furniture_part = p->furniture_part,
		.parts = r->cache.folder,
		.title = title_of(r, view)};
	struct stat st;

	if (!in.title)
		return bdl_fail_memory(r->err);
	if (bdl_run_tell_or_stop(r, BDL_DOING_BIND) < 0 ||
		bdl_new_file_open(&p->pdf, r->places.output, p->file, 0666, r->err) < 0)
		return -1;
	if (bind_and_claim(r, &in, p) < 0)
		return -1;
	if (fstat(p->pdf.fd, &st) < 0)
		return bdl_fail_errno(r->err, p->file, "examine");
	p->size = (uint64_t)st.st_size;
	p->pages = view->pages;
	p->missing = p->drawn.missing;
	return 0;
}

/* What only binding needed is given back: there may be many volumes, or very many documents. */
static void forget_drawing(struct bdl_pressed *p)
{
	bdl_close_quietly(p->drawn_part);
	bdl_close_quietly(p->furniture_part);
	p->drawn_part = p->furniture_part = -1;
	bdl_drawn_release(&p->drawn);
#ifdef __GLIBC__
	malloc_trim(0); /* it came in small pieces, which glibc would keep for itself */
#endif
}

int bdl_press_make(struct bdl_run *r, const struct bdl_bundle *view, struct bdl_pressed *p)
{
	if (draw(r, view, p) < 0 || bind_parts(r, view, p) < 0)
		return -1;
	forget_drawing(p);
	return 0;
}

int bdl_press_prove(struct bdl_run *r, struct bdl_pressed *p)
{
	struct bdl_proofs proofs = BDL_PROOFS_INIT;
	int rc = bdl_run_tell_or_stop(r, BDL_DOING_PROVE);

	if (rc == 0)
		rc = bdl_proofs_begin(&proofs, r, p, 1);
	if (rc == 0)
		rc = bdl_proofs_finish(&proofs);
	bdl_proofs_release(&proofs);
	return rc;
}

/* ---- the PDFs of a run ---- */

struct bdl_pressed *bdl_press_add(struct bdl_run *r, const char *file, const char *tag)
{
	struct bdl_pressed *more = realloc(r->pdfs, (r->pdf_count + 1) * sizeof(*more));

	if (!more) {
		bdl_fail_memory(r->err);
		return NULL;
	}
	r->pdfs = more;
	bdl_pressed_init(&more[r->pdf_count], file, tag);
	return &more[r->pdf_count++];
}

int bdl_press_view(
	struct bdl_run *r, const struct bdl_bundle *view, const char *file, const char *tag)
{
	struct bdl_pressed *p = bdl_press_add(r, file, tag);

	return p ? bdl_press_make(r, view, p) : -1;
}
