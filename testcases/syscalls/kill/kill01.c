// SPDX-License-Identifier: GPL-2.0-or-later
/* kill(pid, SIGKILL) on a child returns 0, and wait() says that this signal ended it. */
#include "tst_test.h"

TST_CHILD(sleeper)
{
	for (;;)
		pause();
}

static void run(void)
{
	pid_t pid = tst_spawn(sleeper);

	TST_EXP_PASS(kill(pid, SIGKILL));
	TST_EXP_KILLED(pid, SIGKILL);
}

static struct tst_test test = {
	.test_all = run,
};
