/*
 * Sniffing, as tables of small heads: every format that has a name, and the traps, which look like
 * one thing and are another.
 */
#include "read/sniff.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define B(s) (s), sizeof(s) - 1

struct head {
	const char *what, *bytes;
	size_t length;
	const char *name, *format;
};

static void expect_format(const struct head *h)
{
	/* a copy of just this size, so that a read behind it is seen */
	unsigned char *copy = malloc(h->length ? h->length : 1);
	struct bdl_sniffing s = {
		.head = copy, .length = h->length, .fd = -1, .size = h->length, .name = h->name};
	struct bdl_sniffed found;

	cr_assert_not_null(copy);
	memcpy(copy, h->bytes, h->length);
	bdl_sniff(&s, &found);
	cr_expect_str_eq(
		found.format, h->format, "%s: %s (%s)", h->what, found.format, found.basis);
	cr_expect(strchr(found.media_type, '/') != NULL, "%s: %s", h->what, found.media_type);
	cr_expect(found.basis[0] != '\0', "%s", h->what);
	free(copy);
}

/* clang-format off */
static const struct head signatures[] = {
	{ "PDF",              B("%PDF-1.4\n%\xE2\xE3\n1 0 obj\n"), "letter.pdf", "pdf" },
	{ "JPEG",             B("\xFF\xD8\xFF\xE0\0\x10JFIF\0"), "a.jpg", "jpeg" },
	{ "PNG",              B("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), "a.png", "png" },
	{ "GIF",              B("GIF89a\1\0\1\0"), "a.gif", "gif" },
	{ "TIFF",             B("II*\0\x08\0\0\0"), "a.tif", "tiff" },
	{ "TIFF, big-endian", B("MM\0*\0\0\0\x08"), "a.tif", "tiff" },
	{ "BigTIFF",          B("II+\0\x08\0\0\0"), "a.tif", "tiff" },
	{ "WebP",             B("RIFF\x20\0\0\0WEBPVP8 "), "a.webp", "webp" },
	{ "WAV",              B("RIFF\x20\0\0\0WAVEfmt "), "a.wav", "audio" },
	{ "AVI",              B("RIFF\x20\0\0\0AVI LIST"), "a.avi", "video" },
	{ "BMP",              B("BM\x3A\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0\1\0\x18\0"), "a.bmp", "bmp" },
	{ "RTF",              B("{\\rtf1\\ansi Dear Sir}"), "a.rtf", "rtf" },
	{ "7z",               B("7z\xBC\xAF\x27\x1C\0\4"), "a.7z", "7z" },
	{ "gzip",             B("\x1F\x8B\x08\0\0\0\0\0"), "a.gz", "gzip" },
	{ "lzop",             B("\x89LZO\0\r\n\x1A\n\x10\x30"), "a.tar.lzo", "lzop" },
	{ "rpm",              B("\xED\xAB\xEE\xDB\3\0\0\0"), "a.rpm", "rpm" },
	{ "LHA",              B("\x26\xC0-lh5-\0\0\0\0\0\0\0\0\0\x48\x22\xEC\x10\0\4" "dirx"), "a.lzh", "lha" },
	{ "LZMA",             B("\x5D\0\0\x80\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\x18\x0D\xDF\4\x60"), "a.lzma", "lzma" },
	{ "cpio, binary",     B("\xC7\x71\x08\0\x3C\x3C\xA4\x81\xE8\3\0\0\1\0\0\0\xF3\x49\x6F\x08\2\0\0\0\0\0" "a\0xyz"), "a.bin", "cpio" },
	{ "ARJ",              B("\x60\xEA\x2A\0\x22\x0B\1\2\0\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "a.arj", "arj" },
	{ "a program and RAR", B("MZ\x90\0" "0123456789012345678901234567890123456789012345678901234567890123" "Rar!\x1A\7\0"), "a.exe", "rar" },
	{ "junk and a ZIP",   B("\1\2\3\4\5\6\7\x0E\x0F\x10" "PK\5\6\0\0\0\0\1\0\1\0\x30\0\0\0\x40\0\0\0\2\0hi"), "a", "zip" },
	{ "old Excel",        B("\x09\x04\x06\0\0\0\x10\0\x1C\0\0\0"), "a.xls", "xls" },
	{ "Photoshop",        B("8BPS\0\1\0\0\0\0\0\0\0\3"), "a.psd", "psd" },
	{ "icons",            B("\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0\x68\4\0\0\x16\0\0\0"), "a.ico", "ico" },
	{ "WordPerfect",      B("\xFFWPC\x10\0\0\0\1\x0A"), "a.wpd", "wordperfect" },
	{ "TNEF",             B("\x78\x9F\x3E\x22\1\0"), "winmail.dat", "tnef" },
	{ "MP3 with a tag",   B("ID3\3\0\0\0\0\0\0"), "a.mp3", "audio" },
	{ "AMR",              B("#!AMR\n\x3C"), "voice.amr", "audio" },
	{ "Ogg",              B("OggS\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\x1EOpusHead"), "PTT-1.opus", "audio" },
};

static const struct head isos[] = {
	{ "HEIC",                  B("\0\0\0\x18" "ftypheic\0\0\0\0mif1heic"), "IMG.HEIC", "heic" },
	{ "HEIF, HEVC inside",     B("\0\0\0\x18" "ftypmif1\0\0\0\0mif1heic"), "IMG.heif", "heic" },
	{ "HEIF, third edition",   B("\0\0\0\x18" "ftypmif3\0\0\0\0mif1heic"), "IMG.heif", "heic" },
	{ "HEIC by its list only", B("\0\0\0\x1C" "ftypabcd\0\0\0\0isommif1heic"), "IMG", "heic" },
	{ "AVIF",                  B("\0\0\0\x18" "ftypavif\0\0\0\0mif1avif"), "a.avif", "avif" },
	{ "AVIF in HEIF",          B("\0\0\0\x18" "ftypmif1\0\0\0\0mif1avif"), "a.avif", "avif" },
	{ "AVIF, short form",      B("\0\0\0\x10" "ftypmif3avif" "\0\0\0\x20mini"), "a.avif", "avif" },
	{ "MP4",                   B("\0\0\0\x18" "ftypisom\0\0\2\0isommp41"), "VID.mp4", "video" },
	{ "QuickTime",             B("\0\0\0\x14" "ftypqt  \0\0\2\0qt  "), "IMG.MOV", "video" },
	{ "M4A",                   B("\0\0\0\x18" "ftypM4A \0\0\0\0M4A mp42"), "memo.m4a", "audio" },
	{ "a call recording",      B("\0\0\0\x14" "ftyp3gp4\0\0\0\0isom" "\0\0\0\x20moov....trakhdlrsoun...."), "call.3gp", "audio" },
	{ "a film with sound",     B("\0\0\0\x14" "ftyp3gp4\0\0\0\0isom" "\0\0\0\x20moov....soun....vide........"), "film.3gp", "video" },
};

static const struct head texts[] = {
	{ "prose",             B("Dear Sir,\n\nI write about my claim, as I did before, and hope, at last, for an answer.\n"), "letter.txt", "text" },
	{ "prose, commas",     B("Yes, no\nOne, two\nMilk, eggs, bread\nTo do, today, at home, or not\nand more\n"), "list.txt", "text" },
	{ "one column",        B("Payments\n500.00\n640.00\n"), "payments.csv", "csv" },
	{ "a page by its name", B("Hello <b>you</b> there\n"), "page.htm", "html" },
	{ "a text by its name", B("5 < 6, they said\n"), "page.htm", "text" },
	{ "RTF, late",         B("\r\n {\\rtf1\\ansi Dear Sir}"), "a.rtf", "rtf" },
	{ "one line of cells", B("Date,Amount,Balance\n"), "note.txt", "text" },
	{ "CSV",               B("Date,Description,Amount\n01/02/2023,Rent,-500.00\n02/02/2023,\"Pay, monthly\",1200.00\n03/02/2023,Food,-20.10\n"), "bank.csv", "csv" },
	{ "CSV by no name",    B("Date,Description,Amount\n01/02/2023,Rent,-500.00\n02/02/2023,\"Pay, monthly\",1200.00\n03/02/2023,Food,-20.10\n"), "statement", "csv" },
	{ "CSV, semicolons",   B("Date;Description;Amount\n01/02/2023;Rent;-500,00\n02/02/2023;Pay;1200,00\n03/02/2023;Food;-20,10\n"), "bank.csv", "csv" },
	{ "CSV, tabs",         B("Date\tDescription\tAmount\n01/02/2023\tRent\t-500.00\n02/02/2023\tPay\t1200.00\n03/02/2023\tFood\t-20.10\n"), "bank.tsv", "csv" },
	{ "HTML",              B("<!DOCTYPE html>\n<html><body>Hello</body></html>"), "page.html", "html" },
	{ "HTML, no doctype",  B("\n  <HTML><BODY>Hello"), "page", "html" },
	{ "XHTML",             B("<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">"), "page", "html" },
	{ "other XML",         B("<?xml version=\"1.0\"?>\n<note/>"), "a.xml", "text" },
	{ "a smaller-than",    B("<3 from your mother\n"), "note.txt", "text" },
	{ "SMS backup",        B("<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!--File Created By SMS Backup-->\n<smses count=\"1\">"), "sms-2023.xml", "sms-xml" },
	{ "calls backup",      B("<?xml version='1.0' ?>\n<?xml-stylesheet type=\"text/xsl\" href=\"calls.xsl\"?>\n<calls count=\"2\">"), "calls.xml", "calls-xml" },
	{ "camt.053",          B("<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt>"), "a.xml", "camt" },
	{ "camt, no namespace", B("<?xml version=\"1.0\"?>\n<Document>\n<BkToCstmrStmt>"), "a.xml", "camt" },
	{ "some Document",     B("<?xml version=\"1.0\"?>\n<Document><Placemark>"), "a.xml", "text" },
	{ "OFX 1",             B("OFXHEADER:100\nDATA:OFXSGML\n"), "a.ofx", "ofx" },
	{ "OFX 2",             B("<?xml version=\"1.0\"?>\n<?OFX OFXHEADER=\"200\"?>\n<OFX>"), "a.ofx", "ofx" },
	{ "QIF",               B("!Type:Bank\nD01/02/2023\nT-5.00\n^\n"), "a.qif", "qif" },
	{ "MT940",             B(":20:START\n:25:12345678/0123456789\n:28C:1/1\n:60F:C230201EUR100,00\n"), "a.sta", "mt940" },
	{ "MT940 in SWIFT",    B("{1:F01AAAABB99BSMK3513951576}{4:\n:20:START\n:25:1234\n"), "a.txt", "mt940" },
	{ "MT940, a piece",    B(":61:2302010201D5,00N123\n:86:Rent\n"), "a.sta", "mt940" },
	{ "vCard",             B("BEGIN:VCARD\r\nVERSION:3.0\r\n"), "a.vcf", "vcard" },
	{ "calendar",          B("BEGIN:VCALENDAR\nVERSION:2.0\n"), "a.ics", "ics" },
	{ "WhatsApp, Android", B("17/01/2023, 14:26 - Messages and calls are end-to-end encrypted.\n17/01/2023, 14:26 - Mum: Hello\n17/01/2023, 14:27 - Me: Hi\n"), "chat.txt", "whatsapp" },
	{ "WhatsApp, iPhone",  B("[17/01/2023, 14:26:31] Mum: Hello\n[17/01/2023, 14:27:02] Me: Hi\n"), "_chat.txt", "whatsapp" },
	{ "a diary",           B("17/01/2023\nCalled the CMS. They said: wait.\n18/01/2023\nCalled again.\n"), "diary.txt", "text" },
	{ "a diary with times", B("17/01/2023 14:26 called the CMS and waited\n18/01/2023 09:10 called again\n"), "diary.txt", "text" },
	{ "JSON",              B("{ \"messages\": [] }"), "a.json", "text" },
	{ "one word",          B("BM"), "a.txt", "text" },
	{ "a text with BM",    B("BMW repair, 12 March 2023, paid in full by card at the garage\n"), "a.txt", "text" },
	{ "a text with PK",    B("PK said yes\n"), "a.txt", "text" },
	{ "a text with II",    B("II* is the second item\n"), "a.txt", "text" },
};

static const struct head mails[] = {
	{ "a mail",            B("Received: from a by b; Tue, 17 Jan 2023\r\nFrom: a@example.org\r\nTo: b@example.org\r\nSubject: Hi\r\n\r\nHello\r\n"), "a.eml", "rfc822" },
	{ "a sent mail",       B("From: A <a@example.org>\nTo: b@example.org\nSubject: Hi\nDate: Tue, 17 Jan 2023 10:00:00 +0000\nMIME-Version: 1.0\n\nHello\n"), "sent", "rfc822" },
	{ "a saved mail",      B("From a@example.org Tue Jan 17 14:26:31 2023\nReturn-Path: <a@example.org>\nFrom: a\nTo: b\nSubject: Hi\n\nHello\n"), "a.eml", "rfc822" },
	{ "no date in front",  B("From a@example.org\nReturn-Path: <a@example.org>\nFrom: a\nTo: b\n\nHello\n"), "a.eml", "rfc822" },
	{ "Apple Mail",        B("1234      \nReturn-Path: <a@example.org>\nFrom: a\nTo: b\n\nHello\n"), "1.emlx", "rfc822" },
	{ "half a header",     B("Subject: Hi\n\nHello\n"), "draft.eml", "rfc822" },
	{ "a mailbox",         B("From a@example.org Tue Jan 17 14:26:31 2023\nFrom: a\nTo: b\nSubject: Hi\n\nHello\n"), "Inbox", "mbox" },
	{ "Thunderbird's",     B("From - \nFrom: a\nTo: b\nMIME-Version: 1.0\n\nHello\n"), "Inbox", "mbox" },
	{ "no header at all",  B("From name Mon Jun 01 10:00:00 2009\n\nHello\n"), "a.mbox", "mbox" },
	{ "parts alone",       B("Content-Type: multipart/signed; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHello\r\n--x--\r\n"), "signed.dat", "rfc822" },
	{ "binary body",       B("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-16le\n\nH\0e\0l\0l\0o\0 \0y\0o\0u\0"), "a.eml", "rfc822" },
	{ "a pasted mail",     B("From: the CMS\nTo: me\n\nThey wrote to me.\n"), "note.txt", "text" },
	{ "a letter",          B("From: Mr A\nDate: 1 March 2023\nRef: 12\n\nDear Sir\n"), "letter.txt", "text" },
	{ "a sentence",        B("From London we went to Leeds.\nNote: it rained.\n"), "note.txt", "text" },
	{ "a list of names",   B("Subject: English\nTeacher: Ms B\nRoom: 4\nHours: 3\nNote: moved\n\nEnd\n"), "note.txt", "text" },
};

static const struct head traps[] = {
	{ "junk before PDF",    B("\r\n\r\nX-Gateway: scanned\r\n%PDF-1.5\n1 0 obj\n<<>>\nendobj\n"), "a.pdf", "pdf" },
	{ "talk about PDF",     B("Every such file begins with %PDF- and a number.\n"), "a.txt", "text" },
	{ "PDF without a head", B("1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Kids[3 0 R]>>\nendobj\n3 0 obj\n<<>>\nendobj\n"), "a", "pdf" },
	{ "talk about objects", B("An object begins with 1 0 obj and ends with endobj, << and >> between.\n"), "a.txt", "text" },
	{ "PDF in pieces",      B("\1A\7\0startxref\n8\ntrailer\n<</Root 5 0 R/Size 7>>"), "a", "pdf" },
	{ "talk about trailers", B("The trailer << stands before startxref, Mr A says.\nA stream is a river; an obj is not.\n"), "a.txt", "text" },
	{ "no LZMA",            B("\x5D\0\0\x80\0\1\2\3\4\5\6\7\x08\1\x18\x0D\xDF\4\x60"), "a", "unknown" },
	{ "tabs, laid out",     B("Name\tRoom\tHours\nMs B\t4\t3\nMs C\t5\t2\nMs D\t6\t1\n"), "plan.txt", "text" },
	{ "tabs with days",     B("Day\tWhat\tAmount\n01/02/2023\tRent\t5\n02/02/2023\tPay\t2\n03/02/2023\tFood\t1\n"), "bank.txt", "csv" },
	{ "lost bytes",         B("\1\2\3\4\5\6\7\x0E\x0F\x10\x11\x12\x13\x14\xFE\xFF\0\0\1\2\3"), "photo.jpg", "jpeg" },
	{ "lost bytes, PDF",    B("\1\2\3\4\5\6\7\x0E\x0F\x10\x11\x12\x13\x14\xFE\xFF\0\0\1\2\3"), "Letter.PDF", "pdf" },
	{ "lost bytes, other",  B("\1\2\3\4\5\6\7\x0E\x0F\x10\x11\x12\x13\x14\xFE\xFF\0\0\1\2\3"), "a.bin", "unknown" },
	{ "a wrong name",       B("%PDF-1.4\n%\xE2\xE3\n1 0 obj\n"), "photo.jpg", "pdf" },
	{ "JPEG 2000",          B("\0\0\0\x0CjP  \r\n\x87\n\0\0\0\x14" "ftypjp2 \0\0\0\0jp2 "), "a.jp2", "jp2" },
	{ "UTF-16 text",        B("\xFF\xFE" "D\0e\0a\0r\0 \0S\0i\0r\0"), "a.txt", "text" },
	{ "UTF-16 CSV",         B("\xFF\xFE" "a\0,\0b\0\n\0" "1\0,\0002\0\n\0" "3\0,\0004\0\n\0" "5\0,\0006\0\n\0"), "a.csv", "csv" },
};
/* clang-format on */

#define EXPECT_ALL(table)                                                                          \
	for (size_t i = 0; i < sizeof(table) / sizeof(*(table)); i++)                              \
	expect_format(&(table)[i])

Test(sniff, signatures_are_known)
{
	EXPECT_ALL(signatures);
}

Test(sniff, brands_tell_pictures_sound_and_film_apart)
{
	EXPECT_ALL(isos);
}

Test(sniff, texts_are_told_apart_by_what_only_they_have)
{
	EXPECT_ALL(texts);
}

Test(sniff, a_mail_needs_a_real_header)
{
	EXPECT_ALL(mails);
}

Test(sniff, traps_are_seen_through)
{
	EXPECT_ALL(traps);
}

Test(sniff, every_head_may_break_off_anywhere)
{
	for (size_t i = 0; i < sizeof(isos) / sizeof(*isos); i++)
		for (size_t n = 1; n < isos[i].length; n++) {
			unsigned char *copy = malloc(n);
			struct bdl_sniffing s = {
				.head = copy, .length = n, .fd = -1, .size = n, .name = "a"};
			struct bdl_sniffed found;

			cr_assert_not_null(copy);
			memcpy(copy, isos[i].bytes, n);
			bdl_sniff_own(&s, &found);
			free(copy);
		}
}

/* ---- containers ---- */

struct built {
	unsigned char bytes[16384];
	size_t length;
};

static void put(struct built *b, const void *bytes, size_t length)
{
	cr_assert(b->length + length <= sizeof(b->bytes));
	memcpy(b->bytes + b->length, bytes, length);
	b->length += length;
}

static void number(struct built *b, unsigned v, int size)
{
	for (int i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)(v >> 8 * i);

		put(b, &byte, 1);
	}
}

/* A stored member of a ZIP. */
static void member(struct built *b, const char *name, const char *content)
{
	put(b, "PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0", 18);
	number(b, (unsigned)strlen(content), 4);
	number(b, (unsigned)strlen(content), 4);
	number(b, (unsigned)strlen(name), 2);
	number(b, 0, 2);
	put(b, name, strlen(name));
	put(b, content, strlen(content));
}

static void expect_built(const struct built *b, const char *name, const char *format)
{
	struct head h = {"built", (const char *)b->bytes, b->length, name, format};

	expect_format(&h);
}

Test(sniff, what_is_made_of_zip_is_told_apart_by_its_members)
{
	static const struct {
		const char *first, *content, *second, *name, *format;
	} zips[] = {
		{"a.txt", "hello", "word/document.xml", "a.zip", "zip"},
		{"Talk.key/Index.zip", "x", "Talk.key/Metadata/BuildVersionHistory.plist", "Talk.key", "keynote"},
		{"Talk.key/Index.zip", "x", "Talk.key/Metadata/BuildVersionHistory.plist", "a.zip", "zip"},
		{"[Content_Types].xml", "<x/>", "word/document.xml", "a.docx", "docx"},
		{"[Content_Types].xml", "<x/>", "word/document.xml", "a.zip", "docx"},
		{"[Content_Types].xml", "<x/>", "xl/workbook.xml", "a.xlsx", "xlsx"},
		{"[Content_Types].xml", "<x/>", "ppt/presentation.xml", "a.pptx", "pptx"},
		{"mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "a.odt",
			"odt"},
		{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "a",
			"ods"},
		{"mimetype", "application/vnd.oasis.opendocument.presentation", "x", "a.odp",
			"odp"},
		{"mimetype", "application/epub+zip", "META-INF/container.xml", "a.epub", "epub"},
		{"content.xml", "<x/>", "META-INF/manifest.xml", "a.odt", "odt"},
		{"content.xml", "<x/>", "META-INF/manifest.xml", "a.zip", "zip"},
	};

	for (size_t i = 0; i < sizeof(zips) / sizeof(*zips); i++) {
		struct built b = {.length = 0};

		member(&b, zips[i].first, zips[i].content);
		member(&b, zips[i].second, "<x/>");
		expect_built(&b, zips[i].name, zips[i].format);
	}
}

/* A compound file of one sector of directory with one entry. */
static void compound(struct built *b, const char *stream)
{
	*b = (struct built){.length = 0};
	put(b, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
	b->length = 30;
	number(b, 9, 2); /* sectors of 512 bytes */
	b->length = 48;
	number(b, 0, 4); /* the directory is sector 0 */
	b->length = 76;
	number(b, 1, 4); /* the allocation table is sector 1 */
	b->length = 512;
	for (size_t i = 0; stream[i]; i++)
		number(b, (unsigned char)stream[i], 2);
	b->length = 512 + 64;
	number(b, 2 * (unsigned)(strlen(stream) + 1), 2);
	b->length = 1024;
	number(b, 0xFFFFFFFE, 4);
	b->length = 1536;
}

Test(sniff, old_office_files_are_told_apart_by_their_streams)
{
	static const struct {
		const char *stream, *name, *format, *media_type;
	} files[] = {
		{"WordDocument", "a.doc", "doc", "application/msword"},
		{"WORDDOCUMENT", "a.doc", "doc", "application/msword"},
		{"Workbook", "a.doc", "xls", "application/vnd.ms-excel"},
		{"Book", "a.xls", "xls", "application/vnd.ms-excel"},
		{"PowerPoint Document", "a.ppt", "ppt", "application/vnd.ms-powerpoint"},
		{"__properties_version1.0", "a.msg", "msg", "application/vnd.ms-outlook"},
		{"EncryptedPackage", "a.docx", "docx", "application/encrypted"},
		{"EncryptedPackage", "a.xlsx", "xlsx", "application/encrypted"},
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct bdl_sniffed found;
		struct built b;
		struct bdl_sniffing s = {.head = b.bytes,
			.length = 1536,
			.fd = -1,
			.size = 1536,
			.name = files[i].name};

		compound(&b, files[i].stream);
		cr_expect(bdl_sniff_own(&s, &found), "%s", files[i].stream);
		cr_expect_str_eq(found.format, files[i].format, "%s", files[i].stream);
		cr_expect_str_eq(found.media_type, files[i].media_type);
	}
}

/* Entry n of the directory: its name, its neighbours and what it holds. */
static void entry(struct built *b, unsigned n, const char *name, unsigned left, unsigned right,
	unsigned child)
{
	b->length = 512 + 128 * (size_t)n;
	for (size_t i = 0; name[i]; i++)
		number(b, (unsigned char)name[i], 2);
	b->length = 512 + 128 * (size_t)n + 64;
	number(b, 2 * (unsigned)(strlen(name) + 1), 2);
	b->length = 512 + 128 * (size_t)n + 68;
	number(b, left, 4);
	number(b, right, 4);
	number(b, child, 4);
	b->length = 1536;
}

Test(sniff, a_workbook_that_holds_a_letter_is_a_workbook)
{
	const unsigned none = 0xFFFFFFFF;
	struct built b;

	compound(&b, "");
	entry(&b, 0, "Root Entry", none, none, 1);
	entry(&b, 1, "MBD0001", none, 2, 3);
	entry(&b, 2, "Workbook", none, none, none);
	entry(&b, 3, "WordDocument", none, none, none);
	expect_built(&b, "a.bin", "xls");
	entry(&b, 2, "__properties_version1.0", none, none, none);
	expect_built(&b, "a.bin", "msg");
	/* the tree is broken: any name will do */
	entry(&b, 0, "Root Entry", none, none, 999);
	expect_built(&b, "a.bin", "doc");
}

Test(sniff, a_directory_that_leads_in_a_circle_ends)
{
	struct bdl_sniffed found;
	struct built b;
	struct bdl_sniffing s = {
		.head = b.bytes, .length = 1536, .fd = -1, .size = 1536, .name = "a.doc"};

	compound(&b, "Nothing");
	b.length = 1024;
	number(&b, 0, 4);
	cr_expect_not(bdl_sniff_own(&s, &found) && strcmp(found.format, "doc") == 0);
}

Test(sniff, a_tar_is_known_by_its_sum)
{
	struct built b = {.length = 0};
	unsigned sum = 8 * ' ';
	char digits[8];

	put(&b, "letter.txt", 10);
	b.length = 512;
	for (size_t i = 0; i < 512; i++)
		sum += i < 148 || i >= 156 ? b.bytes[i] : 0;
	snprintf(digits, sizeof(digits), "%06o", sum);
	memcpy(b.bytes + 148, digits, 7);
	b.bytes[155] = ' ';
	expect_built(&b, "a.tar", "tar");
	b.bytes[0] = 'L';
	expect_built(&b, "a.bin", "unknown");
}

Test(sniff, random_bytes_are_never_read_out_of_bounds)
{
	static const char *const starts[] = {"PK\3\4", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "RIFF",
		"\xFF\xFB\x90", "OggS", "From ", "<?xml", "%PDF-", "\x1A\x45\xDF\xA3", "BM",
		"[1/1/20"};
	uint32_t state = 5;

	for (int round = 0; round < 20000; round++) {
		const char *start = starts[round % (int)(sizeof(starts) / sizeof(*starts))];
		size_t length = 600 + (size_t)(round % 97), n = strlen(start);
		unsigned char *bytes = malloc(length);
		struct bdl_sniffing s = {
			.head = bytes, .length = length, .fd = -1, .size = length, .name = "a.xyz"};
		struct bdl_sniffed found;

		cr_assert_not_null(bytes);
		for (size_t i = 0; i < length; i++) {
			state = state * 1664525 + 1013904223;
			/* a third of them small, as lengths and counts are */
			bytes[i] = (unsigned char)(state >> 24 & (round % 3 ? 255 : 3));
		}
		memcpy(bytes, start, n);
		bdl_sniff_own(&s, &found);
		free(bytes);
	}
}
