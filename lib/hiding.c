/* See hiding.h. */
#include "hiding.h"

#include "base/file.h"

/* What the readers are given, in a file without a name. */
static int write_list(struct bdl_run *r, const struct bdl_buffer *json)
{
	int writing, reading;

	if (bdl_places_scratch(&r->places, &writing, &reading, r->err) < 0)
		return -1;
	if (bdl_write_all(writing, json->data, json->length) < 0) {
		bdl_fail_errno(r->err, r->places.work_path, "write to");
		bdl_close_quietly(reading);
		reading = -1;
	}
	bdl_close_quietly(writing);
	if (reading < 0)
		return -1;
	r->hide_file = reading;
	return 0;
}

int bdl_hiding_open(struct bdl_run *r)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	int rc = bdl_hide_of_case(&r->b->about, &r->b->arena, &r->hide, r->err);

	if (rc == 0)
		rc = bdl_hide_to_json(&r->hide, &json, r->err);
	if (rc == 0 && json.length > BDL_HIDE_MAX)
		rc = bdl_fail(r->err, BDL_ELIMIT, NULL, "too many words are to be hidden");
	if (rc == 0)
		rc = write_list(r, &json);
	if (rc == 0)
		rc = bdl_cache_open_hiding(
			&r->cache, r->places.work, bdl_pool_cache_key(r->pool), &json, r->err);
	bdl_buffer_release(&json);
	return rc;
}
