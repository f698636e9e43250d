/* Steering: index.csv is read early, so that mistakes in it are told before hours are spent. */
#include "steering.h"

#include "judge/section_table.h"
#include "judge/steer.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int read_index(struct bdl_run *r, int fd)
{
	struct bdl_buffer csv = BDL_BUFFER_INIT;
	int ours = bdl_steer_file_is_index(fd), rc = 0;

	if (ours < 0)
		return bdl_fail_errno(r->err, BDL_STEER_FILE, "read");
	if (!ours)
		return 0;
	if (bdl_read_fd(fd, BDL_STEER_FILE, BDL_STEER_MOST, &csv, r->err) < 0 ||
		bdl_steer_read(&r->b->arena, bdl_buffer_string(&csv), csv.length, &r->b->steering,
			r->err) < 0)
		rc = -1;
	bdl_buffer_release(&csv);
	return rc;
}

static int read_file(struct bdl_run *r)
{
	struct stat st;
	int fd, rc;

	if (fstatat(r->places.evidence, BDL_STEER_FILE, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT ? 0 : bdl_fail_errno(r->err, BDL_STEER_FILE, "look for");
	/* what is no file is told by the scan */
	if (!S_ISREG(st.st_mode))
		return 0;
	fd = bdl_open_regular(r->places.evidence, BDL_STEER_FILE, r->err);
	if (fd < 0)
		return -1;
	rc = read_index(r, fd);
	bdl_close_quietly(fd);
	return rc;
}

int bdl_run_read_steering(struct bdl_run *r)
{
	struct bdl_section_table sections;

	if (read_file(r) < 0 || bdl_steer_words(r->b, r->kinds, r->step_kinds, r->err) < 0)
		return -1;
	return bdl_section_table_init(&sections, r->b, r->kinds, r->err);
}
