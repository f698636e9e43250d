/* One reader: see pool_reader.h. */
#define _GNU_SOURCE /* POSIX_SPAWN_SETSID, ..._addchdir_np() */
#include "work/pool_reader.h"

#include "base/file.h"
#include "work/clock.h"
#include "work/scratch.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HELLO_WITHIN = 60000, GO_WITHIN = 3000 }; /* milliseconds */

/*
 * Nothing of this process's surroundings reaches a reader: not the environment, not stdin, not
 * stdout (a library's chatter must not spoil a result), no signal setting, no terminal (Ctrl-C is
 * for us to answer). stderr stays, so that a loader that misses a library can be read.
 */
static int spawn(pid_t *pid, const char *program, const char *scratch, int socket)
{
	static char path[] = "PATH=/usr/bin:/bin", locale[] = "LC_ALL=C.UTF-8";
	char *const environment[] = {path, locale, NULL};
	char *argv[] = {strdup(program), strdup(BDL_WIRE_ARGUMENT), strdup(scratch), NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t how;
	sigset_t all, none;
	int rc = ENOMEM;

	sigfillset(&all);
	sigemptyset(&none);
	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&how);
	posix_spawnattr_setsigdefault(&how, &all);
	posix_spawnattr_setsigmask(&how, &none);
	posix_spawnattr_setflags(
		&how, (short)(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID));
	if (argv[0] && argv[1] && argv[2] &&
		posix_spawn_file_actions_adddup2(&files, socket, BDL_WIRE_SOCKET) == 0 &&
		posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0) == 0 &&
		posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0) == 0 &&
		posix_spawn_file_actions_addchdir_np(&files, scratch) == 0)
		rc = posix_spawn(pid, program, &files, &how, argv, environment);
	posix_spawnattr_destroy(&how);
	posix_spawn_file_actions_destroy(&files);
	for (size_t i = 0; i < 3; i++)
		free(argv[i]);
	return rc;
}

int bdl_pool_reader_start(struct bdl_pool_reader *r, const char *program, struct bdl_error *err)
{
	int ends[2];
	int rc;

	bdl_scratch_remove(r->scratch);
	if (mkdir(r->scratch, 0700) < 0)
		return bdl_fail_errno(err, r->scratch, "create the folder");
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return bdl_fail_errno(err, program, "start");
	rc = spawn(&r->pid, program, r->scratch, ends[1]);
	close(ends[1]);
	if (rc) {
		close(ends[0]);
		r->pid = 0;
		errno = rc;
		bdl_fail_errno(err, program, "start the reader program");
		return bdl_hint(err, "is bundle installed whole? It needs bundle-reader beside it");
	}
	r->socket = ends[0];
	r->greeted = r->busy = false;
	r->group = 0;
	return 0;
}

int bdl_pool_reader_greet(struct bdl_pool_reader *r, const char *program,
	struct bdl_wire_reply *hello, struct bdl_error *err)
{
	int64_t until = bdl_clock_now() + HELLO_WITHIN;
	struct pollfd p = {.fd = r->socket, .events = POLLIN};
	int64_t left;
	int rc;

	while ((left = until - bdl_clock_now()) > 0) {
		rc = poll(&p, 1, (int)left);
		if (rc < 0 && errno != EINTR)
			return bdl_fail_errno(err, program, "hear from the reader program");
		if (rc <= 0)
			continue;
		rc = bdl_wire_receive_reply(r->socket, hello);
		if (rc == 0)
			return bdl_fail(err, BDL_EIO, program,
				"the reader program ended as soon as it was started");
		if (rc < 0 || hello->word != BDL_WIRE_HELLO)
			return bdl_fail(err, BDL_EIO, program,
				"the reader program is not of this version of bundle");
		return 0;
	}
	return bdl_fail(err, BDL_EIO, program, "the reader program does not answer");
}

void bdl_pool_reader_dismiss(struct bdl_pool_reader *r)
{
	if (r->socket >= 0)
		shutdown(r->socket, SHUT_WR);
}

/* True once the other end of the socket is closed, which a reader does last of all. */
static bool has_gone(int socket)
{
	int64_t until = bdl_clock_now() + GO_WITHIN;
	struct pollfd p = {.fd = socket, .events = POLLIN};
	struct bdl_wire_reply late;
	int64_t left;

	while ((left = until - bdl_clock_now()) > 0) {
		if (poll(&p, 1, (int)left) > 0 && bdl_wire_receive_reply(socket, &late) == 0)
			return true;
	}
	return false;
}

/* True if the process ended in good order, which means that nothing of its job is left. */
static bool ended_well(pid_t pid)
{
	int status = -1;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void bdl_pool_reader_end(struct bdl_pool_reader *r)
{
	if (r->pid > 0) {
		bdl_pool_reader_dismiss(r);
		if (r->socket < 0 || !has_gone(r->socket))
			kill(r->pid, SIGKILL);
		/*
		 * A reader that was killed leaves its child, which dies with it, and the child's
		 * own tools, which do not. Their group cannot have a new owner while one of them
		 * lives.
		 */
		if (!ended_well(r->pid) && r->group > 1)
			kill(-r->group, SIGKILL);
	}
	bdl_close_quietly(r->socket);
	r->socket = -1;
	r->pid = 0;
	r->group = 0;
	r->busy = false;
	if (r->scratch)
		bdl_scratch_remove(r->scratch);
}
