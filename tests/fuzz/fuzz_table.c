/*
 * Fuzz table: the input is bundle.json out of a stranger's archive. It is refused with a message;
 * or what is written of it reads back and is then written the same, and everything that is asked of
 * such a table can be: its index, its labels, whether it is ready, what it has in common with
 * another.
 */
#include "model/bundle_json.h"

#include "fault.h"
#include "judge/compare.h"
#include "judge/reckon.h"
#include "model/hide.h"
#include "mutate.h"
#include <stdlib.h>
#include <string.h>

#define PAGES_ASKED 1000u

static int read_table(struct bdl_bundle *b, const char *json, size_t length)
{
	struct bdl_error err = {0};

	bdl_bundle_init(b);
	if (bdl_bundle_from_json(b, json, length, &err) == 0)
		return 0;
	fault_unless_told(&err);
	bdl_bundle_release(b);
	return -1;
}

static void write_table(const struct bdl_bundle *b, struct bdl_buffer *out)
{
	struct bdl_error err = {0};

	if (bdl_bundle_to_json(b, true, out, &err) < 0)
		fault("what was read cannot be written: %s", err.message);
}

static void check_rows(const struct bdl_bundle *b)
{
	for (size_t i = 0; i < b->order_count; i++)
		if (b->order[i] >= b->exhibit_count)
			fault("row %zu of %zu", b->order[i], b->exhibit_count);
	for (size_t i = 0; i < b->exhibit_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[i];
		size_t shown = bdl_row_shown_for(b, i);

		if (!x->path || !x->name || !x->title || !x->kind)
			fault("a document without a name");
		if (shown >= b->exhibit_count || b->exhibits[shown].duplicate_of != BDL_NONE)
			fault("a copy of a copy, or of nothing");
		if (x->section != BDL_NONE && x->section >= b->section_count)
			fault("section %zu of %zu", x->section, b->section_count);
		if (x->inside && x->inside->parent >= b->exhibit_count)
			fault("it came out of row %zu of %zu", x->inside->parent, b->exhibit_count);
	}
	for (size_t i = 0; i < b->entry_count; i++)
		if (!b->entries[i].text || (b->entries[i].exhibit != BDL_NONE &&
						   b->entries[i].exhibit >= b->exhibit_count))
			fault("an entry about nothing");
}

static void ask_index(const struct bdl_bundle *b)
{
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_buffer csv = BDL_BUFFER_INIT;
	struct bdl_steering *s = NULL;
	struct bdl_error err = {0};

	if (bdl_steer_write(b, &csv) < 0)
		fault("no memory");
	if (bdl_steer_read(&arena, bdl_buffer_string(&csv), csv.length, &s, &err) < 0)
		fault_unless_told(&err); /* a hostile table has days that no index may have */
	bdl_buffer_release(&csv);
	bdl_arena_release(&arena);
}

static void ask_labels(const struct bdl_bundle *b)
{
	char label[BDL_LABEL_TEXT];

	for (unsigned page = 1; page <= b->pages && page <= PAGES_ASKED; page++)
		bdl_page_label(b, page, label);
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (b->exhibits[i].first_page)
			bdl_exhibit_label(b, &b->exhibits[i], 1, label);
	for (unsigned i = 0; i < b->volume_count; i++) {
		struct bdl_bundle view;

		bdl_volume_view(b, i + 1, &view);
		for (unsigned page = 1; page <= view.pages && page <= PAGES_ASKED; page++)
			bdl_page_label(&view, page, label);
	}
	(void)bdl_bundle_stamping(b);
	(void)bdl_bundle_account(b);
	(void)bdl_bundle_found_sum(b);
}

static void ask_ready(const struct bdl_bundle *b)
{
	static struct bdl_recipients *all;
	struct bdl_error err = {0};

	if (!all && bdl_recipients_load(&all, &err) < 0)
		fault("%s: %s", err.path, err.message);
	for (size_t i = 0; bdl_recipient_at(all, i); i++) {
		struct bdl_arena arena = BDL_ARENA_INIT;
		struct bdl_ready ready = {0};

		if (bdl_make_ready(b, bdl_recipient_at(all, i), NULL, &arena, &ready, &err) < 0)
			fault("%s", err.message);
		bdl_arena_release(&arena);
	}
}

/* Every file of both stands in one row of the comparison, once. */
static void ask_difference(const struct bdl_bundle *b, const struct bdl_bundle *other)
{
	struct bdl_comparison c;
	struct bdl_error err = {0};
	size_t sum = 0;

	if (bdl_compare(b, other, &c, &err) < 0)
		fault("%s", err.message);
	for (size_t k = 0; k <= BDL_REMOVED; k++)
		sum += c.counts[k];
	if (sum != c.count)
		fault("%zu rows, and %zu counted", c.count, sum);
	for (size_t i = 0; i < c.count; i++)
		if ((c.files[i].kind == BDL_ADDED) != !c.files[i].before ||
			(c.files[i].kind == BDL_REMOVED) != !c.files[i].after)
			fault("a file that is not there");
	bdl_comparison_release(&c);
}

static void check_written(const struct bdl_bundle *b)
{
	struct bdl_buffer first = BDL_BUFFER_INIT, second = BDL_BUFFER_INIT;
	struct bdl_bundle again;

	write_table(b, &first);
	if (read_table(&again, bdl_buffer_string(&first), first.length) < 0)
		fault("what was written is refused: %s", bdl_buffer_string(&first));
	write_table(&again, &second);
	fault_unless_same(&first, &second);
	ask_difference(b, &again);
	bdl_bundle_release(&again);
	bdl_buffer_release(&first);
	bdl_buffer_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct bdl_bundle b;

	if (read_table(&b, (const char *)bytes, length) < 0)
		return 0;
	check_rows(&b);
	check_written(&b);
	ask_index(&b);
	ask_labels(&b);
	ask_ready(&b);
	bdl_bundle_release(&b);
	return 0;
}
