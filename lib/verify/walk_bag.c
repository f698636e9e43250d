/* Which walk a bag asks for: that of a folder, a ZIP or a tar, packed or not. See walk.h. */
#include "verify/walk.h"

#include "base/file.h"
#include "verify/unpack.h"
#include <sys/stat.h>
#include <unistd.h>

/* What was wrong with the file as such. */
static void tell_notes(struct bdl_findings *f, const struct bdl_unpack_notes *n)
{
	if (n->strange)
		bdl_findings_broken(f, "",
			n->length ? "this is not a sealed bundle: it is neither a gzip, a tar "
				    "nor a ZIP file"
				  : "this file is empty");
	if (n->damaged)
		bdl_findings_broken(f, "",
			n->damaged == 1 ? "the file is damaged: wrong bytes in the block that "
					  "begins at byte %s"
					: "the file is damaged in several blocks, the first of "
					  "which begins at byte %s",
			bdl_findings_number(f, n->first_damage));
	if (n->lost)
		bdl_findings_broken(f, "", "behind the damage nothing can be read");
	if (n->cut)
		bdl_findings_broken(f, "", "the file is cut short: it ends at byte %s",
			bdl_findings_number(f, n->length));
	if (n->trailing)
		bdl_findings_broken(f, "", "bytes that do not belong to it follow at byte %s",
			bdl_findings_number(f, n->trailing_at));
	if (n->mixed)
		bdl_findings_broken(f, "", "parts of it were packed by another program");
}

static int walk_tar(struct bdl_walk *walk, struct bdl_error *err)
{
	struct bdl_unpack *u = bdl_unpack_open(walk->fd);
	int rc;

	walk->ahead = u ? bdl_ahead_open(u) : NULL;
	rc = walk->ahead ? bdl_walk(walk, err) : bdl_fail_memory(err);
	bdl_ahead_close(walk->ahead);
	if (rc == 0)
		tell_notes(walk->findings, bdl_unpack_notes(u));
	bdl_unpack_close(u);
	return rc;
}

static bool is_zip(int fd)
{
	uint8_t head[4];

	return bdl_pread_all(fd, head, sizeof(head), 0) == 0 && head[0] == 'P' && head[1] == 'K' &&
	       ((head[2] == 3 && head[3] == 4) || (head[2] == 5 && head[3] == 6));
}

int bdl_walk_bag(struct bdl_walk *w, struct bdl_error *err)
{
	struct stat st;

	if (fstat(w->fd, &st) == 0 && S_ISDIR(st.st_mode))
		return bdl_walk_folder(w, err);
	if (!is_zip(w->fd))
		return walk_tar(w, err);
	if (lseek(w->fd, 0, SEEK_SET) < 0)
		return bdl_fail_errno(err, NULL, "read the archive");
	return bdl_walk_zip(w, err);
}
