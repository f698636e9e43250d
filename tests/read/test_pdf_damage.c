/* PDFs that are locked, broken, cut off or no PDFs at all. */
#include "pdf_fixture.h"

/* clang-format off */
/* One page, "Top secret", encrypted (40 bit RC4): it needs a password to be opened; and without one, but not to be copied. */
static const char locked[] =
	"255044462d312e340a25bff7a2fe0a312030206f626a0a3c3c202f5061676573203220302052202f54797065"
	"202f436174616c6f67203e3e0a656e646f626a0a322030206f626a0a3c3c202f436f756e742031202f4b6964"
	"73205b203320302052205d202f54797065202f5061676573203e3e0a656e646f626a0a332030206f626a0a3c"
	"3c202f436f6e74656e7473203420302052202f4d65646961426f78205b203020302033303020333030205d20"
	"2f506172656e74203220302052202f5265736f7572636573203c3c202f466f6e74203c3c202f463120352030"
	"2052203e3e203e3e202f54797065202f50616765203e3e0a656e646f626a0a342030206f626a0a3c3c202f4c"
	"656e677468203531202f46696c746572202f466c6174654465636f6465203e3e0a73747265616d0ad249cc4a"
	"55bec2be61a75afb36f256490468a0504484d4c8286a1abd15f14799495bed9e75c903249004689efe219061"
	"dd1568656e6473747265616d0a656e646f626a0a352030206f626a0a3c3c202f42617365466f6e74202f4865"
	"6c766574696361202f53756274797065202f5479706531202f54797065202f466f6e74203e3e0a656e646f62"
	"6a0a362030206f626a0a3c3c202f46696c746572202f5374616e64617264202f4c656e677468203430202f4f"
	"203c393266653066343435346164346339363434363933663333633037636235346635383764636531653236"
	"383266653965636561363130376131656636333064643e202f50202d34202f522032202f55203c6635336265"
	"3266306238646163343331333139376466326431363062623561646533616330356235623635363434386534"
	"3035633162363833643964323730623e202f562031203e3e0a656e646f626a0a787265660a3020370a303030"
	"303030303030302036353533352066200a30303030303030303135203030303030206e200a30303030303030"
	"303634203030303030206e200a30303030303030313233203030303030206e200a3030303030303032353120"
	"3030303030206e200a30303030303030333732203030303030206e200a303030303030303434322030303030"
	"30206e200a747261696c6572203c3c202f526f6f74203120302052202f53697a652037202f4944205b3c3331"
	"3431353932363533353839373933323338343632363433333833323739353e3c333134313539323635333538"
	"39373933323338343632363433333833323739353e5d202f456e6372797074203620302052203e3e0a737461"
	"7274787265660a3634380a2525454f460a";
static const char restricted[] =
	"255044462d312e340a25bff7a2fe0a312030206f626a0a3c3c202f5061676573203220302052202f54797065"
	"202f436174616c6f67203e3e0a656e646f626a0a322030206f626a0a3c3c202f436f756e742031202f4b6964"
	"73205b203320302052205d202f54797065202f5061676573203e3e0a656e646f626a0a332030206f626a0a3c"
	"3c202f436f6e74656e7473203420302052202f4d65646961426f78205b203020302033303020333030205d20"
	"2f506172656e74203220302052202f5265736f7572636573203c3c202f466f6e74203c3c202f463120352030"
	"2052203e3e203e3e202f54797065202f50616765203e3e0a656e646f626a0a342030206f626a0a3c3c202f4c"
	"656e677468203531202f46696c746572202f466c6174654465636f6465203e3e0a73747265616d0a34f91497"
	"ef1177217a3be7458b440fd5b782963cc20551065053ddc37f7f18e038d743fbb8f8e3f1139b50ef355e7b07"
	"ea0d7b656e6473747265616d0a656e646f626a0a352030206f626a0a3c3c202f42617365466f6e74202f4865"
	"6c766574696361202f53756274797065202f5479706531202f54797065202f466f6e74203e3e0a656e646f62"
	"6a0a362030206f626a0a3c3c202f46696c746572202f5374616e64617264202f4c656e677468203430202f4f"
	"203c633932343232363837666163656536383665333733663130623563376430343733383035333135326637"
	"653265653330653131633639656334343235373661623e202f50202d3234202f522032202f55203c63393133"
	"3335393165306430313438383762306564623061636531623039353461393163626435383932366162316535"
	"663234343436653763343930313536343e202f562031203e3e0a656e646f626a0a787265660a3020370a3030"
	"30303030303030302036353533352066200a30303030303030303135203030303030206e200a303030303030"
	"30303634203030303030206e200a30303030303030313233203030303030206e200a30303030303030323531"
	"203030303030206e200a30303030303030333732203030303030206e200a3030303030303034343220303030"
	"3030206e200a747261696c6572203c3c202f526f6f74203120302052202f53697a652037202f4944205b3c33"
	"313431353932363533353839373933323338343632363433333833323739353e3c3331343135393236353335"
	"3839373933323338343632363433333833323739353e5d202f456e6372797074203620302052203e3e0a7374"
	"617274787265660a3634390a2525454f460a";

/* clang-format on */

static void read_hex(struct made *m, const char *hex)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	unsigned byte;

	for (; sscanf(hex, "%2x", &byte) == 1; hex += 2)
		bdl_buffer_byte(&b, (char)(unsigned char)byte);
	read_bytes(m, b.data, b.length, "locked.pdf", NULL);
	bdl_buffer_release(&b);
}

Test(pdf_damage, says_that_a_password_is_needed)
{
	struct made m;

	read_hex(&m, locked);
	cr_expect_eq(m.rc, 0);
	cr_expect_not(m.facts.shown);
	cr_expect_eq(m.facts.reason, BDL_REASON_LOCKED);
	unmake(&m);
}

Test(pdf_damage, shows_what_can_be_opened_without_a_password)
{
	struct bdl_buffer c = BDL_BUFFER_INIT;
	struct made m;

	read_hex(&m, restricted);
	cr_assert(m.facts.shown);
	cr_expect_str_eq(m.facts.text, "Top secret");
	open_linked(&m);
	content(&m, 0, &c);
	cr_expect_not_null(
		strstr(c.data, "(Top secret) Tj"), "the part is not encrypted: %s", c.data);
	bdl_buffer_release(&c);
	unmake(&m);
}

Test(pdf_damage, is_not_fooled_by_what_is_no_pdf)
{
	static const char *const texts[] = {"%PDF-1.4", "%PDF-1.7\n%%EOF\n", "hello",
		"%PDF-1.4\n1 0 obj\n<</Type/Page",
		"%PDF-1.4\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct made m;

		read_bytes(&m, texts[i], strlen(texts[i]), "no.pdf", NULL);
		cr_expect_eq(m.rc, 0, "%s", m.err.message);
		cr_expect_not(m.facts.shown, "%s", texts[i]);
		cr_expect_eq(m.facts.reason, BDL_REASON_DAMAGED, "%s", texts[i]);
		unmake(&m);
	}
}

static const char *const letter[] = {"<</Type/Catalog/Pages 6 0 R>>",
	"<</Type/Page/Parent 6 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F1 4 0 "
	"R>>>>>>",
	"~BT /F1 12 Tf 72 700 Td (The first page) Tj ET",
	"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	"<</Type/Page/Parent 6 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F1 4 0 "
	"R>>>>>>",
	"<</Type/Pages/Kids[2 0 R 5 0 R]/Count 2>>",
	"~BT /F1 12 Tf 72 700 Td (The second page) Tj ET", "<</Title(untitled)>>", NULL};

/* The letter without what comes from `text` on. */
static void read_up_to(struct made *m, const char *text)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;

	write_pdf(&b, letter);
	read_bytes(m, b.data, (size_t)(strstr(b.data, text) - b.data), "cut.pdf", NULL);
	bdl_buffer_release(&b);
}

Test(pdf_damage, shows_the_pages_of_a_file_that_breaks_off)
{
	struct made m;

	read_up_to(&m, "6 0 obj");
	cr_expect_eq(m.rc, 0);
	cr_assert(m.facts.shown);
	cr_expect_eq(m.facts.reason, BDL_REASON_TRUNCATED);
	cr_expect_eq(m.facts.pages, 2);
	cr_expect_str_eq(m.facts.text, "The first page");
	cr_expect(warns(&m, "Page 2 is damaged"), "its content is not there any more");
	open_linked(&m);
	unmake(&m);
}

Test(pdf_damage, tells_a_file_that_breaks_off_from_one_that_is_repaired)
{
	struct made m;

	read_up_to(&m, "xref");
	cr_expect(m.facts.shown);
	cr_expect_eq(m.facts.reason, BDL_REASON_TRUNCATED);
	cr_expect_eq(m.facts.pages, 2);
	unmake(&m);
	read_up_to(&m, "%%EOF");
	cr_expect(m.facts.shown);
	cr_expect_eq(m.facts.reason, BDL_REASON_NONE);
	unmake(&m);
}

Test(pdf_damage, finds_pages_without_a_table)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct made m;
	char *table;

	write_pdf(&b, letter);
	table = strstr(b.data, "xref\n0");
	memcpy(table, "gone", 4);
	read_bytes(&m, b.data, b.length, "repaired.pdf", NULL);
	cr_assert(m.facts.shown);
	cr_expect_eq(m.facts.pages, 2);
	cr_expect_str_eq(m.facts.text, "The first page\n\nThe second page");
	open_linked(&m);
	bdl_buffer_release(&b);
	unmake(&m);
}

Test(pdf_damage, takes_titles_that_somebody_wrote)
{
	/* clang-format off */
	static const struct {
		const char *title;
		bool taken;
	} cases[] = {
		{ "Our response to your complaint", true }, { "untitled", false }, { "Untitled document", false },
		{ "Microsoft Word - letter.doc", false }, { "letter.docx", false }, { "LETTER.PDF", false }, { "12", false },
		{ "", false }, { "C:\\\\Users\\\\x", false }, { "https://www.gov.uk/a", false }, { "Letter to CMS, 3.5.2020", true },
		{ "PowerPoint Presentation", false },
	};

	/* clang-format on */

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *objects[9];
		char info[200];
		struct made m;

		memcpy(objects, letter, sizeof(objects));
		snprintf(info, sizeof(info), "<</Title(%s)>>", cases[i].title);
		objects[7] = info;
		make(&m, objects);
		cr_expect_eq(m.facts.title != NULL, cases[i].taken, "%s", cases[i].title);
		unmake(&m);
	}
}

Test(pdf_damage, refuses_more_output_than_allowed_in_words)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_facts facts = {0};
	struct bdl_error err = {0};
	FILE *in = tmpfile(), *out = tmpfile();
	struct bdl_reading r = {
		.name = "large.pdf", .output_limit = 100, .arena = &a, .facts = &facts};

	cr_assert(in && out);
	write_pdf(&b, letter);
	cr_assert_eq(fwrite(b.data, 1, b.length, in), b.length);
	fflush(in);
	r.input = fileno(in);
	r.size = b.length;
	r.output = fileno(out);
	cr_expect_eq(bdl_read_pdf(&r, &err), 0, "%s", err.message);
	cr_expect_not(facts.shown);
	cr_expect_eq(facts.reason, BDL_REASON_TOO_BIG);
	bdl_buffer_release(&b);
	bdl_arena_release(&a);
	fclose(in);
	fclose(out);
}
