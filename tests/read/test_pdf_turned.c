/* Pages whose words all stand on their heads are shown the right way up, and that is said. */
#include "pdf_fixture.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static const struct row {
	const char *name;
	int rotate;
	const char *content;
	int turned_to; /* -1: stays as it is */
} rows[] = {
	{"upright", 0, "BT /F1 12 Tf 100 300 Td (Dear Sir) Tj ET", -1},
	{"turned by cm", 0, "-1 0 0 -1 400 400 cm BT /F1 12 Tf 100 300 Td (Dear Sir) Tj ET", 180},
	{"turned by Tm", 0, "BT /F1 12 Tf -1 0 0 -1 300 100 Tm (Dear Sir) Tj ET", 180},
	{"turned by the size", 0, "BT /F1 -12 Tf 300 100 Td (Dear Sir) Tj ET", 180},
	{"turned twice", 0, "-1 0 0 -1 400 400 cm BT /F1 -12 Tf 300 100 Td (Dear Sir) Tj ET", -1},
	{"a little askew", 0, "BT /F1 12 Tf -.99 .1 -.1 -.99 300 100 Tm (Dear Sir) Tj ET", 180},
	{"/Rotate 180 of what is upright", 180, "BT /F1 12 Tf 100 300 Td (Dear Sir) Tj ET", 0},
	{"/Rotate 180 of what is turned", 180,
		"-1 0 0 -1 400 400 cm BT /F1 12 Tf 100 300 Td (Dear Sir) Tj ET", -1},
	{"/Rotate 90, read upwards in user space: upright", 90,
		"BT /F1 12 Tf 0 1 -1 0 300 100 Tm (Dear Sir) Tj ET", -1},
	{"/Rotate 90, read downwards in user space", 90,
		"BT /F1 12 Tf 0 -1 1 0 100 300 Tm (Dear Sir) Tj ET", 270},
	{"/Rotate 270, read upwards in user space", 270,
		"BT /F1 12 Tf 0 1 -1 0 300 100 Tm (Dear Sir) Tj ET", 90},
	{"sideways", 0, "BT /F1 12 Tf 0 1 -1 0 300 100 Tm (Dear Sir) Tj ET", -1},
	{"in a mirror", 0, "-1 0 0 1 400 0 cm BT /F1 12 Tf 100 300 Td (Dear Sir) Tj ET", -1},
	{"in a puddle", 0, "1 0 0 -1 0 400 cm BT /F1 12 Tf 100 300 Td (Dear Sir) Tj ET", -1},
	{"half of it only", 0,
		"BT /F1 12 Tf 100 300 Td (Dear Sir) Tj ET -1 0 0 -1 400 400 cm "
		"BT /F1 12 Tf 100 300 Td (on the back) Tj ET",
		-1},
	{"recognised words below a picture do not count", 0,
		"BT 3 Tr /F1 12 Tf -1 0 0 -1 300 100 Tm (Dear Sir) Tj ET", -1},
	{"no words", 0, "-1 0 0 -1 400 400 cm 10 10 50 50 re f", -1},
};

Test(pdf_turned, pages)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		char page[300], content[400];
		const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R>>",
			"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content,
			"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", "<</Producer(test)>>",
			NULL};
		bool turned = rows[i].turned_to >= 0, said = false;
		struct made m;

		snprintf(page, sizeof(page),
			"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Rotate %d/Contents 4 0 R"
			"/Resources<</Font<</F1 5 0 R>>>>>>",
			rows[i].rotate);
		snprintf(content, sizeof(content), "~%s", rows[i].content);
		make(&m, objects);
		cr_assert_eq(m.part.page_count, 1);
		cr_expect_eq(m.part.pages[0].rotate, turned ? rows[i].turned_to : rows[i].rotate,
			"%s: %d", rows[i].name, (int)m.part.pages[0].rotate);
		for (size_t k = 0; m.facts.warnings && m.facts.warnings[k]; k++)
			said |= strcmp(m.facts.warnings[k],
					"Page 1 is upside down in the file and shown the right way "
					"up.") == 0;
		cr_expect_eq(said, turned, "%s", rows[i].name);
		cr_expect(!turned || m.part.pages[0].scale < 1, "%s: its corner is free",
			rows[i].name);
		unmake(&m);
	}
}
