/* A bundle over its recipient's limits comes out as volumes, each whole in itself. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct fixture f;

static void setup(void)
{
	fixture_init(&f);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(volumes, .init = setup, .fini = teardown, .timeout = 600);

/* Runs a command that must end with that status. */
#define EXPECT(wanted, ...)                                                                        \
	do {                                                                                       \
		struct run run_;                                                                   \
		fixture_run(&f, &run_, __VA_ARGS__);                                               \
		cr_assert_eq(                                                                      \
			run_.status, wanted, "status %d: %s%s", run_.status, run_.out, run_.err);  \
		run_release(&run_);                                                                \
	} while (0)

/* Letters of three pages, a month between them; the tenth day of a year of which each says the
 * month. */
static void letters(unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		char name[64], words[64];

		snprintf(name, sizeof(name), "letters/2022-%02u-10 letter.pdf", i % 12 + 1);
		snprintf(words, sizeof(words), "Letter %u", i);
		fixture_pdf(&f, name, words, 3, 0);
	}
}

/* A picture of side x side grey points by chance, which nothing makes smaller. */
static void noise(const char *path, unsigned side, unsigned seed)
{
	EXPECT(0,
		"mkdir -p \"$E/photos\"; python3 -c \"import random,struct,sys,zlib\n"
		"side,seed=int(sys.argv[2]),int(sys.argv[3])\n"
		"r=random.Random(seed)\n"
		"rows=b''.join(b'\\0'+r.randbytes(side) for _ in range(side))\n"
		"c=lambda t,d: "
		"struct.pack('>I',len(d))+t+d+struct.pack('>I',zlib.crc32(t+d))\n"
		"open(sys.argv[1],'wb').write(b'\\x89PNG\\r\\n\\x1a\\n'+c(b'IHDR',struct.pack('>"
		"IIBBBBB',side,side,8,0,0,0,0))+c(b'IDAT',zlib.compress(rows,1))+c(b'IEND',b''))\n"
		"\" \"$E/%s\" %u %u",
		path, side, seed);
}

/* Builds with --json into ROOT/out as T. */
static json_t *build(const char *options, int status)
{
	json_t *table;
	char *text;

	EXPECT(status,
		"$BUNDLE build $E --output out --name T --date 2026-03-01 --ocr off --json %s "
		">table.json",
		options);
	text = fixture_read(&f, "table.json", NULL);
	table = json_loads(text, 0, NULL);
	free(text);
	cr_assert_not_null(table);
	return table;
}

static long long number(const json_t *o, const char *key)
{
	return json_integer_value(json_object_get(o, key));
}

static size_t volume_count(const json_t *table)
{
	return json_array_size(json_object_get(table, "volumes"));
}

/*
 * What every bundle of volumes must hold: each PDF by other people's tools, the archive's lists and
 * members, the table's schema; sizes and pages as they are told.
 */
static void check(const json_t *table)
{
	size_t count = volume_count(table);

	EXPECT(0,
		"cd out && sha256sum -c T.tar.gz.sha256 && rm -rf T && tar xzf T.tar.gz && cd T && "
		"sha256sum -c manifest-sha256.txt && sha256sum -c tagmanifest-sha256.txt && "
		"test ! -e bundle.pdf && $BUNDLE verify ../T.tar.gz");
	EXPECT(0,
		"python3 -c \"import json,jsonschema,sys; jsonschema.Draft202012Validator("
		"json.load(open(sys.argv[1]))).validate(json.load(open(sys.argv[2])))\" "
		"%s/schemas/bundle.schema.json out/T/bundle.json",
		getenv("BUNDLE_SOURCE"));
	EXPECT(0,
		"test $(ls out/T/bundle-*.pdf | wc -l) = %zu && test $(ls out/*.pdf | wc -l) = %zu",
		count, count);
	for (size_t i = 0; i < count; i++) {
		const json_t *v = json_array_get(json_object_get(table, "volumes"), i);
		const json_t *p = json_array_get(json_object_get(table, "pdfs"), i);
		char file[64];

		snprintf(file, sizeof(file), "T Volume %zu of %zu.pdf", i + 1, count);
		cr_expect_str_eq(json_string_value(json_object_get(p, "file")), file);
		cr_expect_eq(number(p, "pages"), number(v, "pages"));
		cr_expect_eq(number(p, "size"), number(v, "size"));
		EXPECT(0,
			"python3 %s/tests/support/check_bundle.py 'out/%s' table.json --volume %zu",
			getenv("BUNDLE_SOURCE"), file, i + 1);
		EXPECT(0,
			"cmp 'out/%s' out/T/bundle-%zu.pdf && test $(stat -c %%s 'out/%s') = %lld "
			"&& "
			"test $(qpdf --show-npages 'out/%s') = %lld",
			file, i + 1, file, number(v, "size"), file, number(v, "pages"));
	}
}

/* The text of pages of a PDF of ROOT/out, as it stands on the page. */
static char *text_of(const char *file, unsigned first, unsigned last)
{
	struct run r;
	char *text;

	fixture_run(&f, &r, "pdftotext -layout -f %u -l %u 'out/%s' -", first, last, file);
	cr_assert_eq(r.status, 0, "%s", r.err);
	text = r.out;
	r.out = NULL;
	run_release(&r);
	return text;
}

static void expect_text(const char *file, unsigned first, unsigned last, const char *wanted)
{
	char *text = text_of(file, first, last);

	cr_expect(strstr(text, wanted), "%s has no \"%s\" on pages %u to %u:\n%s", file, wanted,
		first, last, text);
	free(text);
}

Test(volumes, within_so_many_pages)
{
	json_t *table;

	letters(12);
	table = build("--max-pages 25", 0);
	cr_assert_eq(volume_count(table), 2);
	check(table);
	for (size_t i = 0; i < 2; i++)
		cr_expect_leq(
			number(json_array_get(json_object_get(table, "volumes"), i), "pages"), 25);
	json_decref(table);
	expect_text("T Volume 1 of 2.pdf", 1, 1, "Volume 1 of 2");
	expect_text("T Volume 2 of 2.pdf", 1, 1, "Volume 2 of 2");
	expect_text("T Volume 2 of 2.pdf", 1, 1, "12 of 12 files, in all 2 volumes");
	expect_text("T Volume 2 of 2.pdf", 1, 1, "The chronology of all volumes is in volume 1.");
	expect_text("T Volume 2 of 2.pdf", 2, 2, "Documents 7 to 12 of 12 are in this volume.");
	expect_text("T Volume 2 of 2.pdf", 2, 2, ", continued");
	expect_text("T Volume 2 of 2.pdf", 3, 3, ", continued");
	expect_text("T Volume 1 of 2.pdf", 3, 3, "page 2/4");
	EXPECT(0, "qpdf --json=2 --json-key=outlines 'out/T Volume 2 of 2.pdf' | grep -q ', "
		  "continued .p.2/'");
	EXPECT(0, "head -n 1 out/T/index.csv | tr -d '\\r' | grep -q ',parent,volume$' && "
		  "grep -c ',2\r$' out/T/index.csv | grep -qx 6");
	EXPECT(0, "pdfinfo 'out/T Volume 2 of 2.pdf' | grep -q 'Title: .*, Volume 2 of 2$'");
}

Test(volumes, what_fits_is_one_pdf_and_the_same)
{
	letters(3);
	EXPECT(0, "$BUNDLE build $E --output one --name T --date 2026-03-01 --quiet");
	EXPECT(0, "pages=$(qpdf --show-npages one/T.pdf); size=$(stat -c %%s one/T.pdf); "
		  "$BUNDLE build $E --output two --name T --date 2026-03-01 --quiet --max-pages "
		  "$pages "
		  "--max-size $size && cmp one/T.tar.gz two/T.tar.gz && cmp one/T.pdf two/T.pdf");
	EXPECT(0, "pages=$(qpdf --show-npages one/T.pdf); $BUNDLE build $E --output three --name T "
		  "--quiet --max-pages $((pages - 1)) && ls three/*2.pdf");
	EXPECT(0, "size=$(stat -c %%s one/T.pdf); $BUNDLE build $E --output four --name T "
		  "--quiet --max-size $((size - 1)) && ls four/*2.pdf");
}

Test(volumes, the_size_holds_for_what_comes_out)
{
	static const unsigned limits[] = {640, 777, 900, 1300};

	for (unsigned i = 0; i < 9; i++) {
		char name[64];

		snprintf(name, sizeof(name), "photos/2022-0%u-05.png", i + 1);
		noise(name, 300 + 40 * i, i);
	}
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		char options[64];
		json_t *table, *v;
		size_t k;

		snprintf(options, sizeof(options), "--max-size %uk", limits[i]);
		table = build(options, 0);
		cr_assert_geq(volume_count(table), 2, "%uk", limits[i]);
		check(table);
		json_array_foreach(json_object_get(table, "volumes"), k, v)
			cr_expect_leq(number(v, "size"), (long long)limits[i] * 1000,
				"%uk: volume %zu has %lld", limits[i], k + 1, number(v, "size"));
		json_decref(table);
		EXPECT(0, "rm -rf out");
	}
}

/* "696.1 kB" beside each volume on each cover is what the PDF has. */
Test(volumes, the_covers_say_how_large_each_is)
{
	struct run r;
	json_t *table;

	letters(12);
	noise("photos/2022-05-05.png", 700, 1);
	table = build("--max-size 700kB", 0);
	cr_assert_geq(volume_count(table), 2);
	for (size_t i = 0; i < volume_count(table); i++) {
		char file[64], row[64];

		snprintf(file, sizeof(file), "T Volume %zu of %zu.pdf", i + 1, volume_count(table));
		fixture_run(&f, &r,
			"LC_ALL=C awk \"BEGIN{printf \\\"%%.1f kB\\\", $(stat -c %%s 'out/%s') / "
			"1000}\"",
			file);
		cr_assert_eq(r.status, 0, "%s", r.err);
		for (size_t k = 0; k < volume_count(table); k++) {
			snprintf(row, sizeof(row), "T Volume %zu of %zu.pdf", k + 1,
				volume_count(table));
			expect_text(row, 1, 1, r.out);
		}
		run_release(&r);
	}
	json_decref(table);
}

Test(volumes, the_same_again_are_the_same_bytes)
{
	letters(12);
	noise("photos/2022-05-05.png", 700, 1);
	for (int i = 1; i <= 2; i++)
		EXPECT(0,
			"$BUNDLE build $E --output out%d --name T --date 2026-03-01 --quiet --ocr "
			"off "
			"--max-size 900kB --jobs %d; rm -rf $E/.bundle",
			i, i);
	EXPECT(0, "for f in out1/*; do cmp \"$f\" \"out2/${f#out1/}\" || exit 1; done; "
		  "test $(ls out2 | wc -l) = $(ls out1 | wc -l)");
}

Test(volumes, one_document_too_large_is_alone_and_named)
{
	struct run r;
	json_t *table;

	letters(6);
	noise("photos/2022-05-05 large.png", 1200, 1);
	table = build("--max-size 900k", 1);
	check(table);
	json_decref(table);
	fixture_run(&f, &r, "$BUNDLE build $E --output out --name T --ocr off --max-size 900k");
	cr_expect_eq(r.status, 1);
	cr_expect(strstr(r.out, "the others within 900 kB"), "%s", r.out);
	cr_expect(strstr(r.out,
			  "photos/2022-05-05 large.png: 1 page, with what stands in front of it "),
		"%s", r.out);
	cr_expect(strstr(r.out, "7 of 7 files accounted for\n"), "%s", r.out);
	run_release(&r);
	/* alone in the folder, it is the bundle */
	fixture_run(&f, &r,
		"rm -r $E/letters out; $BUNDLE build $E --output out --name T --ocr off --max-size "
		"900k");
	cr_expect_eq(r.status, 1);
	cr_expect(strstr(r.out, "The bundle is over 900 kB: it holds one document"), "%s", r.out);
	cr_expect(fixture_exists(&f, "out/T.pdf"));
	run_release(&r);
}

Test(volumes, a_limit_below_the_cover_parts_all)
{
	struct run r;

	letters(3);
	fixture_run(&f, &r, "$BUNDLE build $E --output out --name T --max-pages 1");
	cr_expect_eq(r.status, 1);
	cr_expect(strstr(r.out, "3 volumes, none within 1 page\n"), "%s", r.out);
	cr_expect(strstr(r.out,
			  "  Volume 3 is over that: it holds one document, which is not split:\n"),
		"%s", r.out);
	run_release(&r);
	EXPECT(0, "$BUNDLE verify out/T.tar.gz");
}

Test(volumes, a_document_of_another_volume_that_could_not_be_shown)
{
	json_t *table;

	letters(8);
	fixture_put(&f, "zz strange.bin", "\x01\x02\x03\x04\xFF\xFE\xFD", 7);
	for (unsigned i = 1; i <= 4; i++) {
		char name[32];

		snprintf(name, sizeof(name), "empty%u.pdf", i);
		fixture_put(&f, name, "", 0);
		table = build("--max-pages 17", 1);
		check(table);
		cr_expect_geq(volume_count(table), 2);
		json_decref(table);
		/* an empty file is a copy of the first: make the next one another */
		snprintf(name, sizeof(name), "broken%u.pdf", i);
		fixture_put(&f, name, "%PDF-1.4\nthis is no PDF", 20 + i);
	}
}

/* ---- what an earlier build left ---- */

Test(volumes, fewer_than_before)
{
	struct run r;

	letters(12);
	EXPECT(0, "$BUNDLE build $E --name T --date 2026-03-01 --quiet --max-pages 15 && "
		  "ls $E/bundle/T\\ Volume\\ *\\ of\\ 4.pdf | wc -l | grep -qx 4");
	EXPECT(0, "$BUNDLE build $E --name Other --date 2026-03-01 --quiet --max-pages 25");
	fixture_run(&f, &r, "$BUNDLE build $E --name T --date 2026-03-01 --max-pages 25");
	cr_expect_eq(r.status, 0, "%s", r.err);
	cr_expect(strstr(r.out, "removed: T Volume 3 of 4.pdf, which the earlier build had made\n"),
		"%s", r.out);
	cr_expect_null(strstr(r.err, "another build"), "%s", r.err);
	run_release(&r);
	EXPECT(0,
		"cd $E/bundle && ls | sort >../../l && printf '%%s\\n' 'Other Volume 1 of 2.pdf' "
		"'Other Volume 2 of 2.pdf' Other.tar.gz Other.tar.gz.sha256 'T Volume 1 of 2.pdf' "
		"'T Volume 2 of 2.pdf' T.tar.gz T.tar.gz.sha256 | sort | diff - ../../l");
	/* one PDF, and back: the record of the other bundle is still there */
	EXPECT(0, "$BUNDLE build $E --name T --date 2026-03-01 --quiet && ls $E/bundle/T*.pdf | "
		  "wc -l | grep -qx 1");
	EXPECT(0, "$BUNDLE build $E --name Other --date 2026-03-01 --quiet && ls $E/bundle/*.pdf | "
		  "wc -l | grep -qx 2");
}

Test(volumes, what_is_not_ours_any_more_is_left_and_told)
{
	struct run r;

	letters(12);
	EXPECT(0, "$BUNDLE build $E --name T --quiet --max-pages 15");
	EXPECT(0,
		"cd $E/bundle && echo note >>'T Volume 3 of 4.pdf' && echo mine >'T Volume 9 of "
		"9.pdf' "
		"&& echo mine >'T Volume 1 of 4 with my notes.pdf' && rm 'T Volume 2 of 4.pdf' && "
		"ln -s '/etc/hostname' 'T Volume 2 of 4.pdf'");
	fixture_run(&f, &r, "$BUNDLE build $E --name T --max-pages 25");
	cr_expect_eq(r.status, 0, "%s", r.err);
	cr_expect(strstr(r.out, "removed: T Volume 4 of 4.pdf"), "%s", r.out);
	cr_expect_null(strstr(r.out, "removed: T Volume 3 of 4.pdf"), "%s", r.out);
	cr_expect_null(strstr(r.out, "removed: T Volume 2 of 4.pdf"), "%s", r.out);
	cr_expect(strstr(r.err, "T Volume 3 of 4.pdf: is of another build"), "%s", r.err);
	cr_expect(strstr(r.err, "T Volume 9 of 9.pdf: is of another build"), "%s", r.err);
	cr_expect_null(strstr(r.err, "my notes"), "%s", r.err);
	run_release(&r);
	EXPECT(0, "cd $E/bundle && ls 'T Volume 3 of 4.pdf' 'T Volume 9 of 9.pdf' && "
		  "test -L 'T Volume 2 of 4.pdf' && ls 'T Volume 1 of 4 with my notes.pdf'");
}

Test(volumes, a_damaged_record_removes_nothing)
{
	letters(12);
	EXPECT(0, "$BUNDLE build $E --name T --quiet --max-pages 15");
	EXPECT(0,
		"cd $E/bundle && m=.bundle-made-by-this-program && "
		"printf 'precious' >precious && "
		"d=$(sha256sum <precious | cut -c1-64) && { cat $m; "
		"printf '%%s  T\\t../bundle/precious\\n' $d; printf '%%s  T\\n' $d; "
		"printf 'T\\tprecious\\n'; printf '%%s T\\tprecious\\n' $d; "
		"printf '%%s  U\\tprecious\\n' $d; printf '%%s  T\\tprecious' $d; } >x && cp x $m");
	EXPECT(0, "$BUNDLE build $E --name T --quiet --max-pages 25 && ls $E/bundle/precious");
}

Test(volumes, outside_the_evidence_nothing_is_removed)
{
	struct run r;

	letters(12);
	EXPECT(0, "$BUNDLE build $E --output out --name T --quiet --max-pages 15");
	fixture_run(&f, &r, "$BUNDLE build $E --output out --name T --max-pages 25 --json");
	cr_expect_eq(r.status, 0, "%s", r.err);
	cr_expect(strstr(r.out, "\"strangers\""), "%s", r.out);
	cr_expect(strstr(r.out, "\"T Volume 4 of 4.pdf\""), "%s", r.out);
	run_release(&r);
	EXPECT(0, "ls out/*.pdf | wc -l | grep -qx 6");
}

/* ---- one of them is not as it was ---- */

Test(volumes, a_volume_that_was_changed_is_found)
{
	struct run r;

	letters(12);
	json_decref(build("--max-pages 25", 0));
	EXPECT(0, "cd out && tar xzf T.tar.gz && printf x >>T/bundle-2.pdf");
	fixture_run(&f, &r, "cd out && tar czf changed.tar.gz T && $BUNDLE verify changed.tar.gz");
	cr_expect_eq(r.status, 1);
	cr_expect(strstr(r.out, "changed bundle-2.pdf\n"), "%s", r.out);
	run_release(&r);
	fixture_run(&f, &r,
		"cd out && rm T/bundle-2.pdf && tar czf changed.tar.gz T && $BUNDLE verify "
		"changed.tar.gz");
	cr_expect_eq(r.status, 1);
	cr_expect(strstr(r.out, "missing bundle-2.pdf\n"), "%s", r.out);
	run_release(&r);
}

/* ---- how it is asked for ---- */

Test(volumes, the_case_file_asks_and_the_command_line_wins)
{
	letters(12);
	fixture_text(&f, "bundle.yaml", "volumes: {max_pages: 25, max_size: 25MB}\n");
	EXPECT(0, "$BUNDLE build $E --output out --name T --quiet && ls out/*2.pdf");
	EXPECT(0, "$BUNDLE build $E --output one --name T --quiet --max-pages 500 && ls one/T.pdf");
	EXPECT(0, "$BUNDLE list $E | tail -n 1 | grep -x '12 documents, .* pages, in 2 volumes'");
	EXPECT(0,
		"$BUNDLE list $E | grep -q ' 2/4 ' && $BUNDLE list out/T.tar.gz | grep -q ' 2/4 '");
}

static const struct {
	const char *command, *line;
	int status;
} refused[] = {
	{"build $E --max-size 25XB", "--max-size 25XB: is not a size\n", 2},
	{"build $E --max-size 0", "--max-size 0: is not a size\n", 2},
	{"build $E --max-size -5", "--max-size -5: is not a size\n", 2},
	{"build $E --max-pages 0", "--max-pages 0: must be a number from 1 to 1000000\n", 2},
	{"build $E --max-pages many", "--max-pages many: must be a number", 2},
	{"list $E --max-size x", "--max-size x: is not a size\n", 2},
};

Test(volumes, what_is_no_limit_is_one_clear_line)
{
	letters(1);
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		struct run r;

		fixture_run(&f, &r, "$BUNDLE %s", refused[i].command);
		cr_expect_eq(r.status, refused[i].status, "%s: %d", refused[i].command, r.status);
		cr_expect(strstr(r.err, refused[i].line), "%s: %s", refused[i].command, r.err);
		run_release(&r);
	}
}

static const struct {
	const char *yaml, *line;
} mistakes[] = {
	{"volumes: {max_size: big}\n", "volumes: max_size: \"big\" is not a size"},
	{"volumes: {max_pages: 2.5}\n",
		"volumes: max_pages: a whole number from 1 to 1000000 is expected, not \"2.5\""},
	{"volumes: {max_pages: 3k}\n", "expected, not \"3k\""},
	{"volumes: {max_pages: 9999999}\n", "expected, not \"9999999\""},
	{"volumes: {max_files: 3}\n", "there is no \"max_files\""},
	{"volumes: 25MB\n", "volumes: lines of the form \"key: value\""},
};

Test(volumes, a_mistake_in_the_case_file_is_one_clear_line)
{
	letters(1);
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
		struct run r;

		fixture_text(&f, "bundle.yaml", mistakes[i].yaml);
		fixture_run(&f, &r, "$BUNDLE build $E --output out");
		cr_expect_eq(r.status, 3, "%s: %d", mistakes[i].yaml, r.status);
		cr_expect(strstr(r.err, mistakes[i].line), "%s: %s", mistakes[i].yaml, r.err);
		run_release(&r);
	}
}
