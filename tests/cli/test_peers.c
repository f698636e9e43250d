/* The worst faults of other programs of this kind, each a test of ours. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct fixture f;

static void setup(void)
{
	fixture_init(&f);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(peers, .init = setup, .fini = teardown, .timeout = 300);

/* One bundler bound `1 letter.pdf` in the place of `letter.pdf`, since one name is part of the
 * other. */
Test(peers, letter_beside_1_letter_each_has_its_own_pages)
{
	struct run r;

	fixture_pdf(&f, "letter.pdf", "SHORT", 1, 0);
	fixture_pdf(&f, "1 letter.pdf", "LONG", 10, 0);
	fixture_pdf(&f, "sub/letter.pdf", "OTHER", 2, 0);
	fixture_run(&f, &r,
		"$BUNDLE build $E --output out --name T --json >t.json && for n in 'letter.pdf "
		"SHORT 1' '1 letter.pdf LONG 10' "
		"'sub/letter.pdf OTHER 2'; do "
		"python3 - \"$n\" <<'P'\n"
		"import json,subprocess,sys\n"
		"path,word,pages=sys.argv[1].rsplit(' ',2)\n"
		"x=[x for x in json.load(open('t.json'))['exhibits'] if x['path']==path][0]\n"
		"assert x['pages']==int(pages), x\n"
		"for p in range(int(pages)):\n"
		"    n=str(x['first_page']+p)\n"
		"    "
		"t=subprocess.run(['pdftotext','-f',n,'-l',n,'out/"
		"T.pdf','-'],capture_output=True,text=True).stdout\n"
		"    assert '%%s page %%d'%%(word,p+1) in t, (path,n,t)\n"
		"P\n"
		"done");
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
}

/* Two widely used tools drop a damaged file and exit 0. */
Test(peers, a_damaged_pdf_is_never_dropped)
{
	struct run r;

	fixture_pdf(&f, "a.pdf", "A", 1, 0);
	fixture_put(&f, "b.pdf", "%PDF-1.7\n%%EOF", 14);
	fixture_put(&f, "c.pdf", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", 44);
	fixture_run(&f, &r,
		"$BUNDLE build $E --output out --name T | tail -n 1; pdftotext out/T.pdf - | grep "
		"-c 'could not be shown'");
	cr_expect(strstr(r.out, "3 of 3 files accounted for; 2 could not be shown"), "%s", r.out);
	run_release(&r);
}

/* One erases Arabic and Chinese from the index without a word; one prints boxes and loses the link.
 */
Test(peers, titles_in_every_script_are_drawn_or_visibly_marked)
{
	struct run r;

	fixture_pdf(&f, "\xC5\xBB\xC3\xB3\xC5\x82\xC4\x87 list.pdf", "one", 1, 0);
	fixture_pdf(&f, "\xD0\x9F\xD0\xB8\xD1\x81\xD1\x8C\xD0\xBC\xD0\xBE.pdf", "two", 1, 0);
	fixture_pdf(&f, "\xCE\x95\xCF\x80\xCE\xB9\xCF\x83\xCF\x84\xCE\xBF\xCE\xBB\xCE\xAE.pdf",
		"three", 1, 0);
	fixture_pdf(&f, "\xD8\xB1\xD8\xB3\xD8\xA7\xD9\x84\xD8\xA9 x.pdf", "four", 1, 0);
	fixture_pdf(&f, "\xE4\xBF\xA1 y.pdf", "five", 1, 0);
	fixture_pdf(&f, "\xF0\x9F\x91\x8D z.pdf", "six", 1, 0);
	fixture_run(&f, &r,
		"$BUNDLE build $E --output out --name T --json >table.json && pdftotext -l 4 "
		"out/T.pdf -");
	cr_assert_eq(r.status, 0, "%s", r.err);
	cr_expect(strstr(r.out, "\xC5\xBB\xC3\xB3\xC5\x82\xC4\x87 list"), "Polish: %s", r.out);
	cr_expect(strstr(r.out, "\xD0\x9F\xD0\xB8\xD1\x81\xD1\x8C\xD0\xBC\xD0\xBE"), "Cyrillic: %s",
		r.out);
	cr_expect(strstr(r.out, "\xCE\x95\xCF\x80\xCE\xB9\xCF\x83\xCF\x84\xCE\xBF\xCE\xBB\xCE\xAE"),
		"Greek: %s", r.out);
	cr_expect(
		strstr(r.out, "U+0631") || strstr(r.out, "\xD8\xB1\xD8\xB3"), "Arabic: %s", r.out);
	cr_expect(strstr(r.out, "U+4FE1") || strstr(r.out, "\xE4\xBF\xA1"), "Chinese: %s", r.out);
	cr_expect(strstr(r.out, "[emoji") || strstr(r.out, "\xF0\x9F\x91\x8D"), "emoji: %s",
		r.out);
	run_release(&r);
	fixture_run(&f, &r, "python3 %s/tests/support/check_bundle.py out/T.pdf table.json",
		getenv("BUNDLE_SOURCE"));
	cr_expect_eq(r.status, 0, "%s", r.out);
	run_release(&r);
}

/* One loses the sources' own links and bookmarks. */
Test(peers, links_and_bookmarks_inside_a_source_keep_working)
{
	struct run r;
	static const char pdf[] =
		"%PDF-1.4\n"
		"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Outlines 8 0 R /Dests << /second [4 0 R "
		"/Fit] >> >>\nendobj\n"
		"2 0 obj\n<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] /MediaBox [0 0 595 842] "
		">>\nendobj\n"
		"3 0 obj\n<< /Type /Page /Parent 2 0 R /Resources << >> /Contents 5 0 R /Annots [6 "
		"0 R 7 0 R] >>\nendobj\n"
		"4 0 obj\n<< /Type /Page /Parent 2 0 R /Resources << >> /Contents 5 0 R "
		">>\nendobj\n"
		"5 0 obj\n<< /Length 8 >>\nstream\n0 0 m  \n\nendstream\nendobj\n"
		"6 0 obj\n<< /Type /Annot /Subtype /Link /Rect [100 700 200 720] /Dest [4 0 R /XYZ "
		"0 800 0] >>\nendobj\n"
		"7 0 obj\n<< /Type /Annot /Subtype /Link /Rect [100 600 200 620] /Dest /second "
		">>\nendobj\n"
		"8 0 obj\n<< /Type /Outlines /First 9 0 R /Last 9 0 R /Count 1 >>\nendobj\n"
		"9 0 obj\n<< /Title (The second page) /Parent 8 0 R /Dest [4 0 R /Fit] >>\nendobj\n"
		"trailer\n<< /Size 10 /Root 1 0 R >>\n%%EOF\n";

	fixture_text(&f, "linked.pdf", pdf);
	fixture_run(&f, &r,
		"$BUNDLE build $E --output out --name T --json >t.json; python3 - <<'P'\n"
		"import json,subprocess\n"
		"t=json.load(open('t.json')); x=t['exhibits'][0]\n"
		"q=json.loads(subprocess.run(['qpdf','--json=2','out/"
		"T.pdf'],capture_output=True).stdout)\n"
		"objs=q['qpdf'][1]; refs=[p['object'] for p in q['pages']]\n"
		"page=objs['obj:'+refs[x['first_page']-1]]['value']\n"
		"annots=page['/Annots']; annots=objs['obj:'+annots]['value'] if "
		"isinstance(annots,str) else annots\n"
		"links=[objs['obj:'+a]['value'] for a in annots]\n"
		"dests=[a.get('/Dest') or a.get('/A',{}).get('/D') for a in links]\n"
		"assert sum(d is not None and d[0]==refs[x['first_page']] for d in dests)==2, "
		"dests\n"
		"def walk(o):\n"
		"    for i in o:\n"
		"        yield i; yield from walk(i['kids'])\n"
		"own=[o for o in walk(q['outlines']) if o['title']=='The second page']\n"
		"assert len(own)==1 and own[0]['destpageposfrom1']==x['first_page']+1, own\n"
		"P\n");
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
}

/* "Numbers update, not stack": a bundle of a bundle has the new number in the corner of every page.
 */
Test(peers, a_bundle_inside_a_bundle_is_numbered_anew)
{
	struct run r;

	fixture_pdf(&f, "a.pdf", "A", 3, 0);
	fixture_run(&f, &r,
		"$BUNDLE build $E --output one --name First --quiet && mkdir two && cp "
		"one/First.pdf two/ && "
		"$BUNDLE build two --output three --name T --json >t.json && "
		"python3 %s/tests/support/check_bundle.py three/T.pdf t.json",
		getenv("BUNDLE_SOURCE"));
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
}
