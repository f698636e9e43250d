/* What a part does not hold, said in sentences. See copy.h. */
#include "read/pdf/copy.h"

static int tell(struct pdf_copy *c, bool happened, const char *sentence)
{
	return happened ? bdl_reading_warn(c->reading, "%s", sentence) : 0;
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
