/* See sniff.h: signatures at fixed places, and the order in which sniffers are asked. */
#include "read/sniff.h"

#include "base/file.h"
#include "base/text.h"
#include "read/charset.h"
#include "read/magic.h"
#include "read/sniff_inside.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
static const struct signature {
	const char *bytes;
	size_t length, at;
	const char *format, *media_type, *what;
} signatures[] = {
	{ "%PDF-", 5, 0,                      "pdf",     "application/pdf",            "%PDF- at byte 0" },
	{ "\xFF\xD8\xFF", 3, 0,               "jpeg",    "image/jpeg",                 "start of a JPEG picture" },
	{ "\x89PNG\r\n\x1A\n", 8, 0,          "png",     "image/png",                  "PNG signature" },
	{ "GIF87a", 6, 0,                     "gif",     "image/gif",                  "GIF87a" },
	{ "GIF89a", 6, 0,                     "gif",     "image/gif",                  "GIF89a" },
	{ "II*\0", 4, 0,                      "tiff",    "image/tiff",                 "TIFF header" },
	{ "MM\0*", 4, 0,                      "tiff",    "image/tiff",                 "TIFF header" },
	{ "II+\0\x08\0\0\0", 8, 0,            "tiff",    "image/tiff",                 "BigTIFF header" },
	{ "MM\0+\0\x08\0\0", 8, 0,            "tiff",    "image/tiff",                 "BigTIFF header" },
	{ "{\\rtf", 5, 0,                     "rtf",     "text/rtf",                   "{\\rtf" },
	{ "7z\xBC\xAF\x27\x1C", 6, 0,         "7z",      "application/x-7z-compressed", "7z signature" },
	{ "\x1F\x8B\x08", 3, 0,               "gzip",    "application/gzip",           "gzip signature" },
	{ "Rar!\x1A\x07", 6, 0,               "rar",     "application/x-rar",          "Rar signature" },
	{ "BZh", 3, 0,                        "bzip2",   "application/x-bzip2",        "bzip2 signature" },
	{ "\xFD" "7zXZ\0", 6, 0,              "xz",      "application/x-xz",           "xz signature" },
	{ "\x28\xB5\x2F\xFD", 4, 0,           "zstd",    "application/zstd",           "zstd signature" },
	{ "\x1F\x9D", 2, 0,                   "compress", "application/x-compress",    "compress signature" },
	{ "LZIP", 4, 0,                       "lzip",    "application/x-lzip",         "LZIP" },
	{ "\x04\x22\x4D\x18", 4, 0,           "lz4",     "application/x-lz4",          "lz4 signature" },
	{ "MSCF\0\0\0\0", 8, 0,              "cab",     "application/vnd.ms-cab-compressed", "MSCF" },
	{ "!<arch>\n", 8, 0,                  "ar",      "application/x-archive",      "!<arch>" },
	{ "070701", 6, 0,                     "cpio",    "application/x-cpio",         "cpio header" },
	{ "070707", 6, 0,                     "cpio",    "application/x-cpio",         "cpio header" },
	{ "070727", 6, 0,                     "cpio",    "application/x-cpio",         "afio header" },
	{ "\x89LZO\0\r\n\x1A\n", 9, 0,      "lzop",    "application/x-lzop",         "lzop signature" },
	{ "GRZipII\0", 8, 0,                  "grzip",   "application/x-grzip",        "GRZipII" },
	{ "LRZI\0", 5, 0,                     "lrzip",   "application/x-lrzip",        "LRZI" },
	{ "\xED\xAB\xEE\xDB", 4, 0,          "rpm",     "application/x-rpm",          "rpm signature" },
	{ "xar!\0\x1C", 6, 0,                "xar",     "application/x-xar",          "xar!" },
	{ "WARC/0.", 7, 0,                    "warc",    "application/warc",           "WARC" },
	{ "WARC/1.", 7, 0,                    "warc",    "application/warc",           "WARC" },
	{ "\x78\x9F\x3E\x22", 4, 0,           "tnef",    "application/vnd.ms-tnef",    "TNEF signature" },
	{ "\xFF" "WPC", 4, 0,                 "wordperfect", "application/vnd.wordperfect", "WordPerfect signature" },
	{ "\x09\x08\x10\0\0\x06", 6, 0,     "xls",     "application/vnd.ms-excel",   "first record of a workbook" },
	{ "\x09\x08\x08\0\0\x05", 6, 0,     "xls",     "application/vnd.ms-excel",   "first record of a workbook" },
	{ "\x09\x04\x06\0\0\0", 6, 0,       "xls",     "application/vnd.ms-excel",   "first record of a sheet" },
	{ "\x09\x02\x06\0\0\0", 6, 0,       "xls",     "application/vnd.ms-excel",   "first record of a sheet" },
	{ "\x09\0\x04\0\x02\0\x10\0", 8, 0, "xls",     "application/vnd.ms-excel",   "first record of a sheet" },
	{ "\xDB\xA5\x2D\0", 4, 0,            "doc",     "application/msword",         "header of Word 2" },
	{ "\x31\xBE\0\0\0\xAB", 6, 0,         "doc",     "application/msword",         "header of Word for DOS or Write" },
	{ "\x9B\xA5\x21\0", 4, 0,            "doc",     "application/msword",         "header of Word 1" },
	{ "\xFE\x37\0\x1C", 4, 0,            "doc",     "application/msword",         "header of Word 4 for Macintosh" },
	{ "\xFE\x37\0\x23", 4, 0,            "doc",     "application/msword",         "header of Word 5 for Macintosh" },
	{ "\xED\xDE\xAD\x0B", 4, 0,          "ppt",     "application/vnd.ms-powerpoint", "header of PowerPoint 3" },
	{ "8BPS\0\x01\0\0", 8, 0,            "psd",     "image/vnd.adobe.photoshop",  "8BPS" },
	{ "\0\0\0\x0CjP  \r\n\x87\n", 12, 0, "jp2",   "image/jp2",                  "JPEG 2000 signature" },
	{ "\xFF\x4F\xFF\x51\0", 5, 0,        "jp2",     "image/x-jp2-codestream",     "JPEG 2000 codestream" },
	{ "\xFF\x0A", 2, 0,                  "jxl",     "image/jxl",                  "JPEG XL codestream" },
	{ "\0\0\0\x0CJXL \r\n\x87\n", 12, 0, "jxl",   "image/jxl",                  "JPEG XL signature" },
	{ "icns\0", 5, 0,                     "icns",    "image/x-icns",               "icns" },
	{ "DDS \x7C\0\0\0", 8, 0,            "dds",     "image/vnd.ms-dds",           "DDS header" },
	{ "\x01\xDA\0", 3, 0,                "sgi",     "image/x-sgi",                "SGI picture" },
	{ "\x01\xDA\x01", 3, 0,              "sgi",     "image/x-sgi",                "SGI picture" },
	{ "\x0A\x05\x01\x08", 4, 0,          "pcx",     "image/x-pcx",                "PCX header" },
	{ "BPG\xFB", 4, 0,                   "bpg",     "image/bpg",                  "BPG signature" },
	{ "!BDN", 4, 0,                       "pst",     "application/vnd.ms-outlook-pst", "!BDN" },
	{ "SQLite format 3\0", 16, 0,        "sqlite",  "application/vnd.sqlite3",    "SQLite format 3" },
	{ "bplist00", 8, 0,                   "plist",   "application/x-bplist",       "bplist00" },
	{ "%!PS", 4, 0,                       "ps",      "application/postscript",     "%!PS" },
	{ "ID3", 3, 0,                        "audio",   "audio/mpeg",                 "ID3 tag" },
	{ "fLaC", 4, 0,                       "audio",   "audio/flac",                 "fLaC" },
	{ "#!AMR", 5, 0,                      "audio",   "audio/AMR",                  "#!AMR" },
	{ "MThd\0\0\0\x06", 8, 0,             "audio",   "audio/midi",                 "MThd" },
	{ ".snd\0\0\0", 7, 0,                 "audio",   "audio/basic",                ".snd" },
	{ "caff\0\x01", 6, 0,                 "audio",   "audio/x-caf",                "caff" },
	{ "FLV\x01", 4, 0,                    "video",   "video/x-flv",                "FLV" },
	{ "\0\0\x01\xBA", 4, 0,               "video",   "video/mpeg",                 "MPEG program stream" },
	{ "\0\0\x01\xB3", 4, 0,               "video",   "video/mpeg",                 "MPEG video" },
};

/* clang-format on */

bool bdl_sniff_found(
	struct bdl_sniffed *out, const char *format, const char *media_type, const char *what)
{
	out->format = format;
	snprintf(out->media_type, sizeof(out->media_type), "%s", media_type);
	snprintf(out->basis, sizeof(out->basis), "sniffed: %s", what);
	return true;
}

static bool find_signature(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	for (size_t i = 0; i < sizeof(signatures) / sizeof(*signatures); i++) {
		const struct signature *g = &signatures[i];

		if (s->length >= g->at + g->length &&
			memcmp(s->head + g->at, g->bytes, g->length) == 0)
			return bdl_sniff_found(out, g->format, g->media_type, g->what);
	}
	return false;
}

/* "BM" alone begins many a text: the size of the second header must be one of those that exist. */
static bool find_bmp(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	static const uint32_t sizes[] = {12, 40, 52, 56, 64, 108, 124};

	if (s->length < 26 || memcmp(s->head, "BM", 2) != 0)
		return false;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		if (bdl_little32(s->head + 14) == sizes[i] && bdl_little32(s->head + 6) == 0)
			return bdl_sniff_found(out, "bmp", "image/bmp", "BMP header");
	return false;
}

/* "\0\0\1\0" alone says little: the one picture or the few must lie behind their list. */
static bool find_icon(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	uint32_t count;

	if (s->length < 22 || memcmp(s->head, "\0\0\1\0", 4) != 0)
		return false;
	count = bdl_little16(s->head + 4);
	if (count == 0 || count > 64 || s->head[9] != 0 ||
		bdl_little32(s->head + 18) < 6 + 16 * count)
		return false;
	return bdl_sniff_found(out, "ico", "image/vnd.microsoft.icon", "list of icons");
}

/* MPEG audio: a frame header whose length leads to another frame header. */
static bool find_mp3(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	static const unsigned rates[] = {
		0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
	static const unsigned rates_2[] = {
		0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
	static const unsigned hertz[] = {44100, 48000, 32000, 0};
	const unsigned char *h = s->head;
	unsigned version, samples, length, rate;

	if (s->length < 4 || h[0] != 0xFF || (h[1] & 0xE6) != 0xE2)
		return false;
	version =
		h[1] >> 3 & 3; /* 3: MPEG 1; 2: 2; 0: 2.5; layer III is what (h[1] & 6) == 2 says */
	rate = version == 3 ? rates[h[2] >> 4] : rates_2[h[2] >> 4];
	samples = hertz[h[2] >> 2 & 3] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
	if (version == 1 || rate == 0 || samples == 0)
		return false;
	length = (version == 3 ? 144u : 72u) * rate * 1000 / samples + (h[2] >> 1 & 1);
	if (s->length < length + 2 || h[length] != 0xFF || (h[length + 1] & 0xE6) != 0xE2)
		return false;
	return bdl_sniff_found(out, "audio", "audio/mpeg", "MPEG audio frames");
}

/* Mail gateways and web servers leave lines in front of a PDF; readers look for it in the first
 * 1,024 bytes. */
static bool find_late_pdf(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	size_t most = s->length < 1024 ? s->length : 1024;
	const unsigned char *p = bdl_find_bytes(s->head, most, "%PDF-", 5);
	size_t seen = s->length < BDL_SNIFF_MAX ? s->length : BDL_SNIFF_MAX;
	char what[48];

	if (!p || (size_t)(p - s->head) + 8 > s->length || !bdl_is_digit(p[5]) || p[6] != '.')
		return false;
	if (!bdl_find_bytes(p, seen - (size_t)(p - s->head), " obj", 4))
		return false;
	snprintf(what, sizeof(what), "%%PDF- at byte %zu", (size_t)(p - s->head));
	return bdl_sniff_found(out, "pdf", "application/pdf", what);
}

static const unsigned char *behind_space(const unsigned char *p, const unsigned char *end)
{
	while (p < end && bdl_is_space(*p))
		p++;
	return p;
}

/* "12 0 obj << /Type" or "trailer << /Size" at any place of bytes: only a PDF's structure has that. */
static bool has_object(const unsigned char *bytes, size_t length, const char *word)
{
	size_t n = strlen(word);
	const unsigned char *end = bytes + length, *at = bytes;

	while ((at = bdl_find_bytes(at, (size_t)(end - at), word, n))) {
		const unsigned char *p = at + n;

		p = behind_space(p, end);
		if (end - p > 2 && p[0] == '<' && p[1] == '<') {
			p = behind_space(p + 2, end);
			if (p < end && *p == '/')
				return true;
		}
		at += n;
	}
	return false;
}

/*
 * A PDF whose first line was lost or bent: an object or a trailer, and another word that only its
 * structure has. Readers still show such files, so it must not end as text or as unknown.
 */
static bool find_headless_pdf(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	static const char *const words[] = {"endobj", "stream", "startxref", "/Type", "/Root"};
	size_t seen = s->length < BDL_SNIFF_MAX ? s->length : BDL_SNIFF_MAX;
	bool other = false;

	if (!has_object(s->head, seen, " obj") && !has_object(s->head, seen, "trailer"))
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words) && !other; i++)
		other = bdl_find_bytes(s->head, seen, words[i], strlen(words[i])) != NULL;
	return other && bdl_sniff_found(out, "pdf", "application/pdf",
				"objects of a PDF without its first line");
}

/* More than one in eight is a control character that no text has: not words, whatever else it may
 * be. */
static bool is_mostly_control(const unsigned char *s, size_t length)
{
	size_t control = 0;

	for (size_t i = 0; i < length; i++)
		control += s[i] < 0x20 && !bdl_is_space(s[i]) && s[i] != 0;
	return control > length / 8 + 2;
}

/* Decodes the head and asks the sniffers of text. */
static bool find_text(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	size_t length = s->length < BDL_SNIFF_MAX ? s->length : BDL_SNIFF_MAX;
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_charset charset;
	bool found = false;

	if (is_mostly_control(s->head, length) || !bdl_charset_guess(s->head, length, &charset))
		return false;
	bdl_charset_decode(&charset, s->head + charset.mark, length - charset.mark, &text);
	if (!text.failed)
		found = bdl_sniff_text(bdl_buffer_string(&text), text.length, s->name, out);
	bdl_buffer_release(&text);
	return found;
}

/* A mail whose body is no text of one encoding: its header still is. */
static bool find_binary_mail(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	size_t seen = s->length < BDL_SNIFF_MAX ? s->length : BDL_SNIFF_MAX;
	const unsigned char *end = bdl_find_bytes(s->head, seen, "\n\n", 2);
	const unsigned char *other = bdl_find_bytes(s->head, seen, "\n\r\n", 3);
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_charset charset;
	size_t length;
	bool found = false;

	if (other && (!end || other < end))
		end = other;
	if (!end)
		return false;
	length = (size_t)(end - s->head) + 1;
	if (!bdl_charset_guess(s->head, length, &charset))
		return false;
	bdl_charset_decode(&charset, s->head + charset.mark, length - charset.mark, &text);
	if (!text.failed)
		found = bdl_sniff_mail(bdl_buffer_string(&text), text.length, s->name, out);
	bdl_buffer_release(&text);
	return found;
}

/* clang-format off */
static const struct named {
	const char *extension, *format, *media_type;
} named[] = {
	{ "pdf",  "pdf",  "application/pdf" },
	{ "jpg",  "jpeg", "image/jpeg" }, { "jpeg", "jpeg", "image/jpeg" },
	{ "png",  "png",  "image/png" },  { "gif",  "gif",  "image/gif" },
	{ "tif",  "tiff", "image/tiff" }, { "tiff", "tiff", "image/tiff" },
	{ "heic", "heic", "image/heic" }, { "heif", "heic", "image/heif" },
	{ "webp", "webp", "image/webp" }, { "bmp",  "bmp",  "image/bmp" },
};

/* clang-format on */

/*
 * Bytes that nobody knows under the name of a kind that is shown: its reader finds out how much is
 * left of it, and "damaged" is a truer answer than "unknown".
 */
static void ask_the_name(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	const char *extension = bdl_path_extension(s->name);

	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++) {
		if (bdl_text_casecmp(extension, named[i].extension) != 0)
			continue;
		out->format = named[i].format;
		snprintf(out->media_type, sizeof(out->media_type), "%s", named[i].media_type);
		snprintf(out->basis, sizeof(out->basis), "name ends in .%s; no known signature",
			named[i].extension);
	}
}

bool bdl_sniff_own(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	return find_signature(s, out) || bdl_sniff_zip(s, out) || bdl_sniff_compound(s, out) ||
	       bdl_sniff_media(s, out) || find_bmp(s, out) || find_icon(s, out) ||
	       find_mp3(s, out) || bdl_sniff_tar(s, out) || bdl_sniff_archive(s, out) ||
	       find_late_pdf(s, out) || find_headless_pdf(s, out) || find_text(s, out) ||
	       find_binary_mail(s, out) || bdl_sniff_late_archive(s, out);
}

void bdl_sniff(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	if (bdl_sniff_own(s, out))
		return;
	bdl_magic(s->head, s->length, out->media_type, sizeof(out->media_type), out->basis,
		sizeof(out->basis));
	out->format = "unknown";
	if (bdl_text_starts(out->media_type, "audio/"))
		out->format = "audio";
	else if (bdl_text_starts(out->media_type, "video/"))
		out->format = "video";
	else if (bdl_text_casecmp(out->media_type, "image/bmp") == 0)
		out->format = "bmp";
	/* words with a few control characters among them: they are shown by signs */
	else if (bdl_text_casecmp(out->media_type, "text/plain") == 0 &&
		 !is_mostly_control(s->head, s->length < BDL_SNIFF_MAX ? s->length : BDL_SNIFF_MAX))
		out->format = "text";
	else if (bdl_text_casecmp(out->media_type, "application/octet-stream") == 0)
		ask_the_name(s, out);
}
