/* Of a JPEG nothing stays but the picture: no segment of a camera, no comment, nothing behind its
 * end. */
#include "read/jpeg_bare.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(jpeg_bare, .timeout = 30);

#define BYTES(text) text, sizeof(text) - 1

static const char needed_head[] = "\xFF\xD8"
				  "\xFF\xE0\0\x10JFIF\0\1\2\0\0\1\0\1\0\0";
static const char profile[] = "\xFF\xE2\0\x10ICC_PROFILE\0\1\1";
static const char adobe[] = "\xFF\xEE\0\x0E"
			    "Adobe\0d\0\0\0\0\0";
static const char scans[] = "\xFF\xC0\0\4ab\xFF\xDA\0\4cd12\xFF\0"
			    "34\xFF\xD0"
			    "56\xFF\xC4\0\4ef\xFF\xDA\0\4gh78\xFF\xD9";
static const char exif[] = "\xFF\xE1\0\x0C"
			   "Exif\0\0here";
static const char remark[] = "\xFF\xFE\0\6mine";
static const char preview[] = "\xFF\xE2\0\x0AMPF\0more";

static void add(struct bdl_buffer *b, const char *text, size_t length)
{
	cr_assert_eq(bdl_buffer_add(b, text, length), 0);
}

Test(jpeg_bare, nothing_but_the_picture_stays)
{
	struct bdl_buffer full = BDL_BUFFER_INIT, want = BDL_BUFFER_INIT, got = BDL_BUFFER_INIT;

	add(&full, BYTES(needed_head));
	add(&full, BYTES(exif));
	add(&full, BYTES(profile));
	add(&full, BYTES(preview));
	add(&full, BYTES(adobe));
	add(&full, BYTES(remark));
	add(&full, BYTES(scans));
	add(&full, BYTES("\xFF\xD8 another picture"));
	add(&want, BYTES(needed_head));
	add(&want, BYTES(profile));
	add(&want, BYTES(adobe));
	add(&want, BYTES(scans));
	cr_assert(bdl_jpeg_bare((const unsigned char *)full.data, full.length, &got));
	cr_expect_eq(got.length, want.length, "%zu for %zu", got.length, want.length);
	cr_expect_eq(memcmp(got.data, want.data, want.length), 0);
	/* what is bare already stays as it is */
	bdl_buffer_clear(&full);
	cr_assert(bdl_jpeg_bare((const unsigned char *)want.data, want.length, &full));
	cr_expect_eq(full.length, want.length);
	bdl_buffer_release(&full);
	bdl_buffer_release(&want);
	bdl_buffer_release(&got);
}

/* Cut anywhere it neither reads beyond its end nor keeps what it ought not to. */
Test(jpeg_bare, cut_anywhere_nothing_of_the_camera_stays)
{
	struct bdl_buffer full = BDL_BUFFER_INIT;

	add(&full, BYTES(needed_head));
	add(&full, BYTES(exif));
	add(&full, BYTES(scans));
	for (size_t n = 0; n <= full.length; n++) {
		struct bdl_buffer cut = BDL_BUFFER_INIT, got = BDL_BUFFER_INIT;

		add(&cut, full.data, n);
		if (!bdl_jpeg_bare((const unsigned char *)bdl_buffer_string(&cut), n, &got))
			cr_expect_eq(got.length, 0);
		for (size_t i = 0; i + 4 <= got.length; i++)
			cr_expect_neq(memcmp(got.data + i, "here", 4), 0, "at %zu", n);
		bdl_buffer_release(&cut);
		bdl_buffer_release(&got);
	}
	bdl_buffer_release(&full);
}
