// SPDX-License-Identifier: GPL-2.0-or-later
/* getsid(0) of a child is that of its parent. */
#include "tst_test.h"

static void run(void)
{
	pid_t pid, session;

	TST_EXP_PID(getsid(0));
	session = TST_RET;
	TST_VFORK(pid) {
		TST_EXP_VAL(getsid(0), session, "getsid(0) in a child");
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
};
