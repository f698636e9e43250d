/*
 * Bind alone, timed from inside, on parts that were made before:
 *
 *     bind_bench convert FILE.pdf FILE.part
 *     bind_bench bind FOLDER-OF-PARTS OUT.pdf
 *     bind_bench prove FOLDER-OF-PARTS OUT.pdf
 *
 * Prints "bind PAGES SECONDS BYTES PEAK-KB" (or "prove ..."; findings on stderr). The front is
 * three plain pages.
 */
#include "base/file.h"
#include "bind/bind.h"
#include "bind/prove.h"
#include "model/part.h"
#include "read/read.h"

#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static struct bdl_error err;

static void need(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "bind_bench: %s: %s %s\n", what, err.path, err.message);
	exit(1);
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static long peak(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return u.ru_maxrss;
}

static int convert(const char *from, const char *to)
{
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_facts facts = {.format = "pdf"};
	const struct bdl_pdf_options options = {.drawn = false};
	int input = bdl_open_regular(AT_FDCWD, from, &err), output;
	struct bdl_reading r = {.input = input,
		.name = "bench",
		.output_limit = (uint64_t)1 << 32,
		.scratch = "/tmp"};
	unsigned pages = 0;

	need(input >= 0 && bdl_read_fd(input, from, SIZE_MAX / 8, &pdf, &err) == 0, "read");
	output = open(to, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	need(output >= 0, "create");
	r.output = output;
	r.size = pdf.length;
	r.head = (const unsigned char *)pdf.data;
	r.head_length = pdf.length < 1 << 20 ? pdf.length : 1 << 20;
	r.arena = &arena;
	r.facts = &facts;
	if (bdl_pdf_to_part(&r, pdf.data, pdf.length, &options, &pages, &err) < 0 || pages == 0) {
		unlink(to);
		return 1;
	}
	return 0;
}

static uint32_t write_font(struct bdl_part_writer *w, const char *name)
{
	uint32_t font = bdl_part_reserve(w);

	bdl_part_begin(w, font);
	bdl_part_printf(w,
		"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>", name);
	bdl_part_end(w);
	return font;
}

/* A part of that many empty pages, its two fonts exported. */
static int plain_part(uint32_t pages)
{
	FILE *file = tmpfile();
	struct bdl_part_writer *w;
	uint32_t fonts[2];

	need(file != NULL, "create");
	w = bdl_part_writer_open(fileno(file), &err);
	need(w != NULL, "write");
	fonts[0] = write_font(w, "Helvetica");
	fonts[1] = write_font(w, "Helvetica-Bold");
	for (uint32_t i = 0; i < pages; i++) {
		struct bdl_part_page page = {
			.box = {0, 0, 595.28, 841.89}, .user_unit = 1, .scale = 1};

		page.object = bdl_part_reserve(w);
		bdl_part_begin(w, page.object);
		bdl_part_text(w, "<< /Type /Page /MediaBox [0 0 595.28 841.89] /Parent ");
		bdl_part_ref(w, BDL_RELOC_PARENT, i);
		bdl_part_text(w, " /Annots ");
		bdl_part_ref(w, BDL_RELOC_ANNOTS, i);
		bdl_part_text(w, " /Contents [");
		bdl_part_ref(w, BDL_RELOC_STAMP, i);
		bdl_part_text(w, "] /Resources << /Font << /BdlN ");
		bdl_part_ref(w, BDL_RELOC_FONT, 0);
		bdl_part_text(w, " /BdlB ");
		bdl_part_ref(w, BDL_RELOC_FONT, 1);
		bdl_part_text(w, " >> >> >>");
		bdl_part_end(w);
		bdl_part_add_page(w, &page, NULL, 0);
	}
	bdl_part_add_export(w, fonts[0]);
	bdl_part_add_export(w, fonts[1]);
	need(bdl_part_writer_close(w, false, &err) == 0, "write");
	return fileno(file);
}

/* A row for each part of the folder, in the order of their names; first pages from 5 on. */
static void take_parts(struct bdl_bundle *b, struct bdl_drawn *d, const char *folder)
{
	struct dirent **names;
	int count = scandir(folder, &names, NULL, alphasort),
	    dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	unsigned page = 5;

	need(count > 0, folder);
	b->exhibits = calloc((size_t)count, sizeof(*b->exhibits));
	b->order = calloc((size_t)count, sizeof(*b->order));
	d->stamps = calloc((size_t)count, sizeof(*d->stamps));
	d->links = calloc((size_t)count, sizeof(*d->links));
	need(b->exhibits && b->order && d->stamps && d->links, "memory");
	for (int i = 0; i < count; i++) {
		struct bdl_exhibit *x = &b->exhibits[b->exhibit_count];
		struct bdl_part part;
		int fd;

		if (names[i]->d_name[0] == '.')
			continue;
		fd = bdl_open_regular(dir, names[i]->d_name, &err);
		need(fd >= 0 && bdl_part_load(&part, fd, names[i]->d_name, &err) == 0, "load");
		x->name = x->path = x->title = x->part = names[i]->d_name;
		x->shown = true;
		x->pages = part.page_count;
		x->first_page = page;
		x->number = (unsigned)b->exhibit_count + 1;
		page += x->pages;
		b->order[b->exhibit_count] = b->exhibit_count;
		d->stamps[b->exhibit_count] = (struct bdl_stamp){.index_page = 2, .index_top = 700};
		d->links[b->exhibit_count] =
			(struct bdl_link){2, 72, 600, 547, 620, x->first_page, (double)NAN};
		b->exhibit_count++;
		bdl_part_release(&part);
		close(fd);
	}
	close(dir);
	b->order_count = d->stamp_count = d->link_count = b->exhibit_count;
	b->pages = page - 1;
}

static void check(const struct bdl_bind_input *in, const char *path)
{
	struct bdl_buffer claims = BDL_BUFFER_INIT, findings = BDL_BUFFER_INIT;
	int fd = bdl_open_regular(AT_FDCWD, path, &err);
	off_t size = lseek(fd, 0, SEEK_END);
	double start;

	need(bdl_bind_claims(in, &claims, &err) == 0, "claims");
	start = seconds();
	need(bdl_prove_file(fd, claims.data, claims.length, &findings, &err) == 0, "prove");
	printf("prove %u %.3f %lld %ld\n", in->bundle->pages, seconds() - start, (long long)size,
		peak());
	fputs(bdl_buffer_string(&findings), stderr);
}

static void bind_it(const struct bdl_bind_input *in, const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	double start = seconds();

	need(fd >= 0 && bdl_bind(in, fd, &err) == 0, "bind");
	printf("bind %u %.3f %lld %ld\n", in->bundle->pages, seconds() - start,
		(long long)lseek(fd, 0, SEEK_END), peak());
}

int main(int argc, char **argv)
{
	unsigned front[] = {1, 2, 3, 4};
	struct bdl_section section = {.letter = "A", .title = "All", .page = 4};
	struct bdl_bundle b = {.name = "bench",
		.numbering = BDL_NUMBERING_INIT,
		.sections = &section,
		.section_count = 1,
		.stage = BDL_STAGE_DRAWN};
	struct bdl_drawn d = {.pages = front, .page_count = 4};
	struct bdl_bind_input in = {.bundle = &b, .drawn = &d, .title = "bench"};

	need(argc == 4, "usage: bind_bench convert PDF PART | bind PARTS PDF | prove PARTS PDF");
	if (strcmp(argv[1], "convert") == 0)
		return convert(argv[2], argv[3]);
	b.front = (struct bdl_front){.cover = 1, .index = 1, .chronology = 1};
	take_parts(&b, &d, argv[2]);
	section.count = b.order_count;
	in.drawn_part = plain_part(4);
	in.furniture_part = plain_part(1);
	in.parts = open(argv[2], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (strcmp(argv[1], "bind") == 0)
		bind_it(&in, argv[3]);
	else
		check(&in, argv[3]);
	return 0;
}
