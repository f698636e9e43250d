/*
 * Manifest: "HASH  PATH", one a line, as sha256sum, BagIt tools and lib/seal write them: any run of
 * blanks or tabs between, a star before the path, "./" before that, CR before the line's end, and
 * %0A, %0D, %25 in it (RFC 8493, 2.1.3).
 */
#include "verify/manifest.h"

#include "base/file.h"
#include "base/text.h"
#include <string.h>

/* %0A, %0D and %25, and nothing else, in place. */
static void decode(char *path)
{
	static const struct {
		const char *code;
		char byte;
	} codes[] = {{"%0A", '\n'}, {"%0D", '\r'}, {"%25", '%'}};

	char *to = path;

	while (*path) {
		char byte = *path;
		size_t taken = 1;

		for (size_t i = 0; byte == '%' && i < 3; i++)
			if (path[1] == codes[i].code[1] &&
				bdl_lower((unsigned char)path[2]) ==
					bdl_lower((unsigned char)codes[i].code[2])) {
				byte = codes[i].byte;
				taken = 3;
				break;
			}
		*to++ = byte;
		path += taken;
	}
	*to = '\0';
}

bool bdl_manifest_path(char *path)
{
	decode(path);
	return bdl_path_is_safe(path) && path[0] != '~' && path[0] != '\\' &&
	       !(bdl_is_alpha((unsigned char)path[0]) && path[1] == ':');
}

/* The path of a line (changed in place) and its hash; NULL if it is no line of a manifest. */
static const char *read_line(char *line, size_t length, enum bdl_hash hash, uint8_t *digest)
{
	size_t digits = 2 * bdl_hash_size(hash);
	char *path = line + digits;

	if (length && line[length - 1] == '\r')
		line[--length] = '\0';
	if (length <= digits || memchr(line, '\0', length) ||
		bdl_unhex_bytes(line, digest, bdl_hash_size(hash)) < 0 ||
		(*path != ' ' && *path != '\t'))
		return NULL;
	while (*path == ' ' || *path == '\t')
		path++;
	if (*path == '*')
		path++;
	while (path[0] == '.' && path[1] == '/')
		path += 2;
	return bdl_manifest_path(path) ? path : NULL;
}

/* Which manifest is being read, and where it goes. */
struct listing {
	const char *name;
	enum bdl_hash hash;
	bool originals;
	struct bdl_members *m;
	struct bdl_findings *f;
};

static int take_line(const struct listing *l, char *line, size_t length, size_t number)
{
	uint8_t digest[BDL_HASH_LONGEST];
	const char *path = read_line(line, length, l->hash, digest);
	struct bdl_member *row;

	if (!path || bdl_text_starts(path, "data/") != l->originals) {
		bdl_findings_broken(
			l->f, l->name, "line %zu is not a line of this manifest", number);
		return 0;
	}
	row = bdl_members_row(l->m, path);
	if (!row)
		return -1;
	if (row->listed & BDL_HASH_BIT(l->hash)) {
		bdl_findings_broken(
			l->f, l->name, "line %zu lists a file for the second time", number);
		return 0;
	}
	return bdl_member_seal(l->m, row, l->hash, digest);
}

int bdl_verify_manifest(const struct bdl_buffer *text, const char *name, enum bdl_hash hash,
	bool originals, struct bdl_members *m, struct bdl_findings *f)
{
	const struct listing l = {name, hash, originals, m, f};
	char *line = text->data, *end = line ? line + text->length : NULL;

	for (size_t number = 1; line < end; number++) {
		char *stop = memchr(line, '\n', (size_t)(end - line));
		size_t length = stop ? (size_t)(stop - line) : (size_t)(end - line);

		if (m->count >= BDL_MEMBERS_MOST) {
			bdl_findings_broken(f, name, "lists more than %zu files", BDL_MEMBERS_MOST);
			return 0;
		}
		line[length] = '\0';
		if (length && take_line(&l, line, length, number) < 0)
			return -1;
		line += length + 1;
	}
	return 0;
}

void bdl_verify_label(const struct bdl_buffer *text, const char *label, char *out, size_t size)
{
	const char *line = bdl_buffer_string(text);
	size_t n = strlen(label);

	out[0] = '\0';
	while (strncmp(line, label, n) != 0 || line[n] != ':') {
		line += strcspn(line, "\n");
		if (!*line++)
			return;
	}
	line += n + 1;
	line += strspn(line, " \t");
	n = strcspn(line, "\r\n");
	if (n >= size)
		return;
	memcpy(out, line, n);
	out[n] = '\0';
}
