// SPDX-License-Identifier: GPL-2.0-only
/*
 * A booted kernel as a template. Everything that a kernel without an MMU is
 * lies in one host process with private memory, so a fork of that process is
 * a second kernel that has booted already.
 */

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <kern_util.h>
#include <os.h>
#include <nommu.h>

#ifndef PR_GET_TID_ADDRESS
#define PR_GET_TID_ADDRESS	40
#endif

/* the console, then one for each channel */
#define MAX_FDS			9

/*
 * The C library keeps the number of its thread where set_tid_address() has
 * told the host, and takes it from there when it sends itself a signal.
 */
static int *tid_address(void)
{
	static int unused;
	int *tid = NULL;

	if (prctl(PR_GET_TID_ADDRESS, &tid, 0, 0, 0) < 0 || !tid)
		return &unused;
	return tid;
}

/*
 * CLONE_PARENT: whoever started the template is the parent of its copies, and
 * waits for them as for any other kernel that it starts.
 */
static int clone_process(void)
{
	return syscall(__NR_clone,
		       CLONE_PARENT | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID |
		       SIGCHLD, NULL, NULL, tid_address(), 0);
}

/* Returns the number of descriptors, 0 when nobody is there to ask any more */
static int receive(int sock, int *fds, int max)
{
	char control[CMSG_SPACE(sizeof(int) * MAX_FDS)], byte;
	struct iovec iov = { .iov_base = &byte, .iov_len = sizeof(byte) };
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control),
	};
	struct cmsghdr *cmsg;
	int n;

	CATCH_EINTR(n = recvmsg(sock, &msg, MSG_CMSG_CLOEXEC));
	if (n <= 0)
		return 0;
	cmsg = CMSG_FIRSTHDR(&msg);
	if (!cmsg || cmsg->cmsg_level != SOL_SOCKET ||
	    cmsg->cmsg_type != SCM_RIGHTS)
		return -EBADMSG;
	n = (cmsg->cmsg_len - CMSG_LEN(0)) / sizeof(int);
	memcpy(fds, CMSG_DATA(cmsg), n * sizeof(int));
	return n == max ? n : -EBADMSG;
}

static int answer(int sock, int value)
{
	int n;

	CATCH_EINTR(n = send(sock, &value, sizeof(value), MSG_NOSIGNAL));
	return n == sizeof(value) ? 0 : -EPIPE;
}

/* What a host process does not inherit, and what it must not share */
static int settle(int starter)
{
	setsid();
	if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0 || getppid() != starter)
		return -ESRCH;
	return nommu_trap_again();
}

int nommu_template_serve(int sock, const int *targets, int nr)
{
	int starter = getppid(), fds[MAX_FDS], n, i, pid;
	sigset_t all, old;

	if (nr + 1 > MAX_FDS)
		return -EINVAL;
	/* a copy does not inherit what is pending, so nothing may be */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	n = answer(sock, 0);
	while (n == 0) {
		n = receive(sock, fds, nr + 1);
		if (n == 0)
			break;
		pid = n < 0 ? n : clone_process();
		if (pid < 0 && n > 0)
			pid = -errno;
		if (pid == 0)
			goto copy;
		for (i = 0; i < n; i++)
			close(fds[i]);
		n = answer(sock, pid);
	}
	/* at once: there is nothing to be tidied up */
	_exit(0);

copy:
	close(sock);
	dup2(fds[0], 1);
	dup2(fds[0], 2);
	for (i = 0; i < nr; i++)
		dup2(fds[i + 1], targets[i]);
	for (i = 0; i < n; i++)
		close(fds[i]);
	if (settle(starter) < 0)
		_exit(1);
	os_renew_epoll();
	sigprocmask(SIG_SETMASK, &old, NULL);
	return 0;
}
