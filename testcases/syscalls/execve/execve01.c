// SPDX-License-Identifier: GPL-2.0-or-later
/* execve() runs a program with the arguments and the environment that it is given. */
#define OWN_ENVIRONMENT
#include "../exec_self.h"

static char *const arguments[] = {ARG0, MARK, ARG2, ARG3, NULL};

static void execute(void)
{
	execve("/proc/self/exe", arguments, own_environment);
}

static struct tst_test test = {
	.test_all = run,
	.child_needs_reinit = 1,
};
