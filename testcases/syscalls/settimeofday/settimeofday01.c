// SPDX-License-Identifier: GPL-2.0-or-later
/* settimeofday() sets the clock, which gettimeofday() reads back, and gives EFAULT for a bad pointer. */
#include "tst_test.h"

/* Above the guest's uptime: the kernel refuses a time of day that lies before its start. */
#define SECONDS 100
#define TOLERANCE_US 500000

static void set(void)
{
	const struct timeval set = {.tv_sec = SECONDS};
	struct timeval now;
	long long diff;

	TST_EXP_PASS(tst_syscall(SYS_settimeofday, &set, NULL), "settimeofday() to %d seconds", SECONDS);
	gettimeofday(&now, NULL);
	diff = (now.tv_sec - SECONDS) * 1000000LL + now.tv_usec;
	TST_EXP_EXPR(diff >= 0 && diff <= TOLERANCE_US, "gettimeofday() is 0 to %d us later: %lld us",
		     TOLERANCE_US, diff);
}

static void run(void)
{
	set();
	TST_EXP_FAIL(tst_syscall(SYS_settimeofday, (void *)-1, NULL), EFAULT,
		     "settimeofday((void *)-1, NULL)");
}

static struct tst_test test = {
	.test_all = run,
	.needs_root = 1,
	.restore_wallclock = 1,
};
