// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of getrlimit(): a bad pointer and a resource that does not exist. */
#include "tst_test.h"

/* musl's getrlimit() makes the system call prlimit64, so each row is tried with getrlimit itself too. */
static void check(int resource, struct rlimit *limit, int err, const char *name)
{
	TST_EXP_FAIL(getrlimit(resource, limit), err, "getrlimit(): %s", name);
	TST_EXP_FAIL(syscall(SYS_getrlimit, resource, limit), err, "system call getrlimit: %s", name);
}

static void run(void)
{
	struct rlimit limit;

	check(RLIMIT_NOFILE, (void *)-1, EFAULT, "RLIMIT_NOFILE, pointer (void *)-1");
	check(1000, &limit, EINVAL, "resource 1000");
}

static struct tst_test test = {
	.test_all = run,
};
