/* See reading.h and read.h: the file in memory, strings for facts, candidates, canvas to part. */
#include "read/reading.h"

#include "base/file.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define WARNINGS_MAX 32
#define SAID_MOST 2000u /* of one file */
#define KEPT_FOR_LABELLED (BDL_FACTS_DATES_MAX / 4)

int bdl_not_shown(struct bdl_reading *r, enum bdl_reason reason, const char *detail)
{
	r->facts->shown = false;
	r->facts->pages = 0;
	r->facts->reason = reason;
	r->facts->detail =
		detail ? bdl_reading_line(r, detail, strlen(detail), BDL_TITLE_MAX) : NULL;
	return 0;
}

int bdl_reading_warn(struct bdl_reading *r, const char *format, ...)
{
	char sentence[512];
	size_t count = 0;
	const char **list;
	va_list args;

	va_start(args, format);
	vsnprintf(sentence, sizeof(sentence), format, args);
	va_end(args);
	while (r->facts->warnings && r->facts->warnings[count])
		count++;
	if (count == WARNINGS_MAX)
		return 0;
	list = bdl_arena_alloc(r->arena, (count + 2) * sizeof(*list));
	if (!list)
		return -1;
	for (size_t i = 0; i < count; i++)
		list[i] = r->facts->warnings[i];
	list[count] = bdl_reading_line(r, sentence, strlen(sentence), sizeof(sentence));
	r->facts->warnings = list;
	return list[count] ? 0 : -1;
}

int bdl_reading_map(const struct bdl_reading *r, struct bdl_mapping *out, struct bdl_error *err)
{
	void *at;

	*out = (struct bdl_mapping){0};
	if (r->size == 0)
		return 0;
	if (r->size > SIZE_MAX / 2)
		return bdl_fail(err, BDL_ELIMIT, r->name, "is too large for this machine");
	at = mmap(NULL, (size_t)r->size, PROT_READ, MAP_PRIVATE, r->input, 0);
	if (at == MAP_FAILED)
		return bdl_fail_errno(err, r->name, "map into memory");
	out->bytes = at;
	out->length = (size_t)r->size;
	return 0;
}

void bdl_reading_unmap(struct bdl_mapping *m)
{
	if (m->length)
		munmap((void *)(uintptr_t)m->bytes, m->length);
	*m = (struct bdl_mapping){0};
}

/* Control characters, and what would turn or hide the words around it, in text or on a terminal. */
static bool is_unseen(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0x200E ||
	       c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
	       c == 0xFEFF;
}

/* Appends text cleaned, at most `most` bytes; newlines stay where `lines`, else count as space. */
static void clean(struct bdl_buffer *out, const char *text, size_t length, size_t most, bool lines)
{
	bool space = false;

	for (size_t i = 0, n; i < length; i += n) {
		uint32_t code;
		char bytes[4];
		size_t took;

		n = bdl_utf8_next(text + i, length - i, &code);
		if (code == '\n' && lines) {
			space = false;
		} else if (code == ' ' || is_unseen(code)) {
			space = true;
			continue;
		}
		took = bdl_utf8_put(code, bytes);
		if (out->length + took + (space ? 1 : 0) > most)
			return;
		if (space && out->length > 0)
			bdl_buffer_byte(out, ' ');
		space = false;
		bdl_buffer_add(out, bytes, took);
	}
}

static const char *cleaned(
	struct bdl_reading *r, const char *text, size_t length, size_t most, bool lines)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	const char *copy = NULL;

	clean(&b, text, length, most, lines);
	if (!b.failed)
		copy = bdl_arena_bytes(r->arena, bdl_buffer_string(&b), b.length);
	bdl_buffer_release(&b);
	return copy;
}

const char *bdl_reading_line(struct bdl_reading *r, const char *text, size_t length, size_t most)
{
	return cleaned(r, text, length, most, false);
}

const char *bdl_reading_label(struct bdl_reading *r)
{
	const char *base = bdl_path_base(r->name);
	const char *extension = bdl_path_extension(base);
	size_t length = strlen(base);
	char *copy;

	if (*extension)
		length -= strlen(extension) + 1;
	copy = bdl_arena_bytes(r->arena, base, length);
	if (!copy)
		return NULL;
	for (char *p = copy; *p; p++)
		if (*p == '_' || *p == '+')
			*p = ' ';
	return bdl_reading_line(r, copy, length, BDL_TITLE_MAX);
}

int bdl_reading_opening(
	struct bdl_reading *r, const char *text, size_t length, struct bdl_error *err)
{
	uint64_t count = 0;

	r->facts->text = cleaned(r, text, length, BDL_FACTS_TEXT_MAX, true);
	if (!r->facts->text)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < length; i++)
		count += ((unsigned char)text[i] & 0xC0) != 0x80;
	r->facts->text_characters = count;
	return 0;
}

static bool has_place(const struct bdl_facts *f, const struct bdl_candidate *c)
{
	bool labelled = c->label == BDL_LABEL_DATE || c->label == BDL_LABEL_ROW ||
			c->source != BDL_FROM_TEXT;

	return f->date_count < BDL_FACTS_DATES_MAX - (labelled ? 0 : KEPT_FOR_LABELLED);
}

int bdl_reading_candidate(struct bdl_reading *r, const struct bdl_candidate *c, size_t raw_length,
	struct bdl_error *err)
{
	struct bdl_facts *f = r->facts;
	struct bdl_candidate copy = *c;

	if (!has_place(f, c))
		return 0;
	if (!f->dates)
		f->dates = bdl_arena_alloc(r->arena, BDL_FACTS_DATES_MAX * sizeof(*f->dates));
	copy.raw = bdl_reading_line(r, c->raw, raw_length, BDL_RAW_MAX);
	if (!f->dates || !copy.raw)
		return bdl_fail_memory(err);
	f->dates[f->date_count++] = copy;
	return 0;
}

int bdl_reading_record(
	struct bdl_reading *r, const struct bdl_record *record, struct bdl_error *err)
{
	struct bdl_facts *f = r->facts;
	struct bdl_record copy = *record, *grown;

	if (f->record_count == BDL_FACTS_RECORDS_MAX) {
		if (!r->records_full &&
			bdl_reading_warn(r,
				"It holds more than %zu records. All are on its pages; those "
				"after the first %zu are not listed one by one.",
				BDL_FACTS_RECORDS_MAX, BDL_FACTS_RECORDS_MAX) < 0)
			return bdl_fail_memory(err);
		r->records_full = true;
		return 0;
	}
	grown = bdl_arena_grow(r->arena, f->records, f->record_count, sizeof(*grown));
	if (!grown)
		return bdl_fail_memory(err);
	f->records = grown;
	if (record->party)
		copy.party =
			bdl_reading_line(r, record->party, strlen(record->party), BDL_TITLE_MAX);
	if (record->text)
		copy.text = bdl_reading_line(
			r, record->text, strlen(record->text), BDL_FACTS_RECORD_TEXT_MAX);
	if ((record->party && !copy.party) || (record->text && !copy.text))
		return bdl_fail_memory(err);
	f->records[f->record_count++] = copy;
	return 0;
}

int bdl_reading_private(
	struct bdl_reading *r, unsigned page, enum bdl_private_kind kind, unsigned count)
{
	struct bdl_facts *f = r->facts;
	struct bdl_hidden *grown;

	/* those of one page stand together */
	for (size_t i = f->hidden_count; i-- > 0 && f->hidden[i].page == page;) {
		if (f->hidden[i].kind != kind)
			continue;
		f->hidden[i].count += count;
		return 0;
	}
	if (f->hidden_count == BDL_FACTS_HIDDEN_MAX) {
		f->hidden[f->hidden_count - 1].count += count;
		return 0;
	}
	grown = bdl_arena_grow(r->arena, f->hidden, f->hidden_count, sizeof(*grown));
	if (!grown)
		return -1;
	f->hidden = grown;
	f->hidden[f->hidden_count++] =
		(struct bdl_hidden){.page = page, .kind = kind, .count = count};
	return 0;
}

int bdl_reading_seek(struct bdl_reading *r, unsigned page, const char *text, size_t length,
	struct bdl_error *err)
{
	static const struct bdl_private_list by_form = {.patterns = true};
	struct bdl_private_spans spans;
	struct bdl_facts *f = r->facts;
	int rc = 0;

	if (r->hide)
		return 0;
	if (bdl_private_find(text, length, &by_form, &spans, err) < 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < spans.count && f->hidden_count < SAID_MOST; i++) {
		struct bdl_hidden *grown =
			bdl_arena_grow(r->arena, f->hidden, f->hidden_count, sizeof(*grown));
		const char *said = bdl_reading_line(
			r, text + spans.list[i].at, spans.list[i].length, BDL_FACTS_HIDDEN_TEXT);

		if (!grown || !said) {
			rc = bdl_fail_memory(err);
			break;
		}
		f->hidden = grown;
		f->hidden[f->hidden_count++] = (struct bdl_hidden){
			.page = page, .kind = spans.list[i].kind, .count = 1, .text = said};
	}
	free(spans.list);
	return rc;
}

static int warn_of_signs(struct bdl_reading *r, unsigned missing)
{
	if (missing == 0)
		return 0;
	return bdl_reading_warn(r,
		"%u character%s that cannot be printed here %s shown by a sign in square brackets.",
		missing, missing == 1 ? "" : "s", missing == 1 ? "is" : "are");
}

int bdl_reading_drawn(
	struct bdl_reading *r, struct bdl_canvas *c, bool furnished, struct bdl_error *err)
{
	const struct bdl_pdf_options options = {.drawn = true, .furnished = furnished};
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	unsigned missing = bdl_canvas_missing(c);
	int rc = -1;

	if (bdl_canvas_close(c, &pdf, err) < 0)
		goto out;
	if (bdl_pdf_to_part(r, pdf.data, pdf.length, &options, &r->facts->pages, err) < 0)
		goto out;
	r->facts->shown = true;
	if (warn_of_signs(r, missing) < 0) {
		bdl_fail_memory(err);
		goto out;
	}
	rc = 0;
out:
	bdl_buffer_release(&pdf);
	return rc;
}
