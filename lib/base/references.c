/* References: see references.h. */
#include "base/references.h"

#include "base/text.h"
#include <string.h>

/* The text without spaces and dashes, in capitals; how many characters, of which at most `room` - 1
 * are kept. */
static size_t squeeze(const char *text, char *out, size_t room)
{
	size_t n = 0;

	for (; *text; text++) {
		int c = (unsigned char)*text;

		if (bdl_is_space(c) || c == '-')
			continue;
		if (n + 1 < room)
			out[n] = (char)(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c);
		n++;
	}
	out[n < room ? n : room - 1] = '\0';
	return n;
}

const char *bdl_cms_reference_read(const char *text, char out[BDL_REFERENCE_TEXT])
{
	size_t n = squeeze(text, out, BDL_REFERENCE_TEXT);

	if (strspn(out, "0123456789") != strlen(out) || n == 0)
		return "should have figures only";
	if (n < 12)
		return "has fewer than 12 figures";
	return n > 12 ? "has more than 12 figures" : NULL;
}

static bool is_unused(const char *pair)
{
	static const char *const unused[] = {"BG", "GB", "NK", "KN", "NT", "TN", "ZZ"};

	for (size_t i = 0; i < sizeof(unused) / sizeof(unused[0]); i++)
		if (memcmp(pair, unused[i], 2) == 0)
			return true;
	return false;
}

const char *bdl_insurance_read(const char *text, char out[BDL_REFERENCE_TEXT])
{
	char s[BDL_REFERENCE_TEXT];
	size_t n = squeeze(text, s, sizeof(s));

	if (n != 9 || !bdl_is_alpha(s[0]) || !bdl_is_alpha(s[1]) ||
		strspn(s + 2, "0123456789") != 6 || !bdl_is_alpha(s[8]))
		return "should have two letters, six figures and one letter";
	if (strchr("DFIQUV", s[0]) || strchr("DFIOQUV", s[1]) || is_unused(s))
		return "begins with letters that are not used";
	if (s[8] > 'D')
		return "should end with A, B, C or D";
	for (size_t i = 0, at = 0; i < 9; i++) {
		if (i > 0 && (i % 2 == 0))
			out[at++] = ' ';
		out[at++] = s[i];
		out[at] = '\0';
	}
	return NULL;
}
