/*
 * Fuzz content: the input is a content stream. Its words lie inside it, one behind the other; and
 * once it is tidied and closed, as a part's pages are, nothing in it is open: the number that is
 * stamped behind it cannot be moved or hidden.
 */
#include "small.h"

#include "bind/prove/shows.h"
#include "mutate.h"
#include "read/pdf/content.h"
#include <math.h>
#include <string.h>

static void check_words(const char *text, size_t length)
{
	struct pdf_lex l;
	const char *before = text;

	bdl_lex_init(&l, text, length);
	while (bdl_lex_next(&l) != PDF_END) {
		if (l.word < before || l.at < l.word + l.length || l.at > text + length ||
			!l.length)
			fault("a word outside the text");
		before = l.at;
		if (!isfinite(bdl_lex_number(l.word, l.length)))
			fault("a number without end");
	}
}

static void check_operations(const char *text, size_t length)
{
	struct pdf_content c;
	struct pdf_operation op;
	size_t after = 0;

	bdl_content_init(&c, text, length);
	while (bdl_content_next(&c, &op)) {
		if (op.at < after || op.at > length || op.number_count > PDF_OPERANDS)
			fault("an operator outside the text");
		after = op.at;
		if (op.name && (op.name < text || op.name + op.name_length > text + length))
			fault("a name outside the text");
	}
}

static void check_balance(const char *text, size_t length)
{
	struct bdl_buffer whole = BDL_BUFFER_INIT;
	struct pdf_balance b;

	bdl_content_tidy(text, length, &whole);
	bdl_content_balance(&b, bdl_buffer_string(&whole), whole.length);
	if (b.stray || b.cut)
		fault("tidied, and yet %u Q too many, or cut", (unsigned)b.stray);
	bdl_content_close(&b, &whole);
	bdl_content_balance(&b, bdl_buffer_string(&whole), whole.length);
	if (b.saves || b.marks || b.stray || b.text || b.image || b.cut)
		fault("closed, and yet open: %u q, %u marks, %u Q, text %d, image %d, cut %d",
			(unsigned)b.saves, (unsigned)b.marks, (unsigned)b.stray, b.text, b.image,
			b.cut);
	bdl_buffer_release(&whole);
}

static void check_shows(const char *text, size_t length)
{
	struct bdl_show shows[BDL_SHOWS_MAX];
	size_t count;

	(void)bdl_read_shows(text, length, shows, &count);
	if (count > BDL_SHOWS_MAX)
		fault("%zu shows", count);
	for (size_t i = 0; i < count; i++)
		if (shows[i].length >= BDL_SHOW_TEXT || shows[i].text[shows[i].length] != '\0' ||
			!memchr(shows[i].font, '\0', sizeof(shows[i].font)))
			fault("a show without an end");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *text = (const char *)bytes;

	check_words(text, length);
	check_operations(text, length);
	check_balance(text, length);
	check_shows(text, length);
	return 0;
}
