/* Settle: see settle.h. */
#include "settle.h"

#include "base/exists.h"
#include "model/case.h"
#include "model/kind.h"
#include "split.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define CASE_FILE "bundle.yaml"
#define CASE_FILE_MAX ((size_t)1024 * 1024)

/* The rules of the world that the passes interpret. */
static int load_rules(struct bdl_run *r)
{
	if (bdl_kinds_load(&r->kinds, NULL, 0, r->err) < 0 ||
		bdl_step_kinds_load(&r->step_kinds, NULL, 0, r->err) < 0 ||
		bdl_recipients_load(&r->recipients, r->err) < 0)
		return -1;
	return bdl_holidays_load(&r->holidays, NULL, 0, r->err);
}

/* The case file steers the names, so it comes before the first pass. */
static int read_case_file(struct bdl_run *r)
{
	struct bdl_buffer yaml = BDL_BUFFER_INIT;
	int rc = 0, fd, there;

	there = bdl_exists(r->places.evidence, CASE_FILE);
	if (there < 0)
		return bdl_fail_errno(r->err, CASE_FILE, "look for");
	if (!there)
		return 0;
	fd = bdl_open_regular(r->places.evidence, CASE_FILE, r->err);
	if (fd < 0)
		return -1;
	rc = bdl_read_fd(fd, CASE_FILE, CASE_FILE_MAX, &yaml, r->err);
	bdl_close_quietly(fd);
	if (rc == 0)
		rc = bdl_case_load(&r->b->about, &r->b->arena, bdl_buffer_string(&yaml),
			yaml.length, CASE_FILE, r->err);
	bdl_buffer_release(&yaml);
	return rc;
}

int bdl_settle_case(struct bdl_run *r)
{
	return load_rules(r) < 0 ? -1 : read_case_file(r);
}

/* The case file has words of its own for it. */
static bool is_named(const struct bdl_run *r, const struct bdl_recipient *known)
{
	const char *words = r->b->about.recipient;

	return words && strcmp(words, known->id) != 0 &&
	       bdl_recipient_meant(r->recipients, words) == known;
}

/* Whose rules shape it: o->recipient; else `for:` of bundle.yaml where it is an id or a name of one
 * that is known. */
static int settle_recipient(struct bdl_run *r)
{
	struct bdl_case *about = &r->b->about;
	const char *wanted = r->o->recipient ? r->o->recipient : about->recipient;
	const struct bdl_recipient *known = NULL;

	if (r->o->recipient) {
		if (bdl_recipient_choose(r->recipients, wanted, &known, r->err) < 0)
			return -1;
		if (!known) {
			bdl_fail(
				r->err, BDL_EFORMAT, NULL, "recipient \"%s\" is not known", wanted);
			return bdl_hint(r->err, "bundle recipients lists them");
		}
	} else if (wanted) {
		known = bdl_recipient_meant(r->recipients, wanted);
	}
	if (!known)
		return 0;
	r->b->recipient = known;
	about->recipient_id = bdl_arena_string(&r->b->arena, known->id);
	if (!is_named(r, known))
		about->recipient = bdl_arena_string(&r->b->arena, known->name);
	return about->recipient && about->recipient_id ? 0 : bdl_fail_memory(r->err);
}

/*
 * How pages are numbered, and what has to be free on them for that. A supplement's are told from
 * the bundle's by what stands before their numbers, "S1/12", unless somebody wants something else.
 */
static int settle_numbering(struct bdl_run *r)
{
	struct bdl_numbering *n = &r->b->numbering;
	const struct bdl_court *court;
	char own[BDL_PREFIX_MAX];

	snprintf(own, sizeof(own), "S%u/", r->b->supplement);
	if (r->b->recipient) {
		n->by_section = r->b->recipient->by_section;
		n->prefix = r->b->recipient->number_prefix;
		if (r->b->recipient->number_size.value)
			n->size = (double)r->b->recipient->number_size.value;
	}
	if (r->b->supplement)
		n->prefix = own;
	bdl_numbering_apply(n, &r->b->about.numbering);
	bdl_numbering_apply(n, &r->o->numbering);
	if (n->prefix) {
		n->prefix = bdl_arena_string(&r->b->arena, n->prefix);
		if (!n->prefix)
			return bdl_fail_memory(r->err);
	}
	court = r->b->about.court;
	/* words for the volume may have to stand beside the number */
	bdl_stamping_of(n, bdl_split_is_asked(r), court && court->statement_count > 0,
		court && court->core, &r->b->stamping);
	return 0;
}

int bdl_settle_shape(struct bdl_run *r)
{
	return settle_recipient(r) < 0 ? -1 : settle_numbering(r);
}
