// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * setuid() to an ordinary user takes away root's right to write, from the process and from its children.
 */
#include "../root_file.h"

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		SAFE_SETUID(nobody);
		check_denied_with_child("after setuid(nobody)");
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
	.setup = make_root_file,
	.needs_root = 1,
	.needs_tmpdir = 1,
};
