// SPDX-License-Identifier: GPL-2.0-or-later
/* waitpid() for a busy child that SIGFPE ends gives the pid and the signal, and no exit code. */
#include "tst_test.h"

TST_CHILD(spinner)
{
	TST_CHECKPOINT_WAKE(0);
	for (volatile int i = 0;; i++)
		;
}

static void run(void)
{
	pid_t pid = tst_spawn(spinner);
	int status;

	TST_CHECKPOINT_WAIT(0);
	SAFE_KILL(pid, SIGFPE);
	TST_EXP_VAL(waitpid(pid, &status, 0), pid, "waitpid() for a child that got SIGFPE");
	TST_EXP_EXPR(WIFSIGNALED(status) && WTERMSIG(status) == SIGFPE, "child was ended by SIGFPE: %s",
		     tst_strstatus(status));
	TST_EXP_EXPR(WEXITSTATUS(status) == 0, "the exit code is 0: %d", WEXITSTATUS(status));
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
