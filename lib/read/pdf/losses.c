/* What a part does not hold, said in sentences. See copy.h. */
#include "read/pdf/copy.h"

static int tell(struct pdf_copy *c, bool happened, const char *sentence)
{
	return happened ? bdl_reading_warn(c->reading, "%s", sentence) : 0;
}

/* "Page 3 is ..." or "5 pages are ..., the first of them is page 3." */
static int tell_of_pages(struct pdf_copy *c, unsigned count, unsigned first, const char *what)
{
	if (count == 0)
		return 0;
	if (count == 1)
		return bdl_reading_warn(c->reading, "Page %u is %s.", first, what);
	return bdl_reading_warn(
		c->reading, "%u pages are %s; the first of them is page %u.", count, what, first);
}

/* Scripts of the document as a whole; those of its annotations have been met already. */
static bool has_scripts(struct pdf_copy *c)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *root = c->source->root, *uri;
	const struct pdf_value *names = bdl_source_get(c->source, &a, root, "/Names");
	bool found = bdl_value_find(names, "/JavaScript")->type != PDF_NULL;

	(void)bdl_links_action(c, &a, bdl_value_find(root, "/OpenAction"), 0, &uri);
	bdl_arena_release(&a);
	return found || c->losses.scripts;
}

static int tell_of_links(struct pdf_copy *c)
{
	const struct pdf_losses *l = &c->losses;
	int rc = 0;

	if (l->outside)
		rc |= bdl_reading_warn(c->reading,
			"%u link%s or button%s in it do%s nothing here: other files, forms to be "
			"sent and "
			"scripts are no part of a bundle.",
			l->outside, l->outside == 1 ? "" : "s", l->outside == 1 ? "" : "s",
			l->outside == 1 ? "es" : "");
	if (l->bookmarks)
		rc |= bdl_reading_warn(c->reading,
			"%u of its bookmarks lead%s to no page of it and %s left out.",
			l->bookmarks, l->bookmarks == 1 ? "s" : "",
			l->bookmarks == 1 ? "is" : "are");
	rc |= tell(c, l->more_bookmarks, "Not all of its bookmarks are kept: there are too many.");
	rc |= tell(c, has_scripts(c), "It holds scripts (JavaScript), which do nothing here.");
	return rc;
}

/* Pages that stand on other paper than the file says, or the other way up. */
static int tell_of_paper(struct pdf_copy *c)
{
	unsigned small = 0, first_small = 0, odd = 0, first_odd = 0, turned = 0, first_turned = 0;
	int rc = 0;

	for (size_t i = 0; i < c->pages.count; i++) {
		const struct pdf_page *p = &c->pages.pages[i];

		if (p->enlarged && small++ == 0)
			first_small = (unsigned)i + 1;
		if (p->turned && turned++ == 0)
			first_turned = (unsigned)i + 1;
		if (p->odd_box && !p->lost && odd++ == 0)
			first_odd = (unsigned)i + 1;
	}
	rc |= tell_of_pages(
		c, small, first_small, "too small for a number and shown on larger paper");
	rc |= tell_of_pages(
		c, turned, first_turned, "upside down in the file and shown the right way up");
	rc |= tell_of_pages(c, odd, first_odd, "of no usable size and shown on A4 paper");
	return rc;
}

static void count_pages(struct pdf_copy *c)
{
	struct pdf_losses *l = &c->losses;

	for (size_t i = 0; i < c->pages.count; i++) {
		const struct pdf_page *p = &c->pages.pages[i];

		if (p->lost && l->lost_pages++ == 0)
			l->first_lost_page = (unsigned)i + 1;
		if ((p->streams.broken || p->streams.missing) && l->broken_pages++ == 0)
			l->first_broken_page = (unsigned)i + 1;
	}
}

int bdl_losses_tell(struct pdf_copy *c)
{
	const struct pdf_losses *l = &c->losses;
	int rc = 0;

	count_pages(c);
	rc |= tell_of_pages(
		c, l->lost_pages, l->first_lost_page, "missing in the file and left blank");
	if (c->pages.dropped)
		rc |= bdl_reading_warn(c->reading, "%zu pages that the file lists are not in it.",
			c->pages.dropped);
	rc |= tell_of_pages(
		c, l->broken_pages, l->first_broken_page, "damaged and may be shown in part only");
	rc |= tell(c, l->streams > 0, "Parts of it are damaged and could not be shown.");
	rc |= tell_of_paper(c);
	rc |= tell_of_links(c);
	rc |= tell(c, l->print_layers,
		"It has layers that are only on the screen or only on paper; here they are as on "
		"the "
		"screen.");
	rc |= tell(c, l->films > 0,
		"It holds film or sound, which can be played in the original only.");
	c->reading->facts->is_signed = l->is_signed;
	rc |= tell(c, l->dynamic_form,
		"It is a form of a kind (XFA) that only few programs can show; what is shown here "
		"may not be all of it.");
	if (l->unset)
		rc |= bdl_reading_warn(c->reading,
			"%u character%s in its form fields cannot be printed here and %s shown as "
			"?.",
			l->unset, l->unset == 1 ? "" : "s", l->unset == 1 ? "is" : "are");
	return rc < 0 ? -1 : 0;
}
