/* Job: a request for verdicts, as it comes to bundle-reader: look, judge, write down. See check.h.
 */
#include "check/check.h"

#include "model/bundle_json.h"

#include <stdlib.h>
#include <string.h>

#define LINE_MOST 128

/* What is asked of the PDF; volume 0: the whole. */
struct request {
	char line[LINE_MOST];
	const char *id;
	unsigned volume;
	bool has_core;
	size_t rules; /* bytes of the recipient's file behind the line */
};

/* "ID", or "ID TAB VOLUME TAB 0 or 1", then perhaps TAB and a length: the first line. */
static int read_line(const char *text, size_t length, struct request *r)
{
	char *tab, *end;

	if (length >= sizeof(r->line))
		return -1;
	memcpy(r->line, text, length);
	r->line[length] = '\0';
	r->id = r->line;
	tab = strchr(r->line, '\t');
	if (!tab)
		return 0;
	*tab = '\0';
	r->volume = (unsigned)strtoul(tab + 1, &end, 10);
	r->has_core = strncmp(end, "\t1", 2) == 0;
	if (!r->has_core && strncmp(end, "\t0", 2) != 0)
		return -1;
	if (end[2] == '\t')
		r->rules = (size_t)strtoul(end + 3, &end, 10);
	else
		end += 2;
	return *end ? -1 : 0;
}

/* Behind the first line stands bundle.json, or nothing. view: of the volume. */
static int take_request(const char *request, size_t length, struct request *r,
	struct bdl_bundle *table, struct bdl_bundle *view, struct bdl_check_scope *scope,
	struct bdl_error *err)
{
	const char *newline = length ? memchr(request, '\n', length) : NULL;
	size_t line = newline ? (size_t)(newline - request) : length;

	if (read_line(request, line, r) < 0)
		return bdl_fail(err, BDL_EINTERNAL, "", "the request is not understood");
	scope->recipient = r->id[0] ? r->id : NULL;
	scope->has_core = r->has_core;
	if (!newline)
		return 0;
	line++;
	if (r->rules > length - line)
		return bdl_fail(err, BDL_EINTERNAL, "", "the request is not understood");
	if (r->rules) {
		scope->rules = request + line;
		scope->rules_length = r->rules;
		line += r->rules;
	}
	if (line == length)
		return 0;
	if (bdl_bundle_from_json(table, request + line, length - line, err) < 0)
		return -1;
	scope->table = table;
	if (r->volume > table->volume_count)
		scope->table = NULL;
	else if (r->volume) {
		bdl_volume_view(table, r->volume, view);
		scope->table = view;
	}
	return 0;
}

int bdl_check_pdf(int fd, const char *name, const char *request, size_t length,
	struct bdl_buffer *json, struct bdl_error *err)
{
	struct bdl_verdicts verdicts = {.arena = BDL_ARENA_INIT};
	struct bdl_check_scope scope = {.recipient = NULL};
	struct bdl_seen seen = {.arena = BDL_ARENA_INIT};
	struct bdl_bundle table, view;
	struct request asked = {.volume = 0};
	int rc = -1;

	bdl_bundle_init(&table);
	if (take_request(request, length, &asked, &table, &view, &scope, err) == 0 &&
		bdl_seen_look(&seen, fd, name, err) == 0 &&
		bdl_check(&seen, &scope, &verdicts, err) == 0)
		rc = bdl_verdicts_to_json(&verdicts, json, err);
	bdl_verdicts_release(&verdicts);
	bdl_seen_release(&seen);
	bdl_bundle_release(&table);
	return rc;
}
