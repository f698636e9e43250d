/* Prove, the file as it is opened: what the catalog says, and the bookmarks one by one. */
#include "bind/prove/inside.h"

#include <string.h>

static void check(struct prover *p, bool holds, const char *what)
{
	if (!holds)
		bdl_prover_say(p, "file: %s", what);
}

static bool text_is(struct prover *p, qpdf_oh oh, const char *words, size_t length)
{
	size_t found;
	const char *text;

	if (!qpdf_oh_is_string(p->q, oh))
		return false;
	text = qpdf_oh_get_binary_utf8_value(p->q, oh, &found);
	return found == length && memcmp(text, words, length) == 0;
}

void bdl_prove_opening(struct prover *p, const char *title, size_t title_length)
{
	qpdf_oh root = qpdf_get_root(p->q), action = bdl_prover_key(p, root, "/OpenAction"), info;
	double zoom = bdl_prover_number(p, bdl_prover_item(p, action, 4));
	bool ignored;

	info = bdl_prover_key(p, qpdf_get_trailer(p->q), "/Info");
	check(p, bdl_prover_is_name(p, bdl_prover_key(p, root, "/PageMode"), "/UseOutlines"),
		"does not open with its bookmarks shown");
	check(p, bdl_prover_target(p, action, &ignored) == 1 && zoom == 1,
		"does not open at page 1 at 100 %");
	check(p, text_is(p, bdl_prover_key(p, root, "/Lang"), "en-GB", 5),
		"does not say its language");
	check(p, text_is(p, bdl_prover_key(p, info, "/Title"), title, title_length),
		"its title is another");
	if (bdl_prover_trouble(p))
		bdl_prover_say(p, "file: its catalog cannot be read");
}

/* The object to which the key refers; 0: to none. */
static unsigned object_at(struct prover *p, qpdf_oh dictionary, const char *key)
{
	int id = qpdf_oh_get_object_id(p->q, bdl_prover_key(p, dictionary, key));

	return id > 0 ? (unsigned)id : 0;
}

/* Opens the file anew where the item is not in what is shown of it. */
static bool enter(struct prover *p, struct outline_walk *w, unsigned item)
{
	if (!bdl_excerpt_has(p, item) && !bdl_sit_at_bookmark(p, item))
		return false;
	w->item = qpdf_get_object_by_id(p->q, (int)item, 0);
	if (!qpdf_oh_is_dictionary(p->q, w->item))
		return false;
	w->first = object_at(p, w->item, "/First");
	w->next[w->depth] = object_at(p, w->item, "/Next");
	w->closed = bdl_prover_number(p, bdl_prover_key(p, w->item, "/Count")) < 0;
	return true;
}

/* Moves to the child, else to the next on this level, else to the next above. */
static bool advance(struct prover *p, struct outline_walk *w)
{
	unsigned item;

	if (!w->started) {
		w->started = true;
		item = object_at(p, bdl_prover_key(p, qpdf_get_root(p->q), "/Outlines"), "/First");
	} else if (w->first && w->depth + 1 < 64) {
		w->shut[w->depth + 1] = w->shut[w->depth] || w->closed;
		w->depth++;
		item = w->first;
	} else {
		while (!w->next[w->depth])
			if (w->depth-- == 0)
				return false;
		item = w->next[w->depth];
	}
	return item && enter(p, w, item);
}

bool bdl_outline_step(struct prover *p, struct outline_walk *w)
{
	if (w->ended || !advance(p, w) || bdl_prover_trouble(p)) {
		w->ended = true;
		return false;
	}
	w->visible += !w->shut[w->depth];
	return true;
}

void bdl_prove_bookmark(struct prover *p, struct outline_walk *w, unsigned depth, unsigned page,
	bool open, const char *title, size_t title_length)
{
	int shown = title_length > 100 ? 100 : (int)title_length;
	unsigned target;
	double count;
	bool keeps_zoom;
	qpdf_oh item;

	if (!bdl_outline_step(p, w)) {
		bdl_prover_say(p, "bookmarks: \"%.*s\" is missing", shown, title);
		return;
	}
	item = w->item;
	target = bdl_prover_target(p, bdl_prover_key(p, item, "/Dest"), &keeps_zoom);
	count = bdl_prover_number(p, bdl_prover_key(p, item, "/Count"));
	if (!text_is(p, bdl_prover_key(p, item, "/Title"), title, title_length))
		bdl_prover_say(
			p, "bookmarks: another one stands in the place of \"%.*s\"", shown, title);
	else if (target != page || !keeps_zoom)
		bdl_prover_say(p,
			"bookmarks: \"%.*s\" leads to page %u instead of %u, or changes the zoom",
			shown, title, target, page);
	else if (w->depth != depth || (open && count < 0) || (!open && count > 0))
		bdl_prover_say(p, "bookmarks: \"%.*s\" is not where it should be", shown, title);
	(void)bdl_prover_trouble(p);
}

void bdl_prove_outline_end(struct prover *p, struct outline_walk *w)
{
	qpdf_oh root;

	if (bdl_outline_step(p, w)) {
		bdl_prover_say(p, "bookmarks: there are more than there should be");
		return;
	}
	if (p->rc <= 0)
		return;
	root = bdl_prover_key(p, qpdf_get_root(p->q), "/Outlines");
	if (bdl_prover_number(p, bdl_prover_key(p, root, "/Count")) != (double)w->visible)
		bdl_prover_say(p, "bookmarks: their count is wrong");
}
