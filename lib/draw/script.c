/* Script: see script.h. Blocks as in Unicode 15; fonts as Debian's fonts-noto-core has them. */
#include "draw/script.h"
#include <string.h>

enum {
	PLAIN = BDL_SCRIPT_PLAIN,
	JOINS = BDL_SCRIPT_JOINS,
	BREAKS = BDL_SCRIPT_BREAKS,
	CJK = BDL_SCRIPT_CJK | BDL_SCRIPT_BREAKS,
	HANGUL = BDL_SCRIPT_CJK,
	EMOJI = BDL_SCRIPT_EMOJI
};

/* clang-format off */
static const struct bdl_script scripts[] = { /* in ascending order */
	{ 0x0530, 0x058F, PLAIN,  "Armenian",   "NotoSansArmenian" },
	{ 0x0590, 0x05FF, JOINS,  "Hebrew",     "NotoSansHebrew" },
	{ 0x0600, 0x06FF, JOINS,  "Arabic",     "NotoSansArabic" },
	{ 0x0700, 0x074F, JOINS,  "Syriac",     "NotoSansSyriac" },
	{ 0x0750, 0x077F, JOINS,  "Arabic",     "NotoSansArabic" },
	{ 0x0780, 0x07BF, 0,      "Thaana",     "NotoSansThaana" },
	{ 0x07C0, 0x07FF, JOINS,  "N\xE2\x80\x99Ko", "NotoSansNKo" },
	{ 0x0800, 0x083F, 0,      "Samaritan",  "NotoSansSamaritan" },
	{ 0x0840, 0x085F, JOINS,  "Mandaic",    "NotoSansMandaic" },
	{ 0x0860, 0x086F, JOINS,  "Syriac",     "NotoSansSyriac" },
	{ 0x0870, 0x08FF, JOINS,  "Arabic",     "NotoSansArabic" },
	{ 0x0900, 0x097F, JOINS,  "Devanagari", "NotoSansDevanagari" },
	{ 0x0980, 0x09FF, JOINS,  "Bengali",    "NotoSansBengali" },
	{ 0x0A00, 0x0A7F, JOINS,  "Gurmukhi",   "NotoSansGurmukhi" },
	{ 0x0A80, 0x0AFF, JOINS,  "Gujarati",   "NotoSansGujarati" },
	{ 0x0B00, 0x0B7F, JOINS,  "Odia",       "NotoSansOriya" },
	{ 0x0B80, 0x0BFF, JOINS,  "Tamil",      "NotoSansTamil" },
	{ 0x0C00, 0x0C7F, JOINS,  "Telugu",     "NotoSansTelugu" },
	{ 0x0C80, 0x0CFF, JOINS,  "Kannada",    "NotoSansKannada" },
	{ 0x0D00, 0x0D7F, JOINS,  "Malayalam",  "NotoSansMalayalam" },
	{ 0x0D80, 0x0DFF, JOINS,  "Sinhala",    "NotoSansSinhala" },
	{ 0x0E00, 0x0E7F, BREAKS, "Thai",       "NotoSansThai" },
	{ 0x0E80, 0x0EFF, BREAKS, "Lao",        "NotoSansLao" },
	{ 0x0F00, 0x0FFF, JOINS,  "Tibetan",    "NotoSerifTibetan" },
	{ 0x1000, 0x109F, BREAKS, "Burmese",    "NotoSansMyanmar" },
	{ 0x10A0, 0x10FF, PLAIN,  "Georgian",   "NotoSansGeorgian" },
	{ 0x1100, 0x11FF, HANGUL, "Korean",     NULL },
	{ 0x1200, 0x139F, PLAIN,  "Ethiopic",   "NotoSansEthiopic" },
	{ 0x13A0, 0x13FF, PLAIN,  "Cherokee",   "NotoSansCherokee" },
	{ 0x1400, 0x167F, PLAIN,  "Canadian syllabics", "NotoSansCanadianAboriginal" },
	{ 0x1680, 0x169F, PLAIN,  "Ogham",      "NotoSansOgham" },
	{ 0x16A0, 0x16FF, PLAIN,  "Runic",      "NotoSansRunic" },
	{ 0x1700, 0x171F, 0,      "Tagalog",    "NotoSansTagalog" },
	{ 0x1720, 0x173F, 0,      "Hanunoo",    "NotoSansHanunoo" },
	{ 0x1740, 0x175F, 0,      "Buhid",      "NotoSansBuhid" },
	{ 0x1760, 0x177F, 0,      "Tagbanwa",   "NotoSansTagbanwa" },
	{ 0x1780, 0x17FF, BREAKS, "Khmer",      "NotoSansKhmer" },
	{ 0x1800, 0x18AF, JOINS,  "Mongolian",  "NotoSansMongolian" },
	{ 0x18B0, 0x18FF, PLAIN,  "Canadian syllabics", "NotoSansCanadianAboriginal" },
	{ 0x1900, 0x194F, 0,      "Limbu",      "NotoSansLimbu" },
	{ 0x1950, 0x197F, BREAKS, "Tai Le",     "NotoSansTaiLe" },
	{ 0x1980, 0x19DF, BREAKS, "New Tai Lue", "NotoSansNewTaiLue" },
	{ 0x19E0, 0x19FF, BREAKS, "Khmer",      "NotoSansKhmer" },
	{ 0x1A00, 0x1A1F, 0,      "Buginese",   "NotoSansBuginese" },
	{ 0x1A20, 0x1AAF, BREAKS, "Tai Tham",   "NotoSansTaiTham" },
	{ 0x1B00, 0x1B7F, JOINS,  "Balinese",   "NotoSansBalinese" },
	{ 0x1B80, 0x1BBF, 0,      "Sundanese",  "NotoSansSundanese" },
	{ 0x1BC0, 0x1BFF, 0,      "Batak",      "NotoSansBatak" },
	{ 0x1C00, 0x1C4F, JOINS,  "Lepcha",     "NotoSansLepcha" },
	{ 0x1C50, 0x1C7F, 0,      "Ol Chiki",   "NotoSansOlChiki" },
	{ 0x1C90, 0x1CBF, PLAIN,  "Georgian",   "NotoSansGeorgian" },
	{ 0x1CC0, 0x1CCF, 0,      "Sundanese",  "NotoSansSundanese" },
	{ 0x1CD0, 0x1CFF, JOINS,  "Vedic signs", "NotoSansDevanagari" },
	{ 0x2C00, 0x2C5F, PLAIN,  "Glagolitic", "NotoSansGlagolitic" },
	{ 0x2C80, 0x2CFF, PLAIN,  "Coptic",     "NotoSansCoptic" },
	{ 0x2D00, 0x2D2F, PLAIN,  "Georgian",   "NotoSansGeorgian" },
	{ 0x2D30, 0x2D7F, PLAIN,  "Tifinagh",   "NotoSansTifinagh" },
	{ 0x2D80, 0x2DDF, PLAIN,  "Ethiopic",   "NotoSansEthiopic" },
	{ 0x2E80, 0x2FFF, CJK,    "Chinese or Japanese", NULL },
	{ 0x3000, 0x303F, CJK,    "Chinese or Japanese", NULL },
	{ 0x3040, 0x30FF, CJK,    "Japanese",   NULL },
	{ 0x3100, 0x312F, CJK,    "Chinese",    NULL },
	{ 0x3130, 0x318F, HANGUL, "Korean",     NULL },
	{ 0x3190, 0x31EF, CJK,    "Chinese or Japanese", NULL },
	{ 0x31F0, 0x31FF, CJK,    "Japanese",   NULL },
	{ 0x3200, 0x33FF, CJK,    "Chinese or Japanese", NULL },
	{ 0x3400, 0x4DBF, CJK,    "Chinese or Japanese", NULL },
	{ 0x4DC0, 0x4DFF, 0,      NULL,         NULL },
	{ 0x4E00, 0x9FFF, CJK,    "Chinese or Japanese", NULL },
	{ 0xA000, 0xA4CF, BREAKS, "Yi",         "NotoSansYi" },
	{ 0xA4D0, 0xA4FF, 0,      "Lisu",       "NotoSansLisu" },
	{ 0xA500, 0xA63F, 0,      "Vai",        "NotoSansVai" },
	{ 0xA6A0, 0xA6FF, 0,      "Bamum",      "NotoSansBamum" },
	{ 0xA800, 0xA82F, JOINS,  "Syloti Nagri", "NotoSansSylotiNagri" },
	{ 0xA830, 0xA83F, 0,      NULL,         "NotoSansDevanagari" },
	{ 0xA840, 0xA87F, JOINS,  "Phags-pa",   "NotoSansPhagsPa" },
	{ 0xA880, 0xA8DF, JOINS,  "Saurashtra", "NotoSansSaurashtra" },
	{ 0xA8E0, 0xA8FF, JOINS,  "Devanagari", "NotoSansDevanagari" },
	{ 0xA900, 0xA92F, 0,      "Kayah Li",   "NotoSansKayahLi" },
	{ 0xA930, 0xA95F, 0,      "Rejang",     "NotoSansRejang" },
	{ 0xA960, 0xA97F, HANGUL, "Korean",     NULL },
	{ 0xA980, 0xA9DF, JOINS,  "Javanese",   "NotoSansJavanese" },
	{ 0xA9E0, 0xA9FF, BREAKS, "Burmese",    "NotoSansMyanmar" },
	{ 0xAA00, 0xAA5F, JOINS,  "Cham",       "NotoSansCham" },
	{ 0xAA60, 0xAA7F, BREAKS, "Burmese",    "NotoSansMyanmar" },
	{ 0xAA80, 0xAADF, BREAKS, "Tai Viet",   "NotoSansTaiViet" },
	{ 0xAAE0, 0xAAFF, 0,      "Meetei Mayek", "NotoSansMeeteiMayek" },
	{ 0xAB00, 0xAB2F, PLAIN,  "Ethiopic",   "NotoSansEthiopic" },
	{ 0xAB70, 0xABBF, PLAIN,  "Cherokee",   "NotoSansCherokee" },
	{ 0xABC0, 0xABFF, 0,      "Meetei Mayek", "NotoSansMeeteiMayek" },
	{ 0xAC00, 0xD7FF, HANGUL, "Korean",     NULL },
	{ 0xF900, 0xFAFF, CJK,    "Chinese or Japanese", NULL },
	{ 0xFB1D, 0xFB4F, JOINS,  "Hebrew",     "NotoSansHebrew" },
	{ 0xFB50, 0xFDFF, JOINS,  "Arabic",     "NotoSansArabic" },
	{ 0xFE30, 0xFE4F, CJK,    "Chinese or Japanese", NULL },
	{ 0xFE70, 0xFEFE, JOINS,  "Arabic",     "NotoSansArabic" },
	{ 0xFF00, 0xFFEF, CJK,    "Chinese or Japanese", NULL },
	{ 0x10000, 0x1013F, 0,    "Linear B",   "NotoSansLinearB" },
	{ 0x10280, 0x1029F, 0,    "Lycian",     "NotoSansLycian" },
	{ 0x102A0, 0x102DF, 0,    "Carian",     "NotoSansCarian" },
	{ 0x10300, 0x1032F, 0,    "Old Italic", "NotoSansOldItalic" },
	{ 0x10330, 0x1034F, 0,    "Gothic",     "NotoSansGothic" },
	{ 0x10350, 0x1037F, 0,    "Old Permic", "NotoSansOldPermic" },
	{ 0x10380, 0x1039F, 0,    "Ugaritic",   "NotoSansUgaritic" },
	{ 0x103A0, 0x103DF, 0,    "Old Persian", "NotoSansOldPersian" },
	{ 0x10400, 0x1044F, 0,    "Deseret",    "NotoSansDeseret" },
	{ 0x10450, 0x1047F, 0,    "Shavian",    "NotoSansShavian" },
	{ 0x10480, 0x104AF, 0,    "Osmanya",    "NotoSansOsmanya" },
	{ 0x104B0, 0x104FF, 0,    "Osage",      "NotoSansOsage" },
	{ 0x10500, 0x1052F, 0,    "Elbasan",    "NotoSansElbasan" },
	{ 0x10600, 0x1077F, 0,    "Linear A",   "NotoSansLinearA" },
	{ 0x10800, 0x1083F, 0,    "Cypriot",    "NotoSansCypriot" },
	{ 0x10840, 0x1085F, 0,    "Aramaic",    "NotoSansImperialAramaic" },
	{ 0x10860, 0x1087F, 0,    "Palmyrene",  "NotoSansPalmyrene" },
	{ 0x10880, 0x108AF, 0,    "Nabataean",  "NotoSansNabataean" },
	{ 0x10900, 0x1091F, 0,    "Phoenician", "NotoSansPhoenician" },
	{ 0x10920, 0x1093F, 0,    "Lydian",     "NotoSansLydian" },
	{ 0x10980, 0x109FF, 0,    "Meroitic",   "NotoSansMeroitic" },
	{ 0x10A00, 0x10A5F, JOINS, "Kharoshthi", "NotoSansKharoshthi" },
	{ 0x10A60, 0x10A7F, 0,    "Old South Arabian", "NotoSansOldSouthArabian" },
	{ 0x10A80, 0x10A9F, 0,    "Old North Arabian", "NotoSansOldNorthArabian" },
	{ 0x10AC0, 0x10AFF, JOINS, "Manichaean", "NotoSansManichaean" },
	{ 0x10B00, 0x10B3F, 0,    "Avestan",    "NotoSansAvestan" },
	{ 0x10C00, 0x10C4F, 0,    "Old Turkic", "NotoSansOldTurkic" },
	{ 0x10C80, 0x10CFF, 0,    "Old Hungarian", "NotoSansOldHungarian" },
	{ 0x10D00, 0x10D3F, JOINS, "Rohingya",  "NotoSansHanifiRohingya" },
	{ 0x10E80, 0x10EBF, 0,    "Yezidi",     "NotoSerifYezidi" },
	{ 0x11000, 0x1107F, JOINS, "Brahmi",    "NotoSansBrahmi" },
	{ 0x11080, 0x110CF, JOINS, "Kaithi",    "NotoSansKaithi" },
	{ 0x110D0, 0x110FF, 0,    "Sora Sompeng", "NotoSansSoraSompeng" },
	{ 0x11100, 0x1114F, JOINS, "Chakma",    "NotoSansChakma" },
	{ 0x11180, 0x111DF, JOINS, "Sharada",   "NotoSansSharada" },
	{ 0x111E0, 0x111FF, JOINS, "Sinhala",   "NotoSansSinhala" },
	{ 0x11300, 0x1137F, JOINS, "Grantha",   "NotoSansGrantha" },
	{ 0x11400, 0x1147F, JOINS, "Newa",      "NotoSansNewa" },
	{ 0x11480, 0x114DF, JOINS, "Tirhuta",   "NotoSansTirhuta" },
	{ 0x11600, 0x1165F, JOINS, "Modi",      "NotoSansModi" },
	{ 0x11700, 0x1174F, BREAKS, "Ahom",     "NotoSerifAhom" },
	{ 0x118A0, 0x118FF, 0,    "Warang Citi", "NotoSansWarangCiti" },
	{ 0x12000, 0x1254F, 0,    "Cuneiform",  "NotoSansCuneiform" },
	{ 0x13000, 0x1342F, 0,    "hieroglyphs", "NotoSansEgyptianHieroglyphs" },
	{ 0x16800, 0x16A3F, 0,    "Bamum",      "NotoSansBamum" },
	{ 0x16F00, 0x16F9F, 0,    "Miao",       "NotoSansMiao" },
	{ 0x17000, 0x18AFF, BREAKS, "Tangut",   "NotoSerifTangut" },
	{ 0x1D100, 0x1D1FF, 0,    "musical signs", "NotoMusic" },
	{ 0x1E100, 0x1E14F, 0,    "Hmong",      "NotoSerifNyiakengPuachueHmong" },
	{ 0x1E2C0, 0x1E2FF, 0,    "Wancho",     "NotoSansWancho" },
	{ 0x1E900, 0x1E95F, JOINS, "Adlam",     "NotoSansAdlam" },
	{ 0x1F000, 0x1FAFF, EMOJI, NULL,        NULL },
	{ 0x20000, 0x323AF, CJK,  "Chinese or Japanese", NULL },
};

/* clang-format on */

enum { COUNT = sizeof scripts / sizeof *scripts };

const struct bdl_script *bdl_script_find(uint32_t code)
{
	size_t from = 0, to = COUNT;

	if (code < scripts[0].from)
		return NULL;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (code > scripts[middle].to)
			from = middle + 1;
		else
			to = middle;
	}
	return from < COUNT && code >= scripts[from].from ? &scripts[from] : NULL;
}

size_t bdl_script_count(void)
{
	return COUNT;
}

const struct bdl_script *bdl_script_at(size_t index)
{
	return &scripts[index];
}

size_t bdl_script_font(const struct bdl_script *script)
{
	for (size_t i = 0; i < COUNT; i++) {
		if (scripts[i].font && strcmp(scripts[i].font, script->font) == 0)
			return i;
	}
	return COUNT;
}

bool bdl_is_skin_tone(uint32_t code)
{
	return code >= 0x1F3FB && code <= 0x1F3FF;
}

bool bdl_is_flag_letter(uint32_t code)
{
	return code >= 0x1F1E6 && code <= 0x1F1FF;
}

/* ---- where a line may end ---- */

static bool is_listed(const uint32_t *list, uint32_t code)
{
	for (; *list; list++) {
		if (*list == code)
			return true;
	}
	return false;
}

/* Closes what stands before it, or belongs to it: never begins a line. */
static bool is_closing(uint32_t code)
{
	static const uint32_t list[] = {'!', ')', ',', '.', ':', ';', '?', ']', '}', '%', 0xBB,
		0x2019, 0x201D, 0x2026, 0x203A, 0x0E2F, 0x0E30, 0x0E32, 0x0E33, 0x0E45, 0x0E46,
		0x0EAF, 0x0EB0, 0x0EB2, 0x0EB3, 0x0EC6, 0x102B, 0x102C, 0x104A, 0x104B, 0x17D4,
		0x17D5, 0x3001, 0x3002, 0x3005, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015,
		0x3017, 0x3019, 0x301B, 0x301E, 0x301F, 0x303B, 0x3041, 0x3043, 0x3045, 0x3047,
		0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308E, 0x309B, 0x309C, 0x309D, 0x309E,
		0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30EE,
		0x30F5, 0x30F6, 0x30FB, 0x30FC, 0x30FD, 0x30FE, 0xFF01, 0xFF09, 0xFF0C, 0xFF0E,
		0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0xFF60, 0xFF61, 0xFF63, 0xFF64, 0};

	return is_listed(list, code);
}

/* Opens what stands behind it, or is written before the letter that it is spoken after. */
static bool is_opening(uint32_t code)
{
	static const uint32_t list[] = {'(', '[', '{', 0xA3, 0xAB, 0x2018, 0x201C, 0x2039, 0x20AC,
		0x0E40, 0x0E41, 0x0E42, 0x0E43, 0x0E44, 0x0EC0, 0x0EC1, 0x0EC2, 0x0EC3, 0x0EC4,
		0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x3018, 0x301A, 0x301D,
		0xFF08, 0xFF3B, 0xFF5B, 0xFF5F, 0xFF62, 0xFFE1, 0xFFE5, 0};

	return is_listed(list, code);
}

static bool has_no_spaces(uint32_t code)
{
	const struct bdl_script *script = bdl_script_find(code);

	return script && (script->traits & (BDL_SCRIPT_BREAKS | BDL_SCRIPT_EMOJI));
}

bool bdl_script_may_break(uint32_t before, uint32_t after)
{
	if (before < 0xE00 && after < 0xE00)
		return false;
	if (before == 0x0F0B) /* the mark between two Tibetan syllables */
		return true;
	return (has_no_spaces(before) || has_no_spaces(after)) && !is_opening(before) &&
	       !is_closing(after);
}
