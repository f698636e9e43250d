/*
 * Prove, what a page says of the documents that came with it: the words stand in one of its content
 * streams, and a link of it leads to the page that they name.
 */
#include "bind/prove/inside.h"

#include <stdlib.h>
#include <string.h>

static bool holds(const unsigned char *bytes, size_t length, const char *words, size_t n)
{
	for (size_t i = 0; i + n <= length; i++)
		if (bytes[i] == (unsigned char)words[0] && memcmp(bytes + i, words, n) == 0)
			return true;
	return false;
}

/* Read as they stand: bind fills in the words where the stream is not compressed. */
static bool stream_holds(struct prover *p, qpdf_oh stream, const char *words, size_t n)
{
	unsigned char *bytes = NULL;
	size_t length = 0;
	bool found;

	if (!qpdf_oh_is_stream(p->q, stream) ||
		(qpdf_oh_get_stream_data(p->q, stream, qpdf_dl_none, NULL, &bytes, &length) &
			QPDF_ERRORS))
		length = 0;
	found = holds(bytes, length, words, n);
	free(bytes);
	return found;
}

static bool page_says(struct prover *p, const char *words, size_t n)
{
	qpdf_oh contents = bdl_prover_key(p, p->page.object, "/Contents");
	int count =
		qpdf_oh_is_array(p->q, contents) ? qpdf_oh_get_array_n_items(p->q, contents) : 0;

	/* the last one is the stamp */
	for (int i = count - 2; i >= 0; i--)
		if (stream_holds(p, bdl_prover_item(p, contents, i), words, n))
			return true;
	return false;
}

static bool page_leads_to(struct prover *p, unsigned target)
{
	for (size_t i = 0;; i++) {
		while (i >= p->page.link_count)
			if (!bdl_find_link(p))
				return false;
		if (p->page.links[i].target == target)
			return true;
	}
}

void bdl_prove_mention(struct prover *p, unsigned target, const char *hex, size_t length)
{
	bool in_words = length != 1 || hex[0] != '-';

	if (in_words && (!length || !page_says(p, hex, length)))
		bdl_prover_say(p, "page %u: does not say where page %u is", p->page.number, target);
	if (!page_leads_to(p, target))
		bdl_prover_say(p, "page %u: mentions page %u but does not lead there",
			p->page.number, target);
}
