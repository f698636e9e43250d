/* Folding text and finding words in it. */
#include "judge/words.h"

#include "base/text.h"
#include <string.h>

enum { WORDS_MAX = 256, CHUNK = 512 };

/* What is compared instead of a character: itself, or the plain form of a quote, a dash, a space.
 */
static uint32_t plain(uint32_t c)
{
	if (c < 0x80)
		return (uint32_t)bdl_lower((int)c);
	if (c == 0x2018 || c == 0x2019 || c == 0x201B)
		return '\'';
	if (c == 0x201C || c == 0x201D)
		return '"';
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
		return '-';
	if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x2028 ||
		c == 0x2029 || c == 0x3000)
		return ' ';
	return c;
}

int bdl_words_fold(struct bdl_buffer *out, const char *s, bool name)
{
	size_t length = strlen(s), waiting = 0;
	bool space = out->length == 0 || out->data[out->length - 1] == ' ';
	char bytes[CHUNK + 4];

	for (size_t i = 0, n; i < length; i += n) {
		uint32_t code = (unsigned char)s[i];

		n = code < 0x80 ? 1 : bdl_utf8_next(s + i, length - i, &code);
		code = plain(code);
		if (code <= ' ' ||
			(name && (code == '_' || code == '-' || code == '.' || code == '/'))) {
			if (!space)
				bytes[waiting++] = ' ';
			space = true;
		} else {
			waiting += bdl_utf8_put(code, bytes + waiting);
			space = false;
		}
		if (waiting >= CHUNK) {
			bdl_buffer_add(out, bytes, waiting);
			waiting = 0;
		}
	}
	bdl_buffer_add(out, bytes, waiting);
	return out->failed ? -1 : 0;
}

/* Letters join; digits join with digits only, so that "scan" stands in "scan0007" and "1" does not
 * in "121". */
static bool joins(char a, char b)
{
	bool letters = bdl_is_alpha((unsigned char)a) || (unsigned char)a >= 0x80;
	bool more_letters = bdl_is_alpha((unsigned char)b) || (unsigned char)b >= 0x80;

	return (letters && more_letters) ||
	       (bdl_is_digit((unsigned char)a) && bdl_is_digit((unsigned char)b));
}

/* Of three bytes in the low bits; the same whether large or small letters. */
static unsigned hash_three(unsigned three)
{
	return ((three & 0xFFFFFFu) * 2654435761u) >> 16;
}

static unsigned add_byte(unsigned three, char byte)
{
	return three << 8 | (unsigned char)bdl_lower((unsigned char)byte);
}

void bdl_trigrams_add(struct bdl_trigrams *t, const char *folded)
{
	unsigned three = 0;

	for (size_t i = 0; folded[i]; i++) {
		unsigned slot;

		three = add_byte(three, folded[i]);
		if (i < 2)
			continue;
		slot = hash_three(three);
		t->seen[slot / 8] = (unsigned char)(t->seen[slot / 8] | 1u << slot % 8);
	}
}

bool bdl_trigrams_may_hold(const struct bdl_trigrams *t, const char *words)
{
	unsigned three = 0;

	for (size_t i = 0; words[i]; i++) {
		unsigned slot;

		three = add_byte(three, words[i]);
		if (i < 2)
			continue;
		slot = hash_three(three);
		if (!(t->seen[slot / 8] & 1u << slot % 8))
			return false;
	}
	return true;
}

bool bdl_words_stand_in(const char *folded, const char *words)
{
	char wanted[WORDS_MAX];
	size_t n = strlen(words);
	const char *at = folded;

	if (n == 0 || n >= sizeof(wanted))
		return false;
	for (size_t i = 0; i <= n; i++)
		wanted[i] = (char)bdl_lower((unsigned char)words[i]);
	for (at = strstr(at, wanted); at; at = strstr(at + 1, wanted)) {
		if (at > folded && joins(at[-1], *at))
			continue;
		if (!at[n] || !joins(at[n - 1], at[n]))
			return true;
	}
	return false;
}
