/*
 * Fuzz bind: the input is a part as it comes out of the sandbox. It is refused, or what is bound
 * holds the part's bytes with every relocation a number of an object that stands where the table of
 * objects says; what prove makes of it does not matter, but it must come to an end.
 */
#define _GNU_SOURCE /* memfd_create() */
#include "small.h"

#include "base/file.h"
#include "bind/plan.h"
#include "bind/prove.h"
#include "model/part_format.h"
#include "mutate.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static struct small world;
static int out = -1;
static struct bdl_buffer pdf;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	small_open(&world);
	out = memfd_create("bundle.pdf", MFD_CLOEXEC);
	if (out < 0)
		fault("no file in memory");
	return 0;
}

/* At most ten digits at `at`, since a part's own bytes may go on with more; 0 for none. */
static uint64_t digits(size_t at)
{
	uint64_t value = 0;

	for (size_t end = at + 10; at < end && at < pdf.length; at++) {
		if (pdf.data[at] < '0' || pdf.data[at] > '9')
			break;
		value = value * 10 + (uint64_t)(pdf.data[at] - '0');
	}
	return value;
}

/* Offset of an object by the bundle's own table. */
static uint64_t object_at(uint32_t number, uint32_t count)
{
	char tail[64] = "";
	const char *words;
	size_t from = pdf.length > 60 ? pdf.length - 60 : 0, table;

	memcpy(tail, pdf.data + from, pdf.length - from);
	words = strstr(tail, "startxref\n");
	if (!words)
		fault("the bundle has no end");
	table = digits(from + (size_t)(words - tail) + 10);
	if (table >= pdf.length || memcmp(pdf.data + table, "xref\n0 ", 7) != 0 ||
		digits(table + 7) != (uint64_t)count + 1)
		fault("the table of objects is not where it is said to be");
	table = (size_t)((char *)memchr(pdf.data + table + 7, '\n', 20) - pdf.data) + 1;
	return digits(table + 20 * (size_t)number);
}

static void check_objects(const struct bdl_plan *plan)
{
	for (uint32_t n = 1; n <= plan->object_count; n++) {
		uint64_t at = object_at(n, plan->object_count);

		if (at < 9 || at >= pdf.length || digits((size_t)at) != n)
			fault("object %u is not at %llu", (unsigned)n, (unsigned long long)at);
	}
}

/* The numbers that a relocation of that kind may become: from *least on, *count of them. */
static void allowed(const struct bdl_plan *plan, const struct bdl_part *part,
	const struct bdl_reloc *r, uint32_t *least, uint32_t *count)
{
	const struct bdl_linked_part *p = &plan->parts[BDL_FIRST_EXHIBIT_PART];

	*count = 1;
	switch ((enum bdl_reloc_kind)r->kind) {
	case BDL_RELOC_OBJECT:
		*least = p->base + r->value;
		return;
	case BDL_RELOC_PARENT:
		*least = plan->first_node;
		*count = bdl_tree_nodes(plan->page_count);
		return;
	case BDL_RELOC_ANNOTS:
		*least = plan->first_annots + SMALL_FRONT + r->value;
		return;
	case BDL_RELOC_STAMP:
		*least = plan->first_stamp + SMALL_FRONT + r->value;
		return;
	case BDL_RELOC_FONT:
		*least = plan->fonts[r->value];
		return;
	case BDL_RELOC_FIELD:
		*least = part->field_count ? p->field : plan->nothing;
		return;
	case BDL_RELOC_INNER: /* nothing came out of the exhibit, so the index is what there is */
		*least = plan->pages[world.bundle.front.cover].object;
		return;
	case BDL_RELOC_MENTION: /* check_words() */
		break;
	}
	fault("a relocation of kind %u was taken", (unsigned)r->kind);
}

/* Ten hex digits of "see the index" and blanks: the exhibit has no documents inside. */
static void check_words(const struct bdl_reloc *r, const char *at)
{
	static const char words[] = "see the index                 ";
	size_t from = 5 * (size_t)bdl_mention_piece_of(r->value);
	char hex[11];

	if (from + 5 > sizeof(words) - 1)
		fault("a mention has no piece %zu", from / 5);
	for (size_t i = 0; i < 5; i++)
		snprintf(hex + 2 * i, 3, "%02X", (unsigned char)words[from + i]);
	if (memcmp(at, hex, 10) != 0)
		fault("a mention became %.10s, not %s", at, hex);
}

static void check_body(
	const struct bdl_plan *plan, const struct bdl_part *part, const uint8_t *body)
{
	uint64_t start, next = 0;

	if (!part->object_count)
		return;
	start = object_at(plan->parts[BDL_FIRST_EXHIBIT_PART].base + 1, plan->object_count) -
		part->objects[0];
	if (start > pdf.length || pdf.length - start < part->body_length)
		fault("the part is not in the bundle");
	for (uint32_t i = 0; i < part->reloc_count; i++) {
		const struct bdl_reloc *r = &part->relocs[i];
		uint32_t least, count;
		uint64_t number = 0;

		if (r->kind == BDL_RELOC_MENTION) {
			check_words(r, pdf.data + start + r->at);
			least = 0;
			count = 1;
		} else {
			number = digits((size_t)(start + r->at));
			allowed(plan, part, r, &least, &count);
		}
		if (number < least || number - least >= count ||
			(r->kind != BDL_RELOC_MENTION && number < 1) || number > plan->object_count)
			fault("the relocation at %llu became %llu", (unsigned long long)r->at,
				(unsigned long long)number);
		if (memcmp(pdf.data + start + next, body + next, (size_t)(r->at - next)) != 0)
			fault("the part's bytes were changed");
		next = r->at + 10;
	}
	if (memcmp(pdf.data + start + next, body + next, (size_t)(part->body_length - next)) != 0)
		fault("the part's bytes were changed");
}

static void check_bundle(const struct bdl_part *part, const uint8_t *bytes)
{
	struct bdl_plan plan;
	struct bdl_error err = {0};

	bdl_buffer_clear(&pdf);
	if (bdl_read_fd(out, "bundle.pdf", SIZE_MAX / 8, &pdf, &err) < 0)
		fault("%s", err.message);
	if (bdl_plan_make(&plan, &world.input, &err) < 0)
		fault("bound, but not planned: %s", err.message);
	check_objects(&plan);
	check_body(&plan, part, bytes);
	bdl_plan_release(&plan);
}

/* libqpdf is slow beside bind: one in so many is shown to it. */
static void prove(size_t length)
{
	struct bdl_buffer claims = BDL_BUFFER_INIT, findings = BDL_BUFFER_INIT;
	struct bdl_error err = {0};

	if (length % 16)
		return;
	if (bdl_bind_claims(&world.input, &claims, &err) < 0)
		fault("bound, but not claimed: %s", err.message);
	if (bdl_prove(pdf.data, pdf.length, claims.data, claims.length, &findings, &err) < 0 &&
		err.code != BDL_ENOMEM)
		fault("not examined: %s", err.message);
	bdl_buffer_release(&claims);
	bdl_buffer_release(&findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct bdl_part part = {0};
	struct bdl_error err = {0};
	bool loads;

	small_put(&world, bytes, length, 1);
	loads = bdl_part_load(&part, world.part, "hostile.pdf", &err) == 0;
	if (!loads && err.code == BDL_OK)
		fault("refused without a word");
	if (loads && part.page_count) {
		world.exhibit.pages = part.page_count;
		world.bundle.pages = SMALL_FRONT + part.page_count;
	}
	err = (struct bdl_error){0};
	if (ftruncate(out, 0) < 0)
		fault("no room");
	if (bdl_bind(&world.input, out, &err) < 0) {
		if (err.code == BDL_OK || err.code == BDL_EINTERNAL || !err.message[0])
			fault("refused as %d: %s", (int)err.code, err.message);
	} else if (!loads || !part.page_count) {
		fault("a part that cannot be loaded was bound");
	} else {
		check_bundle(&part, bytes);
		prove(length);
	}
	bdl_part_release(&part);
	return 0;
}

/* ---- rows of tables come and go, and the footer goes with them ---- */

struct shape {
	size_t body, tables[BDL_TABLES + 1],
		footer; /* offsets: the body's end, each table, the last one's end */
	uint32_t counts[BDL_TABLES];
};

static bool take_shape(const uint8_t *bytes, size_t length, struct shape *s)
{
	size_t at;

	if (length < BDL_PART_FOOTER_SIZE)
		return false;
	s->footer = length - BDL_PART_FOOTER_SIZE;
	memcpy(s->counts, bytes + s->footer + BDL_PART_MAGIC_SIZE + 8, sizeof(s->counts));
	at = s->footer;
	for (size_t t = BDL_TABLES; t-- > 0;) {
		uint64_t size = (uint64_t)s->counts[t] * bdl_part_rows[t].size;

		if (size > at)
			return false;
		s->tables[t + 1] = at;
		at -= (size_t)size;
	}
	s->tables[0] = s->body = at;
	return true;
}

static void put_shape(uint8_t *footer, const struct shape *s)
{
	uint64_t body = s->body;

	memcpy(footer, BDL_PART_MAGIC, BDL_PART_MAGIC_SIZE);
	memcpy(footer + BDL_PART_MAGIC_SIZE, &body, sizeof(body));
	memcpy(footer + BDL_PART_MAGIC_SIZE + 8, s->counts, sizeof(s->counts));
}

/* One row more, a copy of another one, or one less. */
static size_t change_rows(
	uint8_t *bytes, size_t length, size_t most, struct shape *s, uint32_t *dice)
{
	size_t t = roll(dice, BDL_TABLES), size = bdl_part_rows[t].size,
	       row = s->counts[t] ? roll(dice, s->counts[t]) : 0, at = s->tables[t] + row * size;

	if (roll(dice, 2) && s->counts[t]) {
		memmove(bytes + at, bytes + at + size, length - at - size);
		length -= size;
		s->counts[t]--;
	} else if (length + size <= most) {
		memmove(bytes + at + size, bytes + at, length - at);
		length += size;
		s->counts[t]++;
	}
	put_shape(bytes + length - BDL_PART_FOOTER_SIZE, s);
	return length;
}

/* One number of one row becomes another row's, or a bound, or one more or less. */
static void change_number(uint8_t *bytes, const struct shape *s, uint32_t *dice)
{
	static const uint32_t bounds[] = {0, 1, 2, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 9, 10, 11};
	size_t all = s->footer - s->body, at = s->body;
	uint32_t number;

	if (all < 8)
		return;
	at += roll(dice, (uint32_t)(all / 4 - 1)) * 4;
	memcpy(&number, bytes + at, 4);
	switch (roll(dice, 4)) {
	case 0:
		number = bounds[roll(dice, sizeof(bounds) / sizeof(*bounds))];
		break;
	case 1:
		memcpy(&number, bytes + s->body + roll(dice, (uint32_t)(all / 4 - 1)) * 4, 4);
		break;
	case 2:
		number++;
		break;
	default:
		number--;
	}
	memcpy(bytes + at, &number, 4);
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t length, size_t most, unsigned seed)
{
	uint32_t dice = seed;
	struct shape s;
	size_t body;

	if (!take_shape(bytes, length, &s) || roll(&dice, 16) == 0)
		return LLVMFuzzerMutate(bytes, length, most);
	switch (roll(&dice, 3)) {
	case 0:
		return change_rows(bytes, length, most, &s, &dice);
	case 1:
		change_number(bytes, &s, &dice);
		return length;
	default:
		break;
	}
	/* the body, at its length or, with all offsets wrong behind the place, at another */
	body = LLVMFuzzerMutate(bytes, s.body, s.body);
	if (body < s.body) {
		memmove(bytes + body, bytes + s.body, length - s.body);
		length -= s.body - body;
		s.body = body;
		put_shape(bytes + length - BDL_PART_FOOTER_SIZE, &s);
	}
	return length;
}
