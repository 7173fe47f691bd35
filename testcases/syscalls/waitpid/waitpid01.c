// SPDX-License-Identifier: GPL-2.0-or-later
/* waitpid() for a child that its own alarm ends gives the pid and SIGALRM, and no exit code. */
#include "tst_test.h"

TST_CHILD(sleeper)
{
	alarm(1);
	for (;;)
		pause();
}

static void run(void)
{
	pid_t pid = tst_spawn(sleeper);
	int status;

	TST_EXP_VAL(waitpid(pid, &status, 0), pid, "waitpid() for a child with alarm(1)");
	TST_EXP_EXPR(WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM, "child was ended by SIGALRM: %s",
		     tst_strstatus(status));
	TST_EXP_EXPR(WEXITSTATUS(status) == 0, "the exit code is 0: %d", WEXITSTATUS(status));
}

static struct tst_test test = {
	.test_all = run,
};
