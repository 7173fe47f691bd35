// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of the sysfs system call: a file system number and an option that do not exist, and a bad buffer. */
#include "tst_test.h"

#define NAME_OF_NUMBER 2
#define NO_OPTION 4

static void run(void)
{
	char buf[64];

	TST_EXP_FAIL(tst_syscall(SYS_sysfs, NAME_OF_NUMBER, 10000, buf), EINVAL,
		     "sysfs() of file system number 10000");
	TST_EXP_FAIL(tst_syscall(SYS_sysfs, NO_OPTION, 0, buf), EINVAL, "sysfs() with option %d", NO_OPTION);
	TST_EXP_FAIL(tst_syscall(SYS_sysfs, NAME_OF_NUMBER, 1, tst_get_bad_addr(NULL)), EFAULT,
		     "sysfs() into a buffer that is mapped nowhere");
}

static struct tst_test test = {
	.test_all = run,
};
