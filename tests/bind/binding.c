/* Binding: see binding.h. */
#include "binding.h"
#include "base/file.h"
#include "bind/prove.h"
#include "model/type.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MENTIONS (2 * (24 + 62 + 7)) /* bytes of content */

static const double A4[4] = {0, 0, 595.28, 841.89};

static void write_box(struct bdl_part_writer *w, const char *key, const double box[4])
{
	bdl_part_printf(w, " /%s [%.3f %.3f %.3f %.3f]", key, box[0], box[1], box[2], box[3]);
}

/* A page whose own annotations are `annots`. Its words stand in the middle of what is seen. */
static void write_page(struct bdl_part_writer *w, uint32_t index, uint32_t page, uint32_t font,
	const struct sheet *s, const uint32_t *annots, uint32_t annot_count)
{
	const double *media = s->media[2] > 0 ? s->media : A4;
	const double *box = s->crop[2] > 0 ? s->crop : media;
	uint32_t content = bdl_part_reserve(w);
	char words[200];
	int n = snprintf(words, sizeof(words), "q BT /F1 14 Tf %.2f %.2f Td (%s) Tj ET Q\n",
		box[0] + 20, (box[1] + box[3]) / 2, s->words ? s->words : "words");
	struct bdl_part_page row = {.object = page,
		.flags = s->flags,
		.user_unit = s->unit > 0 ? s->unit : 1,
		.scale = 1,
		.rotate = s->rotate};

	memcpy(row.box, box, sizeof(row.box));
	bdl_part_begin(w, content);
	bdl_part_printf(w, "<< /Length %d >>\nstream\n%s", n + (s->mentions ? MENTIONS : 0), words);
	for (uint32_t inner = 0; s->mentions && inner < 2; inner++) {
		bdl_part_printf(w, "BT /BdlN 12 Tf 20 %u Td ", 40 + 20 * (unsigned)inner);
		bdl_part_mention(w, index, inner);
		bdl_part_text(w, " Tj ET\n");
	}
	bdl_part_text(w, "endstream");
	bdl_part_end(w);
	bdl_part_begin(w, page);
	bdl_part_text(w, "<< /Type /Page /Parent ");
	bdl_part_ref(w, BDL_RELOC_PARENT, index);
	write_box(w, "MediaBox", media);
	if (s->crop[2] > 0)
		write_box(w, "CropBox", s->crop);
	if (s->rotate)
		bdl_part_printf(w, " /Rotate %d", s->rotate);
	if (s->unit > 0)
		bdl_part_printf(w, " /UserUnit %.3f", s->unit);
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
	bdl_part_add_page(w, &row, annots, annot_count);
}

static uint32_t write_font(struct bdl_part_writer *w, const char *name)
{
	uint32_t font = bdl_part_reserve(w);

	bdl_part_begin(w, font);
	bdl_part_printf(w,
		"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding "
		"/FirstChar 32 /Widths [",
		name);
	for (char c = ' '; c <= '~'; c++)
		bdl_part_printf(w, "%.0f ",
			1000 * bdl_type_width(strstr(name, "Bold") != NULL, (const char[]){c, 0}));
	bdl_part_text(w, "] >>");
	bdl_part_end(w);
	return font;
}

static uint32_t write_link(struct bdl_part_writer *w, uint32_t target)
{
	uint32_t link = bdl_part_reserve(w);

	bdl_part_begin(w, link);
	bdl_part_text(
		w, "<< /Type /Annot /Subtype /Link /Rect [20 20 60 40] /Border [0 0 0] /Dest [");
	bdl_part_ref(w, BDL_RELOC_OBJECT, target);
	bdl_part_text(w, " /Fit] >>");
	bdl_part_end(w);
	return link;
}

static uint32_t write_mention(struct bdl_part_writer *w, uint32_t inner)
{
	uint32_t link = bdl_part_reserve(w);

	bdl_part_begin(w, link);
	bdl_part_printf(w, "<< /Type /Annot /Subtype /Link /Rect [20 %u 90 %u] /Dest [",
		37 + 20 * (unsigned)inner, 52 + 20 * (unsigned)inner);
	bdl_part_ref(w, BDL_RELOC_INNER, bdl_mention(0, inner, 0));
	bdl_part_text(w, " /XYZ null 14400 null] >>");
	bdl_part_end(w);
	return link;
}

static uint32_t write_field(struct bdl_part_writer *w, uint32_t page)
{
	uint32_t field = bdl_part_reserve(w);

	bdl_part_begin(w, field);
	bdl_part_text(w, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Ms A) /F 4 "
			 "/Rect [100 300 200 320] /DA (/Helv 10 Tf 0 g) /P ");
	bdl_part_ref(w, BDL_RELOC_OBJECT, page);
	bdl_part_text(w, " /Parent ");
	bdl_part_ref(w, BDL_RELOC_FIELD, 0);
	bdl_part_text(w, " >>");
	bdl_part_end(w);
	bdl_part_add_field(w, field);
	return field;
}

static void write_layers(struct bdl_part_writer *w)
{
	for (uint32_t i = 0; i < 2; i++) {
		uint32_t layer = bdl_part_reserve(w);

		bdl_part_begin(w, layer);
		bdl_part_printf(w, "<< /Type /OCG /Name (Layer %u) >>", (unsigned)i + 1);
		bdl_part_end(w);
		bdl_part_add_layer(w, layer, i ? BDL_LAYER_OFF : 0);
	}
}

void write_exhibit(int fd, const struct exhibit_plan *plan)
{
	struct bdl_error err = {0};
	struct bdl_part_writer *w = bdl_part_writer_open(fd, &err);
	uint32_t pages[64], annots[4], annot_count = 0, font;

	cr_assert(w && plan->count <= 64, "%s", err.message);
	font = write_font(w, "Times-Roman");
	for (unsigned i = 0; i < plan->count; i++)
		pages[i] = bdl_part_reserve(w);
	if (plan->with_links)
		annots[annot_count++] = write_link(w, pages[plan->count - 1]);
	if (plan->count && plan->sheets[0].marks)
		annots[annot_count++] = write_mention(w, 0);
	for (uint32_t i = 0; plan->count && plan->sheets[0].mentions && i < 2; i++)
		annots[annot_count++] = write_mention(w, i);
	if (plan->with_field)
		annots[annot_count++] = write_field(w, pages[0]);
	if (plan->with_layers)
		write_layers(w);
	for (unsigned i = 0; i < plan->count; i++)
		write_page(
			w, i, pages[i], font, &plan->sheets[i], annots, i == 0 ? annot_count : 0);
	if (plan->with_links) {
		bdl_part_add_bookmark(w, 0, plan->count - 1, NAN, 500, "Last page \xE2\x82\xAC");
		bdl_part_add_bookmark(w, 1, 0, 10, 400, "Below (it)");
	}
	cr_assert_eq(bdl_part_writer_close(w, false, &err), 0, "%s", err.message);
}

int binding_part(struct binding *b, const char *name)
{
	char path[128];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", b->folder, name);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	cr_assert_geq(fd, 0, "cannot create %s", path);
	return fd;
}

/* Plain upright pages, one for each that the plan has drawn. */
static void write_drawn(struct binding *b)
{
	static const struct sheet plain = {.words = "drawn"};
	struct sheet sheets[2 * BINDING_EXHIBITS];
	const struct exhibit_plan plan = {.sheets = sheets, .count = b->drawn.page_count};

	for (unsigned i = 0; i < b->drawn.page_count; i++)
		sheets[i] = plain;
	b->input.drawn_part = binding_part(b, "drawn");
	write_exhibit(b->input.drawn_part, &plan);
}

static void write_furniture(struct binding *b)
{
	static const struct sheet plain = {.words = "fonts"};
	struct bdl_error err = {0};
	struct bdl_part_writer *w;
	uint32_t page, regular, bold;

	b->input.furniture_part = binding_part(b, "furniture");
	w = bdl_part_writer_open(b->input.furniture_part, &err);
	cr_assert(w);
	page = bdl_part_reserve(w);
	regular = write_font(w, "Helvetica");
	bold = write_font(w, "Helvetica-Bold");
	write_page(w, 0, page, regular, &plain, NULL, 0);
	bdl_part_add_export(w, regular);
	bdl_part_add_export(w, bold);
	cr_assert_eq(bdl_part_writer_close(w, false, &err), 0, "%s", err.message);
}

static void draw_page(struct binding *b, unsigned page)
{
	b->drawn_pages[b->drawn.page_count++] = page;
}

static void place_exhibit(
	struct binding *b, size_t row, const struct exhibit_plan *plan, unsigned *page)
{
	struct bdl_exhibit *x = &b->exhibits[row];
	double top = 700 - 21 * (double)row;

	x->number = (unsigned)row + 1;
	x->section = plan->section;
	x->title = plan->title;
	x->date = plan->date;
	x->name = x->path = plan->title;
	x->duplicate_of = BDL_NONE;
	x->shown = plan->count > 0;
	x->pages = plan->count ? plan->count : 1;
	x->first_page = *page;
	*page += x->pages;
	if (!x->shown)
		draw_page(b, x->first_page);
	b->order[row] = row;
	b->stamps[row] = (struct bdl_stamp){.index_page = 2,
		.index_top = top,
		.header_left = "1. Call log (3 \\ calls)",
		.header_right = "CMS reference 1212",
		.header_right_x = 450,
		.foot = "Index:",
		.foot_link = "page 2",
		.foot_link_left = 106,
		.foot_link_right = 136};
	b->links[b->drawn.link_count++] = (struct bdl_link){.page = 2,
		.left = 72,
		.bottom = top - 20,
		.right = 547,
		.top = top - 1,
		.target = x->first_page,
		.target_top = NAN};
}

static void write_part(struct binding *b, size_t row, const struct exhibit_plan *plan)
{
	int fd;

	if (!plan->count)
		return;
	snprintf(b->names[row], sizeof(b->names[row]), "part%zu", row);
	b->exhibits[row].part = b->names[row];
	fd = binding_part(b, b->names[row]);
	write_exhibit(fd, plan);
	close(fd);
}

static void paginate(struct binding *b, const struct exhibit_plan *plans, size_t count,
	const char *const *sections)
{
	static const char *const letters[] = {"A", "B", "C", "D"};
	unsigned page = 1;

	for (; page <= 3; page++)
		draw_page(b, page);
	for (size_t row = 0; row < count; row++) {
		if (row == 0 || plans[row].section != plans[row - 1].section) {
			b->sections[b->bundle.section_count++] =
				(struct bdl_section){.letter = letters[plans[row].section],
					.title = sections[plans[row].section],
					.first = row,
					.page = page};
			draw_page(b, page++);
		}
		b->sections[b->bundle.section_count - 1].count++;
		place_exhibit(b, row, &plans[row], &page);
	}
	b->bundle.pages = page - 1;
}

void binding_init(struct binding *b, const struct exhibit_plan *plans, size_t count,
	const char *const *sections)
{
	memset(b, 0, sizeof(*b));
	cr_assert_leq(count, BINDING_EXHIBITS);
	snprintf(b->folder, sizeof(b->folder), "/tmp/bundle-bind-XXXXXX");
	cr_assert(mkdtemp(b->folder));
	b->bundle.made_on = (struct bdl_day){2023, 5, 22};
	b->bundle.name = "Ms A and CMS Bundle 2023-05-22";
	b->bundle.numbering = (struct bdl_numbering)BDL_NUMBERING_INIT;
	b->bundle.fingerprint[0] = 7;
	b->bundle.stage = BDL_STAGE_DRAWN;
	b->bundle.exhibits = b->exhibits;
	b->bundle.exhibit_count = b->bundle.order_count = count;
	b->bundle.order = b->order;
	b->bundle.sections = b->sections;
	b->bundle.front = (struct bdl_front){.cover = 1, .index = 1, .chronology = 1};
	b->drawn.pages = b->drawn_pages;
	b->drawn.links = b->links;
	b->drawn.stamps = b->stamps;
	b->drawn.stamp_count = count;
	paginate(b, plans, count, sections);
	for (size_t row = 0; row < count; row++)
		write_part(b, row, &plans[row]);
	b->input = (struct bdl_bind_input){.bundle = &b->bundle, .drawn = &b->drawn};
	b->input.title = "Ms A and the Child Maintenance Service \xE2\x80\x93 bundle";
	write_drawn(b);
	write_furniture(b);
	b->input.parts = open(b->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	cr_assert_geq(b->input.parts, 0);
}

int binding_bind(struct binding *b, struct bdl_error *err)
{
	struct bdl_buffer all = BDL_BUFFER_INIT;
	int fd = binding_part(b, "bundle.pdf");
	int rc = bdl_bind(&b->input, fd, err);

	free(b->pdf);
	b->pdf = NULL;
	b->length = 0;
	if (rc == 0) {
		cr_assert_eq(bdl_read_fd(fd, "bundle.pdf", SIZE_MAX / 8, &all, err), 0);
		b->length = all.length;
		b->pdf = bdl_buffer_take(&all);
	}
	close(fd);
	return rc;
}

void binding_must_bind(struct binding *b)
{
	struct bdl_error err = {0};

	cr_assert_eq(binding_bind(b, &err), 0, "%s: %s", err.path, err.message);
	bdl_buffer_clear(&b->claims);
	cr_assert_eq(
		bdl_bind_claims(&b->input, &b->claims, &err), 0, "%s: %s", err.path, err.message);
}

char *binding_prove(struct binding *b, const char *pdf, size_t length)
{
	struct bdl_buffer findings = BDL_BUFFER_INIT;
	struct bdl_error err = {0};

	cr_assert_eq(bdl_prove(pdf, length, b->claims.data, b->claims.length, &findings, &err), 0,
		"%s", err.message);
	if (!findings.data)
		bdl_buffer_text(&findings, "");
	return bdl_buffer_take(&findings);
}

char *binding_run(struct binding *b, const char *command, int *status)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	char path[128], line[512], piece[4096];
	size_t n;
	FILE *f;

	snprintf(path, sizeof(path), "%s/bundle.pdf", b->folder);
	snprintf(line, sizeof(line), "P='%s'; %s 2>&1", path, command);
	f = popen(line, "r");
	cr_assert(f, "cannot run %s", line);
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		bdl_buffer_add(&out, piece, n);
	n = (size_t)pclose(f);
	if (status)
		*status = WEXITSTATUS((int)n);
	bdl_buffer_text(&out, "");
	return bdl_buffer_take(&out);
}

void binding_release(struct binding *b)
{
	close(b->input.parts);
	close(b->input.drawn_part);
	close(b->input.furniture_part);
	bdl_remove_tree(AT_FDCWD, b->folder);
	bdl_buffer_release(&b->claims);
	free(b->pdf);
}
