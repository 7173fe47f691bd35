// SPDX-License-Identifier: GPL-2.0-or-later
/* setitimer() with the old value wanted at a bad address gives EFAULT. */
#include "tst_test.h"

static const struct itimerval thirty_seconds = {.it_value = {30, 0}}, off;

static void run(void)
{
	TST_EXP_FAIL(setitimer(ITIMER_REAL, &thirty_seconds, (void *)-1), EFAULT,
		     "setitimer() with the old value to (void *)-1");
}

static void cleanup(void)
{
	/* it may run: the kernel sets it before it hands out the old value */
	if (setitimer(ITIMER_REAL, &off, NULL) < 0)
		tst_res(TWARN | TERRNO, "setitimer()");
}

static struct tst_test test = {
	.test_all = run,
	.cleanup = cleanup,
};
