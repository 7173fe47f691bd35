// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * waitpid(-1) with WUNTRACED gives 0 (with WNOHANG) while eight children run, half of them in another process
 * group, then each of them as stopped, and after SIGCONT as exited, then ECHILD.
 */
#include "family.h"

TST_CHILD(parent)
{
	struct family family;

	start_family(&family, STOPS);
	expect_running(-1, WNOHANG | WUNTRACED, "-1, WNOHANG | WUNTRACED");
	interrupt_family(&family);
	collect(&family, -1, WUNTRACED, STOPS, 0, MEMBERS - 1);
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
