// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of sched_rr_get_interval(), called by a SCHED_RR process. */
#define _GNU_SOURCE
#include "tst_test.h"

#define NO_PID 999999

static void run(void)
{
	struct timespec interval;

	TST_EXP_FAIL(sched_rr_get_interval(-1, &interval), EINVAL, "sched_rr_get_interval() of pid -1");
	TST_EXP_FAIL(sched_rr_get_interval(NO_PID, &interval), ESRCH,
		     "sched_rr_get_interval() of pid %d", NO_PID);
	TST_EXP_FAIL(sched_rr_get_interval(0, (void *)-1), EFAULT, "sched_rr_get_interval() to (void *)-1");
}

static void setup(void)
{
	const struct sched_param param = {.sched_priority = 1};

	/* musl has no function for it, only a stub */
	if (syscall(SYS_sched_setscheduler, 0, SCHED_RR, &param) < 0)
		tst_brk(TBROK | TERRNO, "sched_setscheduler(SCHED_RR)");
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
};
