// SPDX-License-Identifier: GPL-2.0-or-later
/* settimeofday() of a user without privileges: EFAULT for a bad pointer, else EPERM. */
#include "tst_test.h"

static void run(void)
{
	const struct timeval set = {.tv_sec = 100};

	TST_EXP_FAIL(tst_syscall(SYS_settimeofday, (void *)-1, NULL), EFAULT,
		     "settimeofday((void *)-1, NULL) as nobody");
	TST_EXP_FAIL(tst_syscall(SYS_settimeofday, &set, NULL), EPERM,
		     "settimeofday() to 100 seconds as nobody");
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
