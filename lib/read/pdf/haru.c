/*
 * What libharu 2.3.0 gets wrong in the PDFs that this program draws: its maps from codes to
 * characters name no characters. Its fonts with the UTF-8 encoder are written in UTF-16 code units
 * (Identity-H, with a CIDToGIDMap), so that the right map is the identity, the same for all of
 * them. Characters above U+FFFF it cannot draw at all.
 */
#include "read/pdf/copy.h"

#include "base/text.h"
#include "draw/canvas.h"

#include <stdlib.h>

#define FONTS_MOST 16

/*
 * Ranges may not cross a boundary of 256 codes, and a block may have 100 of them. Surrogates are no
 * characters.
 */
static void add_ranges(struct bdl_buffer *b)
{
	unsigned left = 256 - 8;

	for (unsigned row = 0, open = 0; row < 256; row++) {
		if (row >= 0xD8 && row < 0xE0)
			continue;
		if (open == 0) {
			open = left < 100 ? left : 100;
			bdl_buffer_printf(b, "%u beginbfrange\n", open);
		}
		bdl_buffer_printf(b, "<%02X00> <%02XFF> <%02X00>\n", row, row, row);
		left--;
		if (--open == 0)
			bdl_buffer_text(b, "endbfrange\n");
	}
}

bool bdl_haru_is_ours(struct pdf_copy *c, const struct pdf_value *map)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *dict = bdl_source_resolve(c->source, &a, map);
	bool ours = bdl_value_is_name(bdl_value_find(dict, "/CMapName"), "/" BDL_GLYPH_MAP);

	bdl_arena_release(&a);
	return ours;
}

void bdl_haru_to_unicode(struct pdf_copy *c, uint32_t object)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;

	bdl_buffer_text(&b,
		"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	add_ranges(&b);
	bdl_buffer_text(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
	if (b.failed)
		c->failed = true;
	bdl_copy_stream(c, object, "", b.data, b.length);
	bdl_buffer_release(&b);
}

static int by_key(const void *a, const void *b)
{
	const struct pdf_value *x = *(const struct pdf_value *const *)a,
			       *y = *(const struct pdf_value *const *)b;
	char first[64] = "", second[64] = "";

	for (size_t i = 0; i < x->key_length && i < sizeof(first) - 1; i++)
		first[i] = x->key[i];
	for (size_t i = 0; i < y->key_length && i < sizeof(second) - 1; i++)
		second[i] = y->key[i];
	return bdl_text_natural(first, second);
}

void bdl_haru_export(struct pdf_copy *c)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_page *p = &c->pages.pages[0];
	const struct pdf_value *dict = bdl_page_dict(c->source, &a, p), *fonts;
	const struct pdf_value *list[FONTS_MOST];
	size_t count = 0;

	fonts = bdl_source_get(c->source, &a, bdl_page_resources(p, dict), "/Font");
	for (const struct pdf_value *m = fonts->type == PDF_DICT ? fonts->first : NULL; m;
		m = m->next)
		if (m->type == PDF_REF && count < FONTS_MOST)
			list[count++] = m;
	qsort(list, count, sizeof(*list), by_key);
	for (size_t i = 0; i < count; i++) {
		const struct pdf_object *o = bdl_copy_object(c, list[i]->id, list[i]->generation);

		if (o)
			bdl_part_add_export(c->writer, o->local);
	}
	bdl_arena_release(&a);
}
