// SPDX-License-Identifier: GPL-2.0-or-later
/* SIGKILL cannot be caught: no handler can be installed for it, and it ends the child. */
#include "tst_test.h"

static volatile int *flag;

static void on_signal(int sig)
{
	(void)sig;
	*flag = 1;
}

TST_CHILD(sleeper)
{
	struct sigaction action = {.sa_handler = on_signal};

	flag = tst_shared(sizeof(*flag));
	TST_EXP_FAIL(sigaction(SIGKILL, &action, NULL), EINVAL, "sigaction() for SIGKILL");
	TST_CHECKPOINT_WAKE(0);
	pause();
}

static void run(void)
{
	pid_t pid;

	flag = tst_shared(sizeof(*flag));
	pid = tst_spawn(sleeper);
	TST_CHECKPOINT_WAIT(0);
	TST_EXP_PASS(kill(pid, SIGKILL));
	TST_EXP_KILLED(pid, SIGKILL);
	TST_EXP_EXPR(*flag == 0, "the handler did not run");
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
