/* Job: a request for verdicts, as it comes to bundle-reader: look, judge, write down. See check.h.
 */
#include "check/check.h"

#include "model/bundle_json.h"

#include <string.h>

#define ID_MOST 64

/* The first line is a recipient's id, what follows is bundle.json. */
static int take_request(const char *request, size_t length, char id[ID_MOST],
	struct bdl_bundle *table, struct bdl_check_scope *scope, struct bdl_error *err)
{
	const char *newline = length ? memchr(request, '\n', length) : NULL;
	size_t line = newline ? (size_t)(newline - request) : length;

	if (line >= ID_MOST)
		return bdl_fail(err, BDL_EINTERNAL, "", "the request is not understood");
	if (line) {
		memcpy(id, request, line);
		id[line] = '\0';
		scope->recipient = id;
	}
	if (!newline || line + 1 == length)
		return 0;
	scope->table = table;
	return bdl_bundle_from_json(table, newline + 1, length - line - 1, err);
}

int bdl_check_pdf(int fd, const char *name, const char *request, size_t length,
	struct bdl_buffer *json, struct bdl_error *err)
{
	struct bdl_verdicts verdicts = {.arena = BDL_ARENA_INIT};
	struct bdl_check_scope scope = {.recipient = NULL};
	struct bdl_seen seen = {.arena = BDL_ARENA_INIT};
	struct bdl_bundle table;
	char id[ID_MOST];
	int rc = -1;

	bdl_bundle_init(&table);
	if (take_request(request, length, id, &table, &scope, err) == 0 &&
		bdl_seen_look(&seen, fd, name, err) == 0 &&
		bdl_check(&seen, &scope, &verdicts, err) == 0)
		rc = bdl_verdicts_to_json(&verdicts, json, err);
	bdl_verdicts_release(&verdicts);
	bdl_seen_release(&seen);
	bdl_bundle_release(&table);
	return rc;
}
