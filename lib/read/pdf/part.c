/* See part.h: which passes a PDF goes through on its way into a part, in their order. */
#define _GNU_SOURCE /* memfd_create() */
#include "read/pdf/part.h"

#include "base/file.h"
#include "read/pdf/attached.h"
#include "read/pdf/attached_mark.h"
#include "read/pdf/copy.h"
#include "read/pdf/corner.h"
#include "read/pdf/hidden.h"
#include "read/pdf/redact.h"
#include "read/pdf/scan.h"
#include "read/pdf/words.h"

#include <stdlib.h>
#include <sys/mman.h>

/* Each page gets its local number; a page that stands in the tree twice becomes two. */
static void register_pages(struct pdf_copy *c)
{
	for (size_t i = 0; i < c->pages.count && !c->failed; i++) {
		struct pdf_page *p = &c->pages.pages[i];
		struct pdf_object *o = NULL;

		p->object = bdl_part_reserve(c->writer);
		if (p->direct || bdl_map_find(&c->map, p->id, p->generation))
			continue;
		o = bdl_map_add(&c->map, p->id, p->generation, p->object);
		if (!o) {
			c->failed = true;
			return;
		}
		o->kinds = PDF_IS_PAGE;
		o->page = (uint32_t)i;
	}
}

/* Everything that has to be known about all pages before the first is written. */
static int survey(struct pdf_copy *c, const struct pdf_job *job, struct pdf_scans *scans,
	struct bdl_error *err)
{
	bool drawn = job->options->drawn;

	if (!drawn && bdl_words_read(job->reading, job->pdf, &c->pages, job->facts ? scans : NULL,
			      err) < 0)
		return -1;
	bdl_corner_read(c, !drawn);
	if (!drawn)
		bdl_corner_settle(c, job->pdf);
	return 0;
}

/* Pages that were made to leave this room have to be made anew when another one is wanted. */
static int note_reserved(
	const struct pdf_job *job, const struct bdl_stamping *stamping, struct bdl_error *err)
{
	struct bdl_reading *r = job->reading;
	char text[BDL_STAMPING_TEXT];

	if (job->options->drawn)
		return 0;
	bdl_stamping_text(stamping, text);
	r->facts->reserved = bdl_arena_string(r->arena, text);
	return r->facts->reserved ? 0 : bdl_fail_memory(err);
}

/* No page has any content that can be decoded. */
static bool is_rubbish(const struct pdf_copy *c)
{
	for (size_t i = 0; i < c->pages.count; i++)
		if (c->pages.pages[i].streams.whole)
			return false;
	return true;
}

static bool is_all_anew(const struct pdf_copy *c)
{
	size_t i = 0;

	while (i < c->pages.count && bdl_redact_is_anew(c, i))
		i++;
	return i == c->pages.count;
}

static void write_all(struct pdf_copy *c, const struct bdl_layer *layer)
{
	if (c->redaction)
		layer = &c->redaction->layer;
	bdl_hidden_start(c, layer);
	register_pages(c);
	bdl_annots_register(c);
	if (!is_all_anew(c)) /* of a form all pages are drawn anew, or none */
		bdl_fields_register(c);
	if (c->options->export_fonts)
		bdl_haru_export(c);
	for (size_t i = 0; i < c->pages.count && !c->failed && !c->source->failed && !c->too_big;
		i++) {
		bdl_copy_page(c, i);
		bdl_copy_pending(c);
	}
	for (size_t i = 0; i < c->root_field_count; i++)
		bdl_part_add_field(c->writer, c->root_fields[i]);
	bdl_copy_outline(c);
	bdl_copy_layers(c);
	if (c->to_unicode)
		bdl_haru_to_unicode(c, c->to_unicode);
}

static void release(struct pdf_copy *c)
{
	bdl_pages_release(&c->pages);
	bdl_map_release(&c->map);
	bdl_map_release(&c->resources);
	bdl_map_release(&c->fonts);
	bdl_links_release(c);
	bdl_hidden_release(c);
	bdl_redact_release(c);
	free(c->root_fields);
	bdl_arena_release(&c->arena);
}

int bdl_part_make(
	const struct pdf_job *job, enum pdf_made *made, unsigned *pages, struct bdl_error *err)
{
	struct pdf_copy c = {.reading = job->reading,
		.options = job->options,
		.source = job->source,
		.attachments = job->attachments};
	enum pdf_pages_answer found;
	struct bdl_stamping stamping;
	struct pdf_scans scans = {.copy = &c, .pdf = job->pdf};
	bool give_up = true;
	int rc = -1;

	bdl_stamping_parse(job->options->drawn ? NULL : job->reading->reserved, &stamping);
	found = bdl_pages_find(&c.pages, c.source, BDL_FACTS_PAGES_MAX, &stamping);
	*made = found == PDF_PAGES_TOO_MANY ? PDF_TOO_BIG : PDF_NO_PAGES;
	*pages = 0;
	if (found == PDF_PAGES_NO_MEMORY) {
		bdl_fail_memory(err);
		goto out;
	}
	if (found == PDF_PAGES_TOO_MANY || c.pages.count == 0) {
		rc = 0;
		goto out;
	}
	c.writer = bdl_part_writer_open(job->reading->output, err);
	if (!c.writer || note_reserved(job, &stamping, err) < 0 || survey(&c, job, &scans, err) < 0)
		goto out;
	if (job->doubtful && is_rubbish(&c)) {
		rc = 0;
		goto out;
	}
	if (bdl_redact_survey(
		    &c, job->pdf, scans.layer.count ? &scans.layer : job->reading->layer, err) < 0)
		goto out;
	write_all(&c, scans.layer.count ? &scans.layer : job->reading->layer);
	if (c.attachments && bdl_attached_hand_out(job->reading, c.source, err) < 0)
		goto out;
	bdl_marks_write(&c);
	if (c.failed || c.source->failed) {
		bdl_fail_memory(err);
		goto out;
	}
	*made = c.too_big ? PDF_TOO_BIG : PDF_MADE;
	*pages = (unsigned)c.pages.count;
	give_up = c.too_big;
	rc = 0;
out:
	if (bdl_part_writer_close(c.writer, give_up, err) < 0)
		rc = -1;
	if (rc == 0 && bdl_ocr_finish(&scans.ocr, job->reading, err) < 0)
		rc = -1;
	if (rc == 0 && job->facts && *made == PDF_MADE && bdl_losses_tell(&c) < 0)
		rc = bdl_fail_memory(err);
	bdl_scans_release(&scans);
	release(&c);
	return rc;
}

int bdl_part_as_file(const void *bytes, size_t length)
{
	int fd = memfd_create("source.pdf", MFD_CLOEXEC);

	if (fd < 0 || bdl_write_all(fd, bytes, length) == 0)
		return fd;
	bdl_close_quietly(fd);
	return -1;
}

int bdl_pdf_to_part(struct bdl_reading *r, const void *pdf, size_t length,
	const struct bdl_pdf_options *o, unsigned *pages, struct bdl_error *err)
{
	struct pdf_source source;
	struct pdf_job job = {
		.reading = r, .options = o, .source = &source, .pdf = -1, .facts = o->facts};
	enum pdf_made made = PDF_NO_PAGES;
	enum pdf_opened opened = bdl_source_open(&source, pdf, length);
	int rc = -1;

	*pages = 0;
	if (opened == PDF_NO_MEMORY) {
		bdl_fail_memory(err);
		goto out;
	}
	if (opened != PDF_OPENED) {
		bdl_fail(err, BDL_EFORMAT, r->name, "cannot be read as PDF");
		goto out;
	}
	if (!o->drawn || r->hide)
		job.pdf = bdl_part_as_file(pdf, length);
	if (bdl_part_make(&job, &made, pages, err) < 0)
		goto out;
	if (made == PDF_NO_PAGES)
		bdl_fail(err, BDL_EFORMAT, r->name, "has no pages");
	else if (made == PDF_TOO_BIG)
		bdl_fail(err, BDL_ELIMIT, r->name, "is too large");
	else
		rc = 0;
out:
	bdl_source_close(&source);
	bdl_close_quietly(job.pdf);
	return rc;
}
