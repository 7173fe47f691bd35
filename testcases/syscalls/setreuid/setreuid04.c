// SPDX-License-Identifier: GPL-2.0-or-later
/* setreuid() of root: -1 changes nothing, and both ids may become those of another user. */
#include "../user_ids.h"

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		TST_EXP_PASS(setreuid(-1, -1));
		check_users(ROOT, ROOT, ROOT);
		TST_EXP_PASS(setreuid(uids[NOBODY], uids[NOBODY]), "setreuid(nobody, nobody)");
		check_users(NOBODY, NOBODY, NOBODY);
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
	.setup = find_users,
	.needs_root = 1,
};
