/* Whom a person means: a recipient that is compiled in, or one of their own, in a file. See
 * bundle.h. */
#include "bundle.h"

#include "base/file.h"
#include <fcntl.h>

int bdl_recipient_choose(struct bdl_recipients *all, const char *word,
	const struct bdl_recipient **one, struct bdl_error *err)
{
	struct bdl_buffer yaml = BDL_BUFFER_INIT;
	int fd, rc;

	*one = bdl_recipient_meant(all, word);
	if (*one || !bdl_recipient_is_path(word))
		return 0;
	fd = bdl_open_regular(AT_FDCWD, word, err);
	if (fd < 0)
		return -1;
	rc = bdl_read_fd(fd, word, BDL_RECIPIENT_MOST, &yaml, err);
	bdl_close_quietly(fd);
	if (rc == 0)
		rc = bdl_recipients_add(all, word, bdl_buffer_string(&yaml), yaml.length, one, err);
	bdl_buffer_release(&yaml);
	return rc;
}
