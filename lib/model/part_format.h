/*
 * The bytes of a part's tables, shared by part.c (reading) and part_writer.c (writing) and nobody
 * else. After the body stand, in this order: objects, relocs, pages, annots, fields, layers,
 * bookmarks, exports, strings, and the footer: eight bytes of magic, the body's length in eight
 * bytes, the counts of the nine tables in four bytes each.
 */
#ifndef BDL_MODEL_PART_FORMAT_H
#define BDL_MODEL_PART_FORMAT_H

#include "model/part.h"
#include <math.h>

#define BDL_PART_MAGIC "bdlpart1"
#define BDL_PART_MAGIC_SIZE 8

enum bdl_part_table {
	BDL_TABLE_OBJECTS,
	BDL_TABLE_RELOCS,
	BDL_TABLE_PAGES,
	BDL_TABLE_ANNOTS,
	BDL_TABLE_FIELDS,
	BDL_TABLE_LAYERS,
	BDL_TABLE_BOOKMARKS,
	BDL_TABLE_EXPORTS,
	BDL_TABLE_STRINGS,
	BDL_TABLES
};

#define BDL_PART_FOOTER_SIZE (BDL_PART_MAGIC_SIZE + 8 + 4 * BDL_TABLES)

/* Of one row of each table in the file, and the most rows that a part may have. */
static const struct {
	uint32_t size, most;
} bdl_part_rows[BDL_TABLES] = {
	[BDL_TABLE_OBJECTS] = {8, BDL_PART_OBJECTS_MAX},
	[BDL_TABLE_RELOCS] = {16, BDL_PART_RELOCS_MAX},
	[BDL_TABLE_PAGES] = {68, BDL_PART_PAGES_MAX},
	[BDL_TABLE_ANNOTS] = {4, BDL_PART_OBJECTS_MAX},
	[BDL_TABLE_FIELDS] = {4, BDL_PART_OBJECTS_MAX},
	[BDL_TABLE_LAYERS] = {8, BDL_PART_OBJECTS_MAX},
	[BDL_TABLE_BOOKMARKS] = {32, BDL_PART_BOOKMARKS_MAX},
	[BDL_TABLE_EXPORTS] = {4, 16},
	[BDL_TABLE_STRINGS] = {1, BDL_PART_STRINGS_MAX},
};

/* NULL, or what is wrong with the page's numbers. */
static inline const char *bdl_part_page_fault(const struct bdl_part_page *p)
{
	for (int i = 0; i < 4; i++)
		if (!isfinite(p->box[i]) || fabs(p->box[i]) > BDL_PART_COORDINATE_MAX)
			return "a page box that reaches too far";
	if (p->box[2] - p->box[0] < BDL_PART_SIDE_MIN || p->box[3] - p->box[1] < BDL_PART_SIDE_MIN)
		return "an empty page box";
	if (!(p->user_unit >= 1e-3 && p->user_unit <= 1e5))
		return "a page unit out of range";
	if (!(p->scale > 0 && p->scale <= 1))
		return "a page scale out of range";
	if (p->rotate != 0 && p->rotate != 90 && p->rotate != 180 && p->rotate != 270)
		return "a page rotation that is no quarter turn";
	return NULL;
}

#endif
