/* What index.csv says of documents, in the table: which rows, what is left out, where things stand.
 */
#include "judge/nearest.h"
#include "judge/reckon.h"
#include "judge/section_table.h"
#include "judge/steer.h"
#include "rows.h"

#include <stdio.h>

/* ---- a table and an index.csv ---- */

enum { MOST = 12 };

static struct bdl_inside insides[MOST];

struct made {
	struct bdl_bundle b;
	struct bdl_steering steering;
	struct bdl_kinds *kinds;
	struct bdl_step_kinds *steps;
	struct bdl_error err;
};

/* Rows "path" or "path<parent" (row number) or "path=copied" (row number); bytes differ by row but
 * for copies. */
static void make(struct made *m, const char *const *rows, size_t count, enum bdl_stage stage)
{
	memset(m, 0, sizeof(*m));
	rows_init(&m->b, count, stage);
	for (size_t i = 0; i < count; i++) {
		struct bdl_exhibit *x = &m->b.exhibits[i];
		size_t n = strcspn(rows[i], "<=");

		x->path = x->name = bdl_arena_bytes(&m->b.arena, rows[i], n);
		x->kind = "letter";
		x->sha256[0] = (uint8_t)(i + 1);
		x->warnings = NULL;
		if (rows[i][n] == '<') {
			insides[i] = (struct bdl_inside){.parent = (size_t)(rows[i][n + 1] - '0')};
			x->inside = &insides[i];
		} else if (rows[i][n] == '=') {
			x->duplicate_of = (size_t)(rows[i][n + 1] - '0');
			x->sha256[0] = (uint8_t)(x->duplicate_of + 1);
			x->pages = 0;
			x->shown = false;
		}
	}
	m->kinds = rows_kinds();
	cr_assert_eq(bdl_step_kinds_load(&m->steps, NULL, 0, &m->err), 0, "%s", m->err.message);
}

static void steer(struct made *m, const char *csv)
{
	m->b.steering = NULL;
	cr_assert_eq(bdl_steer_read(&m->b.arena, csv, strlen(csv), &m->b.steering, &m->err), 0,
		"%s", m->err.message);
	cr_assert_eq(bdl_steer_words(&m->b, m->kinds, m->steps, &m->err), 0, "%s", m->err.message);
}

static void release(struct made *m)
{
	bdl_kinds_release(m->kinds);
	bdl_step_kinds_release(m->steps);
	bdl_bundle_release(&m->b);
}

/* Paths in the order of the table, copies with what they repeat, what came out of files with that.
 */
static const char *table(const struct made *m, char out[400])
{
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < m->b.exhibit_count; i++) {
		const struct bdl_exhibit *x = &m->b.exhibits[i];

		n += (size_t)snprintf(out + n, 400 - n, "%s%s", i ? " " : "", x->path);
		if (x->duplicate_of != BDL_NONE)
			n += (size_t)snprintf(
				out + n, 400 - n, "=%s", m->b.exhibits[x->duplicate_of].path);
		if (x->inside)
			n += (size_t)snprintf(
				out + n, 400 - n, "<%s", m->b.exhibits[x->inside->parent].path);
	}
	return out;
}

static const char *excluded(const struct made *m, char out[400])
{
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < m->b.excluded_count; i++)
		n += (size_t)snprintf(out + n, 400 - n, "%s%s%s", i ? " " : "",
			m->b.excluded[i].path, m->b.excluded[i].inside ? "<" : "");
	return out;
}

/* ---- leaving out ---- */

static const struct {
	const char *name, *rows[7], *csv, *table, *excluded;
} leaving[] = {
	{"a file", {"a", "b", "c"}, "path,include\nb,no\n", "a c", "b"},
	{"the first of two copies", {"a", "b=0", "c"}, "path,include\na,no\n", "b c", "a"},
	{"a copy", {"a", "b=0", "c"}, "path,include\nb,no\n", "a c", "b"},
	{"the first of three copies", {"a", "b=0", "c=0", "d"}, "path,include\na,no\n", "b c=b d",
		"a"},
	{"two of three copies", {"a", "b=0", "c=0", "d"}, "path,include\na,no\nb,no\n", "c d",
		"a b"},
	{"one before a copy's original", {"a", "b", "c=1"}, "path,include\na,no\n", "b c=b", "a"},
};

Test(steer, leaves_out_files_and_lets_copies_take_their_place)
{
	for (size_t i = 0; i < COUNT(leaving); i++) {
		char seen[400];
		struct made m;
		size_t count = 0;

		while (leaving[i].rows[count])
			count++;
		make(&m, leaving[i].rows, count, BDL_STAGE_TAKEN_IN);
		steer(&m, leaving[i].csv);
		cr_assert_eq(bdl_steer_files(&m.b, false, &m.err), 0, "%s: %s", leaving[i].name,
			m.err.message);
		cr_expect_str_eq(
			table(&m, seen), leaving[i].table, "%s: %s", leaving[i].name, seen);
		cr_expect_str_eq(
			excluded(&m, seen), leaving[i].excluded, "%s: %s", leaving[i].name, seen);
		release(&m);
	}
}

static const struct {
	const char *name, *rows[8], *csv, *table, *excluded;
} inner[] = {
	{"an attachment", {"m", "n", "m/a<0", "m/b<0", "n/c<1"}, "path,include\nm/a,no\n",
		"m n m/b<m n/c<n", "m/a<"},
	{"a message with what is in it", {"m", "n", "m/a<0", "m/b<0", "m/a/x<2", "m/a/y<2"},
		"path,include\nm/a,no\n", "m n m/b<m", "m/a< m/a/x< m/a/y<"},
	{"a copy in another mail takes over what is inside",
		{"m", "n", "m/a<0", "n/a=2", "m/a/x<2", "m/a/y<2"},
		"path,include\nm/a,no\nm/a/y,no\n", "m n n/a<n n/a/x<n/a", "m/a< m/a/y<"},
};

Test(steer, leaves_out_what_is_inside_files)
{
	for (size_t i = 0; i < COUNT(inner); i++) {
		char seen[400];
		struct made m;
		size_t count = 0;

		while (inner[i].rows[count])
			count++;
		make(&m, inner[i].rows, count, BDL_STAGE_TAKEN_IN);
		if (i == 2) {
			insides[3] = (struct bdl_inside){.parent = 1};
			m.b.exhibits[3].inside = &insides[3];
		}
		steer(&m, inner[i].csv);
		cr_assert_eq(bdl_steer_files(&m.b, true, &m.err), 0, "%s", m.err.message);
		m.b.stage = BDL_STAGE_READ;
		for (size_t k = 0; k < m.b.exhibit_count; k++)
			m.b.exhibits[k].pages = m.b.exhibits[k].duplicate_of == BDL_NONE ? 7 : 0;
		cr_assert_eq(bdl_steer_inner(&m.b, false, &m.err), 0, "%s: %s", inner[i].name,
			m.err.message);
		cr_expect_str_eq(table(&m, seen), inner[i].table, "%s: %s", inner[i].name, seen);
		for (size_t k = 0; k < m.b.exhibit_count; k++)
			cr_expect_eq(m.b.exhibits[k].pages, 7, "%s: %s was not read", inner[i].name,
				m.b.exhibits[k].path);
		release(&m);
	}
}

/* ---- rows that find nothing ---- */

Test(steer, rows_about_nothing_can_be_kept_to_be_told)
{
	static const char *const rows[] = {"a", "b"};
	struct made m;

	make(&m, rows, 2, BDL_STAGE_TAKEN_IN);
	steer(&m, "path,title\nc,x\na,y\nd/e,z\n");
	cr_assert_eq(bdl_steer_files(&m.b, true, &m.err), 0, "%s", m.err.message);
	m.b.stage = BDL_STAGE_READ;
	cr_assert_eq(bdl_steer_inner(&m.b, true, &m.err), 0, "%s", m.err.message);
	cr_expect_eq(bdl_steer_unmatched(m.b.steering, 0), 0);
	cr_expect_eq(bdl_steer_unmatched(m.b.steering, 1), 2);
	cr_expect_eq(bdl_steer_unmatched(m.b.steering, 3), 3);
	cr_expect_str_eq(m.b.exhibits[0].steer->title, "y");
	release(&m);
}

Test(steer, a_path_beats_bytes_and_bytes_know_each_file_once)
{
	static const char *const rows[] = {"a", "b", "c"};
	struct made m;
	char csv[600];

	/* row 1 has the bytes of b but the path of a; row 2 was b and is c now; row 3 finds what is
	 * left */
	snprintf(csv, sizeof(csv),
		"path,title,sha256\na,one,02%062d\nold,two,03%062d\nolder,three,02%062d\n", 0, 0,
		0);
	make(&m, rows, 3, BDL_STAGE_TAKEN_IN);
	steer(&m, csv);
	cr_assert_eq(bdl_steer_files(&m.b, false, &m.err), 0, "%s", m.err.message);
	cr_expect_str_eq(m.b.exhibits[0].steer->title, "one");
	cr_expect(m.b.exhibits[0].steer->changed);
	cr_expect_str_eq(m.b.exhibits[1].steer->title, "three");
	cr_expect_str_eq(m.b.exhibits[2].steer->title, "two");
	release(&m);
}

/* ---- where things stand ---- */

static const char *order(const struct made *m, char out[400])
{
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < m->b.section_count; i++) {
		const struct bdl_section *s = &m->b.sections[i];

		n += (size_t)snprintf(out + n, 400 - n, "%s%s:", i ? " " : "", s->id);
		for (size_t k = s->first; k < s->first + s->count; k++)
			n += (size_t)snprintf(
				out + n, 400 - n, " %s", m->b.exhibits[m->b.order[k]].path);
	}
	return out;
}

static const struct {
	const char *name, *sections[3], *csv, *order;
} places[] = {
	{"untouched", {NULL}, "path,title\n", "letters: a b m m/x m/y"},
	{"by number, then by date", {NULL}, "path,order\nm,1\nb,2\n", "letters: m m/x m/y b a"},
	{"between", {NULL}, "path,order\nm,1.5\nb,2\na,1\n", "letters: a m m/x m/y b"},
	{"attachments by number", {NULL}, "path,order\nm/y,1\n", "letters: a b m m/y m/x"},
	{"another section", {NULL}, "path,section\nb,payments\n",
		"letters: a m m/x m/y payments: b"},
	{"by its title", {NULL}, "path,section\nb,payments AND bank\n",
		"letters: a m m/x m/y payments: b"},
	{"two of one's own", {NULL}, "path,section\nb,Zoo\na,Ark\nm,zoo\n",
		"own-1: b m m/x m/y own-2: a"},
	{"an attachment elsewhere", {NULL}, "path,section\nm/x,Zoo\n",
		"letters: a b m m/y own-1: m/x"},
	{"an attachment where it is anyway", {NULL}, "path,section\nm/x,letters\n",
		"letters: a b m m/x m/y"},
	{"other order of sections", {"payments", NULL}, "path,section\nb,payments\n",
		"payments: b letters: a m m/x m/y"},
	{"all by one's own order", {"Zoo", "payments", NULL}, "path,section\nb,payments\na,Zoo\n",
		"own-1: a payments: b letters: m m/x m/y"},
};

Test(steer, sections_and_order_are_as_index_csv_and_bundle_yaml_say)
{
	static const char *const rows[] = {"a", "b", "m", "m/x<2", "m/y<2"};

	for (size_t i = 0; i < COUNT(places); i++) {
		const char *sections[3] = {places[i].sections[0], places[i].sections[1], NULL};
		char seen[400];
		struct made m;

		make(&m, rows, COUNT(rows), BDL_STAGE_TAKEN_IN);
		for (int k = 0; k < 5; k++)
			m.b.exhibits[k].date = rows_day(2023, 1, k + 1);
		m.b.about.sections = sections[0] ? sections : NULL;
		steer(&m, places[i].csv);
		cr_assert_eq(bdl_steer_files(&m.b, false, &m.err), 0, "%s", m.err.message);
		m.b.stage = BDL_STAGE_READ;
		cr_assert_eq(bdl_steer_inner(&m.b, false, &m.err), 0, "%s", m.err.message);
		m.b.stage = BDL_STAGE_DATED;
		cr_assert_eq(bdl_arrange(&m.b, m.kinds, &m.err), 0, "%s: %s", places[i].name,
			m.err.message);
		cr_expect_str_eq(order(&m, seen), places[i].order, "%s: %s", places[i].name, seen);
		release(&m);
	}
}

Test(steer, a_section_that_there_is_not_is_named_with_the_nearest)
{
	static const char *const rows[] = {"a"}, *sections[] = {"payment", NULL},
				 *twice[] = {"letters", "letters", NULL};
	struct bdl_section_table t;
	struct made m;

	make(&m, rows, 1, BDL_STAGE_TAKEN_IN);
	m.b.about.sections = (const char **)(uintptr_t)sections;
	cr_expect_eq(bdl_section_table_init(&t, &m.b, m.kinds, &m.err), -1);
	cr_expect_str_eq(m.err.message, "sections: there is no section \"payment\"");
	cr_expect_str_eq(m.err.hint, "the nearest is \"payments\"");
	m.err = (struct bdl_error){0};
	m.b.about.sections = (const char **)(uintptr_t)twice;
	cr_expect_eq(bdl_section_table_init(&t, &m.b, m.kinds, &m.err), -1);
	cr_expect_str_eq(m.err.message, "sections: \"letters\" stands there twice");
	release(&m);
}

/* ---- what is no news ---- */

#define HEAD "path,kind,section,unedited\n"

/* a is judged a letter (letters), b a bank statement (payments); m is a mail (letters), m/x in it
 * is other (other). */
static const struct {
	const char *name, *csv, *order;
} kept[] = {
	{"untouched", HEAD, "letters: a m m/x payments: b"},
	{"as it is judged", HEAD "a,,letters,\n", "letters: a m m/x payments: b"},
	{"another kind goes where that belongs", HEAD "a,bank-statement,,\n",
		"letters: m m/x payments: a b"},
	{"another kind, and it stays where it was", HEAD "a,bank-statement,letters,\n",
		"letters: a m m/x payments: b"},
	{"another kind, in a table that does not tell what was edited",
		"path,kind,section\na,bank-statement,letters\n", "letters: a m m/x payments: b"},
	{"another kind, and where that belongs", HEAD "a,bank-statement,payments,\n",
		"letters: m m/x payments: a b"},
	{"an attachment where its kind belongs", HEAD "m/x,,other,\n",
		"letters: a m payments: b other: m/x"},
	{"an attachment where the kind of its mail belongs, which goes elsewhere",
		HEAD "m,,Zoo,\nm/x,,letters,\n", "letters: a m/x payments: b own-1: m"},
	{"an attachment goes with its mail", HEAD "m,,Zoo,\n",
		"letters: a payments: b own-1: m m/x"},
	{"the same, in a table that does not tell what was edited",
		"path,section\nm,Zoo\nm/x,letters\n", "letters: a payments: b own-1: m m/x"},
};

Test(steer, a_section_that_a_person_wrote_is_not_taken_for_the_programs_own)
{
	static const char *const rows[] = {"a", "b", "m", "m/x<2"};
	static const char *const judged[] = {"letter", "bank-statement", "email", "other"};

	for (size_t i = 0; i < COUNT(kept); i++) {
		char seen[400];
		struct made m;

		make(&m, rows, COUNT(rows), BDL_STAGE_TAKEN_IN);
		steer(&m, kept[i].csv);
		cr_assert_eq(bdl_steer_files(&m.b, false, &m.err), 0, "%s", m.err.message);
		m.b.stage = BDL_STAGE_READ;
		cr_assert_eq(bdl_steer_inner(&m.b, false, &m.err), 0, "%s", m.err.message);
		for (size_t k = 0; k < COUNT(rows); k++) {
			struct bdl_exhibit *x = &m.b.exhibits[k];

			x->date = rows_day(2023, 1, (int)k + 1);
			x->kind =
				bdl_steer_kind(&m.b, x, bdl_kinds_find(m.kinds, judged[k]), m.kinds)
					->id;
		}
		m.b.stage = BDL_STAGE_DATED;
		cr_assert_eq(bdl_arrange(&m.b, m.kinds, &m.err), 0, "%s: %s", kept[i].name,
			m.err.message);
		cr_expect_str_eq(order(&m, seen), kept[i].order, "%s: %s", kept[i].name, seen);
		release(&m);
	}
}

/* The document states 1 March to 31 March 2023. */
static const struct {
	const char *name, *csv, *says; /* says: the days that the author gives; "": none */
} days[] = {
	{"as it is", "path,date\na,2023-03-01 to 2023-03-31\n", ""},
	{"narrowed to its first day", "path,date\na,2023-03-01\n", "2023-03-01"},
	{"narrowed to some days", "path,date\na,2023-03-01 to 2023-03-30\n",
		"2023-03-01 to 2023-03-30"},
	{"from an archive, which lists first days", "path,date,precision\na,2023-03-01,day\n", ""},
	{"from an archive, another day", "path,date,precision\na,2023-03-02,day\n", "2023-03-02"},
	{"from an archive, confirmed", "path,date,precision,date_source\na,2023-03-01,day,author\n",
		"2023-03-01"},
};

Test(steer, days_that_were_narrowed_are_the_authors)
{
	static const char *const rows[] = {"a"};

	for (size_t i = 0; i < COUNT(days); i++) {
		char iso[BDL_DAY_TEXT], until[BDL_DAY_TEXT], seen[2 * BDL_DAY_TEXT + 8];
		struct bdl_exhibit *x;
		struct made m;

		make(&m, rows, 1, BDL_STAGE_TAKEN_IN);
		x = &m.b.exhibits[0];
		x->date = rows_day(2023, 3, 1);
		x->date.until = (struct bdl_day){2023, 3, 31};
		steer(&m, days[i].csv);
		cr_assert_eq(bdl_steer_files(&m.b, false, &m.err), 0, "%s", m.err.message);
		cr_assert_eq(bdl_steer_date_of(&m.b, x, NULL, &m.err), 0, "%s", m.err.message);
		bdl_day_iso(x->date.day, iso);
		bdl_day_iso(x->date.until, until);
		snprintf(seen, sizeof(seen), "%s%s%s", iso, until[0] ? " to " : "", until);
		if (x->date.source != BDL_FROM_AUTHOR)
			seen[0] = '\0';
		cr_expect_str_eq(seen, days[i].says, "%s: %s", days[i].name, seen);
		release(&m);
	}
}

/* ---- allegations ---- */

/* "Delay: 1 3; Poor communication:" by the numbers of the documents. */
static const char *alleged(const struct made *m, char out[400])
{
	const struct bdl_told *told = m->b.about.told;
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; told && i < told->allegation_count; i++) {
		n += (size_t)snprintf(
			out + n, 400 - n, "%s%s:", i ? "; " : "", told->allegations[i].heading);
		for (size_t k = 0; k < told->allegations[i].row_count; k++)
			n += (size_t)snprintf(out + n, 400 - n, " %u",
				m->b.exhibits[told->allegations[i].rows[k]].number);
	}
	return out;
}

/* Numbers: a 1, b 2, m 3, m/x 4; c is a copy of a. */
static void reckon(struct made *m, const char *csv)
{
	static const char *const rows[] = {"a", "b", "c=0", "m", "m/x<3"};

	make(m, rows, COUNT(rows), BDL_STAGE_TAKEN_IN);
	for (int k = 0; k < 5; k++)
		m->b.exhibits[k].date = rows_day(2023, 1, k + 1);
	steer(m, csv);
	cr_assert_eq(bdl_steer_files(&m->b, false, &m->err), 0, "%s", m->err.message);
	m->b.stage = BDL_STAGE_READ;
	cr_assert_eq(bdl_steer_inner(&m->b, false, &m->err), 0, "%s", m->err.message);
	m->b.stage = BDL_STAGE_DATED;
	cr_assert_eq(bdl_arrange(&m->b, m->kinds, &m->err), 0, "%s", m->err.message);
}

Test(allegations, have_the_documents_of_both_files_in_the_bundles_order)
{
	static const char *delay[] = {"m/x", "c", NULL}, *all[] = {".", NULL};
	struct bdl_allegation list[] = {{.heading = "Delay", .files = delay},
		{.heading = "No one asked"}, {.heading = "Process", .files = all}};
	struct bdl_told told = {.allegations = list, .allegation_count = 3};
	char seen[400];
	struct made m;

	reckon(&m, "path,allegations\nb,delay; wrong sums\nc,Wrong sums\n");
	m.b.about.told = &told;
	cr_assert_eq(bdl_tag_allegations(&m.b, &m.err), 0, "%s", m.err.message);
	cr_expect_str_eq(alleged(&m, seen),
		"Delay: 1 2 4; No one asked:; Process: 1 2 3; Wrong sums: 1 2", "%s", seen);
	release(&m);
}

Test(allegations, of_index_csv_alone_need_no_bundle_yaml)
{
	char seen[400];
	struct made m;

	reckon(&m, "path,allegations\nm,Poor communication;Delay\na,delay\n");
	cr_assert_eq(bdl_tag_allegations(&m.b, &m.err), 0, "%s", m.err.message);
	cr_expect_str_eq(alleged(&m, seen), "Poor communication: 3; Delay: 1 3", "%s", seen);
	release(&m);

	reckon(&m, "path,title\n");
	cr_assert_eq(bdl_tag_allegations(&m.b, &m.err), 0);
	cr_expect_null(m.b.about.told);
	release(&m);
}

Test(allegations, name_a_file_that_there_is_not)
{
	static const char *files[] = {"nowhere.pdf", NULL};
	struct bdl_allegation list[] = {{.heading = "Delay", .files = files}};
	struct bdl_told told = {.allegations = list, .allegation_count = 1};
	struct made m;

	reckon(&m, "path,title\n");
	m.b.about.told = &told;
	cr_expect_eq(bdl_tag_allegations(&m.b, &m.err), -1);
	cr_expect_str_eq(m.err.message, "allegations: Delay: there is no file \"nowhere.pdf\"");
	release(&m);
}

/* ---- slips ---- */

static const struct {
	const char *one, *other;
	bool slip;
} slips[] = {
	{"Delay", "Delai", true},
	{"Delay", "Delays", true},
	{"Poor communication", "Poor comunication", true},
	{"Poor communication", "poor comunicatoin", false},
	{"Letters from the CMS", "Letters form the CMS", true},
	{"Letters from the CMS", "Letters to the CMS", false},
	{"Delay", "delay", false},
	{"Delay", "Dealy", false},
	{"Year 2022", "Year 2023", false},
	{"Exhibit A", "Exhibit B", false},
	{"Part I", "Part II", false},
	{"Letters of Mr A", "Letters of Ms A", false},
	{"Home", "Hole", false},
	{"School", "Sports", false},
};

Test(nearest, a_slip_is_told_from_another_name)
{
	for (size_t i = 0; i < COUNT(slips); i++) {
		cr_expect_eq(bdl_is_slip(slips[i].one, slips[i].other), slips[i].slip, "%s, %s",
			slips[i].one, slips[i].other);
		cr_expect_eq(bdl_is_slip(slips[i].other, slips[i].one), slips[i].slip, "%s, %s",
			slips[i].other, slips[i].one);
	}
}
