// SPDX-License-Identifier: GPL-2.0-or-later
/* execl() runs a program with the listed arguments and the environment of the caller. */
#include "../exec_self.h"

static void execute(void)
{
	execl("/proc/self/exe", ARG0, MARK, ARG2, ARG3, NULL);
}

static struct tst_test test = {
	.test_all = run,
	.child_needs_reinit = 1,
};
