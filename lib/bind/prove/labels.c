/*
 * Prove, the page labels: the tree is walked and counted out here anew (ISO 32000-1, 12.4.2), so
 * that what a viewer calls a page is what was claimed.
 */
#include "bind/prove/inside.h"

#include <stdio.h>
#include <string.h>

#define DEEP 8
#define LABEL_MOST 256
#define COUNT_MOST 3999u /* of Roman numerals, and of letters written again and again */

/* The range that a page is in: the last one that begins at it or before it. */
struct label_range {
	bool found;
	double from;
	qpdf_oh style;
};

static void search(
	struct prover *p, qpdf_oh node, double page, unsigned depth, struct label_range *best)
{
	qpdf_oh ranges = bdl_prover_key(p, node, "/Nums"), kids = bdl_prover_key(p, node, "/Kids");
	int count = qpdf_oh_is_array(p->q, ranges) ? qpdf_oh_get_array_n_items(p->q, ranges) : 0;

	for (int i = 0; i + 1 < count; i += 2) {
		double from = bdl_prover_number(p, bdl_prover_item(p, ranges, i));

		if (from > page || (best->found && from < best->from))
			continue;
		*best = (struct label_range){true, from, bdl_prover_item(p, ranges, i + 1)};
	}
	count = qpdf_oh_is_array(p->q, kids) ? qpdf_oh_get_array_n_items(p->q, kids) : 0;
	for (int i = 0; i < count && depth < DEEP; i++)
		search(p, bdl_prover_item(p, kids, i), page, depth + 1, best);
}

static void add_roman(struct bdl_buffer *out, unsigned n, bool small)
{
	static const char *const digits[4][10] = {
		{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"},
		{"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"},
		{"", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm"},
		{"", "m", "mm", "mmm", "", "", "", "", "", ""}};
	static const unsigned places[] = {1, 10, 100, 1000};

	for (int i = 3; i >= 0; i--)
		for (const char *c = digits[i][n / places[i] % 10]; *c; c++)
			bdl_buffer_byte(out, small ? *c : (char)(*c - 'a' + 'A'));
}

static void add_letters(struct bdl_buffer *out, unsigned n, bool small)
{
	for (unsigned i = 0; i <= (n - 1) / 26; i++)
		bdl_buffer_byte(out, (char)((small ? 'a' : 'A') + (int)((n - 1) % 26)));
}

static void add_count(struct prover *p, struct bdl_buffer *out, qpdf_oh style, unsigned n)
{
	qpdf_oh kind = bdl_prover_key(p, style, "/S");

	if (bdl_prover_is_name(p, kind, "/D"))
		bdl_buffer_printf(out, "%u", n);
	else if (n < 1 || n > COUNT_MOST)
		bdl_buffer_text(out, "?");
	else if (bdl_prover_is_name(p, kind, "/r") || bdl_prover_is_name(p, kind, "/R"))
		add_roman(out, n, bdl_prover_is_name(p, kind, "/r"));
	else if (bdl_prover_is_name(p, kind, "/a") || bdl_prover_is_name(p, kind, "/A"))
		add_letters(out, n, bdl_prover_is_name(p, kind, "/a"));
}

static void expand(struct prover *p, unsigned page, struct bdl_buffer *out)
{
	qpdf_oh labels = bdl_prover_key(p, qpdf_get_root(p->q), "/PageLabels"), start, prefix;
	struct label_range range = {.found = false};
	double n;

	if (qpdf_oh_is_null(p->q, labels)) {
		bdl_buffer_printf(out, "%u", page);
		return;
	}
	search(p, labels, page - 1, 0, &range);
	if (!range.found)
		return;
	prefix = bdl_prover_key(p, range.style, "/P");
	if (qpdf_oh_is_string(p->q, prefix)) {
		size_t length;
		const char *text = qpdf_oh_get_binary_utf8_value(p->q, prefix, &length);

		bdl_buffer_add(out, text, length < LABEL_MOST ? length : LABEL_MOST);
	}
	start = bdl_prover_key(p, range.style, "/St");
	n = qpdf_oh_is_null(p->q, start) ? 1 : bdl_prover_number(p, start);
	n += page - 1 - range.from;
	add_count(p, out, range.style, n >= 0 && n < 4e9 ? (unsigned)n : 0);
}

void bdl_prove_label(struct prover *p, const char *words, size_t length)
{
	struct bdl_buffer label = BDL_BUFFER_INIT;

	expand(p, p->page.number, &label);
	if (label.failed)
		p->out_of_memory = true;
	else if (label.length != length || memcmp(bdl_buffer_string(&label), words, length) != 0)
		bdl_prover_say(p, "page %u: its label is \"%.80s\" instead of \"%.*s\"",
			p->page.number, bdl_buffer_string(&label), (int)(length < 80 ? length : 80),
			words);
	if (bdl_prover_trouble(p))
		bdl_prover_say(p, "page %u: its label cannot be read", p->page.number);
	bdl_buffer_release(&label);
}
