// SPDX-License-Identifier: GPL-2.0-or-later
/* uname() into a bad pointer gives EFAULT. */
#include "tst_test.h"

#include <sys/utsname.h>

static void run(void)
{
	TST_EXP_FAIL(uname((struct utsname *)-1), EFAULT, "uname((void *)-1)");
}

static struct tst_test test = {
	.test_all = run,
};
