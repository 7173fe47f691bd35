// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of ustat(). */
#include "tst_test.h"

static void run(void)
{
	struct stat root;
	char buf[64];

	SAFE_STAT("/", &root);
	TST_EXP_FAIL(tst_syscall(SYS_ustat, (unsigned int)-1, buf), EINVAL, "ustat() of device -1");
	TST_EXP_FAIL(tst_syscall(SYS_ustat, (unsigned int)root.st_dev, (void *)-1), EFAULT,
		     "ustat() of the root file system into (void *)-1");
}

static struct tst_test test = {
	.test_all = run,
};
