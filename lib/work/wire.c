/* Wire: see wire.h. The only file that knows sendmsg and SCM_RIGHTS. */
#define _GNU_SOURCE /* MSG_CMSG_CLOEXEC */
#include "work/wire.h"

#include "base/file.h"
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

/* Room for one control message with every descriptor, aligned as the macros want it. */
union control {
	struct cmsghdr head;
	char bytes[CMSG_SPACE(sizeof(int) * BDL_WIRE_PLACES)];
};

static int send_packet(int socket, const struct msghdr *m, size_t length)
{
	ssize_t n;

	do
		n = sendmsg(socket, m, MSG_NOSIGNAL);
	while (n < 0 && errno == EINTR);
	if (n >= 0 && (size_t)n != length) {
		errno = EPROTO;
		return -1;
	}
	return n < 0 ? -1 : 0;
}

int bdl_wire_send_job(int socket, const struct bdl_wire_job *job, const int fds[BDL_WIRE_PLACES])
{
	struct bdl_wire_job copy = *job;
	struct iovec piece = {.iov_base = &copy, .iov_len = sizeof(copy)};
	union control control = {0};
	struct msghdr m = {.msg_iov = &piece, .msg_iovlen = 1};
	int given[BDL_WIRE_PLACES];
	size_t count = 0;

	copy.magic = BDL_WIRE_MAGIC;
	copy.version = BDL_WIRE_VERSION;
	copy.holds = 0;
	for (unsigned place = 0; place < BDL_WIRE_PLACES; place++) {
		if (fds[place] < 0)
			continue;
		copy.holds |= 1u << place;
		given[count++] = fds[place];
	}
	if (count) {
		control.head.cmsg_level = SOL_SOCKET;
		control.head.cmsg_type = SCM_RIGHTS;
		control.head.cmsg_len = CMSG_LEN(sizeof(int) * count);
		memcpy(CMSG_DATA(&control.head), given, sizeof(int) * count);
		m.msg_control = &control;
		m.msg_controllen = CMSG_SPACE(sizeof(int) * count);
	}
	return send_packet(socket, &m, sizeof(copy));
}

int bdl_wire_send_reply(int socket, const struct bdl_wire_reply *reply)
{
	struct bdl_wire_reply copy = *reply;
	struct iovec piece = {.iov_base = &copy, .iov_len = sizeof(copy)};
	struct msghdr m = {.msg_iov = &piece, .msg_iovlen = 1};

	copy.magic = BDL_WIRE_MAGIC;
	copy.version = BDL_WIRE_VERSION;
	return send_packet(socket, &m, sizeof(copy));
}

/* Takes the descriptors out of a received message; how many there were. */
static size_t take_descriptors(struct msghdr *m, int out[BDL_WIRE_PLACES])
{
	size_t count = 0;

	for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c; c = CMSG_NXTHDR(m, c)) {
		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		if (count > BDL_WIRE_PLACES)
			count = BDL_WIRE_PLACES;
		memcpy(out, CMSG_DATA(c), count * sizeof(int));
	}
	return count;
}

/* Spreads the descriptors over the places that `holds` names; -1 unless they match one for one. */
static int place_descriptors(
	uint32_t holds, const int *given, size_t count, int fds[BDL_WIRE_PLACES])
{
	size_t next = 0;

	for (unsigned place = 0; place < BDL_WIRE_PLACES; place++) {
		if (!(holds & 1u << place))
			continue;
		if (next == count)
			return -1;
		fds[place] = given[next++];
	}
	return next == count && holds < 1u << BDL_WIRE_PLACES ? 0 : -1;
}

static int refuse(const int *given, size_t count)
{
	for (size_t i = 0; i < count; i++)
		bdl_close_quietly(given[i]);
	errno = EPROTO;
	return -1;
}

int bdl_wire_receive_job(int socket, struct bdl_wire_job *job, int fds[BDL_WIRE_PLACES])
{
	struct iovec piece = {.iov_base = job, .iov_len = sizeof(*job)};
	union control control = {0};
	struct msghdr m = {.msg_iov = &piece,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof(control)};
	int given[BDL_WIRE_PLACES];
	size_t count;
	ssize_t n;

	for (unsigned place = 0; place < BDL_WIRE_PLACES; place++)
		fds[place] = -1;
	n = recvmsg(socket, &m, MSG_CMSG_CLOEXEC);
	if (n <= 0)
		return (int)n;
	count = take_descriptors(&m, given);
	if ((size_t)n != sizeof(*job) || (m.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) ||
		job->magic != BDL_WIRE_MAGIC || job->version != BDL_WIRE_VERSION)
		return refuse(given, count);
	if (place_descriptors(job->holds, given, count, fds) < 0)
		return refuse(given, count);
	job->name[sizeof(job->name) - 1] = '\0';
	job->ocr[sizeof(job->ocr) - 1] = '\0';
	job->reserved[sizeof(job->reserved) - 1] = '\0';
	return 1;
}

int bdl_wire_receive_reply(int socket, struct bdl_wire_reply *reply)
{
	ssize_t n = recv(socket, reply, sizeof(*reply), MSG_DONTWAIT);

	if (n == 0 || (n < 0 && errno == ECONNRESET))
		return 0;
	if (n < 0)
		return -1;
	if ((size_t)n != sizeof(*reply) || reply->magic != BDL_WIRE_MAGIC ||
		reply->version != BDL_WIRE_VERSION) {
		errno = EPROTO;
		return -1;
	}
	reply->build[sizeof(reply->build) - 1] = '\0';
	reply->text[sizeof(reply->text) - 1] = '\0';
	return 1;
}
