/* Verdict: how a job ended, from what is known of its child. Judges only; see watch.h. */
#include "work/watch.h"

#include "base/text.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

/*
 * Libraries that run out of memory seldom say so in good order: GLib and libstdc++ write a line and
 * abort, others write through the null pointer that they were given.
 */
static bool speaks_of_memory(const struct bdl_ending *e)
{
	static const char *const words[] = {"failed to allocate", "bad_alloc", "ut of memory",
		"ot enough memory", "annot allocate memory", "memory exhausted",
		/* a thread whose stack found no room */
		"std::system_error", "Error creating thread"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t length = strlen(words[i]);

		for (size_t at = 0; at + length <= e->chatter_length; at++)
			if (!memcmp(e->chatter + at, words[i], length))
				return true;
	}
	return false;
}

/* It had used nearly all that it may. ru_maxrss is in KiB and includes mapped evidence. */
static bool was_nearly_full(const struct bdl_ending *e, const struct bdl_limits *l)
{
	return l->memory && (uint64_t)e->usage.ru_maxrss * 1024 >= l->memory - l->memory / 8;
}

static bool used_its_time(const struct bdl_ending *e, const struct bdl_limits *l)
{
	return l->seconds &&
	       e->usage.ru_utime.tv_sec + e->usage.ru_stime.tv_sec >= (time_t)l->seconds;
}

static bool is_big(const struct bdl_child_report *r)
{
	return r->code == BDL_ENOMEM || r->code == BDL_ELIMIT || r->sys == ENOMEM ||
	       r->sys == EFBIG;
}

static enum bdl_outcome_kind kind_of(const struct bdl_ending *e, const struct bdl_limits *l)
{
	int signal = WIFSIGNALED(e->status) ? WTERMSIG(e->status) : 0;

	if (e->timed_out || signal == SIGXCPU || (signal == SIGKILL && used_its_time(e, l)))
		return BDL_OUTCOME_TOO_SLOW;
	if (signal == SIGXFSZ)
		return BDL_OUTCOME_TOO_BIG;
	if (e->reported && !signal && e->report.code == BDL_OK && WEXITSTATUS(e->status) == 0)
		return BDL_OUTCOME_DONE;
	if (e->reported && !signal && e->report.code != BDL_OK)
		return is_big(&e->report) ? BDL_OUTCOME_TOO_BIG : BDL_OUTCOME_FAILED;
	/* a crash, or a library that ended the process by itself */
	return speaks_of_memory(e) || was_nearly_full(e, l) ? BDL_OUTCOME_TOO_BIG
							    : BDL_OUTCOME_CRASHED;
}

/* At most `space` bytes, whole characters, fit to be printed. */
static void write_message(char *out, size_t space, const char *message)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	const char *text;
	size_t end = 0;

	(void)bdl_text_escape(&b, message, strlen(message));
	text = bdl_buffer_string(&b);
	while (text[end]) {
		uint32_t code;
		size_t n = bdl_utf8_next(text + end, strlen(text + end), &code);

		if (end + n >= space)
			break;
		end += n;
	}
	memcpy(out, text, end);
	out[end] = '\0';
	bdl_buffer_release(&b);
}

void bdl_judge_ending(
	const struct bdl_ending *e, const struct bdl_limits *l, struct bdl_wire_reply *reply)
{
	enum bdl_outcome_kind kind = kind_of(e, l);

	reply->outcome = kind;
	switch (kind) {
	case BDL_OUTCOME_DONE:
		break;
	case BDL_OUTCOME_FAILED:
		reply->code = e->report.code;
		reply->sys = e->report.sys;
		write_message(
			reply->text, sizeof(((struct bdl_outcome *)0)->message), e->report.message);
		break;
	case BDL_OUTCOME_TOO_SLOW:
		snprintf(reply->text, sizeof(reply->text), "took longer than %u seconds",
			l->seconds);
		break;
	case BDL_OUTCOME_TOO_BIG:
		reply->code = BDL_ELIMIT;
		snprintf(reply->text, sizeof(reply->text),
			"needed more memory or space than it may have");
		break;
	case BDL_OUTCOME_CRASHED:
		if (WIFSIGNALED(e->status))
			snprintf(reply->text, sizeof(reply->text), "crashed (signal %d)",
				WTERMSIG(e->status));
		else
			snprintf(reply->text, sizeof(reply->text),
				"ended without a word (status %d)", WEXITSTATUS(e->status));
		break;
	}
}
