// SPDX-License-Identifier: GPL-2.0-or-later
/* execle() runs a program with the listed arguments and the environment that it is given. */
#define OWN_ENVIRONMENT
#include "../exec_self.h"

static void execute(void)
{
	execle("/proc/self/exe", ARG0, MARK, ARG2, ARG3, NULL, own_environment);
}

static struct tst_test test = {
	.test_all = run,
	.child_needs_reinit = 1,
};
