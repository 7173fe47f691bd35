// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * waitpid(-1) with WNOHANG gives 0 while eight children run, half of them in another process group, then
 * each of them once with its exit code, then ECHILD.
 */
#include "family.h"

TST_CHILD(parent)
{
	struct family family;

	start_family(&family, STOPS_NOT);
	expect_running(-1, WNOHANG, "-1, WNOHANG");
	interrupt_family(&family);
	collect(&family, -1, WNOHANG, STOPS_NOT, 0, MEMBERS - 1);
	expect_none(WNOHANG);
}

static void run(void)
{
	pid_t pid = tst_spawn(parent);

	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
	.needs_checkpoints = 1,
};
