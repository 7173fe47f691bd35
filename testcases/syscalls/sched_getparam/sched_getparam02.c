// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched_getparam() of the parent, a SCHED_OTHER process: 0 and priority 0. musl has no such functions,
 * only stubs.
 */
#define _GNU_SOURCE
#include "tst_test.h"

static void run(void)
{
	struct sched_param param = {.sched_priority = -1};
	pid_t pid;

	TST_EXP_EQ_LI(syscall(SYS_sched_getscheduler, 0), SCHED_OTHER);
	TST_VFORK(pid) {
		TST_EXP_PASS(syscall(SYS_sched_getparam, getppid(), &param),
			     "sched_getparam() of the parent");
		TST_EXP_EQ_LI(param.sched_priority, 0);
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
};
