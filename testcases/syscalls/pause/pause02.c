// SPDX-License-Identifier: GPL-2.0-or-later
/* pause() returns -1 and EINTR when a signal has been handled. */
#include "tst_test.h"

static void on_signal(int sig)
{
	(void)sig;
}

TST_CHILD(sleeper)
{
	SAFE_SIGNAL(SIGINT, on_signal);
	TST_CHECKPOINT_WAKE(0);
	TST_EXP_FAIL2(pause(), EINTR);
}

static void run(void)
{
	pid_t pid = tst_spawn(sleeper);

	TST_CHECKPOINT_WAIT(0);
	TST_PROCESS_STATE_WAIT(pid, 'S', 5000);
	SAFE_KILL(pid, SIGINT);
	TST_EXP_EXITED(pid, 0, "child in pause(), sent SIGINT");
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
