// SPDX-License-Identifier: GPL-2.0-or-later
/* getpgid() in a child: of itself by 0 and by its pid, of its parent, of the group's leader and of init. */
#include "tst_test.h"

static void run(void)
{
	const pid_t parent = getpid();
	pid_t pid, group;

	TST_VFORK(pid) {
		TST_EXP_PID(getpgid(0));
		group = TST_RET;
		TST_EXP_VAL(getpgid(getpid()), group, "getpgid() of the own pid %d", getpid());
		TST_EXP_VAL(getpgid(parent), group, "getpgid() of the parent %d", parent);
		TST_EXP_VAL(getpgid(group), group, "getpgid() of the group %d", group);
		TST_EXP_PID(getpgid(1));
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
};
