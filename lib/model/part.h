/*
 * Part: one exhibit as clean PDF objects, free of page numbers, as an object file is free of
 * addresses. A reader writes it inside the sandbox; bind links parts into bundle.pdf without parsing
 * any PDF. A part is hostile input to bind: bdl_part_load() checks every offset, count and number.
 *
 * The file: the body first (so that a writer streams), then tables, then a footer of fixed size at the
 * end. All integers are little-endian; a part never leaves the machine that made it.
 *
 *   body     PDF objects one after another, "0000000001 0 obj\n...\nendobj\n". Each local object
 *            number 1..n stands here exactly once, in any order, generation always 0. Every number that bind has to change
 *            stands as exactly ten decimal digits:
 *              - the number in each "NNNNNNNNNN 0 obj"            (relocation BDL_RELOC_OBJECT, value = itself)
 *              - each reference "NNNNNNNNNN 0 R" to an own object (BDL_RELOC_OBJECT, value = its local number)
 *              - a reference to something that bind defines       (the other kinds)
 *   objects  for each local object the offset of its first digit in the body
 *   relocs   sorted by offset, at least ten bytes apart
 *   pages, annots, fields, layers, outline, strings   see the structs
 *
 * What a page dictionary of a part must look like: /Type /Page, an own /MediaBox and /Resources (not
 * inherited), /Parent as BDL_RELOC_PARENT, /Annots as BDL_RELOC_ANNOTS (always present: bind writes that
 * array), and /Contents an array whose last element is BDL_RELOC_STAMP: the content stream in which bind
 * draws the page's number. Everything before that element must leave the graphics state balanced (as many Q
 * as q, no open BT or BMC), so that the number cannot be moved, clipped or coloured by the source.
 * /Resources /Font must hold /BdlN, /BdlB as BDL_RELOC_FONT values 0 (regular) and 1 (bold).
 */
#ifndef BDL_MODEL_PART_H
#define BDL_MODEL_PART_H

#include "base/buffer.h"
#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What a part may hold at most; a writer that is asked for more fails when it is closed. Page boxes: left < right and
 * bottom < top by at least BDL_PART_SIDE_MIN. user_unit: 0.001 to 100,000. scale: above 0, at most 1.
 */
#define BDL_PART_OBJECTS_MAX 8388607u /* as in ISO 32000-1, annex C */
#define BDL_PART_RELOCS_MAX 33554432u
#define BDL_PART_PAGES_MAX 200000u
#define BDL_PART_BOOKMARKS_MAX 200000u
#define BDL_PART_STRINGS_MAX 33554432u
#define BDL_PART_DEPTH_MAX 31u        /* of bookmarks; the writer brings deeper ones up */
#define BDL_PART_COORDINATE_MAX 1e6
#define BDL_PART_SIDE_MIN 0.01

enum bdl_reloc_kind {
	BDL_RELOC_OBJECT, /* value: local object number */
	BDL_RELOC_PARENT, /* value: page index; the page tree node */
	BDL_RELOC_ANNOTS, /* value: page index; the page's array of annotations */
	BDL_RELOC_STAMP,  /* value: page index; the content stream with number, header and foot */
	BDL_RELOC_FONT,   /* value: 0 Liberation Sans 1 Liberation Sans Bold, WinAnsi, for the stamps */
	BDL_RELOC_FIELD,  /* value 0: the form field that holds all fields of this part (keeps names apart) */
	BDL_RELOC_INNER,  /* value: bdl_mention(), piece 0; the page on which a document inside begins, else the index */
	BDL_RELOC_MENTION /* value: bdl_mention(); no reference: ten hex digits of a string, "page 31", see bdl_part_mention() */
};

/*
 * The value of a mention and of the link that goes with it: on which page of the part, of which document inside, which
 * piece of the words. Pages below BDL_MENTION_PAGES, documents below BDL_MENTION_INNERS.
 */
#define BDL_MENTION_PAGES 16384u
#define BDL_MENTION_INNERS 16384u
#define BDL_MENTION_PIECES 6u
#define BDL_MENTION_DIGITS 10u /* of a piece, in hex */
#define BDL_MENTION_LENGTH (BDL_MENTION_PIECES * BDL_MENTION_DIGITS / 2) /* bytes of the words, filled up with blanks */

static inline uint32_t bdl_mention(uint32_t page, uint32_t inner, uint32_t piece)
{
	return page << 17 | inner << 3 | piece;
}

static inline uint32_t bdl_mention_page(uint32_t value)
{
	return value >> 17;
}

static inline uint32_t bdl_mention_inner(uint32_t value)
{
	return value >> 3 & (BDL_MENTION_INNERS - 1);
}

static inline uint32_t bdl_mention_piece_of(uint32_t value)
{
	return value & 7;
}

struct bdl_reloc {
	uint64_t at;    /* of the first of ten digits, from the start of the body */
	uint32_t kind;  /* enum bdl_reloc_kind */
	uint32_t value;
};

enum {
	BDL_PAGE_DRAWN = 1,   /* drawn by this program: bind adds header and foot as well as the number */
	BDL_PAGE_SCALED = 2   /* content was scaled down to free the number's corner */
};

struct bdl_part_page {
	uint32_t object;      /* local number of the page dictionary */
	uint32_t flags;
	double box[4];        /* the visible box (CropBox within MediaBox) in user space: left, bottom, right, top */
	double user_unit;     /* 1 unless the page says otherwise; 1/72 inch each */
	double scale;         /* of the content: 1, or what freed the corner */
	int32_t rotate;       /* 0, 90, 180, 270: clockwise, to be upright */
	uint32_t first_annot, annot_count; /* in annots: the source's own, kept */
};

/* One bookmark of the source, or of the front matter. Depth-first order; depth 0 is the outermost. */
struct bdl_part_bookmark {
	uint32_t depth;
	uint32_t page;        /* index */
	double left, top;     /* in user space of that page; NAN: not given */
	uint32_t title, title_length; /* in strings, UTF-8 */
};

enum { BDL_LAYER_OFF = 1 }; /* hidden unless switched on */

struct bdl_part_layer {
	uint32_t object;      /* optional content group */
	uint32_t flags;
};

/* A part in memory, without its body. */
struct bdl_part {
	uint64_t body_length;
	uint64_t *objects;        uint32_t object_count;
	struct bdl_reloc *relocs; uint32_t reloc_count;
	struct bdl_part_page *pages; uint32_t page_count;
	uint32_t *annots;         uint32_t annot_count;   /* local object numbers */
	uint32_t *fields;         uint32_t field_count;   /* local numbers of root form fields */
	struct bdl_part_layer *layers; uint32_t layer_count;
	struct bdl_part_bookmark *bookmarks; uint32_t bookmark_count;
	uint32_t *exports;        uint32_t export_count;  /* of the furniture part: the fonts, by BDL_RELOC_FONT value */
	char *strings;            uint32_t strings_length;
};

/* Reads the tables of the part in fd with pread and checks them all. On failure *p is as after release. */
int bdl_part_load(struct bdl_part *p, int fd, const char *path, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_part_release(struct bdl_part *p);

/* ---- writing ---- */

struct bdl_part_writer;

/* Writes to fd from offset 0 (buffered); fd stays the caller's. NULL with err on failure. */
struct bdl_part_writer *bdl_part_writer_open(int fd, struct bdl_error *err);

/*
 * The next free local object number. An object may be referred to before it is written, and objects may
 * be written in any order; close fails with BDL_EINTERNAL if a reserved number was never written.
 */
uint32_t bdl_part_reserve(struct bdl_part_writer *w);

/* One object: begin, bytes and references in any order, end. Failures are remembered until close. */
void bdl_part_begin(struct bdl_part_writer *w, uint32_t object);
void bdl_part_bytes(struct bdl_part_writer *w, const void *bytes, size_t length);
void bdl_part_text(struct bdl_part_writer *w, const char *text);
void bdl_part_printf(struct bdl_part_writer *w, const char *format, ...) BDL_PRINTF(2, 3);
/* Writes "NNNNNNNNNN 0 R" and its relocation. */
void bdl_part_ref(struct bdl_part_writer *w, enum bdl_reloc_kind kind, uint32_t value);
/*
 * Writes "<...>", the string of words by which bind will name the page of document `inner` ("page 31"), in a content
 * stream of page `page` that is not compressed: 2 + BDL_MENTION_PIECES * BDL_MENTION_DIGITS bytes.
 */
void bdl_part_mention(struct bdl_part_writer *w, uint32_t page, uint32_t inner);
void bdl_part_end(struct bdl_part_writer *w);

/* Tables. The page's first_annot and annot_count are filled from `annots`. Strings are copied. */
void bdl_part_add_page(struct bdl_part_writer *w, const struct bdl_part_page *page, const uint32_t *annots,
	uint32_t annot_count);
void bdl_part_add_field(struct bdl_part_writer *w, uint32_t object);
void bdl_part_add_layer(struct bdl_part_writer *w, uint32_t object, uint32_t flags);
void bdl_part_add_export(struct bdl_part_writer *w, uint32_t object);
/* left, top: NAN where not given. title is UTF-8. */
void bdl_part_add_bookmark(struct bdl_part_writer *w, uint32_t depth, uint32_t page, double left, double top,
	const char *title);

/* Bytes written so far (a reader watches its own output limit). */
uint64_t bdl_part_written(const struct bdl_part_writer *w);

/* Writes tables and footer, frees w in any case. give_up: free only, nothing more is written, returns 0. */
int bdl_part_writer_close(struct bdl_part_writer *w, bool give_up, struct bdl_error *err) BDL_MUST_CHECK;

#endif
