// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of waitpid(): no child, a process that is no child, options that do not exist. */
#include "tst_test.h"

static void run(void)
{
	int status;
	pid_t pid;

	TST_EXP_FAIL2(waitpid(-1, &status, WNOHANG), ECHILD, "waitpid(-1, WNOHANG) without children");
	TST_EXP_FAIL2(waitpid(tst_get_unused_pid(), &status, WNOHANG), ECHILD,
		      "waitpid(unused pid, WNOHANG) without children");
	TST_EXP_FAIL2(waitpid(1, &status, WUNTRACED), ECHILD, "waitpid(1, WUNTRACED) without children");
	TST_VFORK(pid) {
	}
	TST_EXP_FAIL2(waitpid(pid, &status, -1), EINVAL, "waitpid() of a child with options -1");
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
};
