/* Asking: see ask.h. A terminal hands over whole lines. */
#include "ask.h"

#include "base/text.h"
#include "bundle.h"
#include "say.h"
#include "surroundings.h"
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define LINE_MOST 4096 /* what a terminal hands over at once */

bool ask_is_possible(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

/* The next line, its end cut off; its length, or -1: stopped, -2: the end of the input. */
static ssize_t read_line(char *line)
{
	for (;;) {
		ssize_t n;

		if (was_asked_to_stop())
			return -1;
		n = read(STDIN_FILENO, line, LINE_MOST);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -2;
		if (line[n - 1] == '\n')
			n--;
		return n;
	}
}

static bool has_controls(const char *s)
{
	for (; *s; s++)
		if (((unsigned char)*s < ' ' && *s != '\t') || *s == 0x7f)
			return true;
	return false;
}

/* The line without white space around it; NULL: it is an answer, else why not. */
static const char *take(char *line, size_t length, char out[ASK_MOST + 1])
{
	line[length] = '\0';
	while (length && bdl_is_space((unsigned char)line[length - 1]))
		line[--length] = '\0';
	while (bdl_is_space((unsigned char)*line)) {
		line++;
		length--;
	}
	if (strlen(line) != length || has_controls(line) || !bdl_utf8_valid(line, length))
		return "That is no text. Please type it again, or press Enter to skip.";
	if (length > ASK_MOST)
		return "That is too long: 500 letters are the most. Please say it shorter.";
	memcpy(out, line, length + 1);
	return NULL;
}

enum ask_end ask(const char *question, char out[ASK_MOST + 1])
{
	char line[LINE_MOST + 1];

	out[0] = '\0';
	fprintf(stderr, "\n%s\n", question);
	for (;;) {
		const char *wrong;
		ssize_t n;

		fputs("> ", stderr);
		n = read_line(line);
		if (n < 0) {
			fputc('\n', stderr);
			return n == -1 ? ASK_STOPPED : ASK_NO_MORE;
		}
		wrong = take(line, (size_t)n, out);
		if (!wrong)
			return out[0] ? ASK_ANSWERED : ASK_SKIPPED;
		out[0] = '\0';
		fprintf(stderr, "%s\n", wrong);
	}
}

/* ---- secrets ---- */

/* What is put back when the secret has been typed. */
struct hidden {
	struct termios terminal;
	struct sigaction stop, quit;
};

/* Neither Ctrl-Z nor Ctrl-\ may leave a terminal behind that shows nothing. */
static bool hide(struct hidden *h)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct termios silent;

	if (tcgetattr(STDIN_FILENO, &h->terminal) < 0)
		return false;
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGTSTP, &ignore, &h->stop);
	sigaction(SIGQUIT, &ignore, &h->quit);
	silent = h->terminal;
	silent.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL);
	return tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
}

static void show(const struct hidden *h)
{
	(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &h->terminal);
	sigaction(SIGTSTP, &h->stop, NULL);
	sigaction(SIGQUIT, &h->quit, NULL);
}

enum ask_end ask_secret(const char *question, char *out, size_t space)
{
	char line[LINE_MOST + 1];
	enum ask_end end = ASK_NO_MORE;
	struct hidden h;
	bool hidden = hide(&h);
	ssize_t n = -2;

	out[0] = '\0';
	while (hidden) {
		fprintf(stderr, "%s: ", question);
		n = read_line(line);
		fputc('\n', stderr);
		if (n < (ssize_t)space)
			break;
		fprintf(stderr, "That is too long: %zu letters are the most.\n", space - 1);
	}
	if (n >= 0) {
		memcpy(out, line, (size_t)n);
		out[n] = '\0';
		end = ASK_ANSWERED;
	} else if (n == -1) {
		end = ASK_STOPPED;
	}
	if (hidden)
		show(&h);
	bdl_wipe(line, sizeof(line));
	return end;
}
