// SPDX-License-Identifier: GPL-2.0-or-later
/* setpgrp() in a child returns 0 and puts it into a process group of its own. */
#define _GNU_SOURCE
#include "tst_test.h"

static void run(void)
{
	const pid_t old = getpgrp();
	pid_t pid;

	TST_VFORK(pid) {
		TST_EXP_EQ_LI(getpgrp(), old);
		TST_EXP_PASS(setpgrp());
		TST_EXP_EXPR(getpgrp() != old && getpgrp() == getpid(),
			     "the group is the child's own, %d, not %d: %d", (int)getpid(), (int)old,
			     (int)getpgrp());
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
};
