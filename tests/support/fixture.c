/* Fixture: see fixture.h. */
#include "support/fixture.h"

#include "base/buffer.h"
#include "base/file.h"
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

void fixture_init(struct fixture *f)
{
	strcpy(f->root, "/tmp/bundle-test-XXXXXX");
	cr_assert_not_null(mkdtemp(f->root), "no temporary folder");
	snprintf(f->evidence, sizeof(f->evidence), "%s/evidence", f->root);
	cr_assert_eq(mkdir(f->evidence, 0755), 0);
}

void fixture_release(struct fixture *f)
{
	bdl_remove_tree(AT_FDCWD, f->root);
}

void fixture_put(const struct fixture *f, const char *path, const void *bytes, size_t length)
{
	char whole[4096], parent[4096];
	int fd;

	snprintf(whole, sizeof(whole), "%s/%s", f->evidence, path);
	snprintf(parent, sizeof(parent), "%s", whole);
	*strrchr(parent, '/') = '\0';
	cr_assert_eq(bdl_make_dirs(AT_FDCWD, parent, NULL), 0, "%s", parent);
	fd = open(whole, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	cr_assert_geq(fd, 0, "%s", whole);
	cr_assert_eq(bdl_write_all(fd, bytes, length), 0);
	close(fd);
}

void fixture_text(const struct fixture *f, const char *path, const char *text)
{
	fixture_put(f, path, text, strlen(text));
}

void fixture_pdf(
	const struct fixture *f, const char *path, const char *words, unsigned pages, int rotate)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	size_t *offsets = calloc(pages * 2 + 4, sizeof(*offsets)), xref;
	unsigned count = pages * 2 + 3;

	cr_assert_not_null(offsets);
	bdl_buffer_text(&b, "%PDF-1.4\n");
	offsets[1] = b.length;
	bdl_buffer_text(&b, "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
	offsets[2] = b.length;
	bdl_buffer_printf(&b, "2 0 obj\n<< /Type /Pages /Count %u /Kids [", pages);
	for (unsigned i = 0; i < pages; i++)
		bdl_buffer_printf(&b, " %u 0 R", 4 + 2 * i);
	bdl_buffer_text(&b, " ] >>\nendobj\n");
	offsets[3] = b.length;
	bdl_buffer_text(
		&b, "3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n");
	for (unsigned i = 0; i < pages; i++) {
		char content[512];
		int n = snprintf(content, sizeof(content),
			"BT /F1 18 Tf 72 700 Td (%s page %u) Tj ET", words, i + 1);

		offsets[4 + 2 * i] = b.length;
		bdl_buffer_printf(&b,
			"%u 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d "
			"/Contents %u 0 R "
			"/Resources << /Font << /F1 3 0 R >> >> >>\nendobj\n",
			4 + 2 * i, rotate, 5 + 2 * i);
		offsets[5 + 2 * i] = b.length;
		bdl_buffer_printf(&b, "%u 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n",
			5 + 2 * i, n, content);
	}
	xref = b.length;
	bdl_buffer_printf(&b, "xref\n0 %u\n0000000000 65535 f \n", count + 1);
	for (unsigned i = 1; i <= count; i++)
		bdl_buffer_printf(&b, "%010zu 00000 n \n", offsets[i]);
	bdl_buffer_printf(&b, "trailer\n<< /Size %u /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
		count + 1, xref);
	cr_assert_not(b.failed);
	fixture_put(f, path, b.data, b.length);
	bdl_buffer_release(&b);
	free(offsets);
}

static char *slurp(const char *path, size_t *length)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	cr_assert_geq(fd, 0, "there is no %s", path);
	cr_assert_eq(bdl_read_fd(fd, path, (size_t)1 << 30, &b, NULL), 0, "%s", path);
	close(fd);
	if (length)
		*length = b.length;
	bdl_buffer_add(&b, "", 0);
	return bdl_buffer_take(&b);
}

void fixture_copy(const struct fixture *f, const char *path, const char *from)
{
	size_t length;
	char *bytes = slurp(from, &length);

	fixture_put(f, path, bytes, length);
	free(bytes);
}

static void in_child(const struct fixture *f, const char *command)
{
	const char *binary = getenv("BUNDLE_BINARY");
	char program[4096], out[96], err[96];

	snprintf(program, sizeof(program), "%s/bundler/bundle", binary ? binary : ".");
	snprintf(out, sizeof(out), "%s/.stdout", f->root);
	snprintf(err, sizeof(err), "%s/.stderr", f->root);
	if (chdir(f->root) < 0 || !freopen("/dev/null", "r", stdin) || !freopen(out, "w", stdout) ||
		!freopen(err, "w", stderr))
		_exit(126);
	setenv("BUNDLE", program, 1);
	setenv("E", f->evidence, 1);
	setenv("HOME", f->root, 1);
	setenv("TMPDIR", f->root, 1);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

void fixture_run(const struct fixture *f, struct run *r, const char *format, ...)
{
	char command[8192], path[96];
	va_list args;
	int status;
	pid_t child;

	va_start(args, format);
	vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	child = fork();
	cr_assert_geq(child, 0);
	if (child == 0)
		in_child(f, command);
	while (waitpid(child, &status, 0) < 0)
		;
	r->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	snprintf(path, sizeof(path), "%s/.stdout", f->root);
	r->out = slurp(path, NULL);
	snprintf(path, sizeof(path), "%s/.stderr", f->root);
	r->err = slurp(path, NULL);
}

void run_release(struct run *r)
{
	free(r->out);
	free(r->err);
	r->out = r->err = NULL;
}

char *fixture_read(const struct fixture *f, const char *path, size_t *length)
{
	char whole[4096];

	snprintf(whole, sizeof(whole), "%s/%s", f->root, path);
	return slurp(whole, length);
}

bool fixture_exists(const struct fixture *f, const char *path)
{
	char whole[4096];

	snprintf(whole, sizeof(whole), "%s/%s", f->root, path);
	return access(whole, F_OK) == 0;
}

const char *corpus_folder(void)
{
	static char path[4096];
	const char *given = getenv("BUNDLE_CORPUS"), *source = getenv("BUNDLE_SOURCE");

	if (given)
		snprintf(path, sizeof(path), "%s", given);
	else
		snprintf(path, sizeof(path), "%s/../shared/corpus", source ? source : ".");
	return access(path, R_OK) == 0 ? path : NULL;
}
