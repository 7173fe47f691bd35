// SPDX-License-Identifier: GPL-2.0-or-later
/* nanosleep() of negative seconds gives EINVAL. */
#include "tst_test.h"

#include <time.h>

static const struct timespec request = {-5, 9999};

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		TST_EXP_FAIL(nanosleep(&request, NULL), EINVAL,
			     "nanosleep() with tv_sec %ld", (long)request.tv_sec);
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
};
