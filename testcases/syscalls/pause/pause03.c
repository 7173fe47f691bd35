// SPDX-License-Identifier: GPL-2.0-or-later
/* pause() does not come back from SIGKILL. */
#include "tst_test.h"

static volatile int *returned;

TST_CHILD(sleeper)
{
	returned = tst_shared(sizeof(*returned));
	TST_CHECKPOINT_WAKE(0);
	pause();
	*returned = 1;
}

static void run(void)
{
	pid_t pid;

	returned = tst_shared(sizeof(*returned));
	pid = tst_spawn(sleeper);
	TST_CHECKPOINT_WAIT(0);
	TST_PROCESS_STATE_WAIT(pid, 'S', 5000);
	SAFE_KILL(pid, SIGKILL);
	TST_EXP_KILLED(pid, SIGKILL, "child in pause()");
	TST_EXP_EXPR(!*returned, "pause() did not return");
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
