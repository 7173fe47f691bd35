// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of getcwd(): a bad buffer, and sizes that are too small. */
#include "tst_test.h"

static char buf[PATH_MAX];

static void run(void)
{
	TST_EXP_FAIL_PTR_NULL(getcwd((void *)-1, sizeof(buf)), EFAULT, "getcwd((void *)-1, %zu)",
			      sizeof(buf));
	/*
	 * musl allocates the memory after the call, so no size can be too large for it. The kernel
	 * allocates none.
	 */
	tst_res(TCONF, "getcwd(NULL, -1), ENOMEM: this C library ignores the size that goes with NULL");
	TST_EXP_FAIL2(syscall(SYS_getcwd, NULL, (size_t)-1), EFAULT, "system call getcwd(NULL, -1)");
	TST_EXP_FAIL_PTR_NULL(getcwd(buf, 0), EINVAL, "getcwd(buf, 0)");
	TST_EXP_FAIL_PTR_NULL(getcwd(buf, 1), ERANGE, "getcwd(buf, 1) in /");
}

static void setup(void)
{
	SAFE_CHDIR("/");
}

static struct tst_test test = {
	.test_all = run,
	.setup = setup,
	.needs_tmpdir = 1,
};
