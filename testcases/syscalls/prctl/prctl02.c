// SPDX-License-Identifier: GPL-2.0-or-later
/* prctl() with an unknown option, and with a number that is no signal: EINVAL. */
#include "tst_test.h"

#include <sys/prctl.h>

#define UNKNOWN 999

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		TST_EXP_FAIL(prctl(UNKNOWN, 0), EINVAL, "prctl(%d)", UNKNOWN);
		TST_EXP_FAIL(prctl(PR_SET_PDEATHSIG, UNKNOWN), EINVAL,
			     "prctl(PR_SET_PDEATHSIG, %d)", UNKNOWN);
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
};
