// SPDX-License-Identifier: GPL-2.0-or-later
/* nanosleep() in a child returns 0, and not before its time. */
#include "elapsed.h"

static const struct timespec request = {2, 9999};

static void run(void)
{
	pid_t pid;

	TST_VFORK(pid) {
		long long start = now_ns(), elapsed;

		TST_EXP_PASS(nanosleep(&request, NULL), "nanosleep() of %lld ns", to_ns(request));
		elapsed = now_ns() - start;
		TST_EXP_EXPR(elapsed >= to_ns(request),
			     "slept at least %lld ns: %lld ns", to_ns(request), elapsed);
	}
	TST_EXP_EXITED(pid, 0);
}

static struct tst_test test = {
	.test_all = run,
};
