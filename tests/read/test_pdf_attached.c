/* Files that PDFs carry: handed out once each, under their names, and said. */
#include "reading_fixture.h"

#define INFO "<</Producer(test)>>"
#define PAGE "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s>>"

static void read_pdf(struct made *m, const char *const *objects)
{
	struct bdl_buffer pdf = BDL_BUFFER_INIT;

	write_pdf(&pdf, objects);
	read_evidence(m, pdf.data, pdf.length, "letter.pdf");
	cr_assert(m->facts.shown);
	bdl_buffer_release(&pdf);
}

static void expect_inner(struct made *m, size_t n, const char *name, const char *bytes)
{
	const struct bdl_inner *in = &m->facts.inner[n];

	cr_assert_lt(n, m->facts.inner_count, "%s is not handed out", name);
	cr_expect_str_eq(in->name, name);
	cr_assert_leq(in->at + in->length, m->inner.length);
	cr_expect_eq(in->length, strlen(bytes), "%s has %llu bytes", name,
		(unsigned long long)in->length);
	cr_expect_arr_eq(m->inner.data + in->at, bytes, strlen(bytes), "%s", name);
}

/* The nth link to a document inside leads to number `inner`. */
static void expect_leads(struct made *m, unsigned n, uint32_t inner)
{
	for (uint32_t i = 0; i < m->part.reloc_count; i++)
		if (m->part.relocs[i].kind == BDL_RELOC_INNER && n-- == 0) {
			cr_expect_eq(bdl_mention_inner(m->part.relocs[i].value), inner);
			return;
		}
	cr_expect_fail("there is no such link");
}

Test(pdf_attached, files_of_the_document_and_of_its_pages_are_handed_out_once)
{
	static const char *const objects[] = {
		"<</Type/Catalog/Pages 2 0 R/AF[7 0 R]/Names<</EmbeddedFiles<</Kids[4 0 R]>>>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/AF 13 0 R/Annots[5 0 R 11 0 R]>>",
		"<</Names[(factur-x.xml) 7 0 R (<12>deep.txt) 8 0 R]>>",
		"<</Type/Annot/Subtype/FileAttachment/Rect[1 1 9 9]/FS 9 0 R/Contents(See there)>>",
		"~{/Type/EmbeddedFile}<a/>",
		"<</Type/Filespec/F(C:\\\\bills\\\\factur-x.xml)/UF<FEFF00FC002E0078006D006C>/EF<</"
		"F 6 0 R/UF 6 0 R>>/AFRelationship/Data>>",
		"<</Type/Filespec/EF<</F 10 0 R>>>>",
		"<</Type/Filespec/F(C:\\\\bills\\\\note.txt)/EF<</F 12 0 R>>>>",
		"~{/Type/EmbeddedFile}of the portfolio",
		"<</Type/Annot/Subtype/FileAttachment/Rect[1 1 9 9]/FS 7 0 R>>",
		"~{/Type/EmbeddedFile}of the page",
		"<</Type/Filespec/F(data.csv)/EF<</F 14 0 R>>>>",
		"~{/Filter/ASCIIHexDecode}612C62>", INFO, NULL};
	struct made m;

	read_pdf(&m, objects);
	cr_expect_eq(m.facts.inner_count, 4);
	expect_inner(&m, 0, "\xC3\xBC.xml", "<a/>");
	expect_inner(&m, 1, "deep.txt", "of the portfolio");
	expect_inner(&m, 2, "data.csv", "a,b");
	expect_inner(&m, 3, "note.txt", "of the page");
	cr_expect(warns(
		&m, "4 files were attached to this PDF; they follow as documents of their own."));
	open_linked(&m);
	cr_expect(bdl_value_is_name(get(&m, annot(&m, 0, 0), "/Subtype"), "/Text"));
	cr_expect(bdl_value_is_name(get(&m, annot(&m, 0, 1), "/Subtype"), "/Link"),
		"over a mark lies a link to the document that it has become");
	expect_leads(&m, 0, 3);
	expect_leads(&m, 1, 0);
	cr_expect(holds(&m, "(See there)"), "what the mark says stays");
	cr_expect(holds(&m, "<feff00fc"), "a mark that says nothing gets the file's name: %s",
		m.body);
	cr_expect_not(holds(&m, "of the page"));
	unmake(&m);
}

Test(pdf_attached, pictures_are_taken_as_they_stand_and_what_cannot_be_had_is_said)
{
	static const char *const objects[] = {
		"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.jpg) 4 0 R (b.txt) 5 "
		"0 R (c.txt) 8 0 R (d) 9 0 R]>>>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[10 0 R 11 0 R]>>",
		"<</F(a.jpg)/EF<</F 6 0 R>>>>", "<</F(b.txt)/EF<</F 7 0 R>>>>",
		"~{/Filter[/DCTDecode]}\xFF\xD8 not looked into", "~{/Filter/Unheard}secret",
		"<</F(elsewhere.txt)>>", "<</EF<</F 3 0 R>>>>",
		"<</Type/Annot/Subtype/FileAttachment/Rect[1 1 9 9]/FS 4 0 R>>",
		"<</Type/Annot/Subtype/FileAttachment/Rect[1 1 9 9]/FS 5 0 R>>", INFO, NULL};
	struct made m;

	read_pdf(&m, objects);
	cr_expect_eq(m.facts.inner_count, 1,
		"what lies outside the file, and what is no stream, is no attachment");
	expect_inner(&m, 0, "a.jpg", "\xFF\xD8 not looked into");
	cr_expect(
		warns(&m, "1 file was attached to this PDF; it follows as a document of its own."));
	open_linked(&m);
	expect_leads(&m, 0, 0);
	cr_expect_eq(annot(&m, 0, 3)->type, PDF_NULL, "there is nowhere to lead to");
	cr_expect(warns(&m, "2 files attached to this PDF could not be taken out of it; they are "
			    "in the original only."));
	unmake(&m);
}

Test(pdf_attached, a_tree_that_loops_ends)
{
	static const char *const objects[] = {
		"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 4 0 R>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
		"<</Names[(a) 5 0 R (a)]/Kids[4 0 R 4 0 R 4 0 R]>>", "<</F()/EF<</F 6 0 R>>>>",
		"~once", INFO, NULL};
	struct made m;

	read_pdf(&m, objects);
	cr_expect_eq(m.facts.inner_count, 1);
	expect_inner(&m, 0, "a", "once");
	unmake(&m);
}
