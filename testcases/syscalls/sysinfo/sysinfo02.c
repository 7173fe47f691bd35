// SPDX-License-Identifier: GPL-2.0-or-later
/* sysinfo() into a bad pointer gives EFAULT. */
#include "tst_test.h"

#include <sys/sysinfo.h>

static void run(void)
{
	TST_EXP_FAIL(sysinfo((void *)-1), EFAULT, "sysinfo((void *)-1)");
}

static struct tst_test test = {
	.test_all = run,
};
