/* Question: what goes into the sandbox beside a signature or a time stamp: a head of five figures,
 * then the parts. */
#include "sign/witness.h"

#include "base/text.h"
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#define HEAD_FIGURES 5

int bdl_question_write(const struct bdl_question *q, struct bdl_buffer *out, struct bdl_error *err)
{
	bdl_buffer_printf(out, "%d %" PRId64 " %zu %zu %zu\n", (int)q->kind, q->now,
		q->sealed_length, q->ca_length, q->request_length);
	bdl_buffer_add(out, q->sealed, q->sealed_length);
	bdl_buffer_add(out, q->ca, q->ca_length);
	bdl_buffer_add(out, q->request, q->request_length);
	return out->failed ? bdl_fail_memory(err) : 0;
}

/* "0 1772366400 1024 0 0\n"; where it ends, or NULL. The text need not end in NUL. */
static const char *read_head(uint64_t head[HEAD_FIGURES], const char *s, const char *end)
{
	for (size_t i = 0; i < HEAD_FIGURES; i++) {
		const char last = i == HEAD_FIGURES - 1 ? '\n' : ' ';

		head[i] = 0;
		for (size_t n = 0; s < end && bdl_is_digit((unsigned char)*s); n++, s++) {
			if (n == 18)
				return NULL;
			head[i] = head[i] * 10 + (uint64_t)(*s - '0');
		}
		if (s == end || *s++ != last)
			return NULL;
	}
	return s;
}

int bdl_question_read(
	struct bdl_question *q, const char *text, size_t length, struct bdl_error *err)
{
	uint64_t head[HEAD_FIGURES];
	const char *s = read_head(head, text, text + length);
	size_t rest = s ? (size_t)(text + length - s) : 0;

	if (!s || head[0] >= BDL_WITNESS_KINDS || head[2] > rest || head[3] > rest - head[2] ||
		head[4] != rest - head[2] - head[3])
		return bdl_fail(err, BDL_EINTERNAL, NULL, "the question is not understood");
	q->kind = (enum bdl_witness_kind)head[0];
	q->now = (int64_t)head[1];
	q->sealed = s;
	q->sealed_length = (size_t)head[2];
	q->ca = s + head[2];
	q->ca_length = (size_t)head[3];
	q->request = s + head[2] + head[3];
	q->request_length = (size_t)head[4];
	return 0;
}
