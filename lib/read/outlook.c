/*
 * Outlook messages (.msg): compound files, read with libgsf (LGPL), which only this file knows.
 * Streams and property tables become MAPI properties; mapi.c makes a message of them. A message
 * attached to it is handed out as a .msg file of its own.
 */
#include "base/text.h"
#include "read/mapi.h"
#include "read/sniff_inside.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-memory.h>
#include <gsf/gsf-utils.h>
#include <stdio.h>
#include <string.h>

#define FILE_MAX ((uint64_t)256 * 1024 * 1024)
#define BYTES_MAX ((size_t)384 * 1024 * 1024) /* of all streams read */
#define CHILDREN_MAX 20000
#define RECIPIENTS_MAX 5000u
#define DEPTH_MAX 12u /* folders inside a message that is handed out */
#define TABLE "__properties_version1.0"
#define STREAM "__substg1.0_"

/* What stands before the entries of a table of properties. */
enum table_head { HEAD_MESSAGE = 32, HEAD_INNER_MESSAGE = 24, HEAD_OTHER = 8 };

struct outlook {
	struct bdl_reading *r;
	struct bdl_error *err;
	struct bdl_mail m;
	struct bdl_mapi_object message;
	struct bdl_mapi_object *recipients;
	size_t recipient_count;
	size_t bytes; /* read so far */
	unsigned unnamed;
};

static bool is_folder(GsfInput *input)
{
	return GSF_IS_INFILE(input) && gsf_infile_num_children(GSF_INFILE(input)) >= 0;
}

static int child_count(GsfInfile *folder)
{
	int count = gsf_infile_num_children(folder);

	return count < CHILDREN_MAX ? count : CHILDREN_MAX;
}

/* The whole stream, in the arena; *length 0 where it is damaged or too long. */
static const unsigned char *read_stream(struct outlook *o, GsfInput *stream, size_t *length)
{
	gsf_off_t size = gsf_input_size(stream);
	unsigned char *bytes;

	*length = 0;
	if (size <= 0 || (uint64_t)size > o->r->size || (size_t)size > BYTES_MAX - o->bytes)
		return NULL;
	bytes = bdl_arena_alloc(o->r->arena, (size_t)size);
	if (!bytes || gsf_input_seek(stream, 0, G_SEEK_SET) ||
		!gsf_input_read(stream, (size_t)size, bytes))
		return NULL;
	o->bytes += (size_t)size;
	*length = (size_t)size;
	return bytes;
}

/* ---- properties ---- */

/* Entries of 16 bytes: type, number, flags and, for what is short, the value. */
static int add_table(struct outlook *o, GsfInput *stream, size_t head, struct bdl_mapi_object *out)
{
	size_t length;
	const unsigned char *bytes = read_stream(o, stream, &length);

	for (size_t at = head; bytes && length >= 16 && at <= length - 16; at += 16) {
		const struct bdl_mapi_property p = {.type = bdl_little16(bytes + at),
			.id = bdl_little16(bytes + at + 2),
			.bytes = bytes + at + 8,
			.length = 8};
		bool fixed = p.type < BDL_MAPI_STRING8 || p.type == BDL_MAPI_TIME;

		if (fixed && bdl_mapi_add(o->r->arena, out, &p, o->err) < 0)
			return -1;
	}
	return 0;
}

/* "__substg1.0_0037001F": the property 0037 of the type 001F. */
static bool read_name(const char *name, struct bdl_mapi_property *p)
{
	if (!bdl_text_starts(name, STREAM) || strlen(name) != strlen(STREAM) + 8)
		return false;
	return sscanf(name + strlen(STREAM), "%4x%4x", &p->id, &p->type) == 2;
}

static int add_stream(
	struct outlook *o, GsfInput *stream, const char *name, struct bdl_mapi_object *out)
{
	struct bdl_mapi_property p = {0};

	if (!read_name(name, &p) || p.type >= 0x1000)
		return 0;
	p.bytes = read_stream(o, stream, &p.length);
	return p.bytes ? bdl_mapi_add(o->r->arena, out, &p, o->err) : 0;
}

static int read_object(
	struct outlook *o, GsfInfile *folder, size_t head, struct bdl_mapi_object *out)
{
	int count = child_count(folder), rc = 0;

	*out = (struct bdl_mapi_object){0};
	for (int i = 0; i < count && rc == 0; i++) {
		const char *name = gsf_infile_name_by_index(folder, i);
		GsfInput *child = name ? gsf_infile_child_by_index(folder, i) : NULL;

		if (!child)
			continue;
		if (!is_folder(child) && strcmp(name, TABLE) == 0)
			rc = add_table(o, child, head, out);
		else if (!is_folder(child))
			rc = add_stream(o, child, name, out);
		g_object_unref(child);
	}
	return rc;
}

/* ---- compound files inside ---- */

static int copy_stream(GsfInput *in, GsfOutfile *out, const char *name, bool as_message)
{
	static const guint8 reserved[HEAD_MESSAGE - HEAD_INNER_MESSAGE] = {0};
	gsf_off_t size = gsf_input_size(in);
	GsfOutput *to = gsf_outfile_new_child(out, name, FALSE);
	bool good = to != NULL;

	if (good && as_message && strcmp(name, TABLE) == 0 && size >= HEAD_INNER_MESSAGE) {
		const guint8 *head = gsf_input_read(in, HEAD_INNER_MESSAGE, NULL);

		good = head && gsf_output_write(to, HEAD_INNER_MESSAGE, head) &&
		       gsf_output_write(to, sizeof(reserved), reserved);
	}
	if (good)
		good = gsf_input_copy(in, to);
	if (to) {
		gsf_output_close(to);
		g_object_unref(to);
	}
	return good ? 0 : -1;
}

/* as_message: its table of properties gets the longer head that a file has. */
static void copy_folder(GsfInfile *in, GsfOutfile *out, bool as_message, unsigned depth)
{
	int count = child_count(in);

	for (int i = 0; i < count; i++) {
		const char *name = gsf_infile_name_by_index(in, i);
		GsfInput *child = name ? gsf_infile_child_by_index(in, i) : NULL;

		if (!child)
			continue;
		if (!is_folder(child)) {
			/* a stream that is damaged is missing in the copy, as it is in the original
			 */
			(void)copy_stream(child, out, name, as_message);
		} else if (depth < DEPTH_MAX) {
			GsfOutput *to = gsf_outfile_new_child(out, name, TRUE);

			if (to) {
				copy_folder(GSF_INFILE(child), GSF_OUTFILE(to), false, depth + 1);
				gsf_output_close(to);
				g_object_unref(to);
			}
		}
		g_object_unref(child);
	}
}

static int attach_folder(struct outlook *o, GsfInfile *folder, const char *name, bool as_message)
{
	GsfOutput *memory = gsf_output_memory_new();
	GsfOutfile *out = gsf_outfile_msole_new(memory);
	int rc;

	copy_folder(folder, out, as_message, 0);
	gsf_output_close(GSF_OUTPUT(out)); /* and with it the memory */
	rc = bdl_mail_attach(o->r, &o->m, name,
		gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory)),
		(size_t)gsf_output_size(memory), o->err);
	g_object_unref(out);
	g_object_unref(memory);
	return rc;
}

/* ---- attachments ---- */

static const char *name_of(struct outlook *o, const struct bdl_mapi_object *file)
{
	static const unsigned ids[] = {
		BDL_MAPI_FILE_NAME, BDL_MAPI_FILE_SHORT_NAME, BDL_MAPI_SHOWN_NAME};
	const char *name = NULL;

	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids) && !name; i++)
		name = bdl_mapi_line(o->r, file, ids[i], NULL);
	if (!name)
		name = bdl_arena_printf(o->r->arena, "attachment-%u", ++o->unnamed);
	return name;
}

static bool has_child(GsfInfile *folder, const char *name)
{
	GsfInput *child = gsf_infile_child_by_name(folder, name);

	if (child)
		g_object_unref(child);
	return child != NULL;
}

/* A message, or a document that was embedded: a folder inside the compound file. */
static int take_folder(struct outlook *o, GsfInfile *folder, const struct bdl_mapi_object *file)
{
	struct bdl_mapi_object inner;
	const char *name = name_of(o, file), *subject;

	if (!has_child(folder, TABLE))
		return name ? attach_folder(o, folder, name, false) : bdl_fail_memory(o->err);
	if (read_object(o, folder, HEAD_INNER_MESSAGE, &inner) < 0)
		return -1;
	subject = bdl_mapi_line(o->r, &inner, BDL_MAPI_SUBJECT, NULL);
	if (subject)
		name = bdl_reading_line(o->r, subject, strlen(subject), 120);
	if (name && !bdl_text_ends(name, ".msg"))
		name = bdl_arena_printf(o->r->arena, "%s.msg", name);
	return name ? attach_folder(o, folder, name, true) : bdl_fail_memory(o->err);
}

static int take_attachment(struct outlook *o, GsfInfile *folder)
{
	GsfInput *inner = gsf_infile_child_by_name(folder, STREAM "3701000D");
	const struct bdl_mapi_property *data;
	struct bdl_mapi_object file;
	const char *name;
	int rc = read_object(o, folder, HEAD_OTHER, &file);

	if (rc == 0 && inner && is_folder(inner)) {
		rc = take_folder(o, GSF_INFILE(inner), &file);
	} else if (rc == 0) {
		data = bdl_mapi_find(&file, BDL_MAPI_FILE_DATA);
		name = name_of(o, &file);
		if (!name)
			rc = bdl_fail_memory(o->err);
		else if (data)
			rc = bdl_mail_attach(o->r, &o->m, name, data->bytes, data->length, o->err);
		else if (bdl_reading_warn(o->r,
				 "What is attached to it as \"%s\" could not be read.", name) < 0)
			rc = bdl_fail_memory(o->err);
	}
	if (inner)
		g_object_unref(inner);
	return rc;
}

/* ---- the file ---- */

static int take_recipient(struct outlook *o, GsfInfile *folder)
{
	if (!o->recipients)
		o->recipients =
			bdl_arena_alloc(o->r->arena, RECIPIENTS_MAX * sizeof(*o->recipients));
	if (!o->recipients)
		return bdl_fail_memory(o->err);
	if (o->recipient_count == RECIPIENTS_MAX)
		return 0;
	return read_object(o, folder, HEAD_OTHER, &o->recipients[o->recipient_count++]);
}

static int take_folders(struct outlook *o, GsfInfile *root)
{
	int count = child_count(root), rc = 0;

	for (int i = 0; i < count && rc == 0; i++) {
		const char *name = gsf_infile_name_by_index(root, i);
		GsfInput *child = name ? gsf_infile_child_by_index(root, i) : NULL;

		if (!child)
			continue;
		if (is_folder(child) && bdl_text_starts(name, "__recip_version1.0_"))
			rc = take_recipient(o, GSF_INFILE(child));
		else if (is_folder(child) && bdl_text_starts(name, "__attach_version1.0_"))
			rc = take_attachment(o, GSF_INFILE(child));
		g_object_unref(child);
	}
	return rc;
}

static int read_message(struct outlook *o, GsfInfile *root)
{
	if (read_object(o, root, HEAD_MESSAGE, &o->message) < 0 || take_folders(o, root) < 0)
		return -1;
	return bdl_mapi_mail(o->r, &o->message, o->recipients, o->recipient_count, &o->m, o->err);
}

int bdl_read_outlook(struct bdl_reading *r, struct bdl_error *err)
{
	struct outlook o = {.r = r, .err = err};
	struct bdl_mapping file;
	GsfInput *input;
	GsfInfile *root;
	int rc;

	if (r->size > FILE_MAX)
		return bdl_not_shown(r, BDL_REASON_TOO_BIG, NULL);
	if (bdl_reading_map(r, &file, err) < 0)
		return -1;
	gsf_init();
	input = gsf_input_memory_new(file.bytes, (gsf_off_t)file.length, FALSE);
	root = gsf_infile_msole_new(input, NULL);
	if (root) {
		rc = read_message(&o, root);
		if (rc < 0)
			bdl_buffer_release(&o.m.body);
		else
			rc = bdl_mail_show(r, &o.m, err);
		g_object_unref(root);
	} else {
		rc = bdl_not_shown(r, BDL_REASON_DAMAGED, NULL);
	}
	g_object_unref(input);
	bdl_reading_unmap(&file);
	return rc;
}
