// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * execvp() finds a program by PATH and runs it with an array of arguments and the environment of the caller.
 */
#include "../exec_self.h"

static char *const arguments[] = {ARG0, MARK, ARG2, ARG3, NULL};

static void execute(void)
{
	execvp(FOUND_NAME, arguments);
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup_path,
	.needs_tmpdir = 1,
	.child_needs_reinit = 1,
};
