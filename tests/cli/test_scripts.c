/*
 * Words in any script, from file names, texts, mails, chats and tables through to the finished PDF:
 * what pdftotext reads out of it is what was written, nothing is shown by a sign, and every link
 * still leads where it should. Normalisation: NFC; pdftotext's and our own invisible direction
 * marks taken out, white space made one.
 */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct fixture f;

static void setup(void)
{
	fixture_init(&f);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(scripts, .init = setup, .fini = teardown, .timeout = 300);

#define NOTO "/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf"
#define MICROHEI "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
#define SYMBOLA "/usr/share/fonts/truetype/ancient-scripts/Symbola_hint.ttf"

static const struct {
	const char *name, *words;
	const char *font; /* NULL: one that is always there */
} samples[] = {
	{"Polish", "Zażółć gęślą jaźń, Łódź", NULL},
	{"Vietnamese", "Nguyễn Thị Hường", NULL},
	{"Icelandic", "Kæmi ný öxi hér, ykist þjófum", NULL},
	{"Greek", "Ξεσκεπάζω την ψυχοφθόρα", NULL},
	{"Polytonic Greek", "Μῆνιν ἄειδε θεὰ", NULL},
	{"Russian", "Съешь же ещё этих мягких", NULL},
	{"Ukrainian", "Щастям б’єш жук їх глицю", NULL},
	{"Hebrew", "דג סקרן שט בים מאוכזב", NOTO},
	{"Pointed Hebrew", "בְּרֵאשִׁית בָּרָא אֱלֹהִים", NOTO},
	{"Arabic", "نص حكيم له سر قاطع وذو شأن", NOTO},
	{"Vocalised Arabic", "مُحَمَّد السَّلَامُ عَلَيْكُمْ", NOTO},
	{"Persian", "می‌خواهم نامه‌ها را ببینم", NOTO},
	{"Urdu", "یہ ایک خط ہے جو میں نے لکھا", NOTO},
	{"Kurdish", "هەموو مرۆڤەکان بە ئازادی", NOTO},
	{"Syriac", "ܫܠܡܐ ܥܠܡܐ", NOTO},
	{"Thaana", "ދިވެހި ރާއްޖެ", NOTO},
	{"Hindi", "ऋषियों को सताने वाले दुष्ट क्षत्रिय", NOTO},
	{"Nepali", "नेपालको संविधान ज्ञान", NOTO},
	{"Bengali", "আমার সোনার বাংলা ক্ষমা", NOTO},
	{"Punjabi", "ਪੰਜਾਬੀ ਵਿੱਚ ਚਿੱਠੀ ਲਿਖੋ", NOTO},
	{"Gujarati", "ગુજરાતી ભાષામાં પત્ર શ્રી", NOTO},
	{"Odia", "ଓଡ଼ିଆ ଭାଷାରେ ଚିଠି", NOTO},
	{"Tamil", "தமிழ் மொழியில் கடிதம்", NOTO},
	{"Telugu", "తెలుగు భాషలో ఉత్తరం", NOTO},
	{"Kannada", "ಕನ್ನಡ ಭಾಷೆಯಲ್ಲಿ ಪತ್ರ", NOTO},
	{"Malayalam", "മലയാളം ഭാഷയിൽ കത്ത്", NOTO},
	{"Sinhala", "සිංහල භාෂාවෙන් ලිපිය ශ්‍රී",
		NOTO},
	{"Thai", "เป็นมนุษย์สุดประเสริฐ น้ำ", NOTO},
	{"Lao", "ພາສາລາວ ຈົດໝາຍ ນ້ຳ", NOTO},
	{"Burmese", "မြန်မာဘာသာ စာ သီဟိုဠ်", NOTO},
	{"Khmer", "ខ្ញុំអាចញ៉ាំកញ្ចក់បាន", NOTO},
	{"Tibetan", "བོད་ཡིག་བཀྲ་ཤིས", NOTO},
	{"Georgian", "ვეპხის ტყაოსანი", NOTO},
	{"Armenian", "Հայերեն նամակ գրել", NOTO},
	{"Amharic", "ሰላም ልዑል ደብዳቤ", NOTO},
	{"Mongolian", "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ", NOTO},
	{"Simplified Chinese", "视野无限广，窗外有蓝天", MICROHEI},
	{"Traditional Chinese", "繁體中文的信件：漢字", MICROHEI},
	{"Japanese", "日本語の手紙、カタカナ「括弧」ー", MICROHEI},
	{"Korean", "키스의 고유조건은 한글", MICROHEI},
	{"Emoji", "👍 👍🏽 👨‍👩‍👧 ❤️ 🇬🇧 😂", SYMBOLA},
};

enum { COUNT = sizeof samples / sizeof *samples };

/* Prints "NAME PLACE" for each sample that is not found as often as it should be, and each sign. */
static const char checker[] =
	"import json, re, subprocess, sys, unicodedata\n"
	"def plain(t):\n"
	"    t = unicodedata.normalize('NFC', t)\n"
	"    t = re.sub('[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]', '', t)\n"
	"    return re.sub(r'\\s+', ' ', t)\n"
	"run = subprocess.run(['pdftotext', 'out/T.pdf', '-'], capture_output=True)\n"
	"pages = [plain(p) for p in run.stdout.decode().split('\\f')]\n"
	"for line in open('samples.txt', encoding='utf-8'):\n"
	"    name, words = line.rstrip('\\n').split('\\t')\n"
	"    least = 6 if len(words) < 40 else 1\n"
	"    found = sum(plain(words) in p for p in pages)\n"
	"    if found < least: print(name, found)\n"
	"for p in pages:\n"
	"    for sign in re.findall(r'\\[(?:\\d+ )?(?:characters?|emoji)[^]]*\\]', p): "
	"print(sign)\n";

static bool is_installed(const char *font)
{
	return !font || access(font, R_OK) == 0;
}

/* A text whose name are the words, a mail, a line of a chat and a row of a table for each sample.
 */
static void put_samples(void)
{
	char path[256], text[1024], list[COUNT * 256] = "", chat[COUNT * 256] = "";
	char table[COUNT * 256] = "Date,Language,Words\n";

	for (size_t i = 0; i < COUNT; i++) {
		if (!is_installed(samples[i].font)) {
			cr_log_warn("%s is not tested: %s is not installed", samples[i].name,
				samples[i].font);
			continue;
		}
		snprintf(path, sizeof path, "%s.txt", samples[i].words);
		snprintf(text, sizeof text, "%s\nLine two in English.\n", samples[i].words);
		fixture_text(&f, path, text);
		snprintf(path, sizeof path, "mail/%s.eml", samples[i].name);
		snprintf(text, sizeof text,
			"From: a@example.org\r\nTo: b@example.org\r\nSubject: %s\r\n"
			"Date: Tue, 10 Jan 2023 10:%02zu:00 +0000\r\nMIME-Version: 1.0\r\n"
			"Content-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n\r\nIn a line: "
			"%s\r\n",
			samples[i].words, i, samples[i].words, samples[i].words);
		fixture_text(&f, path, text);
		snprintf(text, sizeof text, "10/01/2023, 10:%02zu - %s: %s\n", i,
			i % 2 ? "Ana" : "Łukasz", samples[i].words);
		strcat(chat, text);
		snprintf(text, sizeof text, "10/01/2023,%s,\"%s\"\n", samples[i].name,
			samples[i].words);
		strcat(table, text);
		snprintf(text, sizeof text, "%s\t%s\n", samples[i].name, samples[i].words);
		strcat(list, text);
	}
	fixture_text(&f, "chat/WhatsApp Chat with Ana.txt", chat);
	fixture_text(&f, "table.csv", table);
	fixture_text(&f, "../samples.txt", list);
	fixture_text(&f, "../check.py", checker);
}

static void build(int status)
{
	struct run r;

	fixture_run(&f, &r,
		"$BUNDLE build $E --output out --name T --date 2026-03-01 --json >table.json");
	cr_assert_eq(r.status, status, "status %d: %s", r.status, r.err);
	run_release(&r);
	fixture_run(&f, &r, "python3 %s/tests/support/check_bundle.py out/T.pdf table.json",
		getenv("BUNDLE_SOURCE"));
	cr_assert_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
}

Test(scripts, are_drawn_without_signs_and_copied_as_they_were_written)
{
	struct run r;

	put_samples();
	build(0);
	fixture_run(&f, &r, "python3 check.py");
	cr_assert_eq(r.status, 0, "%s", r.err);
	cr_expect_str_eq(r.out, "");
	run_release(&r);
	fixture_run(&f, &r, "qpdf --check out/T.pdf");
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
}

Test(scripts, what_would_turn_or_hide_the_words_of_others_is_a_sign)
{
	struct run r;
	char zalgo[400] = "a";

	for (size_t i = 0; i < 150; i++)
		strcat(zalgo, "\u0316");
	strcat(zalgo, "b\n");
	fixture_text(&f, "paid\u202Efdp.txt",
		"I paid \u202E005\u202C pounds.\n\u2067 never closed\nThe next line.\n");
	fixture_text(&f, "marks.txt", zalgo);
	fixture_text(&f, "private.txt", "A \uE000 sign and \U0001FAE0.\n");
	build(0);
	fixture_run(&f, &r,
		"pdftotext out/T.pdf - && pdftotext out/T.pdf - | tr -cd '\\314\\226' | wc -c");
	cr_expect_not_null(strstr(r.out, "I paid [character U+202E]005[character U+202C] pounds."));
	cr_expect_not_null(strstr(r.out, "[character U+2067] never closed"));
	cr_expect_not_null(strstr(r.out, "The next line."));
	cr_expect_not_null(strstr(r.out, "A [character U+E000] sign and [character U+1FAE0]."));
	cr_expect_not_null(strstr(r.out, "\f300\n"), "150 marks of two bytes");
	run_release(&r);
}

Test(scripts, paragraphs_from_right_to_left_end_at_the_right_edge)
{
	struct run r;
	double left = 0, right = 0;

	if (!is_installed(NOTO))
		cr_skip_test("fonts-noto-core is not installed");
	fixture_text(&f, "letter.txt", "שלום\nEnglish\n");
	build(0);
	fixture_run(&f, &r,
		"pdftotext -bbox out/T.pdf - | sed -n "
		"'s/.*xMin=\"\\([0-9.]*\\)\".*xMax=\"\\([0-9.]*\\)\".*>[^<]*ש[^<]*<.*/\\1 \\2/p'");
	cr_assert_eq(sscanf(r.out, "%lf %lf", &left, &right), 2, "%s", r.out);
	cr_expect_gt(left, 500);
	cr_expect_float_eq(right, 547.28, 0.5);
	run_release(&r);
}

Test(scripts, the_same_folder_becomes_the_same_bytes)
{
	struct run r;
	char text[COUNT * 256] = "";

	for (size_t i = 0; i < COUNT; i++) {
		strcat(text, samples[i].words);
		strcat(text, "\n");
	}
	fixture_text(&f, "שלום عالم.txt", text);
	fixture_run(&f, &r,
		"$BUNDLE build $E --output one --name T --date 2026-03-01 --work w1 && "
		"$BUNDLE build $E --output two --name T --date 2026-03-01 --work w2 && "
		"cmp one/T.pdf two/T.pdf");
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
}
