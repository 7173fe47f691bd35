// SPDX-License-Identifier: GPL-2.0-or-later
/* munlockall() as root. All memory stays where it is without an MMU, so the call is not built: ENOSYS. */
#include "tst_test.h"

static void run(void)
{
	TST_EXP_FAIL(munlockall(), ENOSYS);
}

static struct tst_test test = {
	.test_all = run,
	.needs_root = 1,
};
