// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * munlockall() of a user without privileges. Without an MMU the call is not built, for nobody: ENOSYS,
 * never EPERM.
 */
#include "tst_test.h"

static void run(void)
{
	TST_EXP_FAIL(munlockall(), ENOSYS, "munlockall() with euid %d", (int)geteuid());
}

static void setup(void)
{
	SAFE_SETEUID(SAFE_GETPWNAM("nobody")->pw_uid);
}

static void cleanup(void)
{
	SAFE_SETEUID(0);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
};
