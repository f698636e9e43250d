/* Writing bundle.json: what stands in it, in which order, a row on a line of its own. The objects
 * are made in bundle_json_rows.c. */
#include "model/bundle_json.h"

#include "model/bundle_json_rows.h"
#include "model/court_json.h"
#include "model/found_json.h"
#include "model/json_set.h"
#include "model/reckoning_json.h"
#include "model/steps_json.h"
#include "model/told_json.h"
#include "model/waits_json.h"
#include <stdlib.h>

#define FORMAT_VERSION 1

/* Appends "  KEY: VALUE" and takes over value; a comma stands in front of all but the first. */
static void write_member(struct bdl_buffer *out, const char *key, json_t *value, bool *failed)
{
	bdl_buffer_printf(out, "%s\n  \"%s\": ", out->data[out->length - 1] == '{' ? "" : ",", key);
	if (bdl_json_write(out, value, JSON_ENCODE_ANY) < 0)
		*failed = true;
}

/* One row on a line of its own: 100,000 of them need no more memory than one, and a person can grep
 * them. */
static void write_row(struct bdl_buffer *out, json_t *row, bool *failed)
{
	bdl_buffer_printf(out, "%s\n    ", out->data[out->length - 1] == '[' ? "" : ",");
	if (bdl_json_write(out, row, 0) < 0)
		*failed = true;
}

static void begin_rows(struct bdl_buffer *out, const char *key)
{
	bdl_buffer_printf(out, ",\n  \"%s\": [", key);
}

static void end_rows(struct bdl_buffer *out)
{
	bdl_buffer_text(out, out->data[out->length - 1] == '[' ? "]" : "\n  ]");
}

static void write_head(struct bdl_buffer *out, const struct bdl_bundle *b, bool *failed)
{
	write_member(out, "format_version", json_integer(FORMAT_VERSION), failed);
	write_member(out, "program", json_string("bundle " BDL_VERSION), failed);
	write_member(out, "name", bdl_json_clean_or_null(b->name), failed);
	write_member(out, "made_on", bdl_json_day_or_null(b->made_on), failed);
	write_member(out, "fingerprint", bdl_json_digest(b->fingerprint), failed);
	write_member(out, "pages", json_integer(b->pages), failed);
	if (bdl_numbering_is_special(&b->numbering))
		write_member(out, "numbering", bdl_numbering_json(&b->numbering, failed), failed);
	write_member(out, "front", bdl_front_json(&b->front, failed), failed);
	write_member(out, "case", bdl_case_json(&b->about, failed), failed);
	if (b->earlier)
		write_member(out, "supplement_to", bdl_earlier_json(b, failed), failed);
	if (b->about.court)
		write_member(out, "court", bdl_court_json(b, failed), failed);
	if (b->about.told)
		write_member(out, "told", bdl_told_json(b, failed), failed);
	write_member(out, "accounted", bdl_accounted_json(b, failed), failed);
}

/* The order of the index, then the copies, which have no number. */
static void write_exhibits(
	struct bdl_buffer *out, const struct bdl_bundle *b, bool times, bool *failed)
{
	begin_rows(out, "exhibits");
	for (size_t i = 0; i < b->order_count && !out->failed; i++)
		write_row(
			out, bdl_exhibit_json(b, &b->exhibits[b->order[i]], times, failed), failed);
	for (size_t i = 0; i < b->exhibit_count && !out->failed; i++)
		if (b->exhibits[i].duplicate_of != BDL_NONE)
			write_row(out, bdl_exhibit_json(b, &b->exhibits[i], times, failed), failed);
	end_rows(out);
}

/* Deadlines, delays and silences. */
static void write_waits(struct bdl_buffer *out, const struct bdl_bundle *b, bool *failed)
{
	begin_rows(out, "deadlines");
	for (size_t i = 0; i < b->deadline_count && !out->failed; i++)
		write_row(out, bdl_deadline_json(b, &b->deadlines[i], failed), failed);
	end_rows(out);
	begin_rows(out, "delays");
	for (size_t i = 0; i < b->delay_count && !out->failed; i++)
		write_row(out, bdl_delay_json(b, &b->delays[i], failed), failed);
	end_rows(out);
	begin_rows(out, "silences");
	for (size_t i = 0; i < b->silence_count && !out->failed; i++)
		write_row(out, bdl_silence_json(b, &b->silences[i], failed), failed);
	end_rows(out);
}

int bdl_bundle_to_json(const struct bdl_bundle *b, bool record_times, struct bdl_buffer *out,
	struct bdl_error *err)
{
	bool failed = false;

	if (bdl_buffer_byte(out, '{') < 0)
		return bdl_fail_memory(err);
	write_head(out, b, &failed);
	if (b->volume_count) {
		begin_rows(out, "volumes");
		for (unsigned n = 1; n <= b->volume_count && !out->failed; n++)
			write_row(out, bdl_volume_json(b, n, &failed), &failed);
		end_rows(out);
	}
	begin_rows(out, "sections");
	for (size_t i = 0; i < b->section_count && !out->failed; i++)
		write_row(out, bdl_section_json(&b->sections[i], &failed), &failed);
	end_rows(out);
	write_exhibits(out, b, record_times, &failed);
	begin_rows(out, "excluded");
	for (size_t i = 0; i < b->excluded_count && !out->failed; i++)
		write_row(out, bdl_excluded_json(&b->excluded[i], &failed), &failed);
	end_rows(out);
	if (b->earlier)
		begin_rows(out, "held");
	for (size_t i = 0; i < b->held_count && !out->failed; i++)
		write_row(out, bdl_held_json(&b->held[i], &failed), &failed);
	if (b->earlier)
		end_rows(out);
	if (b->redacted)
		write_member(out, "redactions", bdl_found_json(b, &failed), &failed);
	begin_rows(out, "chronology");
	for (size_t i = 0; i < b->entry_count && !out->failed; i++)
		write_row(out, bdl_entry_json(b, &b->entries[i], &failed), &failed);
	end_rows(out);
	begin_rows(out, "events");
	for (size_t i = 0; i < b->event_count && !out->failed; i++)
		write_row(out, bdl_event_json(b, &b->events[i], &failed), &failed);
	end_rows(out);
	begin_rows(out, "steps");
	for (size_t i = 0; i < b->step_count && !out->failed; i++)
		write_row(out, bdl_step_json(b, &b->steps[i], &failed), &failed);
	end_rows(out);
	begin_rows(out, "undated_steps");
	for (size_t i = 0; i < b->undated_step_count && !out->failed; i++)
		write_row(out, bdl_step_json(b, &b->undated_steps[i], &failed), &failed);
	end_rows(out);
	write_waits(out, b, &failed);
	if (b->reckoning || b->losses)
		write_member(out, "arrears", bdl_reckoning_json(b, &failed), &failed);
	bdl_buffer_text(out, "\n}\n");
	return failed || out->failed ? bdl_fail_memory(err) : 0;
}
