/* The ruled table of records: nothing is lost, heads on every page, rows in one piece. */
#include "read/ledger.h"
#include "reading_fixture.h"

static const struct bdl_ledger_column columns[] = {
	{"Date", 72, 100, false}, {"What", 190, 144, false}, {"Amount", 547, 70, true}};

/* What pdftotext says of page `page` of the ledger that `fill` makes. */
static void draw(struct made *m, void (*fill)(struct bdl_ledger *l))
{
	struct bdl_reading r = {.name = "a.csv",
		.output_limit = 1u << 30,
		.inner = -1,
		.ocr = "",
		.arena = &m->arena,
		.facts = &m->facts};
	struct bdl_sheet s;
	struct bdl_ledger l;
	char folder[64];
	FILE *out;

	*m = (struct made){0};
	temporary(folder);
	r.scratch = folder;
	out = file_of(folder, "out", "", 0);
	r.output = fileno(out);
	cr_assert_eq(bdl_sheet_open(&s, false, "Title", "Provenance.", &m->err), 0, "%s",
		m->err.message);
	bdl_ledger_begin(&l, &s, columns, 3);
	fill(&l);
	bdl_ledger_end(&l);
	cr_assert_eq(bdl_sheet_close(&s, &r, &m->err), 0, "%s", m->err.message);
	cr_assert_eq(bdl_part_load(&m->part, r.output, "x", &m->err), 0);
	m->body = malloc((size_t)m->part.body_length + 1);
	cr_assert_eq(bdl_pread_all(r.output, m->body, (size_t)m->part.body_length, 0), 0);
	m->body[m->part.body_length] = '\0';
	fclose(out);
	bdl_remove_tree(AT_FDCWD, folder);
}

static unsigned count_words(struct made *m, unsigned page, const char *word)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	unsigned count = 0;

	poppler(m, "pdftotext -layout", page, "-", &text);
	for (const char *at = bdl_buffer_string(&text); (at = strstr(at, word)); at += strlen(word))
		count++;
	bdl_buffer_release(&text);
	return count;
}

static unsigned begins[100];

static void hundred_rows(struct bdl_ledger *l)
{
	l->carried = "Brought forward";
	for (int i = 0; i < 100; i++) {
		char number[16];
		const char *cells[] = {
			"10 February 2023", "three words that wrap to lines", number};

		snprintf(number, sizeof(number), "#%d", i);
		l->carried_value = "1.00";
		begins[i] = bdl_ledger_row(l, cells, false, 0);
	}
}

Test(ledger, repeats_its_heads_and_loses_no_row)
{
	unsigned rows = 0;
	struct made m;

	draw(&m, hundred_rows);
	cr_assert_geq(m.facts.pages, 4);
	for (unsigned page = 1; page <= m.facts.pages; page++) {
		unsigned here = count_words(&m, page, "#"), said = 0;

		cr_expect_eq(count_words(&m, page, "Amount"), 1, "page %u", page);
		cr_expect_eq(count_words(&m, page, "Brought forward"), page > 1, "page %u", page);
		cr_expect_eq(count_words(&m, page, "lines"), here, "a row is in one piece");
		for (int i = 0; i < 100; i++)
			said += begins[i] == page;
		cr_expect_eq(here, said, "page %u has %u rows", page, here);
		rows += here;
	}
	cr_expect_eq(rows, 100);
	unmake(&m);
}

static void tall_row(struct bdl_ledger *l)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	const char *cells[3] = {"first", NULL, "last"};

	for (int i = 0; i < 500; i++)
		bdl_buffer_printf(&text, "word%03d ", i);
	cells[1] = bdl_buffer_string(&text);
	bdl_ledger_row(l, cells, true, 0);
	bdl_buffer_release(&text);
}

Test(ledger, splits_a_row_that_is_taller_than_a_page_between_lines)
{
	unsigned words = 0;
	struct made m;

	draw(&m, tall_row);
	cr_assert_geq(m.facts.pages, 4);
	for (unsigned page = 1; page <= m.facts.pages; page++)
		words += count_words(&m, page, "word");
	cr_expect_eq(words, 500);
	unmake(&m);
}

static void groups(struct bdl_ledger *l)
{
	for (int i = 0; i < 40; i++) {
		const char *cells[] = {"a", "row", "1"};

		bdl_ledger_group(l, "Monday");
		bdl_ledger_row(l, cells, false, 0);
	}
}

Test(ledger, keeps_a_heading_with_its_row)
{
	struct made m;

	draw(&m, groups);
	for (unsigned page = 1; page <= m.facts.pages; page++)
		cr_expect_eq(count_words(&m, page, "Monday"), count_words(&m, page, "row"),
			"page %u", page);
	unmake(&m);
}
