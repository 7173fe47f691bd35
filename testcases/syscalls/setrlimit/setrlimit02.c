// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Errors of setrlimit(): a bad pointer, an unknown resource, a hard limit raised by a user without
 * privileges.
 */
#include "tst_test.h"

static void bad_pointer(void)
{
	TST_EXP_FAIL(tst_syscall(SYS_setrlimit, RLIMIT_NOFILE, (void *)-1), EFAULT,
		     "setrlimit(RLIMIT_NOFILE, (void *)-1)");
}

static void bad_resource(void)
{
	struct rlimit limit;

	SAFE_GETRLIMIT(RLIMIT_NOFILE, &limit);
	TST_EXP_FAIL(setrlimit(-1, &limit), EINVAL, "setrlimit() of resource -1");
}

static void raise_hard_limit(void)
{
	struct rlimit limit;

	SAFE_GETRLIMIT(RLIMIT_NOFILE, &limit);
	limit.rlim_max++;
	TST_EXP_FAIL(setrlimit(RLIMIT_NOFILE, &limit), EPERM,
		     "hard limit of RLIMIT_NOFILE raised by one as nobody");
}

static void (*const rows[])(void) = {bad_pointer, bad_resource, raise_hard_limit};

static void run(unsigned int nr)
{
	rows[nr]();
}

static void setup(void)
{
	/* Lower than what root could set, so that only the user's lack of rights refuses one more. */
	const struct rlimit low = {64, 256};

	SAFE_SETRLIMIT(RLIMIT_NOFILE, &low);
	SAFE_SETEUID(SAFE_GETPWNAM("nobody")->pw_uid);
}

static void cleanup(void)
{
	SAFE_SETEUID(0);
}

static struct tst_test test = {
	.tcnt = ARRAY_SIZE(rows),
	.test = run,
	.setup = setup,
	.cleanup = cleanup,
	.needs_root = 1,
};
