// SPDX-License-Identifier: GPL-2.0-or-later
/* kill(pid, SIGKILL) on a child in pause() returns 0 and ends it. */
#include "tst_test.h"

TST_CHILD(sleeper)
{
	TST_CHECKPOINT_WAKE(0);
	pause();
}

static void run(void)
{
	pid_t pid = tst_spawn(sleeper);

	TST_CHECKPOINT_WAIT(0);
	TST_PROCESS_STATE_WAIT(pid, 'S', 5000);
	TST_EXP_PASS(kill(pid, SIGKILL));
	TST_EXP_KILLED(pid, SIGKILL);
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
