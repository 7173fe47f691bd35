// SPDX-License-Identifier: GPL-2.0-or-later
/* vhangup() of a user without privileges gives EPERM. */
#include "tst_test.h"

static void run(void)
{
	const uid_t nobody = SAFE_GETPWNAM("nobody")->pw_uid;
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETREUID(nobody, nobody);
		TST_EXP_FAIL(vhangup(), EPERM, "vhangup() as nobody");
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
	.needs_root = 1,
};
