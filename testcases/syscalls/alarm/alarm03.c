// SPDX-License-Identifier: GPL-2.0-or-later
/* A child does not inherit the pending alarm, and its own alarm(0) leaves that of the parent alone. */
#include "tst_test.h"

#define SECONDS 100

static void run(void)
{
	pid_t pid;

	alarm(SECONDS);
	TST_VFORK(pid) {
		TST_EXP_VAL(alarm(0), 0, "alarm(0) in the child, pending alarm");
	}
	TST_EXP_EXITED(pid, 0);
	TEST(alarm(0));
	TST_EXP_EXPR(TST_RET >= 1 && TST_RET <= SECONDS,
		     "alarm(0) in the parent: from 1 to %d seconds left, got %ld", SECONDS, TST_RET);
}

static struct tst_test test = {
	.test_all = run,
};
