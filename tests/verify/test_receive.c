/*
 * Out of the sandbox: a list of files and their bytes, by a reader that the archive may have taken
 * over. Nothing that it says leads to a file that was not verified, or to any place but the new
 * folder.
 */
#include "base/file.h"
#include "extract_files.h"
#include "support/fixture.h"
#include "verify/stream.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define HELLO "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" /* of "hello" */
#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

Test(listing, says_what_it_was_told)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_listed row = {
		.path = "data/a\nb", .kind = BDL_LISTED_ALIKE, .size = 1234567890123};
	struct bdl_listing l;

	memset(row.sha256, 0xab, sizeof(row.sha256));
	bdl_listing_write(&text, &row);
	row.path = "data/c";
	bdl_listing_write(&text, &row);
	cr_assert_eq(bdl_listing_parse(&l, &text, NULL), 0);
	cr_expect_eq(l.count, 2);
	cr_expect_str_eq(l.rows[0].path, "data/a\nb");
	cr_expect_eq(l.rows[0].kind, BDL_LISTED_ALIKE);
	cr_expect_eq(l.rows[0].size, 1234567890123);
	cr_expect_arr_eq(l.rows[0].sha256, row.sha256, sizeof(row.sha256));
	cr_expect_eq(bdl_listing_find(&l, "data/c"), &l.rows[1]);
	cr_expect_null(bdl_listing_find(&l, "data/b"));
	bdl_listing_release(&l);
	bdl_buffer_release(&text);
}

Test(listing, refuses_what_breaks_its_form)
{
#define LINE(text)                                                                                 \
	{                                                                                          \
		text, sizeof(text)                                                                 \
	}

	static const struct {
		const char *text;
		size_t length; /* with the NUL */
	} lines[] = {LINE("x " HELLO " 5 data/a"), LINE("s " HELLO "5 data/a"),
		LINE("s " HELLO " 5 "), LINE("s " HELLO " -5 data/a"), LINE("s " HELLO "  data/a"),
		LINE("s " HELLO " 9999999999999999999 data/a"), LINE("s " HELLO " 5 ../a"),
		LINE("s " HELLO " 5 /a"), LINE("s " HELLO " 5 data//a"), LINE("s 2cf24d 5 data/a"),
		LINE(""), LINE("s " HELLO " 5 b\0s " HELLO " 5 a"),
		LINE("s " HELLO " 5 a\0s " HELLO " 5 a"), {"s " HELLO " 5 data/a", 70}};

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct bdl_buffer text = BDL_BUFFER_INIT;
		struct bdl_listing l;

		bdl_buffer_add(&text, lines[i].text, lines[i].length);
		cr_expect_eq(bdl_listing_parse(&l, &text, NULL), -1, "%zu: %s", i, lines[i].text);
		bdl_listing_release(&l);
		bdl_buffer_release(&text);
	}
}

/* ---- the stream ---- */

struct scene {
	struct fixture f;
	int parent, ends[2];
	struct bdl_buffer text;
	struct bdl_listing listing;
	struct bdl_new_folder folder;
	struct bdl_error err;
};

/* Wanted are a ("hello") and d/b (empty); c ("hello") is listed and not wanted. */
static void set_up(struct scene *s)
{
	static const char list[] = "s " HELLO " 5 a\0s " HELLO " 5 c\0s " EMPTY " 0 d/b";

	*s = (struct scene){.text = BDL_BUFFER_INIT};
	fixture_init(&s->f);
	s->parent = open(s->f.root, O_RDONLY | O_DIRECTORY);
	bdl_buffer_add(&s->text, list, sizeof(list));
	cr_assert_eq(bdl_listing_parse(&s->listing, &s->text, &s->err), 0, "%s", s->err.message);
	s->listing.rows[0].wanted = s->listing.rows[2].wanted = true;
	cr_assert_eq(bdl_new_folder_open(&s->folder, s->parent, "new", &s->err), 0);
	cr_assert_eq(pipe(s->ends), 0);
}

static void frame(struct scene *s, enum bdl_stream_kind kind, const char *text)
{
	struct bdl_stream_head head = {.kind = kind, .length = (uint32_t)strlen(text)};

	cr_assert_eq(write(s->ends[1], &head, sizeof(head)), sizeof(head));
	cr_assert_eq(write(s->ends[1], text, head.length), head.length);
}

/* A script: "=NAME" begins a file, "+BYTES" are its next, "." is the end. */
static int play(struct scene *s, const char *const *script)
{
	struct bdl_receiving r = {
		.stream = s->ends[0], .archive = "T", .listing = &s->listing, .folder = &s->folder};

	for (; *script; script++)
		frame(s,
			**script == '='   ? BDL_STREAM_NAME
			: **script == '+' ? BDL_STREAM_DATA
			: **script == '.' ? BDL_STREAM_END
					  : 77,
			*script + 1);
	close(s->ends[1]);
	return bdl_receive_files(&r, &s->err);
}

static void tear_down(struct scene *s)
{
	bdl_new_folder_abort(&s->folder);
	close(s->ends[0]);
	close(s->parent);
	bdl_listing_release(&s->listing);
	bdl_buffer_release(&s->text);
	fixture_release(&s->f);
}

Test(receive, writes_what_is_wanted_and_nothing_else)
{
	static const char *const script[] = {
		"=d/b", "=c", "+hello", "=../x", "+evil", "=a", "+hel", "+lo", ".", NULL};
	struct scene s;
	char *a;

	set_up(&s);
	cr_assert_eq(play(&s, script), 0, "%s", s.err.message);
	cr_assert_eq(bdl_new_folder_commit(&s.folder, &s.err), 0, "%s", s.err.message);
	a = fixture_read(&s.f, "new/a", NULL);
	cr_expect_str_eq(a, "hello");
	free(a);
	cr_expect(fixture_exists(&s.f, "new/d/b"));
	cr_expect_not(fixture_exists(&s.f, "new/c"));
	cr_expect_not(fixture_exists(&s.f, "x"));
	tear_down(&s);
}

Test(receive, refuses_whatever_is_not_as_listed)
{
	static const char *const scripts[][9] = {{"=a", "+hellO", "=d/b", "."},
		{"=a", "+hello!", "=d/b", "."}, {"=a", "+hell", "=d/b", "."}, {"=a", "+hello", "."},
		{"=a", "+hello", "=d/b", "=a", "+hello", "."}, {"=a", "+hello", "=d/b", "+x", "."},
		{"=a", "+hello", "=d/b"}, {"=a", "+hello", "?", "."}, {"."}};

	for (size_t i = 0; i < COUNT(scripts); i++) {
		struct scene s;

		set_up(&s);
		cr_expect_eq(play(&s, scripts[i]), -1, "script %zu", i);
		cr_expect_neq(s.err.code, BDL_OK);
		bdl_new_folder_abort(&s.folder);
		cr_expect_not(fixture_exists(&s.f, "new"));
		tear_down(&s);
	}
}

Test(receive, refuses_a_frame_that_is_too_long)
{
	const struct bdl_stream_head head = {
		.kind = BDL_STREAM_DATA, .length = BDL_STREAM_MOST + 1};
	static const char *const nothing[] = {NULL};
	struct scene s;

	set_up(&s);
	cr_assert_eq(write(s.ends[1], &head, sizeof(head)), sizeof(head));
	cr_expect_eq(play(&s, nothing), -1);
	tear_down(&s);
}

/* ---- the folder ---- */

Test(new_folder, follows_no_link_and_replaces_nothing)
{
	struct scene s;
	int fd;

	set_up(&s);
	fd = bdl_new_folder_file(&s.folder, "x/y", &s.err);
	cr_assert_geq(fd, 0);
	close(fd);
	cr_expect_lt(bdl_new_folder_file(&s.folder, "x/y", &s.err), 0, "twice");
	cr_expect_lt(bdl_new_folder_file(&s.folder, "x", &s.err), 0, "a folder is there");
	cr_expect_lt(bdl_new_folder_file(&s.folder, "x/y/z", &s.err), 0, "a file is no folder");
	cr_expect_lt(bdl_new_folder_file(&s.folder, "../z", &s.err), 0, "up");
	cr_expect_lt(bdl_new_folder_file(&s.folder, "/tmp/z", &s.err), 0, "absolute");
	cr_assert_eq(symlinkat("/tmp", s.folder.fd, "link"), 0);
	cr_expect_lt(bdl_new_folder_file(&s.folder, "link/evil-of-bundle-test", &s.err), 0, "link");
	cr_expect_lt(bdl_new_folder_file(&s.folder, "link", &s.err), 0, "onto a link");
	tear_down(&s);
}

Test(new_folder, a_name_taken_meanwhile_stays_as_it_is)
{
	struct bdl_error err = {0};
	struct scene s;

	set_up(&s);
	cr_assert_eq(mkdirat(s.parent, "new", 0700), 0);
	cr_expect_eq(bdl_new_folder_commit(&s.folder, &err), -1);
	cr_expect_str_eq(err.message, "is there already");
	cr_expect_eq(unlinkat(s.parent, "new", AT_REMOVEDIR), 0, "it is still empty");
	tear_down(&s);
}
