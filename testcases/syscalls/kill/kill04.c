// SPDX-License-Identifier: GPL-2.0-or-later
/* kill() of a child that is dead and was waited for gives ESRCH; another child is not touched by it. */
#include "tst_test.h"

TST_CHILD(sleeper)
{
	for (;;)
		pause();
}

static void run(void)
{
	pid_t dead = tst_spawn(sleeper), other = tst_spawn(sleeper);

	SAFE_KILL(dead, SIGKILL);
	TST_EXP_KILLED(dead, SIGKILL);
	TST_EXP_FAIL(kill(dead, SIGKILL), ESRCH);
	TST_EXP_VAL(waitpid(other, NULL, WNOHANG), 0, "waitpid(WNOHANG): the other child is alive");
	SAFE_KILL(other, SIGKILL);
	TST_EXP_KILLED(other, SIGKILL);
}

static struct tst_test test = {
	.test_all = run,
};
