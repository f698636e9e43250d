/* Shape: fonts whose glyphs are pictures, as those for coloured emoji. See shape.h. */
#include "draw/shape_faces.h"
#include <hb-ot.h>

bool bdl_shaper_has_pictures(struct bdl_shaper *s, unsigned file)
{
	unsigned per_em;
	hb_font_t *font = bdl_shaper_font(s, file, &per_em);

	return font && hb_ot_color_has_png(hb_font_get_face(font));
}

int bdl_shaper_picture(
	struct bdl_shaper *s, unsigned file, uint32_t glyph, struct bdl_glyph_picture *out)
{
	unsigned per_em, length = 0;
	hb_font_t *font = bdl_shaper_font(s, file, &per_em);
	hb_glyph_extents_t box;
	hb_blob_t *png;
	const char *bytes;
	int rc;

	if (!font || !hb_font_get_glyph_extents(font, glyph, &box))
		return -1;
	out->left = (float)box.x_bearing * 1000 / (float)per_em;
	out->top = (float)box.y_bearing * 1000 / (float)per_em;
	out->width = (float)box.width * 1000 / (float)per_em;
	out->height = (float)-box.height * 1000 / (float)per_em;
	png = hb_ot_color_glyph_reference_png(font, glyph);
	bytes = hb_blob_get_data(png, &length);
	rc = bdl_bitmap_read(bytes, length, &out->bitmap);
	hb_blob_destroy(png);
	return rc;
}
