// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * execlp() finds a program by PATH and runs it with the listed arguments and the environment of the caller.
 */
#include "../exec_self.h"

static void execute(void)
{
	execlp(FOUND_NAME, ARG0, MARK, ARG2, ARG3, NULL);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup_path,
	.needs_tmpdir = 1,
	.child_needs_reinit = 1,
};
