/* Sealed: see sealed.h. */
#include "sealed.h"

#include "base/file.h"
#include "base/text.h"
#include "model/bundle_json.h"
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char pdf[] = "%PDF-1.7 stands for the whole bundle\n%%EOF\n";

static int open_in(const struct sealed *s, const char *name, int flags)
{
	char path[512];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", s->f.root, name);
	fd = open(path, flags | O_CLOEXEC, 0666);
	cr_assert_geq(fd, 0, "%s", path);
	return fd;
}

void sealed_init(struct sealed *s)
{
	memset(s, 0, sizeof(*s));
	fixture_init(&s->f);
	bdl_bundle_init(&s->b);
	s->b.name = "Ms A";
	s->b.made_on = (struct bdl_day){2023, 2, 10};
	s->b.about.title = "Ms A and the Child Maintenance Service";
	s->b.about.reference = "121212121212";
	s->folder = open_in(s, "evidence", O_RDONLY | O_DIRECTORY);
	s->pdf = open_in(s, "bundle.pdf", O_RDWR | O_CREAT);
	cr_assert_eq(bdl_write_all(s->pdf, pdf, sizeof(pdf) - 1), 0);
}

void sealed_put(struct sealed *s, const char *path, const void *bytes, size_t length)
{
	fixture_put(&s->f, path, bytes, length);
	cr_assert_lt(s->count, sizeof(s->paths) / sizeof(s->paths[0]));
	s->paths[s->count] = strdup(path);
	cr_assert_not_null(s->paths[s->count]);
	s->count++;
}

void sealed_text(struct sealed *s, const char *path, const char *text)
{
	sealed_put(s, path, text, strlen(text));
}

void sealed_fill(void *bytes, size_t length, unsigned seed)
{
	unsigned char *to = bytes;
	uint64_t x = seed * 2654435769u + 88172645463325252u;

	for (size_t i = 0; i < length; i++) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		to[i] = (unsigned char)(x >> 24);
	}
}

void sealed_noise(struct sealed *s, const char *path, size_t length, unsigned seed)
{
	void *bytes = malloc(length);

	cr_assert_not_null(bytes);
	sealed_fill(bytes, length, seed);
	sealed_put(s, path, bytes, length);
	free(bytes);
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void take_in(struct sealed *s, struct bdl_exhibit *x, const char *path)
{
	struct bdl_error err = {0};
	struct bdl_buffer name = BDL_BUFFER_INIT;
	int fd = bdl_open_regular(s->folder, path, &err);

	cr_assert_geq(fd, 0, "%s: %s", err.path, err.message);
	cr_assert_eq(bdl_digest_fd(fd, path, x->sha256, &x->size, &err), 0);
	close(fd);
	bdl_text_escape(&name, path, strlen(path));
	x->path = path;
	x->name = bdl_arena_string(&s->b.arena, bdl_buffer_string(&name));
	bdl_buffer_release(&name);
	x->duplicate_of = BDL_NONE;
	x->section = BDL_NONE;
	x->format = "unknown";
	x->media_type = "application/octet-stream";
	x->kind = "other";
	x->basis = "";
	x->title = x->name;
	x->pages = 1;
}

void sealed_take_in(struct sealed *s)
{
	struct bdl_error err = {0};
	struct bdl_bundle *b = &s->b;

	qsort(s->paths, s->count, sizeof(s->paths[0]), by_bytes);
	b->exhibit_count = b->order_count = s->count;
	b->exhibits = bdl_arena_alloc(&b->arena, s->count * sizeof(*b->exhibits));
	b->order = bdl_arena_alloc(&b->arena, s->count * sizeof(*b->order));
	for (size_t i = 0; i < s->count; i++) {
		take_in(s, &b->exhibits[i], s->paths[i]);
		b->exhibits[i].number = (unsigned)(i + 1);
		b->exhibits[i].first_page = (unsigned)(i + 4);
		b->order[i] = i;
	}
	cr_assert_eq(bdl_archive_names(b, &err), 0, "%s", err.message);
}

int sealed_write(struct sealed *s, const char *name, unsigned threads, struct bdl_error *err)
{
	FILE *table = tmpfile();
	const struct bdl_sealed_file files[] = {
		{.name = "bundle.pdf", .fd = s->pdf}, {.name = "bundle.json", .fd = fileno(table)}};
	struct bdl_seal_input in = {.bundle = &s->b,
		.folder = s->folder,
		.files = files,
		.file_count = 2,
		.threads = threads,
		.versions = "libarchive 3, libdeflate 1"};
	uint8_t digest[BDL_SHA256_SIZE], found[BDL_SHA256_SIZE];
	uint64_t size;
	int fd = open_in(s, name, O_RDWR | O_CREAT | O_TRUNC), rc;

	s->b.stage = BDL_STAGE_PROVEN;
	rc = bdl_bundle_write_json(&s->b, false, fileno(table), "bundle.json", err);
	if (rc == 0)
		rc = bdl_seal(&in, fd, digest, err);
	fclose(table);
	if (rc == 0) {
		cr_assert_eq(bdl_digest_fd(fd, name, found, &size, err), 0);
		cr_assert_arr_eq(
			digest, found, sizeof(digest), "the digest told is that of the file");
	}
	close(fd);
	return rc;
}

void sealed_make(struct sealed *s)
{
	struct bdl_error err = {0};

	sealed_take_in(s);
	cr_assert_eq(sealed_write(s, "out.tar.gz", 2, &err), 0, "%s: %s", err.path, err.message);
}

const struct bdl_exhibit *sealed_row(const struct sealed *s, const char *path)
{
	for (size_t i = 0; i < s->b.exhibit_count; i++)
		if (strcmp(s->b.exhibits[i].path, path) == 0)
			return &s->b.exhibits[i];
	cr_assert_fail("no row for %s", path);
	return NULL;
}

void sealed_release(struct sealed *s)
{
	for (size_t i = 0; i < s->count; i++)
		free(s->paths[i]);
	bdl_bundle_release(&s->b);
	close(s->folder);
	close(s->pdf);
	fixture_release(&s->f);
}
