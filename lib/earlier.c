/*
 * Earlier: see earlier.h. A line of the record, behind the words of the marker:
 *
 *   SHA256  NAME <tab> FILE
 *
 * NAME is the bundle's, FILE a PDF of it. A line that is not of that form is nobody's and is
 * dropped.
 */
#include "earlier.h"

#include "base/digest.h"
#include "base/text.h"
#include "places.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define RECORD_MOST ((size_t)256 * 1024)
#define FILE_MOST 300

/* One line of the record, in the text that was read. */
struct line {
	const char *digest; /* 64 figures */
	const char *name, *file;
};

struct earlier {
	struct bdl_run *r;
	struct bdl_buffer text; /* the marker as it was */
	struct bdl_buffer kept; /* lines of other bundles */
	const char **removed, **strangers;
	size_t removed_count, stranger_count;
};

/* ---- names ---- */

static bool is_ours_now(const struct bdl_run *r, const char *file)
{
	for (size_t i = 0; i < r->pdf_count; i++)
		if (strcmp(r->pdfs[i].file, file) == 0)
			return true;
	return false;
}

/* Reads a count without zeros in front; NULL: there is none. */
static const char *skip_count(const char *p)
{
	if (*p < '1' || *p > '9')
		return NULL;
	while (bdl_is_digit((unsigned char)*p))
		p++;
	return p;
}

/* "NAME.pdf" or "NAME Volume 2 of 3.pdf". */
static bool is_named_as_ours(const struct bdl_run *r, const char *file)
{
	const char *p = file;
	size_t n = strlen(r->b->name);

	if (strncmp(p, r->b->name, n) != 0)
		return false;
	p += n;
	if (bdl_text_starts(p, " Volume ")) {
		p = skip_count(p + strlen(" Volume "));
		if (!p || !bdl_text_starts(p, " of "))
			return false;
		p = skip_count(p + strlen(" of "));
	}
	return p && strcmp(p, ".pdf") == 0;
}

/* Adds a copy of the name to a list in the arena; out of memory, it is not told. */
static void note(struct earlier *e, const char ***list, size_t *count, const char *file)
{
	const char **more = bdl_arena_grow(&e->r->b->arena, (void *)*list, *count, sizeof(*more));
	const char *copy = bdl_arena_string(&e->r->b->arena, file);

	if (!more || !copy)
		return;
	*list = more;
	more[(*count)++] = copy;
}

/* ---- the record ---- */

/* The line's parts, cut in place; false: it is not of the record. */
static bool take_line(char *line, struct line *out)
{
	char *name = line + BDL_SHA256_HEX + 1, *tab;

	if (strspn(line, "0123456789abcdef") != BDL_SHA256_HEX - 1 ||
		strncmp(line + BDL_SHA256_HEX - 1, "  ", 2) != 0)
		return false;
	tab = strchr(name, '\t');
	if (!tab)
		return false;
	line[BDL_SHA256_HEX - 1] = *tab = '\0';
	*out = (struct line){.digest = line, .name = name, .file = tab + 1};
	return out->file[0] && strlen(out->file) < FILE_MOST && !strchr(out->file, '/');
}

static bool has_digest(int folder, const char *file, const char *digest)
{
	struct bdl_error ignored = {0};
	uint8_t found[BDL_SHA256_SIZE];
	char hex[BDL_SHA256_HEX] = "";
	uint64_t size;
	int fd = bdl_open_regular(folder, file, &ignored);

	if (fd < 0)
		return false;
	if (bdl_digest_fd(fd, file, found, &size, &ignored) == 0)
		bdl_hex(found, hex);
	bdl_close_quietly(fd);
	return strcmp(hex, digest) == 0;
}

static bool exists(int folder, const char *file)
{
	return faccessat(folder, file, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

/* A file that an earlier build made: removed if it is of this bundle, no part of it, and still what
 * was made. */
static void deal_with(struct earlier *e, const struct line *l)
{
	int folder = e->r->places.output;

	if (is_ours_now(e->r, l->file) || !exists(folder, l->file))
		return;
	if (strcmp(l->name, e->r->b->name) != 0)
		bdl_buffer_printf(&e->kept, "%s  %s\t%s\n", l->digest, l->name, l->file);
	else if (has_digest(folder, l->file, l->digest) && unlinkat(folder, l->file, 0) == 0)
		note(e, &e->removed, &e->removed_count, l->file);
	else if (!is_named_as_ours(e->r, l->file))
		note(e, &e->strangers, &e->stranger_count,
			l->file); /* the others are found anyway */
}

static void read_record(struct earlier *e)
{
	struct bdl_error ignored = {0};
	char *line, *end;

	if (e->r->places.output_lock < 0 ||
		bdl_read_fd(e->r->places.output_lock, "marker", RECORD_MOST, &e->text, &ignored) <
			0 ||
		e->text.length == 0)
		return;
	for (line = e->text.data; *line; line = end) {
		struct line l;

		end = line + strcspn(line, "\n");
		if (*end)
			*end++ = '\0';
		else
			continue; /* it was cut short */
		if (take_line(line, &l))
			deal_with(e, &l);
	}
}

/* In place: the marker is what other builds lock. A line that is cut short is dropped when it is
 * read. */
static void write_record(struct earlier *e)
{
	int fd = e->r->places.output_lock;
	struct bdl_buffer out = BDL_BUFFER_INIT;

	if (fd < 0 || e->kept.failed)
		return;
	bdl_buffer_text(&out, BDL_MARKER_WORDS);
	bdl_buffer_add(&out, bdl_buffer_string(&e->kept), e->kept.length);
	for (size_t i = 0; i < e->r->pdf_count; i++) {
		char hex[BDL_SHA256_HEX];

		bdl_hex(e->r->pdfs[i].sha256, hex);
		bdl_buffer_printf(&out, "%s  %s\t%s\n", hex, e->r->b->name, e->r->pdfs[i].file);
	}
	if (!out.failed && out.length <= RECORD_MOST && ftruncate(fd, 0) == 0 &&
		lseek(fd, 0, SEEK_SET) == 0 && bdl_write_all(fd, out.data, out.length) < 0)
		errno = 0; /* nothing is removed for a record that is not there */
	bdl_buffer_release(&out);
}

/* ---- what is left ---- */

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void find_strangers(struct earlier *e)
{
	int fd = openat(e->r->places.output, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;

	if (!d) {
		bdl_close_quietly(fd);
		return;
	}
	while ((entry = readdir(d)))
		if (is_named_as_ours(e->r, entry->d_name) && !is_ours_now(e->r, entry->d_name))
			note(e, &e->strangers, &e->stranger_count, entry->d_name);
	closedir(d);
	if (e->stranger_count > 1)
		qsort((void *)e->strangers, e->stranger_count, sizeof(*e->strangers), by_bytes);
}

void bdl_earlier_remove(struct bdl_run *r)
{
	struct earlier e = {.r = r, .text = BDL_BUFFER_INIT, .kept = BDL_BUFFER_INIT};

	read_record(&e);
	write_record(&e);
	find_strangers(&e);
	r->result->removed = e.removed;
	r->result->removed_count = e.removed_count;
	r->result->strangers = e.strangers;
	r->result->stranger_count = e.stranger_count;
	bdl_buffer_release(&e.text);
	bdl_buffer_release(&e.kept);
}
