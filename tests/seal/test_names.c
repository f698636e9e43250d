/* Under which name an original lies in the archive: pure, no files needed. */
#include "base/text.h"
#include "seal/seal.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define MOST 12

/* Paths of one folder in byte order, and their archive paths without "data/". */
static const struct {
	const char *what;
	const char *paths[MOST], *stored[MOST];
} cases[] = {
	{"ordinary names stay as they are",
		{"1 letter.pdf", "Notatka \xc5\xbb.txt", "a=b.txt", "a~2.txt", "b/c/d $HOME.txt",
			"caf\xc3\xa9.txt"},
		{"1 letter.pdf", "Notatka \xc5\xbb.txt", "a=b.txt", "a~2.txt", "b/c/d $HOME.txt",
			"caf\xc3\xa9.txt"}},
	{"what manifests encode is escaped", {"50%.txt", "a\rb.txt", "c\nd.txt", "e\\f.txt"},
		{"50=25.txt", "a=0Db.txt", "c=0Ad.txt", "e=5Cf.txt"}},
	{"what Windows takes for a drive is not left so",
		{"12:30.txt", "A:", "ab:c.txt", "c:/d.txt", "c:x.txt"},
		{"12:30.txt", "A=3A", "ab:c.txt", "c=3A/d.txt", "c=3Ax.txt"}},
	{"bytes that are not UTF-8 and controls are escaped",
		{"a\x1b[2J.txt", "b\xff\xfe.txt", "c\xc2\x85.txt", "d\xe2\x80\xa8.txt",
			"e\x7f.txt"},
		{"a=1B[2J.txt", "b=FF=FE.txt", "c=C2=85.txt", "d=E2=80=A8.txt", "e=7F.txt"}},
	{"white space at the very end is escaped, elsewhere it stays",
		{" a ", "b \xc2\xa0", "c /d.txt"}, {" a=20", "b =C2=A0", "c /d.txt"}},
	{"case tells names apart no longer: the first keeps its own",
		{"A.txt", "a.txt", "b/X", "b/x"}, {"A.txt", "a~2.txt", "b/X", "b/x~2"}},
	{"three of them", {"AB.txt", "Ab.txt", "ab.txt"}, {"AB.txt", "Ab~2.txt", "ab~3.txt"}},
	{"a number never takes another's name", {"A.txt", "a.txt", "a~2.txt"},
		{"A.txt", "a~3.txt", "a~2.txt"}},
	{"an escaped name never takes another's name", {"a%.txt", "a=25.txt"},
		{"a=25~2.txt", "a=25.txt"}},
	{"composed and decomposed are one name to some computers",
		{"cafe\xcc\x81.txt", "caf\xc3\xa9.txt"}, {"caf\xc3\xa9~2.txt", "caf\xc3\xa9.txt"}},
	{"a decomposed name is stored composed", {"cafe\xcc\x81.txt"}, {"caf\xc3\xa9.txt"}},
	{"folders are told apart too",
		{"Letters/1.txt", "Letters/2.txt", "letters/1.txt", "letters/3.txt"},
		{"Letters/1.txt", "Letters/2.txt", "letters~2/1.txt", "letters~2/3.txt"}},
	{"a file and a folder", {"A", "a/b"}, {"A", "a~2/b"}},
	{"folders are escaped", {"50%/a.txt", "50%/b.txt"}, {"50=25/a.txt", "50=25/b.txt"}},
	{"dots and blanks at the end are nothing to Windows", {"a", "a.", "b/x.txt", "b/x.txt."},
		{"a", "a~2.", "b/x.txt", "b/x.txt~2."}},
	{"invisible characters do not tell names apart", {"a.txt", "a\xe2\x80\x8b.txt"},
		{"a.txt", "a\xe2\x80\x8b~2.txt"}},
	{"sharp s and its capital form",
		{"STRASSE", "stra\xc3\x9f"
			    "e"},
		{"STRASSE", "stra\xc3\x9f"
			    "e~2"}},
	{"a name that begins with a dot has no extension", {".A", ".a"}, {".A", ".a~2"}},
};

static size_t fill(struct bdl_bundle *b, const char *const *paths, size_t count)
{
	bdl_bundle_init(b);
	while (b->exhibit_count < count && paths[b->exhibit_count])
		b->exhibit_count++;
	b->exhibits = bdl_arena_alloc(&b->arena, b->exhibit_count * sizeof(*b->exhibits));
	for (size_t i = 0; i < b->exhibit_count; i++)
		b->exhibits[i].path = paths[i];
	cr_assert_eq(bdl_archive_names(b, NULL), 0);
	return b->exhibit_count;
}

Test(names, are_stored_so_that_every_reader_agrees)
{
	for (size_t c = 0; c < COUNT(cases); c++) {
		struct bdl_bundle b;
		size_t n = fill(&b, cases[c].paths, MOST);

		for (size_t i = 0; i < n; i++) {
			cr_expect(bdl_text_starts(b.exhibits[i].archive_path, "data/"));
			cr_expect_str_eq(b.exhibits[i].archive_path + 5, cases[c].stored[i],
				"%s: %s, wanted %s", cases[c].what, b.exhibits[i].archive_path,
				cases[c].stored[i]);
		}
		bdl_bundle_release(&b);
	}
}

static size_t longest_component(const char *path)
{
	size_t longest = 0;

	for (size_t n; *path; path += n + (path[n] == '/')) {
		n = strcspn(path, "/");
		longest = n > longest ? n : longest;
	}
	return longest;
}

Test(names, are_cut_to_what_a_file_system_takes_and_keep_their_extension)
{
	char percent[256], letters[256], twin[256], wide[256];
	const char *paths[] = {percent, letters, twin, wide};
	struct bdl_bundle b;

	memset(percent, '%', 255);
	memcpy(percent + 251, ".pdf", 5);
	memset(letters, 'A', 255);
	memcpy(letters + 251, ".pdf", 5);
	memset(twin, 'A', 255);
	twin[0] = 'a';
	memcpy(twin + 251, ".pdf", 5);
	for (size_t i = 0; i < 250; i += 2)
		memcpy(wide + i, "\xc3\xa9", 2);
	memcpy(wide + 250, "%.pdf", 6);
	fill(&b, paths, COUNT(paths));
	for (size_t i = 0; i < COUNT(paths); i++) {
		const char *stored = b.exhibits[i].archive_path;

		cr_expect_leq(longest_component(stored), 255, "%s", stored);
		cr_expect(bdl_text_ends(stored, ".pdf"), "%s", stored);
		cr_expect(bdl_utf8_valid(stored, strlen(stored)), "%s", stored);
	}
	cr_expect_str_eq(b.exhibits[1].archive_path + 5, letters);
	cr_expect(bdl_text_ends(b.exhibits[2].archive_path, "AA~2.pdf"));
	bdl_bundle_release(&b);
}

Test(names, of_a_thousand_twins_are_all_different)
{
	static char text[1024][16];
	const char *paths[1024];
	struct bdl_bundle b;

	/* every way to write ten letters in small and capital, in byte order: A < a */
	for (size_t i = 0; i < 1024; i++) {
		for (size_t k = 0; k < 10; k++)
			text[i][k] = (char)((i >> (9 - k) & 1 ? 'a' : 'A') + (int)k);
		paths[i] = text[i];
	}
	fill(&b, paths, COUNT(paths));
	for (size_t i = 1; i < 1024; i++) {
		char wanted[32];

		snprintf(wanted, sizeof(wanted), "data/%s~%zu", paths[i], i + 1);
		cr_assert_str_eq(b.exhibits[i].archive_path, wanted);
	}
	bdl_bundle_release(&b);
}

Test(names, do_not_mind_a_thousand_folders_in_each_other)
{
	char deep[4096];
	const char *paths[] = {deep};
	struct bdl_bundle b;

	for (size_t i = 0; i < sizeof(deep) - 2; i += 2)
		memcpy(deep + i, "a/", 2);
	memcpy(deep + sizeof(deep) - 2, "b", 2);
	fill(&b, paths, 1);
	cr_expect_str_eq(b.exhibits[0].archive_path + 5, deep);
	bdl_bundle_release(&b);
}
