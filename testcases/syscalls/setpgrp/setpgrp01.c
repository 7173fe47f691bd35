// SPDX-License-Identifier: GPL-2.0-or-later
/* setpgrp() makes a process that leads no group the leader of one. */
#include "tst_test.h"

TST_CHILD(member)
{
	TST_EXP_EXPR(getpgrp() != getpid(), "the child leads no group at first (%d, %d)", getpgrp(), getpid());
	TST_EXP_PASS(setpgrp());
	TST_EXP_EQ_LI(getpgrp(), getpid());
}

static void run(void)
{
	TST_EXP_EXITED(tst_spawn(member), 0, "child");
}

static struct tst_test test = {
	.test_all = run,
};
