// SPDX-License-Identifier: GPL-2.0-or-later
/* PTRACE_CONT without a signal: the child goes on as if it had never got the one that stopped it. */
#include "tracee.h"

static void run(unsigned int nr)
{
	pid_t pid = stopped_tracee(nr);

	TST_EXP_PASS(ptrace(PTRACE_CONT, pid, NULL, NULL));
	TST_EXP_EXITED(pid, 0, "child after PTRACE_CONT");
	TST_EXP_EQ_LI(*handler_ran, 0);
}

static struct tst_test test = {
	.tcnt = DISPOSITIONS,
	.test = run,
};
