/* Take: the PDFs of a stranger's archive, copied out for those who look at them. See verify.h. */
#include "verify/verify.h"

#include "base/file.h"
#include "base/text.h"
#include "verify/ahead.h"
#include "verify/unpack.h"
#include "verify/walk.h"
#include <inttypes.h>
#include <string.h>

struct taking {
	int out;
	struct bdl_buffer *list;
	char name[BDL_TAKEN_NAME + 1]; /* of the file that is being copied; "" before the first */
	uint64_t length;
	size_t count;
};

/* The line of a file stands in the list once its length is known. */
static void finish(struct taking *t)
{
	if (t->name[0])
		bdl_buffer_printf(t->list, "%" PRIu64 " %s\n", t->length, t->name);
	t->name[0] = '\0';
	t->length = 0;
}

static bool is_wanted(const char *name)
{
	size_t n = strlen(name);

	if (n > BDL_TAKEN_NAME || !bdl_text_ends(name, ".pdf"))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!bdl_is_alpha((unsigned char)name[i]) &&
			!bdl_is_digit((unsigned char)name[i]) && name[i] != '.' && name[i] != '-')
			return false;
	return true;
}

static enum bdl_walk_wish wish(void *data, const char *name)
{
	struct taking *t = data;

	finish(t);
	if (bdl_text_starts(name, "data/"))
		return BDL_WALK_STOP;
	if (!is_wanted(name) || t->count == BDL_TAKEN_MOST)
		return BDL_WALK_PASS;
	memcpy(t->name, name, strlen(name) + 1);
	t->count++;
	return BDL_WALK_TAKE;
}

static int take(void *data, const void *bytes, size_t length, struct bdl_error *err)
{
	struct taking *t = data;

	t->length += length;
	return bdl_write_all(t->out, bytes, length) < 0
		       ? bdl_fail_errno(err, "", "write the result")
		       : 0;
}

int bdl_take_pdfs(int fd, int out, struct bdl_buffer *list, struct bdl_error *err)
{
	struct bdl_findings findings = BDL_FINDINGS_INIT;
	struct bdl_members members = BDL_MEMBERS_INIT;
	struct taking t = {.out = out, .list = list};
	struct bdl_unpack *u = bdl_unpack_open(fd);
	struct bdl_ahead *a = u ? bdl_ahead_open(u) : NULL;
	struct bdl_walk walk = {.ahead = a,
		.members = &members,
		.findings = &findings,
		.wish = wish,
		.take = take,
		.data = &t};
	int rc = a ? bdl_walk(&walk, err) : bdl_fail_memory(err);

	finish(&t);
	bdl_ahead_close(a);
	bdl_unpack_close(u);
	bdl_members_release(&members);
	bdl_findings_release(&findings);
	return rc < 0 || list->failed ? rc < 0 ? -1 : bdl_fail_memory(err) : 0;
}
