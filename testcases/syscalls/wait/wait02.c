// SPDX-License-Identifier: GPL-2.0-or-later
/* wait() for a child that ends while its parent waits gives the child's pid. */
#include "tst_test.h"

#define CHILD_RUNS_US 20000

TST_CHILD(sleeper)
{
	usleep(CHILD_RUNS_US);
}

static void run(void)
{
	pid_t pid = tst_spawn(sleeper);
	int status;

	TST_EXP_VAL(wait(&status), pid, "wait() for a child");
	TST_EXP_EXPR(WIFEXITED(status) && WEXITSTATUS(status) == 0, "child exited with 0: %s",
		     tst_strstatus(status));
}

static struct tst_test test = {
	.test_all = run,
};
