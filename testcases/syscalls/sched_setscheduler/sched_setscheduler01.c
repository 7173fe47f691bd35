// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of sched_setscheduler(). musl has no function for it, only a stub. */
#define _GNU_SOURCE
#include "tst_test.h"

#define NO_PID 999999
#define NO_POLICY 99

static const struct sched_param zero = {.sched_priority = 0}, one = {.sched_priority = 1};

static const struct {
	pid_t pid;
	int policy;
	const struct sched_param *param;
	int err;
	const char *name;
} rows[] = {
	{NO_PID, SCHED_OTHER, &zero, ESRCH, "pid 999999"},
	{1, NO_POLICY, &zero, EINVAL, "policy 99"},
	{1, SCHED_OTHER, (void *)-1, EFAULT, "parameters at (void *)-1"},
	{0, SCHED_OTHER, &one, EINVAL, "SCHED_OTHER with priority 1"},
};

static void run(unsigned int nr)
{
	TST_EXP_FAIL(syscall(SYS_sched_setscheduler, rows[nr].pid, rows[nr].policy, rows[nr].param),
		     rows[nr].err, "sched_setscheduler(): %s", rows[nr].name);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
};
