// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * F_DUPFD gives EMFILE in a child that has as many descriptors as its limit allows. Its table is not its
 * parent's.
 */
#include "tst_test.h"

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		while (open("/dev/null", O_RDONLY) >= 0)
			continue;
		TST_EXP_FAIL2(open("/dev/null", O_RDONLY), EMFILE, "open() of one file too many");
		TST_EXP_FAIL2(fcntl(1, F_DUPFD, 1), EMFILE, "F_DUPFD");
	}
	TST_EXP_EXITED(pid, 0);
	TST_EXP_FD(fcntl(1, F_DUPFD, 1), "F_DUPFD in the parent");
	if (TST_PASS)
		close(TST_RET);
}

static struct tst_test test = {
	.test_all = run,
};
