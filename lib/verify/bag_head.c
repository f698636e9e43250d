/* The head of a bag: bagit.txt and bag-info.txt. See bag_head.h. */
#include "verify/bag_head.h"

#include "base/text.h"
#include "verify/manifest.h"
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

/* A line without its end; NULL behind the last. */
static const char *next_line(const char **at, const char *end, size_t *length)
{
	const char *line = *at, *stop;

	if (line >= end)
		return NULL;
	stop = memchr(line, '\n', (size_t)(end - line));
	*length = stop ? (size_t)(stop - line) : (size_t)(end - line);
	*at = stop ? stop + 1 : end;
	if (*length && line[*length - 1] == '\r')
		--*length;
	return line;
}

/* "Label: value" to the letter, as version 1.0 wants it; before that blanks may stand round the
 * colon. */
static bool declares(
	const char *line, size_t length, const char *label, bool *loose, char *value, size_t room)
{
	size_t n = strlen(label), from;

	if (length <= n || strncmp(line, label, n) != 0)
		return false;
	from = n;
	while (from < length && (line[from] == ' ' || line[from] == '\t'))
		from++;
	*loose = from != n;
	if (from == length || line[from] != ':')
		return false;
	for (n = from + 1; n < length && (line[n] == ' ' || line[n] == '\t');)
		n++;
	*loose |= n != from + 2 || line[n - 1] != ' ';
	while (length > n && (line[length - 1] == ' ' || line[length - 1] == '\t')) {
		*loose = true;
		length--;
	}
	if (length - n >= room)
		return false;
	memcpy(value, line + n, length - n);
	value[length - n] = '\0';
	return value[0] != '\0';
}

/* "0.97": figures, a dot, figures. */
static bool read_version(const char *text, struct bdl_bag_head *h)
{
	char *end;
	unsigned long major, minor;

	if (!bdl_is_digit((unsigned char)text[0]))
		return false;
	major = strtoul(text, &end, 10);
	if (*end != '.' || !bdl_is_digit((unsigned char)end[1]))
		return false;
	minor = strtoul(end + 1, &end, 10);
	if (*end || major > 99 || minor > 999)
		return false;
	h->major = (unsigned)major;
	h->minor = (unsigned)minor;
	return true;
}

static bool is_known(const struct bdl_bag_head *h)
{
	return (h->major == 1 && h->minor == 0) ||
	       (h->major == 0 && h->minor >= 93 && h->minor <= 97);
}

void bdl_head_declaration(
	const struct bdl_buffer *text, struct bdl_bag_head *h, struct bdl_findings *f)
{
	static const char name[] = "bagit.txt";
	const char *at = bdl_buffer_string(text), *end = at + text->length, *line;
	char version[32] = "";
	bool loose = false, more_loose = false;
	size_t length = 0;

	memcpy(h->encoding, "UTF-8", sizeof("UTF-8"));
	if (text->length >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0) {
		bdl_findings_broken(f, name, "begins with a byte-order mark, which it may not");
		at += 3;
	}
	line = next_line(&at, end, &length);
	if (!line || !declares(line, length, "BagIt-Version", &loose, version, sizeof(version)) ||
		!read_version(version, h)) {
		bdl_findings_broken(f, name, "does not say which version of BagIt this is");
		return;
	}
	if (!is_known(h))
		bdl_findings_broken(f, name, "says BagIt %u.%u, which this program does not know",
			h->major, h->minor);
	line = next_line(&at, end, &length);
	if (!line || !declares(line, length, "Tag-File-Character-Encoding", &more_loose,
			     h->encoding, sizeof(h->encoding)))
		bdl_findings_broken(
			f, name, "does not say in which encoding its other files are written");
	if (h->major >= 1 && (loose || more_loose))
		bdl_findings_broken(
			f, name, "has blanks where version %u.%u allows none", h->major, h->minor);
	while ((line = next_line(&at, end, &length)) != NULL)
		if (length && h->major >= 1) {
			bdl_findings_broken(f, name, "has more than its two lines");
			return;
		}
}

static bool read_oxum(const char *text, struct bdl_bag_head *h)
{
	char *end;

	if (!bdl_is_digit((unsigned char)text[0]))
		return false;
	errno = 0;
	h->oxum_bytes = strtoull(text, &end, 10);
	if (*end != '.' || !bdl_is_digit((unsigned char)end[1]))
		return false;
	h->oxum_files = strtoull(end + 1, &end, 10);
	return *end == '\0' && errno == 0;
}

void bdl_head_info(const struct bdl_buffer *text, const char *name, struct bdl_bag_head *h,
	struct bdl_findings *f)
{
	char oxum[64];

	bdl_verify_label(text, "Bagging-Date", h->date, sizeof(h->date));
	bdl_verify_label(text, "Bag-Software-Agent", h->agent, sizeof(h->agent));
	bdl_verify_label(text, "Payload-Oxum", oxum, sizeof(oxum));
	if (!oxum[0])
		return;
	h->has_oxum = read_oxum(oxum, h);
	if (!h->has_oxum)
		bdl_findings_broken(
			f, name, "has a Payload-Oxum that cannot be read: it is \"BYTES.FILES\"");
}

void bdl_head_oxum(
	const struct bdl_bag_head *h, const struct bdl_members *m, struct bdl_findings *f)
{
	uint64_t bytes = 0, files = 0;

	if (!h->has_oxum)
		return;
	for (size_t i = 0; i < m->count; i++)
		if (m->rows[i].present && bdl_member_is_original(&m->rows[i])) {
			bytes += m->rows[i].size;
			files++;
		}
	if (bytes != h->oxum_bytes || files != h->oxum_files)
		bdl_findings_broken(f, "bag-info.txt",
			"says %s bytes in %s files (Payload-Oxum); there are %s in %s",
			bdl_findings_number(f, h->oxum_bytes),
			bdl_findings_number(f, h->oxum_files), bdl_findings_number(f, bytes),
			bdl_findings_number(f, files));
}

/* URL LENGTH PATH: the path of the line, "" where there is none. */
static char *path_in(char *line)
{
	for (int i = 0; i < 2; i++) {
		line += strcspn(line, " \t");
		line += strspn(line, " \t");
	}
	while (line[0] == '.' && line[1] == '/')
		line += 2;
	return line;
}

static int fetch_line(char *line, size_t number, struct bdl_members *m, struct bdl_findings *f)
{
	struct bdl_finding x = {.kind = BDL_FINDING_MISSING,
		.text = "is not in the bag: fetch.txt says where it is to be fetched, which this "
			"program does not do"};
	char *path = path_in(line);
	struct bdl_member *row;

	if (!bdl_manifest_path(path) || !bdl_text_starts(path, "data/")) {
		bdl_findings_broken(
			f, "fetch.txt", "line %zu names a place outside the bag", number);
		return 0;
	}
	row = bdl_members_row(m, path);
	if (!row)
		return -1;
	if (!row->listed) {
		bdl_findings_broken(
			f, "fetch.txt", "line %zu names a file that no manifest lists", number);
		return 0;
	}
	if (row->present || row->matched)
		return 0;
	row->matched = true;
	x.path = path + strlen("data/");
	bdl_findings_add(f, &x);
	return 0;
}

int bdl_head_fetch(const struct bdl_buffer *text, struct bdl_members *m, struct bdl_findings *f)
{
	char *line = text->data, *end = line ? line + text->length : NULL;

	for (size_t number = 1; line < end; number++) {
		char *stop = memchr(line, '\n', (size_t)(end - line));
		size_t length = stop ? (size_t)(stop - line) : (size_t)(end - line);
		char *next = line + length + 1;

		line[length] = '\0';
		if (length && line[length - 1] == '\r')
			line[--length] = '\0';
		if (m->count >= BDL_MEMBERS_MOST)
			return 0;
		if (length && fetch_line(line, number, m, f) < 0)
			return -1;
		line = next;
	}
	return 0;
}

static bool is_utf8(const char *encoding)
{
	return bdl_text_casecmp(encoding, "UTF-8") == 0 || bdl_text_casecmp(encoding, "UTF8") == 0;
}

static int convert(struct bdl_buffer *text, iconv_t how, bool *odd)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	char *in = text->data, piece[4096];
	size_t left = text->length;

	while (left && !*odd) {
		char *to = piece;
		size_t room = sizeof(piece);

		*odd = iconv(how, &in, &left, &to, &room) == (size_t)-1 && errno != E2BIG;
		if (bdl_buffer_add(&out, piece, sizeof(piece) - room) < 0)
			break;
	}
	if (out.failed) {
		bdl_buffer_release(&out);
		return -1;
	}
	bdl_buffer_release(text);
	*text = out;
	return 0;
}

int bdl_head_decode(
	struct bdl_buffer *text, const char *name, const char *encoding, struct bdl_findings *f)
{
	bool odd = false;
	iconv_t how;
	int rc;

	if (is_utf8(encoding) || text->length == 0)
		return 0;
	how = iconv_open("UTF-8", encoding);
	if (how == (iconv_t)-1) {
		bdl_findings_broken(f, name,
			"is written in \"%.40s\", which this program does not know", encoding);
		return 0;
	}
	rc = convert(text, how, &odd);
	iconv_close(how);
	if (odd)
		bdl_findings_broken(
			f, name, "is not written in %.40s, as bagit.txt says", encoding);
	return rc;
}
