// SPDX-License-Identifier: GPL-2.0-or-later
/* The exit code of a child comes to its parent by wait(). */
#include "tst_test.h"

static void run(void)
{
	pid_t pid, waited;
	int status;

	TST_VFORK(pid) {
		_exit(1);
	}
	waited = wait(&status);
	TST_EXP_EXPR(waited == pid, "wait() returns the child's pid %d (%d)", pid, waited);
	TST_EXP_EXPR(WIFEXITED(status) && WEXITSTATUS(status) == 1, "the child exited with 1 and by no signal (%s)",
		     tst_strstatus(status));
}

static struct tst_test test = {
	.test_all = run,
};
