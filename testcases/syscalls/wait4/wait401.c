// SPDX-License-Identifier: GPL-2.0-or-later
/* wait4() with room for the resource usage gives the pid of the child, and that it exited. */
#include "tst_test.h"

#define CHILD_RUNS_US 20000

TST_CHILD(sleeper)
{
	usleep(CHILD_RUNS_US);
}

static void run(void)
{
	pid_t pid = tst_spawn(sleeper);
	struct rusage usage;
	int status;

	TST_EXP_VAL(wait4(pid, &status, 0, &usage), pid, "wait4() for a child");
	TST_EXP_EXPR(WIFEXITED(status) && WEXITSTATUS(status) == 0, "child exited with 0: %s",
		     tst_strstatus(status));
}

static struct tst_test test = {
	.test_all = run,
};
