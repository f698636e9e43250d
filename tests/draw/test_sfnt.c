#include "base/buffer.h"
#include "base/file.h"
#include "draw/sfnt.h"
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FONTS "/usr/share/fonts/truetype/"

static uint16_t widths[BDL_SFNT_CODES];

Test(sfnt, reads_widths_as_libharu_rounds_them)
{
	struct bdl_error err = {0};

	cr_assert_eq(bdl_sfnt_widths(FONTS "liberation/LiberationSans-Regular.ttf", widths, &err),
		0, "%s", err.message);
	cr_expect_eq(widths['A'], 666);
	cr_expect_eq(widths['0'], 556);
	cr_expect_eq(widths[' '], 277);
	cr_expect_eq(widths[0x0142], 222); /* l with stroke */
	cr_expect_eq(widths[0x4E2D], BDL_SFNT_NONE);
	cr_expect_eq(widths[0xFFFF], BDL_SFNT_NONE);
}

Test(sfnt, refuses_glyphs_composed_of_composed_glyphs)
{
	struct bdl_error err = {0};

	cr_assert_eq(
		bdl_sfnt_widths(FONTS "liberation/LiberationSans-Regular.ttf", widths, &err), 0);
	cr_expect_eq(widths[0x0400], BDL_SFNT_NONE, "ie with grave is made of a composed E");
	cr_expect_neq(widths[0x00C5], BDL_SFNT_NONE, "A with ring is made of simple glyphs");
}

Test(sfnt, refuses_what_is_no_font)
{
	struct bdl_error err = {0};

	cr_expect_eq(bdl_sfnt_widths("/nowhere/at/all.ttf", widths, &err), -1);
	cr_expect_eq(err.code, BDL_EIO);
	err = (struct bdl_error){0};
	cr_expect_eq(bdl_sfnt_widths("/bin/sh", widths, &err), -1);
	cr_expect_eq(err.code, BDL_EFORMAT);
}

/* A font with its end cut off, or its bytes overwritten, must be refused or read, never overrun. */
Test(sfnt, survives_broken_fonts)
{
	struct bdl_buffer font = BDL_BUFFER_INIT;
	char path[] = "/tmp/bundle-sfnt-XXXXXX";
	struct bdl_error err = {0};
	int in = open(FONTS "liberation/LiberationMono-Regular.ttf", O_RDONLY), out = mkstemp(path);

	cr_assert(in >= 0 && out >= 0);
	cr_assert_eq(bdl_read_fd(in, "font", 1 << 24, &font, &err), 0);
	for (size_t i = 0; i < 200; i++) {
		size_t length = i < 100 ? i * font.length / 100 : font.length;
		struct bdl_error ignored = {0};
		if (i >= 100)
			font.data[(i * 2654435761u) % 4096] = (char)(i * 37);
		cr_assert_eq(ftruncate(out, 0), 0);
		cr_assert_eq(pwrite(out, font.data, length, 0), (ssize_t)length);
		if (bdl_sfnt_widths(path, widths, &ignored) < 0)
			cr_expect_neq(ignored.code, BDL_OK);
	}
	unlink(path);
	close(in);
	close(out);
	bdl_buffer_release(&font);
}
