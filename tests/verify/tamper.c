/* Tamper: see tamper.h. */
#include "tamper.h"

#include <archive.h>
#include <archive_entry.h>
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void path_of(const struct sealed *s, const char *name, char out[512])
{
	snprintf(out, 512, "%s/%s", s->f.root, name);
}

static char *copy(const void *bytes, size_t length)
{
	char *out = malloc(length + 1);

	cr_assert_not_null(out);
	memcpy(out, bytes, length);
	out[length] = '\0';
	return out;
}

void pieces_load(struct pieces *p, const struct sealed *s)
{
	struct archive *a = archive_read_new();
	struct archive_entry *e;
	char path[512];

	memset(p, 0, sizeof(*p));
	path_of(s, "out.tar.gz", path);
	archive_read_support_filter_gzip(a);
	archive_read_support_format_tar(a);
	cr_assert_eq(archive_read_open_filename(a, path, 65536), ARCHIVE_OK);
	while (archive_read_next_header(a, &e) >= ARCHIVE_WARN) {
		struct piece *x = &p->items[p->count++];
		const char *name = archive_entry_pathname(e);

		if (!name)
			break;
		x->name = copy(name, strlen(name));
		x->type = AE_IFREG;
		x->length = (size_t)archive_entry_size(e);
		x->bytes = copy("", 0);
		x->bytes = realloc(x->bytes, x->length + 1);
		cr_assert_eq(archive_read_data(a, x->bytes, x->length), (la_ssize_t)x->length);
		x->bytes[x->length] = '\0';
		if (p->count == s->b.exhibit_count + 10)
			break;
	}
	archive_read_free(a);
	cr_assert_eq(p->count, s->b.exhibit_count + 10, "ten tag files and the originals");
}

static bool is_called(const struct piece *x, const char *name)
{
	return strncmp(x->name, "Ms A/", 5) == 0 && strcmp(x->name + 5, name) == 0;
}

struct piece *pieces_find(struct pieces *p, const char *name)
{
	for (size_t i = 0; i < p->count; i++)
		if (is_called(&p->items[i], name))
			return &p->items[i];
	cr_assert_fail("no member %s", name);
	return NULL;
}

struct piece *pieces_add(struct pieces *p, const char *name, const char *text)
{
	struct piece *x = &p->items[p->count++];

	*x = (struct piece){.name = copy(name, strlen(name)),
		.bytes = copy(text, strlen(text)),
		.length = strlen(text),
		.type = AE_IFREG};
	return x;
}

void pieces_set_text(struct piece *x, const char *text)
{
	free(x->bytes);
	x->length = strlen(text);
	x->bytes = copy(text, x->length);
}

void pieces_set_name(struct piece *x, const char *name)
{
	free(x->name);
	x->name = copy(name, strlen(name));
}

static void free_piece(struct piece *x)
{
	free(x->name);
	free(x->bytes);
	free(x->link);
	free(x->hard_link);
}

void pieces_remove(struct pieces *p, const char *name)
{
	struct piece *x = pieces_find(p, name);

	free_piece(x);
	p->count--;
	memmove(x, x + 1, (size_t)(&p->items[p->count] - x) * sizeof(*x));
}

void pieces_save(const struct pieces *p, const struct sealed *s, const char *name, bool gzip)
{
	struct archive *a = archive_write_new();
	char path[512];

	path_of(s, name, path);
	archive_write_set_format_pax_restricted(a);
	archive_write_set_format_option(a, "pax", "hdrcharset", "BINARY");
	if (gzip)
		archive_write_add_filter_gzip(a);
	cr_assert_eq(archive_write_open_filename(a, path), ARCHIVE_OK);
	for (size_t i = 0; i < p->count; i++) {
		const struct piece *x = &p->items[i];
		struct archive_entry *e = archive_entry_new();

		archive_entry_set_pathname(e, x->name);
		archive_entry_set_filetype(e, x->type);
		archive_entry_set_perm(e, 0644);
		archive_entry_set_size(
			e, x->type == AE_IFREG && !x->hard_link ? (la_int64_t)x->length : 0);
		if (x->link)
			archive_entry_set_symlink(e, x->link);
		if (x->hard_link)
			archive_entry_set_hardlink(e, x->hard_link);
		cr_assert_geq(
			archive_write_header(a, e), ARCHIVE_WARN, "%s", archive_error_string(a));
		if (archive_entry_size(e))
			cr_assert_eq(
				archive_write_data(a, x->bytes, x->length), (la_ssize_t)x->length);
		archive_entry_free(e);
	}
	cr_assert_eq(archive_write_close(a), ARCHIVE_OK);
	archive_write_free(a);
}

void pieces_release(struct pieces *p)
{
	for (size_t i = 0; i < p->count; i++)
		free_piece(&p->items[i]);
	p->count = 0;
}

static void check_fd(int fd, struct bdl_report *r)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {0};

	cr_assert_eq(bdl_verify_archive(fd, &json, NULL, &err), 0, "%s", err.message);
	cr_assert_eq(bdl_report_from_json(r, bdl_buffer_string(&json), json.length, &err), 0,
		"%s\n%s", err.message, bdl_buffer_string(&json));
	bdl_buffer_release(&json);
}

void check(const struct sealed *s, const char *name, struct bdl_report *r)
{
	char path[512];
	int fd;

	path_of(s, name, path);
	fd = open(path, O_RDONLY);
	cr_assert_geq(fd, 0, "%s", path);
	check_fd(fd, r);
	close(fd);
}

void check_bytes(const void *bytes, size_t length, struct bdl_report *r)
{
	FILE *f = tmpfile();

	cr_assert_not_null(f);
	cr_assert_eq(fwrite(bytes, 1, length, f), length);
	cr_assert_eq(fflush(f), 0);
	check_fd(fileno(f), r);
	fclose(f);
}

char *in_short(const struct bdl_report *r)
{
	static const char *const words[] = {[BDL_FINDING_CHANGED] = "changed",
		[BDL_FINDING_MISSING] = "missing",
		[BDL_FINDING_EXTRA] = "extra",
		[BDL_FINDING_RENAMED] = "renamed",
		[BDL_FINDING_BROKEN] = "broken",
		"note"};
	struct bdl_buffer out = BDL_BUFFER_INIT;

	for (size_t i = 0; i < r->count; i++) {
		const struct bdl_finding *x = &r->findings[i];

		bdl_buffer_printf(&out, "%s%s %s", words[x->kind], x->tag ? " tag" : "", x->path);
		if (x->other)
			bdl_buffer_printf(&out, " -> %s", x->other);
		if (x->text)
			bdl_buffer_printf(&out, " (%s)", x->text);
		bdl_buffer_byte(&out, '\n');
	}
	bdl_buffer_text(&out, "");
	return bdl_buffer_take(&out);
}

void expect_report(const struct sealed *s, const char *name, const char *wanted, const char *what)
{
	struct bdl_report r;
	char *got;

	check(s, name, &r);
	got = in_short(&r);
	cr_expect_str_eq(got, wanted, "%s: wanted\n%sgot\n%s", what, wanted, got);
	cr_expect_eq(r.intact, wanted[0] == '\0', "%s", what);
	free(got);
	bdl_report_release(&r);
}
