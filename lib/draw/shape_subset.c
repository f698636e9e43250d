/* Shape: fonts cut down to the glyphs that were drawn, as PDF wants them embedded. See shape.h. */
#include "draw/shape_faces.h"
#include <hb-subset.h>

/* Tables that draw nothing: PDF gives codes, places and names itself. */
static void drop_tables(hb_subset_input_t *input)
{
	static const char tags[][5] = {"GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "kern",
		"name", "post", "OS/2", "cmap", "DSIG", "FFTM", "gasp", "hdmx", "VDMX", "LTSH",
		"PCLT", "meta", "vhea", "vmtx", "VORG", "STAT", "morx", "mort", "kerx", "feat",
		"prop", "cvar", "HVAR", "MVAR"};
	hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		hb_set_add(drop, hb_tag_from_string(tags[i], 4));
}

static int append_face(hb_face_t *face, struct bdl_buffer *out)
{
	hb_blob_t *blob = hb_face_reference_blob(face);
	unsigned length = 0;
	const char *bytes = hb_blob_get_data(blob, &length);
	int rc = length > 0 ? bdl_buffer_add(out, bytes, length) : -1;

	hb_blob_destroy(blob);
	return rc;
}

int bdl_shaper_subset(struct bdl_shaper *s, unsigned file, const uint32_t *glyphs, size_t count,
	struct bdl_buffer *out, uint16_t *places)
{
	unsigned per_em;
	hb_font_t *font = bdl_shaper_font(s, file, &per_em);
	struct bdl_font_measures measures;
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_subset_plan_t *plan = NULL;
	hb_face_t *face = NULL;
	int rc = -1;

	bdl_shaper_measures(s, file, &measures);
	if (!font || !input)
		goto out;
	for (size_t i = 0; i < count; i++)
		hb_set_add(hb_subset_input_glyph_set(input), glyphs[i]);
	drop_tables(input);
	hb_subset_input_set_flags(
		input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE |
			       (measures.outlines_cff ? HB_SUBSET_FLAGS_RETAIN_GIDS : 0));
	plan = hb_subset_plan_create_or_fail(hb_font_get_face(font), input);
	face = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
	if (!face || append_face(face, out) < 0)
		goto out;
	for (size_t i = 0; i < count; i++)
		places[i] = (uint16_t)hb_map_get(
			hb_subset_plan_old_to_new_glyph_mapping(plan), glyphs[i]);
	rc = 0;
out:
	hb_face_destroy(face);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(input);
	return rc;
}
