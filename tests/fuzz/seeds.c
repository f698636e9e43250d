/*
 * Seeds: what the fuzzers start from: good parts, bundles bound from them with their claims,
 * content streams.
 *
 *     seeds FOLDER        writes FOLDER/bind/, FOLDER/prove/, FOLDER/content/
 */
#define _GNU_SOURCE /* memfd_create() */
#include "small.h"

#include "base/file.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void put(const char *folder, const char *room, unsigned number, const struct bdl_buffer *b)
{
	struct bdl_error err = {0};
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, room);
	if (bdl_make_dirs(AT_FDCWD, path, &err) < 0)
		fault("%s: %s", path, err.message);
	snprintf(path, sizeof(path), "%s/%s/seed-%u", folder, room, number);
	f = fopen(path, "wb");
	if (!f || fwrite(bdl_buffer_string(b), 1, b->length, f) != b->length || fclose(f) != 0)
		fault("%s cannot be written", path);
}

static void read_all(int fd, struct bdl_buffer *b)
{
	struct bdl_error err = {0};

	if (bdl_read_fd(fd, "seed", SIZE_MAX / 8, b, &err) < 0)
		fault("%s", err.message);
}

static void put_bundle(const char *folder, unsigned number, const struct bdl_buffer *part)
{
	static const unsigned pages[SMALL_SEEDS] = {1, 3, 2, 1, 2, 1};
	struct bdl_buffer input = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	struct small world;
	int out = memfd_create("bundle.pdf", MFD_CLOEXEC);

	small_open(&world);
	small_put(&world, (const uint8_t *)part->data, part->length, pages[number]);
	if (bdl_bind(&world.input, out, &err) < 0 ||
		bdl_bind_claims(&world.input, &input, &err) < 0)
		fault("%s: %s", err.path, err.message);
	read_all(out, &input);
	put(folder, "prove", number, &input);
	bdl_buffer_release(&input);
	close(out);
	small_close(&world);
}

static void put_contents(const char *folder)
{
	static const char *const contents[] = {
		"q 0.5 0 0 0.5 10 20 cm BT /F1 12 Tf 72 700 Td (Dear \\(Sir\\)) Tj ET Q\n",
		"q BT /BdlB 12 Tf 1 0 0 1 500 24 Tm (12) Tj ET Q\n",
		"/OC /L1 BDC 0 0 100 100 re f EMC q q [(A) -120 (B)] TJ\n",
		"q 200 0 0 100 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI Q Q Q\n",
		"/Span <</ActualText <FEFF0041>>> BDC 0 0 m 10 10 l 20 5 30 5 40 0 c S EMC\n",
		"0 g /GS1 gs <48656C6C6F> ' 1 2 (x) \" % a comment\n BX zz EX (open",
	};

	for (unsigned i = 0; i < sizeof(contents) / sizeof(*contents); i++) {
		struct bdl_buffer b = BDL_BUFFER_INIT;

		bdl_buffer_text(&b, contents[i]);
		put(folder, "content", i, &b);
		bdl_buffer_release(&b);
	}
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: seeds FOLDER\n");
		return 2;
	}
	for (unsigned i = 0; i < SMALL_SEEDS; i++) {
		struct bdl_buffer part = BDL_BUFFER_INIT;
		int fd = memfd_create("part", MFD_CLOEXEC);

		small_write_part(fd, i);
		read_all(fd, &part);
		put(argv[1], "bind", i, &part);
		put_bundle(argv[1], i, &part);
		bdl_buffer_release(&part);
		close(fd);
	}
	put_contents(argv[1]);
	return 0;
}
