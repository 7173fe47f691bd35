// SPDX-License-Identifier: GPL-2.0-or-later
/* execv() runs a program with an array of arguments and the environment of the caller. */
#include "../exec_self.h"

static char *const arguments[] = {ARG0, MARK, ARG2, ARG3, NULL};

static void execute(void)
{
	execv("/proc/self/exe", arguments);
}

static struct tst_test test = {
	.test_all = run,
	.child_needs_reinit = 1,
};
