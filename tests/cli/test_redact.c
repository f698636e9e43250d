/*
 * What a person must be able to rely on who sends a redacted bundle: nothing of what was to be
 * hidden is in the PDF, in any form; what was hidden is logged without its words; the archive is
 * whole, or holds nothing of it; and a reader that leaves something in is caught.
 */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
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

TestSuite(redact, .init = setup, .fini = teardown, .timeout = 240);

#define CASE                                                                                       \
	"title: Ms A and the Child Maintenance Service\n"                                          \
	"national_insurance: JG 10 37 59 A\n"                                                      \
	"private:\n"                                                                               \
	"  children: [Emilia Quillfeather, Emilia]\n"                                              \
	"  addresses: [14 Zebra Mews]\n"                                                           \
	"  words: ['0161 496 0713']\n"

/* What is hidden in all of these tests, as words and as they would stand in names and addresses. */
static const char *const secrets[] = {"Quillfeather", "Emilia", "emilia", "Zebra Mews", "496 0713",
	"AB 12 34 56 C", "AB123456C", "60-16-13", "31926819", NULL};

static char *shell(const char *command, int status)
{
	struct run r;
	char *out;

	fixture_run(&f, &r, "%s", command);
	cr_assert_eq(r.status, status, "%s: %d: %s%s", command, r.status, r.out, r.err);
	out = strdup(r.out);
	cr_assert_not_null(out);
	run_release(&r);
	return out;
}

static void build(const char *options, int status)
{
	char command[300];

	snprintf(command, sizeof(command),
		"$BUNDLE build \"$E\" --output out --name B --date 2023-05-22 --ocr auto %s",
		options);
	free(shell(command, status));
}

/* Joined by what may have been put between the letters by whoever extracted them. */
static void expect_none(const char *where, const char *text)
{
	for (size_t i = 0; secrets[i]; i++)
		cr_expect_null(
			strstr(text, secrets[i]), "%s: \"%s\" is still there", where, secrets[i]);
}

/* As text, as pictures' data, as strings of any encoding, in every stream unpacked. */
static void expect_clean_pdf(const char *pdf)
{
	char command[900], *out;

	snprintf(
		command, sizeof(command), "pdftotext -layout %s - ; pdftotext -raw %s -", pdf, pdf);
	out = shell(command, 0);
	expect_none("text", out);
	free(out);
	snprintf(command, sizeof(command),
		"qpdf --qdf --object-streams=disable %s q.pdf; strings -a q.pdf; strings -a -el "
		"q.pdf; "
		"strings -a -eb q.pdf; pdfinfo -meta %s; pdfinfo %s",
		pdf, pdf, pdf);
	out = shell(command, 0);
	expect_none("strings", out);
	free(out);
	/* UTF-16 in hexadecimal, as outlines and forms have it */
	snprintf(command, sizeof(command),
		"grep -a -c -i -E '0045006D0069006C00690061|005100750069006C006C|456D696C6961' "
		"q.pdf; "
		"true");
	out = shell(command, 0);
	cr_expect_str_eq(out, "0\n");
	free(out);
}

static void put_letter(void)
{
	static const char *const lines[] = {"Child Maintenance Service", "10 February 2023",
		"Dear Ms A", "Your number JG 10 37 59 A is known to us.",
		"The number of Mr C is AB 12 34 56 C. He lives at 14 Zebra", "Mews.", "Emilia",
		"Quillfeather is the qualifying child.", "Sort code 60-16-13, account 31926819",
		"E m i l i a, too, and Quillfea-", "ther. But the Child Main-",
		"tenance Service stays.", NULL};
	static const char rest[] =
		"5 0 obj<</Title(About Emilia Quillfeather)/Parent 4 0 R/Dest[3 0 R/Fit]>>endobj\n"
		"4 0 obj<</Type/Outlines/First 5 0 R/Last 5 0 R/Count 1>>endobj\n"
		"6 0 "
		"obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/"
		"WinAnsiEncoding>>endobj\n"
		"8 0 obj<</Type/Annot/Subtype/Link/Rect[72 760 220 "
		"785]/A<</S/URI/URI(https://example.org/cms)>>>>endobj\n"
		"9 0 obj<</Type/Annot/Subtype/Link/Rect[72 400 220 "
		"420]/A<</S/URI/URI(https://example.org/?q=%45milia+Quillfeather)>>>>endobj\n"
		"10 0 obj<</Type/Annot/Subtype/Text/Rect[300 400 320 "
		"420]/Contents<FEFF0045006D0069006C00690061>>>endobj\n"
		"11 0 obj<</Title(Emilia Quillfeather)/Author(Emilia)>>endobj\n";
	char content[2000] = "BT /F1 12 Tf 72 770 Td 16 TL\n", pdf[6000];
	size_t n;

	for (size_t i = 0; lines[i]; i++)
		snprintf(content + strlen(content), sizeof(content) - strlen(content),
			"(%s) Tj T*\n", lines[i]);
	/* aslant, where pdftotext finds pieces of words in any order, in two directions */
	strcat(content,
		"0.866 0.5 -0.5 0.866 300 300 Tm (Here Emilia Quillfeather is) Tj\n"
		"-0.5 0.866 -0.866 -0.5 250 100 Tm (Here Emilia Quillfeather was) Tj\nET\n");
	n = (size_t)snprintf(pdf, sizeof(pdf),
		"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>endobj\n"
		"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 6 0 "
		"R>>>>"
		"/Contents 7 0 R/Annots[8 0 R 9 0 R 10 0 R]>>endobj\n"
		"%s7 0 obj<</Length %zu>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R/Info "
		"11 0 R/Size "
		"12>>\nstartxref\n9\n%%%%EOF\n",
		rest, strlen(content), content);
	fixture_put(&f, "letters/Letter about Emilia_Quillfeather.pdf", pdf, n);
}

static void put_evidence(void)
{
	fixture_text(&f, "bundle.yaml", CASE);
	put_letter();
	fixture_text(&f, "note.txt",
		"Note of 3 March 2023\n\nEmilia was ill.\nCall 0161 496 0713 about it.\n");
	fixture_text(&f, "bank.csv",
		"Date,Type,Description,Paid Out,Paid In,Balance\n"
		"01/02/2023,BACS,EMILIA QUILLFEATHER GIFT,,20.00,120.00\n"
		"02/02/2023,BACS,CMS PAYMENT,,81.00,201.00\n");
	fixture_text(&f, "mail.eml",
		"From: Mr C <c@example.org>\nTo: Ms A <a@example.org>\nDate: Tue, 7 Mar 2023 "
		"10:00:00 "
		"+0000\nSubject: Emilia Quillfeather on Saturday\nMessage-ID: <1@example.org>\n\n"
		"I will fetch Emilia at 14 Zebra Mews. My number is AB123456C.\n");
	fixture_text(&f, "chat.txt",
		"[07/03/2023, 10:00:00] Mr C: is Emilia there\n[07/03/2023, 10:01:00] Ms A: yes, "
		"she "
		"is\n[07/03/2023, 10:02:00] Mr C: call 0161 496 0713\n");
	fixture_text(&f, "clean.txt", "Nothing of note happened on 9 March 2023.\n");
}

Test(redact, nothing_of_it_is_in_the_pdf)
{
	char *text, *log, *json;

	put_evidence();
	build("--redact", 0);
	expect_clean_pdf("out/B.pdf");
	text = shell("pdftotext -layout out/B.pdf -", 0);
	/* the applicant's own number is meant to be seen, and what stands around is still there */
	cr_expect_not_null(strstr(text, "JG 10 37 59 A"));
	cr_expect_not_null(strstr(text, "qualifying child"));
	cr_expect_not_null(strstr(text, "[hidden]"));
	free(text);
	log = shell("tar xzf out/B.tar.gz && cat B/redactions.csv", 0);
	expect_none("log", log);
	cr_expect_not_null(strstr(log, ",national-insurance,"));
	cr_expect_not_null(strstr(log, ",name,"));
	cr_expect_not_null(strstr(log, "whole, in the archive"));
	free(log);
	/* the originals are whole */
	free(shell("cmp \"$E/note.txt\" B/data/note.txt && cd B && sha256sum -c --quiet "
		   "manifest-sha256.txt tagmanifest-sha256.txt",
		0));
	free(shell("$BUNDLE verify out/B.tar.gz", 0));
	json = shell("cat B/bundle.json", 0);
	cr_expect_not_null(strstr(json, "\"redactions\": ["));
	free(json);
	/* and the archive can be read back */
	free(shell("$BUNDLE list out/B.tar.gz", 0));
}

Test(redact, pages_without_anything_stay_as_they_are)
{
	char *fonts, *images;

	fixture_text(&f, "bundle.yaml", CASE);
	fixture_pdf(&f, "plain.pdf", "Nothing to hide", 3, 0);
	build("--redact", 0);
	images = shell("pdfimages -list out/B.pdf | wc -l", 0);
	cr_expect_eq(atoi(images), 2, "%s", images);
	fonts = shell("pdftotext out/B.pdf - | grep -c 'Nothing to hide page'", 0);
	cr_expect_eq(atoi(fonts), 3);
	free(images);
	free(fonts);
}

Test(redact, the_pixels_are_black_and_the_words_around_them_are_not)
{
	char *out;

	fixture_text(&f, "bundle.yaml", CASE);
	put_letter();
	build("--redact", 0);
	/* the line with the number of Mr C: black where the number was, and not in front of it */
	out = shell("pdftotext -bbox out/B.pdf b.html; p=$(pdfimages -list out/B.pdf | awk "
		    "'NR==3{print $1}'); "
		    "pdftoppm -r 72 -gray -f $p -l $p -x 205 -y 128 -W 50 -H 6 out/B.pdf dark; "
		    "pdftoppm -r 72 -gray -f $p -l $p -x 0 -y 128 -W 50 -H 6 out/B.pdf light; "
		    "for i in dark-*.pgm light-*.pgm; do tail -c 300 $i | od -An -v -tu1 | tr -s ' "
		    "' '\\n' | "
		    "awk 'NF{s+=$1} END{print int(s/300)}'; done",
		0);
	cr_expect_lt(atoi(out), 20, "%s", out);
	cr_expect_gt(atoi(strchr(out, '\n')), 250, "%s", out);
	free(out);
}

Test(redact, what_is_sent_with_share_holds_nothing_of_it)
{
	char *list, *all;

	put_evidence();
	build("--redact --share", 0);
	list = shell("tar tzf out/B.tar.gz", 0);
	cr_expect_not_null(strstr(list, "B/data/clean.txt"));
	cr_expect_null(strstr(list, "note.txt"));
	cr_expect_null(strstr(list, "Emilia"));
	free(list);
	free(shell("$BUNDLE verify out/B.tar.gz", 0));
	free(shell("tar xzf out/B.tar.gz", 0));
	all = shell("cd B && cat bundle.json *.csv *.txt && find .", 0);
	expect_none("archive", all);
	cr_expect_not_null(strstr(all, "\"withheld\": true"));
	cr_expect_not_null(strstr(all, "ask for them if you need them"));
	free(all);
	free(shell("cd B && sha256sum -c --quiet manifest-sha256.txt tagmanifest-sha256.txt", 0));
	free(shell("$BUNDLE list out/B.tar.gz", 0));
	free(shell("$BUNDLE build \"$E\" --output o2 --share", 2));
}

Test(redact, a_reader_that_leaves_it_in_is_caught)
{
	struct run r;

	fixture_text(&f, "bundle.yaml", CASE);
	put_letter();
	fixture_run(&f, &r,
		"mkdir leaky && cp \"$BUNDLE\" leaky/bundle && cp " LEAKY_READER
		" leaky/bundle-reader && leaky/bundle build \"$E\" --output out --name B --redact");
	cr_expect_eq(r.status, 3, "%d %s", r.status, r.out);
	cr_expect_not_null(
		strstr(r.err, "still shows something that was to be hidden"), "%s", r.err);
	expect_none("message", r.err);
	cr_expect_not(fixture_exists(&f, "out/B.pdf"));
	cr_expect_not(fixture_exists(&f, "out/B.tar.gz"));
	run_release(&r);
}

Test(redact, scans_are_searched_when_their_words_are_read_and_else_it_is_said)
{
	char *out;

	fixture_text(&f, "bundle.yaml", CASE);
	put_letter();
	free(shell("pdftoppm -r 200 -gray -png \"$E\"/letters/*.pdf page && mv page-1.png "
		   "\"$E/scan.png\" && "
		   "rm -r \"$E/letters\"",
		0));
	build("--redact", 0);
	expect_clean_pdf("out/B.pdf");
	out = shell("pdftotext out/B.pdf - | grep -c 'qualifying'", 0);
	cr_expect_eq(atoi(out), 1);
	free(out);
	out = shell("$BUNDLE build \"$E\" --output out2 --name B --redact --ocr off", 1);
	cr_expect_not_null(strstr(out, "not searched, look at it yourself: scan.png"), "%s", out);
	free(out);
}

Test(redact, hidden_pages_are_cached_by_a_digest_and_apart)
{
	char *names;

	put_evidence();
	build("", 0);
	build("--redact", 0);
	names = shell("ls \"$E/.bundle\"; ls -R \"$E/.bundle\"", 0);
	cr_expect_not_null(strstr(names, "hiding-"));
	cr_expect_not_null(strstr(names, "cache-"));
	expect_none("names in the cache", names);
	free(names);
	/* without --redact everything is there again */
	build("", 0);
	names = shell("pdftotext out/B.pdf - | grep -c Emilia", 0);
	cr_expect_gt(atoi(names), 3);
	free(names);
}

/* A photograph that says where it was taken, and whose camera it was. */
static void put_photo(void)
{
	static const char exif[] = "\xFF\xE1\0\x58"
				   "Exif\0\0"
				   "II*\0\x08\0\0\0"
				   "\1\0\x25\x88\4\0\1\0\0\0\x1A\0\0\0\0\0\0\0"
				   "\2\0\1\0\2\0\2\0\0\0N\0\0\0\2\0\5\0\3\0\0\0\x38\0\0\0\0\0\0\0"
				   "\x33\0\0\0\1\0\0\0\x1E\0\0\0\1\0\0\0\0\0\0\0\1\0\0\0"
				   "\xFF\xFE\0\x0D"
				   "OwnerOfCam!";
	char *jpeg, *photo;
	size_t length;

	fixture_pdf(&f, "seed.pdf", "Sunset", 1, 0);
	free(shell(
		"pdftoppm -r 40 -jpeg -singlefile \"$E/seed.pdf\" seed && rm \"$E/seed.pdf\"", 0));
	jpeg = fixture_read(&f, "seed.jpg", &length);
	photo = malloc(length + sizeof(exif));
	cr_assert_not_null(photo);
	memcpy(photo, jpeg, 2);
	memcpy(photo + 2, exif, sizeof(exif) - 1);
	memcpy(photo + 2 + sizeof(exif) - 1, jpeg + 2, length - 2);
	fixture_put(&f, "photo.jpg", photo, length + sizeof(exif) - 1);
	free(jpeg);
	free(photo);
}

Test(redact, a_photograph_loses_what_the_camera_wrote_and_stays_out_of_what_is_sent)
{
	struct run r;
	char *out;

	fixture_text(&f, "bundle.yaml", CASE);
	put_photo();
	/* the picture shows no words that were read, so it may be said that it was not searched */
	fixture_run(&f, &r, "$BUNDLE build \"$E\" --output out --name B --redact --share");
	cr_expect_leq(r.status, 1, "%d %s", r.status, r.err);
	run_release(&r);
	out = shell("grep -a -c -E 'OwnerOfCam|Exif' out/B.pdf; tar xzf out/B.tar.gz; cat "
		    "B/redactions.csv; "
		    "tar tzf out/B.tar.gz",
		0);
	cr_expect_eq(out[0], '0', "%s", out);
	cr_expect_not_null(strstr(out, ",gps,"), "%s", out);
	cr_expect_null(strstr(out, "data/photo.jpg"));
	free(out);
	/* as it was without hiding: the mark is there to be lost */
	free(shell(
		"$BUNDLE build \"$E\" --output o2 --name B && grep -a -q OwnerOfCam o2/B.pdf", 0));
}

/* What a person says of the case is taken over from one list into another. */
Test(redact, nothing_that_was_told_is_in_what_is_sent)
{
	char *all;

	fixture_text(&f, "bundle.yaml",
		"title: Ms A and Emilia Quillfeather\nsummary: About Emilia\n"
		"from: Mr R, for Emilia\nversion: Emilia 1\nmp: Emilia Quillfeather MP\n"
		"constituency: Emilia North\nconsent: Emilia/consent AB_12_34_56_C.txt\n"
		"applicant: {name: Emilia Quillfeather senior}\n"
		"representative: {name: Quillfeather and Emilia}\n"
		"events:\n"
		"  - {date: 2023-01-05, text: Emilia was ill, by: Emilia Quillfeather}\n"
		"  - {date: 2023-01-06, type: complaint, text: Complaint about Emilia, by: "
		"Emilia}\n"
		"schedule:\n  - {from: 2023-01-01, amount: 81, every: month}\n"
		"payments:\n  match:\n    - {payer: EMILIA, reference: Quillfeather Emilia}\n"
		"  others:\n    - {date: 2023-02-03, amount: 20, by: Emilia Quillfeather}\n"
		"losses:\n  - {what: Shoes for Emilia, amount: 30, file: Emilia/clean.txt}\n"
		"remedy: Give Emilia her money\n"
		"allegations:\n"
		"  - {heading: Delay for Emilia, text: Emilia waited, files: [Emilia/clean.txt]}\n"
		"private:\n  children: [Emilia, Quillfeather]\n");
	fixture_text(&f, "Emilia/clean.txt", "Nothing on 9 March 2023.\n");
	fixture_text(&f, "Emilia/consent AB_12_34_56_C.txt", "Consent on 8 March 2023.\n");
	fixture_text(&f, "note AB_12_34_56_C.txt", "Clean on 7 March 2023.\n");
	fixture_text(&f, "copy.Emilia", "\1\2");
	fixture_text(&f, "bank.csv",
		"Date,Type,Description,Paid Out,Paid In,Balance\n"
		"01/02/2023,BACS,EMILIA QUILLFEATHER GIFT,,20.00,120.00\n");
	fixture_text(&f, "mail.eml",
		"From: Ms Q <emilia.quillfeather@example.org>\nTo: Ms A <a@example.org>\nDate: "
		"Tue, 7 "
		"Mar 2023 10:00:00 +0000\nSubject: =?utf-8?q?Emilia=27s_things?=\nMessage-ID: "
		"<emiliaquillfeather.1@example.org>\n\nHer bag is here.\n");
	build("--redact --share", 1);
	expect_clean_pdf("out/B.pdf");
	free(shell("tar xzf out/B.tar.gz && $BUNDLE verify out/B.tar.gz", 0));
	all = shell("cd B && cat bundle.json *.csv *.txt && find .", 0);
	expect_none("archive", all);
	cr_expect_null(strstr(all, "AB_12_34_56_C"));
	cr_expect_null(strstr(all, "EMILIA"));
	cr_expect_null(strstr(all, ".Emilia"));
	free(all);
}

/* The files themselves are called after the bundle. */
Test(redact, the_files_are_not_called_after_what_is_hidden)
{
	struct run r;

	fixture_text(&f, "bundle.yaml", CASE);
	fixture_text(&f, "clean.txt", "Nothing of note happened on 9 March 2023.\n");
	fixture_run(
		&f, &r, "$BUNDLE build \"$E\" --output out --name 'Emilia_Quillfeather' --redact");
	cr_expect_neq(r.status, 0);
	cr_expect_not_null(strstr(r.err, "--name"), "%s", r.err);
	expect_none("message", r.err);
	cr_expect_not(fixture_exists(&f, "out"));
	run_release(&r);
}

/* A PDF that is filed by itself goes out as it is only where nothing in it is hidden. */
Test(redact, what_is_filed_by_itself_is_without_it_too)
{
	char *files;

	fixture_text(&f, "bundle.yaml",
		CASE "separate: [claim.pdf, letters/Letter about Emilia_Quillfeather.pdf]\n");
	fixture_pdf(&f, "claim.pdf", "Nothing to hide", 1, 0);
	put_letter();
	build("--redact", 0);
	files = shell(
		"cmp \"$E/claim.pdf\" 'out/B - Claim form.pdf' && mv 'out/B - Claim form.pdf' "
		"claim.pdf && ls out && mv out/B\\ -*.pdf filed.pdf",
		0);
	expect_none("names", files);
	free(files);
	expect_clean_pdf("filed.pdf");
}

/* What is hidden of words that stand aslant is seen in the picture alone: nobody extracts it. */
Test(redact, words_that_stand_aslant_are_black)
{
	char *out;

	fixture_text(&f, "bundle.yaml", CASE);
	put_letter();
	build("--redact", 0);
	/* the middle of the first: along it from 31 to 94 units */
	out = shell(
		"p=$(pdfimages -list out/B.pdf | awk 'NR==3{print $1}'); pdftoppm -r 72 -gray -f "
		"$p "
		"-l $p -x 350 -y 505 -W 4 -H 4 out/B.pdf dark; tail -c 16 dark-*.pgm | od -An -v "
		"-tu1 | tr -s ' ' '\\n' | awk 'NF{s+=$1} END{print int(s/16)}'",
		0);
	cr_expect_lt(atoi(out), 20, "%s", out);
	free(out);
}

/* Paths that the case file names may lie in the earlier bundle: the archive tells them all the
 * same. */
Test(redact, a_supplement_that_is_sent_does_not_name_what_the_earlier_bundle_holds)
{
	char *all;

	fixture_text(&f, "bundle.yaml", CASE "consent: Emilia/consent.txt\n");
	fixture_text(&f, "Emilia/consent.txt", "Consent on 8 March 2023.\n");
	free(shell("$BUNDLE build \"$E\" --output o1 --name 'About Emilia' --date 2023-05-01", 0));
	fixture_text(&f, "new.txt", "Nothing of note happened on 9 March 2023.\n");
	build("--redact --share --supplement-to 'o1/About Emilia.tar.gz'", 0);
	expect_clean_pdf("out/B.pdf");
	all = shell("tar xzf out/B.tar.gz && cd B && cat bundle.json *.csv *.txt && find .", 0);
	expect_none("archive", all);
	free(all);
}

Test(redact, a_name_may_go_over_the_turn_of_a_page)
{
	char *text;

	fixture_text(&f, "bundle.yaml", "private:\n  children: [Page 1 Nothing]\n");
	fixture_pdf(&f, "plain.pdf", "Nothing to hide", 2, 0);
	build("--redact", 0);
	text = shell("pdftotext out/B.pdf -", 0);
	cr_expect_null(strstr(text, "hide page 1"));
	cr_expect_null(strstr(text, "Nothing to hide page 2"));
	cr_expect_not_null(strstr(text, "to hide page 2"));
	free(text);
}
