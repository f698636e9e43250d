/*
 * Fixture: a private evidence folder for one test, and the program run on it from outside. Everything lies below one
 * temporary folder, which fixture_release() removes. Failures end the test with a clear line.
 */
#ifndef TESTS_SUPPORT_FIXTURE_H
#define TESTS_SUPPORT_FIXTURE_H

#include <stdbool.h>
#include <stddef.h>

struct fixture {
	char root[64];      /* the temporary folder */
	char evidence[128]; /* ROOT/evidence, exists */
};

void fixture_init(struct fixture *f);
void fixture_release(struct fixture *f);

/* Writes a file into the evidence folder; folders on the way are made. */
void fixture_put(const struct fixture *f, const char *path, const void *bytes, size_t length);
void fixture_text(const struct fixture *f, const char *path, const char *text);
/* A PDF of `pages` pages, page N showing "WORDS page N"; turned by `rotate` (0, 90, 180, 270). */
void fixture_pdf(const struct fixture *f, const char *path, const char *words, unsigned pages, int rotate);
/* Copies a file from anywhere. */
void fixture_copy(const struct fixture *f, const char *path, const char *from);

struct run {
	int status;         /* exit status; 128 + signal when it was killed */
	char *out, *err;    /* what it printed; free with run_release() */
};

/*
 * Runs a shell command with ROOT as working directory and captures what it prints. In the command $BUNDLE is the program
 * under test, $E the evidence folder; HOME and TMPDIR are below ROOT.
 */
void fixture_run(const struct fixture *f, struct run *r, const char *format, ...) __attribute__((format(printf, 3, 4)));
void run_release(struct run *r);

/* The whole file, NUL-terminated, *length (may be NULL) its size; ends the test if there is none. free() it. */
char *fixture_read(const struct fixture *f, const char *path, size_t *length);
bool fixture_exists(const struct fixture *f, const char *path);

/* Folder of the public corpus beside the checkout, or NULL: the test is skipped then by SKIP_WITHOUT_CORPUS. */
const char *corpus_folder(void);

#define SKIP_WITHOUT_CORPUS()                                                                              \
	do {                                                                                                  \
		if (!corpus_folder())                                                                         \
			cr_skip_test("no corpus beside this checkout");                                          \
	} while (0)

#endif
