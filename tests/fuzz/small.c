/* Small: see small.h. */
#define _GNU_SOURCE /* memfd_create() */
#include "small.h"

#include "base/file.h"
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void need(bool holds, const char *what)
{
	if (holds)
		return;
	perror(what);
	exit(2);
}

static void write_page(struct bdl_part_writer *w, const struct bdl_part_page *from, uint32_t index,
	uint32_t font, const uint32_t *annots, uint32_t annot_count)
{
	struct bdl_part_page page = *from;
	uint32_t content = bdl_part_reserve(w);

	bdl_part_begin(w, content);
	bdl_part_text(w, "<< /Length 40 >>\nstream\n"
			 "q BT /F1 14 Tf 20 400 Td (words) Tj ET Q\nendstream");
	bdl_part_end(w);
	bdl_part_begin(w, page.object);
	bdl_part_printf(w, "<< /Type /Page /MediaBox [%.2f %.2f %.2f %.2f]", page.box[0],
		page.box[1], page.box[2], page.box[3]);
	if (page.rotate)
		bdl_part_printf(w, " /Rotate %d", (int)page.rotate);
	if (page.user_unit > 1)
		bdl_part_printf(w, " /UserUnit %.2f", page.user_unit);
	bdl_part_text(w, " /Parent ");
	bdl_part_ref(w, BDL_RELOC_PARENT, index);
	bdl_part_text(w, " /Annots ");
	bdl_part_ref(w, BDL_RELOC_ANNOTS, index);
	bdl_part_text(w, " /Contents [");
	bdl_part_ref(w, BDL_RELOC_OBJECT, content);
	bdl_part_text(w, " ");
	bdl_part_ref(w, BDL_RELOC_STAMP, index);
	bdl_part_text(w, "] /Resources << /Font << /F1 ");
	bdl_part_ref(w, BDL_RELOC_OBJECT, font);
	bdl_part_text(w, " /BdlN ");
	bdl_part_ref(w, BDL_RELOC_FONT, 0);
	bdl_part_text(w, " /BdlB ");
	bdl_part_ref(w, BDL_RELOC_FONT, 1);
	bdl_part_text(w, " >> >> >>");
	bdl_part_end(w);
	bdl_part_add_page(w, &page, annots, annot_count);
}

static uint32_t write_font(struct bdl_part_writer *w, const char *name)
{
	uint32_t font = bdl_part_reserve(w);

	bdl_part_begin(w, font);
	bdl_part_printf(w,
		"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>", name);
	bdl_part_end(w);
	return font;
}

/* A link of the source to its last page, or a text field. */
static uint32_t write_annot(struct bdl_part_writer *w, uint32_t page, bool field)
{
	uint32_t annot = bdl_part_reserve(w);

	bdl_part_begin(w, annot);
	if (field) {
		bdl_part_text(w, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Ms A) "
				 "/Rect [100 300 200 320] /Parent ");
		bdl_part_ref(w, BDL_RELOC_FIELD, 0);
		bdl_part_text(w, " >>");
		bdl_part_add_field(w, annot);
	} else {
		bdl_part_text(w,
			"<< /Type /Annot /Subtype /Link /Rect [20 20 60 40] /Border [0 0 0] "
			"/Dest [");
		bdl_part_ref(w, BDL_RELOC_OBJECT, page);
		bdl_part_text(w, " /Fit] >>");
	}
	bdl_part_end(w);
	return annot;
}

static void write_layer(struct bdl_part_writer *w, uint32_t flags)
{
	uint32_t layer = bdl_part_reserve(w);

	bdl_part_begin(w, layer);
	bdl_part_text(w, "<< /Type /OCG /Name (Layer) >>");
	bdl_part_end(w);
	bdl_part_add_layer(w, layer, flags);
}

/* What one part has. */
struct recipe {
	uint32_t pages, flags;
	int32_t rotate;
	double unit, box[4];
	bool links, fields, layers, bookmarks, exports;
};

static void write_recipe(int fd, const struct recipe *r)
{
	struct bdl_error err = {0};
	struct bdl_part_writer *w = bdl_part_writer_open(fd, &err);
	uint32_t annots[2], annot_count = 0, font, first;

	need(w != NULL, "write a part");
	font = write_font(w, "Helvetica");
	first = bdl_part_reserve(w);
	for (uint32_t i = 1; i < r->pages; i++)
		(void)bdl_part_reserve(w);
	if (r->links)
		annots[annot_count++] = write_annot(w, first + r->pages - 1, false);
	if (r->fields)
		annots[annot_count++] = write_annot(w, first, true);
	if (r->layers) {
		write_layer(w, 0);
		write_layer(w, BDL_LAYER_OFF);
	}
	for (uint32_t i = 0; i < r->pages; i++) {
		struct bdl_part_page page = {.object = first + i,
			.flags = r->flags,
			.user_unit = r->unit,
			.scale = 1,
			.rotate = r->rotate};

		memcpy(page.box, r->box, sizeof(page.box));
		write_page(w, &page, i, font, annots, i == 0 ? annot_count : 0);
	}
	if (r->bookmarks) {
		bdl_part_add_bookmark(w, 0, r->pages - 1, (double)NAN, 500, "Last \xE2\x82\xAC");
		bdl_part_add_bookmark(w, 1, 0, 10, 400, "Below (it)");
		bdl_part_add_bookmark(w, 0, 0, (double)NAN, (double)NAN, "First");
	}
	if (r->exports) {
		bdl_part_add_export(w, font);
		bdl_part_add_export(w, write_font(w, "Helvetica-Bold"));
	}
	need(bdl_part_writer_close(w, false, &err) == 0, "write a part");
}

#define A4_BOX                                                                                     \
	{                                                                                          \
		0, 0, 595.28, 841.89                                                               \
	}

void small_write_part(int fd, unsigned which)
{
	static const struct recipe recipes[SMALL_SEEDS] = {
		{.pages = 1, .unit = 1, .box = A4_BOX},
		{.pages = 3, .unit = 1, .box = A4_BOX, .links = true, .bookmarks = true},
		{.pages = 2, .unit = 1, .rotate = 90, .box = {-50, 20, 400, 300}, .fields = true},
		{.pages = 1, .unit = 5, .rotate = 270, .box = A4_BOX, .layers = true},
		{.pages = 2,
			.unit = 1,
			.rotate = 180,
			.flags = BDL_PAGE_DRAWN,
			.box = A4_BOX,
			.links = true,
			.fields = true,
			.layers = true,
			.bookmarks = true},
		{.pages = 1, .unit = 1, .box = {0, 0, 20, 30}, .exports = true},
	};

	write_recipe(fd, &recipes[which % SMALL_SEEDS]);
}

static int front_part(uint32_t pages)
{
	const struct recipe r = {.pages = pages, .unit = 1, .box = A4_BOX, .exports = true};
	int fd = memfd_create("front", MFD_CLOEXEC);

	need(fd >= 0, "make a file in memory");
	write_recipe(fd, &r);
	return fd;
}

static void lay_out(struct small *s)
{
	bdl_bundle_init(&s->bundle);
	s->bundle.made_on = (struct bdl_day){2023, 5, 22};
	s->bundle.name = "Small";
	s->bundle.stage = BDL_STAGE_DRAWN;
	s->bundle.exhibits = &s->exhibit;
	s->bundle.exhibit_count = s->bundle.order_count = 1;
	s->bundle.order = &s->order;
	s->bundle.sections = &s->section;
	s->bundle.section_count = 1;
	s->bundle.front = (struct bdl_front){.cover = 1, .index = 1, .chronology = 1};
	s->section = (struct bdl_section){
		.letter = "A", .title = "Letters", .count = 1, .page = SMALL_FRONT};
	s->exhibit = (struct bdl_exhibit){.name = "hostile.pdf",
		.path = "hostile.pdf",
		.title = "Hostile letter",
		.part = "part",
		.number = 1,
		.first_page = SMALL_FRONT + 1,
		.duplicate_of = BDL_NONE,
		.shown = true};
	for (unsigned i = 0; i < SMALL_FRONT; i++)
		s->drawn_pages[i] = i + 1;
	s->stamp = (struct bdl_stamp){.index_page = 2,
		.index_top = 700,
		.header_left = "1. Hostile letter (\\)",
		.header_right = "CMS reference 1212",
		.header_right_x = 400,
		.foot = "Index: ",
		.foot_link = "page 2",
		.foot_link_left = 110,
		.foot_link_right = 140};
	for (size_t i = 0; i < 3; i++)
		s->links[i] = (struct bdl_link){.page = 2,
			.left = 72,
			.bottom = 600 - 30 * (double)i,
			.right = 547,
			.top = 620 - 30 * (double)i,
			.target = SMALL_FRONT + (i > 0),
			.target_top = i == 2 ? 300 : (double)NAN};
	s->drawn = (struct bdl_drawn){.pages = s->drawn_pages,
		.page_count = SMALL_FRONT,
		.links = s->links,
		.link_count = 3,
		.stamps = &s->stamp,
		.stamp_count = 1};
}

void small_open(struct small *s)
{
	const char *tmp = getenv("TMPDIR");

	memset(s, 0, sizeof(*s));
	snprintf(s->folder, sizeof(s->folder), "%s/bundle-fuzz-XXXXXX",
		tmp && strlen(tmp) < 40 ? tmp : "/tmp");
	need(mkdtemp(s->folder) != NULL, s->folder);
	lay_out(s);
	s->input = (struct bdl_bind_input){.bundle = &s->bundle,
		.drawn = &s->drawn,
		.drawn_part = front_part(SMALL_FRONT),
		.furniture_part = front_part(1),
		.title = "Ms A \xE2\x80\x93 bundle"};
	s->input.parts = open(s->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	need(s->input.parts >= 0, s->folder);
	s->part = openat(s->input.parts, "part", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	need(s->part >= 0, s->folder);
}

void small_put(struct small *s, const uint8_t *bytes, size_t length, unsigned pages)
{
	need(ftruncate(s->part, 0) == 0 && lseek(s->part, 0, SEEK_SET) == 0 &&
			bdl_write_all(s->part, bytes, length) == 0,
		"write the part");
	s->exhibit.pages = pages;
	s->bundle.pages = SMALL_FRONT + pages;
}

void small_close(struct small *s)
{
	bdl_close_quietly(s->part);
	bdl_close_quietly(s->input.parts);
	bdl_close_quietly(s->input.drawn_part);
	bdl_close_quietly(s->input.furniture_part);
	bdl_remove_tree(AT_FDCWD, s->folder);
}
