/* Witness: see witness.h. One table says which lines there are, for the writer and for the reader.
 */
#include "sign/witness.h"

#include "base/text.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const fits[] = {"fits", "other", "broken"};
static const char *const vouchings[] = {"nobody", "good", "past", "not"};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define FIELD(name)                                                                                \
	{                                                                                          \
#name, offsetof(struct bdl_witness, name), sizeof(((struct bdl_witness *)0)->name) \
	}

static const struct {
	const char *key;
	size_t at, space;
} fields[] = {FIELD(why), FIELD(vouched_why), FIELD(subject), FIELD(issuer), FIELD(from),
	FIELD(until), FIELD(fingerprint), FIELD(time), FIELD(accuracy)};

void bdl_witness_text(char *field, size_t space, const char *text)
{
	struct bdl_buffer line = BDL_BUFFER_INIT;
	const char *s;
	size_t n = 0;

	/* out of memory it stays empty */
	(void)bdl_text_escape(&line, text, strlen(text));
	s = bdl_buffer_string(&line);
	while (s[n]) {
		uint32_t code;
		size_t step = bdl_utf8_next(s + n, strlen(s + n), &code);

		if (n + step >= space)
			break;
		n += step;
	}
	memcpy(field, s, n);
	field[n] = '\0';
	bdl_buffer_release(&line);
}

void bdl_witness_unfit(struct bdl_witness *w, enum bdl_witness_fit fit, const char *format, ...)
{
	char line[512];
	va_list args;

	if (w->fit != BDL_WITNESS_FITS)
		return;
	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	w->fit = fit;
	bdl_witness_text(w->why, sizeof(w->why), line);
}

int bdl_witness_write(const struct bdl_witness *w, struct bdl_buffer *out, struct bdl_error *err)
{
	bdl_buffer_printf(out, "fit %s\nvouched %s\n", fits[w->fit], vouchings[w->vouched]);
	for (size_t i = 0; i < COUNT(fields); i++)
		bdl_buffer_printf(out, "%s %s\n", fields[i].key, (const char *)w + fields[i].at);
	return out->failed ? bdl_fail_memory(err) : 0;
}

/* ---- back ---- */

/* The rest of the line "KEY REST", which is moved past; NULL: it is another. */
static const char *take_line(const char **text, const char *end, const char *key, size_t *length)
{
	const char *line = *text, *stop = memchr(line, '\n', (size_t)(end - line));
	size_t n = strlen(key);

	if (!stop || (size_t)(stop - line) < n + 1 || memcmp(line, key, n) != 0 || line[n] != ' ')
		return NULL;
	*text = stop + 1;
	*length = (size_t)(stop - line) - n - 1;
	return line + n + 1;
}

/* Which of the words it is, or -1. */
static int take_word(
	const char **text, const char *end, const char *key, const char *const *words, size_t count)
{
	size_t length;
	const char *s = take_line(text, end, key, &length);

	for (size_t i = 0; s && i < count; i++)
		if (strlen(words[i]) == length && memcmp(words[i], s, length) == 0)
			return (int)i;
	return -1;
}

static bool is_one_line(const char *s, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)s[i] < ' ' || s[i] == 0x7F)
			return false;
	return bdl_utf8_valid(s, length);
}

/* Figures and the signs of a time only: it is compared and cut by those who print it. */
static bool is_time(const char *s)
{
	static const char form[] = "dddd-dd-ddTdd:dd:dd";
	size_t n = sizeof(form) - 1;

	if (!s[0])
		return true;
	for (size_t i = 0; i < n; i++)
		if (form[i] == 'd' ? !bdl_is_digit((unsigned char)s[i]) : s[i] != form[i])
			return false;
	if (s[n] == '.')
		n += 1 + strspn(s + n + 1, "0123456789");
	return s[n] == 'Z' && !s[n + 1];
}

static bool is_sound(const struct bdl_witness *w)
{
	uint8_t digest[BDL_SHA256_SIZE];

	return (w->fit == BDL_WITNESS_FITS) == !w->why[0] && is_time(w->from) &&
	       is_time(w->until) && is_time(w->time) &&
	       strspn(w->accuracy, "0123456789.") == strlen(w->accuracy) &&
	       (!w->fingerprint[0] || bdl_unhex(w->fingerprint, digest) == 0) &&
	       (w->fit != BDL_WITNESS_FITS || (w->fingerprint[0] && w->from[0] && w->until[0]));
}

static bool take_all(struct bdl_witness *w, const char *text, const char *end)
{
	int fit = take_word(&text, end, "fit", fits, COUNT(fits));
	int vouched = fit < 0 ? -1 : take_word(&text, end, "vouched", vouchings, COUNT(vouchings));

	if (vouched < 0)
		return false;
	w->fit = (enum bdl_witness_fit)fit;
	w->vouched = (enum bdl_vouched)vouched;
	for (size_t i = 0; i < COUNT(fields); i++) {
		size_t length;
		const char *s = take_line(&text, end, fields[i].key, &length);

		if (!s || length >= fields[i].space || !is_one_line(s, length))
			return false;
		memcpy((char *)w + fields[i].at, s, length);
		((char *)w + fields[i].at)[length] = '\0';
	}
	return text == end && is_sound(w);
}

int bdl_witness_read(struct bdl_witness *w, const char *text, size_t length, struct bdl_error *err)
{
	memset(w, 0, sizeof(*w));
	if (take_all(w, text, text + length))
		return 0;
	memset(w, 0, sizeof(*w));
	return bdl_fail(err, BDL_EFORMAT, NULL, "the reader's answer is not what it should be");
}
