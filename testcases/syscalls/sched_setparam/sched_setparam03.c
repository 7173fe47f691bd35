// SPDX-License-Identifier: GPL-2.0-or-later
/* sched_setparam() in a child changes the parent's priority. musl has no such functions, only stubs. */
#define _GNU_SOURCE
#include "tst_test.h"

#define OLD_PRIORITY 1
#define NEW_PRIORITY 5

static void run(void)
{
	const struct sched_param old = {.sched_priority = OLD_PRIORITY};
	const struct sched_param new = {.sched_priority = NEW_PRIORITY};
	struct sched_param now = {.sched_priority = -1};
	pid_t pid;

	TST_EXP_PASS(syscall(SYS_sched_setscheduler, 0, SCHED_FIFO, &old),
		     "sched_setscheduler() to SCHED_FIFO, %d", OLD_PRIORITY);
	TST_VFORK(pid) {
		TST_EXP_PASS(syscall(SYS_sched_setparam, getppid(), &new),
			     "sched_setparam() of the parent to %d", NEW_PRIORITY);
	}
	TST_EXP_EXITED(pid, 0);
	TST_EXP_PASS(syscall(SYS_sched_getparam, 0, &now), "sched_getparam() of the parent");
	TST_EXP_EQ_LI(now.sched_priority, NEW_PRIORITY);
}

static struct tst_test test = {
	.test_all = run,
	.needs_root = 1,
};
