/*
 * Look, what the document says of itself: Info and XMP, language, how it opens, page labels, files
 * inside, scripts of the whole document, signatures. See look.h; ISO 32000-1, 7.7.2, 7.11.4, 12.4.2
 * and 14.3.
 */
#include "check/look.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define XMP_MOST ((size_t)1 << 20)
#define FILE_LOOKED_INTO ((size_t)4 << 20) /* packed; of larger ones only the name is known */
#define LABEL_MOST 10000u /* letters of one label, from a file that counts AAA... */
#define ROMAN_MOST 100000u

/* ---- metadata ---- */

/* What stands between the next > behind `tag` and the next <, past rdf:Alt, rdf:Seq and rdf:li. */
static const char *xmp_value(struct look *l, const char *xmp, const char *tag)
{
	const char *at = xmp ? strstr(xmp, tag) : NULL, *end;
	struct pdf_value v = {.type = PDF_STRING};
	struct bdl_buffer b = BDL_BUFFER_INIT;
	const char *text;

	if (!at)
		return NULL;
	for (at += strlen(tag); (at = strchr(at, '>')); at = end) {
		at++;
		end = strchr(at, '<');
		if (!end || strncmp(end, "</", 2) == 0 ||
			strspn(at, " \t\r\n") < (size_t)(end - at))
			break;
	}
	if (!at || !end)
		return NULL;
	bdl_buffer_byte(&b, '(');
	for (; at < end; at++) {
		if (strchr("()\\", *at))
			bdl_buffer_byte(&b, '\\');
		bdl_buffer_byte(&b, *at);
	}
	bdl_buffer_byte(&b, ')');
	v.text = bdl_buffer_string(&b);
	v.length = b.length;
	text = look_text(l, &v);
	bdl_buffer_release(&b);
	return text;
}

static void read_xmp(struct look *l)
{
	const struct pdf_value *ref = bdl_value_find(l->source.root, "/Metadata");
	struct bdl_seen *s = l->seen;
	struct bdl_buffer clean = BDL_BUFFER_INIT;
	struct pdf_bytes bytes;

	s->has_xmp = ref->type == PDF_REF;
	if (look_stream(l, ref, &bytes) < 0)
		return;
	bdl_utf8_clean(&clean, (const char *)bytes.data,
		bytes.length < XMP_MOST ? bytes.length : XMP_MOST);
	s->xmp = bdl_arena_string(&s->arena, bdl_buffer_string(&clean));
	l->failed |= !s->xmp || clean.failed;
	bdl_buffer_release(&clean);
	free(bytes.data);
}

static void read_info(struct look *l)
{
	struct bdl_seen *s = l->seen;
	const struct pdf_value *info = look_get(l, &l->arena, l->source.trailer, "/Info");

	const struct {
		const char *key, *tag, **out;
	} fields[] = {{"/Title", "<dc:title", &s->title}, {"/Author", "<dc:creator", &s->author},
		{"/Creator", "<xmp:CreatorTool", &s->creator},
		{"/Producer", "<pdf:Producer", &s->producer},
		{"/Subject", "<dc:description", &s->subject},
		{"/Keywords", "<pdf:Keywords", &s->keywords}};

	read_xmp(l);
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		*fields[i].out = look_text(l, look_get(l, &l->arena, info, fields[i].key));
		if (!*fields[i].out)
			*fields[i].out = xmp_value(l, s->xmp, fields[i].tag);
	}
}

/* ---- labels ---- */

static void roman(unsigned n, struct bdl_buffer *out)
{
	static const struct {
		unsigned value;
		const char *letters;
	} steps[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"},
		{50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};

	for (size_t i = 0; n && n <= ROMAN_MOST && i < sizeof(steps) / sizeof(*steps);)
		if (n >= steps[i].value) {
			bdl_buffer_text(out, steps[i].letters);
			n -= steps[i].value;
		} else {
			i++;
		}
}

static void write_count(const struct pdf_value *style, unsigned n, struct bdl_buffer *out)
{
	size_t start = out->length;

	if (bdl_value_is_name(style, "/D"))
		bdl_buffer_printf(out, "%u", n);
	else if (bdl_value_is_name(style, "/R") || bdl_value_is_name(style, "/r"))
		roman(n, out);
	else if (n && (bdl_value_is_name(style, "/A") || bdl_value_is_name(style, "/a")))
		for (unsigned i = 0; i < 1 + (n - 1) / 26 && i < LABEL_MOST; i++)
			bdl_buffer_byte(out, (char)('a' + (n - 1) % 26));
	if (bdl_value_is_name(style, "/R") || bdl_value_is_name(style, "/A"))
		for (size_t i = start; i < out->length; i++)
			out->data[i] = (char)(out->data[i] - 'a' + 'A');
}

/* The labels from page row `first` to the one before `end`. */
static void label_pages(struct look *l, const struct pdf_value *range, unsigned first, unsigned end)
{
	const struct pdf_value *v = look_load(l, &l->arena, range);
	const struct pdf_value *style = look_get(l, &l->arena, v, "/S");
	const char *prefix = look_text(l, look_get(l, &l->arena, v, "/P"));
	double start = look_number(look_get(l, &l->arena, v, "/St"), 1);

	if (!(start >= 0 && start < 1e8))
		start = 1;
	for (unsigned i = first; i < end && i < l->page_count && !l->failed; i++) {
		struct bdl_buffer b = BDL_BUFFER_INIT;

		bdl_buffer_text(&b, prefix ? prefix : "");
		write_count(style, (unsigned)start + (i - first), &b);
		l->seen->pages[i].label = bdl_arena_string(&l->seen->arena, bdl_buffer_string(&b));
		l->failed |= b.failed || !l->seen->pages[i].label;
		bdl_buffer_release(&b);
	}
}

static void walk_labels(struct look *l, const struct pdf_value *node, unsigned depth,
	unsigned *nodes, const struct pdf_value **open, unsigned *from)
{
	const struct pdf_value *v = look_load(l, &l->arena, node);
	const struct pdf_value *nums = look_get(l, &l->arena, v, "/Nums");
	const struct pdf_value *kids = look_get(l, &l->arena, v, "/Kids");

	if (depth == 32 || ++*nodes > 100000)
		return;
	for (const struct pdf_value *m = nums->type == PDF_ARRAY ? nums->first : NULL; m && m->next;
		m = m->next->next) {
		double at = look_number(look_load(l, &l->arena, m), 0);
		unsigned row = at >= 0 && at < (double)l->page_count ? (unsigned)at : l->page_count;

		if (*open)
			label_pages(l, *open, *from, row);
		*open = m->next;
		*from = row;
	}
	for (const struct pdf_value *k = kids->type == PDF_ARRAY ? kids->first : NULL; k;
		k = k->next)
		walk_labels(l, k, depth + 1, nodes, open, from);
}

static void read_labels(struct look *l)
{
	const struct pdf_value *node = bdl_value_find(l->source.root, "/PageLabels"), *open = NULL;
	unsigned nodes = 0, from = 0;

	if (look_load(l, &l->arena, node)->type != PDF_DICT)
		return;
	l->seen->has_labels = true;
	walk_labels(l, node, 0, &nodes, &open, &from);
	if (open)
		label_pages(l, open, from, l->page_count);
}

/* ---- files inside, scripts, signatures ---- */

static bool ends_like_program(const char *name)
{
	static const char *const endings[] = {".exe", ".com", ".bat", ".cmd", ".scr", ".pif",
		".msi", ".dll", ".js", ".jse", ".vbs", ".vbe", ".wsf", ".hta", ".ps1", ".jar",
		".sh", ".app", ".lnk", ".reg", ".cpl", ".docm", ".xlsm", ".pptm", NULL};
	size_t length = strlen(name);

	for (const char *const *e = endings; *e; e++)
		if (length > strlen(*e) && bdl_text_casecmp(name + length - strlen(*e), *e) == 0)
			return true;
	return false;
}

static bool starts_like_program(const struct pdf_bytes *b)
{
	static const char *const starts[] = {
		"MZ", "\177ELF", "#!", "\xCA\xFE\xBA\xBE", "\xCF\xFA\xED\xFE", NULL};

	for (const char *const *s = starts; *s; s++)
		if (b->length > 16 && memcmp(b->data, *s, strlen(*s)) == 0)
			return true;
	return false;
}

static void add_file(struct look *l, const struct pdf_value *name, const struct pdf_value *spec)
{
	struct bdl_seen *s = l->seen;
	const struct pdf_value *v = look_load(l, &l->arena, spec), *ef, *ref;
	struct bdl_seen_file *f = look_more(l, &s->arena, s->files, &s->file_count, sizeof(*f));
	struct pdf_bytes bytes;

	if (!f)
		return;
	s->files = f;
	f += s->file_count - 1;
	f->name = look_text(l, look_get(l, &l->arena, v, "/UF"));
	if (!f->name)
		f->name = look_text(l, look_get(l, &l->arena, v, "/F"));
	if (!f->name)
		f->name = look_text(l, name);
	if (!f->name)
		f->name = "";
	f->program = ends_like_program(f->name);
	ef = look_get(l, &l->arena, v, "/EF");
	ref = bdl_value_find(ef, "/F");
	if (f->program || look_number(look_get(l, &l->arena, ref, "/Length"), 1e12) >
				  (double)FILE_LOOKED_INTO)
		return;
	if (look_stream(l, ref, &bytes) == 0) {
		f->program = starts_like_program(&bytes);
		free(bytes.data);
	}
}

static void add_script(struct look *l, const struct pdf_value *name, const struct pdf_value *value)
{
	(void)name;
	look_action(l, &l->arena, value);
}

static void read_names(struct look *l)
{
	const struct pdf_value *names = look_get(l, &l->arena, l->source.root, "/Names");

	look_name_tree(l, bdl_value_find(names, "/EmbeddedFiles"), 0, add_file);
	look_name_tree(l, bdl_value_find(names, "/JavaScript"), 0, add_script);
	look_triggers(l, &l->arena, bdl_value_find(l->source.root, "/AA"));
}

static void read_form(struct look *l)
{
	const struct pdf_value *form = look_get(l, &l->arena, l->source.root, "/AcroForm");
	double flags = look_number(look_get(l, &l->arena, form, "/SigFlags"), 0);

	if (flags >= 1 && flags < 1000 && (int)flags % 2 == 1)
		l->seen->signed_pdf = true;
}

static void read_opening(struct look *l)
{
	const struct pdf_value *open = look_get(l, &l->arena, l->source.root, "/OpenAction");
	struct bdl_seen *s = l->seen;

	s->page_mode = look_name_text(l, look_get(l, &l->arena, l->source.root, "/PageMode"));
	s->language = look_text(l, look_get(l, &l->arena, l->source.root, "/Lang"));
	s->has_opening = open->type != PDF_NULL;
	if (open->type == PDF_DICT)
		s->opens = look_target(l, &l->arena, &bdl_value_null, open);
	else if (s->has_opening)
		s->opens = look_target(l, &l->arena, open, &bdl_value_null);
}

void look_catalog(struct look *l)
{
	read_info(l);
	read_opening(l);
	read_labels(l);
	read_names(l);
	read_form(l);
}
