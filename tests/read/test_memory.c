/*
 * Readers that run out of memory: they say that, and nothing else about the
 * evidence. A child process gets less and less of it; what it still calls shown
 * must be what it showed with plenty.
 */
#include "reading_fixture.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define LIMITED false
#else
#define LIMITED true
#endif

#define KIB ((size_t)1024)
#define MIB (KIB * KIB)

TestSuite(memory, .timeout = 300);

/* What came of it, in the child's exit status. */
enum ended { WHOLE = 10, NO_MEMORY, WRONG, BLAMED };

/* A child that could not even begin, or that a library ended, is no judgement
 * on the evidence. */
static bool is_honest(int status)
{
	return WIFSIGNALED(status) || WEXITSTATUS(status) == WHOLE ||
	       WEXITSTATUS(status) == NO_MEMORY;
}

static enum ended judge(const struct made *m, unsigned pages)
{
	if (m->rc < 0)
		return m->err.code == BDL_ENOMEM ? NO_MEMORY : WRONG;
	if (!m->facts.shown || m->facts.reason != BDL_REASON_NONE || m->facts.pages != pages ||
		(m->facts.warnings && m->facts.warnings[0]))
		return BLAMED;
	return WHOLE;
}

struct evidence {
	const char *name;
	const void *bytes;
	size_t length;
	unsigned pages;
};

/* In the child: only what the limit still allows is touched, and no assertion
 * is made. */
static _Noreturn void read_within(const struct evidence *e, size_t memory, const char *folder)
{
	struct made m = {0};
	FILE *in = file_of(folder, "in", e->bytes, e->length), *out = file_of(folder, "out", "", 0);
	struct bdl_reading r = {.size = e->length,
		.name = e->name,
		.output_limit = 1u << 30,
		.scratch = folder,
		.head = e->bytes,
		.head_length = e->length < HEAD_MAX ? e->length : HEAD_MAX,
		.arena = &m.arena,
		.facts = &m.facts,
		.input = fileno(in),
		.output = fileno(out)};
	struct rlimit l = {.rlim_cur = memory, .rlim_max = memory};

	if (setrlimit(RLIMIT_DATA, &l) < 0)
		_exit(WRONG);
	m.rc = bdl_read(&r, &m.err);
	_exit((int)judge(&m, e->pages));
}

static int status_within(const struct evidence *e, size_t memory)
{
	char folder[64];
	int status = -1;
	pid_t child;

	temporary(folder);
	child = fork();
	cr_assert(child >= 0);
	if (child == 0) {
		if (!freopen("/dev/null", "w", stderr)) /* what GLib and C++ say as they abort */
			_exit(WRONG);
		read_within(e, memory, folder);
	}
	cr_assert_eq(waitpid(child, &status, 0), child);
	bdl_remove_tree(AT_FDCWD, folder);
	return status;
}

static void squeeze(const struct evidence *e)
{
	int status = status_within(e, 1024 * MIB);

	cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == WHOLE, "%s with plenty: %x", e->name,
		status);
	for (size_t memory = 512 * KIB; memory <= 48 * MIB; memory += memory / 16) {
		status = status_within(e, memory);
		cr_expect(is_honest(status), "%s in %zu KiB: %x", e->name, memory / KIB, status);
	}
}

/*
 * Pages whose content has to be decoded, which takes libqpdf more memory at
 * once than anything that is done with it.
 */
static void write_encoded(struct bdl_buffer *pdf, unsigned pages)
{
	struct bdl_buffer hex = BDL_BUFFER_INIT;

	for (unsigned i = 0; i < 40000; i++) /* "0 0 m " and "9 9 l S " */
		bdl_buffer_text(&hex, "302030206D20392039206C205320");
	bdl_buffer_text(pdf, "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<<");
	bdl_buffer_printf(pdf, "/Type/Pages/MediaBox[0 0 595 842]/Count %u/Kids[", pages);
	for (unsigned i = 0; i < pages; i++)
		bdl_buffer_printf(pdf, "%u 0 R ", 3 + 2 * i);
	bdl_buffer_text(pdf, "]>>endobj\n");
	for (unsigned i = 0; i < pages; i++) {
		bdl_buffer_printf(pdf,
			"%u 0 obj<</Type/Page/Parent 2 0 R/Contents %u 0 R>>endobj\n"
			"%u 0 obj<</Filter/ASCIIHexDecode/Length %zu>>stream\n",
			3 + 2 * i, 4 + 2 * i, 4 + 2 * i, hex.length);
		bdl_buffer_add(pdf, hex.data, hex.length);
		bdl_buffer_text(pdf, "\nendstream endobj\n");
	}
	bdl_buffer_text(pdf, "trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n");
	bdl_buffer_release(&hex);
}

Test(memory, a_document_is_shown_whole_or_was_too_much_but_never_damaged)
{
	struct bdl_buffer pdf = BDL_BUFFER_INIT;

	if (!LIMITED)
		cr_skip_test("memory cannot be limited under AddressSanitizer");
	write_encoded(&pdf, 3);
	squeeze(&(struct evidence){"encoded.pdf", pdf.data, pdf.length, 3});
	bdl_buffer_release(&pdf);
}

Test(memory, a_bitmap_is_shown_whole_or_was_too_much_but_never_damaged)
{
	enum { SIDE = 1600, HEAD = 54 };

	size_t length = HEAD + (size_t)3 * SIDE * SIDE;
	unsigned char *bmp = calloc(1, length);

	if (!LIMITED)
		cr_skip_test("memory cannot be limited under AddressSanitizer");
	cr_assert_not_null(bmp);
	memcpy(bmp, "BM", 2);
	bmp[10] = HEAD;
	bmp[14] = 40;
	bmp[18] = bmp[22] = SIDE & 255;
	bmp[19] = bmp[23] = SIDE >> 8;
	bmp[26] = 1;
	bmp[28] = 24;
	squeeze(&(struct evidence){"big.bmp", bmp, length, 1});
	free(bmp);
}
