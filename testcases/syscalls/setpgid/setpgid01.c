// SPDX-License-Identifier: GPL-2.0-or-later
/* setpgid(): into the group it is in already, and into a new one of its own. */
#include "tst_test.h"

static void same_group(void)
{
	const pid_t group = getpgrp();

	TST_EXP_PASS(setpgid(getpid(), group), "setpgid(own pid, own group)");
	TST_EXP_EQ_LI(getpgrp(), group);
}

static void own_group(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		TST_EXP_PASS(setpgid(0, 0));
		TST_EXP_EQ_LI(getpgrp(), getpid());
	}
	TST_EXP_EXITED(pid, 0);
}

static void run(unsigned int nr)
{
	if (nr == 0)
		same_group();
	else
		own_group();
}

static struct tst_test test = {
	.tcnt = 2,
	.test = run,
};
