/* bundle list --csv: see list_csv.h. */
#include "list_csv.h"

#include "base/file.h"
#include "model/steer.h"
#include "say.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHANGED_TOLD 5

/* True if stdout is the file index.csv of the folder: the shell has emptied it. */
static bool is_index_of(const char *folder)
{
	char path[4096];
	struct stat out, index;
	int n = snprintf(path, sizeof(path), "%s/" BDL_STEER_FILE, folder);

	return n > 0 && (size_t)n < sizeof(path) && fstat(STDOUT_FILENO, &out) == 0 &&
	       stat(path, &index) == 0 && S_ISREG(out.st_mode) && out.st_dev == index.st_dev &&
	       out.st_ino == index.st_ino;
}

/* Evidence is never overwritten. */
static int may_be_replaced(int dir, const char *name, const char *shown, struct bdl_error *err)
{
	struct stat st;
	int fd, ours;

	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return 0;
	if (!S_ISREG(st.st_mode))
		return bdl_fail(err, BDL_EPATH, shown, "is there already and is no file");
	fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return bdl_fail_errno(err, shown, "open");
	ours = bdl_steer_file_is_index(fd);
	bdl_close_quietly(fd);
	if (ours < 0)
		return bdl_fail_errno(err, shown, "read");
	if (ours)
		return 0;
	bdl_fail(err, BDL_EPATH, shown, "is there already and is no index that bundle wrote");
	return bdl_hint(err, "give another name, or move it away first");
}

static int write_file(const struct bdl_buffer *csv, const char *output, struct bdl_error *err)
{
	const char *base = bdl_path_base(output);
	char folder[4096];
	struct bdl_new_file f;
	int dir, rc;

	if (!*base || (size_t)(base - output) >= sizeof(folder))
		return bdl_fail(err, BDL_EPATH, output, "is no name for a file");
	memcpy(folder, output, (size_t)(base - output));
	folder[base - output] = '\0';
	dir = open(folder[0] ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0)
		return bdl_fail_errno(err, folder, "open the folder");
	rc = may_be_replaced(dir, base, output, err);
	if (rc == 0)
		rc = bdl_new_file_open(&f, dir, base, 0666, err);
	if (rc == 0 && bdl_write_all(f.fd, bdl_buffer_string(csv), csv->length) < 0) {
		rc = bdl_fail_errno(err, output, "write");
		bdl_new_file_abort(&f);
	} else if (rc == 0) {
		rc = bdl_new_file_commit(&f, err);
	}
	bdl_close_quietly(dir);
	return rc;
}

int list_csv(const struct bdl_bundle *b, const char *folder, const char *output, bool quiet,
	struct bdl_error *err)
{
	struct bdl_buffer csv = BDL_BUFFER_INIT;
	int rc = bdl_steer_write(b, &csv) < 0 ? bdl_fail_memory(err) : 0;

	if (rc == 0 && output)
		rc = write_file(&csv, output, err);
	else if (rc == 0 && fwrite(bdl_buffer_string(&csv), 1, csv.length, stdout) != csv.length)
		rc = bdl_fail_errno(err, NULL, "write the table");
	bdl_buffer_release(&csv);
	if (rc == 0 && !output && !quiet && is_index_of(folder))
		advise("to renew it later without losing what you edit: bundle list --csv "
		       "--output " BDL_STEER_FILE);
	return rc;
}

static void say_not_read(const struct bdl_steering *s)
{
	fputs("bundle: " BDL_STEER_FILE ": not read, as no such column is known: ", stderr);
	for (size_t i = 0; i < s->own_count; i++) {
		fputs(i ? ", " : "", stderr);
		if (!s->own[i][0]) {
			fputs("one without a heading", stderr);
			continue;
		}
		fputs("\"", stderr);
		say_name(stderr, s->own[i]);
		fputs("\"", stderr);
	}
	fputs("\n", stderr);
}

void say_steering(const struct bdl_bundle *b)
{
	const struct bdl_steering *s = b->steering;
	size_t changed = 0;

	if (s && s->own_count)
		say_not_read(s);
	for (size_t i = 0; s && i < s->row_count; i++) {
		if (!s->rows[i].changed || changed++ >= CHANGED_TOLD)
			continue;
		fprintf(stderr, "bundle: " BDL_STEER_FILE ": line %u: ", s->rows[i].line);
		say_name(stderr, s->rows[i].path);
		fputs(" is not the same file any more, byte for byte\n", stderr);
	}
	if (changed > CHANGED_TOLD)
		complain_text(BDL_STEER_FILE ": %zu more rows are about files that have changed",
			changed - CHANGED_TOLD);
	if (changed)
		advise("see that what index.csv says still fits");
}
