/* Court: see court.h. */
#include "court.h"

#include "base/digest.h"
#include "base/text.h"
#include "draw/draw.h"
#include "judge/judge.h"
#include "model/core.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PIECE ((size_t)256 * 1024)
#define ROUNDS 5 /* page numbers stand in columns of their own, so the layout settles at once */
#define BASE_MOST 100

/* ---- the core bundle ---- */

static int settle(struct bdl_run *r, struct bdl_bundle *view)
{
	struct bdl_front front, again;

	if (bdl_draw_measure(view, &front, r->err) < 0)
		return -1;
	for (int round = 0; round < ROUNDS; round++) {
		view->stage = BDL_STAGE_CHRONICLED;
		if (bdl_paginate(view, &front, r->err) < 0 ||
			bdl_core_page_map(r->b, view, r->err) < 0 ||
			bdl_draw_measure(view, &again, r->err) < 0)
			return -1;
		if (memcmp(&front, &again, sizeof(front)) == 0)
			return 0;
		front = again;
	}
	return bdl_fail(r->err, BDL_EINTERNAL, NULL,
		"the length of the core bundle's index does not settle");
}

int bdl_court_core(struct bdl_run *r)
{
	const struct bdl_court *c = r->b->about.court;

	if (!c || c->core_count == 0)
		return 0;
	if (bdl_core_view(r->b, &r->core, r->err) < 0)
		return -1;
	return settle(r, &r->core);
}

/* ---- what is filed by itself ---- */

/* The file's own name without its extension, as far as every computer takes it. */
static void safe_base(const char *path, char out[BASE_MOST + 1])
{
	const char *base = bdl_path_base(path);
	size_t length = strlen(base) - strlen(bdl_path_extension(path)), n = 0;

	while (length && base[length - 1] == '.')
		length--;
	for (size_t at = 0, took; at < length && n + 4 < BASE_MOST; at += took) {
		uint32_t code;

		took = bdl_utf8_next(base + at, length - at, &code);
		if (code < 0x20 || code == 0x7F || code == BDL_REPLACEMENT ||
			(code < 0x80 && strchr("<>:\"/\\|?*%", (int)code)))
			out[n++] = '-';
		else
			n += bdl_utf8_put(code, out + n);
	}
	while (n && (out[n - 1] == ' ' || out[n - 1] == '.'))
		n--;
	out[n] = '\0';
}

static bool is_taken(const struct bdl_run *r, const char *file)
{
	for (size_t i = 0; i < r->pdf_count; i++)
		if (bdl_text_casecmp(r->pdfs[i].file, file) == 0)
			return true;
	return false;
}

/* "NAME - Claim form.pdf" for the first; others are named by their files. */
static int separate_name(const struct bdl_run *r, size_t i, char out[300])
{
	size_t row = r->b->about.court->separate_rows[i];
	char base[BASE_MOST + 1] = "Claim form";

	if (i > 0)
		safe_base(r->o->redact ? r->b->exhibits[row].name : r->b->exhibits[row].path, base);
	snprintf(out, 300, "%s - %s.pdf", r->b->name, base);
	for (unsigned more = 2; is_taken(r, out) && more < 1000; more++)
		snprintf(out, 300, "%s - %s (%u).pdf", r->b->name, base, more);
	if (is_taken(r, out))
		return bdl_fail(
			r->err, BDL_ELIMIT, out, "too many files with this name are to be filed");
	return 0;
}

/* Writes what is read, and hashes it. */
static int copy_bytes(struct bdl_run *r, int from, const struct bdl_exhibit *x,
	struct bdl_pressed *p, struct bdl_digest *digest)
{
	uint8_t *piece = malloc(PIECE);
	int rc = piece ? 0 : bdl_fail_memory(r->err);

	while (rc == 0 && p->size < x->size) {
		size_t length = x->size - p->size < PIECE ? (size_t)(x->size - p->size) : PIECE;

		if (bdl_pread_all(from, piece, length, p->size) < 0) {
			rc = errno ? bdl_fail_errno(r->err, x->path, "read") : 1;
			break;
		}
		bdl_digest_add(digest, piece, length);
		if (bdl_write_all(p->pdf.fd, piece, length) < 0)
			rc = bdl_fail_errno(r->err, p->file, "write");
		p->size += length;
	}
	free(piece);
	return rc < 0 ? -1 : 0;
}

static int copy_original(struct bdl_run *r, size_t row, struct bdl_pressed *p)
{
	const struct bdl_exhibit *x = &r->b->exhibits[row];
	uint8_t found[BDL_SHA256_SIZE];
	struct bdl_digest *digest;
	int from, rc;

	if (bdl_new_file_open(&p->pdf, r->places.output, p->file, 0666, r->err) < 0)
		return -1;
	from = bdl_open_regular(r->places.evidence, x->path, r->err);
	if (from < 0)
		return -1;
	digest = bdl_digest_open();
	rc = digest ? copy_bytes(r, from, x, p, digest) : bdl_fail_memory(r->err);
	if (digest && bdl_digest_close(digest, rc == 0 ? found : NULL, r->err) < 0)
		rc = -1;
	bdl_close_quietly(from);
	if (rc == 0 && memcmp(found, x->sha256, sizeof(found)) != 0) {
		bdl_fail(r->err, BDL_ECHANGED, x->path,
			"is not the file any more that was read at the start");
		rc = bdl_hint(r->err,
			"close the program that is changing it, then run bundle build again");
	}
	memcpy(p->sha256, x->sha256, sizeof(p->sha256));
	p->proven = rc == 0; /* byte for byte the original, which is all that it has to be */
	p->pages = x->shown ? x->pages : 0;
	return rc;
}

/* ---- pressing ---- */

static int press_core(struct bdl_run *r)
{
	char file[300];

	/* volumes may have been cut anew since, and its pages name theirs */
	if (bdl_court_core(r) < 0)
		return -1;
	if (!r->core.main)
		return 0;
	snprintf(file, sizeof(file), "%s Core.pdf", r->b->name);
	return bdl_press_view(r, &r->core, file, "core.pdf");
}

/* With anything in it to be hidden, or that could not be searched, it cannot be filed as it is. */
static bool is_as_it_is(const struct bdl_run *r, size_t row)
{
	const struct bdl_exhibit *x = &r->b->exhibits[row];
	size_t found;

	if (strcmp(x->format, "pdf") != 0)
		return false;
	(void)bdl_bundle_found_of(r->b, row, &found);
	return !r->o->redact || (found == 0 && x->whole && !x->unsearched);
}

/* A PDF as it is; anything else as the pages that were made of it. */
static int press_separate(struct bdl_run *r, size_t i)
{
	size_t row = r->b->about.court->separate_rows[i];
	struct bdl_bundle view;
	char file[300], tag[40];

	if (separate_name(r, i, file) < 0)
		return -1;
	if (is_as_it_is(r, row)) {
		struct bdl_pressed *p = bdl_press_add(r, file, "");

		return p ? copy_original(r, row, p) : -1;
	}
	if (i == 0)
		snprintf(tag, sizeof(tag), "claim-form.pdf");
	else
		snprintf(tag, sizeof(tag), "separate-%zu.pdf", i + 1);
	if (bdl_single_view(r->b, row, &view, r->err) < 0)
		return -1;
	return bdl_press_view(r, &view, file, tag);
}

int bdl_court_press(struct bdl_run *r)
{
	const struct bdl_court *c = r->b->about.court;

	if (press_core(r) < 0)
		return -1;
	for (size_t i = 0; c && i < c->separate_count; i++)
		if (press_separate(r, i) < 0)
			return -1;
	return 0;
}
