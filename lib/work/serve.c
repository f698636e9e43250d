/* Serve: see serve.h. */
#define _GNU_SOURCE /* close_range() */
#include "work/serve.h"

#include "base/digest.h"
#include "base/file.h"
#include "work/scratch.h"
#include "work/watch.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

bool bdl_serve_is_meant(int argc, char *const argv[])
{
	int type = 0;
	socklen_t length = sizeof(type);

	return argc == 3 && !strcmp(argv[1], BDL_WIRE_ARGUMENT) && argv[2][0] == '/' &&
	       getsockopt(BDL_WIRE_SOCKET, SOL_SOCKET, SO_TYPE, &type, &length) == 0 &&
	       type == SOCK_SEQPACKET;
}

/* Evidence comes open for reading only; a caller's mistake is found before it can matter. */
static const char *find_fault(const struct bdl_wire_job *job, const int fds[BDL_WIRE_PLACES])
{
	static const uint32_t needs[] = {
		[BDL_JOB_READ] =
			1u << BDL_WIRE_INPUT | 1u << BDL_WIRE_OUTPUT | 1u << BDL_WIRE_RESULT,
		[BDL_JOB_CONVERT] = 1u << BDL_WIRE_INPUT | 1u << BDL_WIRE_OUTPUT,
		[BDL_JOB_PROVE] =
			1u << BDL_WIRE_INPUT | 1u << BDL_WIRE_SECOND | 1u << BDL_WIRE_RESULT,
		[BDL_JOB_VERIFY] = 1u << BDL_WIRE_INPUT | 1u << BDL_WIRE_RESULT,
		[BDL_JOB_CHECK] = 1u << BDL_WIRE_INPUT | 1u << BDL_WIRE_RESULT,
		[BDL_JOB_SEEK] = 1u << BDL_WIRE_INPUT | 1u << BDL_WIRE_HIDE | 1u << BDL_WIRE_RESULT,
		[BDL_JOB_TAKE] =
			1u << BDL_WIRE_INPUT | 1u << BDL_WIRE_OUTPUT | 1u << BDL_WIRE_RESULT,
		[BDL_JOB_MEMBERS] =
			1u << BDL_WIRE_INPUT | 1u << BDL_WIRE_SECOND | 1u << BDL_WIRE_RESULT,
		[BDL_JOB_WITNESS] =
			1u << BDL_WIRE_INPUT | 1u << BDL_WIRE_SECOND | 1u << BDL_WIRE_RESULT,
		[BDL_JOB_STREAM] = 1u << BDL_WIRE_INPUT | 1u << BDL_WIRE_OUTPUT,
	};
	int flags;

	if (job->kind < BDL_JOB_READ || job->kind > BDL_JOB_STREAM)
		return "the job is of no known kind";
	if ((job->holds & needs[job->kind]) != needs[job->kind])
		return "the job lacks a descriptor";
	flags = fcntl(fds[BDL_WIRE_INPUT], F_GETFL);
	if (flags < 0 || (flags & O_ACCMODE) != O_RDONLY)
		return "the evidence is open for writing";
	return NULL;
}

/* False: there is nobody left to work for. */
static bool do_one(const struct bdl_server *s)
{
	struct bdl_wire_reply reply = {.word = BDL_WIRE_OUTCOME};
	struct bdl_wire_job job;
	int fds[BDL_WIRE_PLACES];
	bool wanted = true;
	const char *fault;

	if (bdl_wire_receive_job(s->socket, &job, fds) <= 0)
		return false;
	fault = find_fault(&job, fds);
	if (fault) {
		reply.outcome = BDL_OUTCOME_FAILED;
		reply.code = BDL_EINTERNAL;
		snprintf(reply.text, sizeof(reply.text), "%s", fault);
	} else {
		wanted = bdl_watch(s, &job, fds, &reply);
	}
	for (unsigned place = 0; place < BDL_WIRE_PLACES; place++)
		bdl_close_quietly(fds[place]);
	return wanted && bdl_wire_send_reply(s->socket, &reply) == 0;
}

static void name_build(char *out, size_t space)
{
	uint8_t digest[BDL_SHA256_SIZE];
	char hex[BDL_SHA256_HEX] = "";
	uint64_t size;
	int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);

	if (fd >= 0 && bdl_digest_fd(fd, "", digest, &size, NULL) == 0)
		bdl_hex(digest, hex);
	bdl_close_quietly(fd);
	snprintf(out, space, "%.12s", hex);
}

static int say_hello(const struct bdl_server *s, const char *version)
{
	struct bdl_wire_reply hello = {.word = BDL_WIRE_HELLO, .lacks = s->sandbox.lacks};

	name_build(hello.build, sizeof(hello.build));
	snprintf(hello.text, sizeof(hello.text), "%s", version);
	return bdl_wire_send_reply(s->socket, &hello);
}

/* Descriptors 0 to 2 exist, whatever the pool's process had; none but these and the socket stays.
 */
static int settle(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	while (fd >= 0 && fd <= 2);
	bdl_close_quietly(fd);
	(void)close_range(BDL_WIRE_SOCKET + 1, ~0u, 0);
	if (fcntl(BDL_WIRE_SOCKET, F_SETFD, FD_CLOEXEC) < 0)
		return -1;
	/* when the pool's thread dies, and as the one to whom orphans of a job come */
	if (prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0) < 0 ||
		prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) < 0)
		return -1;
	return bdl_watch_signals();
}

int bdl_serve(char *const argv[], const char *version)
{
	struct bdl_server s = {.socket = BDL_WIRE_SOCKET, .scratch = argv[2]};
	bool wanted = settle() == 0;

	if (wanted) {
		bdl_sandbox_prepare(&s.sandbox, s.scratch);
		wanted = say_hello(&s, version) == 0;
	}
	while (wanted && !bdl_watch_is_over()) {
		struct pollfd p = {.fd = s.socket, .events = POLLIN};

		bdl_watch_sleep(&p, 1, -1);
		if (p.revents)
			wanted = do_one(&s);
	}
	bdl_sandbox_release(&s.sandbox);
	bdl_scratch_remove(s.scratch);
	return 0;
}
