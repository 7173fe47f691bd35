// SPDX-License-Identifier: GPL-2.0-or-later
/* kill() with a signal number that does not exist gives EINVAL and does nothing to the child. */
#include "tst_test.h"

TST_CHILD(sleeper)
{
	for (;;)
		pause();
}

static void run(void)
{
	pid_t pid = tst_spawn(sleeper);

	TST_EXP_FAIL(kill(pid, 2000), EINVAL);
	TST_EXP_VAL(waitpid(pid, NULL, WNOHANG), 0, "waitpid(WNOHANG): the child is alive");
	SAFE_KILL(pid, SIGKILL);
	TST_EXP_KILLED(pid, SIGKILL);
}

static struct tst_test test = {
	.test_all = run,
};
