// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mlock() of an address that is not mapped. The call is not built without an MMU: ENOSYS before any
 * address is looked at.
 */
#include "tst_test.h"

#define BYTES 1024

static void run(void)
{
	TST_EXP_FAIL(mlock(NULL, BYTES), ENOSYS, "mlock() of %d bytes at NULL", BYTES);
}

static struct tst_test test = {
	.test_all = run,
};
