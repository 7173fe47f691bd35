// SPDX-License-Identifier: GPL-2.0-or-later
/* prctl(): the signal that a child gets when its parent dies can be asked for and set. */
#include "tst_test.h"

#include <sys/prctl.h>

static void run(void)
{
	int sig = -1;
	pid_t pid;

	TST_VFORK(pid) {
		TST_EXP_PASS(prctl(PR_GET_PDEATHSIG, &sig));
		TST_EXP_EQ_LI(sig, 0);
		TST_EXP_PASS(prctl(PR_SET_PDEATHSIG, SIGUSR2));
		TST_EXP_PASS(prctl(PR_GET_PDEATHSIG, &sig), "prctl(PR_GET_PDEATHSIG) afterwards");
		TST_EXP_EQ_LI(sig, SIGUSR2);
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
};
