/* Progress: the bar. */
#include "progress.h"

#include "base/buffer.h"
#include "base/text.h"
#include "surroundings.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define BAR 24
#define PAUSE 80 /* milliseconds between two drawings */

static long long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static const char *word(enum bdl_doing doing)
{
	switch (doing) {
	case BDL_DOING_SCAN:
		return "Looking";
	case BDL_DOING_HASH:
		return "Taking in";
	case BDL_DOING_READ:
		return "Reading";
	case BDL_DOING_ARRANGE:
		return "Arranging";
	case BDL_DOING_DRAW:
		return "Drawing";
	case BDL_DOING_BIND:
		return "Binding";
	case BDL_DOING_PROVE:
		return "Checking";
	case BDL_DOING_SEAL:
		return "Sealing";
	case BDL_DOING_VERIFY:
	case BDL_DOING_CHECK:
		return "Checking";
	case BDL_DOING_EXTRACT:
		return "Unpacking";
	}
	return "";
}

void progress_start(struct progress *p, bool quiet)
{
	const char *term = getenv("TERM");

	memset(p, 0, sizeof(*p));
	p->shown = !quiet && isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
	p->started = now();
}

static unsigned columns(void)
{
	struct winsize w;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col >= 20)
		return w.ws_col;
	return 80;
}

/* The name, its middle lost where it is longer than `room` characters; only what is safe to print.
 */
static void print_short(const char *name, size_t room)
{
	struct bdl_buffer clean = BDL_BUFFER_INIT;
	const char *s;
	size_t n;

	if (bdl_text_escape(&clean, name, strlen(name)) < 0 || room < 8)
		goto out;
	s = bdl_buffer_string(&clean);
	n = clean.length;
	if (n <= room) {
		fputs(s, stderr);
		goto out;
	}
	for (size_t i = 0; i < n; i++) {
		size_t head = (room - 3) / 2, tail = room - 3 - head;

		if (i == head)
			fputs("...", stderr);
		/* a cut inside a character would leave half of it: such bytes are left out */
		if ((i < head || i >= n - tail) && ((unsigned char)s[i] < 0x80))
			fputc(s[i], stderr);
	}
out:
	bdl_buffer_release(&clean);
}

static void draw(
	struct progress *p, enum bdl_doing doing, uint64_t done, uint64_t total, const char *name)
{
	unsigned width = columns(), used = 11;

	fprintf(stderr, "\r\033[K%-10s ", word(doing));
	if (total && width >= 60) {
		unsigned full = (unsigned)((double)done / (double)total * BAR);
		char figures[64] = "";
		int n;

		fputc('[', stderr);
		for (unsigned i = 0; i < BAR; i++)
			fputc(i < full ? '#' : '-', stderr);
		fputs("]  ", stderr);
		if (doing == BDL_DOING_SEAL)
			n = snprintf(figures, sizeof(figures), "%u %%",
				(unsigned)((double)done / (double)total * 100));
		else
			n = snprintf(figures, sizeof(figures), "%llu of %llu",
				(unsigned long long)done, (unsigned long long)total);
		fprintf(stderr, "%s  ", figures);
		used += BAR + 4 + (unsigned)n + 2;
	}
	if (name && width > used + 9)
		print_short(name, width - used - 1);
	fflush(stderr);
	p->drawn = true;
}

bool progress_tell(
	void *data, enum bdl_doing doing, uint64_t done, uint64_t total, const char *name)
{
	struct progress *p = data;

	if (p->shown) {
		long long t = now();

		if (t - p->started >= 1000 && t - p->last >= PAUSE) {
			draw(p, doing, done, total, name);
			p->last = t;
		}
	}
	return !was_asked_to_stop();
}

void progress_end(struct progress *p)
{
	if (p->drawn)
		fputs("\r\033[K", stderr);
	p->drawn = false;
}
