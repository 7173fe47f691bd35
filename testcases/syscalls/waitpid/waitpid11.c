// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * waitpid(0) gives the children in the process group of the caller only, waitpid(-group) those in that group.
 */
#include "family.h"

TST_CHILD(parent)
{
	struct family family;

	start_family(&family, STOPS_NOT);
	interrupt_family(&family);
	collect(&family, 0, 0, STOPS_NOT, FIRST_OF_NEW_GROUP, MEMBERS - 1);
	TST_EXP_FAIL2(waitpid(0, NULL, 0), ECHILD, "waitpid(0) when the own group has no more children");
	collect(&family, -family.old_group, 0, STOPS_NOT, 0, FIRST_OF_NEW_GROUP - 1);
	expect_none(0);
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
