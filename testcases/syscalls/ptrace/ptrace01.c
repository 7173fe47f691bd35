// SPDX-License-Identifier: GPL-2.0-or-later
/* PTRACE_KILL of a child that stopped by a signal, one that it ignores and one that it handles, ends it. */
#include "tracee.h"

static void run(unsigned int nr)
{
	pid_t pid = stopped_tracee(nr);

	TST_EXP_PASS(ptrace(PTRACE_KILL, pid, NULL, NULL));
	TST_EXP_KILLED(pid, SIGKILL, "child after PTRACE_KILL");
	TST_EXP_EQ_LI(*handler_ran, 0);
}

static struct tst_test test = {
	.tcnt = DISPOSITIONS,
	.test = run,
};
