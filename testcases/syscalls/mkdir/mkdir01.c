// SPDX-License-Identifier: GPL-2.0-or-later
/* mkdir() with a path that cannot be read gives EFAULT. */
#include "tst_test.h"

static void run(void)
{
	TST_EXP_FAIL(mkdir(tst_get_bad_addr(NULL), 0777), EFAULT,
		     "mkdir(): path at an address that is not mapped");
	TST_EXP_FAIL(mkdir((char *)-1, 0777), EFAULT, "mkdir(): path (char *)-1");
}

static struct tst_test test = {
	.test_all = run,
	.needs_tmpdir = 1,
};
