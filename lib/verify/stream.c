/* Stream: see stream.h. */
#include "verify/stream.h"

#include "base/file.h"
#include "verify/walk.h"
#include <string.h>

struct streaming {
	int out;
	struct bdl_error *err;
	bool failed;
};

static int put(struct streaming *s, enum bdl_stream_kind kind, const void *bytes, size_t length)
{
	const struct bdl_stream_head head = {.kind = kind, .length = (uint32_t)length};

	if (bdl_write_all(s->out, &head, sizeof(head)) == 0 &&
		(!length || bdl_write_all(s->out, bytes, length) == 0))
		return 0;
	s->failed = true;
	return bdl_fail_errno(s->err, "", "hand out the files");
}

/* No path that is longer can be in a manifest's line and on a disk. */
static enum bdl_walk_wish begin(void *data, const char *name)
{
	struct streaming *s = data;
	size_t length = strlen(name);

	if (length > BDL_STREAM_MOST)
		return BDL_WALK_PASS;
	return put(s, BDL_STREAM_NAME, name, length) < 0 ? BDL_WALK_STOP : BDL_WALK_TAKE;
}

static int pass_on(void *data, const void *bytes, size_t length, struct bdl_error *err)
{
	const char *from = bytes;

	(void)err; /* the same as that of the walk */
	while (length) {
		size_t n = length < BDL_STREAM_MOST ? length : BDL_STREAM_MOST;

		if (put(data, BDL_STREAM_DATA, from, n) < 0)
			return -1;
		from += n;
		length -= n;
	}
	return 0;
}

int bdl_stream_bag(int fd, int out, struct bdl_error *err)
{
	struct bdl_findings findings = BDL_FINDINGS_INIT;
	struct bdl_members members = BDL_MEMBERS_INIT;
	struct streaming s = {.out = out, .err = err};
	struct bdl_walk walk = {.fd = fd,
		.members = &members,
		.findings = &findings,
		.wish = begin,
		.take = pass_on,
		.data = &s};
	int rc = bdl_walk_bag(&walk, err);

	if (rc == 0 && s.failed)
		rc = -1;
	if (rc == 0)
		rc = put(&s, BDL_STREAM_END, NULL, 0);
	bdl_members_release(&members);
	bdl_findings_release(&findings);
	return rc;
}
