// SPDX-License-Identifier: GPL-2.0-or-later
/* clone() without a signal: the number that it returns is the one that the child gets from getpid(). */
#include "own_stack.h"

static int fds[2];

static int child(void *arg)
{
	const pid_t pid = tst_raw_syscall(SYS_getpid);

	(void)arg;
	return tst_raw_syscall(SYS_write, fds[1], &pid, sizeof(pid)) == sizeof(pid) ? 0 : 1;
}

static void run(unsigned int nr)
{
	pid_t pid, sent = -1;

	SAFE_PIPE(fds);
	pid = clone_own_stack(child, memories[nr].flags);
	TST_EXP_EXITED(pid, 0, "%s: child", memories[nr].name);
	SAFE_CLOSE(fds[1]);
	SAFE_READ(0, fds[0], &sent, sizeof(sent));
	SAFE_CLOSE(fds[0]);
	TST_EXP_EXPR(sent == pid, "%s: clone() returned %d, getpid() in the child %d", memories[nr].name, pid,
		     sent);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(memories),
	.test = run,
};
