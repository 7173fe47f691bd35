// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of getrusage(): a subject that does not exist and a bad pointer. */
#include "tst_test.h"

static void run(void)
{
	struct rusage usage;

	TST_EXP_FAIL(getrusage(-2, &usage), EINVAL);
	TST_EXP_FAIL(getrusage(RUSAGE_SELF, (void *)-1), EFAULT, "getrusage(RUSAGE_SELF, (void *)-1)");
}

static struct tst_test test = {
	.test_all = run,
};
