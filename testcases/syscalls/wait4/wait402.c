// SPDX-License-Identifier: GPL-2.0-or-later
/* wait4() for a pid that no process can have gives ECHILD, although there is a child. */
#include "tst_test.h"

TST_CHILD(waiter)
{
	TST_CHECKPOINT_WAIT(0);
}

static void run(void)
{
	pid_t pid = tst_spawn(waiter);
	struct rusage usage;
	int status, pid_max;

	SAFE_FILE_SCANF("/proc/sys/kernel/pid_max", "%d", &pid_max);
	TST_EXP_FAIL2(wait4(pid_max + 1, &status, 0, &usage), ECHILD, "wait4() for pid_max + 1");
	TST_CHECKPOINT_WAKE(0);
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
