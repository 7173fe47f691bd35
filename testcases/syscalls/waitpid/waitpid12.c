// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * waitpid(0) with WNOHANG gives 0 while children run, then those in the process group of the caller only;
 * waitpid(-group) with WNOHANG those in that group.
 */
#include "family.h"

TST_CHILD(parent)
{
	struct family family;

	start_family(&family, STOPS_NOT);
	expect_running(0, WNOHANG, "0, WNOHANG");
	interrupt_family(&family);
	collect(&family, 0, WNOHANG, STOPS_NOT, FIRST_OF_NEW_GROUP, MEMBERS - 1);
	TST_EXP_FAIL2(waitpid(0, NULL, WNOHANG), ECHILD,
		      "waitpid(0) when the own group has no more children");
	collect(&family, -family.old_group, WNOHANG, STOPS_NOT, 0, FIRST_OF_NEW_GROUP - 1);
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
