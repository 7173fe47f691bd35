// SPDX-License-Identifier: GPL-2.0-or-later
/* vhangup() of root in a session of its own succeeds. */
#include "tst_test.h"

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETSID();
		TST_EXP_PASS(vhangup(), "vhangup() as root");
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
	.needs_root = 1,
};
