/*
 * Seal and verify alone, without reading or binding, timed from inside:
 *
 *     seal_bench seal FOLDER OUT.tar.gz THREADS [PDF]
 *     seal_bench verify FILE.tar.gz [THE FINDINGS ARE PRINTED]
 *
 * Prints "WHAT SECONDS CPU-SECONDS BYTES" a line, and the peak memory.
 */
#include "gather/gather.h"
#include "model/bundle_json.h"
#include "seal/seal.h"
#include "verify/verify.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct clocks {
	double wall, cpu;
};

static struct clocks now(void)
{
	struct timespec t;
	struct rusage u;

	clock_gettime(CLOCK_MONOTONIC, &t);
	getrusage(RUSAGE_SELF, &u);
	return (struct clocks){.wall = (double)t.tv_sec + (double)t.tv_nsec / 1e9,
		.cpu = (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
		       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6};
}

static void say(const char *what, struct clocks from, unsigned long long bytes)
{
	struct clocks to = now();

	printf("%s %.3f %.3f %llu\n", what, to.wall - from.wall, to.cpu - from.cpu, bytes);
}

static int say_error(const struct bdl_error *err)
{
	fprintf(stderr, "seal_bench: %s: %s\n", err->path, err->message);
	return 3;
}

/* What reading and judging would have said: as little as the table can do with. */
static void pretend_read(struct bdl_bundle *b)
{
	b->order = bdl_arena_alloc(&b->arena, b->exhibit_count * sizeof(*b->order));
	for (size_t i = 0; i < b->exhibit_count; i++) {
		struct bdl_exhibit *x = &b->exhibits[i];

		x->format = "unknown";
		x->media_type = "application/octet-stream";
		x->kind = "other";
		x->basis = "";
		x->title = x->name;
		if (x->duplicate_of != BDL_NONE)
			continue;
		b->order[b->order_count++] = i;
		x->number = (unsigned)b->order_count;
		x->pages = 1;
		x->first_page = x->number;
		x->section = BDL_NONE;
	}
	b->stage = BDL_STAGE_PROVEN;
}

static int seal(const char *folder, const char *out, unsigned threads, const char *pdf)
{
	struct bdl_bundle b;
	struct bdl_seal_input in = {
		.bundle = &b, .threads = threads, .versions = "libarchive, libdeflate"};
	FILE *table = tmpfile();
	struct bdl_sealed_file files[] = {{.name = "bundle.pdf"}, {.name = "bundle.json"}};
	struct bdl_error err = {0};
	uint8_t digest[BDL_SHA256_SIZE];
	const char *const skip[] = {NULL};
	struct clocks start = now();
	unsigned long long bytes = 0;
	int fd = open(out, O_RDWR | O_CREAT | O_TRUNC, 0666);

	bdl_bundle_init(&b);
	b.made_on = (struct bdl_day){2024, 2, 29};
	b.name = "Bench";
	b.about.title = "Bench";
	in.folder = open(folder, O_RDONLY | O_DIRECTORY);
	files[0].fd = open(pdf, O_RDONLY);
	in.files = files;
	in.file_count = 2;
	if (fd < 0 || in.folder < 0 || files[0].fd < 0 || !table) {
		perror("seal_bench");
		return 3;
	}
	files[1].fd = fileno(table);
	if (bdl_scan(&b, in.folder, skip, &err) < 0 ||
		bdl_intake(&b, in.folder, NULL, NULL, &err) < 0 || bdl_archive_names(&b, &err) < 0)
		return say_error(&err);
	for (size_t i = 0; i < b.exhibit_count; i++)
		bytes += b.exhibits[i].size;
	say("intake", start, bytes);
	pretend_read(&b);
	start = now();
	if (bdl_bundle_write_json(&b, false, files[1].fd, "bundle.json", &err) < 0 ||
		bdl_seal(&in, fd, digest, &err) < 0)
		return say_error(&err);
	say("seal", start, bytes);
	bdl_bundle_release(&b);
	close(fd);
	return 0;
}

static int verify(const char *path)
{
	struct bdl_buffer report = BDL_BUFFER_INIT;
	struct bdl_report r;
	struct bdl_error err = {0};
	struct stat st;
	int fd = open(path, O_RDONLY);
	struct clocks start = now();

	if (fd < 0 || fstat(fd, &st) < 0) {
		perror("seal_bench");
		return 3;
	}
	if (bdl_verify_archive(fd, &report, NULL, &err) < 0 ||
		bdl_report_from_json(&r, bdl_buffer_string(&report), report.length, &err) < 0)
		return say_error(&err);
	say(r.intact ? "intact" : "different", start, (unsigned long long)st.st_size);
	if (!r.intact)
		fputs(bdl_buffer_string(&report), stdout);
	bdl_buffer_release(&report);
	bdl_report_release(&r);
	close(fd);
	return 0;
}

int main(int argc, char **argv)
{
	struct rusage u;
	int rc = 2;

	if (argc >= 5 && strcmp(argv[1], "seal") == 0)
		rc = seal(argv[2], argv[3], (unsigned)atoi(argv[4]),
			argc > 5 ? argv[5] : "/dev/null");
	else if (argc >= 3 && strcmp(argv[1], "verify") == 0)
		rc = verify(argv[2]);
	else
		fprintf(stderr, "usage: seal_bench seal FOLDER OUT THREADS [PDF] | verify FILE\n");
	getrusage(RUSAGE_SELF, &u);
	printf("peak_kib %ld\n", u.ru_maxrss);
	return rc;
}
