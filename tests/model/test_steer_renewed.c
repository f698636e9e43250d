/* index.csv written anew from what was read: whatever the program wrote it reads, and nothing that
 * is somebody's own is lost. */
#include "base/buffer.h"
#include "model/bundle.h"
#include "model/steer.h"
#include "model/told.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* A bundle of one document, its texts as long as they come. */
struct made {
	struct bdl_bundle b;
	struct bdl_exhibit x;
	struct bdl_section section;
	size_t order;
};

static const char *long_text(struct bdl_arena *a, size_t length)
{
	char *text = bdl_arena_alloc(a, length + 1);

	for (size_t i = 0; i < length; i++)
		text[i] = i % 7 == 3 ? ' ' : (char)('a' + i % 26);
	text[0] = '=';
	text[length - 1] = '"';
	return text;
}

static void make(struct made *m)
{
	memset(m, 0, sizeof(*m));
	bdl_bundle_init(&m->b);
	m->x = (struct bdl_exhibit){.path = "a.pdf",
		.name = "a.pdf",
		.kind = "letter",
		.number = 1,
		.title = long_text(&m->b.arena, 5000),
		.duplicate_of = BDL_NONE,
		.shown = true,
		.date = {.day = {.year = 2023, .month = 2, .day = 10},
			.precision = BDL_TO_DAY,
			.source = BDL_FROM_TEXT}};
	m->section = (struct bdl_section){
		.id = "letters", .title = long_text(&m->b.arena, 3000), .count = 1};
	m->b.exhibits = &m->x;
	m->b.exhibit_count = 1;
	m->b.order = &m->order;
	m->b.order_count = 1;
	m->b.sections = &m->section;
	m->b.section_count = 1;
}

/* All headings that there can be, as long as they can be, and all about the document. */
static void allege(struct made *m)
{
	struct bdl_told *told = bdl_arena_alloc(&m->b.arena, sizeof(*told));
	static size_t row = 0;

	told->allegations =
		bdl_arena_alloc(&m->b.arena, BDL_TOLD_MOST * sizeof(*told->allegations));
	told->allegation_count = BDL_TOLD_MOST;
	for (size_t i = 0; i < BDL_TOLD_MOST; i++)
		told->allegations[i] = (struct bdl_allegation){
			.heading = bdl_arena_printf(
				&m->b.arena, "%zu %.490s", i, long_text(&m->b.arena, 490)),
			.rows = &row,
			.row_count = 1};
	m->b.about.told = told;
}

static void release(struct made *m)
{
	m->b.exhibits = NULL;
	bdl_bundle_release(&m->b);
}

/* Writes the table, and reads it as what steers from now on. */
static void renew(struct made *m, struct bdl_buffer *csv)
{
	struct bdl_error err = {0};

	bdl_buffer_clear(csv);
	cr_assert_eq(bdl_steer_write(&m->b, csv), 0);
	cr_assert(bdl_steer_is_index(bdl_buffer_string(csv), csv->length));
	cr_assert_eq(bdl_steer_read(&m->b.arena, bdl_buffer_string(csv), csv->length,
			     &m->b.steering, &err),
		0, "%s", err.message);
	cr_assert_eq(m->b.steering->row_count, 1);
	m->x.steer = &m->b.steering->rows[0];
}

static void expect_same(struct made *m, struct bdl_buffer *csv)
{
	struct bdl_buffer again = BDL_BUFFER_INIT;

	renew(m, &again);
	cr_expect_str_eq(bdl_buffer_string(&again), bdl_buffer_string(csv));
	bdl_buffer_release(&again);
}

Test(steer_renewed, however_long_a_cell_is_that_the_program_wrote_it_reads_it)
{
	struct bdl_buffer csv = BDL_BUFFER_INIT;
	struct made m;

	make(&m);
	allege(&m);
	renew(&m, &csv);
	cr_expect_null(m.x.steer->title);
	cr_expect_null(m.x.steer->section);
	cr_expect_null(m.x.steer->allegations);
	expect_same(&m, &csv);
	bdl_buffer_release(&csv);
	release(&m);
}

/* The same texts, given by the author, who may have no column that tells so. */
Test(steer_renewed, however_long_a_cell_is_it_stays_the_authors)
{
	struct bdl_buffer csv = BDL_BUFFER_INIT;
	struct bdl_steer row = {.has_date = true, .received = "2023-02-12"};
	struct made m;

	make(&m);
	allege(&m);
	row.title = m.x.title;
	row.section = m.section.title;
	row.allegations = &m.x.title; /* any: all that the document is tagged to is written */
	m.x.steer = &row;
	renew(&m, &csv);
	cr_expect_str_eq(m.x.steer->title, m.x.title);
	cr_expect_str_eq(m.x.steer->section, m.section.title);
	cr_expect_str_eq(m.x.steer->received, "2023-02-12");
	cr_expect(m.x.steer->has_date && m.x.steer->day.day == 10);
	for (size_t i = 0; i < BDL_TOLD_MOST; i++)
		cr_assert_str_eq(m.x.steer->allegations[i], m.b.about.told->allegations[i].heading);
	cr_expect_null(m.x.steer->allegations[BDL_TOLD_MOST]);
	expect_same(&m, &csv);
	bdl_buffer_release(&csv);
	release(&m);
}

/* ---- columns of the person's own ---- */

static const struct {
	const char *name, *csv, *own; /* own: what the table has behind its last column, each cell
					 with | in front */
} owned[] = {
	{"with a heading", "path,title,mine\na.pdf,x,ask him\n", "|mine/|ask him"},
	{"without one", "path,title,\na.pdf,x,ask him\n", "|/|ask him"},
	{"without one, in front", ",path,title\nask him,a.pdf,x\n", "|/|ask him"},
	{"behind the last heading", "path,title\na.pdf,x,,ask him\n", "|/|ask him"},
	{"several", "path,,title, ,mine,\na.pdf,1,x,2,3,4\n", "|||mine|/|1|2|3|4"},
	{"empty ones, as spreadsheets save them", "path,title,,,\na.pdf,x,, ,\n", "/"},
};

/* What stands behind the column unedited, in the head and in the row. */
static void own_part(const char *csv, char out[200])
{
	size_t n = 0, before = 0;

	for (const char *s = csv; s < strstr(csv, "unedited"); s++)
		before += *s == ',';
	before++; /* the comma behind it */
	out[0] = '\0';
	for (unsigned line = 0; line < 2; line++) {
		size_t commas = 0;

		for (; *csv && *csv != '\r'; csv++) {
			commas += *csv == ',';
			if (commas >= before)
				out[n++] = *csv == ',' ? '|' : *csv;
		}
		csv += *csv ? 2 : 0;
		if (line == 0)
			out[n++] = '/';
	}
	out[n] = '\0';
}

Test(steer_renewed, columns_of_ones_own_are_kept)
{
	for (size_t i = 0; i < sizeof(owned) / sizeof(owned[0]); i++) {
		struct bdl_buffer csv = BDL_BUFFER_INIT;
		struct bdl_error err = {0};
		char seen[200];
		struct made m;

		make(&m);
		m.x.title = "T";
		m.section.title = "S";
		cr_assert_eq(bdl_steer_read(&m.b.arena, owned[i].csv, strlen(owned[i].csv),
				     &m.b.steering, &err),
			0, "%s", err.message);
		m.x.steer = &m.b.steering->rows[0];
		renew(&m, &csv);
		own_part(bdl_buffer_string(&csv), seen);
		cr_expect_str_eq(seen, owned[i].own, "%s: %s", owned[i].name, seen);
		expect_same(&m, &csv);
		bdl_buffer_release(&csv);
		release(&m);
	}
}

Test(steer_renewed, a_hundred_empty_columns_are_none)
{
	static char csv[3000] = "path,title";
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_steering *s = NULL;
	struct bdl_error err = {0};

	memset(csv + strlen(csv), ',', 1000);
	strcat(csv, "\na.pdf,x");
	memset(csv + strlen(csv), ',', 1000);
	cr_assert_eq(bdl_steer_read(&a, csv, strlen(csv), &s, &err), 0, "%s", err.message);
	cr_expect_eq(s->own_count, 0);
	bdl_arena_release(&a);
}
