// SPDX-License-Identifier: GPL-2.0-or-later
/* getppid() in a child is the parent's getpid(), and getpid() in the child is what vfork() returned. */
#include "tst_test.h"

static void run(void)
{
	const pid_t parent = getpid();
	static volatile pid_t own; /* written by the child in our memory */
	pid_t pid;

	TST_VFORK(pid) {
		own = getpid();
		TST_EXP_EQ_LI(getppid(), parent);
	}
	TST_EXP_EQ_LI(own, pid);
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
};
