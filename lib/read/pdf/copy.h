/*
 * Copy: everything that is reached from the pages of a source, written into a part. An object gets
 * its local number when something first refers to it and is written when its turn comes, so memory
 * holds numbers, not objects.
 *
 * part.c says what is done in which order; copy.c copies objects of no special kind; each
 * other kind has a file of its own: pages, annotations, fields, links, outline.
 */
#ifndef BDL_READ_PDF_COPY_H
#define BDL_READ_PDF_COPY_H

#include "model/part.h"
#include "read/pdf/pages.h"
#include "read/read.h"

/*
 * What an object of the source is known to be before it is written; a widget is both annotation and
 * field.
 */
enum {
	PDF_IS_PAGE = 1,
	PDF_IS_ANNOT = 2,
	PDF_IS_FIELD = 4,
	PDF_IS_LOOK = 8 /* the appearance of a widget: its fonts may be those of the form */
};

struct pdf_object {
	int id, generation;
	uint32_t local;
	uint32_t kinds;
	uint32_t page; /* index of the page that it is, or that it stands on */
	uint32_t parent; /* of a field: local number of the field above it, 0: none */
};

struct pdf_map {
	struct pdf_object *objects; /* in the order of their local numbers */
	size_t count, space;
	uint32_t *slots; /* hash table: index of objects plus 1 */
	size_t slot_count;
};

struct pdf_redaction; /* redact.h: what is hidden on the pages */
struct pdf_hidden; /* hidden.h: words of pictures */
struct pdf_names; /* links.c: the named destinations */
struct pdf_mark; /* attached_mark.c: where on a page a file was attached */

/* What had to be left out or could not be had; becomes warnings. */
struct pdf_losses {
	unsigned streams, films, lost_pages, broken_pages;
	unsigned unset; /* characters of form fields that the font does not have */
	unsigned first_lost_page, first_broken_page; /* from 1 */
	unsigned outside; /* links and buttons that do nothing any more */
	unsigned bookmarks; /* that lead to no page */
	bool more_bookmarks; /* than are kept */
	bool print_layers; /* layers that printing would show or hide */
	bool scripts;
	bool dynamic_form;
	bool is_signed;
};

struct pdf_copy {
	struct bdl_reading *reading;
	const struct bdl_pdf_options *options;
	struct pdf_source *source;
	struct bdl_part_writer *writer;
	struct pdf_pages pages;
	struct pdf_map map;
	struct pdf_map resources; /* of pages, written anew with the stamps' fonts in them */
	struct pdf_map fonts; /* the same of dictionaries of fonts */
	size_t next; /* object of map whose turn it is */
	struct bdl_arena arena; /* of values that live as long as the copy */
	struct pdf_names *names;
	struct pdf_redaction *redaction; /* NULL: nothing is to be hidden */
	struct pdf_hidden *hidden; /* NULL: no words of pictures */
	uint32_t *root_fields;
	size_t root_field_count;
	uint32_t plain_prefix; /* the content stream "q", shared; 0: not yet written */
	uint32_t plain_suffix; /* "Q" */
	uint32_t to_unicode; /* the map that takes the place of libharu's; 0: not needed yet */
	bool attachments; /* files that it carries become documents of their own */
	struct pdf_mark *marks;
	size_t mark_count;
	struct pdf_losses losses;
	bool failed; /* out of memory */
	bool too_big; /* more output than allowed */
};

/* ---- the map (map.c) ---- */
struct pdf_object *bdl_map_find(const struct pdf_map *m, int id, int generation);
/* Adds an object that is not there yet; NULL: out of memory. Pointers into the map end here. */
struct pdf_object *bdl_map_add(struct pdf_map *m, int id, int generation, uint32_t local);
void bdl_map_release(struct pdf_map *m);

/* Finds or adds an object of the source, with a local number of its own; NULL: out of memory. */
struct pdf_object *bdl_copy_object(struct pdf_copy *c, int id, int generation);

/* ---- writing (copy.c); inside an object that was begun ---- */
void bdl_copy_value(struct pdf_copy *c, const struct pdf_value *v);
void bdl_copy_member(struct pdf_copy *c, const struct pdf_value *member); /* key and value */
void bdl_copy_ref(struct pdf_copy *c, int id, int generation);
void bdl_copy_number(struct pdf_copy *c, double n); /* and a space behind it */
/* A whole stream object; the dictionary's further entries are given as text. Uncompressed. */
void bdl_copy_stream(
	struct pdf_copy *c, uint32_t object, const char *entries, const void *bytes, size_t length);
/* An entry that every stream's dictionary loses: files outside, data of other programs. */
bool bdl_copy_drops(const struct pdf_value *member);

/* Writes every object that was referred to and not yet written. */
void bdl_copy_pending(struct pdf_copy *c);

/* ---- page.c, page_content.c, resources.c ---- */
void bdl_copy_page(struct pdf_copy *c, size_t index);
/*
 * Appends the decoded content of a page; streams that cannot be decoded stand as "/BdlX0 Do", ...
 */
struct pdf_streams bdl_page_content(
	struct pdf_copy *c, const struct pdf_value *dict, struct bdl_buffer *out);
/* The page's own resources or those handed down to it, not resolved. */
const struct pdf_value *bdl_page_resources(const struct pdf_page *p, const struct pdf_value *dict);

/* ---- annot.c ---- */
void bdl_annots_register(struct pdf_copy *c);
/*
 * The page's annotations that are kept: local numbers, `most` at most. Direct ones are written here
 * and now.
 */
uint32_t bdl_annots_list(struct pdf_copy *c, size_t page, const struct pdf_value *dict,
	uint32_t *out, uint32_t most);
/* look: the number of an appearance that takes the place of its own; 0: none. */
void bdl_copy_annot(
	struct pdf_copy *c, const struct pdf_object *o, const struct pdf_value *v, uint32_t look);

/* The same of a page that is drawn anew: links that lead to a page of the document or out of it, and no more. */
uint32_t bdl_annots_links(struct pdf_copy *c, size_t page, const struct pdf_value *dict,
	uint32_t *out, uint32_t most);

/* ---- field.c ---- */
void bdl_fields_register(struct pdf_copy *c);
void bdl_copy_field(struct pdf_copy *c, const struct pdf_object *o, const struct pdf_value *v);
/* The entries of a field among those of v, /Parent and /Kids too. */
void bdl_field_entries(struct pdf_copy *c, const struct pdf_object *o, const struct pdf_value *v);
bool bdl_field_has(const struct pdf_value *member); /* is it an entry of a field? */
/* Does the field, or the field that the widget belongs to, hold a signature? */
bool bdl_field_is_signed(struct pdf_copy *c, const struct pdf_value *v);
/*
 * Marks the appearances of a widget; and writes the form's resources for one that has none of its
 * own.
 */
void bdl_field_mark_looks(struct pdf_copy *c, const struct pdf_value *widget);
void bdl_field_resources(struct pdf_copy *c);

/* ---- links.c ---- */
struct pdf_target {
	bool found;
	bool outside; /* of an action: it would have led out of the pages, or done something else */
	uint32_t page;
	double left, top; /* user space of the source's page; NAN: not given */
};

/* Where a destination (array, name, string, or a dictionary with /D) leads. */
struct pdf_target bdl_links_target(
	struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *dest);
/*
 * The same for the first action of a chain that stays in the document; *uri is the address of one
 * that leads to the web or to a mailbox, else null.
 */
struct pdf_target bdl_links_action(struct pdf_copy *c, struct bdl_arena *a,
	const struct pdf_value *action, uint32_t from_page, const struct pdf_value **uri);
/* "[page /XYZ left top null]", moved with the page's scale. */
void bdl_links_write(struct pdf_copy *c, const struct pdf_target *t);
void bdl_links_release(struct pdf_copy *c);

/* ---- outline.c, layers.c ---- */
void bdl_copy_outline(struct pdf_copy *c);
void bdl_copy_layers(struct pdf_copy *c);

/* ---- losses.c: warnings about what was left out; -1: out of memory ---- */
int bdl_losses_tell(struct pdf_copy *c);

/* ---- haru.c: what libharu gets wrong ---- */
void bdl_haru_to_unicode(struct pdf_copy *c, uint32_t object);
/* Whether a font's map is the canvas's own, not libharu's. */
bool bdl_haru_is_ours(struct pdf_copy *c, const struct pdf_value *map);
void bdl_haru_export(struct pdf_copy *c);

#endif
