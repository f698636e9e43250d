/* Look: see look.h. */
#include "sign/look.h"

#include "base/file.h"
#include "sign/inside.h"

int bdl_look_at_witness(
	int fd, const char *question, size_t length, struct bdl_buffer *out, struct bdl_error *err)
{
	struct bdl_buffer bytes = BDL_BUFFER_INIT;
	struct bdl_error too_long = {0};
	struct bdl_witness w = {0};
	struct bdl_question q;
	int rc = bdl_question_read(&q, question, length, err);

	if (rc == 0 && bdl_read_fd(fd, "", BDL_WITNESS_MOST, &bytes, &too_long) < 0) {
		if (too_long.code != BDL_ELIMIT)
			rc = bdl_fail(err, too_long.code, NULL, "%s", too_long.message);
		bdl_witness_unfit(&w, BDL_WITNESS_BROKEN, "is larger than 1 MiB, as none is");
	}
	if (rc == 0 && w.fit == BDL_WITNESS_FITS) {
		const struct bdl_looking l = {.q = &q,
			.bytes = (const unsigned char *)bdl_buffer_string(&bytes),
			.length = bytes.length,
			.w = &w};

		if (q.kind == BDL_WITNESS_SIGNATURE)
			bdl_look_at_signature(&l);
		else
			bdl_look_at_stamp(&l);
	}
	bdl_buffer_release(&bytes);
	return rc < 0 ? -1 : bdl_witness_write(&w, out, err);
}
