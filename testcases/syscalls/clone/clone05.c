// SPDX-License-Identifier: GPL-2.0-or-later
/* clone(CLONE_VM | CLONE_VFORK) returns in the parent when the child has ended, not before. */
#include "own_stack.h"

static volatile int ended;

static int child(void *arg)
{
	struct timespec pause = {0, 100000000};

	(void)arg;
	tst_raw_syscall(SYS_nanosleep, &pause, NULL);
	ended = 1;
	return 0;
}

static void run(void)
{
	pid_t pid;

	ended = 0;
	pid = clone_own_stack(child, CLONE_VM | CLONE_VFORK | SIGCHLD);
	TST_EXP_EXPR(ended == 1, "the child had ended when clone() returned: expected 1, got %d", ended);
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
};
