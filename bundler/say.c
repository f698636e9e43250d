/* Say: escaping, colour, numbers. */
#include "say.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/text.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void say(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vprintf(format, args);
	va_end(args);
}

void say_name(FILE *to, const char *name)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;

	if (bdl_text_escape(&out, name, strlen(name)) == 0)
		fputs(bdl_buffer_string(&out), to);
	bdl_buffer_release(&out);
}

void say_digest(const char *indent, const uint8_t digest[32])
{
	char hex[BDL_SHA256_HEX];

	bdl_hex(digest, hex);
	for (int group = 0; group < 16; group++) {
		if (group == 8)
			say("\n%s", indent);
		else if (group)
			say(group % 4 ? " " : "   ");
		say("%.4s", hex + 4 * (size_t)group);
	}
	say("\n");
}

void complain(const struct bdl_error *err)
{
	fputs("bundle: ", stderr);
	if (err->path[0]) {
		say_name(stderr, err->path);
		fputs(": ", stderr);
	}
	say_name(stderr, err->message[0] ? err->message : "failed");
	fputc('\n', stderr);
	if (err->hint[0]) {
		fputs("  ", stderr);
		say_name(stderr, err->hint);
		fputc('\n', stderr);
	}
}

/* One escaped line to stderr: what people typed, or evidence is called, cannot drive the terminal.
 */
BDL_PRINTF(2, 0)
static void say_line(const char *prefix, const char *format, va_list args)
{
	char line[2048];

	vsnprintf(line, sizeof(line), format, args);
	fputs(prefix, stderr);
	say_name(stderr, line);
	fputc('\n', stderr);
}

void complain_text(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say_line("bundle: ", format, args);
	va_end(args);
}

void advise(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say_line("  ", format, args);
	va_end(args);
}

static bool in_colour(void)
{
	const char *term = getenv("TERM");
	const char *no = getenv("NO_COLOR");

	return isatty(STDOUT_FILENO) && !(no && no[0]) && term && strcmp(term, "dumb") != 0;
}

const char *paint_on(enum paint p)
{
	if (!in_colour())
		return "";
	switch (p) {
	case PAINT_NONE:
		return "";
	case PAINT_BOLD:
		return "\033[1m";
	case PAINT_GOOD:
		return "\033[32m";
	case PAINT_BAD:
		return "\033[31m";
	case PAINT_VERDICT_GOOD:
		return "\033[1;32m";
	case PAINT_VERDICT_BAD:
		return "\033[1;31m";
	}
	return "";
}

const char *paint_off(enum paint p)
{
	return p == PAINT_NONE || !in_colour() ? "" : "\033[0m";
}

const char *with_commas(uint64_t n, char out[32])
{
	char plain[24];
	size_t length, k = 0;

	snprintf(plain, sizeof(plain), "%llu", (unsigned long long)n);
	length = strlen(plain);
	for (size_t i = 0; i < length; i++) {
		if (i && (length - i) % 3 == 0)
			out[k++] = ',';
		out[k++] = plain[i];
	}
	out[k] = '\0';
	return out;
}

const char *as_size(uint64_t bytes, char out[32])
{
	char whole[32];

	if (bytes < 10000)
		snprintf(out, 32, "%s bytes", with_commas(bytes, whole));
	else if (bytes < 1000000)
		snprintf(out, 32, "%.1f kB", (double)bytes / 1e3);
	else if (bytes < 10000000000u)
		snprintf(out, 32, "%.1f MB", (double)bytes / 1e6);
	else
		snprintf(out, 32, "%.1f GB", (double)bytes / 1e9);
	return out;
}

bool say_finish(void)
{
	return fflush(stdout) == 0 && !ferror(stdout);
}
