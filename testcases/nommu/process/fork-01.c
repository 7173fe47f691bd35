// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The fork call, where the machine has its number, answers EINVAL: that is how programs find out that there
 * is no MMU.
 */
#include "../figures.h"

static void run(void)
{
	int lines = fig_lines(FIG_SELF);

#ifdef SYS_fork
	TST_EXP_FAIL(syscall(SYS_fork), EINVAL);
	TST_EXP_FAIL(waitpid(-1, NULL, WNOHANG), ECHILD);
	TST_EXP_EQ_LI(fig_lines(FIG_SELF), lines);
#else
	tst_res(TCONF, "the machine has no fork call, only clone (%d mappings)", lines);
	tst_res(TCONF, "no child of it");
	tst_res(TCONF, "no mapping of it");
#endif
	tst_res(TCONF, "whether the C library has fork() is a fact of its configuration");
}

static struct tst_test test = {
	.test_all = run,
};
