/* Writing bundle.json: what stands in it, in which order, a row on a line of its own. The objects
 * are made in bundle_json_rows.c. */
#include "model/bundle_json.h"

#include "base/file.h"
#include "model/bundle_json_rows.h"
#include "model/court_json.h"
#include "model/found_json.h"
#include "model/json_set.h"
#include "model/reckoning_json.h"
#include "model/steps_json.h"
#include "model/told_json.h"
#include "model/waits_json.h"
#include <errno.h>
#include <stdlib.h>

#define FORMAT_VERSION 1
#define PIECE ((size_t)64 * 1024)

/* What is written, and where it goes. */
struct writing {
	struct bdl_buffer *out;
	int fd; /* it is passed on to here piece by piece; -1: all of it stays in `out` */
	int number; /* errno of a piece that could not be passed on; 0: all could */
	bool failed; /* out of memory */
};

/* Passes on what has been written. The last byte stays: it says whether a comma is due. */
static void pass_on(struct writing *w)
{
	struct bdl_buffer *out = w->out;
	char last;

	if (w->fd < 0 || w->number || out->failed || !out->length)
		return;
	last = out->data[out->length - 1];
	if (bdl_write_all(w->fd, out->data, out->length - 1) < 0)
		w->number = errno;
	bdl_buffer_clear(out);
	bdl_buffer_byte(out, last);
}

static bool is_over(const struct writing *w)
{
	return w->number || w->out->failed;
}

/* Appends "  KEY: VALUE" and takes over value; a comma stands in front of all but the first. */
static void write_member(struct writing *w, const char *key, json_t *value)
{
	struct bdl_buffer *out = w->out;

	bdl_buffer_printf(out, "%s\n  \"%s\": ", out->data[out->length - 1] == '{' ? "" : ",", key);
	if (bdl_json_write(out, value, JSON_ENCODE_ANY) < 0)
		w->failed = true;
}

/* One row on a line of its own: 100,000 of them need no more memory than one, and a person can grep
 * them. */
static void write_row(struct writing *w, json_t *row)
{
	struct bdl_buffer *out = w->out;

	bdl_buffer_printf(out, "%s\n    ", out->data[out->length - 1] == '[' ? "" : ",");
	if (bdl_json_write(out, row, 0) < 0)
		w->failed = true;
	if (out->length > PIECE)
		pass_on(w);
}

static void begin_rows(struct writing *w, const char *key)
{
	bdl_buffer_printf(w->out, ",\n  \"%s\": [", key);
}

static void end_rows(struct writing *w)
{
	struct bdl_buffer *out = w->out;

	bdl_buffer_text(out, out->data[out->length - 1] == '[' ? "]" : "\n  ]");
}

static void write_head(struct writing *w, const struct bdl_bundle *b)
{
	write_member(w, "format_version", json_integer(FORMAT_VERSION));
	write_member(w, "program", json_string("bundle " BDL_VERSION));
	write_member(w, "name", bdl_json_clean_or_null(b->name));
	write_member(w, "made_on", bdl_json_day_or_null(b->made_on));
	write_member(w, "fingerprint", bdl_json_digest(b->fingerprint));
	write_member(w, "pages", json_integer(b->pages));
	if (bdl_numbering_is_special(&b->numbering))
		write_member(w, "numbering", bdl_numbering_json(&b->numbering, &w->failed));
	write_member(w, "front", bdl_front_json(&b->front, &w->failed));
	write_member(w, "case", bdl_case_json(&b->about, &w->failed));
	if (b->earlier)
		write_member(w, "supplement_to", bdl_earlier_json(b, &w->failed));
	if (b->about.court)
		write_member(w, "court", bdl_court_json(b, &w->failed));
	if (b->about.told)
		write_member(w, "told", bdl_told_json(b, &w->failed));
	write_member(w, "accounted", bdl_accounted_json(b, &w->failed));
}

/* The order of the index, then the copies, which have no number. */
static void write_exhibits(struct writing *w, const struct bdl_bundle *b, bool times)
{
	begin_rows(w, "exhibits");
	for (size_t i = 0; i < b->order_count && !is_over(w); i++)
		write_row(w, bdl_exhibit_json(b, &b->exhibits[b->order[i]], times, &w->failed));
	for (size_t i = 0; i < b->exhibit_count && !is_over(w); i++)
		if (b->exhibits[i].duplicate_of != BDL_NONE)
			write_row(w, bdl_exhibit_json(b, &b->exhibits[i], times, &w->failed));
	end_rows(w);
}

/* Deadlines, delays and silences. */
static void write_waits(struct writing *w, const struct bdl_bundle *b)
{
	begin_rows(w, "deadlines");
	for (size_t i = 0; i < b->deadline_count && !is_over(w); i++)
		write_row(w, bdl_deadline_json(b, &b->deadlines[i], &w->failed));
	end_rows(w);
	begin_rows(w, "delays");
	for (size_t i = 0; i < b->delay_count && !is_over(w); i++)
		write_row(w, bdl_delay_json(b, &b->delays[i], &w->failed));
	end_rows(w);
	begin_rows(w, "silences");
	for (size_t i = 0; i < b->silence_count && !is_over(w); i++)
		write_row(w, bdl_silence_json(b, &b->silences[i], &w->failed));
	end_rows(w);
}

/* What happened. */
static void write_chronology(struct writing *w, const struct bdl_bundle *b)
{
	begin_rows(w, "chronology");
	for (size_t i = 0; i < b->entry_count && !is_over(w); i++)
		write_row(w, bdl_entry_json(b, &b->entries[i], &w->failed));
	end_rows(w);
	begin_rows(w, "events");
	for (size_t i = 0; i < b->event_count && !is_over(w); i++)
		write_row(w, bdl_event_json(b, &b->events[i], &w->failed));
	end_rows(w);
	begin_rows(w, "steps");
	for (size_t i = 0; i < b->step_count && !is_over(w); i++)
		write_row(w, bdl_step_json(b, &b->steps[i], &w->failed));
	end_rows(w);
	begin_rows(w, "undated_steps");
	for (size_t i = 0; i < b->undated_step_count && !is_over(w); i++)
		write_row(w, bdl_step_json(b, &b->undated_steps[i], &w->failed));
	end_rows(w);
}

static void write_table(struct writing *w, const struct bdl_bundle *b, bool record_times)
{
	bdl_buffer_byte(w->out, '{');
	if (w->out->failed)
		return;
	write_head(w, b);
	if (b->volume_count) {
		begin_rows(w, "volumes");
		for (unsigned n = 1; n <= b->volume_count && !is_over(w); n++)
			write_row(w, bdl_volume_json(b, n, &w->failed));
		end_rows(w);
	}
	begin_rows(w, "sections");
	for (size_t i = 0; i < b->section_count && !is_over(w); i++)
		write_row(w, bdl_section_json(&b->sections[i], &w->failed));
	end_rows(w);
	write_exhibits(w, b, record_times);
	begin_rows(w, "excluded");
	for (size_t i = 0; i < b->excluded_count && !is_over(w); i++)
		write_row(w, bdl_excluded_json(&b->excluded[i], &w->failed));
	end_rows(w);
	if (b->earlier)
		begin_rows(w, "held");
	for (size_t i = 0; i < b->held_count && !is_over(w); i++)
		write_row(w, bdl_held_json(&b->held[i], &w->failed));
	if (b->earlier)
		end_rows(w);
	if (b->redacted)
		write_member(w, "redactions", bdl_found_json(b, &w->failed));
	write_chronology(w, b);
	write_waits(w, b);
	if (b->reckoning || b->losses)
		write_member(w, "arrears", bdl_reckoning_json(b, &w->failed));
	bdl_buffer_text(w->out, "\n}\n");
}

int bdl_bundle_to_json(const struct bdl_bundle *b, bool record_times, struct bdl_buffer *out,
	struct bdl_error *err)
{
	struct writing w = {.out = out, .fd = -1};

	write_table(&w, b, record_times);
	return w.failed || out->failed ? bdl_fail_memory(err) : 0;
}

int bdl_bundle_write_json(const struct bdl_bundle *b, bool record_times, int fd, const char *path,
	struct bdl_error *err)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	struct writing w = {.out = &out, .fd = fd};
	int rc = 0;

	write_table(&w, b, record_times);
	if (w.failed || out.failed) {
		rc = bdl_fail_memory(err);
	} else if (w.number || bdl_write_all(fd, out.data, out.length) < 0) {
		errno = w.number ? w.number : errno;
		rc = bdl_fail_errno(err, path, "write to");
	}
	bdl_buffer_release(&out);
	return rc;
}
