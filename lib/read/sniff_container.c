/* ZIP and what is made of it, told apart by the names of its members; tar. */
#include "read/sniff_inside.h"

#include "base/file.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* ---- ZIP ---- */

#define ZIP_LOCAL "PK\x03\x04"
#define ZIP_CENTRAL "PK\x01\x02"
#define ZIP_END "PK\x05\x06"
#define ZIP_TAIL ((size_t)22 + 65535) /* the end record and the longest comment */
#define ZIP_MEMBERS_MAX 4096

/* What the members' names show. */
struct zip_view {
	bool types, word, sheet, slides, fixed_pages, iwork, manifest, content, book;
	bool package; /* an Apple office document as a folder, which somebody packed */
	char mimetype[64]; /* content of the first member, if it is that of OpenDocument and EPUB */
};

static bool name_starts(const unsigned char *name, size_t length, const char *with)
{
	return length >= strlen(with) && memcmp(name, with, strlen(with)) == 0;
}

static bool name_ends(const unsigned char *name, size_t length, const char *with)
{
	size_t n = strlen(with);

	return length >= n && memcmp(name + length - n, with, n) == 0;
}

static void see_name(struct zip_view *v, const unsigned char *name, size_t length)
{
	v->types |= name_starts(name, length, "[Content_Types].xml");
	v->word |= name_starts(name, length, "word/");
	v->sheet |= name_starts(name, length, "xl/");
	v->slides |= name_starts(name, length, "ppt/");
	v->fixed_pages |= name_starts(name, length, "FixedDoc");
	v->manifest |= name_starts(name, length, "META-INF/manifest.xml");
	v->content |= length == 11 && name_starts(name, length, "content.xml");
	v->book |= name_starts(name, length, "META-INF/container.xml");
	v->package |= name_ends(name, length, "/Metadata/BuildVersionHistory.plist");
	v->iwork |= name_starts(name, length, "Index/Document.iwa") ||
		    name_starts(name, length, "index.apxl") ||
		    name_starts(name, length, "Index.zip") ||
		    name_starts(name, length, "buildVersionHistory.plist");
}

/* Walks the local headers in the head; a member of unknown length is searched past. */
static void walk_local(const struct bdl_sniffing *s, struct zip_view *v)
{
	size_t at = 0;

	for (int i = 0; i < ZIP_MEMBERS_MAX && at + 30 <= s->length; i++) {
		const unsigned char *h = s->head + at, *next;
		size_t name, extra, size;

		if (memcmp(h, ZIP_LOCAL, 4) != 0)
			return;
		name = bdl_little16(h + 26);
		extra = bdl_little16(h + 28);
		size = bdl_little32(h + 18);
		if (name > s->length - at - 30)
			return;
		see_name(v, h + 30, name);
		at += 30 + name;
		if (i == 0 && name == 8 && memcmp(h + 30, "mimetype", 8) == 0 &&
			extra < s->length - at && size < sizeof(v->mimetype) &&
			size <= s->length - at - extra)
			memcpy(v->mimetype, s->head + at + extra, size);
		if (extra > s->length - at)
			return;
		at += extra;
		if (!(bdl_little16(h + 6) & 8) && size <= s->length - at) {
			at += size;
			continue;
		}
		next = bdl_find_bytes(s->head + at, s->length - at, ZIP_LOCAL, 4);
		if (!next)
			return;
		at = (size_t)(next - s->head);
	}
}

/* Walks the list of members at the end of the file. */
static void walk_central(const struct bdl_sniffing *s, struct zip_view *v)
{
	static unsigned char tail[ZIP_TAIL];
	uint64_t from = s->size > ZIP_TAIL ? s->size - ZIP_TAIL : 0;
	size_t length = bdl_sniff_at(s, from, tail, sizeof(tail)), at = length;
	uint64_t list;

	if (length < 22)
		return;
	for (at = length - 22; memcmp(tail + at, ZIP_END, 4) != 0; at--)
		if (at == 0)
			return;
	list = bdl_little32(tail + at + 16);
	length = bdl_sniff_at(s, list, tail, sizeof(tail));
	at = 0;
	while (at + 46 <= length && memcmp(tail + at, ZIP_CENTRAL, 4) == 0) {
		size_t name = bdl_little16(tail + at + 28);

		if (name > length - at - 46)
			return;
		see_name(v, tail + at + 46, name);
		at += 46 + name + bdl_little16(tail + at + 30) + bdl_little16(tail + at + 32);
	}
}

/* clang-format off */
static const struct mimetype {
	const char *type, *format;
} mimetypes[] = {
	{ "application/vnd.oasis.opendocument.text", "odt" },
	{ "application/vnd.oasis.opendocument.spreadsheet", "ods" },
	{ "application/vnd.oasis.opendocument.presentation", "odp" },
	{ "application/epub+zip", "epub" },
};

#define OFFICE "application/vnd.openxmlformats-officedocument."

/* clang-format on */

static bool by_mimetype(const struct zip_view *v, struct bdl_sniffed *out)
{
	size_t best = 0;

	for (size_t i = 0; i < sizeof(mimetypes) / sizeof(*mimetypes); i++)
		if (bdl_text_starts(v->mimetype, mimetypes[i].type))
			best = i + 1;
	if (best == 0)
		return false;
	return bdl_sniff_found(
		out, mimetypes[best - 1].format, mimetypes[best - 1].type, "member \"mimetype\"");
}

/* OpenDocument packed again by other hands: its first member is not "mimetype", so the name has to
 * tell. */
static bool by_manifest(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	const char *extension = bdl_path_extension(s->name);

	for (size_t i = 0; i < sizeof(mimetypes) / sizeof(*mimetypes); i++)
		if (bdl_text_casecmp(extension, mimetypes[i].format) == 0)
			return bdl_sniff_found(
				out, mimetypes[i].format, mimetypes[i].type, "member META-INF/");
	return false;
}

/* Apple's three office programs write the same members: only the name tells which. */
static bool by_iwork(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	const char *extension = bdl_path_extension(s->name);
	const char *what = "members of an Apple office document";

	if (bdl_text_casecmp(extension, "numbers") == 0)
		return bdl_sniff_found(out, "numbers", "application/vnd.apple.numbers", what);
	if (bdl_text_casecmp(extension, "key") == 0)
		return bdl_sniff_found(out, "keynote", "application/vnd.apple.keynote", what);
	return bdl_sniff_found(out, "pages", "application/vnd.apple.pages", what);
}

static bool is_iwork_name(const char *name)
{
	const char *extension = bdl_path_extension(name);

	return bdl_text_casecmp(extension, "numbers") == 0 ||
	       bdl_text_casecmp(extension, "key") == 0 || bdl_text_casecmp(extension, "pages") == 0;
}

bool bdl_sniff_zip(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	struct zip_view v = {0};

	if (s->length < 4 ||
		(memcmp(s->head, ZIP_LOCAL, 4) != 0 && memcmp(s->head, ZIP_END, 4) != 0 &&
			memcmp(s->head, "PK\x07\x08", 4) != 0))
		return false;
	walk_local(s, &v);
	if (by_mimetype(&v, out))
		return true;
	if (!(v.types && (v.word || v.sheet || v.slides)) && s->size > s->length)
		walk_central(s, &v);
	if (v.types && v.word)
		return bdl_sniff_found(
			out, "docx", OFFICE "wordprocessingml.document", "member word/");
	if (v.types && v.sheet)
		return bdl_sniff_found(out, "xlsx", OFFICE "spreadsheetml.sheet", "member xl/");
	if (v.types && v.slides)
		return bdl_sniff_found(
			out, "pptx", OFFICE "presentationml.presentation", "member ppt/");
	if (v.types && v.fixed_pages)
		return bdl_sniff_found(
			out, "xps", "application/vnd.ms-xpsdocument", "member FixedDoc");
	if (v.iwork || (v.package && is_iwork_name(s->name)))
		return by_iwork(s, out);
	if (((v.manifest && v.content) || v.book) && by_manifest(s, out))
		return true;
	return bdl_sniff_found(out, "zip", "application/zip", "ZIP signature");
}

/* ---- tar ---- */

/* The sum of a header's bytes, its own field counted as spaces, is what that field says. */
static bool sum_agrees(const unsigned char *h)
{
	long said = 0, sum = 0;
	size_t i = 148;

	while (i < 156 && h[i] == ' ')
		i++;
	if (i == 156 || h[i] < '0' || h[i] > '7')
		return false;
	for (; i < 156 && h[i] >= '0' && h[i] <= '7'; i++)
		said = said * 8 + (h[i] - '0');
	for (size_t k = 0; k < 512; k++)
		sum += k >= 148 && k < 156 ? ' ' : h[k];
	return said == sum;
}

bool bdl_sniff_tar(const struct bdl_sniffing *s, struct bdl_sniffed *out)
{
	if (s->length < 512 || !sum_agrees(s->head))
		return false;
	return bdl_sniff_found(out, "tar", "application/x-tar", "tar header");
}
