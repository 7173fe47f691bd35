// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * setresuid() of the effective id takes away root's right to write, from the process and from its children,
 * and setting it back returns the right.
 */
#include "../root_file.h"

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETRESUID(0, nobody, 0);
		check_denied_with_child("after setresuid(0, nobody, 0)");
		SAFE_SETRESUID(0, 0, 0);
		check_allowed("after setresuid(0, 0, 0)");
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
	.setup = make_root_file,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
