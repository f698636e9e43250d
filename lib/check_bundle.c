/*
 * Checking a bundle: what it is, a folder, an archive or a PDF, and who checks that. A PDF alone is
 * checked here, in the sandbox.
 */
#include "check_bundle.h"

#include "base/file.h"
#include "books.h"
#include "readiness.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct bdl_checked_pdf *bdl_checked_add(struct bdl_checked *c)
{
	struct bdl_checked_pdf *list =
		bdl_arena_grow(&c->arena, c->pdfs, c->pdf_count, sizeof(*list));

	if (!list)
		return NULL;
	c->pdfs = list;
	list[c->pdf_count] = (struct bdl_checked_pdf){.verdicts = {.arena = BDL_ARENA_INIT}};
	return &list[c->pdf_count++];
}

const char *bdl_checked_recipient(const struct bdl_checked *c)
{
	return c->recipient ? c->recipient->id : NULL;
}

static int check_alone(const struct bdl_check_bundle_options *o, int fd, const char *shown,
	struct bdl_checked *out, struct bdl_error *err)
{
	const struct bdl_check_options co = {.pdf = fd,
		.name = shown,
		.recipient = bdl_checked_recipient(out),
		.rules = out->rules,
		.rules_length = out->rules_length,
		.temporary = o->temporary,
		.reader = o->reader,
		.progress = o->progress,
		.progress_data = o->progress_data};
	struct bdl_checked_pdf *p = bdl_checked_add(out);

	if (!p)
		return bdl_fail_memory(err);
	snprintf(p->file, sizeof(p->file), "%s", shown);
	if (bdl_digest_fd(fd, shown, p->sha256, &p->size, err) < 0)
		return -1;
	return bdl_check_file(&co, &p->verdicts, err);
}

/* gzip's first two bytes, or the word that a tar has at its place: nobody takes these for a PDF. */
static bool is_archive(int fd)
{
	unsigned char head[2];
	char word[5];

	if (bdl_pread_all(fd, head, 2, 0) == 0 && head[0] == 0x1F && head[1] == 0x8B)
		return true;
	return bdl_pread_all(fd, word, 5, 257) == 0 && memcmp(word, "ustar", 5) == 0;
}

int bdl_check_one(const struct bdl_check_bundle_options *o, int fd, const char *shown,
	struct bdl_bundle *table, struct bdl_checked *out, struct bdl_error *err)
{
	bool archive = is_archive(fd);
	int rc;

	snprintf(out->name, sizeof(out->name), "%s", shown);
	if (archive)
		rc = bdl_check_archive(o, fd, shown, table ? table : &out->table, out, err);
	else
		rc = check_alone(o, fd, shown, out, err);
	if (rc == 0)
		rc = bdl_check_combine(out, err);
	if (rc == 0 && archive && !table && out->recipient)
		rc = bdl_readiness_of_archive(o, out, err);
	return rc;
}

int bdl_check_bundle(
	const struct bdl_check_bundle_options *o, struct bdl_checked *out, struct bdl_error *err)
{
	struct stat st;
	int fd, rc;

	*out = (struct bdl_checked){.arena = BDL_ARENA_INIT};
	bdl_bundle_init(&out->table);
	if (o->recipient && bdl_readiness_for(o, NULL, out, err) < 0)
		return -1;
	if (stat(o->path, &st) == 0 && S_ISDIR(st.st_mode)) {
		fd = open(o->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (fd < 0)
			return bdl_fail_errno(err, o->path, "open the folder");
		rc = bdl_check_folder(o, fd, out, err);
	} else {
		fd = bdl_open_regular(AT_FDCWD, o->path, err);
		rc = fd < 0 ? -1 : bdl_check_one(o, fd, bdl_path_base(o->path), NULL, out, err);
	}
	bdl_close_quietly(fd);
	return rc;
}

void bdl_checked_release(struct bdl_checked *c)
{
	for (size_t i = 0; i < c->pdf_count; i++)
		bdl_verdicts_release(&c->pdfs[i].verdicts);
	bdl_verdicts_release(&c->verdicts);
	bdl_report_release(&c->report);
	bdl_bundle_release(&c->table);
	bdl_books_close(c->books);
	bdl_arena_release(&c->arena);
	memset(c, 0, sizeof(*c));
}
