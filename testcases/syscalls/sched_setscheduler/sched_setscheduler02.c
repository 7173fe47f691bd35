// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched_setscheduler() to SCHED_FIFO without privileges gives EPERM. musl has no function for it, only a
 * stub.
 */
#define _GNU_SOURCE
#include "tst_test.h"

static uid_t nobody;

static void run(void)
{
	const struct sched_param param = {.sched_priority = 1};
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETEUID(nobody);
		TST_EXP_FAIL(syscall(SYS_sched_setscheduler, 0, SCHED_FIFO, &param), EPERM,
			     "sched_setscheduler() to SCHED_FIFO as nobody");
	}
	TST_EXP_EXITED(pid, 0);
}

static void setup(void)
{
	nobody = SAFE_GETPWNAM("nobody")->pw_uid;
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_root = 1,
};
