/* Send: see send.h. No shell: curl is started with its arguments as they are. */
#include "send.h"

#include "base/file.h"
#include "base/text.h"
#include "surroundings.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define ANSWER_MOST ((size_t)1 << 20)
#define WORDS_MOST ((size_t)4096)
#define NO_CURL 127

bool send_is_address(const char *url)
{
	size_t n = strlen(url);

	if (!bdl_text_starts(url, "http://") && !bdl_text_starts(url, "https://"))
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)url[i] <= ' ' || (unsigned char)url[i] >= 0x7F)
			return false;
	return n < 2000 && url[strcspn(url, "{}[]")] == '\0';
}

/* Files without names, for what goes in and what comes out. */
struct exchange {
	FILE *in, *out, *words;
};

/* -q: without the user's own settings; no redirection is followed, and no other protocol spoken. */
_Noreturn static void become_curl(const struct exchange *x, const char *url)
{
	static const struct rlimit most = {ANSWER_MOST, ANSWER_MOST};
	const char *const words[] = {"curl", "-q", "--silent", "--show-error", "--fail",
		"--globoff", "--max-time", "60", "--proto", "=http,https", "--header",
		"Content-Type: application/timestamp-query", "--header",
		"Accept: application/timestamp-reply", "--data-binary", "@-", "--url", url, NULL};
	char *arguments[sizeof(words) / sizeof(*words)];

	memcpy(arguments, words, sizeof(arguments));
	if (setrlimit(RLIMIT_FSIZE, &most) == 0 && dup2(fileno(x->in), STDIN_FILENO) >= 0 &&
		dup2(fileno(x->out), STDOUT_FILENO) >= 0 &&
		dup2(fileno(x->words), STDERR_FILENO) >= 0)
		execvp("curl", arguments);
	_exit(NO_CURL);
}

/* Its exit status; -1: it was ended, or never began. */
static int wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return -1;
		if (was_asked_to_stop())
			kill(child, SIGTERM);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* In curl's own words: its last line. */
static int tell_why(const struct exchange *x, const char *url, struct bdl_error *err)
{
	struct bdl_buffer words = BDL_BUFFER_INIT;
	const char *line;
	char *end;

	/* what cannot be read is not needed */
	if (bdl_read_fd(fileno(x->words), url, WORDS_MOST, &words, NULL) < 0)
		bdl_buffer_clear(&words);
	while (words.length && words.data[words.length - 1] == '\n')
		words.data[--words.length] = '\0';
	line = bdl_buffer_string(&words);
	end = strrchr(line, '\n');
	line = end ? end + 1 : line;
	bdl_fail(err, BDL_EIO, url, "no answer: %s", line[0] ? line : "curl failed");
	bdl_buffer_release(&words);
	return -1;
}

static int exchange(const struct exchange *x, const char *url, struct bdl_buffer *response,
	struct bdl_error *err)
{
	pid_t child = fork();
	int status;

	if (child < 0)
		return bdl_fail_errno(err, "curl", "start");
	if (child == 0)
		become_curl(x, url);
	status = wait_for(child);
	if (was_asked_to_stop())
		return bdl_fail(err, BDL_ESTOPPED, NULL, "stopped");
	if (status == NO_CURL) {
		bdl_fail(err, BDL_EIO, NULL, "--tsa needs curl, which is not installed here");
		return bdl_hint(err, "send the request another way, then give --response FILE");
	}
	if (status != 0)
		return tell_why(x, url, err);
	return bdl_read_fd(fileno(x->out), url, ANSWER_MOST, response, err);
}

int send_request(const char *url, const struct bdl_buffer *request, struct bdl_buffer *response,
	struct bdl_error *err)
{
	struct exchange x = {.in = tmpfile(), .out = tmpfile(), .words = tmpfile()};
	int rc = -1;

	if (!x.in || !x.out || !x.words ||
		bdl_write_all(fileno(x.in), request->data, request->length) < 0 ||
		lseek(fileno(x.in), 0, SEEK_SET) < 0)
		bdl_fail_errno(err, NULL, "write a temporary file");
	else
		rc = exchange(&x, url, response, err);
	if (x.in)
		fclose(x.in);
	if (x.out)
		fclose(x.out);
	if (x.words)
		fclose(x.words);
	return rc;
}
