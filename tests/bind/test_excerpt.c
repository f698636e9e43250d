/*
 * Prove shows libqpdf excerpts of a file: whatever a page or a bookmark needs is in them, however
 * it is written, and what is not there is told of. The files are written by hand.
 */
#include "bind/prove.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OBJECTS 18

/* Two pages, the second with a link to the first; every value that may be is an object of its own.
 */
static const char *const two_pages[OBJECTS] = {
	NULL,
	"<< /Type /Catalog /Pages 3 0 R /Outlines 4 0 R /PageMode /UseOutlines /Lang (en-GB) "
	"/PageLabels 15 0 R /OpenAction [5 0 R /XYZ null null 1] >>",
	"<< /Title (T) >>",
	"<< /Type /Pages /Count 2 /Kids [5 0 R 6 0 R] >>",
	"<< /Type /Outlines /Count 0 >>",
	"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 595.28 841.89] /Contents [8 0 R] /Resources "
	"<< /Font << /BdlB 10 0 R >> >> >>",
	"<< /Type /Page /Parent 3 0 R /MediaBox 7 0 R /Contents 9 0 R /Resources 11 0 R /Annots 13 "
	"0 R >>",
	"[0 0 595.28 841.89]",
	"<< /Length 45 >>\nstream\nBT /BdlB 12 Tf 540.608 24 Td (1) Tj ET\n     \nendstream",
	"[8 0 R 12 0 R]",
	"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
	"<< /Font << /BdlB 10 0 R >> >>",
	"<< /Length 39 >>\nstream\nBT /BdlB 12 Tf 540.608 24 Td (2) Tj ET\nendstream",
	"[14 0 R]",
	"<< /Type /Annot /Subtype /Link /Rect [72 20 100 35] /Dest [5 0 R /XYZ null 266 null] >>",
	"<< /Nums [0 << /S /D >>] >>",
	"[0 0 595.28 841.89]",
	"null",
};

/* All that is claimed of page 2; the first page is in no sitting. */
static const char claims[] = "bundle-claims 2\npages 2\ntitle T\n"
			     "page 2 0 0 595.28 841.89 0 1 1\n"
			     "number 2 bottom-right 540.608 24 12 black 2\n"
			     "label 2 2\n"
			     "link 2 72 20 100 35 1 266\n"
			     "outline\n";

/* count: with the row of object 0. */
static void write_file(struct bdl_buffer *out, const char *const *objects, unsigned count)
{
	size_t *at = calloc(count, sizeof(*at)), table;

	cr_assert(at);
	bdl_buffer_text(out, "%PDF-1.7\n");
	for (unsigned i = 1; i < count; i++) {
		at[i] = out->length;
		bdl_buffer_printf(out, "%u 0 obj\n%s\nendobj\n", i, objects[i]);
	}
	table = out->length;
	bdl_buffer_printf(out, "xref\n0 %u\n0000000000 65535 f \n", count);
	for (unsigned i = 1; i < count; i++)
		bdl_buffer_printf(out, "%010zu 00000 n \n", at[i]);
	bdl_buffer_printf(out,
		"trailer\n<< /Size %u /Root 1 0 R /Info 2 0 R >>\nstartxref\n%zu\n%%%%EOF\n", count,
		table);
	free(at);
}

static char *prove(const struct bdl_buffer *pdf, const char *claimed)
{
	struct bdl_buffer findings = BDL_BUFFER_INIT;
	struct bdl_error err = {0};

	bdl_buffer_text(&findings, "");
	cr_assert_eq(bdl_prove(pdf->data, pdf->length, claimed, strlen(claimed), &findings, &err),
		0, "%s", err.message);
	return bdl_buffer_take(&findings);
}

/* Each is the file above with one object written otherwise. finding: "" if all is well. */
static const struct {
	unsigned object;
	const char *body, *finding;
} others[] = {
	{2, "<< /Title (T) >>", ""},
	{14,
		"<</Subtype/Link/Contents(a \\) ( endobj 3 0 R))/NM<656E646F626A>%endobj\r"
		"/Rect[72 20 100 35]/Dest[5 0 %R\n R/XYZ null 266 null]>>",
		""},
	{14, "<</Subtype/Link/Rect[72 20 100 35]/Dest[0000000005 00 R/XYZ null 266 null]>>", ""},
	{14, "<< /Subtype /Link /Rect [72 20 100 35] /Dest 15 0 R >>", "page 2: has no link"},
	{14, "<< /Subtype /Link /Rect [72 20 100 35] /Dest [6 0 R /XYZ null 266 null] >>",
		"page 2: its link at 72, 20 does not lead to page 1"},
	{9, "[<< /Prev 8 0 R >> 12 0 R]", ""},
	{13, "[99 0 R]", "page 2: has no link at 72, 20"},
	{6, "<< /Type /Page /Parent 3 0 R /MediaBox 7 0 R /Contents 9 0 R /Resources 11 0 R >>",
		"page 2: holds 0 annotations instead of 1"},
	{6,
		"<< /Type /Page /Parent 3 0 R /MediaBox 7 0 R /Contents 9 0 R /Resources 99 0 R "
		"/Annots 13 0 R >>",
		"page 2: its number is not upright, or has no font"},
	{6,
		"<< /Type /Page /Parent 3 0 R /MediaBox 99 0 R /Contents 9 0 R /Resources 11 0 R "
		"/Annots 13 0 R >>",
		"page 2: has another size"},
	{9, "[12 0 R 99 0 R]", "page 2: has no content stream for its number"},
	/* only what bind writes, boxes in place, is known of pages that are not looked at */
	{5, "<< /Type /Page /Parent 3 0 R /MediaBox 16 0 R >>",
		"page 2: its link at 72, 20 does not lead to page 1"},
	{3, "<< /Type /Pages /Count 2 /Kids [5 0 R 99 0 R] >>", "page 2: is no page"},
	{3, "<< /Type /Pages /Count 2 /Kids [7 0 R] >>", "file: its pages cannot be found"},
};

Test(excerpt, holds_what_a_page_needs_and_tells_of_what_is_missing)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		const char *objects[OBJECTS];
		struct bdl_buffer pdf = BDL_BUFFER_INIT;
		char *said;

		memcpy(objects, two_pages, sizeof(objects));
		objects[others[i].object] = others[i].body;
		write_file(&pdf, objects, OBJECTS);
		said = prove(&pdf, claims);
		if (others[i].finding[0])
			cr_expect(strstr(said, others[i].finding), "%zu: \"%s\"", i, said);
		else
			cr_expect_str_eq(said, "", "%zu: \"%s\"", i, said);
		free(said);
		bdl_buffer_release(&pdf);
	}
}

/* The end of the file is no longer libqpdf's to read. */
Test(excerpt, the_end_of_the_file_is_read_to_the_last_byte)
{
	static const struct {
		const char *from, *to, *finding;
	} ends[] = {
		{"/Size 18", "/Size 19", "file: bundle.pdf"},
		{"/Root", "/Toor", "file: "},
		{"trailer\n<<", "trailer\n>>", "file: "},
		{"%%EOF\n", "%%EOF ", "its end"},
		{"%%EOF\n", "%%EO\nF", "its end"},
		{"startxref\n", "startxref ", "its end"},
		{"R >>\nstartxref", "R >>startxref\n", "its end"},
	};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		struct bdl_buffer pdf = BDL_BUFFER_INIT;
		char *said, *at;

		write_file(&pdf, two_pages, OBJECTS);
		at = strstr(pdf.data, ends[i].from);
		cr_assert(at);
		memcpy(at, ends[i].to, strlen(ends[i].to));
		said = prove(&pdf, claims);
		cr_expect(strstr(said, ends[i].finding), "%zu: \"%s\"", i, said);
		free(said);
		/* a second end behind the first */
		bdl_buffer_text(&pdf, "startxref\n9\n%%EOF\n");
		said = prove(&pdf, claims);
		cr_expect_neq(said[0], '\0', "%zu", i);
		free(said);
		bdl_buffer_release(&pdf);
	}
}

#define PARENTS 40u
#define CHILDREN 20u /* of each: more than an excerpt holds, in all */
#define ITEMS (PARENTS * (CHILDREN + 1))

/* Item i of the tree, as written and as claimed. */
static char *item(unsigned i, struct bdl_buffer *claimed)
{
	unsigned column = i % (CHILDREN + 1), parent = i - column;
	struct bdl_buffer body = BDL_BUFFER_INIT;

	bdl_buffer_printf(&body, "<< /Title (Item %u) /Parent %u 0 R /Dest [5 0 R /XYZ 0 0 null]",
		i, column ? OBJECTS + parent : 4);
	if (!column)
		bdl_buffer_printf(&body, " /First %u 0 R /Last %u 0 R /Count -%u", OBJECTS + i + 1,
			OBJECTS + i + CHILDREN, CHILDREN);
	if (!column && i + CHILDREN + 1 < ITEMS)
		bdl_buffer_printf(&body, " /Next %u 0 R", OBJECTS + i + CHILDREN + 1);
	if (column && column < CHILDREN)
		bdl_buffer_printf(&body, " /Next %u 0 R", OBJECTS + i + 1);
	bdl_buffer_text(&body, " >>");
	bdl_buffer_printf(claimed, "bookmark %d 1 closed Item %u\n", column ? 1 : 0, i);
	return bdl_buffer_take(&body);
}

Test(excerpt, follows_bookmarks_from_one_to_the_next)
{
	const char *objects[OBJECTS + ITEMS];
	char *items[ITEMS], outlines[80], *said, *at;
	struct bdl_buffer pdf = BDL_BUFFER_INIT, claimed = BDL_BUFFER_INIT;

	bdl_buffer_text(&claimed, claims);
	memcpy(objects, two_pages, sizeof(two_pages));
	snprintf(outlines, sizeof(outlines), "<< /Type /Outlines /First %u 0 R /Count %u >>",
		OBJECTS, PARENTS);
	objects[4] = outlines;
	for (unsigned i = 0; i < ITEMS; i++)
		objects[OBJECTS + i] = items[i] = item(i, &claimed);
	write_file(&pdf, objects, OBJECTS + ITEMS);
	said = prove(&pdf, bdl_buffer_string(&claimed));
	cr_expect_str_eq(said, "");
	free(said);
	at = strstr(pdf.data, "(Item 838)");
	memcpy(at, "(Item 883)", 10);
	said = prove(&pdf, bdl_buffer_string(&claimed));
	cr_expect_str_eq(said, "bookmarks: another one stands in the place of \"Item 838\"\n");
	free(said);
	at = strstr(strstr(pdf.data, "(Item 700)"), "/Next");
	memcpy(at, "/Nope", 5);
	said = prove(&pdf, bdl_buffer_string(&claimed));
	cr_expect(strstr(said, "in the place of \"Item 701\""), "%s", said);
	free(said);
	memcpy(at, "/Next", 5);
	memcpy(strstr(pdf.data, "(Item 883)"), "(Item 838)", 10);
	/* one more than is claimed lies beyond what is shown of the file */
	at = strstr(claimed.data, "bookmark 0 1 closed Item 819");
	*at = '\0';
	said = prove(&pdf, claimed.data);
	cr_expect_str_eq(said, "bookmarks: there are more than there should be\n");
	free(said);
	for (unsigned i = 0; i < ITEMS; i++)
		free(items[i]);
	bdl_buffer_release(&pdf);
	bdl_buffer_release(&claimed);
}
