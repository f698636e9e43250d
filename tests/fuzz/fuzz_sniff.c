/*
 * Fuzz sniff: the input is the beginning of a file, whose first byte says what it is called.
 * Whatever it is, the answer is a token and a media type, whether or not the file can be looked
 * into; and text is always something.
 */
#include "read/sniff.h"

#include "base/text.h"
#include "fault.h"
#include "mutate.h"
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
	"", "a.csv", "letter.eml", "a.txt", "a.docx", "mbox", "a.html", "a.PDF"};

static void check(const struct bdl_sniffed *s)
{
	if (!s->format || !*s->format ||
		strspn(s->format, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(s->format))
		fault("a format that is no token: %s", s->format ? s->format : "none");
	if (!memchr(s->media_type, '\0', sizeof(s->media_type)) ||
		!memchr(s->basis, '\0', sizeof(s->basis)))
		fault("an answer without an end");
	if (!strchr(s->media_type, '/') || !*s->basis)
		fault("no media type, or no reason: %s, %s", s->media_type, s->basis);
	for (const char *p = s->media_type; *p; p++)
		if (*p <= ' ' || *p > '~')
			fault("a media type of strange letters: %s", s->media_type);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct bdl_sniffing s = {
		.fd = -1, .name = names[length ? bytes[0] % (sizeof(names) / sizeof(*names)) : 0]};
	struct bdl_sniffed out = {.format = NULL};
	struct bdl_buffer text = BDL_BUFFER_INIT;
	uint8_t *own;

	if (length == 0)
		return 0;
	own = malloc(length); /* so that one byte too far is seen */
	if (!own)
		fault("no memory");
	memcpy(own, bytes + 1, length - 1);
	s.head = own;
	s.size = s.length = length - 1;
	if (bdl_sniff_own(&s, &out))
		check(&out);
	s.fd = hostile_file(own, s.length);
	if (bdl_sniff_own(&s, &out))
		check(&out);
	s.length /= 2; /* the head is not all of the file */
	if (bdl_sniff_own(&s, &out))
		check(&out);
	if (bdl_utf8_clean(&text, (const char *)own, length - 1) < 0)
		fault("no memory");
	if (!bdl_sniff_text(bdl_buffer_string(&text), text.length, s.name, &out))
		fault("text that is nothing");
	check(&out);
	bdl_buffer_release(&text);
	free(own);
	return 0;
}
