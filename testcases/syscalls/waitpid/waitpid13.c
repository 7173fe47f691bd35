// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * waitpid(0) with WUNTRACED gives 0 (with WNOHANG) while children run, then those in the process group of the
 * caller only, each as stopped and after SIGCONT as exited; waitpid(-group) the same of that group.
 */
#include "family.h"

TST_CHILD(parent)
{
	struct family family;

	start_family(&family, STOPS);
	expect_running(0, WNOHANG | WUNTRACED, "0, WNOHANG | WUNTRACED");
	interrupt_family(&family);
	collect(&family, 0, WUNTRACED, STOPS, FIRST_OF_NEW_GROUP, MEMBERS - 1);
	collect(&family, -family.old_group, WUNTRACED, STOPS, 0, FIRST_OF_NEW_GROUP - 1);
	expect_none(WUNTRACED);
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
