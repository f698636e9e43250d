/*
 * Ready: sizes and pages that a recipient takes. Where nothing has been built yet, pages are those
 * of the table and sizes are not known. See ready.h.
 */
#include "judge/ready.h"

#include "base/size.h"

static const char *size(struct bdl_readying *m, uint64_t bytes)
{
	char text[BDL_SIZE_TEXT];

	return bdl_ready_printf(m, "%s", bdl_size_words(bytes, text));
}

/* "Administrative Court takes at most 100 MB". */
static const char *at_most(struct bdl_readying *m, const struct bdl_limit *l)
{
	return bdl_ready_printf(m, "%s takes at most %s", m->r->name, l->words);
}

/* A court is never sent a link to a folder that is shared somewhere. */
static void say_how_to_shrink(struct bdl_readying *m, struct bdl_ready_finding *f)
{
	if (m->r->court)
		bdl_ready_todo(m, f,
			"Build it in volumes (--max-size), or ask the court for its upload centre. "
			"Send no link to a shared file.");
	else
		bdl_ready_todo(m, f,
			"Build it in volumes (--max-size) and send them one by one, or leave out "
			"what is "
			"not needed.");
}

static void ask_size(struct bdl_readying *m)
{
	const struct bdl_limit *safe = &m->r->bytes_safe, *most = &m->r->bytes_most;
	const struct bdl_limit *limit = safe->value ? safe : most;
	struct bdl_ready_finding *f;

	if (!m->built.count || !limit->value)
		return;
	if (most->value && m->built.largest > most->value) {
		f = bdl_ready_find(m, BDL_READY_TO_DO, "size",
			"size: the largest file has %s, the limit is %s", size(m, m->built.largest),
			most->words);
		bdl_ready_limit(m, f, at_most(m, most), most);
		say_how_to_shrink(m, f);
	} else if (safe->value && m->built.largest > safe->value) {
		f = bdl_ready_find(m, BDL_READY_LOOK, "size",
			"size: the largest file has %s; only up to %s is certain to be taken",
			size(m, m->built.largest), safe->words);
		bdl_ready_limit(m, f, at_most(m, safe), safe);
		say_how_to_shrink(m, f);
	} else {
		bdl_ready_find(m, BDL_READY_OK, "size", "size: %s%s of at most %s",
			m->built.count > 1
				? bdl_ready_printf(m, "%zu files, the largest ", m->built.count)
				: "",
			size(m, m->built.largest), limit->words);
	}
}

/* A limit of pages is one of the whole: volumes do not make it fewer. */
static void ask_pages(struct bdl_readying *m)
{
	const struct bdl_limit *most = &m->r->pages_most;
	unsigned pages = m->built.count ? m->built.pages : m->b->pages;
	struct bdl_ready_finding *f;

	if (!most->value || !pages)
		return;
	if (pages <= most->value) {
		bdl_ready_find(
			m, BDL_READY_OK, "pages", "pages: %u of at most %s", pages, most->words);
		return;
	}
	f = bdl_ready_find(
		m, BDL_READY_TO_DO, "pages", "pages: %u, the limit is %s", pages, most->words);
	bdl_ready_limit(m, f, at_most(m, most), most);
	bdl_ready_todo(m, f, "%s",
		m->r->court ? "Leave out what is not needed, or ask the court for permission first."
			    : "Leave out what is not needed.");
}

static void ask_core(struct bdl_readying *m)
{
	const struct bdl_limit *above = &m->r->core_above;
	const struct bdl_court *court = m->b->about.court;
	struct bdl_ready_finding *f;

	if (!above->value || m->b->pages <= above->value || (court && court->core_count))
		return;
	f = bdl_ready_find(m, BDL_READY_LOOK, "core",
		"core bundle: there is none, and the bundle has %u pages", m->b->pages);
	bdl_ready_limit(
		m, f, bdl_ready_printf(m, "A bundle %s needs a core bundle", above->words), above);
	bdl_ready_todo(m, f, "List its documents under core in bundle.yaml.");
}

/* Volumes are how a bundle keeps within the size; that there will be some is worth knowing. */
static void ask_volumes(struct bdl_readying *m)
{
	if (!m->built.count && m->b->volume_count > 1)
		bdl_ready_find(m, BDL_READY_OK, "volumes", "volumes: it will come out as %zu files",
			m->b->volume_count);
}

void bdl_ready_limits(struct bdl_readying *m)
{
	ask_size(m);
	ask_pages(m);
	ask_core(m);
	ask_volumes(m);
}
