// SPDX-License-Identifier: GPL-2.0-or-later
/* getppid() in a child is the pid that its parent had before the child was made. */
#include "tst_test.h"

static void run(void)
{
	const pid_t parent = getpid();
	pid_t pid;

	TST_VFORK(pid) {
		TST_EXP_VAL(getppid(), parent, "getppid() in a child of process %d", parent);
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
};
