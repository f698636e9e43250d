/*
 * One member of a zip file or one stream of a compound file, through libgsf: the only file of the
 * office readers that knows it. What a member claims to be is not believed: never more than `most`
 * bytes are unpacked.
 */
#include "read/office.h"

#include <gsf/gsf.h>
#include <string.h>

#define PIECE ((size_t)64 * 1024)
#define DEPTH_MAX 4
#define PART_ROOM 64

static GsfInfile *open_container(GsfInput *input, const unsigned char *bytes, size_t length)
{
	if (length >= 8 && memcmp(bytes, "\xD0\xCF\x11\xE0", 4) == 0)
		return gsf_infile_msole_new(input, NULL);
	return gsf_infile_zip_new(input, NULL);
}

/* The child that the first part of *path names; *path moves behind it. */
static GsfInput *step(GsfInfile *folder, const char **path)
{
	char part[PART_ROOM];
	size_t n = strcspn(*path, "/");

	if (n >= sizeof(part))
		return NULL;
	memcpy(part, *path, n);
	part[n] = '\0';
	*path += n + ((*path)[n] == '/');
	return gsf_infile_child_by_name(folder, part);
}

static GsfInput *find(GsfInfile *container, const char *path)
{
	GsfInput *at = step(container, &path);

	for (int depth = 0; at && *path && depth < DEPTH_MAX; depth++) {
		GsfInput *next = GSF_IS_INFILE(at) ? step(GSF_INFILE(at), &path) : NULL;

		g_object_unref(at);
		at = next;
	}
	return at;
}

static void read_all(GsfInput *in, size_t most, struct bdl_buffer *out)
{
	gsf_off_t left = gsf_input_remaining(in);

	while (left > 0 && most > 0) {
		size_t n = PIECE;
		const guint8 *piece;

		if ((gsf_off_t)n > left)
			n = (size_t)left;
		if (n > most)
			n = most;
		piece = gsf_input_read(in, n, NULL);
		if (!piece || bdl_buffer_add(out, piece, n) < 0)
			return;
		left -= (gsf_off_t)n;
		most -= n;
	}
}

bool bdl_office_member(const unsigned char *bytes, size_t length, const char *path, size_t most,
	struct bdl_buffer *out)
{
	GsfInput *input = gsf_input_memory_new(bytes, (gsf_off_t)length, FALSE), *member = NULL;
	GsfInfile *container = input ? open_container(input, bytes, length) : NULL;

	if (container)
		member = find(container, path);
	if (member) {
		read_all(member, most, out);
		g_object_unref(member);
	}
	if (container)
		g_object_unref(container);
	if (input)
		g_object_unref(input);
	return member && !out->failed && out->length > 0;
}
