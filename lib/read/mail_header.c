/* See mail_header.h. */
#include "read/mail_header.h"

#include "base/text.h"
#include "read/charset.h"

#include <string.h>

/* "=?charset?B?content?=" */
struct word {
	struct bdl_charset charset;
	bool base64;
	const char *content;
	size_t content_length, length;
};

/* The word at the beginning of s; false if there is none. */
static bool find_word(const char *s, size_t length, struct word *out)
{
	const char *end = s + length, *charset = s + 2, *mark, *star;

	if (length < 8 || s[0] != '=' || s[1] != '?')
		return false;
	mark = memchr(charset, '?', length - 2);
	if (!mark || end - mark < 5 || mark[2] != '?' || !strchr("BbQq", mark[1]))
		return false;
	star = memchr(charset, '*', (size_t)(mark - charset)); /* a language may follow */
	if (!bdl_charset_named(charset, (size_t)((star ? star : mark) - charset), &out->charset))
		return false;
	out->base64 = mark[1] == 'B' || mark[1] == 'b';
	out->content = mark + 3;
	mark = memchr(out->content, '?', (size_t)(end - out->content));
	if (!mark || mark + 1 == end || mark[1] != '=')
		return false;
	out->content_length = (size_t)(mark - out->content);
	out->length = (size_t)(mark + 2 - s);
	return true;
}

static int hex_of(char c)
{
	if (bdl_is_digit((unsigned char)c))
		return c - '0';
	c = (char)bdl_lower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool decode_quoted(const struct word *w, struct bdl_buffer *raw)
{
	for (size_t i = 0; i < w->content_length; i++) {
		char c = w->content[i];

		if (c == '=') {
			int high = i + 2 < w->content_length ? hex_of(w->content[i + 1]) : -1;
			int low = i + 2 < w->content_length ? hex_of(w->content[i + 2]) : -1;

			if (high < 0 || low < 0)
				return false;
			c = (char)(high << 4 | low);
			i += 2;
		} else if (c == '_') {
			c = ' ';
		}
		bdl_buffer_byte(raw, c);
	}
	return true;
}

static bool decode_base64(const struct word *w, struct bdl_buffer *raw)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t n = w->content_length;
	uint32_t bits = 0;
	unsigned held = 0;

	while (n > 0 && w->content[n - 1] == '=')
		n--;
	for (size_t i = 0; i < n; i++) {
		const char *digit = w->content[i] ? strchr(digits, w->content[i]) : NULL;

		if (!digit)
			return false;
		bits = bits << 6 | (uint32_t)(digit - digits);
		held += 6;
		if (held >= 8) {
			held -= 8;
			bdl_buffer_byte(raw, (char)(bits >> held & 255));
		}
	}
	return held < 6;
}

/* What has been collected in one encoding becomes text. */
static void flush(struct bdl_buffer *raw, const struct bdl_charset *charset, struct bdl_buffer *out)
{
	bdl_charset_decode(
		charset, (const unsigned char *)bdl_buffer_string(raw), raw->length, out);
	out->failed |= raw->failed;
	bdl_buffer_clear(raw);
}

/* Only white space from `from` up to another encoded word: it is no part of the text. Where that
 * word begins; 0: none. */
static size_t next_word(const char *text, size_t length, size_t from)
{
	struct word w;
	size_t i = from;

	while (i < length && bdl_is_space((unsigned char)text[i]))
		i++;
	return i < length && find_word(text + i, length - i, &w) ? i : 0;
}

void bdl_mail_words(const char *text, size_t length, struct bdl_buffer *out)
{
	struct bdl_buffer raw = BDL_BUFFER_INIT;
	struct bdl_charset charset = {.kind = BDL_CHARSET_UTF8};
	size_t i = 0, next;

	while (i < length) {
		size_t before = raw.length;
		struct word w;

		if (!find_word(text + i, length - i, &w)) {
			bdl_buffer_byte(out, text[i++]);
			continue;
		}
		/* characters may be cut between words: they are joined before they are decoded */
		if (w.charset.kind != charset.kind)
			flush(&raw, &charset, out);
		before = raw.length;
		charset = w.charset;
		if (!(w.base64 ? decode_base64(&w, &raw) : decode_quoted(&w, &raw))) {
			raw.length = before;
			flush(&raw, &charset, out);
			bdl_buffer_add(out, text + i, w.length);
		}
		i += w.length;
		next = next_word(text, length, i);
		if (next)
			i = next;
		else
			flush(&raw, &charset, out);
	}
	bdl_buffer_release(&raw);
}
